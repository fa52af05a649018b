"""Answers that an inject does not offer (`unknown_name`)."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint, Path, Source
from drillsim.model.checks.words import nearest, quoted
from drillsim.model.conditions import Chose

if TYPE_CHECKING:
    from drillsim.model.conditions import Sentence
    from drillsim.model.exercise import Exercise
    from drillsim.model.scenario import InjectBody, Scenario


def in_scenario(scenario: "Scenario") -> Iterator[Complaint]:
    """An expected choice is one of the inject's own, and `X chose` one of X's."""
    injects = {inject.id: inject for inject in scenario.msel}
    for row, inject in enumerate(scenario.msel):
        yield from expected(0, ("msel", row), inject)
        yield from _chosen(0, ("msel", row, "if"), inject.if_ or (), injects)


def in_exercise(exercise: "Exercise") -> Iterator[Complaint]:
    """The same across files (`file/id chose`), for injects added while playing, and for what was decided."""
    injects: dict[str, InjectBody] = {inject.id: inject.body for inject in exercise.injects}
    for index, part in enumerate(exercise.parts if len(exercise.parts) > 1 else ()):
        for row, inject in enumerate(part.scenario.msel):
            yield from _chosen(index, ("msel", row, "if"), inject.if_ or (), injects)
    for row, act in enumerate(exercise.drill.conduct):
        if act.adds:
            injects.setdefault(act.adds.id, act.adds)
            yield from expected("drill", ("conduct", row, "adds"), act.adds)
    for row, response in enumerate(exercise.drill.responses):
        answered = injects.get(response.decides or "")
        if answered and response.choice is not None:
            yield from offered("drill", ("responses", row, "choice"), response.choice, answered)


def expected(source: Source, path: Path, inject: "InjectBody") -> Iterator[Complaint]:
    """An expected choice that its inject does not offer."""
    for row, expect in enumerate(inject.expect):
        if expect.choice is not None:
            yield from offered(source, (*path, "expect", row, "choice"), expect.choice, inject)


def _chosen(
    source: Source, path: Path, when: "tuple[Sentence, ...]", injects: "Mapping[str, InjectBody]"
) -> Iterator[Complaint]:
    for row, sentence in enumerate(when):
        if isinstance(sentence, Chose) and sentence.inject in injects:
            yield from offered(source, (*path, row), sentence.choice, injects[sentence.inject])


def offered(source: Source, path: Path, choice: str, inject: "InjectBody") -> Iterator[Complaint]:
    """A complaint where the inject does not offer the choice."""
    if choice in inject.choices:
        return
    wanted = f"a choice of {inject.id}" if inject.choices else f"no choice, as {inject.id} offers none"
    hint = nearest(choice, list(inject.choices))
    yield Complaint("unknown_name", source, path, f"expected {wanted}, found {quoted(choice)}", hint)
