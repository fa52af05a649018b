"""Names that nothing carries, or that name another kind of thing (`unknown_name`)."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint, Source
from drillsim.model.checks.injects import bodies
from drillsim.model.checks.references import Reference, references
from drillsim.model.checks.words import Guesses, either, one, quoted
from drillsim.model.conditions import HazardIs
from drillsim.model.names import Names

if TYPE_CHECKING:
    from drillsim.model.exercise import Exercise
    from drillsim.model.plan import Plan
    from drillsim.model.scenario import Scenario

OWN_KINDS = frozenset({"inject", "objective"})  # what a scenario names itself; all else is the plan's


def in_plan(plan: "Plan", names: Names) -> Iterator[Complaint]:
    """A plan serves many scenarios: the injects that its playbooks wait for need not exist."""
    known = Known(names)
    for found in references(plan):
        if found.kinds != ("inject",):
            yield from known.missing(found, "plan")


def in_scenario(scenario: "Scenario", names: Names) -> Iterator[Complaint]:
    """A scenario alone is held to its own injects and objectives; `file/id` waits for the drill."""
    known = Known(names)
    for found in references(scenario):
        if OWN_KINDS.issuperset(found.kinds) and "/" not in found.name:
            yield from known.missing(found, 0)


def in_exercise(exercise: "Exercise", names: Names) -> Iterator[Complaint]:
    """In a drill a scenario's other names are the plan's or another file's; the drill's are any of these."""
    known = Known(names)
    for index, part in enumerate(exercise.parts):
        for found in references(part.scenario):
            if "/" in found.name or not OWN_KINDS.issuperset(found.kinds):
                yield from known.missing(found, index)
    known = Known(names, [act.adds.id for act in exercise.drill.conduct if act.adds])
    for found in references(exercise.drill):
        yield from known.missing(found, "drill")


class Known:
    """What names there are, looked up fast, with a right answer for the first that are missing."""

    def __init__(self, names: Names, added_injects: Sequence[str] = ()) -> None:
        self._names = names
        self._added = list(added_injects)
        self._lists: dict[tuple[str, ...], list[str]] = {}
        self._sets: dict[tuple[str, ...], frozenset[str]] = {}
        self._bare: dict[str, str] | None = None
        self._guesses = Guesses()

    def missing(self, found: Reference, source: Source) -> Iterator[Complaint]:
        """A complaint where nothing of the kinds asked for carries the name."""
        if found.kinds not in self._sets:
            self._sets[found.kinds] = frozenset(self._of(found.kinds))
        if found.name in self._sets[found.kinds]:
            return
        expected, hint = either(one(kind) for kind in found.kinds), None
        others = self._names.kinds_of(found.name)
        is_found = f"the {others[0]} {found.name}" if others else quoted(found.name)
        if not others:
            hint = self._nearest(found)
            if found.kinds == ("inject",) and hint and "/" in hint:
                expected = "file/id, as several scenarios play"
        message = f"expected {expected}, found {is_found}"
        yield Complaint("unknown_name", source, found.path, message, hint, found.key)

    def _of(self, kinds: tuple[str, ...]) -> list[str]:
        if kinds not in self._lists:
            self._lists[kinds] = [*self._names.of(*kinds), *(self._added if "inject" in kinds else ())]
        return self._lists[kinds]

    def _nearest(self, found: Reference) -> str | None:
        known = self._of(found.kinds)
        if found.kinds == ("inject",):
            self._bare = by_bare_id(known) if self._bare is None else self._bare
            if found.name and (elsewhere := self._bare.get(bare(found.name))):
                return elsewhere
        return self._guesses.nearest(found.name, known)


def bare(inject: str) -> str:
    """An inject's id within its file: `rising` of `flood/rising`."""
    return inject.rpartition("/")[2]


def by_bare_id(injects: Sequence[str]) -> dict[str, str]:
    """How the first inject of each id is spelled in this drill: with its file, or without it."""
    return {bare(name): name for name in reversed(injects)}


def hazards(exercise: "Exercise") -> Iterator[Complaint]:
    """`hazard is X` in a scenario: a hazard of this drill's scenarios, or one that the plan speaks of."""
    known = sorted({*_hazards_that_come(exercise), *hazards_of_plan(exercise.plan)})
    guesses = Guesses()
    for index, part in enumerate(exercise.parts):
        for row, inject in enumerate(part.scenario.msel):
            for place, sentence in enumerate(inject.if_ or ()):
                if isinstance(sentence, HazardIs) and sentence.hazard not in known:
                    message = f"expected a hazard, found {quoted(sentence.hazard)}"
                    hint = guesses.nearest(sentence.hazard, known)
                    yield Complaint("unknown_name", index, ("msel", row, "if", place), message, hint)


def _hazards_that_come(exercise: "Exercise") -> Iterator[str]:
    for part in exercise.parts:
        yield from part.scenario.hazard
    for body in bodies(exercise):
        yield from body.happens.hazard if body.happens else ()


def hazards_of_plan(plan: "Plan") -> Iterator[str]:
    """Hazards that a plan weighs, has in its calendar, or has a playbook for."""
    yield from (risk.hazard for risk in plan.risks)
    yield from (season.hazard for season in plan.calendar)
    for playbook in plan.playbooks.values():
        yield from (sentence.hazard for sentence in playbook.if_ if isinstance(sentence, HazardIs))


def looks_like_id(text: str) -> bool:
    """Whether a text could be meant as an inject's id."""
    return re.fullmatch(r"[a-z][a-z0-9_]*(/[a-z][a-z0-9_]*)?", text) is not None
