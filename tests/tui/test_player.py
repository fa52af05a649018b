"""The player's place: board, card, drafts, previews, approvals, what is asked of whom; at the keyboard alone."""

from collections.abc import Sequence

import pytest
from textual.widgets import Button

from drillsim.errors import RecordError
from drillsim.record import commands as c
from drillsim.tui.screens.live.board import BoardScreen
from drillsim.tui.widgets.fields import TicksField, WordsField
from drillsim.tui.widgets.row_list import RowList
from support.live import Hands, Table, grid, played_by_hand, shipped, shows, until
from support.stage import inject, stage


def table(*roles: str) -> Table:
    exercise = shipped("tornado")
    return Table(exercise, roles or tuple(exercise.plan.roles))


def commands(of: Table, kind: str) -> list[dict[str, object]]:
    return [entry.body for entry in of.host.session.entries if entry.sort == "command" and entry.kind == kind]


async def push_button(hands: Hands, name: str) -> None:
    button = hands.app.screen.query_one(f"#do-{name}", Button)
    button.focus()
    await until(hands.pilot, lambda: not button.has_class("-active"), "the end of the press before")
    await hands.press("enter")


async def fill_in(hands: Hands, field: str, text: str) -> None:
    hands.app.screen.query_one(f"#field-{field}", WordsField).focus()
    await hands.pilot.pause()
    await hands.type(text)


def screen_has(hands: Hands, texts: Sequence[str]) -> None:
    shown = "\n".join(grid(hands.app))
    for text in texts:
        assert text in shown, text


# The board and the card


async def test_the_board_shows_the_situation_and_follows_the_clock(size: tuple[int, int]) -> None:
    seats = table("floor_lead", "incident_lead")

    async def story(hands: Hands) -> None:
        seats.client.act(c.Assigns("floor_lead", "hr_lead", "count heads", 600))
        await hands.clock_at(750)
        await hands.press("b")
        await hands.see("What we were told")
        screen_has(
            hands,
            (
                "EXERCISE",
                "T+00:12:30",
                "EMERGENCY since" if seats.host.session.engine.play.state.mode != "normal" else "Mode: normal since",
                "Answer customer calls",
                "30s, RTO in 1h59m",
                "Tue 14:22",
                "The lights go out.",
                "What is due:",
                "Asked of others: 1 overdue",
                "count heads",
            ),
        )
        await hands.clock_at(900)
        screen_has(hands, ("T+00:15:00", "3m, RTO in 1h57m"))
        await hands.press("tab", "escape")
        await hands.see("What I can do now")

    await played_by_hand(seats, size, story)


async def test_customers_are_in_sight_and_on_the_board(size: tuple[int, int]) -> None:
    """How many wait stands beside their function; `8` goes to the rest of it."""
    seats = table("telecom_lead")

    async def story(hands: Hands) -> None:
        await hands.clock_at(1200)
        screen_has(hands, (" waiting",))
        await hands.press("8")
        await hands.see("abandoned")
        screen_has(hands, ("Customers", "answered"))
        await hands.press("b")
        await hands.see("What we were told")
        screen_has(hands, ("Customers", "abandoned", "% in 20s (goal 80%)"))

    await played_by_hand(seats, size, story)


async def test_the_board_draws_only_lines_that_changed() -> None:
    """A tick that changes nothing but the clock lets its lists alone."""
    seats = table("floor_lead")

    async def story(hands: Hands) -> None:
        await hands.press("b")
        await hands.see("What we were told")
        board = hands.app.screen
        assert isinstance(board, BoardScreen)
        before = [panel.table for panel in board.query(RowList)]
        await hands.beat()
        assert all(panel.table is old for panel, old in zip(board.query(RowList), before, strict=True))

    await played_by_hand(seats, (80, 24), story)


async def test_the_board_is_left_for_the_results_when_the_exercise_ends() -> None:
    seats = table("floor_lead")

    async def story(hands: Hands) -> None:
        await hands.press("b")
        seats.client.act(c.End())
        await hands.beat()
        await until(hands.pilot, lambda: bool(hands.app.screen.query("#results")), "the results")

    await played_by_hand(seats, (80, 24), story)


