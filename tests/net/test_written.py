"""What people write beside the play: the whiteboard, an evaluator's notes, a hot wash, what was asked in the lobby."""

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from drillsim.analysis.asked import reach_test
from drillsim.analysis.outcome import written as outcome_of
from drillsim.analysis.reckoning import Reckoning
from drillsim.net.client import Client
from drillsim.net.connection import Connection
from drillsim.net.frames import Ack, Nack, Place
from drillsim.net.host import Host
from drillsim.net.timekeeper import Clocks
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record import written as w
from drillsim.record.entries import Entry
from drillsim.session.replay import replay, shown
from support.live import WALL, FakeClock
from support.stage import header, inject, stage


@dataclass
class Room:
    """A facilitator, a player who is the lead, an evaluator and a scribe."""

    clock: FakeClock = field(default_factory=FakeClock)

    def __post_init__(self) -> None:
        self.exercise = stage(
            msel=[
                inject("smoke", "T+00:10", tell=["lead"], says="Smoke"),
                inject("over", "T+01:00", kind="end"),
            ],
            scenario={"objectives": {"keep_answering": {"text": "Keep answering", "capability": "Continuity"}}},
            lasts="2h",
        )
        self.header = replace(header(self.exercise, live=True, taken=["lead", "clerk"]), facilitated=True)
        self.host = Host(self.exercise, self.header, clocks=Clocks(self.clock, lambda: WALL + self.clock.ns))
        roles = tuple(self.exercise.plan.roles)
        self.connections: dict[str, Connection] = {}
        self.facilitator = self._sits("facilitator", (), "facilitator")
        self.lead = self._sits("lead", ("lead",), "player")
        self.evaluator = self._sits("evaluator", (), "evaluator")
        self.scribe = self._sits("scribe", roles, "scribe")

    def _sits(self, name: str, roles: tuple[str, ...], place: Place) -> Client:
        self.connections[name] = self.host.connect(name, roles, place=place)
        found = Client(self.connections[name], self.clock)
        found.poll()
        return found

    def ask(self, client: Client, command: c.Command) -> Ack | Nack:
        name = client.act(command)
        return next(each for each in client.poll() if each.id == name)

    def started(self) -> "Room":
        assert isinstance(self.ask(self.facilitator, r.Start()), Ack)
        return self

    def pass_time(self, minutes: int) -> None:
        self.ask(self.facilitator, r.Jump(self.host.session.now + minutes * 60))

    def ended(self) -> "Room":
        self.ask(self.facilitator, c.End())
        self.host.tick()
        assert self.host.session.over
        return self

    @property
    def entries(self) -> list[Entry]:
        return self.host.session.entries


def refused(answer: Ack | Nack) -> str:
    assert isinstance(answer, Nack)
    return answer.why


def test_everybody_sees_what_anybody_writes_on_the_whiteboard() -> None:
    """Given four places, when a player and the evaluator write, then all see it, struck lines are gone."""
    room = Room().started()
    room.ask(room.lead, w.Whiteboard("lead", "unknown", "Is the annex open?"))
    asked = room.ask(room.evaluator, w.Whiteboard("evaluator", "facts", "Tulsa is dark"))
    assert isinstance(asked, Ack)
    room.scribe.poll()
    first = room.scribe.view
    assert first is not None
    seq = first.whiteboard[0].seq
    room.ask(room.scribe, w.Whiteboard("scribe", "facts", "The annex is open", instead=seq))
    room.ask(room.facilitator, w.Whiteboard("facilitator", "facts", "", instead=asked.seq))
    for client in (room.lead, room.scribe):
        client.poll()
        assert client.view is not None
        assert [(line.column, line.text, line.by) for line in client.view.whiteboard] == [
            ("facts", "The annex is open", "scribe")
        ]


def test_nothing_of_the_play_changes_by_what_is_written() -> None:
    """Given two drills, when one has notes of all kinds, then both come out alike, and the record plays again."""
    quiet, written = Room().started(), Room().started()
    for room in (quiet, written):
        room.pass_time(20)
    written.ask(written.lead, w.Whiteboard("lead", "facts", "dark"))
    written.ask(written.evaluator, w.Observe("evaluator", "heads counted", 600, "smoke", None, "keep_answering", "P"))
    written.ask(written.evaluator, w.Rate("evaluator", "keep_answering", "S", "late but whole"))
    for room in (quiet, written):
        room.ended()
    written.ask(written.lead, w.HotWash("lead", "strength", "The text was ready"))
    written.ask(written.facilitator, w.Act("facilitator", "late call", "Call on warning", due="2026-04-01"))

    def came(room: Room) -> Any:
        return outcome_of(Reckoning(room.exercise, room.header, room.entries))

    assert came(quiet) == came(written)
    again = replay(written.exercise, written.header, written.entries)
    assert [shown(each) for each in again.entries] == [shown(each) for each in written.entries]


