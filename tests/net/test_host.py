"""The host: commands with ids, answers after the commit, a clock that nothing but time and people moves."""

from collections.abc import Sequence

import pytest

from drillsim.errors import RecordError
from drillsim.net.client import Client, LostFrames
from drillsim.net.frames import Ack, CaughtUp, Events, Frame, Hello, Nack, Shown, Tick, Up
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record.codec import encode_command
from drillsim.record.entries import Entry
from drillsim.session.news import News
from drillsim.session.replay import replay, shown
from drillsim.session.session import Session
from support.live import FakeClock, Table, header, shipped


def table(*roles: str, name: str = "tornado") -> Table:
    exercise = shipped(name)
    return Table(exercise, roles or tuple(exercise.plan.roles))


def answer(of: Table, command: c.Command, number: str = "x") -> Ack | Nack:
    """Sends a command with an id of one's own, and returns what comes back."""
    kind, body = encode_command(command)
    connection = of.host.connections[0]
    connection.send(Up(number, kind, body))
    answers = [frame for frame in connection.frames if isinstance(frame, Ack | Nack) and frame.id == number]
    return answers[-1]


# Commands


def test_nothing_is_taken_before_startex() -> None:
    seats = table()
    found = answer(seats, c.Does("floor_lead", "take_cover"))
    assert isinstance(found, Nack)
    assert found.why == "bad_message"
    seats.clock.forward(3)
    seats.beat()
    assert seats.client.second == 0


def test_a_command_is_answered_after_it_is_on_the_record() -> None:
    exercise, kept = shipped("tornado"), list[Entry]()
    seats = Table(exercise, tuple(exercise.plan.roles), kept.extend)
    seats.start()
    found = answer(seats, c.Does("floor_lead", "take_cover"))
    assert isinstance(found, Ack)
    assert kept[found.seq - 1].kind == "does"
    assert kept[found.seq - 1].id == "x"
    assert [entry.seq for entry in kept] == list(range(1, len(kept) + 1))


def test_sending_twice_counts_once() -> None:
    seats = table()
    seats.start()
    first = answer(seats, c.Notes("floor_lead", "heads counted"))
    assert answer(seats, c.Notes("floor_lead", "heads counted")) == first
    assert sum(entry.kind == "notes" for entry in seats.host.session.entries) == 1
    other = answer(seats, c.Notes("floor_lead", "something else"))
    assert isinstance(other, Nack)
    assert other.why == "id_reused"


def test_a_pace_sent_twice_does_not_undo_a_later_one() -> None:
    seats = table()
    seats.start()
    answer(seats, c.SetPace(30), "1")
    answer(seats, c.SetPace(60), "2")
    answer(seats, c.SetPace(30), "1")
    assert seats.host.clockwork.pacer.pace == 60


def test_a_refusal_is_told_in_the_rules_own_words() -> None:
    seats = table()
    seats.start()
    found = answer(seats, c.Does("hr_lead", "head_count"))
    assert found == Nack("x", "after", "head_count comes after take_cover", seats.host.session.entries[-2].seq)
    assert seats.host.session.entries[-1].kind == "refused"


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (c.Does("floor_lead", "take_cover"), "forbidden"),
        (c.Place("no_role", "stand_in"), "unknown"),
        (c.Release("reporter"), "forbidden"),
        (c.Seen("comms_lead", "anything"), "forbidden"),
        (c.SetPace(0), "bad_message"),
        (c.Sends("comms_lead", "staff_alert", ("smoke",)), "unknown"),
        (c.Sends("comms_lead", "staff_alert", ()), "unknown"),
        (c.Assigns("comms_lead", "nobody", "x"), "unknown"),
        (c.ChecksIn("floor_lead", "tulsa_agents"), "forbidden"),
        (c.ChecksIn("host", "tulsa_agents"), "forbidden"),
        (c.ChecksIn(None, "no_team"), "unknown"),
        (c.ChecksIn(None, "tulsa_agents", status="asleep"), "unknown"),
    ],
)
def test_what_a_place_may_not_do_is_never_on_the_record(command: c.Command, why: str) -> None:
    seats = table("comms_lead")
    seats.start()
    before = len(seats.host.session.entries)
    found = answer(seats, command)
    assert isinstance(found, Nack)
    assert found.why == why
    assert len(seats.host.session.entries) == before


