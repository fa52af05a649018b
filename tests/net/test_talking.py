"""A tabletop whose clock stops to talk (rule 20)."""

from dataclasses import replace

import pytest

from drillsim.analysis.history import read
from drillsim.analysis.talk import Talk, talks
from drillsim.model.exercise import Exercise
from drillsim.net.frames import Ack, Nack
from drillsim.record import commands as c
from drillsim.record import running as r
from report.reading import report_on
from support.live import Table
from support.stage import clock, inject, stage

MINUTE = 60


def tabletop() -> Exercise:
    """Two injects half an hour apart, a task of ten minutes, customers due news an hour after the emergency."""
    return stage(
        plan={
            "tasks": {"count_heads": {"do": "Count heads", "by": "clerk", "takes": "10m"}},
            "updates": {"customers": {"first": "1h", "every": "2h", "by": "lead", "counts_from": "start"}},
        },
        msel=[
            inject("smoke", "T+00:00", tell=["lead", "clerk"], says="Smoke in the lobby", discuss="5m"),
            inject("press", "T+00:30", tell=["lead"], says="A reporter calls"),
        ],
        kind="tabletop",
        clock="stops_to_talk",
    )


def table() -> Table:
    found = Table(tabletop(), ("lead", "clerk"))
    found.start()
    return found


def answer(seats: Table, command: c.Command, said: int | None = None) -> Ack | Nack:
    name = seats.client.act(command, said=said)
    return next(each for each in seats.client.poll() if each.id == name)


def test_the_storys_clock_stands_while_people_talk() -> None:
    seats = table()
    answer(seats, c.Reads("lead", "smoke"))
    seats.pass_time(7 * MINUTE)
    assert (seats.client.second, seats.client.clock.state) == (0, "talking")
    talk = seats.client.clock.talk
    assert talk is not None
    assert (talk.inject, talk.seconds, talk.time_box) == ("smoke", 7 * MINUTE, 5 * MINUTE)


def test_next_takes_it_to_the_next_inject_response_task_end_and_update_in_turn() -> None:
    seats = table()
    answer(seats, c.Does("clerk", "count_heads"), said=clock(0, 5))
    answer(seats, c.Notes("lead", "we called the landlord"), said=clock(0, 45))
    stops = []
    while not seats.host.session.over:
        answer(seats, r.Next())
        while seats.host.session.now < seats.host.session.engine.ends and seats.host.busy:
            seats.beat()
        stops.append(seats.host.session.now)
    assert stops[:5] == [clock(0, 5), clock(0, 15), clock(0, 30), clock(0, 45), clock(1)]


def test_a_pace_has_no_effect() -> None:
    seats = table()
    answer(seats, c.SetPace(60))
    seats.pass_time(10 * MINUTE)
    assert seats.client.second == 0


def test_what_was_said_for_an_earlier_second_than_the_one_shown_is_not_taken() -> None:
    seats = table()
    answer(seats, r.Next())
    shown = seats.host.session.now
    before = len(seats.host.session.entries)
    found = answer(seats, c.Notes("lead", "long ago"), said=shown - 1)
    assert isinstance(found, Nack)
    assert found.why == "bad_message"
    assert len(seats.host.session.entries) == before
    assert isinstance(answer(seats, c.Notes("lead", "just now"), said=shown), Ack)


def test_only_a_clock_that_stops_takes_what_was_said_for_later() -> None:
    exercise = tabletop()
    runs = replace(exercise, drill=exercise.drill.model_copy(update={"clock": "runs"}))
    seats = Table(runs, ("lead", "clerk"))
    seats.start()
    found = answer(seats, c.Notes("lead", "later"), said=clock(1))
    assert isinstance(found, Nack)
    assert found.why == "bad_message"
    assert isinstance(answer(seats, r.Next()), Nack)


def test_typed_and_said_times_are_both_kept_and_the_minutes_of_each_talk() -> None:
    seats = table()
    answer(seats, c.Reads("lead", "smoke"))
    seats.pass_time(6 * MINUTE)
    answer(seats, c.Pause("coffee"))
    seats.pass_time(20 * MINUTE)
    answer(seats, c.Resume())
    seats.pass_time(2 * MINUTE)
    answer(seats, c.Does("clerk", "count_heads"), said=clock(0, 5))
    answer(seats, r.Next())
    seats.pass_time(MINUTE)
    answer(seats, c.End("time is up"))
    seats.beat()
    session = seats.host.session
    typed = next(entry for entry in session.entries if entry.kind == "does")
    assert (typed.at, typed.acts_at) == (0, clock(0, 5))
    assert talks(read(session.exercise, session.entries)) == [Talk("smoke", 0, 8 * MINUTE, 5 * MINUTE)]
    words = " ".join(report_on(session).split())
    assert "| `smoke` | T+00:00 | 8m | 5m | 3m |" in words
    assert "| `clerk` | `does` | T+00:00 | T+00:05 |" in words


@pytest.mark.parametrize("seconds", [1, 600])
def test_time_away_does_not_count_as_talk(seconds: int) -> None:
    seats = table()
    answer(seats, c.Reads("lead", "smoke"))
    seats.pass_time(MINUTE)
    answer(seats, c.RealEmergency("clerk", "somebody fainted"))
    assert seats.client.clock.state == "real_emergency"
    seats.pass_time(seconds)
    answer(seats, c.Resume())
    talk = seats.client.clock.talk
    assert talk is not None
    assert talk.seconds == MINUTE


def test_what_is_talked_about_is_told_to_those_only_who_were_told_of_it() -> None:
    seats = table()
    other = seats.host.connect("clerk", ("clerk",))
    answer(seats, r.Next())
    answer(seats, c.Reads("lead", "press"))  # the clerk knows of no reporter
    seats.host.tick()
    assert "press" not in repr(other.receive())
    seats.client.poll()
    assert seats.client.clock.talk is not None
    assert seats.client.clock.talk.inject == "press"
