"""Customers as places see them: the facilitator all, a role its functions, and its own steps by name."""

from drillsim.model.exercise import Exercise
from drillsim.record import commands as c
from drillsim.session.view import QueueView
from support.facilitated import Led
from support.live import Table
from support.stage import clock, inject, stage

CALLS = {"channel": "voice", "per_hour": 600, "handling": "5m", "patience": "3m", "answer": "80% in 20s"}


def story() -> Exercise:
    """The hub closes; the lead buys help, which is there an hour later; the clerk sees calls too."""
    return stage(
        plan={
            "functions": {"calls": {"contacts": CALLS}},
            "tasks": {
                "buy": {"do": "Call the bureau", "by": "lead", "effect": {"activate": {"bpo": {"calls": 40}}}},
                "turn": {"do": "Turn some away", "by": "lead", "effect": {"deflect": {"calls": "50%"}}},
            },
            "roles": {"lead": {"sees": ["calls"]}, "clerk": {"sees": ["calls"]}},
        },
        msel=[inject("smoke", "T+00:30", tell=["lead"], happens={"close": ["hub"]})],
        pace="60x",
    )


def seats(*roles: str) -> Table:
    table = Table(story(), roles)
    table.start()
    return table


def queue(table: Table) -> QueueView:
    table.beat()
    view = table.client.view
    assert view is not None
    (calls,) = [each for each in view.functions if each.id == "calls"]
    assert calls.queue is not None
    return calls.queue


def test_before_anybody_has_come_there_is_no_queue() -> None:
    table = seats("lead")
    view = table.client.view
    assert view is not None
    assert [each.queue for each in view.functions] == [None]


def test_the_queue_is_that_of_the_second_shown() -> None:
    table = seats("lead")
    table.until(clock(0, 30))
    quiet = queue(table)
    assert (quiet.waiting, quiet.longest, quiet.abandoned, quiet.in_time) == (0, 0, 0, 1.0)
    table.until(clock(0, 45))
    busy = queue(table)
    assert busy.waiting > 20
    assert 60 < busy.longest < clock(0, 15)
    assert busy.abandoned > 50
    assert busy.in_time is not None
    assert busy.in_time < 0.9
    assert max(busy.chart) == busy.most >= busy.waiting


def test_a_chart_has_as_many_stretches_as_there_is_room_for() -> None:
    table = seats("lead")
    for second, stretch, stretches in ((clock(0, 29), 60, 30), (clock(2), 300, 25)):
        table.until(second)
        found = queue(table)
        assert (found.stretch, len(found.chart)) == (stretch, stretches)


def test_the_last_step_is_named_to_whose_it_was() -> None:
    for roles, words in ((("lead",), "Turn some away"), (("clerk",), "")):
        table = seats(*roles)
        table.until(clock(0, 40))
        table.host.session.take(c.Does("lead", "turn"), client_id="1")
        table.until(clock(0, 50))
        turn = queue(table).turn
        assert turn is not None
        assert (clock(0, 40) <= turn.at <= clock(0, 41), turn.what) == (True, words)
        assert turn.waiting > 20


def test_a_partner_who_is_ready_is_named_to_who_called_for_it() -> None:
    for roles, words in ((("lead",), "bpo ready"), (("clerk",), "")):
        table = seats(*roles)
        table.until(clock(0, 40))
        table.host.session.take(c.Does("lead", "buy"), client_id="1")
        table.until(clock(1, 50))
        turn = queue(table).turn
        assert turn is not None
        assert turn.what == words


def test_the_facilitator_sees_every_queue_and_step() -> None:
    led = Led(story(), ("lead", "clerk")).started()
    led.until(clock(0, 40))
    led.host.session.take(c.Does("lead", "turn"), client_id="1")
    led.until(clock(0, 50))
    calls = led.console.functions[0]
    assert calls.queue is not None
    assert calls.queue.turn is not None
    assert calls.queue.turn.what == "Turn some away"
