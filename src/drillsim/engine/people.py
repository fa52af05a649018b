"""People are somewhere (rule 12): sent, arriving, absent, returning."""

import math
from collections.abc import Callable, Iterable, Iterator

from drillsim.engine.calendar import Rank, Steps
from drillsim.engine.play import Play
from drillsim.model.effects import Batches, Move
from drillsim.model.spelling import Absence
from drillsim.record.events import AgentsMoved, Moved
from drillsim.record.whereabouts import ABSENT, AWAY, OFF_SHIFT, ON_CALL, Group, Whereabouts, at, away

UNCALLED = ("absent", "on_call")
"""Whereabouts from which nobody is brought back as planned: not there, or temporary and not called for."""


def shift(
    play: Play, group: Group, count: int, to: Whereabouts, works: str | None, why: Moved, name: str | None = None
) -> None:
    """Some of a group go somewhere; nobody goes nowhere. `name`: whose check-in takes one of them there."""
    if count > 0 and (to, works) != (group.where, group.works):
        play.emit(AgentsMoved(play.now, group.team, count, group.works, group.where, works, to, why, name))


def take(play: Play, groups: Iterable[Group], wanted: int | None) -> Iterator[tuple[Group, int]]:
    """People from these groups in their order, until enough; None wants all."""
    for group in list(groups):
        there = play.state.people.get(group, 0)
        number = there if wanted is None else min(there, wanted)
        if wanted is not None:
            wanted -= number
        if number:
            yield group, number


def groups_of(play: Play, team: str, fits: Callable[[Whereabouts], bool]) -> list[Group]:
    """Groups of a team whose whereabouts fit, those on the team's planned work first."""
    planned = play.plan.teams[team].works
    found = [group for group in play.state.people if group.team == team and fits(group.where)]
    return sorted(
        found,
        key=lambda group: (
            group.works != planned,
            group.works or "",
            group.where.site or "",
            group.where.run or 0,
        ),
    )


def empty_site(play: Play, site: str) -> None:
    """A site closes under its people: they are away."""
    for group in list(play.state.people):
        if group.where == at(site):
            shift(play, group, play.state.people[group], away(site), group.works, "away")


def arrival(play: Play, site: str) -> Whereabouts:
    """Where those are who arrive at a site: away where it is closed."""
    return at(site) if play.world.site_open(site) else away(site)


# Moving


def own_sites_to_return_to(play: Play) -> Iterator[str]:
    """The own site of each team that has people elsewhere, away or on the way: where they go back to as planned."""
    for group in play.state.people:
        own = play.plan.teams[group.team].at
        if group.where.kind not in UNCALLED and group.where != at(own):
            yield own


def depart(play: Play, move: Move, run: int, count: int | None) -> None:
    """When its task starts: those away go first, then temporary staff who were called, then the team's own site."""
    wanted = move.count if count is None else count
    if move.from_ is not None:
        here = at(move.from_)
        sources = groups_of(play, move.team, lambda where: where == here)
    else:
        own = at(play.plan.teams[move.team].at)
        sources = groups_of(play, move.team, lambda where: where.kind == "away")
        sources += groups_of(play, move.team, lambda where: where.kind == "on_call")
        sources += groups_of(play, move.team, lambda where: where == own)
    checked_in = arrives(play, move) == "check_in"
    to = Whereabouts("to_check_in", move.to) if checked_in else Whereabouts("coming", move.to, run)
    if checked_in:
        play.awaited.add(move.team)
    for group, number in take(play, sources, wanted):
        if group.where.kind == "on_call":
            play.called_for.add((move.team, run))
        shift(play, group, number, to, move.works or group.works, "left")


def arrives(play: Play, move: Move) -> str | Batches:
    """How the people of a move arrive: as it says, else by the site's reach, else together."""
    if move.arrive is not None:
        return move.arrive
    return "by_reach" if play.plan.sites[move.to].reach else "together"


def bring(play: Play, move: Move, run: int) -> None:
    """When its task ends: arrivals at once, in batches, or each after leaving, travelling and setting up."""
    how = arrives(play, move)
    ready = play.now + _delay(play, move, run)
    if how == "together":
        play.calendar.process(_arrive(play, move, run, [(ready, None)]))
    elif how == "by_reach":
        play.calendar.process(_arrive(play, move, run, _by_reach(play, move, run, ready)))
    elif isinstance(how, Batches):
        coming = sum(number for group, number in play.state.people.items() if _is_coming(group, move, run))
        batches = math.ceil(coming / how.count)
        play.calendar.process(_arrive(play, move, run, [(ready + i * how.every, how.count) for i in range(batches)]))


