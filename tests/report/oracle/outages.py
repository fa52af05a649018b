"""When functions were out, against what was promised: rules 2 and 3."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest

from report.oracle.record import Record
from report.oracle.spelling import seconds, share
from report.oracle.world import World, at_second, over_time


@dataclass(frozen=True)
class Outage:
    """[begins, ends); `ends` is None where it was still out at the end, which then closes its length."""

    function: str
    begins: int
    ends: int | None
    length: int
    rto: str
    over: int
    breached: int | None
    causes: tuple[str, ...]


@dataclass(frozen=True)
class Course:
    """A function over the exercise."""

    levels: list[tuple[int, Fraction]]
    outages: list[Outage]
    aside: list[tuple[int, int]]
    """Stretches in which it was put aside."""

    @property
    def down(self) -> int:
        """Seconds out, in all."""
        return sum(outage.length for outage in self.outages)

    @property
    def put_aside(self) -> int:
        """Seconds put aside, in all."""
        return sum(ends - begins for begins, ends in self.aside)

    def beyond(self, limit: int) -> int:
        """Seconds put aside beyond a limit of each stretch, in all."""
        return sum(max(0, ends - begins - limit) for begins, ends in self.aside)

    def state(self, at: int) -> str:
        """What it was at a second."""
        if any(begins <= at < ends for begins, ends in self.aside):
            return "put aside"
        out = any(x.begins <= at and (x.ends is None or at < x.ends) for x in self.outages)
        return "out" if out else "in service"


def courses(record: Record) -> dict[str, Course]:
    """Every function, the most urgent first."""
    functions = record.plan["functions"]
    by_priority = sorted(functions, key=lambda name: (functions[name]["priority"], name))
    return {name: _course(record, name) for name in by_priority}


def _course(record: Record, function: str) -> Course:
    mbco = share(record.plan["functions"][function]["mbco"])
    seen = over_time(record, lambda world: (world.level(function, world.working()), function in world.aside))
    levels = _changes([(at, level) for at, (level, _) in seen])
    out = _changes([(at, level < mbco and not aside) for at, (level, aside) in seen])
    outages = [_outage(record, function, begins, ends) for begins, ends in _stretches(out)]
    aside = [(begins, record.lasts if ends is None else ends) for begins, ends in _stretches(_aside(record, function))]
    return Course(levels, outages, aside)


def _aside(record: Record, function: str) -> list[tuple[int, bool]]:
    events = record.of("function_put_aside", "function_taken_up")
    return [(event.at, event.kind == "function_put_aside") for event in events if event["function"] == function]


def _changes(seen: list) -> list:  # type: ignore[type-arg]  # of levels, or of states
    return [each for index, each in enumerate(seen) if not index or seen[index - 1][1] != each[1]]


def _stretches(states: list[tuple[int, bool]]) -> Iterator[tuple[int, int | None]]:
    """Where it holds: from, and to, or None to the end."""
    ends = [at for at, _ in states[1:]]
    for (begins, holds), then in zip_longest(states, ends):
        if holds:
            yield begins, then


def _outage(record: Record, function: str, begins: int, ends: int | None) -> Outage:
    body = record.plan["functions"][function]
    rto, mtpd = seconds(body["rto"]), seconds(body["mtpd"])
    length = (record.lasts if ends is None else ends) - begins
    judged = "missed" if length > rto else "undecided" if ends is None else "met"
    breached = begins + mtpd if length > mtpd else None
    causes = tuple(sorted(set(_causes(at_second(record, begins), function))))
    return Outage(function, begins, ends, length, judged, max(0, length - rto), breached, causes)


def _causes(world: World, function: str) -> Iterator[str]:
    """Roots of needs that are not met, and of what keeps its people from working (not what people decided)."""
    for need in world.record.plan["functions"][function].get("needs", ()):
        yield from _roots(world, need)
    for (_, works, (how, site)), number in world.people.items():
        if works == function and number and site is not None and how in ("at", "away"):
            if site in world.closed or world.site_is_lost(site):
                yield site
            for need in world.record.plan["sites"][site].get("needs", ()):
                yield from _roots(world, need)


def _roots(world: World, need: str) -> Iterator[str]:
    if world.is_met(need):
        return
    systems = world.record.plan["systems"]
    if need in world.failed or need not in systems:
        yield need
    for deeper in systems.get(need, {}).get("needs", ()):
        yield from _roots(world, deeper)
