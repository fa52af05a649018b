"""The timeline: one line for the injects, for each role that did something, for each function that was out."""

from dataclasses import dataclass

from drillsim.model.spelling import HOUR, MINUTE
from drillsim.present.rows import Tone
from drillsim.present.words import clock, line
from drillsim.session.view import Bar, Lane, View

LABEL = 14
TICK = 7  # columns that a time on the scale takes
LEGEND = "! inject  = task  - planned  m message  D decision  x out"
_SPANS = (30 * MINUTE, HOUR, 90 * MINUTE, 2 * HOUR, 3 * HOUR, 4 * HOUR, 6 * HOUR, 9 * HOUR, 12 * HOUR, 18 * HOUR)
_SIGNS = {"inject": "!", "message": "m", "decision": "D"}
_TONES: dict[str, Tone] = {"injects": "warn", "role": "plain", "function": "bad"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One drawn line: its label, what follows it, and how that is meant."""

    label: str
    cells: str
    tone: Tone


def shown_span(now: int) -> int:
    """How many seconds the timeline shows: the next round span that leaves some room to the right of now."""
    wanted = now + now // 10
    fitting = next((span for span in _SPANS if span >= wanted), None)
    return fitting if fitting is not None else -(-wanted // (12 * HOUR)) * 12 * HOUR


def timeline(view: View, now: int, width: int) -> list[Drawn]:
    """The scale, then every lane with something on it, `width` characters wide in all."""
    room = max(10, width - LABEL - 1)
    scale = _Scale(shown_span(now), room)
    lanes = [lane for lane in view.lanes if lane.kind == "injects" or lane.bars or lane.marks]
    return [Drawn("", _ticks(scale, now), "dim"), *(_drawn(lane, scale, now) for lane in lanes)]


@dataclass(frozen=True, slots=True)
class _Scale:
    seconds: int
    room: int

    def column(self, second: int) -> int:
        return min(self.room - 1, second * self.room // self.seconds)


def _ticks(scale: _Scale, now: int) -> str:
    cells = [" "] * scale.room
    parts = 4 if scale.room >= 4 * TICK else 2 if scale.room >= 2 * TICK else 1
    for part in range(parts):
        second = scale.seconds * part // parts
        for index, sign in enumerate(clock(second)):
            cells[scale.column(second) + index] = sign
    here = scale.column(now)
    mark = "now"
    begins = max(0, min(here - 1, scale.room - len(mark)))
    if not "".join(cells[max(0, begins - 1) : begins + len(mark) + 1]).strip():
        cells[begins : begins + len(mark)] = mark
    return "".join(cells)


def _drawn(lane: Lane, scale: _Scale, now: int) -> Drawn:
    cells = [" "] * scale.room
    cells[scale.column(now)] = "|"
    sign = "x" if lane.kind == "function" else "="
    for bar in lane.bars:
        _draw(cells, bar, scale, now, sign)
    for mark in lane.marks:
        cells[scale.column(mark.at)] = _SIGNS[mark.sign]
    return Drawn(line(lane.label)[:LABEL], "".join(cells), _TONES[lane.kind])


def _draw(cells: list[str], bar: Bar, scale: _Scale, now: int, sign: str) -> None:
    first = scale.column(bar.begins)
    last = scale.column(now if bar.ends is None else bar.ends)
    if bar.planned is not None:
        for column in range(last + 1, scale.column(bar.planned) + 1):
            cells[column] = "-"
    for column in range(first, max(first, last - (bar.ends is not None and last > first)) + 1):
        cells[column] = sign
