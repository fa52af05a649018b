"""What the players were expected to do, when it was due, and when it was done."""

from drillsim.analysis.expectations import what_of
from drillsim.analysis.releases import Release
from drillsim.analysis.shape import ExpectationRow
from drillsim.analysis.words import span
from drillsim.record import events as e
from drillsim.report.basis import Basis, Row, basis_of, grouped
from drillsim.report.document import Para, Section
from drillsim.report.facts import Facts
from drillsim.report.making import section, table
from drillsim.report.text import clock, code, times

_HEADS = ("expected", "of", "source", "due", "done", "late by", "result")


def expectations_section(facts: Facts) -> Section | None:
    """One table for each kind of time."""
    rows = [_row(facts, row) for row in facts.outcome["expectations"]]
    later = table("NotDue", _HEADS, [_open(facts, row) for row in facts.not_due])
    above = Para("Not due before EndEx:" if facts.ended else "Not due yet:", "caption") if later else None
    if not rows:
        return section("expectations", "Expectations", "None came due.", above, later)
    results = [row["result"] for row in facts.outcome["expectations"]]
    counts = [(result, results.count(result)) for result in ("on_time", "late", "never", "too_early", "not_observed")]
    said = ", ".join(f"{number} {result.replace('_', ' ')}" for result, number in counts if number)
    blocks = grouped(facts.captions, "Expectations", _HEADS, rows, never="Never done, or not observed:")
    return section(
        "expectations",
        "Expectations",
        f"{times(len(rows), 'expectation', 'expectations')}: {said}.",
        blocks,
        above,
        later,
    )


def _open(facts: Facts, row: ExpectationRow) -> tuple[str, ...]:
    *cells, _ = _row(facts, row).cells
    return *cells, "not due"


def _row(facts: Facts, row: ExpectationRow) -> Row:
    kind, name = what_of(row)
    cells = (
        code(name),
        _role(facts, row, kind, name),
        code(row["source"]),
        clock(row["due"]),
        clock(row["done"]),
        span(row["late_by"]) if row["late_by"] else "-",
        row["result"].replace("_", " "),
    )
    return Row(cells, _basis(facts, kind, name, row["done"]))


def _role(facts: Facts, row: ExpectationRow, kind: str, name: str) -> str:
    """Who was to do it: the role that the inject names, else the task's."""
    release = _source(facts, row["source"])
    expects = release.body.expect if release else ()
    by = next((x.by for x in expects if x.what == (kind, name)), None)
    if by is None and kind == "task":
        by = facts.plan.tasks[name].by
    return "-" if by is None else facts.labels.role(by)


def _source(facts: Facts, source: str) -> Release | None:
    return next((x for x in facts.history.came if source == f"inject:{x.inject}"), None)


def _basis(facts: Facts, kind: str, name: str, done: int | None) -> Basis | None:
    if done is None:
        return None

    def is_it(event: e.Event) -> bool:
        match event:
            case e.TaskDone(_, task):
                return kind == "task" and task == name
            case e.MessageDelivered(_, message):
                return kind == "message" and message == name
            case e.Decided():
                return kind == "choice" and event.choice == name
            case e.ActionSeen(_, action, _, how):
                return kind == "action" and action == name and how == "seen"
            case _:
                return False

    return basis_of(facts.acts_at(done), is_it)