@pytest.mark.row("S-78")
async def test_a_role_card_fits_on_one_page(size: tuple[int, int]) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("c")
        await hands.see("Communications lead (comms_lead)")
        screen_has(
            hands,
            (
                "Held by Hana Sato (YOU).",
                "You may speak to the media.",
                "approve messages, ask incident_lead.",
                "Whom you tell",
                "customers: within 30 min, then every 1 hour",
                "Say what you know, what you are doing",  # the last of the tips
            ),
        )
        await hands.press("escape")
        await hands.see("What I can do now")

    await played_by_hand(table("comms_lead"), size, story)


async def test_with_several_roles_the_card_is_asked_for_or_opened_from_the_duty_list() -> None:
    async def story(hands: Hands) -> None:
        await hands.press("c")
        await hands.see("Whose card?")
        await hands.press("down", "enter")
        await hands.see("(comms_lead)")
        await hands.press("escape", "5", "home", "enter")
        await hands.see("(floor_lead)")
        await hands.press("escape", "end", "enter")
        await hands.see("hr_lead is not played here")
        await hands.press("r", "c")
        await hands.see("(floor_lead)")

    await played_by_hand(table("floor_lead", "comms_lead"), (80, 24), story)


# Writing


async def test_what_was_typed_is_kept_until_it_is_sent() -> None:
    seats = table("comms_lead")

    async def story(hands: Hands) -> None:
        await hands.go_to("messages", "progress_update")
        await hands.press("enter")
        await hands.type("the roof is off")
        await hands.choose("fault", "nature")
        await hands.press("escape")
        await hands.see("Not sent: Message: progress_update.")
        await hands.press("enter")
        assert hands.app.screen.query_one("#field-what", WordsField).value == "the roof is off"
        screen_has(hands, ("What we know: the roof is off.", "nature's"))
        await push_button(hands, "send")
        await hands.press("enter")
        assert hands.app.screen.query_one("#field-what", WordsField).value == ""
        await hands.type("again")
        await push_button(hands, "discard")
        await hands.press("enter")
        assert hands.app.screen.query_one("#field-what", WordsField).value == ""

    await played_by_hand(seats, (80, 24), story)
    (sent,) = commands(seats, "sends")
    assert (sent["fill"], sent["fault"]) == ({"what": "the roof is off"}, "nature")


async def test_who_comes_back_to_a_field_goes_on_writing_in_it() -> None:
    async def story(hands: Hands) -> None:
        await hands.go_to("messages", "progress_update")
        await hands.press("enter")
        await hands.type("the roof")
        await hands.press("down", "up")
        await hands.type(" is off")
        assert hands.app.screen.query_one("#field-what", WordsField).value == "the roof is off"
        await hands.press("escape")
        await hands.press("enter")
        await hands.type(" again")
        assert hands.app.screen.query_one("#field-what", WordsField).value == "the roof is off again"

    await played_by_hand(table("comms_lead"), (80, 24), story)


async def test_enter_goes_from_the_last_field_of_a_message_to_its_button() -> None:
    async def story(hands: Hands) -> None:
        await hands.go_to("messages", "client_notice")
        await hands.press("enter")
        hands.app.screen.query_one("#field-restored_by", WordsField).focus()
        await hands.press("enter")
        assert hands.app.focused is hands.app.screen.query_one("#do-send")

    await played_by_hand(table("comms_lead"), (80, 24), story)


async def test_asking_a_role_begins_with_whom_to_ask() -> None:
    async def story(hands: Hands) -> None:
        await hands.press("h")
        await hands.see("Ask another role")
        await hands.press("right", "down")
        await hands.type("call back")
        await push_button(hands, "send")

    seats = table("floor_lead")
    await played_by_hand(seats, (80, 24), story)
    (asked,) = commands(seats, "assigns")
    assert (asked["to"], asked["what"]) == ("incident_lead", "call back")


async def test_a_form_left_as_it_was_says_nothing_of_a_draft() -> None:
    async def story(hands: Hands) -> None:
        await hands.press("n", "escape")
        assert not shows(hands.app, "Not sent")

    await played_by_hand(table("comms_lead"), (80, 24), story)


