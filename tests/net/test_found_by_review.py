"""What a review of the host found, each told as a story."""

from dataclasses import replace
from typing import Any

import pytest

from drillsim.analysis.history import read
from drillsim.analysis.talk import talks
from drillsim.errors import RecordError
from drillsim.loading.played import played
from drillsim.net.client import Client
from drillsim.net.frames import Ack, Nack, Up
from drillsim.net.host import Host
from drillsim.net.timekeeper import Clocks
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record.entries import Entry
from support.live import WALL, FakeClock
from support.stage import Raw, clock, header, inject, stage


class Table:
    """A facilitator and a player on a host of their own."""

    def __init__(self, *msel: Raw, plan: Raw | None = None, responses: list[Raw] | None = None, **drill: Any) -> None:
        self.clock = FakeClock()
        self.full = False
        self.exercise = stage(msel=list(msel), plan=plan, responses=responses, **drill)
        taken = [role for role in self.exercise.plan.roles if role not in self.exercise.drill.players]
        self.header = replace(header(self.exercise, live=True, taken=taken), facilitated=True)
        self.host = self.new_host()
        self.facilitator, self.lead = self.client("facilitator"), self.client("lead")

    def new_host(self) -> Host:
        return Host(self.exercise, self.header, self.append, clocks=Clocks(self.clock, lambda: WALL + self.clock.ns))

    def append(self, _: list[Entry] | Any) -> None:
        if self.full:
            raise RecordError("the disk is full")

    def client(self, name: str) -> Client:
        facilitates = name == "facilitator"
        connection = self.host.connect(
            name, () if facilitates else (name,), place="facilitator" if facilitates else "player"
        )
        return Client(connection, self.clock)

    def ask(self, command: c.Command, client: Client | None = None, said: int | None = None) -> Ack | Nack:
        by = client or self.facilitator
        name = by.act(command, said=said)
        return next(each for each in by.poll() if each.id == name)

    def started(self) -> "Table":
        self.ask(r.Start())
        return self

    def passes(self, seconds: float) -> None:
        while seconds > 0:
            self.clock.forward(min(4, seconds))
            seconds -= 4
            self.host.tick()


def test_a_jump_to_the_next_thing_stops_at_what_only_conditions_bring() -> None:
    table = Table(
        inject("dark", "T+00:10", happens={"fail": ["power"]}),
        {"id": "still_dark", "if": "power down for 15m", "tell": ["lead"]},
        inject("later", "T+03:00"),
    ).started()
    table.ask(r.Jump())
    assert table.host.session.now == clock(0, 10)
    table.ask(r.Jump())
    assert table.host.session.now == clock(0, 25, 1)  # as the clock leaves the second in which they held long enough


def test_only_what_was_seen_is_written_as_seen() -> None:
    table = Table(inject("look", "T+00:00", expect=[{"action": "Somebody calms the floor", "id": "calm"}])).started()
    table.ask(c.Seen("facilitator", "calm", "not_seen"))
    table.ask(c.Seen("facilitator", "calm", "later"))
    assert played(table.host.session.entries).responses == []
    table.ask(c.Seen("facilitator", "calm"))
    assert [row["seen"] for row in played(table.host.session.entries).responses] == ["calm"]


def test_an_action_that_a_made_up_inject_expects_can_be_ticked() -> None:
    table = Table().started()
    table.ask(c.Improvise({"id": "new", "says": "x", "expect": [{"action": "Somebody calls", "id": "call"}]}))
    assert isinstance(table.ask(c.Seen("facilitator", "call")), Ack)
    assert isinstance(table.ask(c.Seen("facilitator", "nothing")), Nack)


def test_two_injects_made_up_in_the_lobby_both_come() -> None:
    table = Table()
    for says in ("one", "two"):
        assert isinstance(table.ask(c.Improvise({"says": says, "tell": ["lead"]})), Ack)
    assert isinstance(table.ask(r.Start()), Ack)
    table.lead.poll()
    assert table.lead.view is not None
    assert [each.says for each in table.lead.view.inbox] == ["one", "two"]


