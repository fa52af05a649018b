"""What customers met, drawn: the sums of the intervals are those of the outcome."""

import pytest

from drillsim.model.spelling import DAY, HOUR, MINUTE
from drillsim.report import svg
from drillsim.report.figures.contacts import MOST_INTERVALS, contacts, length
from support.figures import boxes, facts_of, rows, shipped, words
from support.stage import stage


@pytest.mark.row("S-101")
def test_the_intervals_of_the_tornado_add_up_to_what_came_and_who_gave_up() -> None:
    found = shipped("tornado")
    calls = contacts(found)[0]
    told = found.outcome["functions"]["inbound_calls"]["contacts"]
    offered, abandoned, longest = ([int(row[column]) for row in rows(calls)] for column in (3, 5, 6))
    assert (sum(offered), sum(abandoned), max(longest)) == (told["offered"], told["abandoned"], told["backlog_peak"])
    assert f"{told['offered']} contacts came" in calls.alt
    assert f"{told['answered']} were answered, {told['abandoned']} gave up" in calls.alt


def test_answered_and_gave_up_are_told_apart_by_pattern() -> None:
    calls = contacts(shipped("tornado"))[0]
    assert boxes(calls, "first", "solid")
    assert boxes(calls, "bad", "hatched")
    assert {"answered", "gave up"} <= set(words(calls))


@pytest.mark.parametrize(
    ("lasts", "each"), [(HOUR, MINUTE), (9 * HOUR, 10 * MINUTE), (48 * HOUR, 30 * MINUTE), (30 * DAY, DAY)]
)
def test_intervals_are_round_and_at_most_a_hundred(lasts: int, each: int) -> None:
    assert length(lasts) == each
    assert lasts / each <= MOST_INTERVALS


@pytest.mark.parametrize("drill", ["tornado", "hurricane_carrier", "pandemic"])
def test_no_picture_is_large(drill: str) -> None:
    assert all(len(svg.in_page(figure).encode()) < 60_000 for figure in contacts(shipped(drill)))


def test_a_plan_without_contacts_has_no_picture() -> None:
    assert contacts(facts_of(stage())) == []
