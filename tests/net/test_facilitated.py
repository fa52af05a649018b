"""A drill with somebody in the facilitator's place: what is due waits, and everything goes through one protocol."""

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from drillsim.net.client import Client
from drillsim.net.connection import MOST_FRAMES
from drillsim.net.frames import Ack, Nack, Up, ViewReset
from drillsim.net.host import Host
from drillsim.net.timekeeper import Clocks
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record.codec import encode_command
from drillsim.record.entries import Stamp
from drillsim.session.replay import replay, shown
from support.live import WALL, FakeClock
from support.stage import clock, header, inject, stage

MINUTE = 60


@dataclass
class Room:
    """A facilitator and two players, each with a client of their own."""

    release: str = "facilitator"
    clock: FakeClock = field(default_factory=FakeClock)

    def __post_init__(self) -> None:
        exercise = stage(
            msel=[
                inject("smoke", "T+00:10", tell=["lead"], says="Smoke", happens={"fail": ["power"]}),
                inject("press", "T+00:20", tell=["lead"], says="A reporter calls"),
                inject("spare", "held", tell=["clerk"], says="The caretaker calls"),
                {"id": "dark", "if": "power down for 5m", "tell": ["clerk"], "kind": "contingency"},
                inject("over", "T+04:00", kind="end"),
            ],
            release=self.release,
            lasts="6h",
        )
        written = replace(header(exercise, live=True, taken=["lead", "clerk"]), facilitated=True)
        self.host = Host(exercise, written, clocks=Clocks(self.clock, lambda: WALL + self.clock.ns))
        self.facilitator = self.client("facilitator")
        self.lead, self.clerk = self.client("lead"), self.client("clerk")

    def client(self, name: str) -> Client:
        place: Any = "facilitator" if name == "facilitator" else "player"
        found = Client(self.host.connect(name, () if place == "facilitator" else (name,), place=place), self.clock)
        found.poll()
        return found

    def start(self) -> "Room":
        assert isinstance(self.ask(self.facilitator, r.Start()), Ack)
        return self

    def ask(self, client: Client, command: c.Command) -> Ack | Nack:
        name = client.act(command)
        return next(each for each in client.poll() if each.id == name)

    def until(self, second: int) -> None:
        while self.host.session.now < second and not self.host.session.over:
            self.clock.forward(2)
            self.host.tick()
        for client in (self.facilitator, self.lead, self.clerk):
            client.poll()

    def inbox(self, client: Client) -> list[str]:
        assert client.view is not None
        return [each.id for each in client.view.inbox]

    def heard(self, client: Client, kind: str) -> list[str]:
        return [item.what for item in client.news if item.kind == kind]


# Facilitator-paced release


def test_what_is_due_waits_for_the_facilitator_and_comes_when_released() -> None:
    room = Room().start()
    room.until(clock(0, 12))
    assert room.host.session.engine.play.state.due == {"smoke": clock(0, 10)}
    assert room.inbox(room.lead) == []
    assert room.heard(room.facilitator, "due") == ["smoke"]
    assert room.heard(room.lead, "due") == []
    assert isinstance(room.ask(room.facilitator, c.Release("smoke")), Ack)
    room.lead.poll()
    assert room.inbox(room.lead) == ["smoke"]


def test_an_inject_whose_conditions_hold_is_due_too_and_a_held_one_comes_by_hand_only() -> None:
    room = Room().start()
    room.until(clock(0, 10))
    room.ask(room.facilitator, c.Release("smoke"))
    room.until(clock(0, 30))
    assert sorted(room.host.session.engine.play.state.due) == ["dark", "press"]
    room.ask(room.facilitator, c.Release("spare"))
    room.clerk.poll()
    assert room.inbox(room.clerk) == ["spare"]


def test_the_end_comes_by_the_clock() -> None:
    room = Room().start()
    room.until(clock(4))
    assert room.host.session.over


def test_where_the_clock_releases_nothing_waits() -> None:
    room = Room(release="clock").start()
    room.until(clock(0, 21))
    assert room.inbox(room.lead) == ["smoke", "press"]