def test_startex_is_no_refusal_because_something_in_its_second_is_refused() -> None:
    table = Table(
        plan={"tasks": {"other": {"do": "Other", "by": "lead"}}},
        responses=[{"at": "T+00:00", "by": "clerk", "does": "other"}],
        players={"clerk": "script"},
    )
    assert isinstance(table.ask(r.Start()), Ack)


def test_what_is_said_for_later_in_the_lobby_acts_later() -> None:
    table = Table(clock="stops_to_talk")
    table.ask(c.Notes("lead", "after the talk"), table.lead, said=600)
    table.ask(r.Start())
    table.ask(r.Jump(clock(1)))
    assert [entry.at for entry in table.host.session.entries if entry.kind == "noted"] == [600]


def test_an_inject_is_due_once() -> None:
    table = Table(inject("smoke", "T+00:10"), release="facilitator").started()
    table.ask(c.Defer("smoke", clock(0, 15)))
    table.ask(c.Defer("smoke", clock(0, 10)))
    table.ask(r.Jump(clock(1)))
    assert sum(entry.kind == "inject_due" for entry in table.host.session.entries) == 1


def test_a_deferral_that_was_taken_back_leaves_nothing_behind() -> None:
    table = Table(inject("smoke", "T+00:30", tell=["lead"])).started()
    table.ask(c.Defer("smoke", clock(0, 8)))
    table.ask(c.Defer("smoke", clock(1)))
    table.ask(c.Restore("smoke"))
    table.ask(c.Restore("smoke"))
    table.ask(r.Jump(clock(2)))
    released = [entry.at for entry in table.host.session.entries if entry.kind == "inject_released"]
    assert released == [clock(0, 30)]


def test_somebody_who_comes_late_checks_in_late() -> None:
    table = Table().started()
    assert isinstance(table.ask(r.Here("lead")), Ack)
    assert table.facilitator.console is not None
    places = [(place.role, place.is_here) for place in table.facilitator.console.places]
    assert places == [("lead", True), ("clerk", False)]


# No Duff


def test_a_real_emergency_that_was_called_in_a_pause_ends_in_that_pause() -> None:
    table = Table().started()
    table.ask(c.Pause("coffee"))
    table.ask(c.RealEmergency("lead", "smoke"), table.lead)
    table.ask(c.Resume())
    table.facilitator.poll()
    assert (table.facilitator.clock.state, table.facilitator.clock.paused_why) == ("paused", "coffee")
    table.ask(c.Resume())
    table.facilitator.poll()
    assert table.facilitator.clock.state == "running"


def test_how_long_a_real_emergency_lasts_leaves_out_the_pause_before_it() -> None:
    table = Table().started()
    table.ask(c.Pause("coffee"))
    table.clock.forward(300)
    table.ask(c.RealEmergency("lead", "smoke"), table.lead)
    table.clock.forward(20)
    assert table.host.clockwork.view.paused_seconds == 20


def test_in_a_real_emergency_nothing_of_the_exercise_goes_on() -> None:
    table = Table(inject("smoke", "T+00:10", tell=["lead"])).started()
    table.ask(c.RealEmergency("lead", "somebody fainted"), table.lead)
    for command in (r.Jump(300), c.Release("smoke"), c.SetPace(5), c.End()):
        answer = table.ask(command)
        assert isinstance(answer, Nack)
        assert answer.why == "forbidden"
    assert isinstance(table.ask(c.Notes("facilitator", "ambulance called")), Ack)
    assert table.host.session.now == 0


def test_it_stops_everything_in_the_lobby_too_and_says_why_once_somebody_does() -> None:
    table = Table()
    table.ask(c.RealEmergency("facilitator"))
    assert isinstance(table.ask(r.Start()), Nack)
    table.ask(c.RealEmergency("facilitator", "fire alarm, a real one"))
    table.lead.poll()
    assert (table.lead.clock.state, table.lead.clock.paused_why) == ("real_emergency", "fire alarm, a real one")


