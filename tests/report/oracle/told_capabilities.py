"""What a reader is told of objectives: proposals and ratings, strengths, areas for improvement, evaluation guides."""

from collections.abc import Iterator

from report.oracle.expected import Expected
from report.oracle.facts import Facts
from report.oracle.outages import Outage
from report.oracle.ratings import (
    asked,
    effect_of,
    findings_about,
    outages_served,
    proposals,
    served,
    speaks_of,
)
from report.oracle.safety import is_of_safety, people_at_risk
from report.oracle.spelling import clock, seconds, span
from report.oracle.told import Cell, Prose, Rows, Told

LETTERS = ("P", "S", "M", "U")


def capabilities(facts: Facts) -> Told:
    """A mark for each objective; for each its reasons, strengths and areas for improvement."""
    summary: Rows = []
    told = Told(tables=[summary])
    for proposal in proposals(facts):
        objective = facts.record.scenario["objectives"][proposal.objective]
        rating = facts.rating(proposal.objective)
        letter, mark = (proposal.letter, "(X)") if rating is None else (rating, "X")
        marks: list[Cell] = [mark if letter == each else "" for each in LETTERS]
        none = "not evaluated" if letter is None else ""
        summary.append([objective["text"], objective.get("capability", "none named"), *marks, none])
        told.texts += [
            objective["text"],
            f"{proposal.objective} {'; '.join(proposal.because)} {_by_people(facts, proposal.objective)}",
        ]
        told.texts += [*_said(facts, proposal.objective, "strength"), *_strengths(facts, proposal.objective)]
        told.texts += _said(facts, proposal.objective, "area")
        if rows := list(_areas(facts, proposal.objective)):
            told.tables.append(rows)
    told.texts += _of_no_objective(facts)
    return told


def _of_no_objective(facts: Facts) -> list[str]:
    """Findings must not drop out of the analysis."""
    covered = {name for each in facts.record.scenario["objectives"] for name in speaks_of(facts, each)}
    return [finding.text for finding in facts.findings if not covered & set(finding.about)]


def _by_people(facts: Facts, objective: str) -> str:
    """Each rating with when it was written and why; of a drill without people what its file says."""
    record = facts.record
    if not record.live:
        return str(record.drill.get("ratings", {}).get(objective, {}).get("why", ""))
    rates = [row for row in facts.written("rate") if row["objective"] == objective]
    return " ".join(f"{facts.written_at(row)} {row['why']}" for row in rates)


def _said(facts: Facts, objective: str, says: str) -> list[str]:
    lines = facts.written("hotwash")
    return [row["text"] for row in lines if (row["objective"], row["says"]) == (objective, says)]


def _strengths(facts: Facts, objective: str) -> Iterator[str]:
    for each in asked(facts, objective):
        if each.result == "on time" and each.done is not None:
            yield f"{each.name} due {clock(each.due)}, done {clock(each.done.at)} ({each.source})"
    for out in outages_served(facts, objective):
        if out.rto == "met":
            yield f"{facts.function(out.function)} back after {span(out.length)}"


def _areas(facts: Facts, objective: str) -> Iterator[list[Cell]]:
    expected = [each for each in asked(facts, objective) if facts.came_due(each) and each.result in ("late", "never")]
    for each in expected:
        yield _area_expected(facts, each)
    for out in outages_served(facts, objective):
        if out.rto == "missed" or out.breached is not None:
            yield _area_outage(facts, out)
    if is_of_safety(facts, objective):
        for line in people_at_risk(facts):
            yield ["people at risk", "-", Prose(line), "-", Prose("")]
    told = {(each.name, each.due) for each in asked(facts, objective) if facts.came_due(each)}
    for finding in findings_about(facts, speaks_of(facts, objective)):
        repeats = finding.code in ("late", "never", "too_early") and (finding.about[0], finding.at) in told
        if finding.code not in ("rto_missed", "mtpd_breached") and not repeats:
            notes = _notes(facts, finding.about)
            clauses = ", ".join(_clause(facts, name) for name in finding.about)
            yield [finding.code.replace("_", " "), clauses, Prose(finding.text), Prose(""), notes]


