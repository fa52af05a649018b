"""The scrubber: a whole exercise in three lines, what happened when, and where one is."""

from collections.abc import Iterable
from dataclasses import dataclass

from drillsim.present.rows import Tone
from drillsim.present.timeline import TICK, Drawn
from drillsim.present.words import clock, full_clock
from drillsim.session.watch import Course

LABEL = 7
LEGEND = "! inject  D decision  m message  P clock stopped  1-9 functions out"
ZOOMS = (1, 2, 4, 8, 16, 32)
"""How many times larger a part of it is shown; enough to tell the minutes of a day apart."""
SHORTEST = 20 * 60  # seconds from which on minutes are enough
HERE = "▼"


@dataclass(frozen=True, slots=True)
class Window:
    """The seconds that the scrubber shows, in so many columns."""

    begins: int
    ends: int
    room: int

    def column(self, second: int) -> int | None:
        """Where a second stands; None where it is out of sight."""
        if not self.begins <= second <= self.ends:
            return None
        return min(self.room - 1, (second - self.begins) * self.room // max(1, self.ends - self.begins))

    def second(self, column: int) -> int:
        """The first second that stands in a column."""
        return self.begins + -(-max(0, column) * (self.ends - self.begins) // self.room)


def window(lasts: int, now: int, zoom: int, width: int) -> Window:
    """All of it, or the part around now; `width` columns in all."""
    room = max(10, width - LABEL - 2)
    span = -(-max(1, lasts) // zoom)
    begins = max(0, min(now - span // 2, lasts - span))
    return Window(begins, begins + span, room)


def scrubber(course: Course, now: int, zoom: int, width: int) -> tuple[Drawn, Drawn, Drawn]:
    """The scale with the mark of now, what was told and done, what was out."""
    shown = window(course.lasts, now, zoom, width)
    return (
        Drawn(f"{zoom}x" if zoom > 1 else "", _scale(shown, now), "strong"),
        Drawn("events", _marks(course, shown), "plain"),
        Drawn("out", _out(course, shown), _tone(course)),
    )


def _tone(course: Course) -> Tone:
    return "bad" if course.out else "dim"


def _scale(shown: Window, now: int) -> str:
    """The mark of now goes before a time that stands in its way."""
    cells = [" "] * shown.room
    here = shown.column(now)
    if here is not None:
        cells[here] = HERE
    end = _time(shown.ends, shown)
    _write(cells, shown.room - len(end), end)
    parts = 8 if shown.room >= 12 * TICK else 4
    for part in range(parts):
        second = shown.begins + (shown.ends - shown.begins) * part // parts
        _write(cells, shown.column(second) or 0, _time(second, shown))
    return "".join(cells)


def _time(second: int, shown: Window) -> str:
    """With its seconds, where so little is shown that they tell times apart."""
    return clock(second) if shown.ends - shown.begins >= SHORTEST else full_clock(second).removeprefix("T+")


def _write(cells: list[str], begins: int, text: str) -> None:
    """Unless it would cover or touch what stands there."""
    end = begins + len(text)
    if end <= len(cells) and not "".join(cells[max(0, begins - 1) : end + 1]).strip():
        cells[begins:end] = text


def _marks(course: Course, shown: Window) -> str:
    """What is drawn later is what is looked for first."""
    cells = ["-"] * shown.room
    for sign, seconds in (("P", course.stops), ("m", course.messages), ("D", course.decisions), ("!", course.injects)):
        _draw(cells, sign, seconds, shown)
    return "".join(cells)


def _draw(cells: list[str], sign: str, seconds: Iterable[int], shown: Window) -> None:
    for second in seconds:
        column = shown.column(second)
        if column is not None:
            cells[column] = sign


def _out(course: Course, shown: Window) -> str:
    """How many functions were out at once, at most, in each column."""
    counts = [0] * shown.room
    for bar in course.out:
        ends = course.lasts if bar.ends is None else bar.ends
        first, last = shown.column(max(bar.begins, shown.begins)), shown.column(min(ends, shown.ends))
        if first is not None and last is not None:
            for column in range(first, last + 1):
                counts[column] += 1
    return "".join(str(min(count, 9)) if count else "." for count in counts)