def test_it_stops_everything_though_it_cannot_be_recorded_and_is_once_it_can() -> None:
    table = Table().started()
    table.passes(8)
    table.full = True
    answer = table.ask(c.RealEmergency("lead", "smoke"), table.lead)
    assert isinstance(answer, Nack)
    table.host.tick()
    table.facilitator.poll()
    assert table.facilitator.clock.state == "real_emergency"
    table.full = False
    table.passes(4)
    assert [entry.body for entry in table.host.session.entries if entry.kind == "real_emergency"] == [
        {"by": "lead", "because": "smoke"}
    ]


# Hands


def test_who_has_lost_a_role_to_a_stand_in_does_nothing_for_it_any_more() -> None:
    table = Table().started()
    table.ask(c.Place("lead", "stand_in"))
    answer = table.ask(c.Notes("lead", "I am still here"), table.lead)
    assert isinstance(answer, Nack)
    assert answer.why == "forbidden"


def test_a_client_that_has_gone_is_not_listened_to() -> None:
    table = Table().started()
    connection = next(each for each in table.host.connections if each.name == "lead")
    table.host.disconnect(connection)
    before = len(table.host.session.entries)
    assert isinstance(table.ask(c.Notes("lead", "too late"), table.lead), Nack)
    assert len(table.host.session.entries) == before


# After a crash


def test_time_away_can_still_be_counted_by_the_host_that_goes_on() -> None:
    table = Table().started()
    table.passes(8)
    table.clock.forward(600)
    table.host.tick()
    again = table.new_host()
    again.resume(table.host.session.entries)
    assert again.clock.away == 600
    facilitator = Client(again.connect("facilitator", (), place="facilitator"), table.clock)
    name = facilitator.act(r.Count(0))
    assert any(isinstance(each, Ack) for each in facilitator.poll() if each.id == name)


# Talk


def test_the_report_reckons_talk_as_the_screen_does_when_the_computer_slept() -> None:
    table = Table(inject("smoke", "T+00:00", tell=["lead"], discuss="5m")).started()
    table.ask(c.Reads("lead", "smoke"), table.lead)
    table.passes(60)
    table.clock.forward(600)  # counted by the monotonic clock
    table.host.tick()
    assert table.host.clock.talk is not None
    shown = table.host.clock.talk.seconds
    table.ask(c.End())
    table.host.tick()
    (talk,) = talks(read(table.exercise, table.host.session.entries))
    assert (shown, talk.seconds) == (60, 60)


def test_a_talk_that_the_clock_ends_lasts_to_the_end() -> None:
    table = Table(inject("smoke", "T+00:00", tell=["lead"], discuss="5m"), lasts="20m").started()
    table.ask(c.Reads("lead", "smoke"), table.lead)
    table.passes(20 * 60 + 8)
    assert table.host.session.over
    assert table.host.clock.talk is None
    (talk,) = talks(read(table.exercise, table.host.session.entries))
    assert talk.seconds == pytest.approx(20 * 60, abs=8)


# Bounds


@pytest.mark.parametrize(
    "up",
    [
        Up("x" * 65, "notes", {"by": "lead", "text": "x"}),
        Up("", "notes", {"by": "lead", "text": "x"}),
        Up("a b", "notes", {"by": "lead", "text": "x"}),
        Up("n", "assigns", {"by": "lead", "to": "clerk", "what": "x", "due": 10**5000}),
        Up("n", "inject", {"says": "x" * 70_000}),
    ],
)
def test_what_is_out_of_bounds_is_told_so_and_leaves_nothing_behind(up: Up) -> None:
    table = Table().started()
    before = len(table.host.session.entries)
    connection = table.host.connect("program", (), place="facilitator")
    connection.receive()
    connection.send(up)
    (nack,) = [frame for frame in connection.receive() if isinstance(frame, Nack)]
    assert nack.why in ("bad_message", "too_large")
    assert len(table.host.session.entries) == before
