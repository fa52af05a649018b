"""A drill that is over, played again with one response moved or left out and nothing else changed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillsim.analysis.outcome import written
from drillsim.analysis.shape import Outcome
from drillsim.model.exercise import Exercise
from drillsim.model.spelling import Clock
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record.events import TaskDone, TaskStarted
from drillsim.rehearsal.responses import Recorded, Response
from drillsim.rehearsal.what_if import Dropped, Moved, Played, WhatIf
from drillsim.session.session import Session
from support import drills
from support.stage import clock, header, inject, played, stage

SHIPPED = st.sampled_from(drills.SHIPPED)


def shipped(name: str) -> WhatIf:
    """What can be asked of a shipped drill that has played itself."""
    return WhatIf(Recorded(drills.exercise(name), drills.header(name), drills.play(name).entries))


def of(session: Session) -> WhatIf:
    """What can be asked of this one."""
    return WhatIf(Recorded(session.exercise, session.header, session.entries))


def outcome(found: Played) -> Outcome:
    """What came of it, without customers."""
    return written(found.reckoned, with_contacts=False)


def response(what_if: WhatIf, command: c.Response) -> Response:
    """The one with this command."""
    return next(each for each in what_if.responses if each.command == command)


def with_lines(exercise: Exercise, *, without: int | None = None, later: tuple[int, int] = (0, 0)) -> Exercise:
    """The exercise as if its drill file had been written otherwise: a line less, or one at another time."""
    lines = list(exercise.drill.responses)
    index, seconds = later
    if seconds:
        second = exercise.second(lines[index].at) + seconds
        lines[index] = lines[index].model_copy(update={"at": Clock(second)})
    if without is not None:
        del lines[without]
    return replace(exercise, drill=exercise.drill.model_copy(update={"responses": tuple(lines)}))


@given(SHIPPED, st.data())
def test_moving_by_nothing_changes_nothing(name: str, data: st.DataObject) -> None:
    """The law on which every other answer rests: what is played again is the record."""
    what_if = shipped(name)
    chosen = data.draw(st.sampled_from(what_if.responses))
    again = what_if.play(Moved(chosen, 0))
    assert list(again.reckoned.entries) == list(what_if.recorded.entries)
    assert outcome(again) == written(what_if.as_recorded, with_contacts=False)


@given(SHIPPED, st.data())
def test_leaving_a_response_out_is_the_drill_file_without_that_line(name: str, data: st.DataObject) -> None:
    exercise = drills.exercise(name)
    index = data.draw(st.integers(0, len(exercise.drill.responses) - 1))
    other = Session(with_lines(exercise, without=index), drills.header(name))
    other.finish()
    line = exercise.drill.responses[index]
    what_if = shipped(name)
    left_out = [
        each for each in what_if.responses if each.at == exercise.second(line.at) and each.by == (line.by or "agents")
    ]
    found = [outcome(what_if.play(Dropped(each))) for each in left_out]
    assert outcome(Played(of(other).as_recorded, refused=False)) in found


@given(st.integers(-1800, 3600))
def test_moving_a_response_is_the_drill_file_with_another_time(seconds: int) -> None:
    """Brightline is called at T+00:30 in the tornado drill; its usual time is not said by anybody, and moves too."""
    what_if = shipped("tornado")
    lines = drills.exercise("tornado").drill.responses
    index = next(index for index, line in enumerate(lines) if line.does == "call_brightline")
    other = Session(with_lines(drills.exercise("tornado"), later=(index, seconds)), drills.header("tornado"))
    other.finish()
    moved = what_if.play(Moved(response(what_if, c.Does("partner_lead", "call_brightline")), seconds))
    assert outcome(moved) == outcome(Played(of(other).as_recorded, refused=False))


COUNTED = {
    "plan": {"tasks": {"count_heads": {"do": "Count", "by": "clerk", "takes": "10m"}}},
    "msel": [inject("smoke", "T+00:05", tell=["lead"], says="Smoke")],
    "lasts": "2h",
}


def runs(found: Played) -> list[tuple[str, int]]:
    """When tasks began and ended."""
    log = found.reckoned.history.events
    return [(type(event).__name__, event.at) for event in log if isinstance(event, TaskStarted | TaskDone)]


def test_what_somebody_said_to_end_a_task_moves_with_its_start() -> None:
    """Given work of 25 minutes by the file's own words, when it begins 10 earlier, then it takes 25 minutes still."""
    exercise = stage(
        **COUNTED,  # type: ignore[arg-type]  # the stage's own keys
        responses=[
            {"at": "T+00:30", "by": "clerk", "does": "count_heads"},
            {"at": "T+00:55", "by": "clerk", "done": "count_heads"},
        ],
    )
    what_if = of(played(exercise))
    begun = response(what_if, c.Does("clerk", "count_heads"))
    assert runs(what_if.play(Moved(begun, -600))) == [("TaskStarted", clock(0, 20)), ("TaskDone", clock(0, 45))]
    alone = response(what_if, c.Done("clerk", "count_heads"))
    assert runs(what_if.play(Moved(alone, -600))) == [("TaskStarted", clock(0, 30)), ("TaskDone", clock(0, 45))]
    assert outcome(what_if.play(Dropped(begun)))["refused"][0]["text"] == "count_heads is not running"


