"""The inbox: what has been told to these roles, newest first, and one inject whole."""

from drillsim.present.rows import Cell, Column, Row, Table, Tone
from drillsim.present.words import block, clock, line
from drillsim.session.view import AskedView, InjectView, View

WORDS: dict[str, tuple[str, Tone]] = {
    "delivered": ("NEW", "warn"),
    "opened": ("READ", "plain"),
    "acknowledged": ("ACK", "dim"),
    "answered": ("DONE", "dim"),
}
"""State of an inject -> what the list says."""

ASKED = "asked:"
"""Begins the key of a row that another role asked for."""


def inbox(view: View) -> Table:
    """The newest first."""
    several = len(view.roles) > 1
    columns = (Column(5), Column(5), *([Column(14, needs=60)] if several else []), Column())
    items = [*((each.at, 1, _inject(each, several=several)) for each in view.inbox)]
    items += [(each.at, 0, _asked(each, index, several=several)) for index, each in enumerate(view.asked)]
    items.sort(key=lambda item: item[:2], reverse=True)
    new = sum(each.state == "delivered" for each in view.inbox)
    title = f"Inbox: {new} new" if new else "Inbox"
    keys = "enter open  a acknowledge  D decide  h hand over"
    return Table(
        title, columns, tuple(row for _, _, row in items), keys, "Nothing has come yet.", "warn" if new else "plain"
    )


def _inject(inject: InjectView, *, several: bool) -> Row:
    word, tone = WORDS[inject.state]
    told = (Cell(_roles(inject.told), "dim"),) if several else ()
    sender = ", ".join(line(part) for part in (inject.sender, inject.via) if part)
    says = line(inject.says or inject.title or inject.id)
    text = f"{sender}: {says}" if sender else says
    body = Cell(text, "strong" if inject.state == "delivered" else "plain")
    return Row(inject.id, (Cell(word, tone), Cell(clock(inject.at)), *told, body))


def _asked(asked: AskedView, index: int, *, several: bool) -> Row:
    due = f" (by {clock(asked.due)})" if asked.due is not None else ""
    told = (Cell(asked.to, "dim"),) if several else ()
    text = Cell(f"{asked.by} asks you: {line(asked.what)}{due}", "strong")
    return Row(f"{ASKED}{index}", (Cell("ASKED", "warn"), Cell(clock(asked.at)), *told, text))


def _roles(roles: tuple[str, ...]) -> str:
    return roles[0] if len(roles) == 1 else f"{roles[0]} +{len(roles) - 1}"


def letter(inject: InjectView) -> tuple[Cell, ...]:
    """One inject whole, as paragraphs."""
    head = [f"T+{clock(inject.at)}", f"to {', '.join(inject.told)}"]
    if inject.sender:
        head.insert(1, f"from {line(inject.sender)}")
    if inject.via:
        head.append(f"by {line(inject.via)}")
    parts = [Cell("  ".join(head), "dim"), Cell(block(inject.says or inject.title or inject.id), "strong")]
    parts += [Cell(f"For the room: {block(question)}") for question in inject.ask]
    if inject.handout:
        parts.append(Cell(f"Handout: {line(inject.handout)}"))
    if inject.choices:
        parts.append(Cell("You can answer: " + "; ".join(line(text) for _, text in inject.choices)))
    if inject.chosen is not None:
        parts.append(Cell(f"Answered: {line(dict(inject.choices).get(inject.chosen, inject.chosen))}", "good"))
    return tuple(parts)
