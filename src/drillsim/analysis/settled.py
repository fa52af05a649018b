"""An outcome as people are told it: what had not come due at EndEx was neither missed nor is it a finding.

The outcome itself (language.md, section 6) calls it `never`: here only what could be judged is left of it.
"""

from typing import cast

from drillsim.analysis.expectations import what_of
from drillsim.analysis.shape import ExpectationRow, FindingRow, Outcome, UpdateRow


def came_due(done: int | None, due: int | None, lasts: int, planned: int) -> bool:
    """Whether something expected was done, or should have been before EndEx, which came at `lasts` (seconds).

    What has no due time may be done up to the planned length: it came due only where that was played.
    """
    if done is not None:
        return True
    return lasts >= planned if due is None else due < lasts


def settled(outcome: Outcome, planned: int) -> Outcome:
    """Without what had not come due, and without the findings of it; `planned` is the exercise's length in seconds."""
    late = {(row["source"], what_of(row)[1], row["due"]) for row in not_due(outcome, planned)}
    news = {(row["audience"], row["due"]) for row in news_not_due(outcome)}
    return cast(
        Outcome,
        {
            **outcome,
            "expectations": [x for x in outcome["expectations"] if _is_settled(x, outcome["lasts"], planned)],
            "updates": [x for x in outcome["updates"] if not _is_open(x, outcome["lasts"])],
            "findings": [x for x in outcome["findings"] if not _is_of(x, late, news)],
        },
    )


def not_due(outcome: Outcome, planned: int) -> list[ExpectationRow]:
    """What was expected and neither done nor due before EndEx."""
    return [row for row in outcome["expectations"] if not _is_settled(row, outcome["lasts"], planned)]


def news_not_due(outcome: Outcome) -> list[UpdateRow]:
    """Updates that were due in the very second of EndEx, and could still have come in it."""
    return [row for row in outcome["updates"] if _is_open(row, outcome["lasts"])]


def _is_settled(row: ExpectationRow, lasts: int, planned: int) -> bool:
    return came_due(row["done"], row["due"], lasts, planned)


def _is_open(row: UpdateRow, lasts: int) -> bool:
    return row["delivered"] is None and row["due"] >= lasts


def _is_of(finding: FindingRow, expected: set[tuple[str, str, int | None]], news: set[tuple[str, int]]) -> bool:
    """Whether it says of one of these that it never came."""
    if finding["code"] != "never":
        return False
    (name, *_), at = finding["about"], finding["at"]
    return (name, at) in news or any((source, name, at) in expected for source in finding["evidence"])
