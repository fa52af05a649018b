"""Text that people wrote ends no screen, becomes no link, and no control character of it reaches the terminal."""

import os
import re
import sys
from pathlib import Path

import pexpect
import pytest
from textual.events import Paste

from drillsim.model.telephones import Contact
from drillsim.present.room import lines
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record import written as w
from drillsim.record.clean import clean
from drillsim.tui.app import LiveApp
from drillsim.tui.room import RoomApp
from support.facilitated import FacilitatorsHands, Led, led_by_hand
from support.hostile_text import CONTROLS, HOSTILE, MARKUP, hostile_exercise
from support.live import Hands, Table, grid, played_by_hand, shipped, until
from support.watched import projected

FORBIDDEN = sorted(sign for sign in set(CONTROLS) if not sign.isprintable())


def assert_harmless(lines: list[str]) -> None:
    text = "".join(lines)
    assert not [sign for sign in FORBIDDEN if sign in text]


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_hostile_text_ends_no_screen(size: tuple[int, int]) -> None:
    exercise = hostile_exercise()
    seats = Table(exercise, tuple(exercise.plan.roles))

    async def story(hands: Hands) -> None:
        seats.client.act(r.Jump(3001))
        await hands.beat()
        for keys in (
            ["1", "enter"],
            ["escape", "1", "D"],
            ["escape", "1", "h"],
            ["escape", "2", "enter"],
            ["escape", "3", "enter"],
            ["escape", "4", "enter"],
            ["escape", "5", "z"],
            ["z", "6"],
            ["7"],
            ["b"],
            ["escape", "c", "enter"],
            ["escape", "2", "D"],
            ["escape", "f1"],
            ["escape", "r"],
        ):
            await hands.press(*keys)
            assert_harmless(grid(hands.app))
            assert "[/foo]" in "".join(grid(hands.app)) or keys[-1] in ("f1", "6", "5", "z", "4")
        for command in (
            c.Notes("hr_lead", HOSTILE),
            c.Decides("hr_lead", HOSTILE, None, HOSTILE, (HOSTILE,)),
            c.Assigns("hr_lead", "it_lead", HOSTILE),
            c.Sends("hr_lead", "staff_alert", None, {"what": HOSTILE}, HOSTILE),
            c.ChecksIn(None, "tulsa_agents", 1, None, "need_help", HOSTILE),
            c.Does("hr_lead", HOSTILE),
            c.Approves("hr_lead", HOSTILE),
            c.Reads("hr_lead", HOSTILE),
            c.Pause(HOSTILE),
            c.Resume(),
        ):
            seats.client.act(command)
            await hands.beat()
            assert_harmless(grid(hands.app))
        for command in (
            c.Sends("comms_lead", "client_notice", None, {"what": HOSTILE, "doing": "{when}"}, HOSTILE),
            c.Assigns("hr_lead", "comms_lead", HOSTILE, 60),
        ):
            seats.client.act(command)
            await hands.beat()
        for keys in (
            ["p"],
            ["right", "enter"],
            ["escape", "1", "home", "enter"],
            ["enter", "4"],
            ["b"],
            ["escape", "7"],
        ):
            await hands.press(*keys)
            assert_harmless(grid(hands.app))
        assert hands.app.return_code is None
        await hands.press("e", "left", "enter")
        await until(hands.pilot, lambda: bool(hands.app.screen.query("#results")), "the results")
        assert_harmless(grid(hands.app))

    await played_by_hand(seats, size, story)
    for entry in seats.host.session.entries:
        if entry.sort == "command":
            assert not [sign for sign in FORBIDDEN if sign in str(list(entry.body.values()))]


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_hostile_text_ends_neither_the_evaluators_screen_nor_the_hot_wash(size: tuple[int, int]) -> None:
    exercise = hostile_exercise()
    led = Led(exercise, tuple(exercise.plan.roles))
    objective = next(iter(exercise.objectives))

    async def story(hands: FacilitatorsHands) -> None:
        led.client.act(r.Jump(3001))
        await hands.beat()
        await hands.sit_at("evaluator")
        evaluator = hands.app.desk.client("evaluator")
        for command in (
            w.Observe("evaluator", HOSTILE, 60, None, HOSTILE, objective, "S"),
            w.Rate("evaluator", objective, "S", HOSTILE),
            w.HotWash("evaluator", "area", HOSTILE, objective),
            w.Act("evaluator", HOSTILE, HOSTILE, objective, "Planning", HOSTILE, None, (HOSTILE,)),
        ):
            evaluator.act(command)
        for keys in (["5", "enter"], ["escape", "1"], ["escape", "6", "enter"], ["escape", "7", "enter"]):
            await hands.press(*keys)
            assert_harmless(grid(hands.app))
        for keys in (["enter"], ["escape", "8", "enter"], ["escape", "9", "z"], ["z", "n"], ["escape", "L"]):
            await hands.press(*keys)
            assert_harmless(grid(hands.app))
        await hands.press("escape")
        await hands.sit_at("console")
        await hands.press("e", "left", "enter")
        await hands.see("w hot wash")
        await hands.press("w", "right")
        for keys in (["1", "enter"], ["enter"], ["escape", "3", "enter"], ["enter"], ["escape", "r"], ["escape", "="]):
            await hands.press(*keys)
            assert_harmless(grid(hands.app))
            assert "[/foo]" in "".join(grid(hands.app))
        assert hands.app.return_code is None

    await led_by_hand(led, size, story)


