"""The inbox: what has been told to these roles, newest first, and one inject whole."""

from dataclasses import replace

from drillsim.model.spelling import StoryTime
from drillsim.present.assignments import state, when
from drillsim.present.rows import Cell, Column, Row, Table, Tone
from drillsim.present.words import block, both_clocks, clock, line, span
from drillsim.session.view import AskedView, HandledView, InjectView, TalkView, View

WORDS: dict[str, tuple[str, Tone]] = {
    "delivered": ("NEW", "warn"),
    "opened": ("READ", "plain"),
    "acknowledged": ("ACK", "dim"),
    "answered": ("DONE", "dim"),
}
"""State of an inject -> what the list says."""

LAST_MINUTE = 60  # seconds: what is left of a time-box is then said in the tone of a warning

ASKED = "asked:"
"""Begins the key of a row that another role asked for."""


def inbox(view: View, now: int, talk: TalkView | None = None) -> Table:
    """The newest first; in the title, what is left of the time-box of a discussion that these roles are told of."""
    several = len(view.roles) > 1
    columns = (Column(5), Column(5), *([Column(14, needs=60)] if several else []), Column())
    items = [*((each.at, 1, _inject(each, several=several)) for each in view.inbox)]
    items += [(each.at, 0, _asked(each, index, now, several=several)) for index, each in enumerate(view.asked)]
    items.sort(key=lambda item: item[:2], reverse=True)
    new = sum(each.state == "delivered" for each in view.inbox)
    title = f"Inbox: {new} new" if new else "Inbox"
    left = time_left(talk) if talk is not None and any(each.id == talk.inject for each in view.inbox) else None
    title += f" | {left.text}" if left is not None else ""
    tone: Tone = "bad" if left is not None and left.tone == "bad" else "warn" if new else "plain"
    keys = "enter open  a acknowledge  D decide  h hand over"
    return Table(title, columns, tuple(row for _, _, row in items), keys, "Nothing has come yet.", tone)


def time_left(talk: TalkView) -> Cell | None:
    """`time-box 04:10 left`, in real minutes; None where the discussion has no time-box."""
    if talk.time_box is None:
        return None
    left = talk.time_box - talk.seconds
    minutes, seconds = divmod(abs(left), 60)
    if left < 0:
        return Cell(f"TIME-BOX OVER by {minutes:02}:{seconds:02}", "bad")
    return Cell(f"time-box {minutes:02}:{seconds:02} left", "warn" if left <= LAST_MINUTE else "plain")


def _inject(inject: InjectView, *, several: bool) -> Row:
    word, tone = WORDS[inject.state]
    told = (Cell(_roles(inject.told), "dim"),) if several else ()
    sender = ", ".join(line(part) for part in (inject.sender, inject.via) if part)
    says = line(inject.says or inject.title or inject.id)
    text = f"{sender}: {says}" if sender else says
    body = Cell(text, "strong" if inject.state == "delivered" else "plain")
    return Row(inject.id, (Cell(word, tone), Cell(clock(inject.at)), *told, body), _under(inject))


def _under(inject: InjectView) -> str:
    """How far each role has come, and how long may be talked about it."""
    several = len(inject.handled) > 1
    parts = [f"{each.role} {said}" if several else said for each in inject.handled if (said := _handled(each))]
    if inject.discuss is not None:
        parts.append(f"time-box {span(inject.discuss)}")
    return " | ".join(parts)


def _handled(each: HandledView) -> str:
    return ", ".join(f"{word} {clock(at)}" for word, at in _steps(each) if at is not None)


def _steps(each: HandledView) -> tuple[tuple[str, int | None], ...]:
    return ("opened", each.opened), ("acknowledged", each.acknowledged), ("answered", each.answered)


def _asked(asked: AskedView, index: int, now: int, *, several: bool) -> Row:
    word, tone = state(asked, now)
    left = f" ({when(asked, now)})" if asked.due is not None or asked.done is not None else ""
    told = (Cell(asked.to, "dim"),) if several else ()
    text = Cell(f"{asked.by} asks you: {line(asked.what)}{left}", "dim" if asked.done is not None else "strong")
    short = Cell("LATE" if word == "OVERDUE" else word, tone)
    return Row(f"{ASKED}{index}", (short, Cell(clock(asked.at)), *told, text), settled=asked.done is not None)


def _roles(roles: tuple[str, ...]) -> str:
    return roles[0] if len(roles) == 1 else f"{roles[0]} +{len(roles) - 1}"


def as_opened(inject: InjectView, now: int) -> InjectView:
    """The inject as it is once it has been opened now."""
    handled = (each if _is_open(each) else replace(each, opened=now) for each in inject.handled)
    return replace(inject, handled=tuple(handled))


def unopened(inject: InjectView) -> tuple[str, ...]:
    """The roles that have not opened it: who acknowledged or answered it has read it somewhere."""
    return tuple(each.role for each in inject.handled if not _is_open(each))


def _is_open(each: HandledView) -> bool:
    return any(at is not None for _, at in _steps(each))


def letter(inject: InjectView, begins: StoryTime) -> tuple[Cell, ...]:
    """One inject whole, as paragraphs."""
    head = [both_clocks(begins, inject.at), f"to {', '.join(inject.told)}"]
    if inject.sender:
        head.insert(1, f"from {line(inject.sender)}")
    if inject.via:
        head.append(f"by {line(inject.via)}")
    parts = [Cell("  ".join(head), "dim"), Cell(block(inject.says or inject.title or inject.id), "strong")]
    parts += [Cell(f"For the room: {block(question)}") for question in inject.ask]
    if inject.discuss is not None:
        parts.append(Cell(f"Time-box for the discussion: {span(inject.discuss)}", "warn"))
    if inject.handout:
        parts.append(Cell(f"Handout: {line(inject.handout)}"))
    if inject.choices:
        parts.append(Cell("You can answer: " + "; ".join(line(text) for _, text in inject.choices)))
    if inject.chosen is not None:
        parts.append(Cell(f"Answered: {line(dict(inject.choices).get(inject.chosen, inject.chosen))}", "good"))
    parts.append(Cell("\n".join(_course(inject, each, begins) for each in inject.handled), "dim"))
    return tuple(parts)


def _course(inject: InjectView, each: HandledView, begins: StoryTime) -> str:
    """When it reached a role, and what the role did with it."""
    steps = (("delivered", inject.at), *_steps(each))
    return f"{each.role}: " + ", ".join(
        f"{word} {both_clocks(begins, at)}" if at is not None else f"not {word}" for word, at in steps
    )
