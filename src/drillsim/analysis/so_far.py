"""An outcome while the exercise is still played: what nobody can judge yet is left out of it."""

from typing import cast

from drillsim.analysis.shape import ExpectationRow, FindingRow, FunctionRow, Outcome

AT_THE_END = ("not_restored", "left_away")
"""Findings that are made of how things are at the end, wherever that is."""


def so_far(outcome: Outcome, now: int) -> Outcome:
    """As at the second shown, `now`, which is where it was reckoned to.

    What is expected and not due yet is left out; what is overdue counts as late until it is done. An outage that goes
    on within its RTO, and things that only have to be back to normal at the end, say nothing yet.
    """
    functions = {name: _function(row) for name, row in outcome["functions"].items()}
    return cast(
        Outcome,
        {
            **outcome,
            "functions": functions,
            "expectations": [_expected(row, now) for row in outcome["expectations"] if not is_open(row, now)],
            "findings": [row for row in outcome["findings"] if _is_settled(row, outcome["lasts"])],
        },
    )


def is_open(row: ExpectationRow, now: int) -> bool:
    """Whether it may still be done in time."""
    return row["done"] is None and row["result"] != "not_observed" and (row["due"] is None or now <= row["due"])


def _expected(row: ExpectationRow, now: int) -> ExpectationRow:
    if row["result"] != "never" or row["due"] is None:
        return row
    return {**row, "result": "late", "late_by": now - row["due"]}


def _function(row: FunctionRow) -> FunctionRow:
    return {**row, "outages": [each for each in row["outages"] if each["rto"] != "undecided"]}


def _is_settled(row: FindingRow, end: int) -> bool:
    """What was never done may still be; the rest of the findings is of what has happened."""
    return row["code"] != "never" and not (row["code"] in AT_THE_END and row["at"] == end)
