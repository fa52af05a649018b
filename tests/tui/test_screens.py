"""Each screen at three sizes, with colours and without: keys in, text out, and where the focus is."""

from collections.abc import Sequence

import pytest
from textual.widgets import Button

from drillsim.errors import RecordError
from drillsim.record import commands as c
from drillsim.record.entries import Entry
from drillsim.tui.widgets.row_list import RowList
from support.live import Hands, Table, app_of, grid, played_by_hand, shipped, shows, until


def table(name: str = "tornado", *roles: str) -> Table:
    exercise = shipped(name)
    return Table(exercise, roles or tuple(exercise.plan.roles))


async def test_the_start_screen_tells_what_is_played_and_by_whom(size: tuple[int, int]) -> None:
    app = app_of(table("tornado", "comms_lead"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = "\n".join(grid(app))
        for text in (
            "EXERCISE",
            "Spring tornado tabletop",
            "T+00:00:00",
            "Tue 14:10",
            "12x",
            "NOT STARTED",
            "A warm afternoon",
            "You play 1 of 7 roles",
            "YOU",
            "STAND-IN",
            "SCRIPT",
            "s StartEx",
        ):
            assert text in screen, text
        await pilot.press("q")
        assert app.return_code == 0


async def test_help_is_there_before_startex() -> None:
    app = app_of(table("tornado", "comms_lead"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f1")
        await until(pilot, lambda: shows(app, "Help"))
        await pilot.press("escape")
        await until(pilot, lambda: shows(app, "NOT STARTED"))


async def test_the_start_screen_says_what_is_played_otherwise_here() -> None:
    exercise = shipped("tornado")
    drill = exercise.drill.model_copy(update={"clock": "stops_to_talk", "release": "facilitator", "pace": None})
    app = app_of(Table(type(exercise)(drill, exercise.plan, exercise.parts), ("comms_lead",)))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        text = " ".join(" ".join(line[:70] for line in grid(app)).split())
        assert "The story's clock stands while you talk" in text
        assert "leaves the injects to a facilitator. Here the clock releases them." in text


async def test_the_live_screen_shows_what_is_so(size: tuple[int, int]) -> None:
    async def story(hands: Hands) -> None:
        await hands.clock_at(750)
        screen = "\n".join(grid(hands.app))
        for text in (
            "EXERCISE",
            "T+00:12:30",
            "Tue 14:22",
            "12x",
            "RUNNING",
            "Inbox: 2 new",
            "The lights go out.",
            "OUT",
            "30s, RTO in 1h59m",
            "What I can do now",
            "Everyone to the shelter",
            "OVERDUE 7m",
            "WAITS",
        ):
            assert text in screen, text
        assert grid(hands.app)[0].startswith(" EXERCISE")
        assert ">" in screen  # the cursor, without any colour
        assert "━━ What I can do now" in screen  # and the focus

    await played_by_hand(table(), size, story)


async def test_in_one_column_the_number_keys_open_the_panels() -> None:
    async def story(hands: Hands) -> None:
        assert shows(hands.app, "Messages")
        for key, title in (
            ("4", "What is due"),
            ("5", "On duty"),
            ("6", "Timeline"),
            ("7", "Team log"),
            ("3", "Messages"),
        ):
            await hands.press(key)
            assert shows(hands.app, f"━━ {title}"), title
            assert shows(hands.app, f" {key} ━"), "the panel tells its key"
        for key, title in (("1", "Inbox"), ("2", "What I can do now")):
            await hands.press(key)
            assert shows(hands.app, f"━━ {title}"), title
            assert shows(hands.app, "── Messages"), "the last one stays open"

    await played_by_hand(table(), (80, 24), story)


@pytest.mark.parametrize("size", [(120, 40), (160, 50)])
async def test_where_there_is_room_every_panel_is_there(size: tuple[int, int]) -> None:
    async def story(hands: Hands) -> None:
        for title in ("Inbox", "What I can do now", "Messages", "What is due", "On duty", "Timeline", "Team log"):
            assert shows(hands.app, f" {title}"), title

    await played_by_hand(table(), size, story)


async def test_a_terminal_that_grows_shows_more() -> None:
    async def story(hands: Hands) -> None:
        await hands.clock_at(750)
        assert not shows(hands.app, "StartEx")
        await hands.pilot.resize_terminal(160, 50)
        await hands.see("StartEx")  # in the log
        await hands.see("injects")  # in the timeline
        await hands.pilot.resize_terminal(80, 24)
        await until(hands.pilot, lambda: not shows(hands.app, "StartEx"))

    await played_by_hand(table(), (80, 24), story)


async def test_a_panel_can_be_shown_alone(size: tuple[int, int]) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("6", "z")
        assert shows(hands.app, "━━ Timeline")
        assert not shows(hands.app, "What I can do now")
        await hands.press("z")
        assert shows(hands.app, "What I can do now")

    await played_by_hand(table(), size, story)


@pytest.mark.parametrize("size", [(79, 24), (80, 23), (40, 10)])
async def test_a_terminal_that_is_too_small_is_told_so(size: tuple[int, int]) -> None:
    async def story(hands: Hands) -> None:
        await until(hands.pilot, lambda: shows(hands.app, f"This terminal is {size[0]}x{size[1]}."))
        assert not shows(hands.app, "Inbox")
        await hands.pilot.resize_terminal(80, 24)
        await hands.see("Inbox")

    await played_by_hand(table(), size, story)


async def test_the_clock_stops_with_a_word_and_goes_on() -> None:
    seats = table()

    async def story(hands: Hands) -> None:
        await hands.press("space")
        assert shows(hands.app, "PAUSED 00:00 by facilitator")
        before = seats.host.session.now
        seats.clock.forward(65)
        await hands.beat()
        assert shows(hands.app, "PAUSED 01:05")
        assert seats.host.session.now == before
        await hands.press("space")
        assert shows(hands.app, "RUNNING")
        await hands.press("P")
        await hands.type("fire alarm")
        await hands.press("enter")
        assert shows(hands.app, "fire alarm")

    await played_by_hand(seats, (120, 40), story)


async def test_the_keys_of_the_clock() -> None:
    seats = table()

    async def story(hands: Hands) -> None:
        await hands.press(".")
        assert shows(hands.app, "20x")
        await hands.press(",", ",")
        assert shows(hands.app, "10x")
        await hands.press("j", "j", "j")
        assert seats.host.session.now == 720
        assert shows(hands.app, "T+00:12:00")

    await played_by_hand(seats, (80, 24), story)


async def test_an_inject_is_opened_acknowledged_and_answered() -> None:
    seats = table()

    async def story(hands: Hands) -> None:
        await hands.press("1", "enter")
        assert shows(hands.app, "Tornado warning for your address")
        assert isinstance(hands.app.focused, Button)
        await hands.press("enter")
        assert shows(hands.app, "ACK")
        await hands.press("D")
        await hands.type("everybody down")
        assert shows(hands.app, "[x] 00:00 Tornado warning")
        hands.app.screen.query_one("#do-send").focus()
        await hands.press("enter")
        assert shows(hands.app, "DONE")
        await hands.press("2", "1", "a")  # what has been answered is not acknowledged again

    await played_by_hand(seats, (80, 24), story)
    kinds = [entry.kind for entry in seats.host.session.entries if entry.sort == "command"]
    assert kinds == ["start", "reads", "reads", "acknowledges", "acknowledges", "decides"]


async def test_an_inject_is_handed_over() -> None:
    """The reporter calls the wrong role: handing over is no unauthorised statement (S-92)."""
    seats = table("tornado", "floor_lead", "comms_lead")

    async def story(hands: Hands) -> None:
        await hands.clock_at(3001)
        await hands.press("1", "home", "h")
        assert shows(hands.app, "We hear people are trapped")
        await hands.choose("to", "comms_lead")
        hands.app.screen.query_one("#do-send").focus()
        await hands.press("enter")
        assert shows(hands.app, "ASKED")
        await hands.press("1", "home", "enter")
        assert shows(hands.app, "floor_lead asks comms_lead")

    await played_by_hand(seats, (80, 24), story)
    last = [entry for entry in seats.host.session.entries if entry.kind == "assigns"]
    assert last[0].body["to"] == "comms_lead"


async def test_a_task_is_looked_at_started_and_done() -> None:
    seats = table()

    async def story(hands: Hands) -> None:
        await hands.go_to("tasks", "take_cover")
        await hands.press("enter")
        assert shows(hands.app, "Usually takes 8m; it ends by itself, unless you say done before.")
        await hands.press("enter")
        assert shows(hands.app, "RUNNING  floor_lead")
        await hands.clock_at(240)
        await hands.go_to("tasks", "take_cover")
        await hands.press("d")
        assert shows(hands.app, "done: Everyone to the shelter")
        await hands.go_to("tasks", "take_cover")
        await hands.press("t")
        assert shows(hands.app, "This task is done.")

    await played_by_hand(seats, (80, 24), story)
    assert seats.host.session.engine.play.state.done["take_cover"] == 240


async def test_a_second_press_does_not_start_the_task_below_one_that_was_done_at_once() -> None:
    seats = table()

    async def story(hands: Hands) -> None:
        await hands.go_to("tasks", "declare_emergency")
        await hands.press("t", "t")
        assert shows(hands.app, "This task is done.")

    await played_by_hand(seats, (80, 24), story)
    assert [entry.body["task"] for entry in seats.host.session.entries if entry.kind == "does"] == ["declare_emergency"]


async def test_a_task_that_runs_is_started_again_only_where_somebody_says_yes(size: tuple[int, int]) -> None:
    """Given a key that was pressed four times, then the task runs once; after a question it is a second wave."""
    seats = table()

    def started() -> int:
        return sum(entry.kind == "does" for entry in seats.host.session.entries)

    async def story(hands: Hands) -> None:
        await hands.go_to("tasks", "call_brightline")
        await hands.press("t", "t", "t", "t")
        await hands.see("call_brightline runs already, to T+00:10. Start it again?")
        await hands.see("Enter: no.")
        await hands.press("enter")
        assert started() == 1
        await hands.press("t", "escape")
        assert started() == 1
        await hands.press("t", "y")
        assert not shows(hands.app, "Start it again?")
        assert started() == 2

    await played_by_hand(seats, size, story)


async def test_in_a_timed_drill_a_task_runs_until_somebody_says_done() -> None:
    exercise = shipped("tornado")
    timed = exercise.drill.model_copy(update={"kind": "timed"})
    seats = Table(type(exercise)(timed, exercise.plan, exercise.parts), tuple(exercise.plan.roles))

    async def story(hands: Hands) -> None:
        await hands.go_to("tasks", "take_cover")
        await hands.press("t")
        assert shows(hands.app, "until you say done")
        await hands.clock_at(1200)
        assert shows(hands.app, "until you say done")
        await hands.go_to("tasks", "take_cover")
        await hands.press("d")
        assert not shows(hands.app, "until you say done")

    await played_by_hand(seats, (80, 24), story)
    assert seats.host.session.engine.play.state.done["take_cover"] == 1200


async def test_what_the_rules_refuse_is_said_and_stays_on_the_record() -> None:
    async def story(hands: Hands) -> None:
        await hands.go_to("tasks", "head_count")
        await hands.press("t")
        await hands.see("REFUSED  head_count comes after take_cover")
        await hands.press("7")
        assert shows(hands.app, "REFUSED head_count")

    await played_by_hand(table(), (80, 24), story)


async def test_a_message_waits_and_is_approved() -> None:
    seats = table()

    async def story(hands: Hands) -> None:
        await hands.go_to("messages", "client_notice")
        await hands.press("enter")
        assert shows(hands.app, "It waits for an approval.")
        await hands.type("a storm")
        hands.app.screen.query_one("#do-send").focus()
        await hands.press("enter")
        assert shows(hands.app, "1 for you to approve")
        await hands.press("p")
        for text in ("Waits for approval: client_notice", "EXERCISE EXERCISE EXERCISE", "a storm", "Still empty:"):
            assert shows(hands.app, text), text
        await hands.press("enter")
        assert shows(hands.app, "SENT")

    await played_by_hand(seats, (80, 24), story)
    sent = next(entry for entry in seats.host.session.entries if entry.kind == "sends")
    assert sent.body["fill"] == {"what": "a storm"}


async def test_a_form_that_is_not_complete_says_so_and_keeps_what_was_typed() -> None:
    seats = table()

    async def story(hands: Hands) -> None:
        await hands.press("n", "enter")
        await hands.see("Write the note first.")
        await hands.press("escape")
        await hands.go_to("messages", "progress_update")
        await hands.press("enter")
        field = hands.app.screen.query_one("#field-restored_by")
        field.focus()
        await hands.pilot.pause()
        await hands.type("soon")
        hands.app.screen.query_one("#do-send").focus()
        await hands.press("enter")
        await hands.see("found “soon”")
        assert hands.app.focused is field  # ready to be mended
        hands.app.screen.query_one("#field-via").focus()
        await hands.press("space", "right", "space", "right", "space")
        hands.app.screen.query_one("#do-send").focus()
        await hands.press("enter")
        await hands.see("Choose at least one channel.")

    await played_by_hand(seats, (80, 24), story)
    assert not [entry for entry in seats.host.session.entries if entry.kind in ("notes", "sends")]


async def test_notes_decisions_and_check_ins_go_on_the_record() -> None:
    seats = table()

    async def story(hands: Hands) -> None:
        await hands.press("n")
        await hands.type("heads counted")
        await hands.press("enter")
        await hands.press("2", "D")
        await hands.type("stay")
        hands.app.screen.query_one("#do-send").focus()
        await hands.press("enter", "k")
        hands.app.screen.query_one("#do-send").focus()
        await hands.press("enter")

    await played_by_hand(seats, (80, 24), story)
    commands = {entry.kind: entry.body for entry in seats.host.session.entries if entry.sort == "command"}
    assert commands["notes"]["text"] == "heads counted"
    assert commands["decides"]["what"] == "“stay”"  # one word, which is no inject's name
    assert commands["check_in"]["team"] == "tulsa_agents"


async def test_one_role_alone_and_all_again() -> None:
    async def story(hands: Hands) -> None:
        await hands.press("r")
        assert shows(hands.app, "Showing incident_lead.")
        tasks = hands.app.screen.query_one("#tasks", RowList)
        assert {row.key for row in tasks.table.rows} == {"declare_emergency", "stand_down"}
        await hands.press(*["r"] * 7)
        assert len(tasks.table.rows) == 15

    await played_by_hand(table(), (80, 24), story)


async def test_help_and_the_palette_know_every_action(size: tuple[int, int]) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("1", "f1")
        await hands.see("what has been told to your roles")
        assert shows(hands.app, "Acknowledge the inject")
        await hands.press("escape", "ctrl+p")
        await hands.type("jump to")
        await hands.see("Jump to the next event")
        before = hands.table.host.session.now
        await hands.press("down", "enter")
        await until(hands.pilot, lambda: hands.table.host.session.now > before, "the jump")

    await played_by_hand(table(), size, story)


async def test_the_mouse_works_too() -> None:
    seats = table()

    async def story(hands: Hands) -> None:
        rows = hands.app.screen.query_one("#inbox", RowList)
        await hands.pilot.click(rows, offset=(10, 1))
        await hands.see("Tornado warning for your address")
        await hands.pilot.click("#do-acknowledge")
        await hands.beat()
        assert shows(hands.app, "ACK")
        await hands.pilot.click("KeyBar", offset=(10, 0))  # on "space pause"
        await hands.beat()
        assert shows(hands.app, "PAUSED")

    await played_by_hand(seats, (80, 24), story)


async def test_endex_is_asked_once_and_opens_the_results(size: tuple[int, int]) -> None:
    seats = table()

    async def story(hands: Hands) -> None:
        await hands.clock_at(750)
        await hands.press("e", "escape")
        assert not seats.host.session.over
        await hands.press("e", "left", "enter")
        await until(hands.pilot, lambda: bool(hands.app.screen.query("#results")), "the results")
        assert shows(hands.app, "Verdict")
        assert shows(hands.app, "ENDED")
        await hands.press("end")
        assert shows(hands.app, "never done")
        await hands.press("q")

    await played_by_hand(seats, size, story)


async def test_the_results_say_where_the_record_is() -> None:
    seats = table()
    app = app_of(seats, place="some/place/x.drillrecord")
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(seats, app, pilot)
        await hands.press("s")
        await until(pilot, lambda: bool(app.screen.query("#tasks")))
        seats.client.act(c.End())
        await hands.beat()
        await until(pilot, lambda: bool(app.screen.query("#results")))
        await hands.press("end")
        assert shows(app, "drillsim report some/place/x.drillrecord")


async def test_an_exercise_that_ends_under_an_open_form_shows_its_results() -> None:
    seats = table()

    async def story(hands: Hands) -> None:
        await hands.press("n")
        await hands.type("half a no")
        seats.client.act(c.End())
        await hands.beat()
        await until(hands.pilot, lambda: bool(hands.app.screen.query("#results")), "the results")

    await played_by_hand(seats, (80, 24), story)


async def test_leaving_is_asked_once_and_stops_the_clock() -> None:
    seats = table()

    async def story(hands: Hands) -> None:
        await hands.press("q", "escape")
        assert hands.app.return_code is None
        await hands.press("q", "enter")

    await played_by_hand(seats, (80, 24), story)
    last = [entry for entry in seats.host.session.entries if entry.sort == "command"][-1]
    assert (last.kind, last.body) == ("pause", {"because": "left the screen"})
    assert not seats.host.session.over


async def test_a_record_that_cannot_be_written_is_on_the_screen_until_it_can() -> None:
    full = [False]

    def append(_: Sequence[Entry]) -> None:
        if full[0]:
            raise RecordError("the disk is full")

    exercise = shipped("tornado")
    seats = Table(exercise, tuple(exercise.plan.roles), append)

    async def story(hands: Hands) -> None:
        await hands.clock_at(60)
        full[0] = True
        await hands.press("t")
        await hands.see("STOPPED  The record cannot be written: the disk is full")
        assert shows(hands.app, "PAUSED")
        assert shows(hands.app, "CAN"), "the task has not started"
        full[0] = False
        seats.clock.forward(1)
        await hands.beat()
        await hands.see("The record can be written again.")
        await hands.press("space")
        assert shows(hands.app, "RUNNING")

    await played_by_hand(seats, (80, 24), story)
