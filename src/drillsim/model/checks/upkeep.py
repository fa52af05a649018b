"""Whether the plan is kept up: reviews, tests of backups, agreements with partners, readers, old texts."""

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint, Path
from drillsim.model.spelling import DAY, write_duration

if TYPE_CHECKING:
    from drillsim.model.plan import Plan


def review_overdue(plan: "Plan", today: datetime.date) -> Iterator[Complaint]:
    """With `review_every: 90d`, reviewed 90 days ago is current and 91 is overdue."""
    days = (today - plan.reviewed).days
    if days * DAY > plan.review_every:
        wanted = write_duration(plan.review_every)
        message = f"expected a review within {wanted} (review_every), found one {days} days old; review the plan"
        yield Complaint("review_overdue", "plan", ("reviewed",), message)


def not_confirmed(plan: "Plan", today: datetime.date) -> Iterator[Complaint]:
    """Backups not tested, and agreements not confirmed, within `review_every`; a partner must have one."""
    for name, system in plan.systems.items():
        if system.backup_for:
            yield from _stale(plan, today, system.tested, ("systems", name), "tested")
    for name, site in plan.sites.items():
        if site.kind == "partner" or site.agreement:
            yield from _stale(plan, today, site.agreement, ("sites", name), "agreement")


def _stale(plan: "Plan", today: datetime.date, when: datetime.date | None, path: Path, key: str) -> Iterator[Complaint]:
    name, wanted = path[-1], "a test of this backup" if key == "tested" else "a confirmed agreement"
    if when is None:
        message = f"expected the date of {wanted} ({key}), found none; nobody knows whether {name} works"
        yield Complaint("not_confirmed", "plan", path, message)
    elif (today - when).days * DAY > plan.review_every:
        within, days = write_duration(plan.review_every), (today - when).days
        message = f"expected {wanted} within {within} (review_every), found one {days} days old"
        yield Complaint("not_confirmed", "plan", (*path, key), message)


def not_read(plan: "Plan") -> Iterator[Complaint]:
    """A group that last read the plan before its review has not read this version."""
    for group, when in plan.read_by.items():
        if when < plan.reviewed:
            message = f"{group} read the plan on {when}, before its review on {plan.reviewed}; have it read again"
            yield Complaint("not_read", "plan", ("read_by", group), message)


def old_texts(plan: "Plan") -> Iterator[Complaint]:
    """A text approved before the last review of the plan may no longer be true."""
    for name, message in plan.messages.items():
        if message.approved and message.approved < plan.reviewed:
            text = f"approved on {message.approved}, before the review on {plan.reviewed}; approve it again"
            yield Complaint("old_text", "plan", ("messages", name, "approved"), text)
