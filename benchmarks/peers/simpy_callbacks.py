"""SimPy's clock alone: callbacks on timeouts, and a deque for who waits; no process and no Resource."""

import random
from collections import deque
from collections.abc import Callable

import simpy


class Contact:
    """Somebody who came; `waits` until an answer or the end of patience."""

    __slots__ = ("arrival", "waits")

    def __init__(self, arrival: float) -> None:
        self.arrival, self.waits = arrival, True


class Centre:
    """One pool, first come first served."""

    def __init__(self, n: int, rate: float, handling: float, patience: float, agents: int, seed: int) -> None:
        self.env, self.chance = simpy.Environment(), random.Random(seed)
        self.to_come, self.free = n, agents
        self.rate, self.done_rate, self.leaving_rate = rate, 1 / handling, 1 / patience
        self.queue: deque[Contact] = deque()
        self.gave_up, self.waited = 0, 0.0

    def after(self, rate: float, then: Callable[[simpy.Event], None], whose: Contact | None = None) -> None:
        """A callback after an exponential time."""
        simpy.Timeout(self.env, self.chance.expovariate(rate), whose).callbacks.append(then)

    def next_one(self) -> None:
        """As long as there are any."""
        if self.to_come > 0:
            self.to_come -= 1
            self.after(self.rate, self.come)

    def come(self, _: simpy.Event) -> None:
        """Somebody comes, and the next one is on the way."""
        self.next_one()
        if self.free > 0:
            self.free -= 1
            self.after(self.done_rate, self.done)
            return
        contact = Contact(self.env.now)
        self.queue.append(contact)
        self.after(self.leaving_rate, self.give_up, contact)

    def done(self, _: simpy.Event) -> None:
        """The agent takes who has waited longest."""
        while self.queue:
            contact = self.queue.popleft()
            if contact.waits:
                contact.waits = False
                self.waited += self.env.now - contact.arrival
                self.after(self.done_rate, self.done)
                return
        self.free += 1

    def give_up(self, patience: simpy.Event) -> None:
        """Unless answered before."""
        contact = patience.value
        if isinstance(contact, Contact) and contact.waits:
            contact.waits = False
            self.gave_up += 1
            self.waited += self.env.now - contact.arrival


def run(n: int, rate: float, handling: float, patience: float, agents: int, seed: int) -> tuple[int, float]:
    """As every engine: see the package."""
    centre = Centre(n, rate, handling, patience, agents, seed)
    centre.next_one()
    centre.env.run()
    return centre.gave_up, centre.waited
