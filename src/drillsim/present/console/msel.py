"""The MSEL: where each inject stands, and one inject whole, with what only controllers may read."""

from collections.abc import Collection

from drillsim.present.log import Names, short
from drillsim.present.rows import Cell, Column, Row, Table, Tone
from drillsim.present.words import about, block, clock, line, story
from drillsim.session.console import TO_COME, ConsoleView, InjectState, MselRow, Suggestion, ToldView
from drillsim.session.view import Briefing

WORDS: dict[InjectState, tuple[str, Tone]] = {
    "due": ("DUE", "bad"),
    "released": ("OUT", "warn"),
    "acknowledged": ("ACK", "good"),
    "armed": ("ARMED", "strong"),
    "scheduled": ("TO COME", "plain"),
    "deferred": ("PUT OFF", "warn"),
    "held": ("HELD", "plain"),
    "done": ("DONE", "dim"),
    "skipped": ("SKIPPED", "dim"),
}
"""State of an inject -> what the list says, in the order of the list."""

ORDER = {state: place for place, state in enumerate(WORDS)}
NEVER = 10**9  # seconds: what has no clock comes last among its like


def names(console: ConsoleView) -> Names:
    """What to say instead of an id of an inject or a task."""
    return Names(
        {task.id: line(task.do) for task in console.tasks},
        {row.id: short(row.title or row.says or row.id) for row in console.msel},
    )


def msel(console: ConsoleView, now: int) -> Table:
    """What wants a hand first, then what came and waits for people, then what is to come, then what is over."""
    fits = {each.inject: each for each in console.suggestions}
    rows = sorted(console.msel, key=lambda row: (_rank(row, fits), _clock(row)))
    columns = (Column(7), Column(5), Column(16, needs=60), Column(16, needs=60), Column())
    title, tone = _title(console)
    return Table(
        title,
        columns,
        tuple(_row(row, fits.get(row.id), now) for row in rows),
        "enter release, open  h hold  x skip",
        "This exercise has no inject.",
        tone,
    )


def _rank(row: MselRow, fits: Collection[str]) -> int:
    """What fits now comes before all that is to come."""
    return min(ORDER[row.state], ORDER["armed"]) if row.id in fits else ORDER[row.state]


def _clock(row: MselRow) -> int:
    if row.state not in TO_COME:
        return row.since
    comes = _comes(row)
    return NEVER if comes is None else comes


def _comes(row: MselRow) -> int | None:
    """The second at which an inject is to come by the clock."""
    return row.to if row.state == "deferred" else None if row.state == "held" else row.at


def _title(console: ConsoleView) -> tuple[str, Tone]:
    due = sum(row.state == "due" for row in console.msel)
    unread = sum(place.unread for place in console.places)
    parts = [f"{due} due" if due else "", f"{unread} unread" if unread else ""]
    words = ", ".join(part for part in parts if part)
    title = f"Injects: {words}" if words else "Injects"
    if console.suggestions:
        first = console.suggestions[0]
        return f"{title} | TRY {first.inject}: {first.because}", "warn"
    return title, "bad" if due else "plain"


def _row(row: MselRow, fits: Suggestion | None, now: int) -> Row:
    word, tone = WORDS[row.state]
    text = line(row.title or row.says or row.id)
    sender = f"{line(row.sender)}: " if row.sender else ""
    settled = row.state in ("done", "skipped")
    body = Cell(f"{sender}{text}", "dim" if settled else "strong" if row.state == "due" else "plain")
    if fits is not None:
        word, tone = "FITS", "warn"
    under = f"fits: {fits.because}" if fits else line(row.notes)
    cells = (Cell(word, tone), Cell(_at(row), "dim"), Cell(_told(row.told), "dim"), _note(row, now), body)
    return Row(row.id, cells, under, settled)


def _at(row: MselRow) -> str:
    if row.state not in TO_COME:
        return clock(row.since)
    if row.state == "held":
        return "hand"
    comes = _comes(row)
    return clock(comes) if comes is not None else "if" if row.when else "hand"


def _told(told: tuple[ToldView, ...]) -> str:
    if not told:
        return "nobody"
    return told[0].role if len(told) == 1 else f"{told[0].role} +{len(told) - 1}"


