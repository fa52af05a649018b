"""The verdict's search: which one earlier response would have kept a promise, and whether that is true."""

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillsim.analysis.promises import Judged, Promise, judged
from drillsim.analysis.releases import known_from
from drillsim.record.written import Sought, Verdict
from drillsim.rehearsal.earlier import ACTS, Search, search, spread
from drillsim.rehearsal.responses import Recorded
from drillsim.rehearsal.what_if import Moved, WhatIf
from support import drills
from support.stage import clock, inject, played, stage

STEPS = {
    ("tornado", "rto:inbound_calls"): ("task:call_brightline", clock(0, 30), 8),
    ("email_outage", "news:customers"): ("message:holding_statement", clock(0, 35), 5),
    ("vendor_outage", "rto:service_calls"): ("task:call_callwise", clock(2, 5), 30),
    ("bomb_threat", "rto:urgent_line"): ("task:bring_back", clock(3, 22), 2),
}
"""The answers for the shipped drills, each found by trying every minute of every response: what, when, minutes."""

NONE = {
    ("tornado", "rto:email_support"),
    ("tornado", "news:customers"),
    ("server_loss", "rto:email_support"),
    ("server_loss", "news:customers"),
    ("server_loss", "news:staff"),
    ("email_outage", "news:staff"),
    ("pandemic", "news:customers"),
    ("hurricane_carrier", "rto:care_line"),
    ("hurricane_carrier", "put_aside:claims_chat"),
    ("hurricane_carrier", "news:customers"),
    ("vendor_outage", "news:customers"),
    ("vendor_outage", "news:clients"),
    ("bomb_threat", "news:customers"),
    ("bomb_threat", "news:staff"),
}
"""Promises of theirs that no single earlier step would have kept, by the same trying."""


def recorded(name: str) -> Recorded:
    """A shipped drill that has played itself."""
    return Recorded(drills.exercise(name), drills.header(name), drills.play(name).entries)


def promise(found: Sought) -> Promise:
    """What was sought."""
    return Promise(found.promise, found.name, found.share)


