"""The queues of all functions, read from what happened: advanced only when somebody looks, the same however often."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from drillsim.analysis.desks import Desks
from drillsim.analysis.history import Moment, Walk
from drillsim.analysis.queues.demand import Demand
from drillsim.analysis.queues.queue import Chance, Queue
from drillsim.model.exercise import Exercise
from drillsim.record import events as e

By = Literal["task", "partner", "team"]


@dataclass(frozen=True, slots=True)
class Step:
    """People's doing changed a queue at a second: a task, a partner who was ready, a team that came.

    `more` agents answer from then on (fewer where below 0); `waiting` contacts waited then.
    """

    at: int
    by: By
    id: str
    more: int
    waiting: int


class Queues:
    """Reads the growing list of a play's events. What happens in a second acts on the queues when it is over."""

    def __init__(
        self, exercise: Exercise, log: Sequence[e.Event], chance: Chance, of: Collection[str] | None = None
    ) -> None:
        """`of`: these functions only, of those that have contacts."""
        self._log = log
        self._walk = Walk(exercise)
        served = {name: body.contacts for name, body in exercise.plan.functions.items() if body.contacts}
        served = {name: contacts for name, contacts in served.items() if of is None or name in of}
        self.queues = {name: Queue(name, body, exercise.plan.sites, chance) for name, body in served.items()}
        """By function."""
        self._demand = {name: Demand(body, exercise.begins) for name, body in served.items()}
        self._deflected = dict.fromkeys(served, Fraction(0))
        self.steps: dict[str, list[Step]] = {name: [] for name in served}
        """What people decided that changed each queue's desks, in order."""
        self._dropped: set[str] = set()
        self._happened: list[e.Event] = []
        self._read = 0
        self._second = 0
        """The second of the last event read: what happened in it does not act yet."""

    def follow(self, second: int) -> None:
        """Plays what happens before a second. Everything that happened before it has to be in the list."""
        self.read(second)
        for queue in self.queues.values():
            queue.advance(second)

    def read(self, second: int) -> None:
        """As `follow`, but the queues are played only as far as something changed them, or an hour."""
        while self._read < len(self._log) and self._log[self._read].at < second:
            event = self._log[self._read]
            self._go_to(event.at)
            self._walk.take(event)
            self._note(event)
            self._read += 1
        self._go_to(second)

    def _go_to(self, second: int) -> None:
        while self._second < second:
            self._act()
            self._second = int(min([second, *(each.next_change(self._second) for each in self._demand.values())]))

    def _act(self) -> None:
        """What happened in the last second acts now that it is over."""
        moment = self._walk.look(self._second)
        for name, queue in self.queues.items():
            desks, per_second = moment.desks[name], self._per_second(name, moment)
            if queue.is_as(desks, per_second, self._deflected[name]) and not self._dropped:
                continue
            queue.advance(self._second)
            self._keep_step(name, queue, desks)
            queue.ask(per_second, self._deflected[name])
            queue.turn(desks, self._dropped)
        self._dropped.clear()
        self._happened.clear()

    def _per_second(self, name: str, moment: Moment) -> float:
        return self._demand[name].per_second(self._second, is_open=moment.desks[name].is_open)

    def _keep_step(self, name: str, queue: Queue, desks: Desks) -> None:
        """Whether what changes now was somebody's decision, and how many waited then."""
        is_same = (desks.agents, desks.route) == (queue.desks.agents, queue.desks.route)
        if is_same and queue.deflected == self._deflected[name]:
            return
        decided = next((step for event in reversed(self._happened) if (step := _decided(event, name))), None)
        if decided is not None:
            more = desks.agents - queue.desks.agents
            self.steps[name].append(Step(self._second, *decided, more, queue.tally.waiting))

    def _note(self, event: e.Event) -> None:
        match event:
            case e.ContactsSurged(_, function, factor) if function in self._demand:
                self._demand[function].surge = factor
            case e.ContactsDeflected(_, function, share) if function in self._deflected:
                self._deflected[function] = share
            case e.ContactsDropped(_, site):
                self._dropped.add(site)
            case _:
                pass  # nothing that customers notice by itself
        self._happened.append(event)


def _decided(event: e.Event, function: str) -> tuple[By, str] | None:
    """What people did, where an event that changed desks of a function is their doing."""
    match event:
        case e.TaskStarted(_, task) | e.TaskDone(_, task):
            return "task", task
        case e.PartnerReady(_, partner, served) if served == function:
            return "partner", partner
        case e.AgentsMoved(_, team, why="arrived" | "checked_in", to_works=works) if works == function:
            return "team", team
        case _:
            return None
