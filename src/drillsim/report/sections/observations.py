"""What evaluators saw: when it was seen and when it was written, of which objective."""

from collections.abc import Sequence
from datetime import UTC, datetime

from drillsim.analysis.written import Noted
from drillsim.record import written as w
from drillsim.report.document import Section
from drillsim.report.facts import Facts
from drillsim.report.making import section, table
from drillsim.report.text import clock, code

_SECOND = 10**9


def observations_section(facts: Facts) -> Section | None:
    """By objective, in the order of the scenario, those of none last; within one by when it was seen."""
    found = facts.writing.of(w.Observe)
    if not found:
        return None
    return section(
        "observations",
        "Observations",
        "Notes of evaluators, as they wrote them. Written is the exercise clock when a note was first written.",
        table(
            "Observations",
            ("objective", "seen", "written", "by", "about", "rates it", "what was seen"),
            [_row(facts, noted) for noted in _sorted(facts, found)],
        ),
    )


def _sorted(facts: Facts, found: Sequence[Noted[w.Observe]]) -> list[Noted[w.Observe]]:
    order = {name: place for place, name in enumerate(facts.exercise.objectives)}
    return sorted(
        found,
        key=lambda noted: (order.get(noted.line.objective or "", len(order)), noted.observed_at, noted.seq),
    )


def _row(facts: Facts, noted: Noted[w.Observe]) -> tuple[str, ...]:
    line = noted.line
    return (
        "-" if line.objective is None else code(line.objective),
        clock(noted.observed_at),
        written_at(noted),
        facts.labels.role(line.by),
        ", ".join(facts.labels.called(name) for name in (line.inject, line.task) if name) or "-",
        line.rating or "-",
        facts.labels.text(line.text),
    )


def written_at(noted: Noted[w.Observe] | Noted[w.Rate]) -> str:
    """On the exercise clock, or once that had ended on the calendar, where somebody watched the wall clock."""
    if not noted.after_endex:
        return clock(noted.at)
    if not noted.wall_ns:
        return "after EndEx"
    return f"after EndEx, {datetime.fromtimestamp(noted.wall_ns // _SECOND, UTC):%Y-%m-%d %H:%M} UTC"
