"""The view of some roles, built by allow-list from the play: what is not asked for here is not in it."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence

from drillsim.analysis import promised
from drillsim.analysis.expectations import playbook_dues
from drillsim.analysis.written import Writing
from drillsim.engine import NOBODY, SCRIPT, STAND_IN
from drillsim.model.drill import VISITORS
from drillsim.model.exercise import Exercise
from drillsim.model.news import Message
from drillsim.model.services import Function
from drillsim.record import commands as c
from drillsim.record import events as e
from drillsim.record.state import State
from drillsim.session.cards import cards
from drillsim.session.customers import CustomersSeen
from drillsim.session.following import Following
from drillsim.session.periods import periods
from drillsim.session.play_seen import PlaySeen
from drillsim.session.sight import seen_by
from drillsim.session.told import inbox
from drillsim.session.view import (
    Bar,
    Briefing,
    FunctionView,
    Lane,
    Mark,
    MessageView,
    Player,
    RoleView,
    TaskState,
    TaskView,
    UpdateView,
    View,
    WaitingView,
)
from drillsim.session.whiteboard import whiteboard

Said = Callable[[], Iterable[tuple[int, c.Played]]]

_BLANK = re.compile(r"\{(what|doing|when|next_update)\}")


class Views:
    """Makes the views of one drill, whether it is being played or shown again."""

    def __init__(
        self, exercise: Exercise, play: PlaySeen, following: Following, said: Said, written: Callable[[], Writing]
    ) -> None:
        """`said` gives the responses that wait for a second to come, the first first; `written` what people wrote."""
        self._customers = CustomersSeen(exercise, play)
        self._said = said
        self._written = written
        self.exercise = exercise
        self.plan = exercise.plan
        self.play = play
        self.following = following
        self._touched = {role: seen_by(self.plan, [role]) for role in self.plan.roles}
        """The functions that each role sees: the plan does not change."""

    @property
    def _state(self) -> State:
        return self.play.state

    def briefing(self, roles: Sequence[str], taken: Collection[str], *, leads: bool) -> Briefing:
        """What players are told before StartEx."""
        drill, plan = self.exercise.drill, self.plan
        scenarios = [part.scenario for part in self.exercise.parts]
        teams = tuple(
            name for name, team in plan.teams.items() if leads or (team.lead is not None and team.lead in roles)
        )
        teams += (VISITORS,) if leads else ()
        return Briefing(
            drill=drill.drill,
            plan=plan.plan,
            version=plan.version,
            scenarios=tuple(scenario.scenario for scenario in scenarios),
            story="\n".join(scenario.story for scenario in scenarios if scenario.story),
            begins=self.exercise.begins,
            lasts=self.exercise.lasts,
            kind=drill.kind,
            pace=drill.pace,
            stops_to_talk=drill.clock == "stops_to_talk",
            facilitator_releases=drill.release == "facilitator",
            tips=plan.tips,
            roles=self._duty(roles, taken),
            purpose=plan.purpose or "",
            objectives=tuple(objective.text for objective in self.exercise.objectives.values()),
            teams=teams,
            sites=tuple(plan.sites) if teams else (),
            cards=cards(plan, roles),
        )

    def view(self, roles: Sequence[str], taken: Collection[str], *, leads: bool = False) -> View:
        """What is so for these roles at the second shown; `taken` are the roles that people here play.

        `leads`: the client leads the exercise, and so reports for every team.
        """
        following = self.following
        following.follow(self.play.now)
        return View(
            roles=tuple(roles),
            mode=self._state.mode,
            mode_since=following.mode_since,
            functions=self.functions(self.seen_by(roles), roles),
            inbox=inbox(self._state, following, roles),
            asked=following.assignments.of(roles),
            tasks=self._tasks(roles),
            messages=tuple(self._message(name, body, roles) for name, body in self.plan.messages.items()),
            updates=tuple(self._updates(roles)),
            duty=self._duty(roles, taken),
            lanes=self.lanes(roles),
            given=following.assignments.by(roles),
            periods=tuple(periods(self.plan, following, roles, self.play.now)),
            whiteboard=whiteboard(self._written()),
            muster=following.muster.of(self._state, roles, leads=leads),
        )

    # Functions

    def seen_by(self, roles: Collection[str]) -> list[str]:
        """The functions that any of these roles sees, in the order of the plan."""
        return [name for name in self.plan.functions if any(name in self._touched[role] for role in roles)]

    def functions(self, names: Iterable[str], knows: Collection[str] | None = None) -> tuple[FunctionView, ...]:
        """These functions as they are now, for roles that know of their own tasks (None: of everybody's)."""
        return tuple(self._function(name, self.plan.functions[name], knows) for name in names)

    def _function(self, name: str, body: Function, knows: Collection[str] | None) -> FunctionView:
        now, since = self.play.now, _open(self.following.outages[name])
        late_from, late_by = (None, 0) if since is None else promised.late_from(self.exercise, name, since, now)
        return FunctionView(
            id=name,
            name=body.name or name,
            share=self.following.moment.shares[name],
            mbco=float(body.mbco),
            rto=promised.rto(self.exercise, name, now if since is None else since),
            out_since=since,
            put_aside_since=self._state.paused.get(name),
            rto_due=None if since is None else promised.rto_due(self.exercise, name, since),
            late_from=late_from,
            late_by=late_by,
            can_pause=body.can_pause,
            closed=not self.play.world.hours.is_open(name),
            queue=self._customers.queue(name, now, knows),
        )

    # Tasks

    def _tasks(self, roles: Sequence[str]) -> tuple[TaskView, ...]:
        due = self._deadlines()
        said = list(self._said())
        return tuple(self._task(name, due, said) for name, body in self.plan.tasks.items() if body.by in roles)

    def _deadlines(self) -> dict[str, tuple[str, int | None]]:
        """Tasks that playbooks call for, once anybody can know: the playbook, and the earliest due second."""
        found: dict[str, tuple[str, int | None]] = {}
        for fired in self.following.fired:
            known = self.following.known_at(fired)
            if known is None or known > self.play.now:
                continue
            for task, due in playbook_dues(self.exercise, fired, self.following.came):
                before = found.get(task)
                if before is None or before[1] is None or (due is not None and due < before[1]):
                    found[task] = fired.playbook, due
        return found

    def _task(
        self, name: str, due: dict[str, tuple[str, int | None]], said: Sequence[tuple[int, c.Played]]
    ) -> TaskView:
        body, state = self.plan.tasks[name], self._state
        run = state.running_task(name)
        waits = tuple(other for other in body.after if other not in state.done)
        act = c.Does if run is None else c.Done
        later = next((at for at, command in said if isinstance(command, act) and command.task == name), None)
        how: TaskState
        if run is not None:
            how = "running"
        elif later is not None:
            how = "said"
        elif name in state.done:
            how = "done"
        elif state.holders.get(body.by) is None:
            how = "nobody"
        else:
            how = "waits" if waits else "can"
        playbook, within = due.get(name, (None, None))
        return TaskView(
            id=name,
            do=body.do,
            by=body.by,
            state=how,
            usual=body.takes.usual,
            waits=waits,
            needs=tuple(self._name(need) for need in body.needs),
            started=run.started if run else state.started.get(name),
            ends=run.ends if run else None,
            said=later,
            done=state.done.get(name),
            due=within,
            playbook=playbook,
        )

    def _name(self, need: str) -> str:
        site, system = self.plan.sites.get(need), self.plan.systems.get(need)
        return (site.name if site else system.name if system else None) or need

    # Messages and updates

    def _message(self, name: str, body: Message, roles: Sequence[str]) -> MessageView:
        text = body.text or ""
        sent = tuple(each.at for role in roles for each in self.following.sent.get(role, ()) if each.message == name)
        waiting = self._state.waiting.get(name)
        approvers = tuple(role for role in roles if "approve_messages" in self.plan.roles[role].may)
        concerned = waiting is not None and (waiting.by in roles or bool(approvers))
        blanks = tuple(dict.fromkeys(_BLANK.findall(text)))
        return MessageView(
            id=name,
            to=body.to,
            via=tuple((channel, self.plan.channels[channel].name or channel) for channel in body.via),
            needs_approval=body.approval == "needed",
            text=text,
            blanks=blanks,
            sent=tuple(sorted(sent)),
            waiting=_waiting(waiting) if waiting and concerned else None,
            approvers=approvers if waiting else (),
            tellers=self._tellers(body, roles),
        )

    def _tellers(self, body: Message, roles: Sequence[str]) -> tuple[str, ...]:
        named = (self.plan.updates[audience].by for audience in body.to if audience in self.plan.updates)
        return tuple(dict.fromkeys(role for role in named if role is not None and role in roles))

    def _updates(self, roles: Sequence[str]) -> list[UpdateView]:
        due = self.following.updates_due(self.play.now)
        return [update for update in due if update.by is None or update.by in roles]

    # People

    def _duty(self, roles: Sequence[str], taken: Collection[str]) -> tuple[RoleView, ...]:
        state = self._state
        found = []
        for role, body in self.plan.roles.items():
            person = state.holders.get(role)
            found.append(
                RoleView(
                    id=role,
                    name=body.name or role,
                    person=None if person is None else self.plan.people[person].name or person,
                    player=played_by(state.players.get(role, SCRIPT), here=role in taken),
                    mine=role in roles,
                )
            )
        return tuple(found)

    # The timeline

    def lanes(self, roles: Sequence[str]) -> tuple[Lane, ...]:
        """What came to these roles, what they did, what they saw go out."""
        told = tuple(
            Mark(release.at, "inject")
            for release in self.following.came
            if any(role in roles for role in release.body.tell)
        )
        functions = (
            Lane("function", name, tuple(Bar(*each) for each in outages))
            for name in self.seen_by(roles)
            if (outages := self.following.outages[name])
        )
        return Lane("injects", "injects", (), told), *(self._lane(role) for role in roles), *functions

    def _lane(self, role: str) -> Lane:
        bars = tuple(
            Bar(started.at, done, started.ends if done is None else None)
            for started, done in self.following.runs.get(role, ())
        )
        marks = [Mark(each.at, "message") for each in self.following.sent.get(role, ())]
        marks += [Mark(each.at, "decision") for each in self.following.decided if each.by == role]
        return Lane("role", role, bars, tuple(sorted(marks, key=lambda mark: mark.at)))


def _waiting(sent: e.MessageSent) -> WaitingView:
    return WaitingView(
        sent.at, sent.by, sent.via, tuple((sent.fill or {}).items()), sent.cause, sent.fault, sent.restored_by
    )


def _open(outages: Sequence[tuple[int, int | None]]) -> int | None:
    return outages[-1][0] if outages and outages[-1][1] is None else None


def played_by(player: str, *, here: bool) -> Player:
    """Who plays a role, in one word; `here` says that one of the clients does."""
    if player == STAND_IN:
        return "stand_in"
    if player == SCRIPT:
        return "script"
    if player == NOBODY:
        return "nobody"
    return "here" if here else "elsewhere"