def test_a_skip_or_a_deferral_can_be_taken_back_until_it_has_acted() -> None:
    room = Room(release="clock").start()
    room.ask(room.facilitator, c.Skip("smoke", "no time"))
    room.ask(room.facilitator, c.Defer("press", clock(1)))
    room.until(clock(0, 15))
    assert room.inbox(room.lead) == []
    room.ask(room.facilitator, c.Restore("smoke"))  # its time has passed: it comes at once
    room.ask(room.facilitator, c.Restore("press"))
    room.lead.poll()
    assert room.inbox(room.lead) == ["smoke"]
    room.until(clock(0, 21))
    assert room.inbox(room.lead) == ["smoke", "press"]
    found = room.ask(room.facilitator, c.Restore("press"))
    assert isinstance(found, Nack)
    assert found.why == "unknown"


# Who may what


@pytest.mark.parametrize(
    "command",
    [c.Release("smoke"), c.Skip("smoke"), c.Improvise({"says": "x", "tell": ["lead"]}), c.Place("clerk", "stand_in")],
)
def test_a_player_may_not_conduct(command: c.Command) -> None:
    room = Room().start()
    found = room.ask(room.lead, command)
    assert isinstance(found, Nack)
    assert found.why == "forbidden"


def test_what_the_facilitator_types_for_a_role_is_recorded_as_typed_by_the_facilitator() -> None:
    room = Room().start()
    assert isinstance(room.ask(room.facilitator, c.Notes("lead", "she is on the phone")), Ack)
    typed = [entry for entry in room.host.session.entries if entry.kind == "notes"]
    assert [(entry.actor, entry.by) for entry in typed] == [("facilitator", "lead")]


def test_an_inject_made_up_by_its_own_keys_gets_a_name_and_reaches_all() -> None:
    """As other programs send it: no id, `tell: all`."""
    room = Room().start()
    connection = room.host.connections[0]
    for number in (1, 2):
        connection.send(Up(f"i{number}", "inject", {"says": "The fire brigade is here", "tell": "all"}))
    answers = [frame for frame in connection.receive() if isinstance(frame, Ack | Nack)]
    assert [type(each) for each in answers] == [Ack, Ack]
    room.clerk.poll()
    assert room.inbox(room.clerk) == ["improvised_1", "improvised_2"]


def test_an_inject_made_up_and_sent_twice_comes_once() -> None:
    room = Room().start()
    connection = room.host.connect("program", (), place="facilitator")
    for says in ("Fire brigade", "Fire brigade", "Ambulance"):
        connection.send(Up("i", "inject", {"says": says, "tell": "all"}))
    answers = [frame for frame in connection.receive() if isinstance(frame, Ack | Nack)]
    assert [getattr(each, "why", "ack") for each in answers] == ["ack", "ack", "id_reused"]
    room.clerk.poll()
    assert room.inbox(room.clerk) == ["improvised_1"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"says": "x", "tell": ["nobody_here"]}, "tell.0: the exercise has no role nobody_here"),
        ({"says": "x", "happens": {"fail": ["no_such"]}}, "the exercise has no"),
        ({"says": "x", "within": "5m"}, "within"),
        ({"id": "smoke", "says": "x"}, "found smoke again"),
    ],
)
def test_an_inject_that_names_what_there_is_not_is_told_so_and_leaves_nothing_behind(
    body: dict[str, Any], words: str
) -> None:
    room = Room().start()
    before = len(room.host.session.entries)
    connection = room.host.connections[0]
    connection.send(Up("i", "inject", body))
    (nack,) = [frame for frame in connection.receive() if isinstance(frame, Nack)]
    assert nack.why == "bad_message"
    assert words in nack.text
    assert len(room.host.session.entries) == before


