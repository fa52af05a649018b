"""Text that people wrote ends no screen, becomes no link, and no control character of it reaches the terminal."""

import os
import re
import sys
from pathlib import Path

import pexpect
import pytest

from drillsim.record import commands as c
from drillsim.record.clean import clean
from support.hostile_text import CONTROLS, HOSTILE, hostile_exercise
from support.live import Hands, Table, grid, played_by_hand, shipped, until

FORBIDDEN = sorted(sign for sign in set(CONTROLS) if not sign.isprintable())


def assert_harmless(lines: list[str]) -> None:
    text = "".join(lines)
    assert not [sign for sign in FORBIDDEN if sign in text]


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_hostile_text_ends_no_screen(size: tuple[int, int]) -> None:
    exercise = hostile_exercise()
    seats = Table(exercise, tuple(exercise.plan.roles))

    async def story(hands: Hands) -> None:
        await hands.clock_at(3001)
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
        await hands.press("e", "enter")
        await until(hands.pilot, lambda: bool(hands.app.screen.query("#results")), "the results")
        assert_harmless(grid(hands.app))

    await played_by_hand(seats, size, story)
    for entry in seats.host.session.entries:
        if entry.sort == "command":
            assert not [sign for sign in FORBIDDEN if sign in str(list(entry.body.values()))]


async def test_what_is_pasted_into_a_form_is_harmless() -> None:
    exercise = shipped("tornado")
    seats = Table(exercise, tuple(exercise.plan.roles))

    async def story(hands: Hands) -> None:
        from textual.events import Paste

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
        from textual.events import Paste

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
        from textual.events import Paste

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


def test_no_control_byte_of_a_user_reaches_a_terminal(tmp_path: Path) -> None:
    """What really goes out on a pseudo-terminal, byte by byte, through every panel to the results."""
    log = tmp_path / "bytes"
    child = pexpect.spawn(
        sys.executable,
        ["-m", "support.live_child", "hostile"],
        dimensions=(24, 80),
        env={**os.environ, "TERM": "xterm-256color", "PYTHONPATH": os.pathsep.join(sys.path)},
        timeout=60,
    )
    with log.open("wb") as sink:
        child.logfile_read = sink
        child.expect(b"NOT STARTED")
        child.send("s")
        child.expect(b"enter look")  # the tasks are in focus
        for keys, expected in (
            ("j", rb"T\+00:05:0"),
            ("1\r", rb"Acknowledge"),
            ("\x1b", rb"enter open"),
            ("2\r", rb"Start"),
            ("\x1b", rb"enter look"),
            ("3\r", rb"Send"),
            ("\x1b", rb"enter write"),
            ("7z", rb"Team log"),
            ("ze", rb"EndEx: end it now"),
            ("\r", rb"Verdict"),
        ):
            child.send(keys)
            child.expect(expected)
        child.send("q")
        child.expect(pexpect.EOF)
    sent = re.sub(rb"\x1b\]22;[a-z]*\x07", b"", log.read_bytes())  # Textual's own: the shape of the pointer
    assert b"[/foo]" in sent  # it was shown
    assert b"aGFja2Vk" in sent  # so was what follows a control character
    for sign in FORBIDDEN:
        if sign != "\x1b":  # Textual's own
            assert sign.encode() not in sent, ascii(sign)
    assert b"\x1b]52" not in sent
    assert b"\x1b]0;" not in sent
    assert b"\x1b]8;" not in sent  # a link
    child.close()
    assert child.exitstatus == 0
