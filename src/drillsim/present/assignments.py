"""What one role asked another to do: in the inbox of the one, on the list of the other."""

from drillsim.model.spelling import StoryTime
from drillsim.present.rows import Cell, Column, Row, Table, Tone
from drillsim.present.words import block, both_clocks, clock, countdown, line
from drillsim.session.view import AskedView, View

COLUMNS = (Column(7), Column(5), Column(14), Column(), Column(14, right=True))


def given(view: View, now: int, ask: str = "h") -> Table:
    """What these roles asked others for, the newest first, and whether it is late; `ask` is the key that asks."""
    late = sum(overdue(each, now) for each in view.given)
    rows = tuple(_row(each, index, now) for index, each in reversed([*enumerate(view.given)]))
    title = f"Asked of others: {late} overdue" if late else "Asked of others"
    empty = f"You asked nobody for anything yet: {ask} does."
    return Table(title, COLUMNS, rows, "", empty, "bad" if late else "plain")


def overdue(asked: AskedView, now: int) -> bool:
    """Whether it should have been done by now and nobody said that it was."""
    return asked.done is None and asked.due is not None and now > asked.due


def _row(each: AskedView, index: int, now: int) -> Row:
    word, tone = state(each, now)
    cells = (Cell(word, tone), Cell(clock(each.at), "dim"), Cell(each.to, "dim"), Cell(line(each.what)))
    return Row(str(index), (*cells, Cell(when(each, now), tone)))


def state(each: AskedView, now: int) -> tuple[str, Tone]:
    """In one word how it stands."""
    if each.done is not None:
        return "DONE", "dim"
    return ("OVERDUE", "bad") if overdue(each, now) else ("ASKED", "warn")


def when(each: AskedView, now: int) -> str:
    """Its countdown, or when it was done."""
    if each.done is not None:
        return f"at {clock(each.done)}"
    return "" if each.due is None else countdown(each.due, now)


def request(each: AskedView, begins: StoryTime, now: int) -> tuple[Cell, ...]:
    """One of them whole, as paragraphs."""
    parts = [Cell(f"{both_clocks(begins, each.at)}  from {each.by}  to {each.to}", "dim")]
    parts.append(Cell(block(each.what), "strong"))
    if each.due is not None:
        tone = state(each, now)[1] if each.done is None else "plain"
        late = "" if each.done is not None else f", {countdown(each.due, now)}"
        parts.append(Cell(f"Due {both_clocks(begins, each.due)}{late}.", tone))
    if each.done is not None:
        parts.append(Cell(f"Said to be done at {both_clocks(begins, each.done)}.", "good"))
    return tuple(parts)
