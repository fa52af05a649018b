"""A unique word in every text of a scenario, to see who gets to read it."""

from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel

from drillsim.model.exercise import Exercise, Part
from drillsim.model.scenario import InjectBody

TEXTS = {
    "scenario",
    "story",
    "text",
    "capability",
    "name",
    "cause",
    "title",
    "from_",
    "via",
    "says",
    "handout",
    "controller",
    "notes",
    "evaluator_note",
    "action",
}
"""Fields of a scenario that hold words for people."""

ALWAYS = {"handout", "controller", "notes", "evaluator_note"}
"""Those of an inject that get a word even where the author wrote nothing."""


@dataclass
class Canaries:
    """The words, and where each stands: the path from the scenario, such as `tornado.msel.warning.says`."""

    places: dict[str, str] = field(default_factory=dict)

    def word(self, place: str) -> str:
        """A new word for a place."""
        word = f"canary{len(self.places):04}x"
        self.places[word] = place
        return word

    def fill(self, value: BaseModel, place: str) -> BaseModel:
        """The same with every text in it replaced."""
        changes: dict[str, Any] = {}
        for name in type(value).model_fields:
            old = getattr(value, name)
            if name in TEXTS and (isinstance(old, str) or (name in ALWAYS and isinstance(value, InjectBody))):
                changes[name] = self.word(f"{place}.{name}")
            elif name == "ask" or (name == "choices" and isinstance(old, dict)):
                changes[name] = self._texts(old, f"{place}.{name}")
            elif isinstance(old, BaseModel):
                changes[name] = self.fill(old, f"{place}.{name}")
            elif isinstance(old, tuple) and name != "if_":
                changes[name] = tuple(self._item(item, f"{place}.{name}", index) for index, item in enumerate(old))
            elif isinstance(old, dict):
                changes[name] = {key: self._item(item, f"{place}.{name}", key) for key, item in old.items()}
        return value.model_copy(update=changes)

    def _texts(self, old: Any, place: str) -> Any:
        if isinstance(old, dict):
            return {key: self.word(f"{place}.{key}") for key in old}
        return (self.word(f"{place}.0"),)

    def _item(self, item: Any, place: str, key: object) -> Any:
        named = item.id if isinstance(item, InjectBody) else key
        return self.fill(item, f"{place}.{named}") if isinstance(item, BaseModel) else item


def with_canaries(exercise: Exercise) -> tuple[Exercise, dict[str, str]]:
    """The exercise with a word in every text of its scenarios; and the words with their places."""
    canaries = Canaries()
    parts = tuple(Part(part.file, canaries.fill(part.scenario, part.file), part.starts) for part in exercise.parts)  # type: ignore[arg-type]  # a copy is of the same class
    return replace(exercise, parts=parts), canaries.places
