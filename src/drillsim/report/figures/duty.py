"""Who held each role, and how long people were on duty and rested."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from drillsim.analysis.duty import Stretch
from drillsim.analysis.shape import RoleRow
from drillsim.analysis.words import span
from drillsim.model.spelling import write_clock
from drillsim.report.document import Figure, Table
from drillsim.report.drawing import Box, Drawing, Line, Pattern, Shape, Words
from drillsim.report.facts import Facts
from drillsim.report.figures.frame import (
    SMALL,
    TEXT,
    WIDTH,
    Clock,
    Sample,
    fitted,
    label_over,
    legend,
    shown,
    within,
)
from drillsim.report.text import clock, times

MOST = 14
"""Roles, and people, in the picture: those of whom something has to be said come first."""
MOST_STRETCHES = 12
"""Of one row: the first; six days of crews that change every half day."""
MOST_ROWS = 500
"""Of the table."""

_LEFT = 200.0
_ROW = 24.0
_BAR = 15.0
_HEAD = 20.0

Row = tuple[str, str, str, int, int]
"""What it is of (`role` or `on duty`), of whom, what it is, from and to."""


def duty(facts: Facts) -> list[Figure]:
    """Above the roles that changed hands: an empty red frame is a stretch in which nobody held them.

    Below the people on duty: hatched is past the longest time on duty, dotted a rest that was too short. By role,
    unless names are asked for.
    """
    rows = [*_roles(facts), *_people(facts)]
    if not facts.lasts or not (_chosen_roles(facts) or _chosen_people(facts)):
        return []
    return [
        Figure(
            "duty",
            "Roles, duty and rest",
            " ".join(_said(facts, rows)),
            _drawing(facts),
            Table(("of", "who", "what", "from", "to", "length"), tuple(_cells(rows[:MOST_ROWS])), "FigureDuty"),
        )
    ]


def _roles(facts: Facts) -> Iterator[Row]:
    for role, found in facts.outcome["roles"].items():
        label = facts.labels.role(role)
        rows: list[Row] = [
            ("role", label, facts.labels.holder(role, str(person)), int(begins), int(ends))
            for person, begins, ends in found["held"]
        ]
        rows += [("role", label, "uncovered", begins, ends) for begins, ends in found["uncovered"]]
        yield from sorted(rows, key=lambda row: row[3])


def _people(facts: Facts) -> Iterator[Row]:
    for person, found in facts.outcome["people"].items():
        label = facts.labels.person(person)
        rows: list[Row] = [("on duty", label, "on duty", begins, ends) for begins, ends in found["on_duty"]]
        rows += [("on duty", label, "past the longest time", begins, ends) for begins, ends in found["past_max_on"]]
        rows += [("on duty", label, "too short a rest", begins, ends) for begins, ends in found["short_rest"]]
        yield from sorted(rows, key=lambda row: row[3])


def _cells(rows: Iterable[Row]) -> Iterator[tuple[str, ...]]:
    for of, who, what, begins, ends in rows:
        yield of, who, what, clock(begins), clock(ends), span(ends - begins)


def _said(facts: Facts, rows: Sequence[Row]) -> Iterator[str]:
    people = [each for each in facts.outcome["people"].values() if each["on_duty"]]
    longest = max((ends - begins for each in people for begins, ends in each["on_duty"]), default=0)
    roles = facts.outcome["roles"]
    steady = sum(_is_steady(row) for row in roles.values())
    held = "held by one person throughout and not drawn"
    yield f"{times(len(roles), 'role', 'roles')}, {steady} of them {held};"
    yield f"{times(len(people), 'person', 'people')} on duty (longest {span(longest)})."
    for what, words in (
        ("uncovered", "Uncovered"),
        ("past the longest time", "Past the longest time on duty"),
        ("too short a rest", "Too short a rest"),
    ):
        found = [row for row in rows if row[2] == what]
        shown_ = "; ".join(f"{shown(row[1])} {write_clock(row[3])} to {write_clock(row[4])}" for row in found[:4])
        more = f" and {len(found) - 4} more" if len(found) > 4 else ""
        yield f"{words}: {shown_ or 'nobody' if what != 'uncovered' else shown_ or 'no role'}{more}."
    left_out = max(0, len(roles) - steady - MOST), max(0, len(people) - MOST)
    if any(left_out):
        yield f"Not drawn: {times(left_out[0], 'role', 'roles')} and {times(left_out[1], 'person', 'people')}."
    if any(len(row["held"]) > MOST_STRETCHES for row in roles.values()) or any(
        len(row["on_duty"]) > MOST_STRETCHES for row in people
    ):
        yield f"Of each the first {MOST_STRETCHES} stretches are drawn."
    if len(rows) > MOST_ROWS:
        yield f"The table has the first {MOST_ROWS} of {len(rows)}."


def _drawing(facts: Facts) -> Drawing:
    time = Clock(facts.lasts, _LEFT)
    roles, people = _chosen_roles(facts), _chosen_people(facts)
    shapes: list[Shape] = []
    y = 0.0
    for title, names, of in (("Roles that changed hands", roles, _role), ("On duty", people, _person)):
        if names:
            shapes.append(Words(0, y + 14, title, bold=True))
            shapes += time.grid(y + _HEAD, y + _HEAD + len(names) * _ROW)
            for place, name in enumerate(names):
                shapes += of(facts, name, time, y + _HEAD + place * _ROW)
            y += _HEAD + len(names) * _ROW + 6
    shapes += time.axis(y)
    below, high = legend(list(_samples(facts)), y + 26)
    return Drawing(WIDTH, y + 26 + high, (*shapes, *below))


def _chosen_roles(facts: Facts) -> list[str]:
    roles = {role: row for role, row in facts.outcome["roles"].items() if not _is_steady(row)}
    ranked = sorted(roles, key=lambda role: not roles[role]["uncovered"])[:MOST]
    return [role for role in roles if role in ranked]


def _is_steady(row: RoleRow) -> bool:
    """Whether one person held a role from the beginning to the end: there is nothing to draw."""
    return len(row["held"]) == 1 and not row["uncovered"]


def _chosen_people(facts: Facts) -> list[str]:
    people = {name: row for name, row in facts.outcome["people"].items() if row["on_duty"]}
    ranked = sorted(people, key=lambda name: not (people[name]["past_max_on"] or people[name]["short_rest"]))[:MOST]
    return [name for name in people if name in ranked]


def _label(text: str, y: float) -> Words:
    return Words(2, y + 14.5, fitted(shown(text), _LEFT - 10, TEXT), "ink", "start", TEXT)


def _role(facts: Facts, role: str, time: Clock, y: float) -> Iterator[Shape]:
    found = facts.outcome["roles"][role]
    yield _label(facts.labels.role(role), y)
    for person, begins, ends in found["held"][:MOST_STRETCHES]:
        x, right = time.x(int(begins)), time.x(int(ends))
        yield Box(x, y + 3, max(1.0, right - x), _BAR, "band")
        yield Box(x, y + 3, max(1.0, right - x), _BAR, "quiet", "open", 0.8)
        holder = fitted(shown(facts.labels.holder(role, str(person))), right - x - 6, SMALL)
        if len(holder) > 3:
            yield Words(x + 4, y + 14, holder, "ink", "start", SMALL)
    for begins, ends in found["uncovered"][:MOST_STRETCHES]:
        yield from _wrong("uncovered", "open", (begins, ends), time, y)


def _wrong(words: str, pattern: Pattern, stretch: Stretch, time: Clock, y: float) -> Iterator[Shape]:
    x, right = time.x(stretch[0]), time.x(stretch[1])
    yield Box(x, y + 3, max(2.0, right - x), _BAR, "bad", pattern, 2 if pattern == "open" else 1)
    if within(words, x, right):
        yield label_over(words, (x + right) / 2, y + 14, "bad", bold=True)


def _person(facts: Facts, person: str, time: Clock, y: float) -> Iterator[Shape]:
    found = facts.outcome["people"][person]
    on_duty = [(begins, ends) for begins, ends in found["on_duty"]][:MOST_STRETCHES]
    past = [(begins, ends) for begins, ends in found["past_max_on"]]
    short = {(begins, ends) for begins, ends in found["short_rest"]}
    yield _label(facts.labels.person(person), y)
    for (_, ends), (begins, _) in pairwise(on_duty):
        yield from _rest((ends, begins), time, y, is_short=(ends, begins) in short)
    for begins, ends in on_duty:
        for stretch in _without(past, begins, ends):
            x = time.x(stretch[0])
            yield Box(x, y + 3, max(2.0, time.x(stretch[1]) - x), _BAR, "first")
    for begins, ends in past[:MOST_STRETCHES]:
        yield from _wrong(f"past by {span(ends - begins)}", "hatched", (begins, ends), time, y)
    if on_duty:
        begins, ends = on_duty[-1]
        words = span(sum(until - since for since, until in on_duty))
        if ends > begins and within(words, time.x(ends), WIDTH):
            yield Words(time.x(ends) + 4, y + 14, words, "ink", "start", SMALL, halo=True)


def _without(past: Sequence[Stretch], begins: int, ends: int) -> Iterator[Stretch]:
    """A stretch but for what lies past the limit."""
    for later, until in sorted(past):
        if begins < until and later < ends:
            if begins < later:
                yield begins, later
            begins = until
    if begins < ends or not past:
        yield begins, ends


def _rest(rest: Stretch, time: Clock, y: float, *, is_short: bool) -> Iterator[Shape]:
    x, right = time.x(rest[0]), time.x(rest[1])
    words = f"rest {span(rest[1] - rest[0])}"
    if is_short:
        yield Box(x, y + 3, max(2.0, right - x), _BAR, "bad", "dotted")
        words += ", too short"
    else:
        yield Line(((x, y + 10.5), (right, y + 10.5)), "quiet", 1)
    if within(words, x, right):
        yield label_over(words, (x + right) / 2, y + 14, "bad" if is_short else "quiet")


def _samples(facts: Facts) -> Iterator[Sample]:
    roles, people = facts.outcome["roles"].values(), facts.outcome["people"].values()
    if any(each["on_duty"] for each in people):
        yield (Box(0, 0, 18, 10, "first"),), "on duty (the sum at the end of the row)"
    if any(len(each["on_duty"]) > 1 for each in people):
        yield (Line(((0, 5), (18, 5)), "quiet", 1),), "rest"
    if any(each["uncovered"] for each in roles):
        yield (Box(0, 0, 18, 10, "bad", "open", 2),), "held by nobody"
    if any(each["past_max_on"] for each in people):
        yield (Box(0, 0, 18, 10, "bad", "hatched"),), "past the longest time on duty"
    if any(each["short_rest"] for each in people):
        yield (Box(0, 0, 18, 10, "bad", "dotted"),), "too short a rest"
