"""The promises of the plan, and what came of each: the verdict."""

from collections.abc import Iterator
from dataclasses import dataclass

from report.oracle.facts import Facts
from report.oracle.outages import Course, Outage
from report.oracle.people import targets
from report.oracle.record import Row
from report.oracle.spelling import MINUTE, clock, percent, seconds, span


@dataclass(frozen=True)
class Promise:
    """What was promised and what came of it, with the numbers of each in their order."""

    result: str
    promise: str
    answer: str
    earlier: str = ""
    """The one earlier step that would have kept it, where the record holds what a search found."""
    tested: bool = True
    """Nothing tests the RTO of what never goes out."""


def promises(facts: Facts) -> list[Promise]:
    """Functions by priority, limits of putting aside, targets of tasks, news."""
    found = [_function(facts, name, course) for name, course in facts.courses.items()]
    found += [_aside(facts, name, course) for name, course in facts.courses.items() if course.aside]
    for target in targets(facts.record):
        took = "" if target.took is None else span(target.took)
        text = f"{percent(target.share)} within {span(target.limit)} of starting {target.task}"
        found.append(Promise("kept" if target.met else "broken", text, took))
    return [*found, *_news(facts)]


def _function(facts: Facts, name: str, course: Course) -> Promise:
    body = facts.record.plan["functions"][name]
    rto = span(seconds(body["rto"]))
    promise = f"{facts.function(name)} back within {rto}"
    if not course.outages:
        return Promise("kept", promise, f"put aside {span(course.put_aside)}" if course.put_aside else "", tested=False)
    worst = worst_of(course)
    times = f"{len(course.outages)} times" if len(course.outages) > 1 else ""
    answer = f"{times} {span(worst.length)}"
    match worst.rto:
        case "met":
            return Promise("kept", promise, answer)
        case "undecided":
            return Promise("undecided", promise, f"{answer}, when the {rto} were not over")
        case _:
            late = f"{answer}: {span(worst.over)} too long"
            passed = "" if worst.breached is None else f" at {clock(worst.breached)} {span(seconds(body['mtpd']))}"
            return Promise("broken", promise, late + passed, _earlier(facts, name))


def worst_of(course: Course) -> Outage:
    """The most beyond its RTO; then what the verdict turns on; then the longest."""
    return max(course.outages, key=lambda out: (out.over, out.breached is not None, out.rto == "undecided", out.length))


def _earlier(facts: Facts, name: str) -> str:
    """How much earlier is what the search found; a test plays it. The rest is the entry that it names."""
    for search in facts.record.said("verdict"):
        for step in (each["step"] for each in search["sought"] if each["name"] == name and each["step"]):
            (entry,) = [row for row in facts.record.rows if row.seq == step["entry"]]
            assert facts.told is not None
            minutes = f"{(entry.at - facts.told) // MINUTE} minutes, {step['earlier'] // MINUTE} minutes earlier"
            return f"{_words(facts, entry)} at {clock(entry.at)}, {minutes}"
    return ""


def _words(facts: Facts, entry: Row) -> str:
    """What the step did may have a number in it, as the plan words it."""
    task = entry["task"]
    return str(facts.record.plan["tasks"][task]["do"]) if task else str(entry["message"])


def _aside(facts: Facts, name: str, course: Course) -> Promise:
    limit = seconds(facts.record.plan["functions"][name]["can_pause"])
    over = course.beyond(limit)
    answer = f"{span(course.put_aside)}: {span(over)} too long" if over else span(course.put_aside)
    return Promise("broken" if over else "kept", f"{facts.function(name)} at most {span(limit)}", answer)


def _news(facts: Facts) -> Iterator[Promise]:
    for audience, rule in facts.record.plan.get("updates", {}).items():
        due = [update for update in facts.updates if update.audience == audience]
        if not due:
            continue
        every = f", then every {span(seconds(rule['every']))}" if "every" in rule else ""
        late = [update.late for update in due if update.result == "late"]
        never = sum(update.result == "never" for update in due)
        promise = f"within {span(seconds(rule['first']))}{every}"
        text = f"{len(due) - len(late) - never} of {len(due)}"
        text += f", {len(late)} late (by up to {span(max(late))})" if late else ""
        text += f", {never} never" if never else ""
        text += f"; {span(facts.silences[audience])}"
        broken = bool(late or never)
        yield Promise("broken" if broken else "kept", promise, text, _earlier(facts, audience) if broken else "")
