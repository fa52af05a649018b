"""The verdict: for each promise what was promised, what came of it, and what would have kept it (not escaped).

The one sentence maker: screens, plain lines, the hot wash and the report say the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from drillsim.analysis.outages import worst_row
from drillsim.analysis.promised import counts_open, rto_words
from drillsim.analysis.promises import Kept
from drillsim.analysis.settled import settled
from drillsim.analysis.shape import FunctionRow, OutageRow, Outcome, TargetRow
from drillsim.analysis.words import span
from drillsim.model.exercise import Exercise
from drillsim.model.news import Update
from drillsim.model.services import Function
from drillsim.model.spelling import write_clock
from drillsim.record import written as w
from drillsim.report.earlier import earlier, step_ref
from drillsim.report.text import percent, times

_CODES: dict[w.Promised, tuple[str, ...]] = {
    "rto": ("rto_missed",),
    "mtpd": ("mtpd_breached",),
    "put_aside": ("over_pause",),
    "target": ("late", "never"),
    "news": ("late", "never"),
}
"""The findings that tell of a broken promise."""
Key = tuple[w.Promised, str, float | None]
"""Kind, function or task or audience, share of a target."""
_FROM = {"start": "the start", "impact": "the first impact", "emergency": "the declaration of an emergency"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A promise and what came of it; undecided where the exercise ended too soon to tell.

    `earlier` says of a broken one which earlier step would have kept it, or that none would; None: nobody has looked.
    `tested` says whether anything in the exercise put it to the test: what never went out kept nothing.
    `evidence` is what answer and step rest on, as in the findings of the outcome: `task:call_brightline@1800`.
    """

    result: Kept
    promise: str
    answer: str
    earlier: str | None = None
    evidence: tuple[str, ...] = ()
    tested: bool = True


def verdict(exercise: Exercise, outcome: Outcome, sought: w.Verdict | None = None) -> list[Pair]:
    """Functions in the order of their priority, what was put aside, targets, news to audiences.

    `sought` is what the search for the one earlier step has found; None: there was none yet.
    """
    outcome = settled(outcome, exercise.lasts)
    functions = exercise.plan.functions
    by_priority = sorted(functions, key=lambda name: (functions[name].priority, name))
    found: list[tuple[Pair, tuple[Key, ...]]] = []
    found += [
        (_function(exercise, name, outcome["functions"][name]), (("rto", name, None), ("mtpd", name, None)))
        for name in by_priority
    ]
    for name in by_priority:
        aside = _put_aside(name, functions[name], outcome["functions"][name])
        found += [(pair, (("put_aside", name, None),)) for pair in aside]
    found += [(_target(row), (("target", row["task"], row["share"]),)) for row in outcome["targets"]]
    for audience, update in exercise.plan.updates.items():
        found += [(pair, (("news", audience, None),)) for pair in _news(audience, update, outcome)]
    return [_with_step(exercise, outcome, sought, pair, keys) for pair, keys in found]


def _with_step(
    exercise: Exercise, outcome: Outcome, sought: w.Verdict | None, pair: Pair, keys: tuple[Key, ...]
) -> Pair:
    """The pair with what a broken promise rests on, and the earlier step that would have kept it."""
    if pair.result != "missed":
        return pair
    looked = [each for each in sought.sought if (each.promise, each.name, each.share) in keys] if sought else []
    evidence = [*_evidence(outcome, keys), *(step_ref(each.step) for each in looked if each.step)]
    several = any(kind == "rto" and len(outcome["functions"][name]["outages"]) > 1 for kind, name, _ in keys)
    told = earlier(exercise, looked, outcome["fired"] if several else ())
    return replace(pair, earlier=told, evidence=tuple(dict.fromkeys(evidence)))


def _evidence(outcome: Outcome, keys: tuple[Key, ...]) -> Iterator[str]:
    """What the findings about a broken promise rest on."""
    for kind, name, _ in keys:
        for row in outcome["findings"]:
            if row["code"] in _CODES[kind] and row["about"] == [name]:
                yield from row["evidence"]


def _function(exercise: Exercise, name: str, row: FunctionRow) -> Pair:
    """The RTO is that of the hours in which an outage began; of StartEx where there was none."""
    outages = row["outages"]
    body = exercise.plan.functions[name]
    rtos = list(dict.fromkeys(rto_words(exercise, name, outage["from"]) for outage in outages))
    rto = " or ".join(rtos or [rto_words(exercise, name, 0)])
    hours = ", by the hour at which it goes out" if len(rtos) > 1 else ""
    promise = f"You promised “{body.name or name}” back within {rto}{hours}."
    if not outages:
        aside = sum(ends - begins for begins, ends in row["paused"])
        answer = f"It was never out{f', but put aside for {span(aside)}' if aside else ''}."
        return Pair("kept", promise, answer, tested=False)
    worst = worst_row(outages)
    if hours:
        return Pair(_result(worst), promise, _one_by_one(exercise, name, row))
    return _judged(promise, _took(worst, len(outages), row), worst, rto, span(body.mtpd))


