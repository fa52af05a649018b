"""What one response more, less or at another time would have changed, in lines."""

from collections.abc import Iterator, Sequence

from drillsim.analysis.before_after import Both, Change, Comparison, Timing, change
from drillsim.analysis.promises import Judged, Promise
from drillsim.analysis.shape import OutageRow
from drillsim.analysis.words import span, spoken
from drillsim.model.exercise import Exercise
from drillsim.model.spelling import write_clock
from drillsim.present.verdict import RESULTS
from drillsim.present.words import line
from drillsim.rehearsal.what_if import Change as Changed
from drillsim.rehearsal.what_if import Moved
from drillsim.report.earlier import promise_in_words
from drillsim.report.verdict import Pair

SUMS: dict[Change, str] = {"better": "better", "worse": "worse", "other": "otherwise"}


def heading(changed: Changed) -> str:
    """What was changed, and that nothing else was."""
    response = changed.response
    what = f"{response.name} (by {response.by})"
    if not isinstance(changed, Moved):
        return f"What if {what} at {write_clock(response.at)} had never come, and nothing else had changed?"
    if changed.by == 0:
        return f"What if {what} had come at {write_clock(response.at)}, as it did?"
    word = "earlier" if changed.by < 0 else "later"
    at = write_clock(response.at + changed.by)
    return (
        f"What if {what} had come {spoken(abs(changed.by))} {word}, at {at} instead of {write_clock(response.at)},"
        " and nothing else had changed?"
    )


def lines(exercise: Exercise, changed: Changed, found: Comparison, *, refused: bool) -> Iterator[str]:
    """What it would have changed against the record, promise by promise, then what else differs."""
    yield heading(changed)
    if refused:
        yield f"The rules would have refused it at {write_clock(_at(changed))}: see below."
    yield ""
    yield _sum([change(both) for both in found.promises.values()])
    for promise, both in found.promises.items():
        if promise.kind == "mtpd" and "missed" not in (
            both.before and both.before.kept,
            both.after and both.after.kept,
        ):
            continue  # it is told with the RTO where it matters
        yield f"  {change(both):<7} {_promise(exercise, promise)}: {_before_after(both)}"
    yield from _part("Out of service", _outages(exercise, found))
    yield from _part("Late and on time", _timings(found))
    yield from _part("Customers", _customers(exercise, found))
    yield from _part("Refused by the rules", _refusals(found))
    if found.lasts.before != found.lasts.after:
        yield f"The exercise would have ended at {write_clock(found.lasts.after or 0)}."


def _at(changed: Changed) -> int:
    return changed.response.at + (changed.by if isinstance(changed, Moved) else 0)


def _sum(changes: Sequence[Change]) -> str:
    """How many promises are kept better or worse."""
    counted = [f"{changes.count(each)} {word}" for each, word in SUMS.items() if changes.count(each)]
    return f"Promises: {', '.join(counted) or 'no change'}."


def _part(title: str, rows: Iterator[str]) -> Iterator[str]:
    told = [f"  {row}" for row in rows]
    if told:
        yield ""
        yield f"{title}:"
        yield from told


def _promise(exercise: Exercise, promise: Promise) -> str:
    return line(promise_in_words(exercise, promise.ref))


def _before_after(both: Both[Judged]) -> str:
    before, after = _judged(both.before), _judged(both.after)
    return before if before == after else f"{before} -> {after}"


def _judged(judged: Judged | None) -> str:
    if judged is None:
        return "not put to the test"
    if judged.kept == "kept":
        return "kept"
    if judged.kept == "undecided":
        return "too soon to say"
    if judged.missed == 1:
        return "missed, never done" if judged.over is None else f"missed by {span(judged.over)}"
    worst = "at least once never done" if judged.over is None else f"by up to {span(judged.over)}"
    return f"missed {judged.missed} times, {worst}"


def _outages(exercise: Exercise, found: Comparison) -> Iterator[str]:
    for name, both in found.outages.items():
        label = line(exercise.plan.functions[name].name or name)
        yield f"{label}: {_out(both.before or ())} -> {_out(both.after or ())}"


def _out(rows: Sequence[OutageRow]) -> str:
    return (
        ", ".join(
            f"{write_clock(row['from'])} to {'the end' if row['to'] is None else write_clock(row['to'])}"
            f" ({span(row['length'])})"
            for row in rows
        )
        or "never out"
    )


def _timings(found: Comparison) -> Iterator[str]:
    for name, both in found.timings.items():
        yield f"{line(name)}: {_timing(both.before)} -> {_timing(both.after)}"


def _timing(timing: Timing | None) -> str:
    if timing is None:
        return "not expected"
    late = f" by {span(timing.late_by)}" if timing.late_by else ""
    return f"{RESULTS[timing.result]}{late}"


def _customers(exercise: Exercise, found: Comparison) -> Iterator[str]:
    for name, both in found.customers.items():
        label = line(exercise.plan.functions[name].name or name)
        before, after = both.before or {}, both.after or {}
        for word in dict.fromkeys((*before, *after)):
            more = after.get(word, 0) - before.get(word, 0)
            if more:
                direction = "more" if more > 0 else "fewer"
                yield f"{label}: {before.get(word, 0):,} -> {after.get(word, 0):,} {word}, {abs(more):,} {direction}"


def _refusals(found: Comparison) -> Iterator[str]:
    for row in found.refused.before or ():
        yield f"no longer: {line(row['text'])} (at {write_clock(row['at'])})"
    for row in found.refused.after or ():
        yield f"then: {line(row['text'])} (at {write_clock(row['at'])})"


def verdict_lines(pairs: Sequence[Pair]) -> Iterator[str]:
    """Every missed promise with what came of it and what would have kept it."""
    missed = [pair for pair in pairs if pair.result == "missed"]
    if not missed:
        yield "Every promise was kept, or the exercise ended too soon to tell."
    for index, pair in enumerate(missed):
        if index:
            yield ""
        yield f"{line(pair.promise)} {line(pair.answer)}"
        if pair.earlier is not None:
            yield f"  {line(pair.earlier)}"