def test_to_hold_is_to_put_off_until_released_by_hand_and_a_place_is_given_as_role_and_player() -> None:
    room = Room(release="clock").start()
    connection = room.host.connect("program", (), place="facilitator")
    connection.receive()
    connection.send(Up("h", "hold", {"inject": "smoke"}))
    connection.send(Up("p", "place", {"clerk": "stand_in"}))
    assert [type(frame) for frame in connection.receive() if isinstance(frame, Ack | Nack)] == [Ack, Ack]
    room.until(clock(0, 15))
    assert room.inbox(room.lead) == []
    assert room.host.session.engine.play.stand_ins == ["clerk"]
    room.ask(room.facilitator, c.Release("smoke"))
    room.lead.poll()
    assert room.inbox(room.lead) == ["smoke"]


def test_a_player_with_one_role_need_not_say_which() -> None:
    room = Room().start()
    connection = next(each for each in room.host.connections if each.name == "clerk")
    connection.send(Up("n", "notes", {"text": "done"}))
    assert [type(frame) for frame in connection.receive() if isinstance(frame, Ack | Nack)] == [Ack]
    assert room.host.session.entries[-1].body == {"by": "clerk", "text": "done"}


# Lifecycle


def test_roles_are_checked_in_given_away_or_left_empty_and_then_it_starts() -> None:
    room = Room()
    room.ask(room.facilitator, r.Here("lead"))
    room.ask(room.facilitator, c.Place("clerk", "stand_in"))
    room.lead.poll()
    assert room.lead.lobby is not None
    rows = [(row.role, row.holder, row.player, row.is_here) for row in room.lead.lobby.rows]
    assert rows == [("lead", "Ann", "player", True), ("clerk", "Cat", "stand_in", False)]
    found = room.ask(room.lead, r.Start())
    assert isinstance(found, Nack)
    assert found.why == "forbidden"
    room.start()
    assert room.host.session.engine.play.state.players == {"lead": "player", "clerk": "stand_in"}
    again = room.ask(room.facilitator, r.Start())
    assert isinstance(again, Nack)


def test_a_real_emergency_stops_everything_and_only_the_facilitator_goes_on() -> None:
    room = Room().start()
    room.until(clock(0, 5))
    assert isinstance(room.ask(room.clerk, c.RealEmergency("clerk", "somebody fainted")), Ack)
    room.clock.forward(4)
    room.host.tick()
    for client in (room.facilitator, room.lead, room.clerk):
        client.poll()
        assert client.clock.state == "real_emergency"
        assert (client.clock.paused_by, client.clock.paused_why) == ("clerk", "somebody fainted")
    stood = room.host.session.now
    room.clock.forward(4)
    room.host.tick()
    assert room.host.session.now == stood
    assert isinstance(room.ask(room.lead, c.Resume()), Nack)
    assert isinstance(room.ask(room.facilitator, c.Resume()), Ack)
    assert room.facilitator.clock.state == "running"
    assert (room.lead.poll(), room.lead.news[-1].text) == ([], "the real emergency is over")
    kinds = [entry.kind for entry in room.host.session.entries]
    assert "real_emergency_called" in kinds


def test_a_place_that_changes_hands_is_told_everything_again() -> None:
    room = Room(release="clock").start()
    room.until(clock(0, 12))
    before = [item.seq for item in room.lead.news]
    connection = next(each for each in room.host.connections if each.name == "lead")
    room.ask(room.facilitator, c.Place("lead", "Bob, who came late"))
    assert any(isinstance(frame, ViewReset) for frame in connection.frames)
    room.lead.poll()
    assert [item.seq for item in room.lead.news][: len(before)] == before
    assert room.inbox(room.lead) == ["smoke"]


def test_a_newcomer_reads_nothing_by_what_the_one_before_had_read() -> None:
    """A note that would settle something which was asked only later is no answer to it, told again or not."""
    room = Room(release="clock").start()
    room.ask(room.clerk, c.Notes("clerk", "Done: count heads"))
    room.ask(room.lead, c.Assigns("lead", "clerk", "count heads"))
    before = [item.kind for item in room.lead.news]
    assert "settled" not in before
    room.ask(room.facilitator, c.Place("lead", "Bob, who came late"))
    room.lead.poll()
    assert [item.kind for item in room.lead.news][: len(before)] == before