def test_after_endex_what_is_written_stays_open_and_the_play_is_closed() -> None:
    """Given EndEx, when people go on, then what would change the play is `ended`, the hot wash is taken."""
    room = Room().started().ended()
    assert refused(room.ask(room.lead, c.Notes("lead", "too late"))) == "ended"
    assert refused(room.ask(room.lead, w.Whiteboard("lead", "facts", "too late"))) == "ended"
    assert refused(room.ask(room.facilitator, r.Start())) == "ended"
    for client, line in (
        (room.evaluator, w.Observe("evaluator", "nobody told staff", 0)),
        (room.evaluator, w.Rate("evaluator", "keep_answering", "M", "staff were not told")),
        (room.lead, w.HotWash("lead", "area", "Tell staff first", "keep_answering")),
        (room.scribe, w.Act("lead", "staff not told", "Write a text for staff")),
    ):
        assert isinstance(room.ask(client, line), Ack)
    kinds = [entry.kind for entry in room.entries]
    assert kinds[-4:] == ["observe", "rate", "hotwash", "action"]
    assert room.entries[-1].actor == "scribe"
    assert room.entries[-1].body["by"] == "lead"


@pytest.mark.parametrize(
    ("who", "command"),
    [
        ("lead", w.Rate("lead", "keep_answering", "P", "we were good")),
        ("lead", w.Observe("lead", "x")),
        ("lead", c.Seen("lead", "x")),
        ("lead", w.Whiteboard("clerk", "facts", "in another's name")),
        ("lead", w.HotWash("facilitator", "strength", "in another's name")),
        ("scribe", w.Rate("scribe", "keep_answering", "P", "x")),
        ("scribe", c.Release("smoke")),
        ("scribe", c.Pause()),
        ("evaluator", c.Does("lead", "anything")),
        ("evaluator", c.Release("smoke")),
        ("evaluator", c.Pause()),
        ("evaluator", w.Observe("facilitator", "in another's name")),
        ("evaluator", r.OnShift("agents", 1)),
    ],
)
def test_each_place_writes_what_is_its_own(who: str, command: c.Command) -> None:
    """Given four places, when one asks for what is another's, then it is forbidden and leaves nothing behind."""
    room = Room().started()
    before = len(room.entries)
    client = {"lead": room.lead, "scribe": room.scribe, "evaluator": room.evaluator}[who]
    assert refused(room.ask(client, command)) == "forbidden"
    assert len(room.entries) == before


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (w.Observe("evaluator", "   "), "bad_message"),
        (w.Observe("evaluator", "too early", -1), "bad_message"),
        (w.Observe("evaluator", "not yet", 99_999), "bad_message"),
        (w.Observe("evaluator", "x", None, "no_such"), "unknown"),
        (w.Observe("evaluator", "x", objective="no_such"), "unknown"),
        (w.Observe("evaluator", "x", instead=1), "unknown"),
        (w.Rate("evaluator", "no_such", "P", "x"), "unknown"),
        (w.Act("evaluator", "x", "y", due="soon"), "bad_message"),
        (w.HotWash("evaluator", "strength", ""), "bad_message"),
    ],
)
def test_what_says_nothing_or_speaks_of_nothing_is_refused(line: w.Written, why: str) -> None:
    """Given a drill, when a line is empty or names what is not there, then it says so and is not recorded."""
    room = Room().started()
    before = len(room.entries)
    assert refused(room.ask(room.evaluator, line)) == why
    assert len(room.entries) == before


def test_only_whoever_noted_something_takes_it_back() -> None:
    """Given the evaluator's note, when the facilitator takes it back, then it is forbidden and the note stands."""
    room = Room().started()
    noted = room.ask(room.evaluator, w.Observe("evaluator", "nobody told staff"))
    assert isinstance(noted, Ack)
    assert refused(room.ask(room.facilitator, w.Observe("facilitator", "", instead=noted.seq))) == "forbidden"
    assert isinstance(room.ask(room.evaluator, w.Observe("evaluator", "", instead=noted.seq)), Ack)