@pytest.mark.parametrize("name", drills.SHIPPED)
def test_the_shipped_drills_and_their_answers_are_true(name: str) -> None:
    """Each step keeps its promise and breaks what it says it breaks; given one minute less, it does not keep it."""
    verdict = search(recorded(name))
    what_if = WhatIf(recorded(name))
    assert {(name, promise(each).ref) for each in verdict.sought if each.step is None} == {
        x for x in NONE if x[0] == name
    }
    for each in verdict.sought:
        assert each.searched
        step = each.step
        if step is None:
            continue
        assert STEPS[name, promise(each).ref] == (step.what, step.at, step.earlier // 60)
        response = next(x for x in what_if.responses if x.seq == step.entry)
        assert (response.ref, response.by, response.at) == (step.what, step.by, step.at)
        kept, short = (judged(what_if.play(Moved(response, by)).reckoned) for by in (-step.earlier, 60 - step.earlier))
        assert kept[promise(each)].kept == "kept"
        assert short[promise(each)].kept == "missed"
        assert step.at - step.earlier >= step.known
        before = judged(what_if.as_recorded)
        assert list(step.breaks) == [
            x.ref
            for x, after in kept.items()
            if after.kept == "missed" and (x not in before or before[x].kept != "missed")
        ]


def test_the_tornado() -> None:
    """Brightline at T+00:22 instead of T+00:30, eighteen minutes after the lights went out: the RTO is met exactly."""
    found = search(recorded("tornado")).sought[0]
    assert (found.promise, found.name, found.second) == ("rto", "inbound_calls", clock(2, 2))
    step = found.step
    assert step is not None
    assert asdict(step) == {
        "entry": step.entry,
        "what": "task:call_brightline",
        "by": "partner_lead",
        "at": clock(0, 30),
        "earlier": 480,
        "known": clock(0, 12),
        "breaks": (),
    }


@pytest.mark.parametrize("name", ["tornado", "email_outage", "server_loss"])
def test_none_means_that_no_minute_of_any_response_keeps_it(name: str) -> None:
    """Tried without any of the search's shortcuts, every few minutes from the earliest second on."""
    what_if = WhatIf(recorded(name))
    came = what_if.as_recorded.history.came
    before = judged(what_if.as_recorded)
    missed = {each: was for each, was in before.items() if (name, each.ref) in NONE and was.kept == "missed"}
    for response in what_if.responses:
        if not isinstance(response.command, ACTS):
            continue
        earliest = min(known_from(came, response.at, was.since) for was in missed.values())
        for second in range(response.at, earliest - 1, -780):
            found = what_if.play(Moved(response, second - response.at))
            after: dict[Promise, Judged] = {} if found.refused else judged(found.reckoned)
            for each, was in missed.items():
                early = second < known_from(came, response.at, was.since)
                ended = each in after and (after[each].until or was.second) < was.second
                assert early or ended or each not in after or after[each].kept != "kept"


MEND = {"do": "Mend it", "by": "clerk", "takes": "30m", "effect": {"repair": ["power"]}}


def two_failures() -> Recorded:
    """Power fails at T+00:10 and is told at T+00:12; it fails for good at T+02:00 and is told at T+02:05."""
    exercise = stage(
        plan={"tasks": {"mend": MEND}},
        msel=[
            inject("flicker", "T+00:10", happens={"fail": ["power"]}),
            inject("told", "T+00:12", tell=["lead"], says="It is dark"),
            inject("back", "T+00:20", happens={"repair": ["power"]}),
            inject("dark", "T+02:00", happens={"fail": ["power"]}),
            inject("told_again", "T+02:05", tell=["lead"], says="It is dark again"),
        ],
        responses=[{"at": "T+03:10", "by": "clerk", "does": "mend"}],
    )
    session = played(exercise)
    return Recorded(exercise, session.header, session.entries)


def test_nobody_answers_what_has_not_been_heard_of() -> None:
    """Given a second failure, then what answers it may come at its own first word, not at that of the first."""
    came = WhatIf(two_failures()).as_recorded.history.came
    assert known_from(came, clock(3), clock(2)) == clock(2, 5)
    assert known_from(came, clock(3), clock(0, 10)) == clock(0, 12)
    assert known_from(came, clock(0, 11), clock(0, 10)) == clock(0, 11), "nothing was told before it"
    assert known_from(came, clock(1), clock(2)) == clock(0, 12), "it answers the first"
    assert known_from(came[:0], clock(1), 0) == clock(1)


def test_a_step_that_would_have_to_come_before_the_first_word_is_none() -> None:
    """Given an RTO of an hour and work of half an hour, then it has to begin by T+02:30; at T+03:10 it was 40m late."""
    verdict = search(two_failures())
    assert [(each.promise, each.step and (each.step.what, each.step.earlier)) for each in verdict.sought] == [
        ("rto", ("task:mend", 2400))
    ]


def test_a_search_that_would_take_too_long_says_so() -> None:
    """Given room for two plays only, then nothing is searched, and nothing is claimed."""
    few = Search(recorded("tornado"), most_played=2 * len(recorded("tornado").entries)).verdict()
    assert few.plays == 0
    assert [(each.step, each.searched) for each in few.sought] == [(None, False)] * 3


def test_customers_count_where_a_condition_asks_about_their_queue() -> None:
    """Given the same room for both, then a drill that has to play a large queue each time is not searched."""

    def sought(asks: str) -> list[bool]:
        functions = {"calls": {"contacts": {"channel": "voice", "per_hour": 6000, "handling": "6m"}}}
        story = [inject("dark", "T+00:10", tell=["lead"], happens={"fail": ["power"]})]
        story.append(inject("long", tell=["lead"], says="They wait", **{"if": asks}))
        exercise = stage(
            plan={"functions": functions, "tasks": {"mend": MEND}},
            msel=story,
            responses=[{"at": "T+01:10", "by": "clerk", "does": "mend"}],
        )
        session = played(exercise)
        recorded = Recorded(exercise, session.header, session.entries)
        found = Search(recorded, most_played=40 * len(session.entries)).verdict()
        return [each.searched for each in found.sought]

    assert sought("power up for 7h") == [True]
    assert sought("calls waiting above 100000") == [False]


def test_one_that_runs_out_on_the_way_keeps_what_it_knows() -> None:
    """Given room for forty plays, then fewer points are tried; what is claimed is true all the same."""
    entries = len(recorded("tornado").entries)
    some = Search(recorded("tornado"), most_played=40 * entries).verdict()
    assert some.plays <= 40
    for each in some.sought:
        assert each.step is None or (each.step.what, each.step.earlier) == ("task:call_brightline", 480)


def test_the_same_record_has_the_same_verdict_and_whoever_waits_is_told() -> None:
    told: list[int] = []
    assert search(recorded("email_outage"), told.append) == search(recorded("email_outage"))
    assert told == list(range(1, len(told) + 1))


def test_a_drill_that_kept_every_promise_needs_no_search() -> None:
    exercise = stage(msel=[inject("smoke", "T+00:05", tell=["lead"], says="Smoke")], lasts="1h")
    session = played(exercise)
    assert search(Recorded(exercise, session.header, session.entries)) == Verdict((), 0)


@given(st.lists(st.integers(), unique=True), st.integers(1, 40))
def test_points_are_left_out_evenly_and_never_the_last(points: list[int], most: int) -> None:
    found = spread(sorted(points), most)
    assert len(found) == min(len(points), most)
    assert found == sorted(set(found))
    assert found[-1:] == sorted(points)[-1:]
