"""The state of a drill: what its events add up to."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import assert_never

from drillsim.model.exercise import Exercise
from drillsim.record import events as e
from drillsim.record.roll import Roll
from drillsim.record.whereabouts import OFF_SHIFT, ON_CALL, Group, at, away


@dataclass(frozen=True, slots=True)
class Run:
    """One start of a task."""

    number: int
    task: str
    by: str
    started: int
    ends: int | None
    simulated: bool


@dataclass
class State:
    """What is so now. Made by `initial`, changed only by `evolve`."""

    mode: str = "normal"
    ended: int | None = None
    hazards: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)
    weakened: dict[str, Fraction] = field(default_factory=dict)
    """Systems that let only this share of those who need them work."""
    keeps: dict[str, dict[tuple[str, str], int]] = field(default_factory=dict)
    """Systems that let nobody new in: (function, site) -> how many worked with it then and have stayed."""
    lost: set[str] = field(default_factory=set)
    """Sites and areas."""
    closed: set[str] = field(default_factory=set)
    """Sites that somebody or something closed."""
    barred: set[str] = field(default_factory=set)
    """Sites that nobody may enter."""
    line: int | None = None
    """The line of the staffing that holds."""
    shut: set[str] = field(default_factory=set)
    """Sites closed at these hours, and not opened since."""
    runs_on: set[str] = field(default_factory=set)
    """Functions that are closed at these hours and whose outages run on."""
    paused: dict[str, int] = field(default_factory=dict)
    """Functions put aside, since when."""
    routes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    promised: dict[tuple[str, str], int] = field(default_factory=dict)
    """(partner, function) -> agents promised; these functions are routed to that partner."""
    partner_agents: dict[tuple[str, str], int] = field(default_factory=dict)
    """(partner, function) -> agents who are there."""
    switched: set[str] = field(default_factory=set)
    took_over: set[str] = field(default_factory=set)
    workarounds: dict[str, int | None] = field(default_factory=dict)
    carries: dict[str, int] = field(default_factory=dict)
    surges: dict[str, Fraction] = field(default_factory=dict)
    people: dict[Group, int] = field(default_factory=dict)
    roll: Roll = field(default_factory=Roll)
    """Who of these people was counted by name."""
    absent: set[str] = field(default_factory=set)
    """Persons."""
    crew: str | None = None
    holders: dict[str, str | None] = field(default_factory=dict)
    players: dict[str, str] = field(default_factory=dict)
    running: dict[int, Run] = field(default_factory=dict)
    runs: int = 0
    started: dict[str, int] = field(default_factory=dict)
    """Tasks, by their first start."""
    done: dict[str, int] = field(default_factory=dict)
    """Tasks, by their first completion."""
    waiting: dict[str, e.MessageSent] = field(default_factory=dict)
    sent: dict[str, int] = field(default_factory=dict)
    """Messages, by their first delivery."""
    released: dict[str, int] = field(default_factory=dict)
    due: dict[str, int] = field(default_factory=dict)
    """Injects that wait for the facilitator to release them, since when."""
    skipped: dict[str, int] = field(default_factory=dict)
    deferred: dict[str, int | None] = field(default_factory=dict)
    """Injects, by the second to which they are put off; None: until released by hand."""
    deferred_before: dict[str, list[int | None]] = field(default_factory=dict)
    """Earlier deferrals of those injects, each of which holds again once the one after it is taken back."""
    chosen: dict[str, str] = field(default_factory=dict)
    opened: dict[tuple[str, str], int] = field(default_factory=dict)
    """(inject, role), first time."""
    acknowledged: dict[tuple[str, str], int] = field(default_factory=dict)
    answered: dict[tuple[str, str], int] = field(default_factory=dict)
    moves_to: dict[str, str] = field(default_factory=dict)
    """Where each team's latest move goes."""

    def routed(self, function: str) -> tuple[str, ...]:
        """The sites a function is routed to: in the order of the route, then active partners by id."""
        own = tuple(dict.fromkeys(self.routes[function]))  # a site that is named twice has its people once
        partners = sorted(partner for partner, served in self.promised if served == function and partner not in own)
        return (*own, *partners)

    def is_put_off(self, inject: str) -> bool:
        """Whether an inject that has not come was skipped or deferred."""
        return inject not in self.released and (inject in self.skipped or inject in self.deferred)

    def at_work(self, function: str, site: str) -> int:
        """How many people, of ours and of a partner, are at a site for a function."""
        own = (n for group, n in self.people.items() if group.works == function and group.where == at(site))
        return sum(own) + self.partner_agents.get((site, function), 0)

    def open_run(self, task: str) -> Run | None:
        """The run of a task that began first and goes on until somebody says that it is done."""
        return next((run for run in self.running.values() if run.task == task and run.ends is None), None)

    def running_task(self, task: str) -> Run | None:
        """The run of a task that began first and has not ended."""
        return next((run for run in self.running.values() if run.task == task), None)


