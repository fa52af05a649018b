"""Agents who answer contacts: how many there are, what they have in hand, and whose contacts are cut first."""

import math
from collections.abc import Iterable
from itertools import islice

Number = tuple[int, int, int]
"""Kind, number and attempt of a contact."""
InHand = tuple[float, Number, int, float]
"""A contact that is being handled: when it is done, its number, the pool, when it was begun."""


class Pool:
    """Agents who handle one contact at a time; what they have in hand is known by when it will be done."""

    def __init__(self) -> None:
        self.agents = 0
        """How many there should be; more may still finish what they have in hand."""
        self.room = 0
        """How many contacts could be taken now; below 1 where none."""

    def staff(self, agents: int) -> None:
        """So many from now on; the idle leave first, the others once they have nothing in hand."""
        self.room += agents - self.agents
        self.agents = agents

    def take(self, contact: InHand) -> None:  # noqa: ARG002 -- only chats ask whose it is
        """An agent takes a contact."""
        self.room -= 1

    def let_go(self, number: Number) -> None:  # noqa: ARG002 -- as above
        """A contact is done, or cut off."""
        self.room += 1

    def beyond(self, in_hand: Iterable[InHand]) -> list[InHand]:
        """Of what a pool has in hand, the contacts of agents who should not be there, the latest begun first."""
        return sorted(in_hand, key=_begun, reverse=True)[: max(0, -self.room)]


class Chats(Pool):
    """Agents who handle several contacts at once: a new one goes to whoever has fewest, the lowest number on ties."""

    def __init__(self, at_once: int) -> None:
        super().__init__()
        self.at_once = at_once
        self._desks: list[dict[Number, InHand]] = []
        """What each agent has in hand; those from `agents` on only finish."""
        self._desk_of: dict[Number, dict[Number, InHand]] = {}

    def staff(self, agents: int) -> None:
        """As of any pool; of those with contacts leave first whose contacts began last."""
        if agents < self.agents:
            self._desks.sort(key=_latest)
        self._desks = [desk for number, desk in enumerate(self._desks) if desk or number < agents]
        self._desks += [{} for _ in range(agents - len(self._desks))]
        self.agents = agents
        self._look_at_room()

    def take(self, contact: InHand) -> None:
        """The agent who has fewest takes it."""
        super().take(contact)
        desk = min(islice(self._desks, self.agents), key=len)
        desk[contact[1]] = contact
        self._desk_of[contact[1]] = desk

    def let_go(self, number: Number) -> None:
        """As of any pool."""
        super().let_go(number)
        del self._desk_of.pop(number)[number]
        if len(self._desks) > self.agents:
            self._look_at_room()

    def beyond(self, in_hand: Iterable[InHand]) -> list[InHand]:  # noqa: ARG002 -- each desk knows its own
        """As of any pool."""
        contacts = [each for desk in self._desks[self.agents :] for each in desk.values()]
        return sorted(contacts, key=_begun, reverse=True)

    def _look_at_room(self) -> None:
        self.room = sum(self.at_once - len(desk) for desk in islice(self._desks, self.agents))


def _begun(contact: InHand) -> tuple[float, Number]:
    return contact[3], contact[1]


def _latest(desk: dict[Number, InHand]) -> float:
    """When an agent's latest contact began; without any, never."""
    return max((contact[3] for contact in desk.values()), default=math.inf)
