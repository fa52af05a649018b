"""The queues of all functions, read from what happened: advanced only when somebody looks, the same however often."""

import math
from collections.abc import Collection, Sequence
from fractions import Fraction
from math import floor

from drillsim.analysis.desks import Desks
from drillsim.analysis.history import Walk
from drillsim.analysis.queues.demand import Demand
from drillsim.analysis.queues.queue import Queue
from drillsim.analysis.queues.steps import Doings, Step
from drillsim.contacts.chance import Chance
from drillsim.model.exercise import Exercise
from drillsim.record import events as e


class Queues:
    """Reads the growing list of a play's events. What happened in a second acts on the queues when it is over."""

    def __init__(
        self, exercise: Exercise, log: Sequence[e.Event], chance: Chance, of: Collection[str] | None = None
    ) -> None:
        """`of`: these functions only, of those that have contacts. A function's customers are its own."""
        plan = exercise.plan
        served = {name: body.contacts for name, body in plan.functions.items() if body.contacts}
        served = {name: body for name, body in served.items() if of is None or name in of}
        self.of = {name: Queue(name, body, plan.sites, chance) for name, body in served.items()}
        """The queue of each function."""
        self.steps: dict[str, list[Step]] = {name: [] for name in served}
        """What people did that changed how many answer, in order."""
        self._demand = {name: Demand(body, exercise.begins) for name, body in served.items()}
        self._deflected = dict.fromkeys(served, Fraction(0))
        self._dropped: set[str] = set()
        self._happened: list[e.Event] = []
        self._doings = Doings(plan)
        self._log = log
        self._read = 0
        self._walk = Walk(exercise, with_desks=True)
        for name, desks in self._walk.look(0).desks.items():
            if name in self.of:
                self.of[name].turn(desks, ())
        self._second = 0
        """The second up to which everything was played; what happened in it does not act yet."""
        self._hour = 0.0
        """The next second at which an hour brings another rate."""

    def follow(self, second: int) -> None:
        """Plays what comes before a second. Everything that happened before it has to be in the list."""
        while self._second < second:
            self.go_on(second)

    def go_on(self, second: int) -> int | None:
        """As `follow`, but no further than to the first whole second before which a queue rose above an armed mark.

        Returns that second; None: no queue did.
        """
        watched = [queue for queue in self.of.values() if queue.marks]
        while self._second < second:
            has_risen = self._act()
            until = int(min(second, self._next_event(), self._hour))
            if has_risen:
                until = self._second + 1
            elif len(watched) > 1:  # none may be played beyond the second at which another rises
                until = min(until, max(self._second + 1, floor(min(queue.calm_until() for queue in watched))))
            for queue in watched:
                rose = queue.rises_before(until)
                if rose is not None:
                    until, has_risen = floor(rose) + 1, True
            for queue in self.of.values():
                queue.advance(until)
            self._second = until
            if has_risen:
                return until
        return None

    def _next_event(self) -> float:
        return self._log[self._read].at if self._read < len(self._log) else math.inf

    def _act(self) -> bool:
        """What happened in this second acts, now that it is over; whether a queue rose above an armed mark by it."""
        if self._second < min(self._next_event(), self._hour):
            return False
        while self._next_event() == self._second:
            self._note(self._log[self._read])
            self._read += 1
        self._hour = min((each.next_change(self._second) for each in self._demand.values()), default=math.inf)
        moment = self._walk.look(self._second)
        has_risen = False
        for name, queue in self.of.items():
            desks = moment.desks[name]
            per_second = self._demand[name].per_second(self._second, is_open=desks.is_open)
            if self._dropped or not queue.is_as(desks, per_second, self._deflected[name]):
                self._keep_step(name, queue, desks)
                queue.ask(per_second, self._deflected[name])
                queue.turn(desks, self._dropped)
                has_risen |= queue.marks.look(queue.tally.waiting, float(self._second))
        self._dropped.clear()
        self._happened.clear()
        return has_risen

    def _note(self, event: e.Event) -> None:
        self._walk.take(event)
        self._doings.note(event)
        self._happened.append(event)
        match event:
            case e.ContactsSurged(_, function, factor) if function in self.of:
                self._demand[function].surge = factor
            case e.ContactsDeflected(_, function, share) if function in self.of:
                self._deflected[function] = share
            case e.ContactsDropped(_, site):
                self._dropped.add(site)
            case _:
                pass  # nothing that customers notice but by the desks

    def _keep_step(self, name: str, queue: Queue, desks: Desks) -> None:
        more = desks.agents - queue.desks.agents
        if more == 0 and queue.deflected == self._deflected[name]:
            return
        doings = (found for event in reversed(self._happened) if (found := self._doings.of(event, name)))
        doing = next((each for each in doings if more >= 0 or each.by == "task"), None)  # who comes makes nobody fewer
        if doing is None:
            return
        step, steps = Step(self._second, doing, more, queue.tally.waiting), self.steps[name]
        if steps and (both := steps[-1].with_more(step)) is not None:
            steps[-1] = both
        else:
            steps.append(step)
