"""What the record says for and against an objective, with the clause of the plan and the evidence."""

from collections.abc import Iterator
from dataclasses import dataclass

from drillsim.analysis.expectations import what_of
from drillsim.analysis.ratings import asked_for, row_of, served, speaks_of
from drillsim.analysis.shape import ExpectationRow, FindingRow
from drillsim.analysis.words import span
from drillsim.model.plan import Plan
from drillsim.record import written as w
from drillsim.report.facts import Facts
from drillsim.report.safety import is_of_safety, people_at_risk
from drillsim.report.text import clock, code, codes, refs

NOT_WRITTEN = "not written yet"
"""What stands where an analysis belongs to people, and nobody has written it."""

_OF_OUTAGES = ("rto_missed", "mtpd_breached")
_OF_EXPECTED = ("late", "never", "too_early")
"""Findings that may say the same as an outage or an expectation that is told already."""


@dataclass(frozen=True, slots=True)
class Area:
    """An area for improvement: its title, the clause of the plan, the fact, its evidence and people's analysis."""

    title: str
    reference: str
    fact: str
    evidence: str
    analysis: str


def in_its_favour(facts: Facts, objective: str) -> Iterator[str]:
    """What was on time, and functions it serves that were back within their RTO."""
    for source, row in expected_of(facts, objective):
        if row["result"] == "on_time":
            _, name = what_of(row)
            yield f"{code(name)} on time: due {clock(row['due'])}, done {clock(row['done'])} ({code(source)})"
    for name in _served(facts, objective):
        for outage in facts.outcome["functions"][name]["outages"]:
            if outage["rto"] == "met":
                yield f"{facts.labels.function(name)} back after {span(outage['length'])}, within its RTO"


def areas(facts: Facts, objective: str) -> Iterator[Area]:
    """What came late, never or too early; outages beyond RTO or MTPD; other findings about what it speaks of."""
    for source, row in expected_of(facts, objective):
        if row["result"] in ("late", "never", "too_early"):
            yield _expected(facts, source, row)
    for name in _served(facts, objective):
        yield from _outages(facts, name)
    if is_of_safety(facts, objective):
        for line in people_at_risk(facts):
            yield Area("people at risk", "-", line, "-", _analysis(facts, []))
    told = {(what_of(row)[1], row["due"]) for _, row in expected_of(facts, objective)}
    names = about(facts, objective)
    for finding in facts.outcome["findings"]:
        if names & set(finding["about"]) and not _is_told(finding, told):
            yield Area(
                finding["code"].replace("_", " "),
                codes([clause(facts.plan, name) for name in finding["about"]]),
                facts.labels.text(finding["text"]),
                refs(finding["evidence"]),
                _analysis(facts, finding["about"]),
            )


def about(facts: Facts, objective: str) -> set[str]:
    """All that an objective speaks of: what is expected for it, and what that serves, calls on and tells."""
    asked = asked_for(objective, facts.exercise, facts.history.came)
    return {name for _, expect in asked for name in speaks_of(facts.exercise, expect)}


def clause(plan: Plan, name: str) -> str:
    """Where the plan has something: `updates.customers`; the name itself where it has no such thing."""
    parts = ("functions", "tasks", "messages", "updates", "teams", "sites", "systems", "roles", "playbooks")
    return next((f"{part}.{name}" for part in parts if name in getattr(plan, part)), name)


def _is_told(finding: FindingRow, told: set[tuple[str, int | None]]) -> bool:
    """Whether it repeats an outage, or what an inject expected for the same objective."""
    if finding["code"] in _OF_OUTAGES:
        return True
    return finding["code"] in _OF_EXPECTED and (finding["about"][0], finding["at"]) in told


def expected_of(facts: Facts, objective: str) -> Iterator[tuple[str, ExpectationRow]]:
    """What injects expected for an objective, by their source, and what came of it."""
    for source, expect in asked_for(objective, facts.exercise, facts.history.came):
        row = row_of(facts.outcome, source, expect)
        if row is not None:
            yield source, row


def _served(facts: Facts, objective: str) -> list[str]:
    asked = asked_for(objective, facts.exercise, facts.history.came)
    return sorted({name for _, expect in asked for name in served(facts.exercise, expect)})


def _expected(facts: Facts, source: str, row: ExpectationRow) -> Area:
    (kind, name), late = what_of(row), row["late_by"]
    how = {"late": f"late by {span(late or 0)}", "never": "never done", "too_early": "too early"}[row["result"]]
    group = {"task": "tasks", "message": "messages"}.get(kind)
    done = [] if row["done"] is None or group is None else [f"{kind}:{name}@{row['done']}"]
    return Area(
        f"{code(name)} {how}",
        code(f"{group}.{name}") if group else code(source),
        f"due {clock(row['due'])}, done {clock(row['done'])}, expected by {code(source)}",
        refs([source, *done]),
        _analysis(facts, [name]),
    )


def _outages(facts: Facts, name: str) -> Iterator[Area]:
    body = facts.plan.functions[name]
    for outage in facts.outcome["functions"][name]["outages"]:
        if outage["rto"] != "missed" and outage["mtpd"] != "breached":
            continue
        causes = codes(outage["causes"]) or "none named"
        breached = (
            f"; MTPD of {span(body.mtpd)} breached {clock(outage['breached_at'])}" if outage["breached_at"] else ""
        )
        yield Area(
            f"RTO of {facts.labels.function(name)} missed by {span(outage['over_rto'])}",
            code(f"functions.{name}.rto"),
            f"out from {clock(outage['from'])} for {span(outage['length'])}{breached}; causes: {causes}",
            refs([f"function:{name}@{outage['from']}"]),
            _analysis(facts, [name]),
        )


def _analysis(facts: Facts, about: list[str]) -> str:
    """What evaluators wrote about it, in their words."""
    said = [
        f"“{facts.labels.text(noted.line.text)}” ({facts.labels.role(noted.line.by)})"
        for noted in facts.writing.of(w.Observe)
        if noted.line.task in about
    ]
    return "; ".join(said) or NOT_WRITTEN
