"""All checks of a plan by itself."""

import datetime
from collections.abc import Iterator

from drillsim.model.checks import (
    cycles,
    duplicates,
    kit,
    left_away,
    messages,
    never_undone,
    paired_sites,
    pauses,
    queues,
    reach,
    roles,
    rotation,
    rto,
    shifts,
    single_point,
    stops_all,
    upkeep,
)
from drillsim.model.checks import names as known_names
from drillsim.model.checks import shared_fate as fates
from drillsim.model.checks.complaint import Complaint, Pair
from drillsim.model.names import Names
from drillsim.model.plan import Plan


def check_plan(plan: Plan, names: Names, today: datetime.date) -> Iterator[Complaint]:
    """What is wrong in a plan, and what is weak; `today` is what reviews and tests are reckoned to."""
    yield from known_names.in_plan(plan, names)
    yield from duplicates.audiences(plan)
    yield from cycles.backups_in_circles(plan)
    yield from cycles.tasks_in_circles(plan)
    yield from rto.rto_over_mtpd(plan)
    yield from pauses.pause_without_limit(plan)
    yield from rotation.no_holder(plan)
    yield from shifts.too_many_changes(plan)
    yield from queues.asked_by_playbooks(plan)
    circles = list(cycles.needs_in_circles(plan))
    yield from circles or _what_falls(plan)  # in a circle of needs everything falls with everything
    yield from _people(plan)
    yield from _what_is_done(plan)
    yield from _kept_up(plan, today)


def _what_falls(plan: Plan) -> Iterator[Complaint]:
    yield from fates.shared_fates(plan)
    yield from single_point.single_points(plan)
    yield from paired_sites.shared_by_sites(plan)
    yield from stops_all.stops_all(plan)
    yield from kit.kits(plan)
    yield from kit.homes(plan)
    yield from rto.rto_unreachable(plan)


def _people(plan: Plan) -> Iterator[Complaint]:
    yield from roles.taken_names(plan)
    yield from roles.no_alternate(plan)
    yield from roles.role_without_duty(plan)
    yield from roles.permissions(plan)
    yield from roles.untrained(plan)
    yield from rotation.crew_gaps(plan)
    yield from rotation.crew_rest(plan)
    yield from rotation.long_duty(plan)


def _what_is_done(plan: Plan) -> Iterator[Complaint]:
    yield from left_away.by_plan(plan)
    yield from never_undone.never_undone(plan)
    yield from reach.unreachable_in_plan(plan)
    yield from messages.no_next_update(plan)
    yield from messages.audience_untold(plan)


def _kept_up(plan: Plan, today: datetime.date) -> Iterator[Complaint]:
    yield from upkeep.review_overdue(plan, today)
    yield from upkeep.not_confirmed(plan, today)
    yield from upkeep.not_read(plan)
    yield from upkeep.old_texts(plan)


def shared_fate(plan: Plan) -> Iterator[Pair]:
    """Every primary and backup, with what takes both; nothing in common is an empty list."""
    yield from fates.pairs(plan)