def _clause(facts: Facts, name: str) -> str:
    """Where the plan says something of a thing: `teams.omaha_agents`; of an audience, when it hears."""
    plan = facts.record.plan
    groups = ("functions", "tasks", "messages", "teams", "sites", "systems", "roles", "updates", "playbooks")
    return next((f"{group}.{name}" for group in groups if name in plan.get(group, {})), name)


def _area_expected(facts: Facts, each: Expected) -> list[Cell]:
    how = f"{each.name} late by {span(each.late)}" if each.late else f"{each.name} never done"
    done = None if each.done is None else each.done.at
    fact = f"due {clock(each.due)}, done {clock(done)}, expected by {each.source}"
    group = {"task": "tasks.", "message": "messages."}.get(each.kind)
    clause = f"{group}{each.name}" if group else each.source
    evidence = f"{each.source}, {each.kind}:{each.name} {clock(done)}" if group and each.done else each.source
    return [how, clause, fact, evidence, _notes(facts, (each.name,))]


def _area_outage(facts: Facts, out: Outage) -> list[Cell]:
    mtpd = seconds(facts.record.plan["functions"][out.function]["mtpd"])
    breached = "" if out.breached is None else f"{span(mtpd)} {clock(out.breached)}"
    return [
        f"RTO of {facts.function(out.function)} missed by {span(out.over)}",
        f"functions.{out.function}.rto",
        Prose(f"out from {clock(out.begins)} for {span(out.length)} {breached}; {', '.join(out.causes)}"),
        f"function:{out.function} {clock(out.begins)}",
        _notes(facts, (out.function,)),
    ]


def _notes(facts: Facts, about: tuple[str, ...]) -> Prose:
    """What evaluators wrote about it stands as its analysis."""
    return Prose(" ".join(row["text"] for row in facts.written("observe") if row["task"] in about))


def eeg(facts: Facts) -> Told:
    """An evaluation guide for each capability: targets of its objectives, and what was measured."""
    guides: dict[str, list[str]] = {}
    objectives = facts.record.scenario.get("objectives", {})
    for name, objective in objectives.items():
        guides.setdefault(objective.get("capability") or objective["text"], []).append(name)
    told = Told()
    for capability, names in guides.items():
        told.texts += [capability, " ".join(objectives[name]["text"] for name in names)]
        if rows := [_target(facts, name, each) for name in names for each in asked(facts, name)]:
            told.tables.append(rows)
        told.texts += _of_no_task(facts, names)
    return told


def _of_no_task(facts: Facts, objectives: list[str]) -> Iterator[str]:
    """What evaluators noted of an objective alone."""
    for row in facts.written("observe"):
        if row["objective"] in objectives and row["task"] is None:
            yield f"{clock(facts.seen_at(row))} {row['text']}"


def _target(facts: Facts, objective: str, each: Expected) -> list[Cell]:
    body = facts.record.plan["functions"]
    within = f"within {span(seconds(each.body['within']))}" if "within" in each.body else "at any time"
    rtos = [
        f"RTO of {name} {span(seconds(body[name]['rto']))}"
        for name in sorted(served(facts.record, effect_of(facts.record, each)))
    ]
    result = each.result if facts.came_due(each) else "not due before EndEx"
    measured = result if each.done is None else f"{each.result}, done {clock(each.done.at)}"
    notes = [
        row for row in facts.written("observe") if row["task"] == each.name and row["objective"] in (None, objective)
    ]
    rated = max((row["rating"] for row in notes if row["rating"]), key=LETTERS.index, default="not rated")
    said = Prose(" ".join(row["text"] for row in notes))
    return ["; ".join([f"{each.name} {within}", *rtos]), f"{each.kind} {each.name}", each.source, measured, said, rated]
