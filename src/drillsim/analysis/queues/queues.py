"""The queues of all functions, read from what happened: advanced only when somebody looks, the same however often."""

import math
from collections.abc import Collection, Sequence
from fractions import Fraction

from drillsim.analysis.desks import Desks
from drillsim.analysis.history import Walk
from drillsim.analysis.queues.demand import Demand
from drillsim.analysis.queues.queue import Queue, habits
from drillsim.analysis.queues.steps import Step, doing
from drillsim.contacts.customers import Customers
from drillsim.contacts.kernel import Kernel, Watch
from drillsim.contacts.streams import Chance
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
        customers = [Customers(habits(body), chance.seed, chance.replication, name) for name, body in served.items()]
        within = [0 if body.answer is None else body.answer.within for body in served.values()]
        self._kernel = Kernel(
            customers, [body.at_once for body in served.values() for _ in plan.sites], within_s=within
        )
        self.of = {
            name: Queue(
                body, self._kernel, kind, {site: kind * len(plan.sites) + at for at, site in enumerate(plan.sites)}
            )
            for kind, (name, body) in enumerate(served.items())
        }
        """The queue of each function."""
        self.steps: dict[str, list[Step]] = {name: [] for name in served}
        """What people did that changed how many answer, in order."""
        self._pools = len(served) * len(plan.sites)
        self._prefers: list[list[int]] = [[] for _ in served]
        self._demand = {name: Demand(body, exercise.begins) for name, body in served.items()}
        self._deflected = dict.fromkeys(served, Fraction(0))
        self._dropped: set[str] = set()
        self._happened: list[e.Event] = []
        self._log = log
        self._read = 0
        self._walk = Walk(exercise)
        self._second = 0
        """The second up to which everything was read and played."""
        self._has_acted = False
        """Whether what happened in this second acts already."""

    def follow(self, second: int) -> None:
        """Plays what comes before a second. Everything that happened before it has to be in the list."""
        self.cross(second, ())

    def cross(self, second: int, watches: Sequence[Watch]) -> float | None:
        """As `follow`, but stops at the first instant at which a watch is crossed, and returns it."""
        while self._second < second:
            if not self._has_acted:
                before = [self._waiting(watch) for watch in watches]
                self._act()
                if any(map(Watch.is_crossed, watches, before, map(self._waiting, watches))):
                    return float(self._second)
            next_event = self._log[self._read].at if self._read < len(self._log) else math.inf
            changes = (demand.next_change(self._second) for demand in self._demand.values())
            until = int(min([second, next_event, *changes]))
            crossed = self._kernel.advance(until, watches)
            if crossed is not None:
                return crossed
            self._second, self._has_acted = until, False
        return None

    def waiting(self, function: str) -> int:
        """How many contacts wait now."""
        return self.of[function].tally.waiting

    def _waiting(self, watch: Watch) -> int:
        return self._kernel.tallies[watch.kind].waiting

    def _act(self) -> None:
        """What happened in this second acts, now that it is over: what comes, who leaves, the way, who joins."""
        while self._read < len(self._log) and self._log[self._read].at == self._second:
            self._note(self._log[self._read])
            self._read += 1
        moment = self._walk.look(self._second)
        changed: list[tuple[Queue, Desks]] = []
        for name, queue in self.of.items():
            desks = moment.desks[name]
            per_second = self._demand[name].per_second(self._second, is_open=desks.is_open)
            if self._dropped or not queue.is_as(desks, per_second, self._deflected[name]):
                self._keep_step(name, queue, desks)
                queue.ask(per_second, self._deflected[name])
                changed.append((queue, desks))
        for queue, desks in changed:
            queue.cut(desks, self._dropped)
        self._route(changed)
        for queue, desks in changed:
            queue.join(desks, self._dropped)
        self._dropped.clear()
        self._happened.clear()
        self._has_acted = True

    def _route(self, changed: Sequence[tuple[Queue, Desks]]) -> None:
        if all(queue.desks.route == desks.route for queue, desks in changed):
            return
        for queue, desks in changed:
            self._prefers[queue.kind] = queue.preferred(desks.route)
        serves = {pool: [kind] for kind, pools in enumerate(self._prefers) for pool in pools}
        self._kernel.route(self._prefers, [serves.get(pool, []) for pool in range(self._pools)])

    def _note(self, event: e.Event) -> None:
        self._walk.take(event)
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
        step = next((found for event in reversed(self._happened) if (found := doing(event, name))), None)
        if step is not None:
            self.steps[name].append(Step(self._second, *step, more, queue.tally.waiting))