def initial(exercise: Exercise) -> State:
    """The state before StartEx: the plan as it stands."""
    state = State()
    for function_id, function in exercise.plan.functions.items():
        state.routes[function_id] = function.routed_to
    state.line = exercise.timetable.line(0)
    state.shut = set(exercise.hours(0).closed)
    for team_id, team in exercise.plan.teams.items():
        own = away(team.at) if team.at in state.shut else at(team.at)
        where = own if team.ready_after is None else ON_CALL
        state.people[Group(team_id, team.works, where)] = exercise.on_shift(team_id, 0)
    return state


def fold(exercise: Exercise, events: Iterable[e.Event]) -> State:
    """The state after these events."""
    state = initial(exercise)
    for event in events:
        evolve(state, event)
    return state


def evolve(state: State, event: e.Event) -> None:
    """Takes one event into the state; what there is most of, moves and notes, is looked for first."""
    match event:
        case e.AgentsMoved():
            _move(state, event)
        case (
            e.Noted()
            | e.ExerciseStarted()
            | e.InjectImprovised()
            | e.PlaybookFired()
            | e.ActionSeen()
            | e.ContactsDeflected()
            | e.ContactsDropped()
            | e.QueueRose()
            | e.MessageUndelivered()
            | e.ClaimMade()
            | e.Assigned()
            | e.Refused()
            | e.ClockPaused()
            | e.RealEmergencyCalled()
            | e.ClockResumed()
            | e.PaceSet()
        ):
            pass  # facts for the report; nothing of them is so or not so now
        case e.InjectDue(at, inject):
            state.due[inject] = at
        case e.InjectReleased(at, inject):
            state.released.setdefault(inject, at)
            state.due.pop(inject, None)
        case e.InjectSkipped(at, inject):
            state.skipped[inject] = at
            state.due.pop(inject, None)
        case e.InjectDeferred(_, inject, to):
            if inject in state.deferred:
                state.deferred_before.setdefault(inject, []).append(state.deferred[inject])
            state.deferred[inject] = to
            state.due.pop(inject, None)
        case e.InjectRestored(_, inject):
            _take_back(state, inject)
        case e.HazardBegan(_, hazard):
            state.hazards.add(hazard)
        case e.SystemFailed(_, system):
            state.failed.add(system)
        case e.SystemRepaired(_, system):
            state.failed.discard(system)
            state.weakened.pop(system, None)
            state.keeps.pop(system, None)
        case e.SystemWeakened(_, system, share):
            state.weakened.pop(system, None)
            if share < 1:
                state.weakened[system] = share
        case e.NobodyNewLetIn(_, system, keeps):
            state.keeps[system] = {(name, site): n for name, sites in keeps.items() for site, n in sites.items()}
        case e.PlaceLost(_, place):
            state.lost.add(place)
        case e.PlaceRepaired(_, place):
            state.lost.discard(place)
        case e.SiteClosed(_, site):
            state.closed.add(site)
        case e.SiteOpened(_, site):
            state.closed.discard(site)
            state.shut.discard(site)
        case e.SiteBarred(_, site):
            state.barred.add(site)
        case e.SiteCleared(_, site):
            state.barred.discard(site)
        case e.PersonAbsent(_, person):
            state.absent.add(person)
        case e.PersonBack(_, person):
            state.absent.discard(person)
        case e.StaffingChanged(_, line, _, closed, runs_on):
            state.line, state.shut, state.runs_on = line, set(closed), set(runs_on)
        case e.CrewCameOn(_, crew):
            state.crew = crew
        case e.RoleHeld(_, role, person):
            state.holders[role] = person
        case e.RolePlayed(_, role, player):
            state.players[role] = player
        case e.TaskStarted(at, task, run, by, _, ends, simulated):
            state.runs = run
            state.running[run] = Run(run, task, by, at, ends, simulated)
            state.started.setdefault(task, at)
        case e.UsualTimeGiven(_, _, run, ends):
            state.running[run] = replace(state.running[run], ends=ends)
        case e.CheckedIn():
            state.roll.report(event)
        case e.TaskDone(at, task, run):
            del state.running[run]
            state.done.setdefault(task, at)
        case e.ModeChanged(_, mode):
            state.mode = mode
        case e.FunctionPutAside(at, function):
            state.paused.setdefault(function, at)
            state.runs_on.discard(function)
        case e.FunctionTakenUp(_, function):
            state.paused.pop(function, None)
        case e.Rerouted(_, function, sites):
            state.routes[function] = sites
        case e.SwitchedTo(_, backup):
            state.switched.add(backup)
        case e.SwitchedBack(_, backup):
            state.switched.discard(backup)
        case e.BackupTookOver(_, backup):
            state.took_over.add(backup)
        case e.BackupStoodDown(_, backup):
            state.took_over.discard(backup)
        case e.PartnerActivated(_, partner, function, promised):
            state.promised[partner, function] = promised
        case e.PartnerReady(_, partner, function, agents):
            state.partner_agents[partner, function] = agents
            _who_stayed(state)
        case e.PartnerReleased(_, partner):
            for promises in (state.promised, state.partner_agents):
                for key in [key for key in promises if key[0] == partner]:
                    del promises[key]
            _who_stayed(state)
        case e.WorkaroundBegan(_, function, until):
            state.workarounds[function] = until
        case e.WorkaroundEnded(_, function):
            state.workarounds.pop(function, None)
        case e.SystemGrown(_, system, carries):
            state.carries[system] = carries
        case e.ContactsSurged(_, function, factor):
            state.surges[function] = factor
        case e.MessageSent(_, message):
            if event.waits:
                state.waiting[message] = event
        case e.MessageApproved(_, message):
            state.waiting.pop(message, None)
        case e.MessageDelivered(at, message):
            state.sent.setdefault(message, at)
        case e.InjectOpened(at, inject, by):
            state.opened.setdefault((inject, by), at)
        case e.InjectAcknowledged(at, inject, by):
            state.acknowledged.setdefault((inject, by), at)
        case e.Decided(at, by, inject, _, choice):
            if inject is not None:
                state.answered.setdefault((inject, by), at)
                if choice is not None:
                    state.chosen[inject] = choice
        case e.ExerciseEnded(at):
            state.ended = at
        case _:
            assert_never(event)


