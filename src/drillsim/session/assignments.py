"""What roles asked each other to do, and whether the one asked has said that it is done."""

from collections.abc import Collection
from dataclasses import replace

from drillsim.record import events as e
from drillsim.record.clean import clean
from drillsim.session.view import AskedView

DONE = "Done: "
"""Begins the note by which somebody says that what was asked is done; the words that were asked follow."""


def done_note(what: str) -> str:
    """The note that says that this is done."""
    return clean(f"{DONE}{what}")


class Assignments:
    """Follows the events of a play, each taken once, in order.

    An assignment is done at the first note by the one asked that says so in the words of `done_note`, in the same
    second or later. The same words asked twice need two notes: each note settles the oldest that is still open.
    """

    def __init__(self) -> None:
        self._all: list[AskedView] = []
        self._to: dict[str, list[int]] = {}
        self._by: dict[str, list[int]] = {}
        self._open: dict[tuple[str, str], list[int]] = {}
        """By who is to say it, and the note that settles them."""
        self._loose: list[e.Noted] = []
        """Notes of the last second with any that settled nothing: what is asked in that second may be meant."""

    def ask(self, event: e.Assigned) -> None:
        """Takes an assignment."""
        number, note = len(self._all), done_note(event.what)
        self._all.append(AskedView(event.at, event.by, event.to, event.what, event.due))
        self._to.setdefault(event.to, []).append(number)
        self._by.setdefault(event.by, []).append(number)
        fits = (each for each in self._loose if (each.at, each.by, each.text) == (event.at, event.to, note))
        before = next(fits, None)
        if before is None:
            self._open.setdefault((event.to, note), []).append(number)
        else:
            self._loose.remove(before)
            self._settle(number, before.at)

    def note(self, event: e.Noted) -> None:
        """Takes a note."""
        waiting = self._open.get((event.by, event.text))
        if waiting:
            self._settle(waiting.pop(0), event.at)
        elif event.text.startswith(DONE):
            self._loose = [each for each in self._loose if each.at == event.at] + [event]

    def of(self, roles: Collection[str]) -> tuple[AskedView, ...]:
        """What these roles were asked to do, in the order of asking."""
        return self._those(self._to, roles)

    def by(self, roles: Collection[str]) -> tuple[AskedView, ...]:
        """What these roles asked others to do, in the order of asking."""
        return self._those(self._by, roles)

    def _those(self, index: dict[str, list[int]], roles: Collection[str]) -> tuple[AskedView, ...]:
        numbers = sorted({number for role in roles for number in index.get(role, ())})
        return tuple(self._all[number] for number in numbers)

    def _settle(self, number: int, at: int) -> None:
        self._all[number] = replace(self._all[number], done=at)
