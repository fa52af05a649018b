"""What a drill's scenarios can bring about: which playbooks can fire, what is asked for, and when."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from drillsim.model import conditions as says
from drillsim.model.checks.falls import Falls, automatic
from drillsim.model.checks.injects import bodies

if TYPE_CHECKING:
    from drillsim.model.exercise import Exercise, PlayedInject
    from drillsim.model.plan import Playbook


class Possible:
    """An exercise seen from before play. In doubt a condition can hold, at a second that nobody knows."""

    def __init__(self, exercise: "Exercise") -> None:
        self.exercise = exercise
        self._falls = Falls(exercise.plan, automatic(exercise.plan))
        self._causes: dict[says.Sentence, list[int | None]] = {}

    @cached_property
    def playbooks(self) -> list[str]:
        """The playbooks that these scenarios can fire."""
        return [name for name, playbook in self.exercise.plan.playbooks.items() if self._can_fire(playbook)]

    @cached_property
    def expected(self) -> set[str]:
        """The tasks that an inject expects."""
        return {expect.task for body in bodies(self.exercise) for expect in body.expect if expect.task}

    @cached_property
    def called_for(self) -> set[str]:
        """The tasks that such a playbook lists, an inject expects or a response starts."""
        books = (self.exercise.plan.playbooks[name] for name in self.playbooks)
        listed = {step.task for playbook in books for step in (*playbook.do, *playbook.resume)}
        started = {response.does for response in self.exercise.drill.responses if response.does}
        return listed | self.expected | started

    def _can_fire(self, playbook: "Playbook") -> bool:
        return all(self._can_hold(sentence) for sentence in playbook.if_)

    def _can_hold(self, sentence: says.Sentence) -> bool:
        effects = [task.effect for task in self.exercise.plan.tasks.values() if task.effect]
        match sentence:
            case says.HazardIs() | says.SystemIs(_, "down") | says.PlaceIs(_, "lost"):
                return bool(self.causes(sentence))
            case says.PlaceIs(place, "closed"):
                by_task = any(place in effect.close for effect in effects)
                return by_task or bool(self.causes(sentence))
            case says.ModeIs("emergency"):
                return any(effect.mode == "emergency" for effect in effects)
            case says.Chose(inject):
                return any(played.id == inject for played in self.exercise.injects)
            case _:
                return True

    def causes(self, sentence: says.Sentence) -> list[int | None]:
        """The seconds at which something happens that makes a sentence hold (None: nobody knows when)."""
        if sentence not in self._causes:
            self._causes[sentence] = list(self._what_causes(sentence))
        return self._causes[sentence]

    def _what_causes(self, sentence: says.Sentence) -> Iterator[int | None]:
        if isinstance(sentence, says.HazardIs):
            yield from (second for hazard, second in self.exercise.hazards if hazard == sentence.hazard)
        for inject in self.exercise.injects:
            if self._brings_about(inject, sentence):
                yield inject.at

    def _brings_about(self, inject: "PlayedInject", sentence: says.Sentence) -> bool:
        happens = inject.body.happens
        if happens is None:
            return False
        match sentence:
            case says.HazardIs(hazard):
                return hazard in happens.hazard
            case says.SystemIs(system, "down"):
                return bool(self._falls.system(system) & self._falls.any_of([*happens.fail, *happens.lose]))
            case says.PlaceIs(place, "closed"):
                return place in happens.close or self._loses(place, happens.lose)
            case says.PlaceIs(place, "lost"):
                return self._loses(place, happens.lose)
            case _:
                return False

    def _loses(self, place: str, lost: tuple[str, ...]) -> bool:
        site = self.exercise.plan.sites.get(place)
        return place in lost or (site is not None and site.area in lost)
