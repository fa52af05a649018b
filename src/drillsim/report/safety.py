"""What bears on the lives of people, in sentences: told on the results screen, on page one and in the flash report."""

from collections.abc import Callable, Iterator

from drillsim.analysis.expectations import what_of
from drillsim.analysis.muster import Muster, TeamMuster
from drillsim.analysis.shape import ExpectationRow
from drillsim.analysis.words import span
from drillsim.record import events as e
from drillsim.record import written as w
from drillsim.report.facts import Facts
from drillsim.report.text import clock, code

SAFETY = "safety"
"""An objective is one of life safety where its core capability has this word: Life safety, Health and safety."""


def safety_lines(facts: Facts) -> list[str]:
    """What bears on life safety, as marked text: what was real first."""
    return [line for finder in _FINDERS for line in finder(facts)]


def people_at_risk(facts: Facts) -> Iterator[str]:
    """Who was missing, needed help, or was nearly sent where nobody may enter."""
    for finder in (_missing, _barred):
        yield from finder(facts)


def is_of_safety(facts: Facts, objective: str) -> bool:
    """Whether an objective is about the lives of people."""
    return SAFETY in (facts.exercise.objectives[objective].capability or "").casefold()


def _missing(facts: Facts) -> Iterator[str]:
    """People whom nobody had accounted for when it ended, of teams that were to report; and who asked for help."""
    for team in _teams(facts):
        if team.unaccounted and (team.called is not None or team.heard is not None):
            yield f"{team.unaccounted} of {team.head} people of {code(team.team)} were not accounted for at the end."
        helped = dict(team.stages).get("need_help", 0)
        if helped:
            yield f"{helped} of {code(team.team)} asked for help and nobody reported them safe."
    yield from _unknown(facts)


def _teams(facts: Facts) -> tuple[TeamMuster, ...]:
    """At the end: teams that were to report or did, and those whose site was closed or lost."""
    muster = Muster(facts.exercise)
    for event in facts.history.events:
        muster.take(event)
    return muster.teams(facts.history.after(facts.lasts))


def _unknown(facts: Facts) -> Iterator[str]:
    """Nobody reported, of all or of a team, though the plan had people take cover, leave or be counted."""
    tasks = _safety_tasks(facts)
    expected = (*facts.outcome["expectations"], *facts.not_due)
    if not facts.lasts or not any(row.get("task") in tasks for row in expected):
        return
    if not any(isinstance(act.event, e.CheckedIn) for act in facts.acts):
        there = sum(facts.exercise.on_shift(team, 0) for team in facts.plan.teams)
        yield f"Nobody checked in: how many of the {there} on shift at StartEx were safe is not on the record."
        return
    for team in _teams(facts):
        if team.head and team.called is None and team.heard is None:
            name = code(team.team)
            yield f"Nobody of {name} checked in: how many of the {team.head} were safe is not on the record."


def _late(facts: Facts) -> Iterator[str]:
    """What was expected for the safety of people and came late or never, whoever expected it."""
    tasks = _safety_tasks(facts)
    for row in facts.outcome["expectations"]:
        if row["result"] in ("late", "never", "too_early") and (row.get("task") in tasks or _of_goal(facts, row)):
            yield f"{_what(facts, row)}, due {clock(row['due'])}, was {_how(row)} ({code(row['source'])})."


def _safety_tasks(facts: Facts) -> set[str]:
    return {name for name, body in facts.plan.tasks.items() if body.safety is not None}


def _of_goal(facts: Facts, row: ExpectationRow) -> bool:
    """Whether an inject expected it for an objective of life safety."""
    release = next((each for each in facts.history.came if row["source"] == f"inject:{each.inject}"), None)
    if release is None:
        return False
    goals = (x.objective for x in release.body.expect if x.what[1] == what_of(row)[1] and x.objective is not None)
    return any(goal in facts.exercise.objectives and is_of_safety(facts, goal) for goal in goals)


def _what(facts: Facts, row: ExpectationRow) -> str:
    """A task in the plan's words, whatever else by its name."""
    task = facts.plan.tasks.get(row.get("task", ""))
    return code(what_of(row)[1]) if task is None else f"“{facts.labels.text(task.do)}” ({code(what_of(row)[1])})"


def _how(row: ExpectationRow) -> str:
    if row["result"] == "never":
        return "never done"
    done = f"done {clock(row['done'])}"
    return f"{done}, too early" if row["result"] == "too_early" else f"{done}, {span(row['late_by'] or 0)} late"


def _rated(facts: Facts) -> Iterator[str]:
    """Ratings by people below S."""
    for noted in facts.writing.ratings:
        line = noted.line
        if _is_bad(facts, line.objective, line.rating):
            by = facts.labels.role(line.by)
            yield f"{code(line.objective)} was rated {line.rating} by {by}: {facts.labels.text(line.why)}"


def _noted(facts: Facts) -> Iterator[str]:
    for noted in facts.writing.of(w.Observe):
        line = noted.line
        if _is_bad(facts, line.objective, line.rating):
            yield f"{clock(noted.observed_at)} {facts.labels.role(line.by)} noted: {facts.labels.text(line.text)}"


def _is_bad(facts: Facts, objective: str | None, rating: w.Letter | None) -> bool:
    known = objective in facts.exercise.objectives
    return known and objective is not None and is_of_safety(facts, objective) and rating in ("M", "U")


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
