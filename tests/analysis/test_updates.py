"""Rule 8: who was due news when, and the longest silence."""

from collections.abc import Sequence

import pytest

from drillsim.analysis.shape import Outcome
from drillsim.analysis.updates import Milestones, Reminders
from drillsim.model.exercise import Exercise
from drillsim.record import events as e
from support.histories import came_of, delivered, mode
from support.stage import Raw, clock, stage


def next_due(exercise: Exercise, events: Sequence[e.Event], audience: str, now: int) -> int | None:
    """By somebody who reads everything at once."""
    return Reminders(exercise).next_due(events, audience, now)


def cadence(counts_from: str = "impact", **update: object) -> Exercise:
    """Customers are due news after 30m, then every hour; calls need records."""
    plan: Raw = {
        "functions": {"calls": {"needs": ["crm"]}},
        "updates": {"customers": {"first": "30m", "every": "1h", "by": "clerk", "counts_from": counts_from, **update}},
    }
    return stage(plan=plan, lasts="6h")


def dues(result: Outcome) -> list[tuple[int, int | None, str, int | None]]:
    return [(row["due"], row["delivered"], row["result"], row["late_by"]) for row in result["updates"]]


IMPACT = e.SystemFailed(120, "crm")


@pytest.mark.row("S-95")
def test_each_update_is_due_an_interval_after_the_delivery_before() -> None:
    """First impact at T+00:02; the last due second is the last one before the end at T+06:00."""
    seconds = [clock(0, 25), clock(1, 40), clock(2, 35)]
    result = came_of(cadence(), IMPACT, *map(delivered, seconds))
    assert dues(result) == [
        (clock(0, 32), clock(0, 25), "on_time", 0),
        (clock(1, 25), clock(1, 40), "late", 900),
        (clock(2, 40), clock(2, 35), "on_time", 0),
        (clock(3, 35), None, "never", None),
    ]
    assert result["silence"] == {"customers": clock(6) - clock(2, 35)}
    assert list(result["updates"][0]) == ["audience", "due", "delivered", "result", "late_by"]


def test_at_the_due_second_is_on_time() -> None:
    assert dues(came_of(cadence(every=None), IMPACT, delivered(1920))) == [(1920, 1920, "on_time", 0)]
    assert dues(came_of(cadence(every=None), IMPACT, delivered(1921))) == [(1920, 1921, "late", 1)]


def test_without_an_interval_one_update_is_due_only() -> None:
    assert len(dues(came_of(cadence(every=None), IMPACT, delivered(1000), delivered(9000)))) == 1


def test_whoever_sends_any_message_it_is_an_update() -> None:
    sent: list[e.Event] = [delivered(1000, "word", by="lead"), delivered(4000, "notice", by="clerk")]
    assert [row[1] for row in dues(came_of(cadence(), IMPACT, *sent))][:2] == [1000, 4000]


def test_deliveries_in_one_second_are_one_update() -> None:
    sent: list[e.Event] = [delivered(1000, "word"), delivered(1000, "notice")]
    assert dues(came_of(cadence(), IMPACT, *sent))[1][0] == 4600


def test_what_was_heard_before_the_origin_counts_for_nothing_and_at_it_does() -> None:
    assert dues(came_of(cadence(), IMPACT, delivered(119)))[0] == (1920, None, "never", None)
    assert dues(came_of(cadence(), IMPACT, delivered(120)))[0] == (1920, 120, "on_time", 0)


@pytest.mark.row("S-98")
def test_a_message_that_reached_nobody_counts_for_no_due() -> None:
    failed = e.MessageUndelivered(1000, "letter", "customers", "email needs mailer")
    result = came_of(cadence(), IMPACT, failed)
    assert dues(result)[0][2] == "never"
    assert result["undelivered"] == [
        {"message": "letter", "audience": "customers", "at": 1000, "why": "email needs mailer"}
    ]


def test_counted_from_the_start_or_from_the_declaration() -> None:
    assert dues(came_of(cadence("start")))[0][0] == 1800
    assert dues(came_of(cadence("emergency"), *mode(600, "emergency")))[0][0] == 2400


def test_where_the_origin_never_comes_there_are_no_rows_and_no_silence() -> None:
    result = came_of(cadence("emergency"), IMPACT)
    assert (result["updates"], result["silence"]) == ([], {})