async def test_what_is_pasted_into_a_form_is_harmless() -> None:
    exercise = shipped("tornado")
    seats = Table(exercise, tuple(exercise.plan.roles))

    async def story(hands: Hands) -> None:
        await hands.press("n")
        field = hands.app.focused
        assert field is not None
        field.post_message(Paste(HOSTILE))
        await hands.pilot.pause()
        assert_harmless(grid(hands.app))
        await hands.press("enter")

    await played_by_hand(seats, (80, 24), story)
    (note,) = (entry for entry in seats.host.session.entries if entry.kind == "notes")
    assert note.body["text"] == clean(note.body["text"])
    assert "[/foo]" in note.body["text"]


async def test_what_is_pasted_into_the_list_of_actions_is_harmless() -> None:
    async def story(hands: Hands) -> None:
        await hands.press("ctrl+p")
        hands.app.post_message(Paste(HOSTILE))
        await hands.pilot.pause()
        assert_harmless(grid(hands.app))
        assert "[/foo]" in "".join(grid(hands.app))

    await played_by_hand(Table(shipped("tornado"), ("comms_lead",)), (80, 24), story)


@pytest.mark.parametrize(
    ("pasted", "noted"),
    [
        ("gas shut\r\nhall empty\n\ttwo missing\n", "so: gas shut hall empty  two missing"),
        ("x" * 100_000, "so: " + "x" * 1996),
        ("\n", "so: "),
    ],
    ids=["lines", "long", "nothing"],
)
async def test_all_lines_that_are_pasted_are_taken_as_far_as_there_is_room(pasted: str, noted: str) -> None:
    exercise = shipped("tornado")
    seats = Table(exercise, ("comms_lead",))

    async def story(hands: Hands) -> None:
        await hands.press("n")
        await hands.type("so: ")
        field = hands.app.focused
        assert field is not None
        field.post_message(Paste(pasted))
        await hands.pilot.pause()
        hands.app.screen.query_one("#do-send").focus()
        await hands.press("enter")

    await played_by_hand(seats, (80, 24), story)
    (note,) = (entry for entry in seats.host.session.entries if entry.kind == "notes")
    assert note.body["text"].strip() == noted.strip()


