"""The executive summary in numbers: what a sponsor asks first."""

from collections.abc import Iterator, Sequence

from drillsim.analysis.check_ins import counted
from drillsim.analysis.outages import worst_row
from drillsim.analysis.shape import ExpectationRow, UpdateRow
from drillsim.analysis.words import span
from drillsim.report.document import KeyFigure, KeyFigures, Section
from drillsim.report.facts import Facts
from drillsim.report.making import bullets, section
from drillsim.report.status import NOT_BEGUN, lack_words, status
from drillsim.report.text import clock, code, times
from drillsim.report.verdict import verdict


def summary_section(facts: Facts) -> Section:
    """Each number is counted again in a section after it; what people still have to write is listed, never invented."""
    lacks = status(facts).lacks
    return section(
        "summary",
        "Executive summary in numbers",
        KeyFigures(tuple(_figures(facts))) if facts.began else f"No figures: {NOT_BEGUN}.",
        "Before this report can be final:" if lacks else "",
        bullets(lack_words(facts, lack) for lack in lacks),
    )


def _figures(facts: Facts) -> Iterator[KeyFigure]:
    tested = [pair for pair in verdict(facts.exercise, facts.outcome) if pair.tested]
    kept = sum(pair.result == "kept" for pair in tested)
    sum_up = f"{kept} of {len(tested)}" if tested else "none"
    yield KeyFigure(sum_up, f"promises that were put to the test{' were kept' if tested else ''}")
    yield from _downtime(facts)
    rows = facts.outcome["expectations"]
    if rows:
        yield KeyFigure(_of(rows), "expected actions on time")
    updates = facts.outcome["updates"]
    if updates:
        yield KeyFigure(_of(updates), "updates on time")
    yield from _silences(facts)
    yield from _people(facts)
    yield KeyFigure(str(len(facts.outcome["findings"])), "findings")
    actions = facts.exercise.drill.improvements
    yield KeyFigure(str(len(actions)), f"corrective {'action' if len(actions) == 1 else 'actions'} noted")


def _of(rows: Sequence[ExpectationRow] | Sequence[UpdateRow]) -> str:
    return f"{sum(row['result'] == 'on_time' for row in rows)} of {len(rows)}"


def _downtime(facts: Facts) -> Iterator[KeyFigure]:
    """The worst outage of each function that was out, as the verdict has it, the most urgent function first."""
    functions = facts.plan.functions
    for name in sorted(functions, key=lambda each: (functions[each].priority, each)):
        outages = facts.outcome["functions"][name]["outages"]
        if outages:
            worst = worst_row(outages)
            still = ", still out at the end" if worst["to"] is None else ""
            yield KeyFigure(
                span(worst["length"]),
                f"{facts.labels.function(name)} out from {clock(worst['from'])}, RTO {worst['rto']}{still}",
            )


def _silences(facts: Facts) -> Iterator[KeyFigure]:
    for audience, longest in facts.outcome["silence"].items():
        yield KeyFigure(span(longest), f"longest silence towards {code(audience)}")


def _people(facts: Facts) -> Iterator[KeyFigure]:
    for team, row in facts.outcome["check_ins"].items():
        yield KeyFigure(f"{counted(row)} of {row['expected']}", f"people of {code(team)} accounted for")
    for role, holding in facts.outcome["roles"].items():
        gone = sum(ends - begins for begins, ends in holding["uncovered"])
        if gone:
            yield KeyFigure(
                span(gone),
                f"{facts.labels.role(role)} uncovered, in {times(len(holding['uncovered']), 'stretch', 'stretches')}",
            )