async def test_what_is_refused_is_still_there_when_the_form_is_opened_again() -> None:
    """The record cannot be written: nothing was taken, so the words are not lost."""
    full = [False]

    def append(_: object) -> None:
        if full[0]:
            raise RecordError("the disk is full")

    exercise = shipped("tornado")
    seats = Table(exercise, ("comms_lead",), append)

    async def story(hands: Hands) -> None:
        full[0] = True
        await hands.press("n")
        await hands.type("heads counted")
        await hands.press("enter")
        full[0] = False
        seats.clock.forward(1)
        await hands.beat()
        await hands.press("n")
        assert hands.app.screen.query_one("#field-text", WordsField).value == "heads counted"
        await hands.press("enter", "n")
        assert hands.app.screen.query_one("#field-text", WordsField).value == ""

    await played_by_hand(seats, (80, 24), story)
    assert [note["text"] for note in commands(seats, "notes")] == ["heads counted"]


async def test_the_text_is_previewed_while_it_is_written(size: tuple[int, int]) -> None:
    async def story(hands: Hands) -> None:
        await hands.go_to("messages", "client_notice")
        await hands.press("enter")
        screen_has(
            hands,
            ("EXERCISE EXERCISE EXERCISE", "Still empty: What happened {what}", "waits for an approval"),
        )
        await hands.type("a storm")
        await hands.see("To our client partners: a storm.")
        await fill_in(hands, "doing", "we move")
        await fill_in(hands, "when", "Tuesday")
        await until(hands.pilot, lambda: not shows(hands.app, "Still empty"), "the whole text")
        await hands.see("To our client partners: a storm. we move. Tuesday.")

    await played_by_hand(table("comms_lead"), size, story)


async def test_a_claim_is_read_on_the_story_clock_and_nonsense_is_refused_in_a_line() -> None:
    seats = table("comms_lead")

    async def story(hands: Hands) -> None:
        await hands.go_to("messages", "holding_statement")
        await hands.press("enter")
        await fill_in(hands, "restored_by", "later")
        await push_button(hands, "send")
        await hands.see("Expected T+02:10, 16:20, Tuesday 16:20 or +45m, found “later”.")
        hands.app.screen.query_one("#field-restored_by", WordsField).value = "Tuesday 16:10"
        await push_button(hands, "send")
        await hands.see("SENT")

    await played_by_hand(seats, (80, 24), story)
    assert [sent["restored_by"] for sent in commands(seats, "sends")] == [7200]


# Approving


async def test_an_approver_reads_what_waits_and_leaves_the_sender_a_note(size: tuple[int, int]) -> None:
    seats = table("comms_lead", "incident_lead")

    async def story(hands: Hands) -> None:
        seats.client.act(c.Sends("comms_lead", "client_notice", None, {"what": "wind"}, "a storm", None, 7200))
        await hands.clock_at(600)
        await hands.press("p")
        await hands.see("Waits for approval: client_notice")
        screen_has(
            hands,
            (
                "comms_lead sent it; it waits since T+00:00 (Tue 14:10), 10m.",
                "EXERCISE EXERCISE EXERCISE",
                "To our client partners: wind.",
                "It claims: the cause is a storm; back by T+02:00 (Tue 16:10).",
            ),
        )
        await push_button(hands, "remark")
        await hands.type("say when")
        await hands.press("enter")
        await hands.press("1", "home")
        await hands.see("ASKED")
        await hands.press("p", "enter")
        await hands.see("SENT")

    await played_by_hand(seats, size, story)
    (note,) = commands(seats, "assigns")
    assert (note["by"], note["to"]) == ("incident_lead", "comms_lead")
    assert note["what"] == "client_notice is not approved yet: say when"
    assert commands(seats, "approves")


async def test_who_sent_it_can_look_at_it_but_not_approve_it() -> None:
    seats = table("comms_lead")

    async def story(hands: Hands) -> None:
        seats.client.act(c.Sends("comms_lead", "client_notice"))
        await hands.beat()
        await hands.go_to("messages", "client_notice")
        await hands.press("enter")
        await hands.see("Waits for approval: client_notice")
        assert not hands.app.screen.query("#do-approve")
        await push_button(hands, "write")
        await hands.see("Message: client_notice")

    await played_by_hand(seats, (80, 24), story)


# Deciding and asking


