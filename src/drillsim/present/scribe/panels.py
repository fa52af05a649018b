"""What the scribe's screen shows: the inbox with its numbers, what runs, what was typed and what became of it."""

from dataclasses import dataclass
from typing import Literal

from drillsim.present.inbox import WORDS
from drillsim.present.rows import Cell, Column, Row, Table, Tone
from drillsim.present.scribe.completions import completions
from drillsim.present.scribe.grammar import LATER, USAGES
from drillsim.present.scribe.line import understood
from drillsim.present.scribe.matching import NotUnderstood
from drillsim.present.scribe.notebook import Notebook
from drillsim.present.tasks import when
from drillsim.present.words import clock, line
from drillsim.session.view import InjectView, View

Fate = Literal["sent", "taken", "refused"]

FATES: dict[Fate, tuple[str, Tone]] = {
    "sent": ("...", "dim"),
    "taken": ("TAKEN", "good"),
    "refused": ("REFUSED", "bad"),
}
"""What became of a line -> what is said."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that was typed, at a second of the exercise; `becomes` says what it was taken for, `why` why not."""

    text: str
    at: int
    becomes: str
    fate: Fate
    why: str = ""


def numbered(view: View) -> Table:
    """All that has been told to anybody, the newest first, by the numbers that a line may use."""
    rows = tuple(_inject(number, each) for number, each in reversed(list(enumerate(view.inbox, 1))))
    columns = (Column(3, right=True), Column(5), Column(5), Column(16, needs=60), Column())
    return Table(f"Inbox: {len(rows)}" if rows else "Inbox", columns, rows, "enter look", "Nothing has come yet.")


def _inject(number: int, each: InjectView) -> Row:
    word, tone = WORDS[each.state]
    sender = ", ".join(line(part) for part in (each.sender, each.via) if part)
    says = line(each.says or each.title or each.id)
    waits = [one.role for one in each.handled if one.acknowledged is None and one.answered is None]
    told = Cell(", ".join(each.told), "dim")
    under = f"not acknowledged by {', '.join(waits)}" if waits and len(each.told) > 1 else ""
    text = Cell(f"{sender}: {says}" if sender else says, "strong" if each.state == "delivered" else "plain")
    return Row(each.id, (Cell(str(number), "strong"), Cell(word, tone), Cell(clock(each.at)), told, text), under)


def running(view: View, now: int) -> Table:
    """Tasks that run or are said to start, of all roles."""
    found = [task for task in view.tasks if task.state in ("running", "said")]
    rows = tuple(
        Row(task.id, (Cell(task.by, "dim"), Cell(task.id, "strong"), Cell(line(task.do)), when(task, now)))
        for task in found
    )
    columns = (Column(14), Column(20), Column(), Column(16, right=True))
    return Table(f"Running: {len(rows)}" if rows else "Running", columns, rows, "", "No task runs.")


def typed(lines: tuple[Line, ...]) -> Table:
    """What was typed, the newest last, and what became of it."""
    rows = tuple(_typed(index, each) for index, each in enumerate(lines))
    return Table("Typed", (Column(7), Column(5), Column()), rows, "", "Type what the table says: ROLE: what it does.")


def _typed(index: int, each: Line) -> Row:
    word, tone = FATES[each.fate]
    text = f"{line(each.text)}: {line(each.why)}" if each.why else line(each.becomes or each.text)
    return Row(str(index), (Cell(word, tone), Cell(clock(each.at)), Cell(text, "bad" if each.why else "plain")))


def hint(text: str, book: Notebook) -> Cell:
    """What a line that is being typed would become, or what it lacks."""
    if not text.strip():
        return Cell("F1 tells what can be typed; hr: head count done", "dim")
    try:
        found = understood(text, book)
    except NotUnderstood as error:
        return Cell(line(str(error)), "warn")
    doubt = f" ({found.doubt})" if found.doubt else ""
    return Cell(f"enter: {line(found.becomes)}{doubt}", "warn" if doubt else "good")


def offered(text: str, book: Notebook, at: int = 0) -> tuple[Cell, ...]:
    """How the line may go on; the one that tab takes next stands out."""
    found = completions(text, book)
    cells = [
        Cell(f"{each.text.strip()}{f' ({each.about})' if each.about and len(found) == 1 else ''}", _tone(index == at))
        for index, each in enumerate(found)
    ]
    return (Cell("tab:", "dim"), *cells) if cells else ()


def _tone(is_next: bool) -> Tone:  # noqa: FBT001  # the only thing there is to say
    return "strong" if is_next else "dim"


HELP = (
    "One line for what somebody at the table said. It goes on the record as the role's, typed by the scribe.",
    *(f"{usage}   {does}" for usage, does in USAGES),
    LATER,
    "A role, task, message or team may be said by its id, its name, a beginning of it, or words of it.",
)
"""What to know about the line."""
