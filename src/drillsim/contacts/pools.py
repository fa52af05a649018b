"""Agents who answer contacts: how many there are, what they have in hand, and whose contacts are cut first."""

import math
from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from typing import Any

InHand = tuple[Any, ...]
"""A contact that is being handled: when it is done, its key, when it was begun; what follows does not matter here."""
LAST: InHand = (math.inf, math.inf)
"""At the bottom of every heap, so that none is ever empty."""
REMEMBERED = 200_000
"""How much is remembered at most before it is reckoned who has what."""


class Pool:
    """Agents who handle one contact at a time."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.agents = 0
        """How many there should be; more may still finish what they have in hand."""
        self.room = 0
        """How many contacts could be taken now, besides in place of those in `busy` that are done."""
        self.busy: list[InHand] = [LAST]
        """The heap of what is in hand. What is done stays in it until its place is taken, or somebody looks."""
        self.leaving: list[InHand] = []
        """The heap of what agents have in hand who go when it is done."""
        self.newly = 0
        """How many began to leave when the number of agents was set last: contacts, of chats the agents."""
        self.serves: Sequence[int] = ()
        """The kinds that a free agent looks for, the first first."""
        self.memory: list[InHand] | None = None
        """Where it matters who has what: contacts as they were taken, and again as they were done."""

    def take(self, contact: InHand) -> None:
        """A free agent takes a contact."""
        self.room -= 1
        heappush(self.busy, contact)
        if self.memory is not None:
            self.memory.append(contact)

    def finish(self, contact: InHand) -> None:
        """Of those in hand or of those of the leaving the next is done."""
        if contact is not self.busy[0]:
            heappop(self.leaving)
            return
        heappop(self.busy)
        self.room += 1
        if self.memory is not None:
            self.memory.append(contact)

    def settle(self, at: float) -> None:
        """All that is done at an instant or before makes room."""
        while self.busy[0][0] <= at:
            self.finish(self.busy[0])
        while self.leaving and self.leaving[0][0] <= at:
            heappop(self.leaving)

    def settle_before(self, now: float) -> None:
        """As `settle`, without that instant."""
        while self.busy[0][0] < now:
            self.finish(self.busy[0])
        while self.leaving and self.leaving[0][0] < now:
            heappop(self.leaving)

    def in_hand(self, now: float) -> list[InHand]:
        """All that was not done before now."""
        return [contact for contact in (*self.busy, *self.leaving) if contact[0] >= now and contact is not LAST]

    def left(self, at: float, key: float) -> None:
        """At an instant, agents who were to leave have finished all up to a key."""
        while self.leaving and self.leaving[0][:2] <= (at, key):
            heappop(self.leaving)

    def tidy(self) -> None:
        """Not too much is remembered."""

    def staff(self, agents: int, now: float) -> None:
        """So many from now on; the idle leave first, the others once they have nothing in hand."""
        contacts = sorted(self.in_hand(now))
        beyond = max(0, len(contacts) - agents)
        self.newly = max(0, beyond - sum(contact[0] >= now for contact in self.leaving))
        self.agents, self.room = agents, max(0, agents - len(contacts))
        self.leaving, self.busy = contacts[:beyond], [*contacts[beyond:], LAST]  # whoever is free first leaves

    def cut(self) -> list[InHand]:
        """After `staff`, who began to leave leaves, and where no agent stays all do.

        Returns what is cut, the latest begun first.
        """
        latest = sorted((c for c in (*self.busy, *self.leaving) if c is not LAST), key=_begun, reverse=True)
        cut = self.newly if self.agents else len(latest)
        leave = len(self.leaving) - cut
        rest = sorted(latest[cut:])
        self.leaving, self.busy = rest[:leave], [*rest[leave:], LAST]
        return latest[:cut]


class Chats(Pool):
    """Agents who handle several contacts at once: a new one goes to whoever has fewest, the lowest number on ties.

    Who has what decides only which contacts go when agents leave. So it is reckoned when their number changes, from
    what is remembered, and not with every contact.
    """

    memory: list[InHand]

    def __init__(self, number: int, at_once: int) -> None:
        super().__init__(number)
        self.at_once = at_once
        self.memory = []
        self._desks: list[dict[int, InHand]] = []
        """What each agent has in hand, by key; those from `agents` on only finish."""

    def staff(self, agents: int, now: float) -> None:
        """As of any pool; of those with contacts leave first whose contacts began last."""
        self.settle_before(now)
        self.reckon()
        staying = {contact[1] for contact in self.in_hand(now)}
        for desk in self._desks[self.agents :]:
            for key in desk.keys() - staying:
                del desk[key]
        before = sum(map(bool, self._desks[self.agents :]))
        if agents < self.agents:
            self._desks.sort(key=_latest)
        self._desks = [desk for number, desk in enumerate(self._desks) if desk or number < agents]
        self._desks += [{} for _ in range(agents - len(self._desks))]
        self.newly = max(0, len(self._desks) - agents - before)
        self.agents = agents
        self.busy = [contact for desk in self._desks[:agents] for contact in desk.values()]
        self.room = agents * self.at_once - len(self.busy)
        self.busy.append(LAST)
        heapify(self.busy)
        self.leaving = sorted(contact for desk in self._desks[agents:] for contact in desk.values())

    def tidy(self) -> None:
        """As of any pool."""
        if len(self.memory) > REMEMBERED:
            self.reckon()

    def cut(self) -> list[InHand]:
        """As of any pool."""
        stay = len(self._desks) - self.newly if self.agents else 0
        cut = [contact for desk in self._desks[stay:] for contact in desk.values()]
        del self._desks[stay:]
        self.leaving = sorted(contact for desk in self._desks[self.agents :] for contact in desk.values())
        return sorted(cut, key=_begun, reverse=True)

    def reckon(self) -> None:
        """Who has what, from what is remembered."""
        desks, agents, full = self._desks, self.agents, self.at_once
        desk_of = {key: number for number, desk in enumerate(desks) for key in desk}
        fewest = [(len(desk), number) for number, desk in enumerate(desks[:agents])]
        """A heap; an entry whose desk has more or fewer by now is passed over."""
        heapify(fewest)
        for contact in self.memory:
            key = contact[1]
            number = desk_of.pop(key, None)
            if number is None:
                count, number = heappop(fewest)
                while len(desks[number]) != count:
                    count, number = heappop(fewest)
                desk_of[key] = number
                desks[number][key] = contact
            else:
                del desks[number][key]
            if number < agents and len(desks[number]) < full:
                heappush(fewest, (len(desks[number]), number))
        self.memory.clear()


def _begun(contact: InHand) -> tuple[float, int]:
    return contact[2], contact[1]


def _latest(desk: dict[int, InHand]) -> float:
    """When an agent's latest contact began; without any, never."""
    return max((contact[2] for contact in desk.values()), default=math.inf)
