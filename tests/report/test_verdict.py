"""The verdict's sentences and the promises that the search and the history reckon with are the same."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings

from drillsim.analysis.outcome import written
from drillsim.analysis.promises import judged, told
from drillsim.analysis.reckoning import Reckoning
from drillsim.model.exercise import Exercise
from drillsim.report.verdict import verdict
from support import drills
from support.anything import drills as any_drill
from support.stage import played

SLOW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


def agree(found: Reckoning) -> None:
    said = Counter(pair.result for pair in verdict(found.history.exercise, written(found)))
    assert Counter(told(judged(found))) == said


@pytest.mark.parametrize("name", drills.SHIPPED)
def test_what_is_counted_is_what_the_verdict_says(name: str) -> None:
    agree(drills.reckoned(name))


@SLOW
@given(any_drill())
def test_also_of_any_play(exercise: Exercise) -> None:
    session = played(exercise)
    agree(Reckoning(session.exercise, session.header, session.entries))