class Terminal:
    """A hostile drill on a pseudo-terminal of 80x24; every byte that goes out is kept."""

    def __init__(self, name: str, log: Path) -> None:
        self._log = log
        self._sink = log.open("wb")
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "support.live_child", name],
            dimensions=(24, 80),
            env={**os.environ, "TERM": "xterm-256color", "PYTHONPATH": os.pathsep.join(sys.path)},
            timeout=60,
        )
        self.child.logfile_read = self._sink
        self.child.expect(b"NOT STARTED")

    def walk(self, *steps: tuple[str | bytes, ...]) -> None:
        """Presses keys, and waits for what then is painted, from top to bottom."""
        for keys, *painted in steps:
            self.child.send(keys)
            for words in painted:
                self.child.expect(words)

    def assert_harmless(self) -> None:
        """After the last key."""
        self.child.expect(pexpect.EOF)
        self.child.close()
        assert self.child.exitstatus == 0
        self._sink.close()
        sent = re.sub(rb"\x1b\]22;[a-z]*\x07", b"", self._log.read_bytes())  # Textual's own: the shape of the pointer
        assert b"[/foo]" in sent  # it was shown
        assert b"aGFja2Vk" in sent  # so was what follows a control character
        for sign in FORBIDDEN:
            if sign != "\x1b":  # Textual's own
                assert sign.encode() not in sent, ascii(sign)
        assert b"\x1b]52" not in sent
        assert b"\x1b]0;" not in sent
        assert b"\x1b]8;" not in sent  # a link


ESCAPE, F1, F9, PALETTE, CTRL_C, DOWN, LEFT = "\x1b", "\x1bOP", "\x1b[20~", "\x10", "\x03", "\x1b[B", "\x1b[D"
CLOSE = "\x1b[D\r"
"""Left of the first button of a sheet is its last; no key that comes soon after it means another, as after escape."""
DISCARD = "\x1b[Z\r"
"""Before the first field of a form is its last button."""
PASTE = f"\x1b[200~{HOSTILE}\x1b[201~"
PASTED = "\ufffd\u00e9".encode()
"""What a field shows of it, and nothing else does: the control characters between the markup and the marks are out."""

SHOWN = rb"\[/foo\]"
"""What people wrote is there, as it was written."""


def test_no_control_byte_of_a_user_reaches_a_players_terminal(tmp_path: Path) -> None:
    """What really goes out on a pseudo-terminal, byte by byte, through every panel to the results."""
    terminal = Terminal("hostile", tmp_path / "bytes")
    terminal.walk(
        ("s", rb"enter look"),  # the tasks are in focus
        ("j", rb"T\+00:05:0"),
        ("1\r", rb"Acknowledge"),
        (ESCAPE, rb"enter open"),
        ("2\r", rb"Start"),
        (ESCAPE, rb"enter look"),
        ("3\r", rb"Send"),
        (ESCAPE, rb"enter write"),
        ("7z", rb"Team log"),
        ("ze", rb"EndEx: end it now"),
        (f"{LEFT}\r", rb"Verdict"),
        ("q",),
    )
    terminal.assert_harmless()


