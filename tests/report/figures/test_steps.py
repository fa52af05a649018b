"""A thinned line never looks better or worse than what it was thinned from."""

from hypothesis import given
from hypothesis import strategies as st

from drillsim.report.figures.steps import Step, thinned

LASTS = 100_000


@st.composite
def courses(draw: st.DrawFn) -> list[Step]:
    seconds = sorted(draw(st.sets(st.integers(0, LASTS - 1), min_size=1, max_size=400)))
    return [(second, draw(st.integers(0, 100)) / 100) for second in seconds]


@given(courses(), st.integers(1, 60))
def test_the_lowest_and_the_highest_of_every_column_stay(steps: list[Step], columns: int) -> None:
    kept = thinned(steps, LASTS, columns)
    assert set(kept) <= set(steps)
    assert [second for second, _ in kept] == sorted({second for second, _ in kept})
    assert len(kept) <= max(4, 4 * columns)
    for column in range(columns):
        before, after = (
            [value for second, value in each if second * columns // LASTS == column] for each in (steps, kept)
        )
        assert bool(before) == bool(after)
        if before:
            assert (min(after), max(after), after[0], after[-1]) == (min(before), max(before), before[0], before[-1])


def test_a_short_line_stays_as_it_is() -> None:
    steps = [(0, 1.0), (1, 0.5), (2, 1.0)]
    assert thinned(steps, LASTS) == tuple(steps)
