"""Makes the muster's views of a drill that is being played; costs nothing until somebody has to be accounted for."""

from collections import deque
from collections.abc import Callable, Collection, Iterator

from drillsim.analysis.muster import SHARES, Muster, Person, TeamMuster
from drillsim.model.exercise import Exercise
from drillsim.record import events as e
from drillsim.record.state import State
from drillsim.session.muster_view import (
    ClockCourse,
    MusterView,
    PersonView,
    ReportView,
    Sight,
    TargetView,
    TeamMusterView,
)

LATEST = 200
"""Check-ins that a view holds: more than anybody types in one line."""


class MusterViews:
    """Follows the events of a play."""

    def __init__(self, exercise: Exercise) -> None:
        self._plan = exercise.plan
        self._muster = Muster(exercise)
        self._latest: deque[ReportView] = deque(maxlen=LATEST)
        self._read = 0
        self._teams: tuple[int, tuple[TeamMuster, ...]] = (0, ())

    def take(self, event: e.Event) -> None:
        """Takes one event."""
        self._read += 1
        self._muster.take(event)
        if isinstance(event, e.CheckedIn):
            counted, surplus = self._muster.latest
            self._latest.append(
                ReportView(
                    self._muster.reports,
                    event.at,
                    event.team,
                    event.status,
                    event.count,
                    counted,
                    surplus,
                    event.site,
                    event.reason,
                    event.name,
                )
            )

    def full(self, state: State, course: Callable[[], ClockCourse]) -> MusterView | None:
        """For the facilitator; None while nobody has to be accounted for. `course` tells how the clock went."""
        teams = tuple(_full(team) for team in self._mustered(state))
        return MusterView(teams, self._muster.reports, tuple(self._latest), course()) if teams else None

    def of(self, state: State, roles: Collection[str], *, leads: bool) -> MusterView | None:
        """For players: the teams that one of these roles leads by name, once sent or heard of; others once heard of.

        Whoever leads the exercise alone reports for every team, and sees their names.
        """
        teams = tuple(self._seen(state, roles, leads=leads))
        if not teams:
            return None
        by_name = {team.team for team in teams if team.sight == "lead"}
        latest = tuple(report for report in self._latest if report.team in by_name)
        return MusterView(teams, self._muster.reports, latest)

    def _seen(self, state: State, roles: Collection[str], *, leads: bool) -> Iterator[TeamMusterView]:
        for team in self._mustered(state):
            own = team.team in self._plan.teams and self._plan.teams[team.team].lead in roles
            since = team.called if own and team.called is not None else team.heard
            if since is not None:
                yield _reported(team, since, "lead" if own or leads else "counts", knows_move=own)

    def _mustered(self, state: State) -> tuple[TeamMuster, ...]:
        if self._teams[0] != self._read:
            self._teams = self._read, self._muster.teams(state)
        return self._teams[1]


def _full(team: TeamMuster) -> TeamMusterView:
    return TeamMusterView(
        team=team.team,
        sight="full",
        alarm=team.alarm,
        to=team.to,
        head=team.head,
        counted=team.counted,
        surplus=team.surplus,
        unaccounted=team.unaccounted,
        stages=team.stages,
        curve=team.curve,
        reached=_reached(team),
        sent=team.sent if team.called is not None else None,
        people=tuple(_person(person) for person in team.people),
        targets=_targets(team),
    )


def _reported(team: TeamMuster, since: int, sight: Sight, *, knows_move: bool) -> TeamMusterView:
    """What people reported, and nothing of what is so: that a site is closed or a task runs is not for everybody."""
    stages = dict(team.reported)
    return TeamMusterView(
        team=team.team,
        sight=sight,
        alarm=since,
        to=team.to if knows_move else None,
        head=team.head,
        counted=team.counted,
        surplus=team.surplus,
        unaccounted=stages.get("unheard", 0) + stages.get("out", 0),
        stages=team.reported,
        curve=team.curve,
        reached=_reached(team),
        people=tuple(_person(person) for person in team.people) if sight == "lead" else (),
        targets=_targets(team) if knows_move else (),
    )


def _reached(team: TeamMuster) -> tuple[tuple[int, int | None], ...]:
    return tuple((share, team.reached(share)) for share in SHARES)


def _person(person: Person) -> PersonView:
    return PersonView(person.name, person.status, person.since, person.site, person.reason, person.counted)


def _targets(team: TeamMuster) -> tuple[TargetView, ...]:
    return tuple(
        TargetView(each.task, float(each.share), each.limit, each.started + each.limit, each.took, each.missing)
        for each in team.targets
    )
