"""The muster: of each team that has to be accounted for, who has reported, how soon, and who is missing."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate

from drillsim.analysis.check_ins import COUNTED, Target, checked_in_teams, reckon_targets
from drillsim.model.drill import VISITORS
from drillsim.model.exercise import Exercise
from drillsim.record import events as e
from drillsim.record.roll import since
from drillsim.record.state import State

STAGES = (
    "need_help",
    "out",
    "travelling",
    "away",
    "unheard",
    "assembled",
    "safe",
    "cannot_work",
    "remote",
    "working",
    "at_desk",
    "absent",
    "not_on_shift",
)
"""Where people are on their way out, or home, in the order in which they are told: what wants a hand first.

`unheard`: nobody has heard of them. `remote`: they work at home.
"""

SHARES = (50, 90, 100)
"""Per cent of the head count whose times a muster tells."""

_WAIT = ("assembled", "safe", "cannot_work")
"""Statuses of those who were counted and work nowhere, in the order in which they are taken to work."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who reported by name: the latest status, and the second from which it holds."""

    name: str
    status: str
    since: int
    site: str | None = None
    reason: str | None = None
    counted: bool = False
    """Whether the head count has this person."""


@dataclass(frozen=True, slots=True)
class TeamMuster:
    """How far the head count of one team is.

    `alarm` is T0: the start of the move, or the loss of the team's site, or else the first report. `called` is when
    it was sent to check in, `heard` when the first report came; None: neither. `head` is the head count to reach:
    those on shift then, without those reported as not on shift. `sent` of them have left to check in.
    """

    team: str
    alarm: int
    called: int | None
    heard: int | None
    to: str | None
    head: int
    sent: int
    counted: int
    surplus: int
    unaccounted: int
    stages: tuple[tuple[str, int], ...]
    """Everybody of the head count in one stage, from what is so in the play."""
    reported: tuple[tuple[str, int], ...]
    """The same from what people reported, and nothing else; the rest is `unheard`."""
    curve: tuple[tuple[int, int], ...]
    """(second, how many were counted by then): a step for each second in which somebody was."""
    people: tuple[Person, ...]
    targets: tuple[Target, ...]

    def reached(self, per_cent: int) -> int | None:
        """The second at which so many of the head count had been counted; None: not yet."""
        wanted = -(-self.head * per_cent // 100)
        place = bisect_left(self.curve, wanted, key=lambda step: step[1])
        return self.curve[place][0] if wanted > 0 and place < len(self.curve) else None


@dataclass
class _Team:
    """What the events say of one team."""

    alarm: int
    called: int | None = None
    heard: int | None = None
    to: str | None = None
    sent: int = 0
    surplus: int = 0
    arrivals: Counter[int] = field(default_factory=Counter)
    numbers: Counter[str] = field(default_factory=Counter)
    """By status, those who reported without a name."""
    people: dict[str, Person] = field(default_factory=dict)
    standing: set[str] = field(default_factory=set)
    """Names for whom somebody of the team was taken somewhere."""


class Muster:
    """Reads the events of a play one by one; costs next to nothing until somebody has to be accounted for."""

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise
        self.reports = 0
        """How many check-ins there were."""
        self.latest = (0, 0)
        """Of the last of them, how many were new to the count, and how many more than expected."""
        self._teams: dict[str, _Team] = {}
        self._emptied: set[str] = set()
        """Sites that were closed or lost."""
        self._bearing: list[e.Event] = []
        """Those from which targets are reckoned."""
        self._targets: tuple[int, tuple[Target, ...]] = (0, ())

    def take(self, event: e.Event) -> None:
        """Takes one event."""
        match event:
            case e.TaskStarted(at, task):
                self._bearing.append(event)
                self._call(at, task)
            case e.SiteClosed(at, place) | e.PlaceLost(at, place):
                sites = {name for name, body in self.exercise.plan.sites.items() if place in (name, body.area)}
                self._emptied |= sites
                for team, body in self.exercise.plan.teams.items():
                    if body.at in sites:
                        self._teams.setdefault(team, _Team(at))
            case e.AgentsMoved(team=team) if team in self._teams:
                self._move(self._teams[team], event)
            case e.CheckedIn(team=team):
                self._bearing.append(event)
                self.reports += 1
                self._report(self._teams.setdefault(team, _Team(since(event))), event)
            case _:
                pass  # nobody reports or is sent by any other event

    def _call(self, at: int, task: str) -> None:
        effect = self.exercise.plan.tasks[task].effect
        called = checked_in_teams(self.exercise.plan.tasks[task])
        for move in effect.move if effect else ():
            if move.team not in called:
                continue
            team = self._teams.setdefault(move.team, _Team(at))
            team.to = move.to
            if team.called is None:  # a head count before it was of another place
                team.alarm = team.called = at
                team.arrivals.clear()
                for status in COUNTED:
                    del team.numbers[status]

    def _move(self, team: _Team, event: e.AgentsMoved) -> None:
        if event.why == "arrived":
            self._bearing.append(event)
        elif event.why == "left" and event.to.kind == "to_check_in":
            team.sent += event.count
        elif event.name is not None and event.name not in team.standing:
            team.standing.add(event.name)
            if event.where.kind == "accounted":  # one of those who had been counted without a name
                _take(team.numbers, _WAIT, 1)

    def _report(self, team: _Team, event: e.CheckedIn) -> None:
        team.heard = since(event) if team.heard is None else min(team.heard, since(event))
        before = None if event.name is None else team.people.get(event.name)
        new = surplus = 0
        if event.status in COUNTED:
            new, surplus = (event.counted, event.surplus) if team.called is not None else self._heads(team, event)
        team.surplus += surplus
        self.latest = new, surplus
        if new:
            team.arrivals[max(since(event), team.alarm)] += new
        if event.name is None:
            _take_numbers(team, event, new)
        else:
            is_old = before is not None and since(event) < before.since
            latest = before if before is not None and is_old else _person(event)
            counted = new > 0 or (before is not None and before.counted) or event.name in team.standing
            team.people[event.name] = replace(latest, counted=counted)

    def _heads(self, team: _Team, event: e.CheckedIn) -> tuple[int, int]:
        """In a team that nobody sent to check in: how many more are counted now, and how many there are not."""
        if event.name in team.people and team.people[event.name].counted:
            return 0, 0
        new = max(0, min(event.count, self._on_shift(event.team, team.alarm) - sum(team.arrivals.values())))
        return new, event.count - new

    def _on_shift(self, team: str, second: int) -> int:
        is_team = team in self.exercise.plan.teams
        return self.exercise.on_shift(team, second) if is_team else self._visitors()

    # What is so

    def teams(self, state: State) -> tuple[TeamMuster, ...]:
        """Every team that has to be accounted for, in the order of the plan; visitors last."""
        order = [*self.exercise.plan.teams, VISITORS]
        found = [name for name in order if name in self._teams]
        if found and VISITORS not in found and self._visitors():
            return (*(self._muster(name, self._teams[name], state) for name in found), self._no_visitor_yet(state))
        return tuple(self._muster(name, self._teams[name], state) for name in found)

    def _no_visitor_yet(self, state: State) -> TeamMuster:
        first = min(team.alarm for team in self._teams.values())
        return self._muster(VISITORS, _Team(first), state)

    def _visitors(self) -> int:
        """Visitors and contractors: as the drill says, else those of the buildings that were closed or lost."""
        told = self.exercise.drill.on_shift.get(VISITORS)
        if told is not None:
            return told
        also = (self.exercise.plan.sites[site].also_here for site in self._emptied)
        return sum(here.visitors + here.contractors for here in also if here is not None)

    def _muster(self, name: str, team: _Team, state: State) -> TeamMuster:
        reported = _reported(team)
        is_team = name in self.exercise.plan.teams
        on_shift = self._on_shift(name, team.alarm)
        head = max(0, on_shift - reported["not_on_shift"])
        counted = min(head, sum(team.arrivals.values()))
        unheard = max(0, head - sum(number for stage, number in reported.items() if stage != "not_on_shift"))
        stages = self._stages(name, team, reported, state) if is_team else {**reported, "unheard": unheard}
        if team.called is None:
            unaccounted = max(0, head - counted - reported["need_help"])
        else:
            unaccounted = stages.get("travelling", 0) + stages.get("away", 0) + stages.get("out", 0)
        return TeamMuster(
            team=name,
            alarm=team.alarm,
            called=team.called,
            heard=team.heard,
            to=team.to,
            head=head,
            sent=team.sent,
            counted=counted,
            surplus=team.surplus,
            unaccounted=unaccounted,
            stages=_some(stages),
            reported=_some({**reported, "unheard": unheard}),
            curve=_curve(team.arrivals, head),
            people=tuple(sorted(team.people.values(), key=lambda person: person.name)),
            targets=tuple(target for target in self._reckoned() if name in self._moved_by(target.task)),
        )

    def _stages(self, name: str, team: _Team, reported: Mapping[str, int], state: State) -> dict[str, int]:
        """Where the team's people are in the play; over that what they reported and no move tells."""
        found: Counter[str] = Counter(self._whereabouts(name, state))
        kept = dict(reported)
        if team.called is None:
            for stage in COUNTED:
                _take(found, ("away", "travelling", "at_desk"), kept.get(stage, 0))
        else:
            kept.pop("working")  # they are where their check-in took them
        for stage in ("need_help", "out", "not_on_shift"):
            there = sum(person.status == stage and person.name in team.standing for person in team.people.values())
            _take(found, ("remote", "working", "away", "travelling", "at_desk"), there)
            _take(found, ("away", "travelling", "at_desk"), kept[stage] - there)
        return {**found, **{stage: kept.get(stage, 0) + found[stage] for stage in kept}}

    def _whereabouts(self, team: str, state: State) -> dict[str, int]:
        plan, found = self.exercise.plan, Counter[str]()
        for group, number in state.people.items():
            if group.team != team:
                continue
            match group.where.kind:
                case "at" if group.where.site == plan.teams[team].at:
                    found["at_desk"] += number
                case "at" if group.where.site is not None and plan.sites[group.where.site].kind == "remote":
                    found["remote"] += number
                case "at":
                    found["working"] += number
                case "coming" | "to_check_in":
                    found["travelling"] += number
                case "away" | "absent" as stage:
                    found[stage] += number
                case "accounted" | "on_call" | "off_shift":
                    pass  # by their status; not here to be counted
        return found

    def _moved_by(self, task: str) -> set[str]:
        effect = self.exercise.plan.tasks[task].effect
        return {move.team for move in effect.move} if effect else set()

    def _reckoned(self) -> tuple[Target, ...]:
        if self._targets[0] != len(self._bearing):
            self._targets = len(self._bearing), tuple(reckon_targets(self.exercise, self._bearing))
        return self._targets[1]


def _person(event: e.CheckedIn) -> Person:
    return Person(event.name or "", event.status, since(event), event.site, event.reason)


def _take_numbers(team: _Team, event: e.CheckedIn, new: int) -> None:
    """People without names: those who had left the building are among those counted; who works waited before."""
    if event.status in COUNTED:
        again = event.count - event.counted - event.surplus if event.status == "working" and team.called else 0
        _take(team.numbers, _WAIT, again)
        _take(team.numbers, ("out",), new)
        team.numbers[event.status] += again + new
    else:
        team.numbers[event.status] += event.count


def _take(counts: Counter[str], stages: Iterable[str], number: int) -> None:
    """Takes so many away, from these in their order; what is not there is not taken."""
    for stage in stages:
        taken = min(counts[stage], number)
        counts[stage] -= taken
        number -= taken


def _reported(team: _Team) -> dict[str, int]:
    """By status, names and numbers; who says to have arrived and was not on the way is surplus and in no stage."""
    found: Counter[str] = Counter(team.numbers)
    for person in team.people.values():
        if person.counted or person.status not in COUNTED:
            found[person.status] += 1
    stages = ("need_help", "out", *_WAIT, "working", "not_on_shift")
    return {stage: found[stage] for stage in stages}


def _some(stages: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple((stage, stages[stage]) for stage in STAGES if stages.get(stage))


def _curve(arrivals: Mapping[int, int], head: int) -> tuple[tuple[int, int], ...]:
    seconds = sorted(arrivals)
    totals = accumulate(arrivals[second] for second in seconds)
    return tuple((second, min(head, total)) for second, total in zip(seconds, totals, strict=True))
