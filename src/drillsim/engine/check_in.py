"""People report where and how they are (rule 12): by number, or one of them by name.

Who was counted by name is moved by that name only; a number of people takes from those who have none.
"""

from collections.abc import Iterable, Iterator

from drillsim.analysis.check_ins import COUNTED
from drillsim.engine.people import arrival, groups_of, shift, take
from drillsim.engine.play import Play
from drillsim.record.commands import ChecksIn
from drillsim.record.events import CheckedIn
from drillsim.record.roll import Standing
from drillsim.record.whereabouts import Group, Kind, Whereabouts

FETCHED = ("at", "accounted", "away")
"""Whereabouts from which a later check-in of the same name takes its person."""


def check_in(play: Play, command: ChecksIn) -> None:
    """People of a team report. Visitors and contractors are only counted: nobody sends them anywhere."""
    if command.team not in play.plan.teams:
        _report(play, command, command.site)
    elif command.name is None:
        _by_number(play, command)
    else:
        _by_name(play, command, command.name)


def _by_number(play: Play, command: ChecksIn) -> None:
    """Those who work come from those accounted for, then from those on the way to check in.

    Who reports safe, assembled or unable to work has arrived as well, but works nowhere. More than were on the way
    are surplus; in a team that nobody sent to check in, such a report is a head count and nobody is surplus.
    """
    site = _goes_to(play, command)
    counted = surplus = 0
    if command.status == "working":
        again = _arrive(play, command, "accounted", command.count, arrival(play, site))
        counted = _arrive(play, command, "to_check_in", command.count - again, arrival(play, site))
        surplus = command.count - again - counted
    elif command.status in COUNTED:
        counted = _arrive(play, command, "to_check_in", command.count, Whereabouts("accounted", site))
        surplus = command.count - counted if command.team in play.awaited else 0
    _report(play, command, site, counted, surplus)


def _by_name(play: Play, command: ChecksIn, name: str) -> None:
    """A named agent counts once: the first time somebody arrives, later a status replaces the one before.

    Surplus is only who says for the first time to have arrived and was not on the way, in a team that was sent.
    """
    roll = play.state.roll
    known, stands = roll.reports.get((command.team, name)), roll.standings.get((command.team, name))
    second = play.now if command.since is None else command.since
    counts = command.status in COUNTED and not roll.knows_newer(command.team, name, second)
    if stands is not None and not _is_next_journey(stands, command):
        site = command.site or stands.where.site or _goes_to(play, command)
        if counts:
            _change(play, command, stands, _place(play, command, site))
        _report(play, command, site)
        return
    site = _goes_to(play, command)
    counted = surplus = 0
    if counts:
        to = _place(play, command, site)
        again = _arrive(play, command, "accounted", 1, to) if command.status == "working" else 0
        counted = _arrive(play, command, "to_check_in", 1 - again, to)
        first = known is None or known.status not in COUNTED
        surplus = 1 - again - counted if first and command.team in play.awaited else 0
    _report(play, command, site, counted, surplus)


def _is_next_journey(stands: Standing, command: ChecksIn) -> bool:
    """Whether people of the place where somebody stands were sent on, and this check-in names where to."""
    return stands.sent_to is not None and stands.sent_to == command.site


def _change(play: Play, command: ChecksIn, stands: Standing, to: Whereabouts) -> None:
    """Takes the one person who stands there by this name to where the new status says."""
    if stands.where.kind in FETCHED and stands.where != to:
        for group, _ in take(play, groups_of(play, command.team, lambda where: where == stands.where), 1):
            shift(play, group, 1, to, group.works, "checked_in", command.name)


def _goes_to(play: Play, command: ChecksIn) -> str:
    """Where those are who report: as they say, else where their latest move goes, else at the team's own site."""
    return command.site or play.state.moves_to.get(command.team) or play.plan.teams[command.team].at


def _place(play: Play, command: ChecksIn, site: str) -> Whereabouts:
    return arrival(play, site) if command.status == "working" else Whereabouts("accounted", site)


def _report(play: Play, command: ChecksIn, site: str | None, counted: int = 0, surplus: int = 0) -> None:
    play.emit(
        CheckedIn(
            play.now,
            command.team,
            command.status,
            command.count,
            counted,
            surplus,
            site,
            command.reason,
            command.name,
            command.since,
        )
    )


def _arrive(play: Play, command: ChecksIn, kind: Kind, most: int, to: Whereabouts) -> int:
    """Takes people without names of one kind of whereabouts somewhere; gives how many there were, at most `most`.

    Those on the way to that very site come first.
    """
    number = 0
    groups = groups_of(play, command.team, lambda where: where.kind == kind)
    groups.sort(key=lambda group: group.where.site != to.site)
    for group, found in _nameless(play, take(play, groups, None), most):
        shift(play, group, found, to, group.works, "checked_in", command.name)
        number += found
    return number


def _nameless(play: Play, groups: Iterable[tuple[Group, int]], most: int) -> Iterator[tuple[Group, int]]:
    """Of these people those who were not counted by name, at most so many."""
    named: dict[Whereabouts, int] = {}
    for group, there in groups:
        kept = min(there, named.setdefault(group.where, play.state.roll.named_at(group.team, group.where)))
        named[group.where] -= kept
        number = min(there - kept, most)
        most -= number
        if number:
            yield group, number