def _note(row: MselRow, now: int) -> Cell:
    """In a few words: how long until it comes, since when it waits, how quickly people took it."""
    match row.state:
        case "due":
            return Cell(f"waits {about(now - row.since)}", "bad")
        case "scheduled" | "deferred":
            return Cell(
                f"in {about(max(0, (_comes(row) or 0) - now))}", "plain" if row.state == "scheduled" else "warn"
            )
        case "armed":
            return Cell(line("if " + ", ".join(row.when)), "dim")
        case "held":
            return Cell(_held(row), "dim")
        case "skipped":
            return Cell(line(row.reason) or "no reason given", "dim")
        case "released" | "acknowledged" | "done":
            return Cell(latency(row.told), "plain" if row.state == "released" else "dim")


def _held(row: MselRow) -> str:
    """Why it waits for a hand: somebody holds it, what would bring it can be no more, or it was written so."""
    if row.put_off is None and row.when:
        return line("no more if " + ", ".join(row.when))
    return "by hand only" if row.at is None else f"hand, was {clock(row.at)}"


def latency(told: tuple[ToldView, ...]) -> str:
    """How far the slowest of those told has come, and how long that took."""
    steps = [_step(each) for each in told]
    return min(steps, default=(0, ""))[1]


def _step(told: ToldView) -> tuple[int, str]:
    for rank, word, second in (
        (3, "answered", told.answered),
        (2, "ack", told.acknowledged),
        (1, "opened", told.opened),
    ):
        if second is not None and told.delivered is not None:
            return rank, f"{word} {about(second - told.delivered)}"
    return 0, "unread"


def letter(row: MselRow, told: Briefing, fits: Suggestion | None = None) -> tuple[Cell, ...]:
    """One inject whole, as paragraphs: text first, then what only controllers may read."""
    parts = [Cell(_head(row, told), "dim"), Cell(block(row.says or row.title or row.id), "strong")]
    if fits is not None:
        parts.append(Cell(f"It fits now: {fits.because}.", "warn"))
    parts += [Cell(f"Ask the room: {block(question)}") for question in row.ask]
    if row.choices:
        parts.append(Cell("They can answer: " + "; ".join(line(text) for _, text in row.choices)))
    if row.chosen:
        parts.append(Cell(f"Answered: {line(dict(row.choices).get(row.chosen, row.chosen))}", "good"))
    parts += [Cell(f"{each.role}: {_steps(each)}") for each in row.told if each.delivered is not None]
    if row.expects:
        parts.append(Cell("Expected: " + "; ".join(line(each) for each in row.expects)))
    if row.happens:
        parts.append(Cell("It makes happen: " + "; ".join(row.happens)))
    parts += [
        Cell(f"{name}: {block(text)}")
        for name, text in (
            ("Handout", row.handout),
            ("Controller", row.controller),
            ("Notes, for controllers only", row.notes),
            ("Evaluators", row.evaluator_note),
        )
        if text
    ]
    return tuple(parts)


def _head(row: MselRow, told: Briefing) -> str:
    """Both clocks, from whom, to whom."""
    word, _ = WORDS[row.state]
    second = _comes(row) if row.state in TO_COME else row.since
    parts = [f"{row.id} ({row.kind})", word.lower()]
    if second is not None:
        parts.append(f"T+{clock(second)}, {story(told.begins, second)}")
    elif row.state == "held":
        parts.append("comes when you release it")
    elif row.when:
        parts.append(f"if {', '.join(row.when)}")
    parts += [f"{word} {line(text)}" for word, text in (("from", row.sender), ("by", row.via)) if text]
    parts.append(f"to {', '.join(each.role for each in row.told) or 'nobody'}")
    if row.module:
        parts.append(f"module {line(row.module)}")
    if row.discuss is not None:
        parts.append(f"time-box {about(row.discuss)}")
    if row.improvised:
        parts.append("improvised")
    if row.state == "skipped":
        parts.append(f"because {line(row.reason) or 'nobody said why'}")
    return "  ".join(parts)


def _steps(told: ToldView) -> str:
    found = [
        f"{word} after {about(second - (told.delivered or 0))}"
        for word, second in (
            ("opened", told.opened),
            ("acknowledged", told.acknowledged),
            ("answered", told.answered),
        )
        if second is not None
    ]
    return ", ".join(found) or "has not opened it"
