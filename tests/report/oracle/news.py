"""Messages, updates that were due, silences, and claims: rules 7, 8 and 15."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from report.oracle.outages import Course
from report.oracle.record import Record, Row
from report.oracle.spelling import seconds


@dataclass(frozen=True)
class Update:
    """News that fell due to an audience."""

    audience: str
    due: int
    delivered: Row | None

    @property
    def late(self) -> int:
        """Seconds; 0 where it was on time or never came."""
        return max(0, self.delivered.at - self.due) if self.delivered else 0

    @property
    def result(self) -> str:
        """Judged by the delivery, even one after the end."""
        return "never" if self.delivered is None else "late" if self.late else "on time"


def deliveries(record: Record, audience: str | None = None) -> list[Row]:
    """Every message that reached an audience."""
    return [row for row in record.of("message_delivered") if audience in (None, row["audience"])]


def first_impact(courses: dict[str, Course]) -> int | None:
    """The first second at which any function is out."""
    return min((outage.begins for course in courses.values() for outage in course.outages), default=None)


def declared(record: Record) -> int | None:
    """The first second of emergency."""
    return next((row.at for row in record.of("mode_changed") if row["mode"] == "emergency"), None)


def origin(record: Record, courses: dict[str, Course], rule: dict[str, Any]) -> int | None:
    """The second that an audience's updates count from."""
    match rule.get("counts_from", "impact"):
        case "start":
            return 0
        case "impact":
            return first_impact(courses)
        case _:
            return declared(record)


def updates_end(record: Record, courses: dict[str, Course]) -> int | None:
    """Normal after an emergency; before one is declared, the first second at which nothing is out any more."""
    impact, emergency = first_impact(courses), declared(record)
    back = _all_back(courses, impact)
    if back is not None and (emergency is None or back < emergency):
        return back
    modes = [row for row in record.of("mode_changed") if row["mode"] == "normal"]
    return next((row.at for row in modes if emergency is not None and row.at >= emergency), None)


def _all_back(courses: dict[str, Course], impact: int | None) -> int | None:
    outages = [outage for course in courses.values() for outage in course.outages]
    moments = sorted(outage.ends for outage in outages if outage.ends is not None)
    return next(
        (
            at
            for at in moments
            if impact is not None and not any(x.begins <= at and (x.ends is None or at < x.ends) for x in outages)
        ),
        None,
    )


def updates(record: Record, courses: dict[str, Course]) -> list[Update]:
    """One obligation at a time, up to the end of the updates; by when they were due."""
    ends = updates_end(record, courses)
    last = record.lasts if ends is None else ends
    found = []
    for audience, rule in record.plan.get("updates", {}).items():
        begins = origin(record, courses, rule)
        if begins is None:
            continue
        heard = [row for row in deliveries(record, audience) if row.at >= begins]
        due = begins + seconds(rule["first"])
        while due <= last:
            update = Update(audience, due, heard.pop(0) if heard else None)
            found.append(update)
            if update.delivered is None or "every" not in rule:
                break
            due = update.delivered.at + seconds(rule["every"])
    order = list(record.plan.get("updates", {}))
    return sorted(found, key=lambda update: (update.due, order.index(update.audience)))


def silences(record: Record, courses: dict[str, Course]) -> dict[str, int]:
    """The longest stretch without news, from the origin to the end of the updates."""
    ends = updates_end(record, courses)
    last = record.lasts if ends is None else ends
    found = {}
    for audience, rule in record.plan.get("updates", {}).items():
        begins = origin(record, courses, rule)
        if begins is not None:
            moments = [begins, *(x.at for x in deliveries(record, audience) if begins <= x.at <= last), last]
            found[audience] = max(later - sooner for sooner, later in pairwise(moments))
    return found


def truth_of_return(courses: dict[str, Course], at: int) -> int | None:
    """When the most urgent function that is out at a second came back."""
    for course in courses.values():
        for outage in course.outages:
            if outage.begins <= at and (outage.ends is None or at < outage.ends):
                return outage.ends
    return None