def test_a_client_that_takes_nothing_keeps_few_frames_and_is_told_all_again() -> None:
    room = Room(release="clock").start()
    connection = room.host.connect("lead", ("lead",))
    client = Client(connection, room.clock)
    sent = [client.act(c.Notes("lead", f"note {number}")) for number in range(3 * MOST_FRAMES)]
    assert connection.is_behind
    before = len(connection.frames)
    while client.pending:  # what has no answer is sent again
        client.poll()
    assert before == 0
    assert client.hello is not None
    assert client.view == connection.view is not None
    texts = [entry.body["text"] for entry in room.host.session.entries if entry.kind == "noted"]
    assert texts == [f"note {number}" for number in range(len(sent))]
    assert [item.text for item in client.news if item.kind == "noted"] == texts[-len(client.news) :]
    assert len(connection.receive()) == 0


def test_of_views_and_ticks_only_the_newest_waits_in_its_place_among_the_others() -> None:
    room = Room(release="clock").start()
    connection = room.host.connect("lead", ("lead",))
    connection.receive()
    for number in range(50):
        room.clock.forward(1)
        room.host.tick()
        if number % 10 == 0:
            room.ask(room.clerk, c.Assigns("clerk", "lead", f"look up {number}"))
    kinds = [type(frame).__name__ for frame in connection.receive()]
    assert sorted(kinds) == ["Events"] * 5 + ["Shown", "Tick"]
    assert kinds[-1] == "Tick"


def test_a_stand_in_is_sent_in_and_home_again() -> None:
    room = Room(release="clock").start()
    room.ask(room.facilitator, c.Place("clerk", "stand_in"))
    assert room.host.session.engine.play.stand_ins == ["clerk"]
    room.ask(room.facilitator, c.Place("clerk", "Cat"))
    assert room.host.session.engine.play.stand_ins == []


# The clock


def test_the_facilitator_jumps_to_the_next_thing_and_to_a_second() -> None:
    room = Room().start()
    room.ask(room.facilitator, r.Jump())
    assert room.host.session.now == clock(0, 10)
    room.ask(room.facilitator, r.Jump(clock(1)))
    assert room.host.session.now == clock(1)
    assert sorted(room.host.session.engine.play.state.due) == ["press", "smoke"]


def test_time_away_is_left_out_until_the_facilitator_counts_it() -> None:
    room = Room().start()
    room.until(MINUTE)
    room.clock.forward(600)
    room.host.tick()
    room.facilitator.poll()
    assert room.facilitator.clock.away == 600
    assert room.facilitator.clock.state == "paused"
    assert isinstance(room.ask(room.facilitator, r.Count(0)), Ack)
    assert [entry.body for entry in room.host.session.entries if entry.kind == "count"] == [{"seconds": 600}]
    room.ask(room.facilitator, c.Resume())
    assert room.host.clockwork.pacer.second >= MINUTE + 600
    assert isinstance(room.ask(room.facilitator, r.Count(0)), Nack)


# The record


def test_the_host_goes_on_from_its_record_to_the_exact_state() -> None:
    room = Room().start()
    room.until(clock(0, 12))
    room.ask(room.facilitator, c.Release("smoke"))
    room.ask(room.lead, c.Reads("lead", "smoke"))
    room.until(clock(0, 17))
    room.clock.forward(0.5)
    entries, state = list(room.host.session.entries), room.host.session.engine.play.state
    stood = room.host.clockwork.pacer.exercise_ns // 1_000_000

    again = Host(room.host.exercise, room.host.session.header, clocks=Clocks(room.clock, lambda: WALL + room.clock.ns))
    room.clock.forward(120)
    again.resume(entries, Stamp(stood, room.clock.ns, WALL + room.clock.ns))
    assert again.session.engine.play.state == state
    assert again.clock.state == "paused"
    assert again.clock.milliseconds == stood
    assert [entry.kind for entry in again.session.entries[len(entries) :]] == ["host_down", "pause", "clock_paused"]
    played = replay(again.exercise, again.session.header, again.session.entries)
    assert [shown(entry) for entry in played.entries] == [shown(entry) for entry in again.session.entries]


