"""Rule 12, by name: a named agent counts once, a later status replacing the earlier."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillsim.analysis.history import read
from drillsim.analysis.outcome import outcome
from drillsim.loading.played import played as lines_of
from drillsim.model.drill import STATUSES
from drillsim.model.exercise import Exercise
from drillsim.record import commands as c
from drillsim.record import events as e
from drillsim.record.state import fold
from drillsim.session.session import Session
from support.stage import Raw, clock, events, header, inject, played, stage

COUNTED = ("working", "assembled", "safe", "cannot_work")
SEND: Raw = {"at": "T+00:10", "by": "clerk", "does": "go"}
PLAN: Raw = {
    "functions": {"calls": {"routed_to": ["hub", "home", "spare"]}},
    "tasks": {
        "go": {
            "do": "Send home",
            "by": "clerk",
            "effect": {"move": [{"team": "agents", "to": "home", "count": 50, "arrive": "check_in"}]},
        },
        "recall": {
            "do": "Call back",
            "by": "clerk",
            "effect": {"move": [{"team": "agents", "to": "hub", "from": "home", "count": 2, "arrive": "check_in"}]},
        },
    },
}


def says(minute: int, name: str, status: str = "working", **more: Any) -> Raw:
    return {"at": f"T+01:{minute:02}", "check_in": {"team": "agents", "name": name, "status": status, **more}}


def numbers(minute: int, count: int, status: str = "working") -> Raw:
    return {"at": f"T+01:{minute:02}", "check_in": {"team": "agents", "count": count, "status": status}}


def sent_home(*said: Raw, msel: list[Raw] | None = None) -> Exercise:
    """50 of 100 agents were sent home, and these report."""
    return stage(plan=PLAN, responses=[SEND, *said], msel=msel)


def where(drill: Exercise, team: str = "agents") -> dict[str, int]:
    """How many of a team are where in the end."""
    found: dict[str, int] = {}
    for group, number in played(drill).engine.play.state.people.items():
        if group.team == team:
            name = f"{group.where.kind} {group.where.site}"
            found[name] = found.get(name, 0) + number
    return found


def reached(drill: Exercise) -> list[list[int]]:
    session = played(drill)
    return outcome(drill, session.header, session.entries)["check_ins"]["agents"]["reached"]


def test_a_later_status_of_a_name_replaces_the_earlier_and_the_name_counts_once() -> None:
    drill = sent_home(says(0, "ana"), says(1, "ana", "safe"), says(2, "bo", "safe"), says(3, "ana"))
    assert where(drill) == {"at hub": 50, "to_check_in home": 48, "at home": 1, "accounted home": 1}
    assert [(event.counted, event.surplus) for event in events(drill, e.CheckedIn)] == [(1, 0), (0, 0), (1, 0), (0, 0)]
    assert reached(drill) == [[clock(1), 1], [clock(1, 2), 2]]


def test_saying_the_same_again_changes_nothing_and_is_no_surplus() -> None:
    drill = sent_home(*(says(minute, "ana") for minute in range(5)))
    assert where(drill)["at home"] == 1
    assert sum(event.surplus for event in events(drill, e.CheckedIn)) == 0


def test_who_comes_on_top_of_those_who_were_sent_is_surplus_once() -> None:
    drill = sent_home(numbers(0, 50), says(1, "ana"), says(2, "ana"), says(3, "ana", "safe"))
    assert [event.surplus for event in events(drill, e.CheckedIn)] == [0, 1, 0, 0]
    assert where(drill) == {"at hub": 50, "at home": 50}


def test_a_number_of_people_takes_nobody_who_was_counted_by_name() -> None:
    """Ana is safe; 5 who work are others, and ana works only when she says so."""
    drill = sent_home(says(0, "ana", "safe"), numbers(1, 5), says(2, "ana"))
    assert where(drill) == {"at hub": 50, "to_check_in home": 44, "at home": 6}


def test_a_name_comes_first_from_those_counted_without_one() -> None:
    drill = sent_home(numbers(0, 3, "safe"), says(1, "ana"))
    assert where(drill) == {"at hub": 50, "to_check_in home": 47, "accounted home": 2, "at home": 1}
    assert reached(drill) == [[clock(1), 3]]


def test_another_place_takes_the_person_along() -> None:
    drill = sent_home(says(0, "ana"), says(1, "ana", at="spare"))
    assert where(drill) == {"at hub": 50, "to_check_in home": 49, "at spare": 1}


def test_out_and_in_need_of_help_are_recorded_and_move_nobody() -> None:
    drill = sent_home(says(0, "ana", "out"), says(1, "ana", "need_help"), says(2, "ana"))
    assert where(drill) == {"at hub": 50, "to_check_in home": 49, "at home": 1}


def test_who_is_sent_on_arrives_again_where_the_check_in_names_the_place() -> None:
    """Two of three are called back; ana says where she is, bo does not and stays counted at home."""
    said = [says(0, "ana"), says(1, "bo"), says(2, "cy"), {"at": "T+02:00", "by": "clerk", "does": "recall"}]
    there = {"at": "T+03:00", "check_in": {"team": "agents", "name": "ana", "at": "hub"}}
    silent = {"at": "T+03:00", "check_in": {"team": "agents", "name": "bo"}}
    drill = sent_home(*said, there, silent)
    assert where(drill) == {"at hub": 51, "to_check_in home": 47, "at home": 1, "to_check_in hub": 1}


def test_names_go_along_where_all_leave_a_place() -> None:
    """The site closes under them: safe or not is theirs to say, and nobody is counted twice."""
    lost = [inject("flood", "T+02:00", happens={"close": ["home"]})]
    again = {"at": "T+03:00", "check_in": {"team": "agents", "name": "ana", "status": "safe"}}
    drill = sent_home(says(0, "ana"), says(1, "bo"), again, msel=lost)
    assert where(drill) == {"at hub": 50, "to_check_in home": 48, "accounted home": 1, "away home": 1}
    assert reached(drill)[-1][1] == 2


def test_a_log_that_comes_late_counts_when_people_signed_in() -> None:
    drill = sent_home(says(30, "ana", since="T+00:40"), says(31, "bo", since="T+00:20"), says(32, "cy"))
    assert reached(drill) == [[clock(0, 20), 1], [clock(0, 40), 2], [clock(1, 32), 3]]
    assert [event.at for event in events(drill, e.CheckedIn)] == [clock(1, 30), clock(1, 31), clock(1, 32)]


def test_who_signed_in_before_anybody_was_sent_counts_from_then() -> None:
    assert reached(sent_home(says(0, "ana", since="T+00:02"))) == [[600, 1]]


def test_an_older_report_replaces_nothing() -> None:
    drill = sent_home(says(0, "ana", "need_help"), says(5, "ana", since="T+00:50"))
    assert where(drill) == {"at hub": 50, "to_check_in home": 50}
    assert played(drill).engine.play.state.roll.reports["agents", "ana"].status == "need_help"


def test_visitors_are_counted_and_go_nowhere() -> None:
    drill = sent_home({"at": "T+01:00", "check_in": {"team": "visitors", "count": 3, "status": "assembled"}})
    (event,) = events(drill, e.CheckedIn)
    assert (event.team, event.count, event.counted, event.surplus) == ("visitors", 3, 0, 0)


def test_what_was_said_by_name_is_exported_as_it_was_said_of_an_agent_without_one() -> None:
    said = c.ChecksIn(None, "agents", 1, "home", "safe", None, "Ana R", 4_000)
    drill = sent_home()
    session = Session(drill, header(drill, live=True))
    session.advance(5_000)
    session.take(said, client_id="1")
    session.finish()
    (row,) = [row for row in lines_of(session.entries).responses if "check_in" in row]
    wanted = {"team": "agents", "name": "agent_1", "at": "home", "status": "safe", "since": "T+01:06:40"}
    assert row["check_in"] == wanted


NAMES = st.sampled_from(["ana", "bo", "cy", "di"])
SITES = st.sampled_from([None, None, "home", "spare"])
REPORTS = st.lists(st.tuples(NAMES, st.sampled_from(STATUSES), SITES, st.integers(0, 59)), max_size=25)


@given(REPORTS, st.integers(0, 6))
@settings(max_examples=60, deadline=None)
def test_whatever_people_say_each_name_counts_once_and_nobody_comes_or_goes(
    reports: list[tuple[str, str, str | None, int]], travelling: int
) -> None:
    """Also where fewer travel than say that they have arrived, and where reports come late."""
    said = []
    for minute, (name, status, site, since) in enumerate(reports):
        more = {"since": f"T+00:{since:02}"} if since % 3 == 0 else {}
        said.append(says(minute, name, status, **({"at": site} if site else {}), **more))
    drill = stage(plan=PLAN, responses=[{**SEND, "count": travelling}, *said] if travelling else said)
    log = played(drill).engine.play.log
    checked = [event for event in log if isinstance(event, e.CheckedIn)]
    for each in {event.name for event in checked}:
        assert sum(event.counted for event in checked if event.name == each) <= 1
    assert sum(event.counted for event in checked) <= travelling
    assert sum(n for group, n in fold(drill, log).people.items() if group.team == "agents") == 100


@pytest.mark.parametrize("order", [("safe", "working"), ("working", "safe"), ("assembled", "cannot_work")])
def test_where_enough_travel_each_who_says_to_have_arrived_is_counted(order: tuple[str, str]) -> None:
    drill = sent_home(*(says(number, name, status) for number, name in enumerate("abc") for status in order))
    assert reached(drill)[-1][1] == 3


def test_a_record_with_names_reads_as_it_was_played() -> None:
    session = played(sent_home(says(0, "ana"), says(1, "ana", "safe")))
    names = [event.name for event in read(session.exercise, session.entries).events if isinstance(event, e.CheckedIn)]
    assert names == ["ana", "ana"]
