"""The flash report: what bears on life safety, on one page, at once; an after-action report comes too late for it."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from drillsim.analysis.muster import Muster
from drillsim.analysis.reckoning import Reckoning
from drillsim.analysis.shape import ExpectationRow, Outcome
from drillsim.analysis.words import span
from drillsim.record import events as e
from drillsim.record import written as w
from drillsim.report.document import Document, Section
from drillsim.report.facts import Facts, Heads, facts
from drillsim.report.making import bullets, section
from drillsim.report.objective_facts import expected_of
from drillsim.report.sections.cover import covered
from drillsim.report.text import clock, code

SAFETY = "safety"
"""An objective is one of life safety where its core capability has this word: Life safety, Health and safety."""

NOTHING = "Nothing on the record bears on life safety."


def flash(reckoned: Reckoning, outcome: Outcome, *, names: bool = False, heads: Heads | None = None) -> Document:
    """One page of a record, before any analysis."""
    found = facts(reckoned, outcome, names=names, heads=heads)
    document = covered(found, (flash_section(found),))
    return replace(
        document,
        title=f"Flash report: {found.labels.text(found.exercise.drill.drill)}",
        subtitle="Life safety findings",
    )


def flash_section(facts: Facts) -> Section:
    """Each with what it rests on; what people were not there to see is not here."""
    return section("flash", "Life safety findings", bullets(safety_lines(facts)) or NOTHING)


def safety_lines(facts: Facts) -> list[str]:
    """What bears on life safety, as marked text: what was real first."""
    return [line for finder in _FINDERS for line in finder(facts)]


def _missing(facts: Facts) -> Iterator[str]:
    """People whom nobody had accounted for when it ended, of teams that were to report; and who asked for help."""
    muster = Muster(facts.exercise)
    for event in facts.history.events:
        muster.take(event)
    for team in muster.teams(facts.history.after(facts.lasts)):
        if team.unaccounted and (team.called is not None or team.heard is not None):
            yield f"{team.unaccounted} of {team.head} people of {code(team.team)} were not accounted for at the end."
        helped = dict(team.stages).get("need_help", 0)
        if helped:
            yield f"{helped} of {code(team.team)} asked for help and nobody reported them safe."


def _late(facts: Facts) -> Iterator[str]:
    """What was expected for the safety of people and came late or never; by playbooks too, for the same tasks."""
    rows = [row for name in _objectives(facts) for _, row in expected_of(facts, name)]
    tasks = {row["task"] for row in rows if "task" in row}
    rows += [
        row
        for row in facts.outcome["expectations"]
        if row["source"].startswith("playbook:") and row.get("task") in tasks
    ]
    for row in rows:
        if row["result"] in ("late", "never", "too_early"):
            yield f"{code(_name(row))}, due {clock(row['due'])}, was {_how(row)} ({code(row['source'])})."


def _name(row: ExpectationRow) -> str:
    return row.get("task") or row.get("message") or row.get("choice") or row.get("action") or ""


def _how(row: ExpectationRow) -> str:
    if row["result"] == "never":
        return "never done"
    done = f"done {clock(row['done'])}"
    return f"{done}, too early" if row["result"] == "too_early" else f"{done}, {span(row['late_by'] or 0)} late"


def _objectives(facts: Facts) -> list[str]:
    return [name for name, body in facts.exercise.objectives.items() if SAFETY in (body.capability or "").casefold()]


def _rated(facts: Facts) -> Iterator[str]:
    """Ratings by people below S."""
    for noted in facts.writing.ratings:
        line = noted.line
        if line.objective in _objectives(facts) and line.rating in ("M", "U"):
            by = facts.labels.role(line.by)
            yield f"{code(line.objective)} was rated {line.rating} by {by}: {facts.labels.text(line.why)}"


def _noted(facts: Facts) -> Iterator[str]:
    for noted in facts.writing.of(w.Observe):
        line = noted.line
        if line.objective in _objectives(facts) and line.rating in ("M", "U"):
            yield f"{clock(noted.observed_at)} {facts.labels.role(line.by)} noted: {facts.labels.text(line.text)}"


def _barred(facts: Facts) -> Iterator[str]:
    for row in facts.outcome["refused"]:
        if row["why"] == "barred":
            who = facts.labels.role(row["by"])
            yield f"{clock(row['at'])} {who} tried to send people where nobody may enter: {code(row['what'])}."


def _real(facts: Facts) -> Iterator[str]:
    for act in facts.acts:
        match act.event:
            case e.RealEmergencyCalled(at, by, because) if because:
                said = facts.labels.text(because)
                yield f"{clock(at)} a real emergency was called by {facts.labels.role(by)}: {said}"
            case _:
                pass  # nothing else is real


def _duty(facts: Facts) -> Iterator[str]:
    """Tired people drive home."""
    for person, row in facts.outcome["people"].items():
        for begins, ends in row["past_max_on"]:
            who, beyond = facts.labels.person(person), span(ends - begins)
            yield f"{who} was on duty {beyond} beyond the plan's limit, from {clock(begins)}."


_FINDERS: tuple[Callable[[Facts], Iterator[str]], ...] = (_real, _missing, _late, _barred, _rated, _noted, _duty)