@pytest.mark.parametrize(
    "up", [Up("x", "dance", {}), Up("x", "does", {}), Up("x", "does", {"by": "a", "task": "b", "c": 1})]
)
def test_what_is_no_command_is_told_so(up: Up) -> None:
    seats = table()
    seats.start()
    connection = seats.host.connections[0]
    connection.send(up)
    assert [frame.why for frame in connection.receive() if isinstance(frame, Nack)] == ["bad_message"]


def test_a_player_who_does_not_lead_cannot_stop_the_clock_or_end() -> None:
    seats = table("comms_lead")
    seats.start()
    player = seats.host.connect("player", ("floor_lead",))
    player.receive()
    commands: list[c.Command] = [c.Pause("no"), c.Resume(), c.SetPace(2), c.End()]
    for number, command in enumerate(commands):
        kind, body = encode_command(command)
        player.send(Up(str(number), kind, body))
    player.send(Up("s", "start", {}))
    player.send(Up("j", "jump", {}))
    assert [frame.why for frame in player.receive() if isinstance(frame, Nack)] == ["forbidden"] * 6


def test_typed_text_is_harmless_before_it_is_on_the_record() -> None:
    seats = table()
    seats.start()
    seats.client.act(c.Notes("floor_lead", "\x1b]52;c;aGk=\x07 and \u202eolleh\x9b31m" + "x" * 5000))
    text = seats.host.session.entries[-1].body["text"]
    assert not set(text) & {"\x1b", "\x07", "\x9b", "\u202e"}
    assert len(text) <= 2000


# The clock


def test_time_passes_at_its_pace_and_stands_while_paused() -> None:
    seats = table()
    seats.start()
    seats.pass_time(10)
    assert seats.client.second == 120
    seats.client.act(c.Pause("talking"))
    seats.pass_time(3600)
    assert seats.client.clock.paused_why == "talking"
    assert seats.client.clock.paused_seconds == 3600
    assert seats.client.second == 120
    seats.client.act(c.Resume())
    seats.pass_time(10)
    assert seats.client.second == 240


def test_an_inject_that_is_due_in_a_pause_comes_after_it() -> None:
    seats = table()
    seats.start()
    seats.pass_time(50)
    seats.client.act(c.Pause())
    seats.pass_time(60)
    assert [inject.id for inject in (seats.client.view.inbox if seats.client.view else ())] == ["warning"]
    seats.client.act(c.Resume())
    seats.pass_time(20)
    assert [inject.id for inject in (seats.client.view.inbox if seats.client.view else ())] == ["warning", "touchdown"]


def test_a_computer_that_slept_stops_the_clock_and_leaves_the_time_out() -> None:
    seats = table()
    seats.start()
    seats.pass_time(4)
    seats.clock.forward(600)
    seats.beat()
    assert seats.client.clock.state == "paused"
    assert "away for 600 s" in seats.client.clock.paused_why
    assert seats.client.second == 48
    paused = [entry for entry in seats.host.session.entries if entry.kind == "pause"]
    assert [(entry.actor, entry.id) for entry in paused] == [("host", "host-2")]


def test_the_screen_carries_the_clock_on_between_two_ticks() -> None:
    seats = table()
    seats.start()
    seats.clock.forward(2)
    assert seats.client.second == 24