@pytest.mark.parametrize("since", [-1, -7199, 99_999])
def test_nobody_signs_in_before_startex_or_later_than_now(since: int) -> None:
    """Given a drill, when a check-in says that it holds since then, then it is refused and not recorded."""
    room = Room().started()
    before = len(room.entries)
    report = c.ChecksIn(None, next(iter(room.exercise.plan.teams)), name="ana", since=since)
    assert refused(room.ask(room.facilitator, report)) == "bad_message"
    assert len(room.entries) == before


@pytest.mark.row("S-89")
def test_a_rating_without_a_reason_is_refused() -> None:
    """Given an objective, when the evaluator rates it without why, then nothing is recorded."""
    room = Room().started()
    assert refused(room.ask(room.evaluator, w.Rate("evaluator", "keep_answering", "P", " "))) == "bad_message"
    assert isinstance(room.ask(room.evaluator, w.Rate("evaluator", "keep_answering", "P", "all there")), Ack)


def test_the_scribe_types_for_every_role_and_the_record_says_so() -> None:
    """Given a table, when the scribe reads an inject for the lead, then it is the lead's, typed by the scribe."""
    room = Room().started()
    room.pass_time(15)
    assert isinstance(room.ask(room.scribe, c.Acknowledges("lead", "smoke")), Ack)
    typed = next(entry for entry in room.entries if entry.kind == "acknowledges")
    assert (typed.actor, typed.by) == ("scribe", "lead")
    assert room.host.audience.taken == {"lead"}, "who only types plays no role"
    assert refused(room.ask(room.scribe, c.Reads("clerk", "smoke"))) == "unknown", "it came to the lead alone"


def test_only_the_evaluator_sees_what_the_facilitator_sees() -> None:
    """Given injects to come, when all look, then the facilitator and the evaluator have the MSEL, nobody else."""
    room = Room().started()
    for client in (room.facilitator, room.lead, room.evaluator, room.scribe):
        client.poll()
    assert room.evaluator.console is not None
    assert room.evaluator.console == room.facilitator.console
    assert room.lead.console is None
    assert room.scribe.console is None


def test_who_is_on_shift_now_is_asked_in_the_lobby_and_counts_from_startex_on() -> None:
    """Given a team of the plan, when the lobby says 7 and 3 visitors, then the drill has 7, also played again."""
    room = Room()
    team = next(iter(room.exercise.plan.teams))
    for name, count in ((team, 7), ("visitors", 3)):
        assert isinstance(room.ask(room.facilitator, r.OnShift(name, count)), Ack)
    lobby = room.facilitator.lobby
    assert lobby is not None
    assert [(row.team, row.count) for row in lobby.on_shift if row.asked] == [(team, 7), ("visitors", 3)]
    room.started()
    assert room.host.exercise.on_shift(team, 0) == 7
    there = sum(number for group, number in room.host.session.engine.play.state.people.items() if group.team == team)
    assert there == 7
    again = replay(room.exercise, room.header, room.entries)
    assert [shown(each) for each in again.entries] == [shown(each) for each in room.entries]
    assert refused(room.ask(room.facilitator, r.OnShift(team, 8))) == "bad_message"


@pytest.mark.parametrize("said", [r.OnShift("no_such", 1), r.OnShift("visitors", -1), r.Reach("no_such", "called")])
def test_what_the_plan_has_not_is_not_asked(said: c.Command) -> None:
    """Given the lobby, when a team or a role is none, then it is refused."""
    room = Room()
    assert refused(room.ask(room.facilitator, said)) in ("unknown", "bad_message")


def test_the_reach_test_is_timed() -> None:
    """Given a call, when it is answered 40 s later, then the lobby says so; a voicemail without a call has no time."""
    room = Room()
    room.ask(room.facilitator, r.Reach("lead", "called"))
    room.clock.forward(40)
    room.ask(room.facilitator, r.Reach("lead", "answered"))
    room.ask(room.facilitator, r.Reach("clerk", "voicemail"))
    lobby = room.facilitator.lobby
    assert lobby is not None
    found = {row.role: (row.reached, row.reach_seconds) for row in lobby.rows}
    assert found["lead"] == ("answered", 40)
    assert found["clerk"] == ("voicemail", None)
    room.started()
    assert reach_test(room.entries)["lead"].seconds == 40