async def test_a_decision_says_what_was_known() -> None:
    seats = table("floor_lead")

    async def story(hands: Hands) -> None:
        await hands.press("1", "enter", "escape")  # the warning is read
        await hands.clock_at(750)
        await hands.press("2", "D")
        screen_has(hands, ("[x] 00:00 Tornado warning", "[ ] 00:12 "))
        await hands.type("stay inside")
        hands.app.screen.query_one("#field-knowing", TicksField).focus()
        await hands.press("right", "space")
        await push_button(hands, "send")

    await played_by_hand(seats, (80, 24), story)
    (decided,) = commands(seats, "decides")
    assert list(decided["knowing"]) == ["warning", "touchdown"]  # type: ignore[call-overload]  # a list, as recorded


async def test_what_was_asked_counts_down_and_is_said_to_be_done() -> None:
    seats = table("floor_lead", "comms_lead")

    async def story(hands: Hands) -> None:
        await hands.press("h")
        await hands.choose("to", "comms_lead")
        await fill_in(hands, "what", "call back")
        await fill_in(hands, "due", "+10m")
        await push_button(hands, "send")
        await hands.press("1", "home")
        assert shows(hands.app, "floor_lead asks you: call back (in 10m)")
        await hands.clock_at(720)
        assert shows(hands.app, "call back (2m late)")
        await hands.press("4")
        assert shows(hands.app, "for floor_lead: call back")
        await hands.go_to("due", "asked:0")
        await hands.press("enter")
        await hands.see("Due T+00:10 (Tue 14:20), 2m late.")
        await push_button(hands, "done")
        await hands.see("comms_lead note: Done: call back")
        await hands.press("4")
        assert not shows(hands.app, "for floor_lead: call back")

    await played_by_hand(seats, (80, 24), story)
    assert commands(seats, "notes") == [{"by": "comms_lead", "text": "Done: call back"}]


async def test_what_is_due_leads_to_what_it_is_about() -> None:
    seats = table("floor_lead", "comms_lead")

    async def story(hands: Hands) -> None:
        seats.client.act(c.Assigns("floor_lead", "it_lead", "look at it", 3600))
        await hands.clock_at(750)
        for key, text in (
            ("news:customers", "Which message to customers?"),
            ("task:take_cover", "The plan asks for it: playbook tornado"),
            ("given:0", "floor_lead asks it_lead"),
            ("function:inbound_calls", "What brings a function back"),
        ):
            await hands.go_to("due", key)
            await hands.press("enter")
            await hands.see(text)
            if len(hands.app.screen_stack) > 2:
                await hands.press("escape")

    await played_by_hand(seats, (80, 24), story)


async def test_opening_an_inject_shows_when_it_was_opened() -> None:
    async def story(hands: Hands) -> None:
        await hands.clock_at(60)
        await hands.press("1", "enter")
        await hands.see("delivered T+00:00 (Tue 14:10), opened T+00:01")
        await hands.press("enter", "enter")
        await hands.see("acknowledged    │")  # goes on in the next line
        await hands.see("T+00:01 (Tue 14:11), not answered")

    await played_by_hand(table("floor_lead"), (120, 40), story)


async def test_a_long_letter_can_be_read_to_its_end_from_the_keyboard() -> None:
    long = " ".join(f"word{number}" for number in range(600))
    seats = Table(stage(msel=[inject("long", "T+00:00", tell=["lead"], says=long)]), ("lead", "clerk"))

    async def story(hands: Hands) -> None:
        await hands.press("1", "enter")
        await hands.see("word0 ")
        assert not shows(hands.app, "word599")
        for _ in range(8):
            await hands.press("pagedown")
        await hands.see("word599")
        await hands.press("enter")
        await hands.see("ACK")

    await played_by_hand(seats, (80, 24), story)


async def test_the_time_box_of_a_discussion_counts_down_in_real_time() -> None:
    """From the opening on, at the pace of the room: the exercise clock goes twelve times as fast here."""
    msel = [inject("talk", "T+00:00", tell=["lead"], says="Well?", discuss="5m")]
    seats = Table(stage(msel=msel, pace="12x"), ("lead", "clerk"))

    async def story(hands: Hands) -> None:
        await hands.press("1")
        assert not shows(hands.app, "time-box")
        await hands.press("enter", "escape")
        await hands.clock_at(600)
        await hands.see("time-box 04:10 left")
        await hands.clock_at(3660)
        await hands.see("TIME-BOX OVER by 00:05")

    await played_by_hand(seats, (80, 24), story)
