"""Lines of the staffing: more changes than a drill can be asked to follow."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint
from drillsim.model.spelling import StoryTime
from drillsim.model.staffing import MOST_CHANGES, Timetable

if TYPE_CHECKING:
    from drillsim.model.plan import Plan


def too_many_changes(plan: "Plan") -> Iterator[Complaint]:
    """Shifts change at most once each half hour, so that the longest story still plays at once."""
    found = Timetable(plan.staffing, StoryTime(0, 0)).changes_a_week
    if found > MOST_CHANGES:
        message = f"expected hours that change at most {MOST_CHANGES} times a week, found {found}"
        yield Complaint("value", "plan", ("staffing",), message)