def _delay(play: Play, move: Move, run: int) -> int:
    """Seconds until a temporary site or temporary staff are ready, from the end of the task that calls on them."""
    site, team = play.plan.sites[move.to], play.plan.teams[move.team]
    opened = play.ready_at.setdefault(move.to, play.now + (0 if site.kind == "partner" else site.ready_after or 0))
    called = team.ready_after if (move.team, run) in play.called_for else None
    return max(0, opened - play.now, called or 0)


def _by_reach(play: Play, move: Move, run: int, ready: int) -> list[tuple[int, int | None]]:
    reach = play.plan.sites[move.to].reach
    coming = sum(number for group, number in play.state.people.items() if _is_coming(group, move, run))
    if reach is None:
        return [(ready, None)]
    times: dict[int, int] = {}
    for _ in range(coming):
        spent = sum(
            play.draws.seconds(getattr(reach, part), f"{move.team} to {move.to}", part)
            for part in ("leave", "travel", "set_up")
        )
        times[ready + spent] = times.get(ready + spent, 0) + 1
    return sorted(times.items())


def _is_coming(group: Group, move: Move, run: int) -> bool:
    return group.team == move.team and group.where == Whereabouts("coming", move.to, run)


def _arrive(play: Play, move: Move, run: int, times: list[tuple[int, int | None]]) -> Steps:
    for second, number in times:
        yield play.calendar.due(second, Rank.ARRIVAL, move.team)
        coming = groups_of(play, move.team, lambda where: where == Whereabouts("coming", move.to, run))
        for group, arrived in take(play, coming, number):
            shift(play, group, arrived, arrival(play, move.to), group.works, "arrived")


# Absence


def make_absent(play: Play, team: str, absence: Absence) -> None:
    """A share (rounded down) or a number of those on shift are not there, those not working first.

    Shifts change in phase 2 of their second (rule 10): an inject of that second is about those who are about to go.
    """
    on_shift = play.exercise.on_shift_by(play.world.hours, team)
    wanted = math.floor(absence.share * on_shift) if absence.share is not None else absence.count
    gone = 0
    for group, number in take(play, _least_useful_first(play, team), wanted):
        shift(play, group, number, ABSENT, group.works, "absent")
        gone += number
    if absence.lasts is not None and gone:
        generation = play.called_back.get(team, 0)
        play.calendar.process(_return(play, team, gone, play.now + absence.lasts, generation))


def _least_useful_first(play: Play, team: str) -> list[Group]:
    own = at(play.plan.teams[team].at)

    def cannot_work(where: Whereabouts) -> bool:
        return where.kind == "accounted" or (
            where.kind == "at" and where.site is not None and not play.world.usable(where.site)
        )

    order: list[Callable[[Whereabouts], bool]] = [
        lambda where: where.kind == "away",
        lambda where: where.kind in ("coming", "to_check_in"),
        cannot_work,
        lambda where: where == own,
        lambda where: where.kind == "at",
    ]
    found: list[Group] = []
    for fits in order:
        found += [group for group in groups_of(play, team, fits) if group not in found]
    return found


def _return(play: Play, team: str, number: int, second: int, generation: int) -> Steps:
    yield play.calendar.due(second, Rank.RETURN, team)
    if play.called_back.get(team, 0) == generation:  # else all who were absent then have come back before
        come_back(play, team, number)


def come_back(play: Play, team: str, number: int | None = None) -> None:
    """Absent people return, all or some, and are away until they are moved."""
    if number is None:
        play.called_back[team] = play.called_back.get(team, 0) + 1
    for group, count in take(play, groups_of(play, team, lambda where: where == ABSENT), number):
        shift(play, group, count, AWAY, group.works, "back")


# Shifts


def go_off_shift(play: Play, team: str, number: int) -> None:
    """A shift ends: temporary staff not called for go first, then as in an absence, those absent last.

    Who was absent with a shift that has gone wholly does not come back with a later one.
    """
    leaving = groups_of(play, team, lambda where: where == ON_CALL)
    leaving += _least_useful_first(play, team)
    leaving += groups_of(play, team, lambda where: where == ABSENT)
    for group, count in take(play, leaving, number):
        shift(play, group, count, OFF_SHIFT, group.works, "went_off")
    if not groups_of(play, team, lambda where: where == ABSENT):
        play.called_back[team] = play.called_back.get(team, 0) + 1


def come_on_shift(play: Play, team: str, number: int) -> None:
    """A shift begins at the team's own site, away where that is closed; temporary staff are on call."""
    body = play.plan.teams[team]
    to = arrival(play, body.at) if body.ready_after is None else ON_CALL
    play.emit(AgentsMoved(play.now, team, number, body.works, OFF_SHIFT, body.works, to, "came_on"))
