"""The evaluator at the keyboard: notes that stamp and link themselves, late entries, ratings with a reason."""

import pytest

from drillsim.record import written as w
from drillsim.record.codec import decode_command
from drillsim.session.review import NoteLine
from drillsim.tui.screens.evaluator.screen import EvaluatorScreen
from support.facilitated import FacilitatorsHands, Led, led_by_hand
from support.live import grid, shipped, until
from tui.test_console import SMALL, desk

PACE = 12


async def evaluating(hands: FacilitatorsHands) -> None:
    """The evaluator has taken the keyboard, and the facts are there."""
    await hands.sit_at("evaluator")
    assert isinstance(hands.app.screen, EvaluatorScreen)
    hands.table.clock.forward(4)
    await hands.beat()


def notes(hands: FacilitatorsHands) -> tuple[NoteLine, ...]:
    client = hands.app.desk.client("evaluator")
    return () if client.review is None else client.review.notes


def lines(hands: FacilitatorsHands) -> list[w.Written]:
    """What is on the record of what was written."""
    found = (
        decode_command(entry.kind, entry.body) for entry in hands.table.host.session.entries if entry.sort == "command"
    )
    return [line for line in found if isinstance(line, w.Written)]


async def test_the_place_shows_what_was_measured_proposed_and_mine(size: tuple[int, int]) -> None:
    """At every size: objectives with their facts, what is expected, notes; the first line says what it is."""
    exercise = shipped("tornado")
    table = Led(exercise, [role for role in exercise.plan.roles if role != "it_lead"])

    async def story(hands: FacilitatorsHands) -> None:
        await hands.clock_at(840)
        await evaluating(hands)
        await hands.press("n")
        await hands.type("nobody had the list")
        await hands.press("enter", "1")
        await hands.type("under cover in time")
        await hands.press("enter")
        await hands.see("mine P")
        screen = "\n".join(grid(hands.app))
        for text in (
            "EXERCISE",
            "Objectives, 1 of 4 rated by you",
            "protect_people",
            "1 overdue",
            "S so far",
            "nobody had the list",
            "Expected",
            "OVERDUE",
            "n note",
        ):
            assert text in screen, text
        if size[0] > 80:
            assert "proposed because: take_cover" in screen
            assert "about touchdown, protect_people" in screen

    await led_by_hand(table, size, story)


async def test_the_hand_over_sheet_stands_before_everything_the_evaluator_sees() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.press("v")
        hands.app.screen.query_one("#do-evaluator").focus()
        await hands.press("enter")
        await hands.see("the evaluator")
        assert "Smoke" not in "\n".join(grid(hands.app))
        await hands.press("v")
        await hands.see("Who takes the keyboard?")

    await led_by_hand(desk(), SMALL, story)


@pytest.mark.row("S-89")
async def test_a_note_bears_the_second_of_its_key_and_links_itself() -> None:
    """Given a clock that runs on while one types, then seen is when `n` was pressed, written when it was sent."""

    async def story(hands: FacilitatorsHands) -> None:
        await hands.clock_at(120)
        await evaluating(hands)
        await hands.press("6")
        await hands.point("expected", "0")
        pressed = hands.table.host.session.now
        await hands.press("n")
        await hands.type("hands over")
        hands.table.clock.forward(3)
        await hands.beat()
        await hands.press("enter")
        await until(hands.pilot, lambda: bool(notes(hands)), "the note")
        note = notes(hands)[0]
        assert (note.by, note.text) == ("evaluator", "hands over")
        assert (note.observed_at, note.at) == (pressed, pressed + 3 * PACE)
        assert (note.inject, note.task, note.objective) == ("smoke", "declare", "clear")
        await hands.see("On the record.")
        await hands.see("(written")

    await led_by_hand(desk(), SMALL, story)


