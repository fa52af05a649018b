"""What the room sees: all that was told to anybody, and nothing else, at every stage of every shipped drill."""

import pytest

from drillsim.loading import bundled_drills
from drillsim.present.room import head, lines, news, sender, text, word
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record import written as w
from drillsim.session.room import Room, RoomView
from drillsim.session.view import ClockView
from support.canary import with_canaries
from support.facilitated import Led
from support.live import shipped
from support.stage import inject, stage

FOR_THE_ROOM = ("title", "from_", "via", "says", "ask", "handout")
"""Fields of an inject that the room may read once it has come."""


def all_words(view: RoomView, before: RoomView | None = None) -> str:
    """Everything that the screen or the lines could show of a view."""
    cells = (*head(view), word(view), *text(view))
    said = [cell.text for cell in cells] + [sender(view), *lines(view), *(news(before, view) if before else ())]
    return repr(view) + "\n".join(said)


@pytest.mark.parametrize("name", bundled_drills())
def test_no_word_of_what_is_to_come_is_on_the_projector(name: str) -> None:
    """Given a canary in every text of a scenario, when the drill is played, then only what came shows."""
    exercise, places = with_canaries(shipped(name))
    led = Led(exercise, tuple(exercise.plan.roles))
    room, seen, shown = Room(exercise), 0, set[str]()
    before: RoomView | None = None
    led.do(r.Start())
    over = False
    while not over:
        over = led.host.session.over
        entries = led.host.session.entries
        room.take(entries[seen:])
        seen = len(entries)
        released = led.host.session.engine.play.state.released
        allowed = tuple(
            f"{exercise.parts[each.part].file}.msel.{each.body.id}.{field}"
            for each in exercise.injects
            if each.part is not None and each.id in released and each.body.tell
            for field in FOR_THE_ROOM
        )
        view = room.view(led.host.clock)
        words = all_words(view, before)
        leaked = {places[found] for found in places if found in words}
        assert not [place for place in leaked if not place.startswith(allowed)]
        shown |= leaked
        before = view
        led.do(r.Jump())
    assert any(place.endswith(".says") for place in shown), "nothing was ever shown: the test would always pass"


def drill() -> Room:
    return Room(
        stage(
            msel=[
                inject(
                    "smoke",
                    "T+00:10",
                    tell=["lead", "clerk"],
                    says="Smoke in the hall.",
                    ask=["Who decides?"],
                    handout="Floor plan",
                    controller="Nobody may know",
                    **{"from": "Alarm panel", "via": "bell"},
                ),
                inject("silent", "T+00:20", happens={"fail": ["power"]}),
                inject("end", "T+08:00", kind="end"),
            ]
        )
    )


def played(room: Room, second: int) -> RoomView:
    led = Led(room.exercise, list(room.exercise.plan.roles)).started()
    led.jump(second)
    led.do(w.Whiteboard("facilitator", "facts", "It burns"), c.Does("lead", "declare"))
    room.take(led.host.session.entries)
    return room.view(ClockView(second * 1000, 1, "running"))


def test_the_last_inject_that_told_anybody_stays_large() -> None:
    """Given smoke at T+00:10 and a silent failure at T+00:20, when it is T+00:25, then the smoke is still shown."""
    view = played(drill(), 1500)
    assert view.inject is not None
    assert view.inject.id == "smoke"
    assert sender(view) == "from Alarm panel  by bell  to lead, clerk  at 00:10 (Mon 09:10)"
    assert [cell.text for cell in text(view)] == [
        "Smoke in the hall.",
        "For the room: Who decides?",
        "Handout: Floor plan",
    ]
    assert word(view).text == "EMERGENCY since 00:25"
    assert [line.text for line in view.whiteboard] == ["It burns"]


def test_before_startex_it_shows_the_ground_rules() -> None:
    room = drill()
    words = "\n".join(cell.text for cell in text(room.view(ClockView(0, 1, "before"))))
    assert "The exercise has not begun." in words
    assert "NO DUFF" in words
    assert "Smoke" not in words


def test_lines_tell_how_it_stands_and_then_only_what_is_new() -> None:
    """Given the lines of a view, when only time has passed, then there is nothing to say; else what is new is said."""
    room = drill()
    nothing = room.view(ClockView(0, 1, "before"))
    view = played(room, 1500)
    assert lines(view)[:2] == (
        "[T+00:25:00 Mon 09:25] EXERCISE A story: running, 1x, mode emergency",
        "INJECT from Alarm panel  by bell  to lead, clerk  at 00:10 (Mon 09:10)",
    )
    assert "WHITEBOARD 1 Facts: It burns (facilitator 00:25)" in lines(view)
    later = room.view(ClockView(1_600_000, 1, "running"))
    assert news(view, later) == ()
    assert any("INJECT" in each for each in news(nothing, view))
    paused = room.view(ClockView(1_600_000, 1, "paused", "facilitator", "coffee"))
    assert news(later, paused) == (
        "[T+00:26:40 Mon 09:26] EXERCISE A story: PAUSED by facilitator: coffee, mode emergency",
    )
    assert news(later, room.view(ClockView(1_600_000, 1, "running"), 12)) == (
        "[T+00:26:40 Mon 09:26] No word from the drill for 12s.",
    )
