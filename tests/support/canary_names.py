"""People whose names nobody else has: a name for each place for one, and text that speaks of them in many ways."""

from dataclasses import dataclass, field
from pathlib import Path

from support.typed_record import typed_record

MARK = "zq"
"""Stands in every word of every name, and in nothing else."""

_FIRST = ("owner", "sponsor", "point_of_contact", "old_owner", "old_contact", "controller", "improvised_controller")
_WITH_PARTS = ("person_ann", "person_bob", "attendee", "facilitator", "player_lead", "placed", "agent")


@dataclass
class People:
    """`names` by place; `said`: every way in which a text speaks of somebody."""

    names: dict[str, str] = field(default_factory=dict)
    _texts: int = 0

    def __post_init__(self) -> None:
        for place in (*_FIRST, "act_owner", "drill_player", "person_cat", "person_eve_on_call", *_WITH_PARTS):
            self.name(place)

    def name(self, place: str) -> str:
        """Zq00fa Zq00la, and so on."""
        number = len(self.names)
        return self.names.setdefault(place, f"Zq{number:02}fa Zq{number:02}la")

    @property
    def said(self) -> list[str]:
        """Whole names, first and last names, in all capitals, in small letters, of somebody's own."""
        whole = list(self.names.values())
        parts = [part for place in _WITH_PARTS for part in self.names[place].split()]
        return [*whole, *map(str.lower, whole), *(f"{part.upper()}'s" for part in parts), *parts]

    def text(self, place: str) -> str:
        """Some words about two of them; after fifty texts everybody was spoken of in every way."""
        if place == "role":
            return "Incident lead"
        self._texts += 2
        first, second = (self.said[(self._texts + more) % len(self.said)] for more in (0, 1))
        return f"{place.replace('_', ' ')} of {first} and {second}"

    def record(self, folder: Path) -> Path:
        """The record of a drill of theirs, beside the files it was played from."""
        return typed_record(folder, self.text, self.name)


def names_in(content: bytes) -> str:
    """The first place where somebody's name stands, with what is round it; empty where there is none."""
    text = content.decode("utf-8").casefold()
    place = text.find(MARK)
    return "" if place < 0 else text[max(0, place - 100) : place + 40]
