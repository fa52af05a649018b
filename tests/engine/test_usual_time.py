"""A task that waits for a done may be given its usual time instead; that is marked as estimated."""

import pytest

from drillsim.loading.played import played as lines_of
from drillsim.record import commands as c
from drillsim.record import events as e
from drillsim.session.session import Session
from support.stage import Raw, clock, header, played, stage

PLAN: Raw = {"tasks": {"walk": {"do": "Walk", "by": "clerk", "takes": "30m"}}}


def given_at(second: int) -> Session:
    """A timed drill in which the clerk walks from T+01:00 and the facilitator gives the usual time."""
    drill = stage(plan=PLAN, kind="timed")
    session = Session(drill, header(drill, live=True, taken=["clerk"]))
    session.take(c.GiveUsual("walk"), client_id="early")
    session.advance(clock(1))
    session.take(c.Does("clerk", "walk"), client_id="go")
    session.advance(second)
    session.take(c.GiveUsual("walk"), client_id="usual")
    session.finish()
    return session


def ends(session: Session) -> list[tuple[int, bool]]:
    return [(event.at, event.estimated) for event in session.engine.play.log if isinstance(event, e.TaskDone)]


@pytest.mark.parametrize(("given", "ended"), [(clock(1, 10), clock(1, 30)), (clock(2), clock(2))])
def test_it_ends_at_its_usual_end_or_at_once_where_that_has_passed(given: int, ended: int) -> None:
    session = given_at(given)
    assert ends(session) == [(ended, True)]


@pytest.mark.parametrize("given", [clock(1, 10), clock(1, 30), clock(2)])
def test_the_exported_file_gives_the_same_end(given: int) -> None:
    session = given_at(given)
    lines = lines_of(session.entries)
    conduct = [row for row in lines.conduct if row["at"] != "T+00:00"]
    again = stage(plan=PLAN, kind="timed", responses=lines.responses, conduct=conduct, unfinished=lines.unfinished)
    assert ends(played(again)) == ends(session)
    assert lines.unfinished == []


def test_what_does_not_wait_is_refused() -> None:
    session = given_at(clock(2))
    refused = [event for event in session.engine.play.log if isinstance(event, e.Refused)]
    assert [(event.by, event.what, event.why) for event in refused] == [("facilitator", "walk", "unknown")]
