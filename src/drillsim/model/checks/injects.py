"""What a scenario's injects ask of the players."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint
from drillsim.model.checks.words import listed
from drillsim.model.spelling import MINUTE, Clock, write_clock

if TYPE_CHECKING:
    from drillsim.model.exercise import Exercise
    from drillsim.model.scenario import InjectBody, Scenario

MOST_INJECTS, WITHIN = 4, 15 * MINUTE
"""To one role; more is overload (language.md, section 7)."""
WANT_AN_ANSWER = ("question", "media", "social")


def bodies(exercise: "Exercise") -> "list[InjectBody]":
    """All injects of a drill: those of its scenarios, and those added while playing."""
    added = [act.adds for act in exercise.drill.conduct if act.adds]
    return [*(inject.body for inject in exercise.injects), *added]


def objective_unused(scenario: "Scenario") -> Iterator[Complaint]:
    """An objective that no expectation names cannot be shown to be met."""
    used = {expect.objective for inject in scenario.msel for expect in inject.expect}
    for name in scenario.objectives:
        if name not in used:
            message = f"no expect names {name}: nothing shows whether it is met; add objective: {name}"
            yield Complaint("objective_unused", 0, ("objectives", name), message)


def inject_without_action(scenario: "Scenario") -> Iterator[Complaint]:
    """Questions, media and social injects with nothing expected: one line for all of them, at the first."""
    rows = enumerate(scenario.msel)
    idle = [row for row, inject in rows if inject.kind in WANT_AN_ANSWER and not inject.expect]
    if idle:
        names = listed(scenario.msel[row].id for row in idle)
        message = f"nothing is expected of the players after {names}; add an expect, be it an action in words"
        yield Complaint("inject_without_action", 0, ("msel", idle[0]), message)


def overload(scenario: "Scenario") -> Iterator[Complaint]:
    """More than four timed injects to one role within a quarter of an hour."""
    told = [
        (inject.at.on(scenario.begins), 0, row, inject)
        for row, inject in enumerate(scenario.msel)
        if isinstance(inject.at, Clock)
    ]
    yield from (complaint for complaint, _ in _overloads(told))


def overload_in_drill(exercise: "Exercise") -> Iterator[Complaint]:
    """As `overload`, where several files together are too much."""
    told = [
        (exercise.second(inject.at, index), index, row, inject)
        for index, part in enumerate(exercise.parts)
        for row, inject in enumerate(part.scenario.msel)
        if isinstance(inject.at, Clock)
    ]
    yield from (complaint for complaint, files in _overloads(told) if files > 1)


_Told = tuple[int, int, int, "InjectBody"]


def _overloads(told: Iterable[_Told]) -> Iterator[tuple[Complaint, int]]:
    """A complaint at the inject that is one too many, with the number of files the crowd comes from."""
    to_role: dict[str, list[_Told]] = {}
    for each in sorted(told, key=lambda item: item[:3]):
        for role in dict.fromkeys(each[3].tell):
            to_role.setdefault(role, []).append(each)
    for role, injects in to_role.items():
        quiet_until = -1
        for first, last in zip(injects, injects[MOST_INJECTS:], strict=False):
            if first[0] < quiet_until or last[0] - first[0] >= WITHIN:
                continue
            quiet_until = first[0] + WITHIN
            crowd = [each for each in injects if first[0] <= each[0] < quiet_until]
            since = write_clock(first[0])
            message = f"{len(crowd)} injects to {role} in the quarter hour from {since}; "
            message += f"more than {MOST_INJECTS} are too many"
            complaint = Complaint("overload", last[1], ("msel", last[2], "at"), message)
            yield complaint, len({each[1] for each in crowd})
