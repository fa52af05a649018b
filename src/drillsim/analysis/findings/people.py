"""People: more than there are seats, more than were on the way, roles nobody holds, too long on duty."""

from collections.abc import Iterator

from drillsim.analysis.duty import Held, Stretch
from drillsim.analysis.evidence import role_ref, task_ref
from drillsim.analysis.findings.finding import Code, Finding, finding
from drillsim.analysis.reckoning import Reckoning
from drillsim.analysis.words import listed, span
from drillsim.model.spelling import write_clock
from drillsim.record import events as e
from drillsim.record.state import State


def over_seats(reckoning: Reckoning) -> Iterator[Finding]:
    """A task asks a partner for more agents than it has seats, or brings more people to a site than fit."""
    yield from _promises(reckoning)
    yield from _moves(reckoning)


def _promises(reckoning: Reckoning) -> Iterator[Finding]:
    """What one partner promised for all functions counts together, with earlier promises that still hold."""
    asked: dict[tuple[int, str, str], None] = {}
    for event in reckoning.history.events:
        if isinstance(event, e.PartnerActivated):
            asked[event.at, event.task, event.partner] = None
    for second, task, partner in asked:
        seats = reckoning.plan.sites[partner].seats
        promises = reckoning.history.after(second).promised
        promised = sum(number for (other, _), number in promises.items() if other == partner)
        if seats is not None and promised > seats:
            yield finding(
                "over_seats",
                second,
                (task, partner),
                f"{task} brings the agents promised by {partner} to {promised}; it has {seats} seats.",
                [task_ref(task, second)],
            )


def _moves(reckoning: Reckoning) -> Iterator[Finding]:
    """People at the site and people on the way there count together, when the task is done."""
    for event in reckoning.history.events:
        effect = reckoning.plan.tasks[event.task].effect if isinstance(event, e.TaskDone) else None
        if not isinstance(event, e.TaskDone) or effect is None:
            continue
        for site in dict.fromkeys(move.to for move in effect.move):
            seats = reckoning.plan.sites[site].seats
            people = _there_or_coming(reckoning.history.after(event.at), site)
            if seats is not None and people > seats:
                yield finding(
                    "over_seats",
                    event.at,
                    (event.task, site),
                    f"{event.task} brings the people at {site} or on the way there to {people}; it has {seats} seats.",
                    [task_ref(event.task, event.at)],
                )


def _there_or_coming(state: State, site: str) -> int:
    kinds = ("at", "coming", "to_check_in")
    return sum(
        number for group, number in state.people.items() if group.where.site == site and group.where.kind in kinds
    )


def surplus_check_in(reckoning: Reckoning) -> Iterator[Finding]:
    """More people checked in than were on the way."""
    for event in reckoning.history.events:
        if isinstance(event, e.CheckedIn) and event.surplus:
            lead = reckoning.plan.teams[event.team].lead
            yield finding(
                "surplus_check_in",
                event.at,
                (event.team,),
                f"{event.surplus} more people of {event.team} checked in at {write_clock(event.at)} than were"
                " on the way.",
                reckoning.deeds.on([event.team], event.at),
                [role_ref(lead, event.at)] if lead else [],
            )


def uncovered(reckoning: Reckoning) -> Iterator[Finding]:
    """A stretch in which nobody held a role."""
    for item in reckoning.held:
        if item.person is None:
            yield finding(
                "uncovered",
                item.begins,
                (item.role,),
                f"Nobody held {item.role} from {write_clock(item.begins)} to {write_clock(item.ends)},"
                f" {span(item.ends - item.begins)}.",
                reckoning.deeds.on(_absent(reckoning, item), item.begins),
                [role_ref(item.role, item.begins)],
            )


def _absent(reckoning: Reckoning, item: Held) -> list[str]:
    """People who could have held the role had they been there."""
    role = reckoning.plan.roles[item.role]
    rotation = reckoning.plan.rotation
    crews = rotation.crews.values() if rotation else ()
    could = {role.holder, *role.alternates, *(crew[item.role] for crew in crews if item.role in crew)}
    could |= {line.on_call[item.role] for line in reckoning.plan.staffing if item.role in line.on_call}
    return sorted(could & reckoning.history.after(item.begins).absent)


def past_max_on(reckoning: Reckoning) -> Iterator[Finding]:
    """Somebody on duty for longer than `max_on`, named by the roles held as the limit passed."""
    for person, duty in reckoning.duty.items():
        for stretch in duty.past_max_on:
            roles = _roles(reckoning, person, stretch[0])
            text = (
                f"Whoever held {listed(roles)} was on duty for too long, from {write_clock(stretch[0])}"
                f" to {write_clock(stretch[1])}, {span(stretch[1] - stretch[0])} past the limit."
            )
            yield _of_roles("past_max_on", stretch, roles, stretch[0], text)


def short_rest(reckoning: Reckoning) -> Iterator[Finding]:
    """Somebody who came on duty again too soon, named by the roles held then."""
    rotation = reckoning.plan.rotation
    least = rotation.min_rest or 0 if rotation else 0
    for person, duty in reckoning.duty.items():
        for stretch in duty.short_rest:
            roles = _roles(reckoning, person, stretch[1])
            text = (
                f"Whoever took on {listed(roles)} at {write_clock(stretch[1])} had rested for"
                f" {span(stretch[1] - stretch[0])}, less than {span(least)}."
            )
            yield _of_roles("short_rest", stretch, roles, stretch[1], text)


def _roles(reckoning: Reckoning, person: str, second: int) -> tuple[str, ...]:
    return tuple(sorted(x.role for x in reckoning.held if x.person == person and x.covers(second)))


def _of_roles(code: Code, stretch: Stretch, roles: tuple[str, ...], held_at: int, text: str) -> Finding:
    return finding(code, stretch[0], roles, text, [role_ref(role, held_at) for role in roles])
