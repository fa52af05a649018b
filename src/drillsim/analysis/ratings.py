"""Proposed ratings of objectives. The tool proposes, a human confirms; never above the evidence."""

from collections.abc import Iterator
from dataclasses import dataclass

from drillsim.analysis.expectations import what_of
from drillsim.analysis.releases import Release
from drillsim.analysis.settled import settled
from drillsim.analysis.shape import ExpectationRow, Outcome
from drillsim.analysis.touched import named
from drillsim.analysis.words import span
from drillsim.model.exercise import Exercise
from drillsim.model.scenario import Expect
from drillsim.record.written import Letter

RATINGS: dict[Letter, str] = {
    "P": "Performed without Challenges",
    "S": "Performed with Some Challenges",
    "M": "Performed with Major Challenges",
    "U": "Unable to be Performed",
}
"""Names of the HSEEP ratings."""

_WELL = (
    "The targets and critical tasks associated with the capability were completed in a manner that achieved the"
    " objective(s)"
)
_SAFELY = (
    f"{_WELL} and did not negatively impact the performance of other activities. Performance of this activity did not"
    " contribute to additional health and/or safety risks for the public or for emergency workers, and it was conducted"
    " in accordance with applicable plans, policies, procedures, regulations, and laws."
)
DEFINITIONS: dict[Letter, str] = {
    "P": _SAFELY,
    "S": f"{_SAFELY} However, opportunities to enhance effectiveness and/or efficiency were identified.",
    "M": f"{_WELL}; however, the completion negatively impacted the performance of other activities, contributed to"
    " additional health and/or safety risks for the public or for emergency workers, and/or was not conducted in"
    " accordance with applicable plans, policies, procedures, regulations, and laws.",
    "U": "The targets and critical tasks associated with the capability were not performed in a manner that achieved"
    " the objective(s).",
}
"""The definitions of HSEEP (US government text), word for word as published in 2020."""

RULE = (
    "not evaluated where nothing expected came due and could be judged; U where something expected was never done or an"
    " MTPD breached; M where an RTO was missed, something came too early, or somebody acted without permission,"
    " declared needlessly or restored against priority; S where something was late, an improvement is noted, or"
    " another finding speaks of it; else P. The first that applies; never above the evidence."
)
"""How `proposals` decides, for people who read a report."""

MOST_REASONS = 4  # of one proposal; the rest stands among the findings
_OFF_PLAN = ("permission", "needless_declaration", "priority_broken")
"""Findings that speak of harm to other activities or of acting against the plan."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the measures say of one objective; no letter: not evaluated. `because` names what decided."""

    objective: str
    letter: Letter | None
    because: tuple[str, ...]


def proposals(exercise: Exercise, outcome: Outcome, came: tuple[Release, ...]) -> list[Proposal]:
    """One for each objective of the scenarios; what had not come due at EndEx says nothing for or against it."""
    judged = settled(outcome, exercise.lasts)
    return [_propose(name, exercise, judged, came) for name in exercise.objectives]


def _propose(objective: str, exercise: Exercise, outcome: Outcome, came: tuple[Release, ...]) -> Proposal:
    """The first that applies, so that no proposal is above the evidence.

    U: something never done, or an MTPD breached. M: an RTO missed, too early, or off plan. S: late, an
    improvement noted, or any other finding about what the objective speaks of. Else P.
    """
    asked = list(asked_for(objective, exercise, came))
    rows = [row_of(outcome, source, expect) for source, expect in asked]
    due = [row for row in rows if row is not None and row["result"] != "not_observed"]
    if not due:
        return Proposal(objective, None, ("nothing expected for it came due and could be judged",))
    expects = [expect for _, expect in asked]
    limits = list(_limits(outcome, sorted({name for expect in expects for name in served(exercise, expect)})))
    about = {name for expect in expects for name in speaks_of(exercise, expect)}
    off_plan = list(_findings(outcome, about, _OFF_PLAN))
    tests: list[tuple[Letter, list[str]]] = [
        ("U", [*_of(due, "never"), *(text for word, text in limits if word == "breached")]),
        ("M", [*(text for word, text in limits if word == "missed"), *_of(due, "too_early"), *off_plan]),
        ("S", [*_of(due, "late"), *_noted(exercise, objective), *_others(outcome, about, due)]),
    ]
    letter: Letter = next((letter for letter, found in tests if found), "P")
    because = next((found for _, found in tests if found), [])
    if not because:
        because = [f"all {len(due)} expected were on time" if len(due) > 1 else "the one thing expected was on time"]
    because = list(dict.fromkeys(because))
    if len(because) > MOST_REASONS:
        because = [*because[:MOST_REASONS], f"{len(because) - MOST_REASONS} more"]
    return Proposal(objective, letter, (*because, *(text for word, text in limits if word == "undecided")))


