"""The screen for the room, beside a drill that writes its record."""

from pathlib import Path

import pytest

from drillsim.loading import bundled_drills
from drillsim.model.exercise import Exercise
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record import written as w
from drillsim.tui.room import RoomApp
from support.canary import with_canaries
from support.live import grid, shipped, shows, until
from support.stage import inject, stage
from support.watched import Projected, projected


def drill() -> Exercise:
    smoke = inject(
        "smoke",
        "T+00:10",
        tell=["lead"],
        says="Smoke in the hall. [/foo] Nobody is hurt.",
        ask=["Who decides, and by when?"],
        handout="Floor plan of the hall",
        discuss="5m",
        notes="Only for the facilitator",
        **{"from": "Alarm panel", "via": "bell"},
    )
    later = inject("later", "T+01:00", tell=["clerk"], says="The press calls.")
    return stage(msel=[smoke, later, inject("end", "T+08:00", kind="end")], clock="stops_to_talk", kind="tabletop")


def app_of(room: Projected) -> RoomApp:
    return RoomApp(room.watched, room.look(), every=None, listen=False)


async def test_the_room_sees_the_inject_the_question_and_the_time_left(tmp_path: Path, size: tuple[int, int]) -> None:
    """Given smoke that is talked about, when the room looks, then all that concerns it is there and nothing else."""
    with projected(tmp_path, drill()) as room:
        app = app_of(room)
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: shows(app, "The exercise has not begun."), "the ground rules")
            assert shows(app, "NO DUFF")
            room.start()
            room.do(r.Next(), c.Reads("lead", "smoke"), w.Whiteboard("facilitator", "unknown", "Who has the keys?"))
            room.pass_time(10)
            app.look()
            await until(pilot, lambda: shows(app, "Smoke in the hall. [/foo] Nobody is hurt."), "the inject")
            screen = "\n".join(grid(app))
            for text in (
                "EXERCISE",
                "T+00:10:00",
                "TALKING",
                "from Alarm panel  by bell  to lead  at 00:10 (Mon 09:10)",
                "For the room: Who decides, and by when?",
                "Handout: Floor plan of the hall",
                "time left to talk",
                "UNKNOWN  Who has the keys?",
                "q close",
            ):
                assert text in screen, text
            assert "The press" not in screen
            assert "Only for the facilitator" not in screen


async def test_its_keys(tmp_path: Path) -> None:
    """Given the screen, when f, w, F1 and q are pressed, then it shows less, the whiteboard, help, and closes."""
    with projected(tmp_path, drill()) as room:
        room.start()
        room.do(r.Next(), w.Whiteboard("facilitator", "unknown", "Who has the keys?"))
        app = app_of(room)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: shows(app, "Smoke in the hall."), "the inject")
            await pilot.press("f")
            await until(pilot, lambda: not shows(app, "Who has the keys?"), "the inject alone")
            await pilot.press("w")
            await until(pilot, lambda: shows(app, "Unknown: 1") and not shows(app, "Smoke"), "the whiteboard alone")
            await pilot.press("w", "f1")
            await until(pilot, lambda: shows(app, "Nothing to come is on it"), "help")
            await pilot.press("escape", "q")
        assert app.return_code == 0


async def test_what_stops_everybody_is_the_first_thing_to_read(tmp_path: Path, size: tuple[int, int]) -> None:
    """Given a pause, a real emergency, a host that is gone, and EndEx, when the room looks, then words say so."""
    with projected(tmp_path, drill()) as room:
        room.start()
        app = app_of(room)
        async with app.run_test(size=size) as pilot:
            room.do(r.Next(), c.Reads("lead", "smoke"), c.Pause("coffee"))
            app.look()
            await until(pilot, lambda: shows(app, "by facilitator: coffee"), "the pause")
            room.do(c.Resume(), c.RealEmergency("lead", "Somebody fell"))
            app.look()
            await until(pilot, lambda: shows(app, "REAL EMERGENCY. NO DUFF"), "the real emergency")
            await until(pilot, lambda: shows(app, "Somebody fell"), "why")
            assert not shows(app, "Smoke")
            room.do(c.Resume())
            room.clock.forward(12)
            app.look()
            await until(pilot, lambda: shows(app, "No word from the drill for 12s."), "the silence")
            room.do(c.End())
            room.pass_time(1)
            app.look()
            await until(pilot, lambda: shows(app, "EndEx. The exercise has ended."), "the end")


async def test_a_record_that_cannot_be_read_just_now_leaves_the_last_on_the_screen(tmp_path: Path) -> None:
    """Given a record that was taken away, when the room looks, then it says why nothing is newer."""
    with projected(tmp_path, drill()) as room:
        room.start()
        room.do(r.Next(), c.End())
        room.pass_time(1)
        app = app_of(room)
        room.vanish()
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            app.look()
            assert shows(app, "EndEx")


@pytest.mark.parametrize("name", bundled_drills())
async def test_no_word_to_come_is_on_the_screen_of_any_shipped_drill(name: str, tmp_path: Path) -> None:
    """Given a canary in every text, when each drill goes from stage to stage, then the screen shows only what came."""
    exercise, places = with_canaries(shipped(name))
    shown = set[str]()
    with projected(tmp_path, exercise) as room:
        app = app_of(room)
        async with app.run_test(size=(160, 50)) as pilot:
            room.start()
            while not room.host.session.over:
                room.do(r.Jump())
                app.look()
                await pilot.pause()
                released = room.host.session.engine.play.state.released
                allowed = tuple(
                    f"{exercise.parts[each.part].file}.msel.{each.body.id}."
                    for each in exercise.injects
                    if each.part is not None and each.id in released and each.body.tell
                )
                screen = "\n".join(grid(app))
                leaked = {place for word, place in places.items() if word in screen}
                assert not [place for place in leaked if not place.startswith(allowed)]
                assert not [place for place in leaked if place.rpartition(".")[2] in ("notes", "controller")]
                shown |= leaked
    assert any(place.endswith(".says") for place in shown), "nothing was shown: the test would always pass"