def live(kind: str = "tabletop", **drill: str) -> Session:
    """A live drill in which a clerk counts heads; one who played it gives a role away and ends it."""
    exercise = stage(**COUNTED, kind=kind, **drill)  # type: ignore[arg-type]  # as above
    session = Session(exercise, replace(header(exercise, live=True, taken=["lead", "clerk"]), facilitated=True))
    session.take(r.OnShift("agents", 60), client_id="0")
    session.take(r.Start(), client_id="1")
    return session


def test_a_live_drill_takes_the_commands_of_people_again() -> None:
    """Given a timed drill, when the start moves, then what people said moves with it, and all the rest stays."""
    session = live("timed")
    session.advance(clock(0, 30))
    session.take(c.Pause("coffee"), client_id="2")
    session.take(c.Resume(), client_id="3")
    session.take(c.Does("clerk", "count_heads"), client_id="4", actor="clerk")
    session.advance(clock(0, 40))
    session.take(c.GiveUsual("count_heads"), client_id="5")
    session.advance(clock(1))
    session.take(c.End(), client_id="6")
    session.finish()
    what_if = of(session)
    begun = response(what_if, c.Does("clerk", "count_heads"))
    assert runs(what_if.play(Moved(begun, 0)))[0] == ("TaskStarted", clock(0, 30))
    moved = what_if.play(Moved(begun, -900))
    assert runs(moved) == [("TaskStarted", clock(0, 15)), ("TaskDone", clock(0, 25))]
    assert outcome(moved)["lasts"] == outcome(what_if.play(Dropped(begun)))["lasts"]
    assert moved.reckoned.history.exercise.drill.on_shift == {"agents": 60}
    late = what_if.play(Moved(begun, 7200))
    assert runs(late) == [], "after EndEx nothing acts"


@pytest.mark.parametrize(("by", "begins"), [(-600, 10), (-1500, 0), (600, 30)])
def test_where_the_clock_stops_to_talk_the_second_that_was_said_moves(by: int, begins: int) -> None:
    """Given work said at T+00:05 to be done at T+00:20, when it moves, then by what was said, not by when it was."""
    session = live(clock="stops_to_talk")
    session.advance(clock(0, 5))
    session.take(c.Does("clerk", "count_heads"), client_id="2", actor="clerk", said=clock(0, 20))
    session.finish()
    what_if = of(session)
    begun = response(what_if, c.Does("clerk", "count_heads"))
    assert begun.at == clock(0, 20)
    if begun.at + by < 0:
        by = -begun.at
    assert runs(what_if.play(Moved(begun, by)))[0] == ("TaskStarted", clock(0, begins))


def test_what_no_longer_fits_is_refused_and_said() -> None:
    """Route back at T+06:05: people have not been called back yet."""
    what_if = shipped("tornado")
    back = response(what_if, c.Does("telecom_lead", "route_back"))
    found = what_if.play(Moved(back, -7200))
    assert found.refused
    assert outcome(found)["refused"][-1]["text"] == "route_back comes after recall_staff"
    assert not what_if.play(Moved(back, 0)).refused