def _one_by_one(exercise: Exercise, name: str, row: FunctionRow) -> str:
    """Each outage against the RTO of its own hours."""
    said = []
    for outage in row["outages"]:
        counts = outage["open_length"] if counts_open(exercise, name) else outage["length"]
        ended = {"missed": f"{span(outage['over_rto'])} too long", "met": "kept", "undecided": "not over at the end"}
        aside = any(begins == outage["to"] for begins, _ in row["paused"])
        breached = f", beyond the {span(exercise.plan.functions[name].mtpd)} that can be borne (MTPD)"
        said.append(
            f"from {write_clock(outage['from'])} {span(counts)} of {rto_words(exercise, name, outage['from'])}"
            f"{', then put aside' if aside else ''}, {ended[outage['rto']]}"
            f"{breached if outage['mtpd'] == 'breached' else ''}"
        )
    return f"It was out {len(said)} times: {'; '.join(said)}."


def _took(worst: OutageRow, number: int, row: FunctionRow) -> str:
    length = span(worst["length"])
    if worst["open_length"] != worst["length"]:
        length += f" ({span(worst['open_length'])} in open hours)"
    counted = f"It was out {number} times; the worst time it" if number > 1 else "It"
    if worst["to"] is None:
        return f"{counted} was still out at the end, after {length}"
    if any(begins == worst["to"] for begins, _ in row["paused"]):
        return f"{counted} was put aside {length} after it went out, instead of brought back"
    return f"{counted} took {length}"


def _result(worst: OutageRow) -> Kept:
    if worst["rto"] == "missed" or worst["mtpd"] == "breached":
        return "missed"
    return "kept" if worst["rto"] == "met" else "undecided"


def _judged(promise: str, answer: str, worst: OutageRow, rto: str, mtpd: str) -> Pair:
    breached = ""
    if worst["breached_at"] is not None:
        at = write_clock(worst["breached_at"])
        breached = f" At {at} it passed the {mtpd} that can be borne (MTPD)."
    after = {
        "missed": f": {span(worst['over_rto'])} too long",
        "met": "",
        "undecided": f", when the {rto} were not over yet",
    }[worst["rto"]]
    return Pair(_result(worst), promise, f"{answer}{after}.{breached}")


def _put_aside(name: str, body: Function, row: FunctionRow) -> Iterator[Pair]:
    """The limit is that of each stretch."""
    if not row["paused"] or body.can_pause is None:
        return
    lengths = [ends - begins for begins, ends in row["paused"]]
    promise = f"You allowed “{body.name or name}” to be put aside for {span(body.can_pause)} at most."
    over = f": {span(row['over_pause'])} too long" if row["over_pause"] else ""
    often = f" in all, {span(max(lengths))} at the longest" if len(lengths) > 1 else ""
    yield Pair("missed" if over else "kept", promise, f"It was put aside for {span(sum(lengths))}{often}{over}.")


def _target(row: TargetRow) -> Pair:
    share, limit = percent(row["share"]), span(row["limit"])
    promise = f"You promised {share} of those on shift there within {limit} of starting {row['task']}."
    if row["took"] is None:
        return Pair("missed", promise, "There were never that many.")
    result: Kept = "kept" if row["result"] == "met" else "missed"
    return Pair(result, promise, f"It took {span(row['took'])}.")


def _news(audience: str, update: Update, outcome: Outcome) -> Iterator[Pair]:
    """An audience for which nothing fell due has no verdict."""
    rows = [row for row in outcome["updates"] if row["audience"] == audience]
    if not rows:
        return
    again = f", then every {span(update.every)}" if update.every is not None else ""
    promise = f"You promised {audience} news within {span(update.first)} of {_FROM[update.counts_from]}{again}."
    on_time = sum(row["result"] == "on_time" for row in rows)
    late = [row["late_by"] or 0 for row in rows if row["result"] == "late"]
    never = sum(row["result"] == "never" for row in rows)
    parts = [f"{on_time} of {times(len(rows), 'update', 'updates')} came on time"]
    if late:
        parts.append(f"{len(late)} late (by up to {span(max(late))})")
    if never:
        parts.append(f"{never} never")
    silence = outcome["silence"].get(audience)
    quiet = f" The longest silence was {span(silence)}." if silence is not None else ""
    yield Pair("missed" if late or never else "kept", promise, f"{', '.join(parts)}.{quiet}")
