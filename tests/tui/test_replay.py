"""A record shown again on a screen: keys in, text out, at three sizes, with colours and without."""

import os
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pexpect
import pytest
from textual.pilot import Pilot

from drillsim.present.replay.heading import Shown
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.session.playback import Playback
from drillsim.session.store.feed import Feed
from drillsim.session.store.file import RecordWriter
from drillsim.tui.personal import Personal
from drillsim.tui.replay_app import ReplayApp
from drillsim.tui.widgets.row_list import RowList
from drillsim.tui.widgets.scrubber import Scrubber
from support.cli import recorded
from support.drills import exercise, header, play
from support.facilitated import Led
from support.hostile_text import HOSTILE
from support.live import FakeClock, grid, shows, until

OF_OTHERS = ("touchdown", "lights go out", "tulsa", "Omaha", "TO COME", "ARMED", "floor_lead  ==", "staff_alert")
"""What the communications lead was not told in the first minutes of the tornado."""

SMALL, LARGE = (80, 24), (160, 50)


class Replay:
    """Somebody at the keyboard of a replay."""

    def __init__(self, app: ReplayApp, pilot: Pilot[None], clock: FakeClock) -> None:
        self.app = app
        self.pilot = pilot
        self.clock = clock

    async def press(self, *keys: str) -> None:
        """Presses keys."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def beat(self, seconds: float = 0) -> None:
        """Real time passes, then the app looks at the clock."""
        self.clock.forward(seconds)
        self.app.beat()
        await self.pilot.pause()

    async def see(self, text: str) -> None:
        """Waits until the screen shows it."""
        await until(self.pilot, lambda: shows(self.app, text), text)

    async def type(self, text: str) -> None:
        """Types into a dialog."""
        await self.press(*({" ": "space"}.get(sign, sign) for sign in text), "enter")

    @property
    def text(self) -> str:
        """All that the screen shows."""
        return "\n".join(grid(self.app))


async def shown_again(
    path: Path,
    size: tuple[int, int],
    story: Callable[[Replay], Awaitable[None]],
    *,
    is_intact: bool = True,
    is_written: bool = False,
    personal: Personal | None = None,
) -> None:
    """Opens a record, and lets a story play on it."""
    feed, clock = Feed(path), FakeClock()
    name = feed.header.drill.path.removesuffix(".drill.yaml")
    playback = Playback(exercise(name), feed.header)
    playback.take(feed.new())
    playback.go_to_second(0)
    shown = Shown(feed.header, is_intact, "abcdef", is_written)
    app = ReplayApp(playback, shown, feed, monotonic_ns=clock, beat=None, listen=False, personal=personal)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await story(Replay(app, pilot, clock))
    feed.close()


@pytest.fixture
def tornado(tmp_path: Path) -> Path:
    """The record of the tornado as its file says."""
    path = tmp_path / "tornado.drillrecord"
    with RecordWriter.create(path, header("tornado"), min_free_mb=0) as writer:
        writer.append(play("tornado").entries)
    return path


async def test_what_is_wrong_in_the_settings_is_said(tornado: Path) -> None:
    async def story(at: Replay) -> None:
        await at.see("SETTINGS  keymap.yaml:1:1: no")

    await shown_again(tornado, SMALL, story, personal=Personal(wrong="keymap.yaml:1:1: no"))


async def test_the_screen_shows_where_one_is_and_how_things_stood(tornado: Path, size: tuple[int, int]) -> None:
    async def story(at: Replay) -> None:
        await at.press("]", "]")
        await at.see("T+00:50:00")
        for text in (
            "EXERCISE",
            "REPLAY",
            "record #abcd, plan v4",
            "verified",
            "as: facilitator [v]",
            "▼",
            "at T+00:50:00  Tue 15:00",
            "event 47 of 77",
            "EMERGENCY since 00:01",
            "out 48m",
            "now",
            "reporter",
            "Injects: 4 unread",
            "F1 help",
        ):
            assert text in at.text, text
        if size != SMALL:
            assert "Sites and systems: 3 not working" in at.text
            assert "! inject  D decision" in at.text

    await shown_again(tornado, size, story)


async def test_keys_go_through_the_record(tornado: Path) -> None:
    async def story(at: Replay) -> None:
        playback = at.app.playback
        reached = []
        for key in ("]", "[", ">", ">", "<", "right", "left", "o", "O", "end", "home"):
            await at.press(key)
            reached.append((playback.seq, playback.now))
        seconds = [second for _, second in reached]
        assert seconds[:5] == [720, 0, 60, 120, 60]
        assert reached[6][0] < reached[5][0] > reached[4][0]
        assert (seconds[7], seconds[9]) == (120, 32400)
        assert reached[-1] == (0, 0)
        await at.press("d")
        await at.see("There is no further decision.")

    await shown_again(tornado, SMALL, story)


async def test_a_time_a_text_and_an_event_are_gone_to(tornado: Path) -> None:
    async def story(at: Replay) -> None:
        await at.press("g")
        await at.type("soon")
        await at.see("found “soon”")
        await at.press("escape", "g")
        await at.type("16:20")
        await at.see("at T+02:10:00")
        await at.press("/")
        await at.type("tulsa opens")
        await at.see("at T+06:00:00")
        await at.press("/", *(["backspace"] * 20))
        await at.type("nobody says this")
        await at.see("No event here says")
        await at.press("home", "g")
        await at.type("#25")
        await at.see("tulsa closes")
        await at.press("enter")
        await at.see("Because of #23")
        await at.see("Go there")

    await shown_again(tornado, SMALL, story)


async def test_it_plays_at_a_pace_and_stops(tornado: Path) -> None:
    async def story(at: Replay) -> None:
        await at.press("g")
        await at.type("T+00:10")
        await at.press("space")
        await at.see("PLAYING 60x")
        await at.beat(2)
        await at.see("at T+00:12:00")
        await at.see("00:12  tulsa_power fails")
        await at.press(".")
        await at.see("PLAYING 120x")
        await at.beat(1)
        await at.see("at T+00:14:00")
        await at.press("space")
        await at.see("STOPPED")
        await at.beat(5)
        assert at.app.playback.now == 840
        await at.press("end", "space")
        await at.see("This is the end of the record")

    await shown_again(tornado, SMALL, story)


async def test_a_role_sees_its_own_and_nothing_that_was_said_to_others(tornado: Path, size: tuple[int, int]) -> None:
    async def story(at: Replay) -> None:
        await at.press("]", *"1234567", "1")
        await at.see("touchdown")
        await at.press("v")
        await at.see("Whose view?")
        await at.press("down", "down", "down", "down", "down", "enter")
        await at.see("as: comms_lead [v]")
        await at.see("Events that comms_lead knew of")
        await at.press("2")
        await at.see("Inbox")
        for key in "1234567":
            await at.press(key)
            assert [text for text in OF_OTHERS if text in at.text] == []
        await at.press("1", "right")
        await at.see("sent holding_statement")
        await at.press("v", "enter")
        await at.see("as: facilitator [v]")
        await at.see("holding_statement reaches media")

    await shown_again(tornado, size, story)


async def test_the_scrubber_is_clicked_and_zoomed(tornado: Path) -> None:
    async def story(at: Replay) -> None:
        await at.pilot.click(Scrubber, offset=(44, 1))
        await at.pilot.pause()
        now = at.app.playback.now
        assert 15_000 < now < 18_000
        await at.press("+", "+")
        await at.see("4x")
        await at.press("-", "-", "-")
        assert "4x" not in at.text

    await shown_again(tornado, SMALL, story)


async def test_panels_and_help_are_gone_to(tornado: Path) -> None:
    async def story(at: Replay) -> None:
        await at.press("]", "right", "4")
        await at.see("Sites and systems: 3 not working")
        for key, text in (("3", "Tasks"), ("5", "On duty"), ("6", "Timeline"), ("7", "Customers"), ("2", "Injects")):
            await at.press(key)
            await at.see(f"━━ {text}")
        await at.press("enter")
        await at.see("Inject: for controllers only")
        await at.press("escape", "f1")
        await at.see("Nothing here changes the record.")
        await at.press("escape", "ctrl+p")
        await at.press(*"outage")
        await at.see("On to where an outage begins or ends")

    await shown_again(tornado, SMALL, story)


async def test_a_record_that_was_changed_says_so(tornado: Path, size: tuple[int, int]) -> None:
    async def story(at: Replay) -> None:
        assert "NOT AS WRITTEN" in at.text

    await shown_again(tornado, size, story, is_intact=False)


async def test_a_record_that_is_being_written_is_followed(tmp_path: Path) -> None:
    path = tmp_path / "tornado.drillrecord"
    played = exercise("tornado")
    with RecordWriter.create(path, replace(header("tornado", live=True), facilitated=True), min_free_mb=0) as writer:
        desk = Led(played, tuple(played.plan.roles), writer.append)
        desk.start()

        async def story(at: Replay) -> None:
            await at.see("REPLAY, STILL LIVE")
            await at.press("end")
            await at.see("FOLLOWS")
            desk.do(r.Jump(720), c.Notes("hr_lead", "all well"))
            await at.beat(2)
            await at.see("notes: all well")
            assert at.app.playback.is_at_end
            await at.press("home")
            desk.do(c.Notes("hr_lead", "still well"))
            await at.beat(2)
            assert at.app.playback.seq == 0
            desk.do(c.End())
            writer.close()
            await at.beat(2)
            await until(at.pilot, lambda: "STILL LIVE" not in at.text, "the end")

        await shown_again(path, SMALL, story, is_written=True)


async def test_a_drill_that_is_resumed_is_followed_again(tmp_path: Path) -> None:
    path = tmp_path / "tornado.drillrecord"
    played = exercise("tornado")
    with RecordWriter.create(path, replace(header("tornado", live=True), facilitated=True), min_free_mb=0) as writer:
        Led(played, tuple(played.plan.roles), writer.append).start()

    async def story(at: Replay) -> None:
        await at.see("BROKEN OFF")
        await at.press("end")
        writer, intact = RecordWriter.reopen(path, min_free_mb=0)
        with writer:
            desk = Led(played, tuple(played.plan.roles), writer.append)
            desk.host.resume(intact.entries, intact.clock)
            desk.do(c.Notes("hr_lead", "we are back"))
            await at.beat(2)
            await at.see("STILL LIVE")
            await at.see("notes: we are back")

    await shown_again(path, SMALL, story)


async def test_hostile_text_ends_no_replay(tmp_path: Path) -> None:
    path = tmp_path / "tornado.drillrecord"
    played = exercise("tornado")
    with RecordWriter.create(path, header("tornado", live=True), min_free_mb=0) as writer:
        desk = Led(played, tuple(played.plan.roles), writer.append)
        desk.start()
        desk.do(c.Notes("hr_lead", HOSTILE), c.Decides("hr_lead", HOSTILE, None, HOSTILE), c.Pause(HOSTILE))

    async def story(at: Replay) -> None:
        await at.press("end", "left", "enter")
        await at.see("[/foo]")
        await at.press("escape", "/")
        await at.type("[/foo]")
        for keys in (["v", "end", "up", "up", "enter"], ["1", "end", "enter"], ["escape", "z"]):
            await at.press(*keys)
            assert "\x1b" not in at.text

    await shown_again(path, LARGE, story)


async def test_the_cursor_of_the_events_stays_with_the_moment(tornado: Path) -> None:
    async def story(at: Replay) -> None:
        await at.press("]", "v", *["down"] * 5, "enter")
        await at.see("as: comms_lead [v]")
        rows = at.app.screen.query_one("#events", RowList)
        assert rows.table.rows[rows.cursor].cells[0].text == "now"

    await shown_again(tornado, SMALL, story)


# On a real terminal


def test_the_command_opens_it_and_q_leaves(tmp_path: Path) -> None:
    path = recorded(tmp_path, "bomb_threat")
    child = pexpect.spawn(
        sys.executable,
        ["-m", "drillsim", "replay", str(path)],
        dimensions=(24, 80),
        env={**os.environ, "TERM": "xterm-256color", "PYTHONPATH": os.pathsep.join(sys.path)},
        timeout=60,
        encoding="utf-8",
    )
    child.expect("verified")
    child.send("q")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
