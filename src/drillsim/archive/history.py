"""The drills of one plan over the years: what was exercised when, what never, what is due, and how it went."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from drillsim.archive.action import Action
from drillsim.archive.held import KINDS, Held
from drillsim.archive.plans import reviews_of, there_of
from drillsim.model.plan import Plan
from drillsim.model.spelling import DAY

YEARLY = datetime.timedelta(days=365)
"""How long an exercise counts: an assumption of ours, which no plan states otherwise."""


@dataclass(frozen=True, slots=True)
class Used:
    """Something of the plan (or a hazard), the days of the exercises that used it, and what the last was called."""

    kind: str
    name: str
    days: tuple[str, ...]
    last_in: str


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done again: what, when it was done last (None: never), and by when the next is due."""

    what: str
    last: str | None
    due: str | None
    overdue: bool
    assumed: bool = False
    """Whether how often is our assumption instead of the plan's `review_every`."""


@dataclass(frozen=True, slots=True)
class History:
    """All of a plan's drills, the earliest first; `exercises` are those that count."""

    plan: str
    version: str
    as_of: str
    exercises: tuple[Held, ...]
    unplanned: tuple[Held, ...]
    rehearsals: tuple[Held, ...]
    unfinished: tuple[Held, ...]
    used: tuple[Used, ...]
    never: dict[str, tuple[str, ...]]
    due: tuple[Due, ...]
    actions: tuple[Action, ...]


def history(
    drills: Sequence[Held], actions: Sequence[Action], today: datetime.date, plan: Plan | None = None
) -> History:
    """The history of the plan of these drills, which is as `plan` now, or else as the latest drill had it.

    Only exercises count as exercised: planned, by people, to their end. An unplanned event is not a drill, and a drill
    that plays itself is a rehearsal.
    """
    latest = drills[-1]
    exercises = tuple(_once(each for each in drills if each.is_exercise))
    there = latest.there if plan is None else there_of(plan)
    used = tuple(_used(exercises, there))
    return History(
        latest.plan if plan is None else plan.plan,
        latest.plan_version if plan is None else plan.version,
        today.isoformat(),
        exercises,
        tuple(each for each in drills if each.sort == "unplanned"),
        tuple(each for each in drills if each.sort == "rehearsal"),
        tuple(each for each in drills if each.sort == "exercise" and not each.ended),
        used,
        _never(used, there),
        tuple(_due(latest, plan, exercises, used, there, today)),
        tuple(actions),
    )


def _once(drills: Iterator[Held]) -> Iterator[Held]:
    """A file that writes up a drill may be played again and again: that drill was held once. The last play counts."""
    found = {(each.origin, each.day): each for each in drills}
    yield from found.values()


def _used(exercises: Sequence[Held], there: Mapping[str, Sequence[str]]) -> Iterator[Used]:
    """What the plan has, and what exercises used that it has not (any more), by kind."""
    for kind in KINDS:
        names = dict.fromkeys([*there.get(kind, ()), *(name for x in exercises for name in x.exercised.get(kind, ()))])
        for name in names:
            within = [each for each in exercises if name in each.exercised.get(kind, ())]
            days = tuple(dict.fromkeys(each.day for each in within if each.day is not None))
            yield Used(kind, name, days, within[-1].title if within else "")


def _never(used: Sequence[Used], there: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """What the plan has and no exercise used."""
    found = {
        kind: tuple(x.name for x in used if x.kind == kind and not x.last_in and x.name in there.get(kind, ()))
        for kind in KINDS
    }
    return {kind: names for kind, names in found.items() if names}


def _due(
    latest: Held,
    plan: Plan | None,
    exercises: Sequence[Held],
    used: Sequence[Used],
    there: Mapping[str, Sequence[str]],
    today: datetime.date,
) -> list[Due]:
    """What is overdue first, then by date; what was never done has no date and is due now."""
    reviewed = latest.reviewed if plan is None else plan.reviewed.isoformat()
    every = datetime.timedelta(seconds=latest.review_every if plan is None else plan.review_every)
    reviews = latest.reviews if plan is None else reviews_of(plan)
    days = [each.day for each in exercises if each.day is not None]
    found = [again("exercise of the plan", max(days, default=None), YEARLY, today, assumed=True)]
    found += [
        again(f"exercise of {each.kind} {each.name}", max(each.days, default=None), YEARLY, today, assumed=True)
        for each in used
        if each.kind in ("hazard", "playbook") and each.name in there.get(each.kind, ())
    ]
    found.append(again("review of the plan", reviewed, every, today))
    found += [again(what, last, every, today) for what, last in reviews.items()]
    return sorted(found, key=lambda due: (not due.overdue, due.due or "", due.what))


def again(
    what: str, last: str | None, every: datetime.timedelta, today: datetime.date, *, assumed: bool = False
) -> Due:
    """Done 90 days ago with 90 days between is current, and 91 is overdue; never done is overdue."""
    if last is None:
        return Due(what, None, None, overdue=True, assumed=assumed)
    day = datetime.date.fromisoformat(last)
    due = day + min(datetime.timedelta(days=every.total_seconds() // DAY), datetime.date.max - day)
    return Due(what, last, due.isoformat(), today > due, assumed)