def _take_back(state: State, inject: str) -> None:
    """The last skip or deferral of an inject is no more; an earlier deferral holds again."""
    if state.skipped.pop(inject, None) is None:
        state.deferred.pop(inject, None)
        if before := state.deferred_before.get(inject):
            state.deferred[inject] = before.pop()


def _move(state: State, event: e.AgentsMoved) -> None:
    """Who is off shift is no longer, or not yet, one of those who are somewhere."""
    if event.where != OFF_SHIFT:
        leaving = Group(event.team, event.works, event.where)
        left = state.people[leaving] - event.count
        if left:
            state.people[leaving] = left
        else:
            del state.people[leaving]
    if event.to != OFF_SHIFT:
        arriving = Group(event.team, event.to_works, event.to)
        state.people[arriving] = state.people.get(arriving, 0) + event.count
    if event.to.kind in ("coming", "to_check_in") and event.to.site is not None:
        state.moves_to[event.team] = event.to.site
    state.roll.move(event, state.people)
    _who_stayed(state)


def _who_stayed(state: State) -> None:
    """Systems that let nobody new in keep those who stay: who leaves a site, or its work, does not come back in.

    Who came later and does not work leaves first.
    """
    for kept in state.keeps.values():
        for (function, site), number in kept.items():
            kept[function, site] = min(number, state.at_work(function, site))
