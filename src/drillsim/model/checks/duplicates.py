"""Names given twice (`duplicate`), where they stand in lists; keys given twice are refused on reading."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint, Path, Source

if TYPE_CHECKING:
    from drillsim.model.exercise import Exercise
    from drillsim.model.plan import Plan
    from drillsim.model.scenario import Scenario


def audiences(plan: "Plan") -> Iterator[Complaint]:
    """Each audience once."""
    named = ((name, ("audiences", index)) for index, name in enumerate(plan.audiences))
    yield from _twice("plan", "audience", named)


def injects(scenario: "Scenario") -> Iterator[Complaint]:
    """An inject's id is unique within its file."""
    named = ((inject.id, ("msel", row, "id")) for row, inject in enumerate(scenario.msel))
    yield from _twice(0, "inject", named)


def added_injects(exercise: "Exercise") -> Iterator[Complaint]:
    """An inject added while playing has an id of its own."""
    taken: list[tuple[str, Path | None]] = [(inject.id, None) for inject in exercise.injects]
    for row, act in enumerate(exercise.drill.conduct):
        if act.adds:
            taken.append((act.adds.id, ("conduct", row, "adds", "id")))
    yield from _twice("drill", "inject", taken)


def improvements(exercise: "Exercise") -> Iterator[Complaint]:
    """An action that a later drill retests is known by its id."""
    listed = enumerate(exercise.drill.improvements)
    given = ((action.id, ("improvements", row, "id")) for row, action in listed if action.id)
    yield from _twice("drill", "improvement", given)


def _twice(source: Source, kind: str, named: Iterable[tuple[str, Path | None]]) -> Iterator[Complaint]:
    seen: set[str] = set()
    for name, path in named:
        if name in seen and path is not None:
            yield Complaint("duplicate", source, path, f"expected each {kind} once, found {name} again")
        seen.add(name)
