"""Whatever is played can be reported; every kind of event has words."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drillsim.analysis.outcome import written
from drillsim.analysis.reckoning import Reckoning
from drillsim.model.exercise import Exercise
from drillsim.record import events as e
from drillsim.record.codec import EVENTS
from drillsim.report.event_words import words
from drillsim.report.facts import facts
from report.reading import report_of, titles
from support import drills, record_samples
from support.anything import drills as any_drill

SLOW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(any_drill(), st.booleans())
def test_any_play_has_a_report(exercise: Exercise, stand_ins: bool) -> None:  # noqa: FBT001 -- hypothesis draws it
    said = report_of(exercise, stand_ins=stand_ins)
    assert len(titles(said)) == len(set(titles(said)))
    assert said.startswith("# After-action report")


@given(
    st.sampled_from([kind for kind in EVENTS.values() if kind is not e.BackupTookOver]).flatmap(record_samples.anything)
)
def test_every_event_is_one_line(event: Any) -> None:
    """Whatever names it holds; a backup that took over has to be one of the plan."""
    session = drills.play("email_outage")
    reckoned = Reckoning(session.exercise, session.header, session.entries)
    line = words(facts(reckoned, written(reckoned), names=False), event)
    assert line
    assert len(line.splitlines()) == 1
