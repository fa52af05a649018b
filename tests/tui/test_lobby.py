"""The lobby's questions: who is on shift, who can be reached by which number; and where no number may be."""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

import pytest

from drillsim.cli.playing import header_of
from drillsim.loading import bundled, check
from drillsim.loading.telephones import telephones
from drillsim.model.telephones import Contact
from drillsim.record import commands as c
from drillsim.tui.app import LiveApp
from support.cli import drillsim
from support.facilitated import FacilitatorsHands, Led
from support.live import TODAY, grid, header, shipped, shows, until
from support.stage import inject, stage
from support.watched import projected

NUMBERS = {"Ann": Contact("ann", "555 0101", "555 0151", prefers="text"), "Bob": Contact("bob", "555 0102")}


def desk(**drill: object) -> Led:
    msel = [inject("smoke", "T+00:10", tell=["lead"], says="Smoke"), inject("end", "T+08:00", kind="end")]
    return Led(stage(msel=msel, **{"kind": "tabletop", **drill}), ("lead", "clerk"))  # type: ignore[arg-type]  # as in a file


async def in_the_lobby(
    led: Led,
    size: tuple[int, int],
    story: Callable[[FacilitatorsHands], Awaitable[None]],
    contacts: Mapping[str, Contact] | None = NUMBERS,
) -> None:
    """The lobby of a table whose plan has these telephone numbers."""
    app = LiveApp(led.host, led.client, beat=None, listen=False, contacts=contacts)
    async with app.run_test(size=size) as pilot:
        await story(FacilitatorsHands(led, app, pilot))


async def test_the_reach_test_shows_whom_to_call_and_times_it(size: tuple[int, int]) -> None:
    """Given a list of numbers, when Ann is called and answers after 40 s, then the screen says so."""
    led = desk()

    async def story(hands: FacilitatorsHands) -> None:
        await hands.press("e")
        await hands.see("Reach test: 0 of 2 answered")
        screen = "\n".join(grid(hands.app))
        for text in ("EXERCISE", "NOT CALLED", "Ann", "555 0101", "no number in the list"):
            assert text in screen, text
        await hands.press("c")
        await hands.see("RINGING")
        for _ in range(10):
            led.clock.forward(4)
            await hands.beat()
        await hands.see("0:40")
        await hands.press("a")
        await hands.see("ANSWERED")
        await hands.see("Reach test: 1 of 2 answered")

    await in_the_lobby(led, size, story)


async def test_who_does_not_answer_is_replaced_by_the_alternate() -> None:
    """Given no answer from Ann, when the alternate is used, then Bob has the role and his number is shown."""

    async def story(hands: FacilitatorsHands) -> None:
        await hands.press("e", "c", "n")
        await hands.see("NO ANSWER")
        await hands.press("u")
        await hands.see("555 0102")
        assert hands.table.host.session.players["lead"] == "Bob"
        await hands.press("down", "u")
        await hands.see("no alternate for clerk")
        await hands.press("e")
        await hands.see("Role check-in")

    await in_the_lobby(desk(), (80, 24), story)


async def test_without_a_list_it_says_so_and_still_notes_the_calls() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.press("e")
        await hands.see("No telephone list here")
        await hands.press("v")
        await hands.see("VOICEMAIL")

    await in_the_lobby(desk(), (80, 24), story, None)


async def test_who_is_on_shift_now_is_asked(size: tuple[int, int]) -> None:
    """Given the plan's numbers, when one is changed and the others are as planned, then all were asked."""
    led = desk()

    async def story(hands: FacilitatorsHands) -> None:
        await hands.see("On shift now: the plan's numbers, nobody asked")
        hands.app.screen.query_one("#shift").focus()
        await hands.press("enter")
        await hands.see("How many are on shift?")
        for _ in "100":
            await hands.pilot.press("backspace")
        await hands.type("ninety")
        await hands.press("enter")
        await hands.see("Write how many")
        for _ in "ninety":
            await hands.pilot.press("backspace")
        await hands.type("90")
        await hands.press("enter")
        await hands.see("On shift now: 1 of 3 asked")
        await hands.press("n")
        await hands.see("On shift now: 3 of 3 asked")
        await hands.press("S", "enter")
        await until(hands.pilot, lambda: led.host.started, "StartEx")
        assert led.host.exercise.on_shift("agents", 0) == 90

    await in_the_lobby(led, size, story)


@pytest.mark.parametrize(("kind", "asks"), [("timed", True), ("tabletop", False)])
async def test_only_a_timed_drill_says_at_startex_whom_nobody_counted(kind: str, asks: bool) -> None:  # noqa: FBT001
    """Given nobody who asked, when StartEx is pressed, then a timed drill names the teams, a tabletop does not nag."""

    async def story(hands: FacilitatorsHands) -> None:
        await hands.press("S")
        await hands.see("StartEx?")
        assert shows(hands.app, "Nobody asked how many are on shift: agents 100") == asks

    await in_the_lobby(desk(kind=kind), (80, 24), story)


def everything_of(record: Path, folder: Path) -> list[str]:
    """All that anybody could read of a record: its bytes and those beside it, reports, exports."""
    told = [
        drillsim(*words, folder=folder)
        for words in (
            ("report", record, "--names"),
            ("report", record, "--json"),
            ("record", "export", record),
            ("record", "export", record, "--json"),
            ("screen", record, "--plain"),
        )
    ]
    assert [each.code for each in told] == [0] * len(told)
    assert "Reached before StartEx: 0 of 3 roles that were called" in told[0].out
    files = [path.read_bytes().decode("latin-1") for path in folder.iterdir() if path.is_file()]
    return [*files, *(each.out + each.err for each in told)]


async def test_no_number_leaves_the_lobby(tmp_path: Path) -> None:
    """Given the shipped list, when people were called and the drill was led, then no number and no address is on the
    record, in a report, in an export, on the room's screen, or in what the host tells anybody.
    """
    loaded = check(str(bundled("tornado")), today=TODAY)
    contacts = telephones(loaded).contacts
    secrets = {secret for each in contacts.values() for secret in (*each.numbers, each.email) if secret}
    assert len(secrets) > 10
    exercise = shipped("tornado")
    players = header(exercise, list(exercise.plan.roles)).players
    begins = header_of(loaded, exercise, players=players, live=True, facilitated=True)
    with projected(tmp_path, exercise, begins) as room:
        everybody = [room.host.connect("player", ("floor_lead",)), room.host.connect("other", (), place="facilitator")]
        app = LiveApp(room.host, room.lead, beat=None, listen=False, contacts=contacts)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("e", "c", "n", "down", "c", "v", "down", "c", "u", "c", "n")
            app.beat()
            await until(pilot, lambda: shows(app, "VOICEMAIL"), "the calls")
            assert shows(app, "+1 918 555 0101"), "the facilitator sees it, else the test would always pass"
        room.start()
        room.do(c.End())
        room.pass_time(1)
        texts = [repr(connection.receive()) for connection in everybody]
        room.vanish()
        texts += everything_of(room.record, tmp_path)
    assert not [secret for secret in secrets for text in texts if secret in text]
