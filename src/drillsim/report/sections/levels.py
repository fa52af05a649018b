"""The level of each function over time, as a chart and as a table."""

from collections.abc import Iterator

from drillsim.analysis.words import span
from drillsim.model.spelling import write_clock
from drillsim.report import chart
from drillsim.report.document import Section, Signs
from drillsim.report.facts import Facts
from drillsim.report.figures.levels import levels as figures
from drillsim.report.figures.levels import state_at
from drillsim.report.making import section, table
from drillsim.report.marks import named
from drillsim.report.text import clock, padded, percent

_LABEL = 26  # columns; with the cells of a chart a row has fewer than 80


def levels_section(facts: Facts) -> Section | None:
    """A sign for each stretch of time shows the lowest level in it."""
    if not facts.lasts or not facts.plan.functions:
        return None
    rows = list(_changes(facts))
    return section(
        "levels",
        "Level over time (reckoned)",
        figures(facts),
        Signs(tuple(_chart(facts)), _how(facts)),
        table("Levels", ("at", "function", "level", "MBCO", "state"), rows),
    )


def _how(facts: Facts) -> str:
    return (
        f"Each sign stands for {span(chart.cell(facts.lasts))} and shows the lowest level in it: {named('.')} is 0%,"
        f" {named('▁')} less than an eighth of normal staff, {named('█')} seven eighths and more. Under it,"
        f" {named('▀')} marks time out (below MBCO) and {named('▒')} time put aside."
    )


def _chart(facts: Facts) -> Iterator[str]:
    yield padded("", _LABEL + 2) + chart.axis(write_clock(0), write_clock(facts.lasts), facts.lasts)
    for name, body in facts.plan.functions.items():
        row = facts.outcome["functions"][name]
        out = [(x["from"], facts.lasts if x["to"] is None else x["to"]) for x in row["outages"]]
        aside = [(begins, ends) for begins, ends in row["paused"]]
        below = padded(f"  MBCO {percent(body.mbco)}", _LABEL)
        called = facts.labels.without_names(body.name or name)
        yield f"{padded(chart.label(called, _LABEL), _LABEL)}  {chart.levels(row['level'], facts.lasts)}"
        yield f"{below}  {chart.marks(out, aside, facts.lasts)}".rstrip()


def _changes(facts: Facts) -> Iterator[tuple[str, ...]]:
    found = [
        (int(second), place, name, share)
        for place, name in enumerate(facts.plan.functions)
        for second, share in facts.outcome["functions"][name]["level"]
    ]
    for second, _, name, share in sorted(found):
        yield (
            clock(second),
            facts.labels.function(name),
            percent(share),
            percent(facts.plan.functions[name].mbco),
            state_at(facts, name, second),
        )
