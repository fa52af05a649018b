"""How much of each function was done over time, against its MBCO and its RTO: the picture of a report's first page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from drillsim.analysis import promised
from drillsim.analysis.outages import Outage, Service, worst
from drillsim.analysis.words import listed, span
from drillsim.model.spelling import write_clock
from drillsim.report.document import Figure, Table
from drillsim.report.drawing import Box, Dot, Drawing, Form, Line, Shape, Words
from drillsim.report.facts import Facts
from drillsim.report.figures.frame import (
    SMALL,
    WIDTH,
    Clock,
    Sample,
    extent,
    fitted,
    label_over,
    legend,
    right_of,
    shown,
    spread,
    within,
)
from drillsim.report.figures.steps import thinned
from drillsim.report.text import clock, percent, times

PANELS = 5
"""Functions in one picture: so many fill half a page."""
MOST = 15
"""Functions in all; more are named, not drawn."""
MOST_ROWS = 1000
"""Of a table."""

MOST_STRETCHES = 40
"""Outages, and stretches put aside, that are drawn of one function: the longest."""

_LEFT = 46.0
_HEAD, _HIGH, _STRIP, _GAP = 25.0, 62.0, 20.0, 10.0
"""Of a panel: its title, the level, the strip of the RTO beneath, and the space to the next."""
_PANEL = _HEAD + _HIGH + _STRIP + _GAP
_LANES = 3
"""Of the names of injects."""


@dataclass(frozen=True, slots=True)
class _Panel:
    """A function with its place in the picture."""

    facts: Facts
    name: str
    clock: Clock
    top: float

    @property
    def service(self) -> Service:
        """What is drawn of it."""
        return _longest(self.facts.reckoned.services[self.name])

    @property
    def floor(self) -> float:
        """Where 0% lies."""
        return self.top + _HEAD + _HIGH

    def y(self, share: float) -> float:
        return self.floor - _HIGH * share

    def ends(self, outage: Outage) -> int:
        return self.facts.lasts if outage.ends is None else outage.ends

    def band(self, begins: int, ends: int) -> tuple[float, float]:
        """Left edge and width of a stretch of time; one pixel at least, so that the shortest can be seen."""
        x = self.clock.x(begins)
        return x, max(1.0, self.clock.x(ends) - x)


def levels(facts: Facts) -> list[Figure]:
    """All functions by their priority, five to a picture; of more than fifteen those that were out or put aside first.

    Each is a line of its level, in shares of normal staff. A hatched stretch is out (below MBCO), a dotted one put
    aside. The strip beneath is an outage against its RTO: open up to the second at which the function may come back in
    time, full beyond.
    """
    if not facts.lasts or not facts.plan.functions:
        return []
    names = _drawn(facts)
    parts = [names[first : first + PANELS] for first in range(0, len(names), PANELS)]
    return [_figure(facts, part, place, len(parts)) for place, part in enumerate(parts)]


def _drawn(facts: Facts) -> list[str]:
    functions, services = facts.plan.functions, facts.reckoned.services
    by_priority = sorted(functions, key=lambda name: (functions[name].priority, name))
    touched = [name for name in by_priority if services[name].outages or services[name].paused]
    chosen = set([*touched, *(name for name in by_priority if name not in touched)][:MOST])
    return [name for name in by_priority if name in chosen]


def _longest(service: Service) -> Service:
    """The same with as many outages and stretches put aside as can be drawn."""
    outages = sorted(service.outages, key=lambda outage: -outage.length)[:MOST_STRETCHES]
    paused = sorted(service.paused, key=lambda stretch: stretch[0] - stretch[1])[:MOST_STRETCHES]
    by_time = tuple(sorted(outages, key=lambda outage: outage.begins))
    return replace(service, outages=by_time, paused=tuple(sorted(paused)))


def _figure(facts: Facts, names: Sequence[str], place: int, parts: int) -> Figure:
    part = str(place + 1) if parts > 1 else ""
    more = f" ({place + 1} of {parts})" if parts > 1 else ""
    rows, left_out = _rows(facts, names)
    said = [*(_said(facts, name) for name in names), *_left_out(facts, left_out, is_last=place + 1 == parts)]
    return Figure(
        f"levels-{place + 1}",
        f"Level of each function over time{more}",
        " ".join(["Share of normal staff at work, against the MBCO and the RTO.", *said]),
        _drawing(facts, names),
        Table(("function", "at", "level", "MBCO", "state"), rows, "FigureLevels", part, frozenset({2, 3})),
    )


def _left_out(facts: Facts, rows: int, *, is_last: bool) -> Iterator[str]:
    if rows:
        yield f"{times(rows, 'later change is', 'later changes are')} not in the table; the outcome (JSON) has all."
    functions = len(facts.plan.functions) - MOST
    if is_last and functions > 0:
        yield f"{times(functions, 'further function', 'further functions')} of lower rank: not drawn."


def _said(facts: Facts, name: str) -> str:
    """A function in a sentence."""
    service, label = facts.reckoned.services[name], shown(facts.labels.function(name))
    lowest = min(share for _, share in service.level)
    told = [_outage(facts, name, outage) for outage in service.outages[:4]]
    if len(service.outages) > 4:
        told.append(f"{times(len(service.outages) - 4, 'more outage', 'more outages')}")
    if max(len(service.outages), len(service.paused)) > MOST_STRETCHES:
        told.append(f"the {MOST_STRETCHES} longest stretches are drawn")
    aside = sum(ends - begins for begins, ends in service.paused)
    told += [f"put aside for {span(aside)}"] if aside else []
    return f"{label}: lowest {percent(lowest)}; {listed(told) if told else 'never out'}."


def _outage(facts: Facts, name: str, outage: Outage) -> str:
    until = "to the end" if outage.ends is None else f"to {write_clock(outage.ends)}"
    return f"out {write_clock(outage.begins)} {until} ({span(outage.length)}, {_against(facts, name, outage)})"


def _against(facts: Facts, name: str, outage: Outage) -> str:
    """An outage against its RTO, in a few words."""
    words = promised.rto_words(facts.exercise, name, outage.begins)
    match outage.rto_result:
        case "missed":
            return f"RTO {words} missed by {span(outage.over_rto)}"
        case result:
            return f"RTO {words} {result}"


def _rows(facts: Facts, names: Sequence[str]) -> tuple[tuple[tuple[str, ...], ...], int]:
    """All changes of level, and how many are left out at the end."""
    rows = [
        (facts.labels.function(name), clock(second), percent(share), percent(facts.plan.functions[name].mbco), state)
        for name in names
        for second, share in facts.reckoned.services[name].level
        for state in [state_at(facts, name, second)]
    ]
    return tuple(rows[:MOST_ROWS]), max(0, len(rows) - MOST_ROWS)


def state_at(facts: Facts, name: str, second: int) -> str:
    """What a function is at a second, in words."""
    service = facts.reckoned.services[name]
    if any(begins <= second < ends for begins, ends in service.paused):
        return "put aside"
    if not facts.exercise.hours(second).is_open(name):
        return "closed"
    return "out" if service.out_at(second) else "in service"


def _drawing(facts: Facts, names: Sequence[str]) -> Drawing:
    time = Clock(facts.lasts, _LEFT)
    panels = [_Panel(facts, name, time, place * _PANEL) for place, name in enumerate(names)]
    bottom = len(names) * _PANEL
    shapes: list[Shape] = []
    for panel in panels:
        shapes += _panel(panel)
    shapes += time.axis(bottom)
    events, high = _events(facts, time, bottom + 22)
    below, legend_high = legend(_samples(facts, names), bottom + 26 + high)
    return Drawing(WIDTH, bottom + 26 + high + legend_high, (*shapes, *events, *below))


def _panel(panel: _Panel) -> Iterator[Shape]:
    top = panel.top + _HEAD
    yield from _title(panel)
    yield from panel.clock.grid(top, panel.floor + _STRIP - 4)
    for begins, ends in panel.service.paused:
        x, wide = panel.band(begins, ends)
        yield Box(x, top, wide, _HIGH, "band", "dotted", 0.5)
    for begins, ends in _closed(panel):
        x, wide = panel.band(begins, ends)
        yield Box(x, top, wide, _HIGH, "band")
        yield Box(x, top, wide, _HIGH, "quiet", "open", 0.8)
    for outage in panel.service.outages:
        x, wide = panel.band(outage.begins, panel.ends(outage))
        yield Box(x, top, wide, _HIGH, "bad", "hatched", 0.5)
    yield from _level(panel)
    yield from _mbco(panel)
    yield from _band_words(panel)
    for outage in panel.service.outages:
        yield from _against_rto(panel, outage)


def _title(panel: _Panel) -> Iterator[Shape]:
    """The function, and at the right what came of its worst outage."""
    outages = panel.service.outages
    if outages:
        outage = worst(outages)
        more = f" (the worst of {len(outages)})" if len(outages) > 1 else ""
        said = f"out {span(outage.length)}{more}, {_against(panel.facts, panel.name, outage)}"
    else:
        said = "put aside" if panel.service.paused else "never out"
    place = WIDTH - 12 - extent(said, SMALL) - 14
    yield Words(0, panel.top + 14, fitted(shown(panel.facts.labels.function(panel.name)), place, 12.5), bold=True)
    yield Words(WIDTH - 12, panel.top + 14, said, "ink", "end", SMALL)


def _closed(panel: _Panel) -> Iterator[tuple[int, int]]:
    """Stretches in which the function is closed at these hours."""
    if not panel.facts.plan.staffing:
        return
    begins: int | None = None
    step = max(60, panel.facts.lasts // 2000)  # half a pixel
    for second in (*range(0, panel.facts.lasts, step), panel.facts.lasts):
        is_closed = second < panel.facts.lasts and not panel.facts.exercise.hours(second).is_open(panel.name)
        if is_closed and begins is None:
            begins = second
        elif not is_closed and begins is not None:
            yield begins, second
            begins = None


def _level(panel: _Panel) -> Iterator[Shape]:
    for share, label in ((1.0, "100%"), (0.5, "50%"), (0.0, "0%")):
        yield Words(_LEFT - 5, panel.y(share) + 3.5, label, "quiet", "end", SMALL)
        yield Line(((_LEFT, panel.y(share)), (panel.clock.right, panel.y(share))), "grid", 0.7)
    points: list[tuple[float, float]] = []
    for second, share in thinned(panel.service.level, panel.facts.lasts):
        points += [(panel.clock.x(second), points[-1][1])] if points else []
        points.append((panel.clock.x(second), panel.y(share)))
    points.append((panel.clock.right, points[-1][1]))
    yield Line(tuple(points), "first", 2, area_to=panel.floor)


def _mbco(panel: _Panel) -> Iterator[Shape]:
    mbco = panel.facts.plan.functions[panel.name].mbco
    y = panel.y(float(mbco))
    yield Line(((_LEFT, y), (panel.clock.right, y)), "limit", 1.2, dashed=True)
    words = f"MBCO {percent(mbco)}"
    yield Words(panel.clock.right - 3, y - 3, words, "ink", "end", SMALL, halo=True)


def _band_words(panel: _Panel) -> Iterator[Shape]:
    """What a stretch is, in words, where they have place."""
    bands = [(outage.begins, panel.ends(outage), f"out {span(outage.length)}") for outage in panel.service.outages]
    bands += [(begins, ends, f"put aside {span(ends - begins)}") for begins, ends in panel.service.paused]
    bands += [(begins, ends, "closed") for begins, ends in _closed(panel)]
    for begins, ends, words in bands:
        x, wide = panel.band(begins, ends)
        if within(words, x, x + wide):
            yield label_over(words, x + wide / 2, panel.top + _HEAD + 13)


def _against_rto(panel: _Panel, outage: Outage) -> Iterator[Shape]:
    """Beneath: open up to the last second in time, full beyond it up to the end of the outage."""
    y, ends = panel.floor + 4, panel.ends(outage)
    x, due = panel.clock.x(outage.begins), panel.clock.x(outage.rto_due)
    words = f"RTO {promised.rto_words(panel.facts.exercise, panel.name, outage.begins)}"
    yield Box(x, y, max(1.0, due - x), 12, "limit", "open", 1.2)
    if within(words, x, due):
        yield Words(x + 4, y + 9.5, words, "ink", "start", SMALL)
    if outage.rto_result != "missed":
        return
    yield Box(due, y, max(1.5, panel.clock.x(ends) - due), 12, "bad")
    words = f"missed by {span(outage.over_rto)}"
    after = panel.clock.x(ends) + 4
    later = min((panel.clock.x(x.begins) for x in panel.service.outages if x.begins > outage.begins), default=WIDTH)
    if within(words, after, later):
        yield Words(after, y + 9.5, words, "bad", "start", SMALL, bold=True)


def _events(facts: Facts, time: Clock, y: float) -> tuple[list[Shape], float]:
    """Marks beneath the clock, and their names under them where these have place."""
    marks = _marks(facts, time)
    leaders: list[Shape] = []
    shapes: list[Shape] = []
    lanes = list(spread([(x, text) for x, text, _ in marks], _LANES))
    for (x, text, form), lane in zip(marks, lanes, strict=True):
        if lane is not None:
            base = y + 22 + lane * 13
            leaders.append(Line(((x, y + 5), (x, base)), "grid", 0.7))
            shapes.append(right_of(text, x, base))
        shapes.append(Dot(x, y + 5, "bad", form) if form == "cross" else Dot(x, y + 5, "ink", form))
    used = max((lane + 1 for lane in lanes if lane is not None), default=0)
    return leaders + shapes, (20 + used * 13 if marks else 0)


def _marks(facts: Facts, time: Clock) -> list[tuple[float, str, Form]]:
    """Injects that change the world, and the modes: of those in one place the first."""
    found: list[tuple[float, str, Form]] = [
        (time.x(release.at), fitted(shown(release.inject), 150, SMALL), "cross")
        for release in facts.history.came
        if release.body.happens
    ]
    found += [
        (time.x(second), "emergency declared" if mode == "emergency" else f"mode {mode}", "round")
        for mode, second in facts.history.modes
        if second > 0 or mode != "normal"
    ]
    return sorted({(round(x / 9), form): (x, text, form) for x, text, form in reversed(found)}.values())


def _samples(facts: Facts, names: Sequence[str]) -> Iterator[Sample]:
    services = [facts.reckoned.services[name] for name in names]
    yield (Line(((0, 8), (9, 8), (9, 2), (18, 2)), "first", 2, area_to=10),), "level"
    yield (Line(((0, 5), (18, 5)), "limit", 1.2, dashed=True),), "MBCO: below it, out"
    if any(service.outages for service in services):
        yield (Box(0, 0, 18, 10, "bad", "hatched", 0.5),), "out"
        yield (Box(0, 0, 18, 10, "limit", "open", 1.2),), "RTO from the beginning of the outage"
    if any(outage.rto_result == "missed" for service in services for outage in service.outages):
        yield (Box(0, 0, 18, 10, "bad"),), "beyond the RTO"
    if any(service.paused for service in services):
        yield (Box(0, 0, 18, 10, "band", "dotted", 0.5),), "put aside"
    if facts.plan.staffing:
        yield (Box(0, 0, 18, 10, "band"), Box(0, 0, 18, 10, "quiet", "open", 0.8)), "closed at these hours"
    if any(release.body.happens for release in facts.history.came):
        yield (Dot(9, 5, "bad", "cross"),), "inject that changes the world"
    if len(facts.history.modes) > 1:
        yield (Dot(9, 5, "ink"),), "mode of the centre"