@pytest.mark.row("S-121")
async def test_a_late_entry_keeps_seen_and_written_apart_and_asks_again_where_it_cannot_be() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.clock_at(600)
        await evaluating(hands)
        await hands.press("L")
        await hands.type("T+05:00")
        await hands.press("enter")
        await hands.see("Expected a time from StartEx to now")
        await hands.press("ctrl+u")
        await hands.type("-5m")
        await hands.press("enter")
        await hands.see("Write what you saw first.")
        await hands.type("heads counted")
        await hands.press("enter")
        await until(hands.pilot, lambda: bool(notes(hands)), "the note")
        note = notes(hands)[0]
        assert note.at - note.observed_at == 300

    await led_by_hand(desk(), SMALL, story)


async def test_a_note_is_linked_anew_corrected_and_taken_back() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.clock_at(120)
        await evaluating(hands)
        await hands.press("n")
        await hands.type("hands ovr")
        await hands.press("enter", "7", "l")
        await hands.choose("inject", "")
        await hands.choose("objective", "")
        await hands.send()
        await hands.see("linked to nothing")
        await hands.press("enter", "enter")  # the sheet of the note, then: correct it
        await hands.press("backspace", "backspace")
        await hands.type("ver")
        await hands.press("enter")
        await hands.see("hands over")
        seen = notes(hands)[0].observed_at
        await hands.press("7", "enter")
        hands.app.screen.query_one("#do-take_back").focus()
        await hands.press("enter")
        await hands.see("n writes the first note.")
        said = [line for line in lines(hands) if isinstance(line, w.Observe)]
        assert [line.text for line in said] == ["hands ovr", "hands ovr", "hands over", ""], "what stood stays recorded"
        assert {line.observed_at for line in said[:3]} == {seen}

    await led_by_hand(desk(), SMALL, story)


@pytest.mark.row("S-89")
async def test_one_key_rates_and_asks_why_at_once() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await evaluating(hands)
        for key, letter in (("1", "P"), ("2", "S"), ("3", "M"), ("4", "U")):
            await hands.press(key)
            await hands.see(f"clear: {letter}, ")
            await hands.press("enter")
            await hands.see("Write why you rate it so first.")
            await hands.type(f"because {letter}")
            await hands.press("enter")
            await hands.see(f"mine {letter}")
        assert [line.rating for line in lines(hands) if isinstance(line, w.Rate)] == ["P", "S", "M", "U"]
        await hands.press("5", "enter")
        await hands.see("A proposal is not a rating.")
        await hands.see("evaluator rated it U: because U")

    await led_by_hand(desk(), SMALL, story)


async def test_the_evaluator_says_what_was_seen_and_plays_nothing() -> None:
    """Given an action in words, when the evaluator presses s, then it is the evaluator's word; no key plays."""

    async def story(hands: FacilitatorsHands) -> None:
        await evaluating(hands)
        await hands.press("6")
        await hands.point("expected", "1")
        await hands.press("o")
        await hands.see("NOT SEEN")
        await hands.point("expected", "1")
        await hands.press("s")
        await hands.see("SEEN")
        seen = [entry for entry in hands.table.host.session.entries if entry.kind == "seen"]
        assert [entry.actor for entry in seen] == ["evaluator", "evaluator"]
        before = len(hands.table.host.session.entries)
        await hands.press("8", "enter")
        await hands.see("Smoke in the hall.")
        await hands.press("escape", "space", "e", "q", "j", "R", "x", "i")
        assert len(hands.table.host.session.entries) == before

    await led_by_hand(desk(), SMALL, story)


async def test_the_facilitator_alone_observes_from_the_console() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.clock_at(120)
        await hands.go_to("expected", "0")
        await hands.press("O")
        await hands.type("nobody leads")
        await hands.press("enter")
        await hands.see("On the record.")
        line = lines(hands)[0]
        assert isinstance(line, w.Observe)
        assert (line.by, line.text, line.task) == ("facilitator", "nobody leads", "declare")
        await evaluating(hands)
        await hands.press("7", "l")
        await hands.see("only they can change it")

    await led_by_hand(desk(), SMALL, story)


async def test_help_names_the_keys_of_the_panel_first() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await evaluating(hands)
        await hands.press("7", "f1")
        await hands.see("Notes: what was seen")
        await hands.press("escape", "9", "z")
        await hands.see("StartEx")
        await hands.press("z", "f9")
        await hands.see("REAL EMERGENCY")

    await led_by_hand(desk(), SMALL, story)
