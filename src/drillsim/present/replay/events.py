"""The events around the moment that is shown, and one of them in full, with its cause."""

from drillsim.model.exercise import Exercise
from drillsim.present.replay.heading import at_wall, utc_offset
from drillsim.present.replay.ordered import ordered
from drillsim.present.replay.telling import Telling
from drillsim.present.rows import Cell, Column, Row, Table
from drillsim.present.words import full_clock, line, story
from drillsim.record.entries import Entry

AROUND = 100  # rows before the moment and after it: more than fit on any screen, and quick to lay out
MOST_OTHERS = 20  # of what came of one command: a move of a large team is told by its first lines
COLUMNS = (Column(3), Column(8), Column(9, needs=66), Column(6, needs=50, right=True), Column())


def events(telling: Telling) -> Table:
    """What has come, up to the row that says now, and, dim, what is still to come."""
    watch = telling.watch
    place = watch.place
    first = max(0, place - AROUND)
    rows = tuple(
        _row(telling, watch.seqs[index], index - place + 1)
        for index in range(first, min(len(watch.seqs), place + AROUND))
    )
    title = "Events" if watch.role is None else f"Events that {watch.role} knew of"
    return Table(title, COLUMNS, rows, "enter in full", "Nothing yet.")


def _row(telling: Telling, seq: int, ahead: int) -> Row:
    playback = telling.watch.playback
    second = playback.second(seq)
    text, tone = telling.said(seq)
    later = ahead > 0
    cells = (
        Cell("now" if ahead == 0 else "", "strong"),
        Cell(full_clock(second).removeprefix("T+"), "dim"),
        Cell(story(playback.exercise.begins, second), "dim"),
        Cell(f"#{seq}", "dim"),
        Cell(text, "dim" if later else tone),
    )
    return Row(str(seq), cells)


def now_key(telling: Telling) -> str | None:
    """The row that says now; before the first event the first."""
    watch = telling.watch
    if not watch.seqs:
        return None
    return str(watch.seqs[max(0, watch.place - 1)])


def in_full(telling: Telling, seq: int) -> tuple[Cell, ...]:
    """One event, as paragraphs: what it was, when, why. A role reads of the cause only what it did itself."""
    playback = telling.watch.playback
    entry = playback.entries[seq - 1]
    text, tone = telling.said(seq)
    parts = [
        Cell(_when(playback.exercise, playback.entries, entry), "dim"),
        Cell(text, "strong" if tone == "dim" else tone),
    ]
    cause = _cause(playback.entries, entry)
    if cause is not None and telling.watch.role in (None, cause.by):
        parts.append(Cell(f"Because of #{cause.seq} at {full_clock(cause.at)}: {ordered(cause)}"))
    elif telling.watch.role is None and entry.sort == "event":
        parts.append(Cell("Nobody asked for it: the scenario, the plan or the script brought it.", "dim"))
    if telling.watch.role is None:
        parts += _more(telling, entry)
    return tuple(parts)


def _cause(entries: list[Entry], entry: Entry) -> Entry | None:
    """The command that it came of; whoever edits a record may name one that is not there."""
    return entries[entry.cause - 1] if entry.cause is not None and 0 < entry.cause <= len(entries) else None


def _when(exercise: Exercise, entries: list[Entry], entry: Entry) -> str:
    parts = [f"#{entry.seq} {entry.kind}", full_clock(entry.at), story(exercise.begins, entry.at)]
    if real := at_wall(entry.wall_ns, utc_offset(entries)):
        parts.append(f"written {real:%Y-%m-%d %H:%M:%S}")
    return "  ".join(parts)


def _more(telling: Telling, entry: Entry) -> list[Cell]:
    """All that the record holds of it, and what else came of the same command."""
    parts = [
        Cell(f"{key}: {line(str(value))}", "dim") for key, value in entry.body.items() if value not in (None, "", [])
    ]
    root = entry.seq if entry.sort == "command" else entry.cause
    if root is None:
        return parts
    others = [each for each in telling.watch.playback.entries if each.cause == root and each.seq != entry.seq]
    return parts + [Cell(f"With it #{each.seq}: {telling.said(each.seq)[0]}") for each in others[:MOST_OTHERS]]
