"""What a replay says of itself: which record, whether it is as it was written, as whom, where one is in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import takewhile

from drillsim.model.exercise import Exercise
from drillsim.model.spelling import DAY
from drillsim.present.replay.scrubber import LEGEND
from drillsim.present.rows import Cell
from drillsim.present.words import full_clock, line, story
from drillsim.record.entries import Entry, Header
from drillsim.session.watch import Watch

SHORT = 4  # characters of a head that tell one record from another
FACILITATOR = "facilitator"


@dataclass(frozen=True, slots=True)
class Shown:
    """A record: what was played, whether it is as it was written, its head, whether somebody writes it still."""

    header: Header
    is_intact: bool
    head: str
    is_written: bool


def top(exercise: Exercise, shown: Shown, watch: Watch, playing: str) -> tuple[Cell, ...]:
    """The first line; the drill's title may be cut where there is no room."""
    second = watch.playback.now
    return (
        Cell("EXERCISE", "strong"),
        Cell(line(exercise.drill.drill)),
        Cell(full_clock(second), "strong"),
        Cell(story(exercise.begins, second)),
        Cell(_what(shown, watch), "warn"),
        Cell(playing),
    )


def _what(shown: Shown, watch: Watch) -> str:
    """That this is no drill that is played here, and whether more may come."""
    if shown.is_written:
        return "REPLAY, STILL LIVE"
    return "REPLAY" if watch.playback.latest.state.ended is not None else "REPLAY, BROKEN OFF"


def record(exercise: Exercise, shown: Shown, watch: Watch) -> tuple[Cell, ...]:
    """Of when, which plan, whether it can be relied upon, whose view."""
    begun = at_wall(shown.header.started_wall_ns, utc_offset(watch.playback.entries))
    day = f" of {begun:%Y-%m-%d}" if begun else ""
    return (
        Cell(f"record #{shown.head[:SHORT]}{day}, plan v{line(exercise.plan.version)}"),
        Cell("verified", "good") if shown.is_intact else Cell("NOT AS WRITTEN", "bad"),
        Cell(f"as: {watch.role or FACILITATOR} [v]", "strong"),
    )


def where(exercise: Exercise, watch: Watch, *, wide: bool) -> tuple[Cell, ...]:
    """All clocks at the point that is shown, and how far it is; in a wide line also what the scrubber's signs mean."""
    playback = watch.playback
    seq, second = playback.seq, playback.now
    parts = [Cell(f"at {full_clock(second)}", "strong"), Cell(story(exercise.begins, second))]
    if seq and (real := at_wall(playback.entries[seq - 1].wall_ns, utc_offset(playback.entries))):
        parts.append(Cell(f"written {real:%Y-%m-%d %H:%M:%S}", "dim"))
    parts.append(Cell(f"event {watch.place} of {len(watch.seqs)}"))
    if not playback.scene.log:
        parts.append(Cell("before StartEx", "warn"))
    elif (ended := playback.scene.state.ended) is not None:
        parts.append(Cell(f"after EndEx at {full_clock(ended)}", "dim"))
    if wide:
        parts.append(Cell(f"[{LEGEND}]", "dim"))
    return tuple(parts)


def utc_offset(entries: Iterable[Entry]) -> int:
    """Seconds of the host's local time against UTC, as StartEx noted it; 0 where nobody did."""
    lobby = takewhile(lambda entry: entry.sort == "command", entries)
    offset: int = next((entry.body["utc_offset"] for entry in lobby if entry.kind == "start"), 0)
    return offset if abs(offset) < DAY else 0


def at_wall(wall_ns: int, offset: int) -> datetime | None:
    """The wall clock of the host; None where nobody watched it."""
    return datetime.fromtimestamp(wall_ns // 10**9 + offset, UTC) if wall_ns else None