def test_a_jump_stops_at_each_thing_that_this_place_learns_of() -> None:
    seats = table()
    seats.start()
    seconds = []
    for _ in range(12):
        seats.client.act(r.Jump())
        seats.beat()
        seconds.append(seats.client.second)
    # deadlines of the playbook, touchdown, two updates, the contingency inject (seen as 00:45 is left), ...
    assert seconds == [300, 600, 720, 900, 1800, 2520, 2700, 2701, 3000, 7920, 15120, 16200]


def test_a_jump_while_paused_stays_paused() -> None:
    seats = table()
    seats.start()
    seats.client.act(c.Pause())
    seats.client.act(r.Jump())
    seats.pass_time(60)
    assert seats.client.clock.state == "paused"
    assert seats.client.second == 300


def test_jumping_on_reaches_the_end() -> None:
    seats = table()
    seats.start()
    for _ in range(40):
        seats.client.act(r.Jump())
        seats.beat()
    assert seats.host.session.over
    assert seats.client.clock.state == "ended"
    assert seats.client.notice is not None
    assert seats.client.notice.kind == "ended"
    found = answer(seats, c.Notes("floor_lead", "too late"))
    assert isinstance(found, Nack)
    assert found.why == "ended"


def test_ending_by_hand_ends_for_all() -> None:
    seats = table()
    seats.start()
    seats.pass_time(10)
    seats.client.act(c.End())
    seats.beat()
    assert seats.host.session.over
    assert seats.client.second == 121, "the second shown counts"


@pytest.mark.parametrize("beat", [0.25, 1.7, 4.0])
def test_how_often_it_beats_changes_nothing_on_the_record(beat: float) -> None:
    seats = table("comms_lead")
    seats.start()
    seats.client.act(c.SetPace(120))
    while not seats.host.session.over:
        seats.clock.forward(beat)
        seats.beat()
    plain = Session(seats.exercise, header(seats.exercise, ["comms_lead"]))
    start, pace = [entry.id or "" for entry in seats.host.session.entries if entry.sort == "command" and entry.id]
    plain.take(r.Start(), client_id=start)
    plain.take(c.SetPace(120), client_id=pace)
    plain.finish()
    assert [shown(entry) for entry in seats.host.session.entries] == [shown(entry) for entry in plain.entries]


def test_a_live_record_can_be_played_again() -> None:
    seats = table("comms_lead", "hr_lead", name="tornado")
    seats.start()
    seats.pass_time(3)
    seats.client.act(c.Sends("hr_lead", "staff_alert"))
    seats.client.act(c.Pause("coffee"))
    seats.pass_time(30)
    seats.client.act(c.Resume())
    seats.client.act(r.Jump())
    seats.client.act(c.Does("comms_lead", "take_cover"))  # refused: not its task
    seats.pass_time(100)
    seats.client.act(c.End())
    seats.beat()
    again = replay(seats.exercise, seats.host.session.header, seats.host.session.entries)
    assert [shown(entry) for entry in again.entries] == [shown(entry) for entry in seats.host.session.entries]


# The record


class Disk:
    """Keeps entries, unless it is full."""

    def __init__(self) -> None:
        self.full = False
        self.kept: list[Entry] = []

    def append(self, entries: Sequence[Entry]) -> None:
        if self.full:
            raise RecordError("the disk is full")
        self.kept += entries