def test_updates_end_when_the_mode_turns_normal_but_what_was_due_by_then_is_judged() -> None:
    """Due at T+02:00, the second of the all-clear; heard later."""
    events: list[e.Event] = [
        IMPACT,
        delivered(clock(1)),
        *mode(1800, "emergency"),
        *mode(clock(2), "normal", run=2),
    ]
    result = came_of(cadence(), *events, delivered(clock(3)))
    assert dues(result)[1:] == [(clock(2), clock(3), "late", 3600)]
    assert result["silence"] == {"customers": 3600}


def test_a_due_second_after_the_end_of_the_updates_does_not_bind() -> None:
    events: list[e.Event] = [
        IMPACT,
        delivered(clock(1) + 1),
        *mode(1800, "emergency"),
        *mode(clock(2), "normal", run=2),
    ]
    assert len(dues(came_of(cadence(), *events))) == 1


def test_without_a_declaration_they_end_when_every_function_is_back_and_do_not_begin_again() -> None:
    back: list[e.Event] = [e.SystemRepaired(clock(1), "crm"), e.SystemFailed(clock(2), "crm")]
    assert dues(came_of(cadence(), IMPACT, *back)) == [(1920, None, "never", None)]


def test_a_declaration_keeps_them_going_after_every_function_is_back() -> None:
    back: list[e.Event] = [
        *mode(clock(1), "emergency"),
        e.SystemRepaired(clock(1), "crm"),
        delivered(clock(1)),
    ]
    assert [row[0] for row in dues(came_of(cadence(), IMPACT, *back))] == [1920, clock(2)]


def test_counted_from_a_declaration_after_the_end_of_the_updates_nothing_is_due() -> None:
    events: list[e.Event] = [IMPACT, e.SystemRepaired(clock(1), "crm"), *mode(clock(2), "emergency")]
    result = came_of(cadence("emergency"), *events)
    assert (result["updates"], result["silence"]) == ([], {})


def test_the_first_impact_may_be_by_whoever_caused_it() -> None:
    assert dues(came_of(cadence(), e.Rerouted(600, "calls", ("spare",))))[0][0] == 2400


def test_a_function_put_aside_is_no_impact() -> None:
    events: list[e.Event] = [e.FunctionPutAside(60, "mail"), e.Rerouted(60, "mail", ("spare",))]
    assert came_of(cadence(), *events)["updates"] == []


# What stand-ins ask


def test_what_is_due_next_is_asked_while_the_drill_is_played() -> None:
    exercise = cadence()
    events: list[e.Event] = [e.ExerciseStarted(0), IMPACT]
    assert next_due(exercise, events[:1], "customers", 60) is None
    assert next_due(exercise, events, "customers", 120) == 1920
    assert next_due(exercise, [*events, delivered(1000)], "customers", 1000) == 4600


def test_an_overdue_update_stays_due_but_none_after_the_end_of_the_updates() -> None:
    exercise, back = cadence(), e.SystemRepaired(clock(1), "crm")
    assert next_due(exercise, [IMPACT, back], "customers", clock(2)) == 1920
    assert next_due(exercise, [IMPACT, delivered(1000), back], "customers", clock(2)) is None


def test_reminders_that_read_bit_by_bit_say_the_same_as_reading_all_at_once() -> None:
    exercise = cadence()
    log: list[e.Event] = [IMPACT, delivered(1000), *mode(2000, "emergency"), e.SystemRepaired(3000, "crm")]
    log += [delivered(5000), *mode(9000, "normal", run=2)]
    reminders, so_far = Reminders(exercise), list[e.Event]()
    for event in log:
        so_far.append(event)
        assert reminders.next_due(so_far, "customers", event.at) == next_due(exercise, so_far, "customers", event.at)
        later = event.at + 1
        assert reminders.next_due(so_far, "customers", later) == next_due(exercise, so_far, "customers", later)


def test_an_impact_that_is_gone_within_its_second_was_none() -> None:
    reminders = Reminders(cadence())
    log: list[e.Event] = [IMPACT, e.SystemRepaired(120, "crm")]
    assert reminders.next_due(log[:1], "customers", 120) == 1920
    assert reminders.next_due(log, "customers", 120) is None


def test_milestones_are_taken_once() -> None:
    seconds = Milestones()
    for at, now, out in [
        (0, "normal", False),
        (60, "normal", True),
        (90, "emergency", True),
        (99, "normal", False),
    ]:
        seconds.take(at, now, anything_out=out)
    seconds.take(120, "emergency", anything_out=True)
    assert (seconds.impact, seconds.emergency, seconds.ended) == (60, 90, 99)