def asked_for(objective: str, exercise: Exercise, came: tuple[Release, ...]) -> Iterator[tuple[str, Expect]]:
    """What injects that came expected for it, by their source.

    Where two files share an objective, it may have another name in the other file.
    """
    wanted = exercise.objectives[objective]
    for release in came:
        for expect in release.body.expect:
            if expect.objective is None:
                continue
            own = (
                None if release.part is None else exercise.parts[release.part].scenario.objectives.get(expect.objective)
            )
            if (own or exercise.objectives.get(expect.objective)) == wanted:
                yield f"inject:{release.inject}", expect


def row_of(outcome: Outcome, source: str, expect: Expect) -> ExpectationRow | None:
    """What came of something that an inject expected; None where nothing can be told of it."""
    kind, name = expect.what
    rows = (row for row in outcome["expectations"] if row["source"] == source and row.get(kind) == name)
    return next(rows, None)


def served(exercise: Exercise, expect: Expect) -> set[str]:
    """The functions that what is expected serves."""
    return set() if expect.task is None else named(exercise.plan, exercise.plan.tasks[expect.task].effect)


def _limits(outcome: Outcome, functions: list[str]) -> Iterator[tuple[str, str]]:
    for name in functions:
        for outage in outcome["functions"][name]["outages"]:
            if outage["mtpd"] == "breached":
                yield "breached", f"MTPD of {name} breached"
            elif outage["rto"] == "missed":
                yield "missed", f"RTO of {name} missed by {span(outage['over_rto'])}"
            elif outage["rto"] == "undecided":
                yield "undecided", f"RTO of {name} undecided at the end"


def _of(rows: list[ExpectationRow], result: str) -> Iterator[str]:
    for row in rows:
        if row["result"] == result:
            late = span(row["late_by"]) if result == "late" and row["late_by"] else ""
            how = f"late by {late}" if late else result.replace("_", " ")
            if result == "late" and row["done"] is None:
                how = f"{late} overdue"
            yield f"{what_of(row)[1]} {how} ({row['source']})"


def speaks_of(exercise: Exercise, expect: Expect) -> set[str]:
    """Its name, functions it serves, teams, backups and partners it calls on, audiences it tells."""
    found = {expect.what[1], *served(exercise, expect)}
    if expect.message is not None:
        found |= set(exercise.plan.messages[expect.message].to)
    effect = None if expect.task is None else exercise.plan.tasks[expect.task].effect
    if effect is not None:
        found |= {*effect.switch_to, *effect.activate, *(move.team for move in effect.move)}
    return found


def _findings(outcome: Outcome, about: set[str], codes: tuple[str, ...]) -> Iterator[str]:
    """What findings of these codes about any of these say."""
    for finding in outcome["findings"]:
        if about & set(finding["about"]) and finding["code"] in codes:
            yield finding["text"].rstrip(".")


def _others(outcome: Outcome, about: set[str], due: list[ExpectationRow]) -> Iterator[str]:
    """Findings about any of these but those that only repeat what came late."""
    late = {(what_of(row)[1], row["due"]) for row in due if row["result"] == "late" and row["due"] is not None}
    for finding in outcome["findings"]:
        repeated = finding["code"] == "late" and (finding["about"][0], finding["at"]) in late
        if about & set(finding["about"]) and not repeated:
            yield finding["text"].rstrip(".")


def _noted(exercise: Exercise, objective: str) -> Iterator[str]:
    number = sum(improvement.objective == objective for improvement in exercise.drill.improvements)
    if number:
        yield f"improvements noted for it: {number}"