def test_a_resent_command_counts_once_after_the_host_was_killed_too() -> None:
    room = Room().start()
    kind, body = encode_command(c.Notes("lead", "heads counted"))
    first = room.host.connections[1]
    first.send(Up("n1", kind, body))
    again = Host(room.host.exercise, room.host.session.header, clocks=Clocks(room.clock, lambda: WALL + room.clock.ns))
    again.resume(room.host.session.entries)
    connection = again.connect("lead", ("lead",))
    connection.receive()
    connection.send(Up("n1", kind, body))
    connection.send(Up("n1", kind, {**body, "text": "something else"}))
    answers = [frame for frame in connection.receive() if isinstance(frame, Ack | Nack)]
    assert [getattr(each, "why", "ack") for each in answers] == ["ack", "id_reused"]
    assert sum(entry.kind == "notes" for entry in again.session.entries) == 1


def test_where_the_clock_stands_is_kept_once_a_second_while_it_moves_and_after_a_jump() -> None:
    kept: list[Stamp] = []
    room = Room()
    host = Host(
        room.host.exercise,
        room.host.session.header,
        clocks=Clocks(room.clock, lambda: WALL + room.clock.ns),
        keep_clock=kept.append,
    )
    facilitator = Client(host.connect("facilitator", (), place="facilitator"), room.clock)
    facilitator.act(r.Start())
    for _ in range(40):
        room.clock.forward(0.25)
        host.tick()
    assert [stamp.drill_ms for stamp in kept] == [250 + 1000 * second for second in range(10)]
    facilitator.act(c.Pause("coffee"))
    facilitator.act(r.Jump(clock(0, 5)))
    for _ in range(40):
        room.clock.forward(0.25)
        host.tick()
    assert [stamp.drill_ms for stamp in kept[10:]] == [clock(0, 5) * 1000]


# What was told to others


@pytest.mark.parametrize(
    "command",
    [
        c.Reads("clerk", "smoke"),
        c.Acknowledges("clerk", "smoke"),
        c.Reads("clerk", "press"),
        c.Acknowledges("clerk", "no_such_inject"),
    ],
)
def test_nobody_opens_what_was_told_to_others_or_is_to_come(command: c.Command) -> None:
    """`smoke` came to the lead, `press` is to come: they are told as what there is not at all."""
    room = Room(release="clock").start()
    room.until(clock(0, 12))
    before = len(room.host.session.entries)
    found = room.ask(room.clerk, command)
    assert isinstance(found, Nack)
    assert (found.why, found.text) == ("unknown", f"no inject {getattr(command, 'inject', '')} has come to clerk yet")
    assert len(room.host.session.entries) == before


@pytest.mark.parametrize("what", ["smoke", "press", "no_such_inject"])
def test_a_decision_about_what_was_not_told_is_one_in_words_and_does_not_tell_whether_there_is_such_an_inject(
    what: str,
) -> None:
    room = Room(release="clock").start()
    room.until(clock(0, 12))
    up = Up("n", "decides", {"what": what, "because": "a guess"})
    connection = room.host.connect("clerk", ("clerk",))
    for _ in range(2):  # sent again, it is the same
        connection.send(up)
        assert [type(each) for each in connection.receive() if isinstance(each, Ack | Nack)] == [Ack]
    (entry,) = [entry for entry in room.host.session.entries if entry.kind == "decided"]
    assert (entry.body["inject"], entry.body["what"]) == (None, f"“{what}”")
    assert room.clerk.poll() == []
    assert room.clerk.news[-1].what == f"“{what}”"


def test_whoever_was_told_opens_and_answers_and_anybody_decides_in_words() -> None:
    room = Room(release="clock").start()
    room.until(clock(0, 12))
    for client, command in (
        (room.lead, c.Reads("lead", "smoke")),
        (room.lead, c.Decides("lead", "smoke", None, "run")),
        (room.clerk, c.Decides("clerk", "We go home")),
        (room.facilitator, c.Reads("clerk", "smoke")),
    ):
        assert isinstance(room.ask(client, command), Ack)