def test_no_control_byte_of_a_user_reaches_the_facilitators_terminal(tmp_path: Path) -> None:
    """Lobby, console, forms, the sheet between two places, a place, the banner, and back to the results."""
    terminal = Terminal("hostile_led", tmp_path / "bytes")
    terminal.walk(
        ("p", rb"Who plays", rb"Discard"),
        (PASTE, PASTED),
        (DISCARD, rb"Role check-in", SHOWN),
        (F1, rb"Help", rb"Keys"),
        (F1, rb"Role check-in"),
        ("S", rb"StartEx\?"),
        ("\r", rb"Injects", SHOWN),
        ("P", rb"Pause", rb"Because"),
        (PASTE, PASTED),
        ("\r", rb"PAUSED", rb"Injects"),
        ("l", rb"controllers only", SHOWN),
        (CLOSE, rb"Injects"),
        ("i", rb"Which inject", SHOWN),
        ("\r", rb"Make up an inject", rb"Discard"),
        (PASTE, PASTED),
        (DISCARD, rb"Injects"),
        ("3", rb"Coverage", SHOWN),
        ("4", rb"Here", SHOWN),
        ("2", rb"Expected", SHOWN),
        ("\r", rb"expects of"),
        (CLOSE, rb"Injects"),
        ("6z", rb"Team log", rb"paused"),
        ("z", rb"Injects"),
        ("v", rb"Who takes the keyboard", SHOWN),
        (f"{DOWN}{DOWN}\r", rb"Pass the keyboard to"),
        ("\r", rb"Objectives", SHOWN),
        ("n", rb"What you saw", rb"Discard"),
        (PASTE, PASTED),
        ("\r", rb"On the record"),
        ("v", rb"Who takes the keyboard", SHOWN),
        (f"{DOWN}{DOWN}{DOWN}{DOWN}\r", rb"Pass the keyboard to", SHOWN),
        ("\r", rb"Inbox", SHOWN),
        ("c", rb"Held by"),
        (F1, rb"Inbox"),
        (F9, rb"NOT PART OF THE EXERCISE"),
        ("w", rb"What is the matter", rb"Discard"),
        (PASTE, PASTED),
        ("\r", rb"Called by", SHOWN),
        ("R", rb"Inbox", SHOWN),
        ("v", rb"Who takes the keyboard"),
        ("\r", rb"Pass the keyboard to"),
        ("\r", rb"Injects"),
        ("e", rb"EndEx: end it now"),
        (f"{LEFT}\r", rb"Verdict"),
        (PALETTE, rb"Search for commands"),
        (CTRL_C,),
    )
    terminal.assert_harmless()


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_hostile_text_ends_no_screen_of_the_room(size: tuple[int, int], tmp_path: Path) -> None:
    """Given hostile text in every field and on the whiteboard, when the room shows it, then it is harmless."""
    exercise = hostile_exercise()
    with projected(tmp_path, exercise) as room:
        room.start()
        room.do(r.Jump(1500), w.Whiteboard("facilitator", "facts", HOSTILE), c.Pause(HOSTILE))
        view = room.look()
        app = RoomApp(room.watched, view, every=None, listen=False)
        async with app.run_test(size=size) as pilot:
            for key in ("f", "w", "w", "f1"):
                await pilot.press(key)
                assert_harmless(grid(app))
            assert "[/foo]" in "".join(grid(app))
        assert_harmless([*lines(view)])


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_hostile_text_ends_neither_lobby_nor_scribe(size: tuple[int, int]) -> None:
    """Given hostile names and telephone numbers, when they are called and the scribe types, then all is harmless."""
    exercise = hostile_exercise()
    led = Led(exercise, tuple(exercise.plan.roles))
    holder = next(iter(led.client.lobby.rows)).holder if led.client.lobby is not None else ""
    contacts = {holder: Contact(holder, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)}
    app = LiveApp(led.host, led.client, beat=None, listen=False, contacts=contacts)
    async with app.run_test(size=size) as pilot:
        hands = FacilitatorsHands(led, app, pilot)
        for keys in (["e", "c"], ["u", "n"], ["e", "tab", "enter"], ["escape", "n"], ["S", "enter"]):
            await hands.press(*keys)
            assert_harmless(grid(app))
        await until(pilot, lambda: bool(app.screen.query("#injects")), "the console")
        led.do(r.Jump(1500), w.Whiteboard("facilitator", "unknown", HOSTILE))
        await hands.press("v")
        app.screen.query_one("#do-scribe").focus()
        await hands.press("enter")
        await until(pilot, lambda: bool(app.screen.query("#field-line")), "the scribe's screen")
        assert "[/foo]" in "".join(grid(app))
        for typed in ("floor: ", f"hr: {MARKUP}"):
            await hands.type(typed)
            await hands.press("tab")
            assert_harmless(grid(app))
            await hands.press("enter", "escape", "up")
        app.post_message(Paste(HOSTILE))
        await hands.press("enter", "f3", "enter")
        assert_harmless(grid(app))
        assert app.return_code is None
