"""How long each function was out, against what was promised (language.md, rules 1 to 3)."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from drillsim.analysis import promised
from drillsim.analysis.history import History
from drillsim.analysis.shape import FunctionRow, OutageRow
from drillsim.model.services import Function


@dataclass(frozen=True, slots=True)
class Outage:
    """A function out from `begins` to `ends` (None: still out at the end, to which `length` then runs).

    `open_length` is the part of the length in which the function was open, `rto_length` what counts against the
    RTO, and `rto_due` the last second at which it could have come back in time. `put_aside` says that it ended
    because the function was put aside, not because it came back.
    """

    begins: int
    ends: int | None
    length: int
    open_length: int
    rto_length: int
    rto: int
    rto_due: int
    mtpd: int
    causes: tuple[str, ...] = ()
    put_aside: bool = False

    @property
    def rto_result(self) -> Literal["met", "missed", "undecided"]:
        """Equal is met. Still out at the end, it is undecided until what counts exceeds the RTO."""
        if self.rto_length > self.rto:
            return "missed"
        return "undecided" if self.ends is None else "met"

    @property
    def over_rto(self) -> int:
        """Seconds beyond the RTO; 0 where it was not exceeded."""
        return max(0, self.rto_length - self.rto)

    @property
    def breached_at(self) -> int | None:
        """When the MTPD had passed; None where it was kept."""
        return self.begins + self.mtpd if self.length > self.mtpd else None

    def row(self) -> OutageRow:
        """As in the outcome."""
        return {
            "from": self.begins,
            "to": self.ends,
            "length": self.length,
            "open_length": self.open_length,
            "rto": self.rto_result,
            "over_rto": self.over_rto,
            "mtpd": "kept" if self.breached_at is None else "breached",
            "breached_at": self.breached_at,
            "causes": list(self.causes),
        }


def worst(outages: Sequence[Outage]) -> Outage:
    """As `worst_row` has it."""
    return max(outages, key=lambda outage: _badness(outage.row()))


def worst_row(outages: Sequence[OutageRow]) -> OutageRow:
    """The one that missed its RTO by most; of those that missed by as much, or none, the one that verdicts turn on.

    That is one beyond its MTPD, then one that is undecided, then the longest, then the first.
    """
    return max(outages, key=_badness)


def _badness(outage: OutageRow) -> tuple[int, bool, bool, int]:
    return outage["over_rto"], outage["mtpd"] == "breached", outage["rto"] == "undecided", outage["length"]


@dataclass(frozen=True, slots=True)
class Service:
    """One function over the whole exercise: outages, level by time, stretches put aside."""

    outages: tuple[Outage, ...]
    level: tuple[tuple[int, float], ...]
    paused: tuple[tuple[int, int], ...]
    over_pause: int
    open_seconds: int
    """How long it was open in the exercise."""

    def out_at(self, second: int) -> Outage | None:
        """The outage that a second lies in."""
        place = bisect_right(self.outages, second, key=lambda outage: outage.begins) - 1
        last = self.outages[place] if place >= 0 else None
        return last if last and (last.ends is None or second < last.ends) else None

    def row(self) -> FunctionRow:
        """As in the outcome; availability is of the time it was open, and whole where it never was."""
        down = sum(outage.open_length for outage in self.outages)
        return {
            "outages": [outage.row() for outage in self.outages],
            "down_total": sum(outage.length for outage in self.outages),
            "availability": (self.open_seconds - down) / self.open_seconds if self.open_seconds else 1.0,
            "level": [[second, share] for second, share in self.level],
            "paused": [[begins, ends] for begins, ends in self.paused],
            "over_pause": self.over_pause,
        }


def services(history: History) -> dict[str, Service]:
    """Every function of the plan."""
    return {name: _service(history, name, body) for name, body in history.exercise.plan.functions.items()}


def _service(history: History, name: str, function: Function) -> Service:
    paused = _stretches(((moment.at, name in moment.paused) for moment in history.moments), history.lasts)
    level: list[tuple[int, float]] = []
    for moment in history.moments:
        if not level or level[-1][1] != moment.shares[name]:
            level.append((moment.at, moment.shares[name]))
    return Service(
        _outages(history, name, function),
        tuple(level),
        tuple((begins, history.lasts if ends is None else ends) for begins, ends in paused),
        over_pause([(begins, history.lasts if ends is None else ends) for begins, ends in paused], function.can_pause),
        promised.open_seconds(history.exercise, name, 0, history.lasts),
    )


def over_pause(paused: Iterable[tuple[int, int]], can_pause: int | None) -> int:
    """Seconds beyond `can_pause`, stretch by stretch; a function without a limit cannot exceed it."""
    if can_pause is None:
        return 0
    return sum(max(0, ends - begins - can_pause) for begins, ends in paused)


def _outages(history: History, name: str, function: Function) -> tuple[Outage, ...]:
    """Out is below MBCO and not put aside; one ends when the level is back or the function is put aside."""
    moments = {moment.at: moment for moment in history.moments}
    found: list[Outage] = []
    for begins, ends in _stretches(((x.at, name in x.out) for x in history.moments), history.lasts):
        until = history.lasts if ends is None else ends
        outage = Outage(
            begins,
            ends,
            until - begins,
            promised.open_seconds(history.exercise, name, begins, until),
            promised.counted(history.exercise, name, begins, until),
            promised.rto(history.exercise, name, begins),
            promised.rto_due(history.exercise, name, begins),
            function.mtpd,
            tuple(moments[begins].causes[name]),
        )
        if ends is not None and name in moments[ends].paused:
            outage = replace(outage, put_aside=True)
        found.append(outage)
    return tuple(found)


def _stretches(marks: Iterable[tuple[int, bool]], lasts: int) -> list[tuple[int, int | None]]:
    """[from, to) of the stretches in which something was so; to is None where it still was at the end."""
    found: list[tuple[int, int | None]] = []
    since: int | None = None
    for second, is_so in marks:
        if is_so and since is None and second < lasts:
            since = second
        elif not is_so and since is not None:
            found.append((since, second))
            since = None
    if since is not None:
        found.append((since, None))
    return found
