"""Stand-ins play absent people by the plan (rule 14). They are marked as simulated wherever they act."""

from collections.abc import Callable
from dataclasses import dataclass

from drillsim.analysis.knowledge import known_at
from drillsim.analysis.updates import Reminders
from drillsim.engine import messages, tasks
from drillsim.engine.calendar import Rank, Steps
from drillsim.engine.injects import Msel
from drillsim.engine.play import Play
from drillsim.model.estimate import exactly
from drillsim.model.spelling import MINUTE
from drillsim.model.staff import Role
from drillsim.record.commands import Approves, Does, Sends
from drillsim.record.events import Decided, InjectReleased, MessageSent, PlaybookFired

USUAL_REACTION = exactly(10 * MINUTE)  # where a role gives no `reacts` (rule 14)


@dataclass(frozen=True, slots=True)
class _Call:
    """Something that a role has been called to do, and when its stand-in has reacted."""

    ready: int
    do: Callable[[], bool]
    """Does it; False where it has to wait."""


class StandIns:
    """All stand-ins of a play."""

    def __init__(self, play: Play, msel: Msel, script: tasks.Script, settle: Callable[[], None]) -> None:
        self.play = play
        self.msel = msel
        self.script = script
        self.settle = settle
        self.calls: dict[str, list[_Call]] = {}
        self.untold: list[PlaybookFired] = []
        """Playbooks that fired and nobody can know of yet (rule 17)."""
        self.read = 0
        self.acted_at = 0
        self.reminded: dict[str, int] = {}
        self.due = Reminders(play.exercise)

    def act(self) -> None:
        """What stand-ins do in this second, after all responses, role by role."""
        self.acted_at = len(self.play.log)
        self._read_on()
        for role in self.play.stand_ins:
            self._updates(role)
            waiting = self.calls.get(role, [])
            self.calls[role] = [call for call in waiting if call.ready > self.play.now or not call.do()]

    # Being called

    def _read_on(self) -> None:
        news = self.play.log[self.read :]
        self.read = len(self.play.log)
        for event in news:
            match event:
                case InjectReleased(_, inject):
                    self._told(inject)
                case PlaybookFired():
                    self.untold.append(event)
                case MessageSent() if event.waits:
                    self._asked_to_approve(event.message)
                case _:
                    pass  # nothing that calls on anybody
        for fired in sorted(self.untold, key=lambda item: item.playbook):
            known = known_at(self.play.exercise, fired, self.msel.came)
            if known is not None and known <= self.play.now:
                self.untold.remove(fired)
                for step in self.play.plan.playbooks[fired.playbook].do:
                    self._call_task(step.task)
            elif known is not None:
                self._wake(known)

    def _told(self, name: str) -> None:
        body = self.msel.injects[name].body
        for role in body.tell:
            for expect in body.expect:
                if expect.task is not None and self.play.plan.tasks[expect.task].by == role:
                    self._call_task(expect.task)
            if body.choices:
                expected = [expect.choice for expect in body.expect if expect.choice is not None]
                choice = next((each for each in body.choices if each in expected), next(iter(body.choices)))
                self._call(role, lambda role=role, choice=choice: self._decide(role, name, choice))  # type: ignore[misc]  # mypy cannot infer a lambda's defaults

    def _asked_to_approve(self, message: str) -> None:
        for role, body in self.play.plan.roles.items():
            if "approve_messages" in body.may:
                self._call(role, lambda role=role: self._approve(role, message))  # type: ignore[misc]  # as above

    def _call_task(self, task: str) -> None:
        role = self.play.plan.tasks[task].by
        self._call(role, lambda: self._start(role, task))

    def _call(self, role: str, do: Callable[[], bool]) -> None:
        if not self._reached(role, self.play.plan.roles[role]):
            return
        reacts = self.play.plan.roles[role].reacts or USUAL_REACTION
        ready = self.play.now + self.play.draws.seconds(reacts, role, "reacts")
        self.calls.setdefault(role, []).append(_Call(ready, do))
        self._wake(ready)

    def _reached(self, role: str, body: Role) -> bool:
        """The holder answers, or the next alternate who is not absent reacts in his place."""
        if body.answers is None or self.play.draws.chance(body.answers, role, "answers"):
            return True
        holder = self.play.state.holders.get(role)
        return any(person != holder and person not in self.play.state.absent for person in body.alternates)

    def _wake(self, second: int) -> None:
        if second > self.play.now:
            self.play.calendar.process(self._look(second))

    def _look(self, second: int) -> Steps:
        yield self.play.calendar.due(second, Rank.STAND_IN, 0)

    # Acting: each returns whether it is over with

    def _start(self, role: str, task: str) -> bool:
        if task in self.play.state.started:
            return True
        busy = any(run.by == role for run in self.play.state.running.values())
        if busy or tasks.why_not(self.play, role, task) is not None:
            return False
        tasks.start(self.play, self.script, Does(role, task), simulated=True, settle=self.settle)
        return True

    def _decide(self, role: str, inject: str, choice: str) -> bool:
        if self.play.state.holders.get(role) is None:
            return False
        if inject not in self.play.state.chosen:
            self.play.emit(Decided(self.play.now, role, inject, inject, choice, None, (), (), simulated=True))
        return True

    def _approve(self, role: str, message: str) -> bool:
        if self.play.state.holders.get(role) is None:
            return False
        if message in self.play.state.waiting:
            messages.approve(self.play, Approves(role, message), simulated=True)
        return True

    def leave(self) -> None:
        """After the conditions of a second: hears what came of them, and notes when updates will be due.

        What changed since they acted may let somebody act who had to wait: they look again a second later.
        """
        self._read_on()
        if self.play.stand_ins and len(self.play.log) > self.acted_at:
            self._wake(self.play.now + 1)
        for audience, update in self.play.plan.updates.items():
            due = self._due(audience) if update.by in self.play.stand_ins else None
            if due is not None and due > self.play.now:
                self._remind(audience, due)

    def _due(self, audience: str) -> int | None:
        return self.due.next_due(self.play.log, audience, self.play.now)

    def _updates(self, role: str) -> None:
        """Sends each update that has become due, through a channel that is up."""
        for audience, update in self.play.plan.updates.items():
            due = self._due(audience) if update.by == role else None
            if due is not None and due <= self.play.now and self.play.state.holders.get(role) is not None:
                self._send_update(role, audience)

    def _remind(self, audience: str, due: int) -> None:
        if self.reminded.get(audience) != due:
            self.reminded[audience] = due
            self._wake(due)

    def _send_update(self, role: str, audience: str) -> None:
        ready = [
            (name, channels)
            for name, message in sorted(self.play.plan.messages.items())
            if audience in message.to
            and name not in self.play.state.waiting
            and (channels := messages.open_channels(self.play, audience, message.via))
        ]
        ready.sort(key=lambda item: self.play.plan.messages[item[0]].approval != "given")
        ready.sort(key=lambda item: "next_update" not in self.play.plan.messages[item[0]].says)
        if ready:
            name, channels = ready[0]
            messages.send(self.play, Sends(role, name, channels), simulated=True)
            self._read_on()