def test_a_full_disk_stops_the_clock_and_takes_nothing_until_there_is_room() -> None:
    disk = Disk()
    exercise = shipped("tornado")
    seats = Table(exercise, tuple(exercise.plan.roles), disk.append)
    seats.start()
    seats.pass_time(1)
    disk.full = True
    found = answer(seats, c.Does("floor_lead", "take_cover"))
    assert isinstance(found, Nack)
    assert found.why == "storage"
    assert "take_cover" not in seats.host.session.engine.play.state.started
    again = answer(seats, c.Notes("floor_lead", "while it is full"), "y")
    assert isinstance(again, Nack)
    seats.pass_time(60)
    assert seats.client.clock.state == "paused"
    assert seats.client.second == 12

    disk.full = False
    seats.pass_time(1)
    assert seats.client.clock.state == "paused"  # people resume when they are ready
    assert isinstance(answer(seats, c.Does("floor_lead", "take_cover")), Ack)  # the same id as before
    assert [entry.seq for entry in disk.kept] == list(range(1, len(disk.kept) + 1))
    commands = [(entry.kind, entry.actor) for entry in disk.kept if entry.sort == "command"]
    recovered = [("storage_recovered", "host"), ("pause", "host")]
    assert commands == [("start", "facilitator"), *recovered, ("does", "floor_lead")]
    seats.client.act(c.Resume())
    seats.pass_time(1)
    assert seats.client.second == 24
    assert seats.client.view is not None
    assert [task.state for task in seats.client.view.tasks if task.id == "take_cover"] == ["running"]


def test_everybody_is_told_that_the_record_cannot_be_written_and_that_it_can_again() -> None:
    disk = Disk()
    exercise = shipped("tornado")
    seats = Table(exercise, tuple(exercise.plan.roles), disk.append)
    seats.start()
    seats.pass_time(30)
    disk.full = True
    seats.pass_time(40)  # the touchdown at T+00:12 cannot be recorded, so it has not happened
    notice = seats.client.notice
    assert notice is not None
    assert "disk is full" in notice.text
    assert [item.what for item in seats.client.news if item.kind == "inject"] == ["warning"]
    disk.full = False
    seats.pass_time(1)
    assert not seats.client.notice
    seats.client.act(c.Resume())
    seats.pass_time(1)
    assert [item.what for item in seats.client.news if item.kind == "inject"] == ["warning", "touchdown"]
    again = replay(exercise, seats.host.session.header, disk.kept)
    assert [shown(entry) for entry in again.entries] == [shown(entry) for entry in disk.kept]


# Clients


def test_who_comes_later_gets_what_came_before_and_then_caught_up() -> None:
    seats = table("floor_lead")
    seats.start()
    seats.pass_time(70)
    late = seats.host.connect("late", ("floor_lead",))
    frames = late.receive()
    kinds = [type(frame) for frame in frames]
    assert kinds == [Hello, Events, CaughtUp, Shown, Tick]
    client = Client(Carried(frames), seats.clock)
    client.poll()
    assert client.caught_up
    assert [item.what for item in client.news if item.kind == "inject"] == ["warning", "touchdown"]


class Carried:
    """A transport that has only these frames to deliver."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        self.frames = list(frames)

    def send(self, up: Up) -> None:
        """Goes nowhere."""

    def receive(self) -> list[Frame]:
        """All of them, once."""
        frames, self.frames = self.frames, []
        return frames


def test_a_view_with_holes_still_shows_a_loss() -> None:
    first, second, third = (News(seq, prev, 0, "noted", "a", "", "") for seq, prev in ((3, 0), (9, 3), (12, 9)))
    client = Client(Carried([Events((first, second)), Events((second, third))]), FakeClock())
    client.poll()
    assert [item.seq for item in client.news] == [3, 9, 12]  # what came twice counts once
    lost = Client(Carried([Events((first, third))]), FakeClock())
    with pytest.raises(LostFrames, match="follows 3"):
        lost.poll()


def test_of_ticks_and_views_only_the_newest_waits() -> None:
    seats = table()
    seats.start()
    connection = seats.host.connections[0]
    for _ in range(50):
        seats.clock.forward(1)
        seats.host.tick()
    frames = connection.receive()
    assert sum(isinstance(frame, Tick) for frame in frames) == 1
    assert sum(isinstance(frame, Shown) for frame in frames) <= 1


def test_a_client_that_goes_changes_nothing_for_the_drill() -> None:
    seats = table("comms_lead")
    seats.start()
    seats.host.disconnect(seats.host.connections[0])
    seats.clock.forward(4)
    seats.host.tick()
    assert seats.host.session.now == 48
