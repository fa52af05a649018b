"""The evaluator's first list: each objective with what was measured so far, what that would be, and the own rating."""

from drillsim.present.evaluation.facts import at_a_glance
from drillsim.present.rows import Cell, Column, Row, Table
from drillsim.present.words import line
from drillsim.session.review import ObjectiveReview, ReviewView

COLUMNS = (Column(16), Column(), Column(10), Column(7))


def objectives(review: ReviewView | None, by: str) -> Table:
    """`by` is whose ratings are MINE; others' stand below."""
    own = () if review is None else review.objectives
    rated = sum(any(each.by == by for each in row.ratings) for row in own)
    return Table(
        f"Objectives, {rated} of {len(own)} rated by you: measured, proposed, mine",
        COLUMNS,
        tuple(_row(each, by, over=review is not None and review.over) for each in own),
        "1 P  2 S  3 M  4 U  enter facts",
        "Nothing has been measured yet." if review is None else "The scenario states no objective.",
    )


def _row(row: ObjectiveReview, by: str, *, over: bool) -> Row:
    mine = next((each for each in row.ratings if each.by == by), None)
    so_far = "" if over else " so far"
    proposed = Cell(f"{row.proposed}{so_far}", "strong") if row.proposed else Cell("-", "dim")
    cells = (
        Cell(row.id),
        Cell(at_a_glance(row.measured), "dim" if row.proposed is None else "plain"),
        proposed,
        Cell("mine -", "warn") if mine is None else Cell(f"mine {mine.letter}", "good"),
    )
    return Row(row.id, cells, "\n".join(_under(row)))


def _under(row: ObjectiveReview) -> list[str]:
    """Why it would be rated so, and what people wrote."""
    found = [f"proposed because: {line('; '.join(row.because))}"] if row.proposed else []
    return [*found, *(f"{each.by} {each.letter}: {line(each.why)}" for each in row.ratings)]
