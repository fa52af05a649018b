"""The promises of a plan, as they were kept or missed in a play: the same that the verdict names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from drillsim.analysis.check_ins import reckon_targets
from drillsim.analysis.outages import Outage, Service
from drillsim.analysis.reckoning import Reckoning
from drillsim.record.written import Promised

Kept = Literal["kept", "missed", "undecided"]


@dataclass(frozen=True, slots=True, order=True)
class Promise:
    """One promise of the plan: of a function, of a task's target (with its share of people, 0 to 1), to an audience."""

    kind: Promised
    name: str
    share: float | None = None

    @property
    def ref(self) -> str:
        """How it is named in a line: `rto:inbound_calls`, `target:send_home@0.9`."""
        return f"{self.kind}:{self.name}" if self.share is None else f"{self.kind}:{self.name}@{self.share:g}"


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of a promise. `since` is the second from which it counts, `second` the one by which it had to be kept.

    Both are of the first time it was missed, else of the last there was. `over` is how many seconds too long or too
    late it was at the worst, None where it never came; `missed` how many times it was.
    """

    kept: Kept
    since: int
    second: int
    over: int | None = 0
    missed: int = 0
    until: int | None = None


def judged(found: Reckoning) -> dict[Promise, Judged]:
    """Every promise that a play put to the test, in the order of the plan: functions, targets, audiences."""
    return {
        **dict(_functions(found)),
        **dict(_targets(found)),
        **dict(_news(found)),
    }


def missed(promises: Mapping[Promise, Judged]) -> dict[Promise, Judged]:
    """Those that were missed."""
    return {promise: each for promise, each in promises.items() if each.kept == "missed"}


def told(promises: Mapping[Promise, Judged]) -> list[Kept]:
    """What came of each as the verdict tells them: RTO and MTPD of a function are one, missed where either was."""
    late = missed(promises)
    return [
        "missed" if Promise("mtpd", promise.name) in late and promise.kind == "rto" else each.kept
        for promise, each in promises.items()
        if promise.kind != "mtpd"
    ]


def _functions(found: Reckoning) -> Iterator[tuple[Promise, Judged]]:
    """By priority, as the verdict goes through them; what was never out kept its promise."""
    plan = found.plan
    by_priority = sorted(found.services, key=lambda name: (plan.functions[name].priority, name))
    for name in by_priority:
        outages = found.services[name].outages
        yield Promise("rto", name), _back(outages)
        yield Promise("mtpd", name), _borne(outages)
    for name in by_priority:
        if (limit := plan.functions[name].can_pause) is not None and found.services[name].paused:
            yield Promise("put_aside", name), _aside(found.services[name], limit)


def _back(outages: tuple[Outage, ...]) -> Judged:
    """Within the RTO, every time it was out."""
    late = [outage for outage in outages if outage.rto_result == "missed"]
    first = (late or [*outages])[:1]
    since, second = (first[0].begins, first[0].rto_due) if first else (0, 0)
    if late:
        return Judged("missed", since, second, max(outage.over_rto for outage in late), len(late))
    return Judged("undecided" if any(x.rto_result == "undecided" for x in outages) else "kept", since, second)


def _borne(outages: tuple[Outage, ...]) -> Judged:
    """Before the MTPD had passed, every time it was out."""
    late = [outage for outage in outages if outage.breached_at is not None]
    first = (late or [*outages])[:1]
    since, second = (first[0].begins, first[0].begins + first[0].mtpd) if first else (0, 0)
    if late:
        return Judged("missed", since, second, max(outage.length - outage.mtpd for outage in late), len(late))
    return Judged("undecided" if any(outage.ends is None for outage in outages) else "kept", since, second)


def _aside(service: Service, limit: int) -> Judged:
    late = [(begins, ends) for begins, ends in service.paused if ends - begins > limit]
    begins = (late or service.paused)[0][0]
    if late:
        return Judged("missed", begins, begins + limit, max(ends - begins for begins, ends in late) - limit, len(late))
    return Judged("kept", begins, begins + limit)


def _targets(found: Reckoning) -> Iterator[tuple[Promise, Judged]]:
    history = found.history
    for target in reckon_targets(history.exercise, history.events):
        promise = Promise("target", target.task, float(Fraction(target.share)))
        due = target.started + target.limit
        if target.took is not None and target.took <= target.limit:
            yield promise, Judged("kept", target.started, due)
        else:
            over = None if target.took is None else target.took - target.limit
            yield promise, Judged("missed", target.started, due, over, 1)


def _news(found: Reckoning) -> Iterator[tuple[Promise, Judged]]:
    """An audience for which nothing fell due has no verdict."""
    for audience, update in found.plan.updates.items():
        dues = [due for due in found.updates if due.audience == audience and due.came_due(found.history.lasts)]
        origin = found.milestones.origin(update)
        if not dues or origin is None:
            continue
        late = [due for due in dues if due.result != "on_time"]
        first = (late or dues)[0]
        until = found.history.lasts if found.milestones.ended is None else found.milestones.ended
        since = origin if first.before is None else first.before
        if not late:
            yield Promise("news", audience), Judged("kept", since, first.due, until=until)
            continue
        never = any(due.late_by is None for due in late)
        over = None if never else max(due.late_by or 0 for due in late)
        yield Promise("news", audience), Judged("missed", since, first.due, over, len(late), until)
