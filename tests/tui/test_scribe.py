"""The scribe's screen: a line, what became of it, what was typed before."""

import pytest

from drillsim.tui.screens.scribe import ScribeScreen
from support.facilitated import FacilitatorsHands, Led, led_by_hand
from support.live import grid, until
from support.stage import inject, stage


def desk(**drill: object) -> Led:
    msel = [
        inject("smoke", "T+00:00", tell=["lead"], says="Smoke in the hall.", notes="Only for the facilitator"),
        inject("call", "T+00:30", tell=["clerk"], says="The press calls."),
        inject("end", "T+08:00", kind="end"),
    ]
    plan = {"tasks": {"count": {"do": "Account for every person", "by": "clerk", "takes": "30m"}}}
    exercise = stage(msel=msel, plan=plan, **{"kind": "tabletop", "pace": "1x", **drill})  # type: ignore[arg-type]  # as in a file
    return Led(exercise, ("lead", "clerk"))


async def sit_down(hands: FacilitatorsHands) -> ScribeScreen:
    """The scribe takes the keyboard; nobody has to look away."""
    await hands.press("v")
    hands.app.screen.query_one("#do-scribe").focus()
    await hands.press("enter")
    await until(hands.pilot, lambda: isinstance(hands.app.screen, ScribeScreen), "the scribe's screen")
    screen = hands.app.screen
    assert isinstance(screen, ScribeScreen)
    return screen


async def say(hands: FacilitatorsHands, line: str) -> None:
    """Types a line and sends it."""
    await hands.type(line)
    await hands.press("enter")


async def test_one_line_for_what_the_table_says(size: tuple[int, int]) -> None:
    """Given smoke told to the lead, when the scribe types what is said, then each line says what became of it."""

    async def story(hands: FacilitatorsHands) -> None:
        await sit_down(hands)
        await hands.see("Smoke in the hall.")
        await hands.type("lead: ack 1")
        await hands.see("enter: lead acknowledges smoke")
        await hands.press("enter")
        await hands.see("TAKEN")
        await say(hands, "clerk: count")
        await hands.see("Running: 1")
        await say(hands, "clerk: account for every done")
        await hands.see("clerk is done with count")
        await say(hands, "lead: send notice")
        await say(hands, "fact: it burns")
        screen = "\n".join(grid(hands.app))
        for text in ("EXERCISE", "Inbox: 1", "Typed", "on the whiteboard, facts: it burns", "F2 another place"):
            assert text in screen, text
        kinds = [entry.kind for entry in hands.table.host.session.entries if entry.actor == "scribe"]
        assert kinds == ["acknowledges", "does", "done", "sends", "whiteboard"]

    await led_by_hand(desk(), size, story)


async def test_what_is_refused_says_why_and_what_is_not_understood_stays_in_the_line() -> None:
    """Given a line that cannot be meant, when enter is pressed, then it stays; one that the rules refuse says why."""

    async def story(hands: FacilitatorsHands) -> None:
        screen = await sit_down(hands)
        await say(hands, "clerk: cuont done")
        await hands.see("NOT SENT")
        await hands.see("Did you mean count?")
        assert screen.query_one("#field-line").has_focus
        await hands.press("escape")
        await say(hands, "clerk: done count")
        await hands.see("REFUSED")

    await led_by_hand(desk(), (80, 24), story)


async def test_tab_completes_and_up_recalls() -> None:
    """Given what is typed so far, when tab is pressed, then it goes on; up brings back the lines typed before."""

    async def story(hands: FacilitatorsHands) -> None:
        await sit_down(hands)
        await hands.type("cl")
        await hands.press("tab")
        await hands.see("clerk:")
        await hands.type("cou")
        await hands.press("tab", "enter")
        await hands.see("clerk starts count")
        await say(hands, "lead: note one")
        await hands.press("up", "up", "up", "down", "enter")
        await hands.see("a note of lead: one")
        await hands.press("up", "down", "down")
        await say(hands, "lead: declare")
        await hands.see("lead starts declare")
        typed = [entry.kind for entry in hands.table.host.session.entries if entry.actor == "scribe"]
        assert typed == ["does", "notes", "notes", "does"]

    await led_by_hand(desk(), (80, 24), story)


async def test_it_may_be_done_later_where_the_clock_stops_to_talk() -> None:
    """Given a talk at T+00:00, when somebody was done five minutes later, then the record has it at T+00:05."""

    async def story(hands: FacilitatorsHands) -> None:
        await sit_down(hands)
        await say(hands, "clerk: count +5m")
        await hands.see("T+00:05 (Mon 09:05): clerk starts count")
        command = next(entry for entry in hands.table.host.session.entries if entry.kind == "does")
        assert (command.at, command.acts_at, command.by, command.actor) == (0, 300, "clerk", "scribe")
        await say(hands, "lead: declare done +10m")
        await hands.press("f7", "f7")
        await hands.see("lead REFUSED declare")

    await led_by_hand(desk(clock="stops_to_talk"), (80, 24), story)


@pytest.mark.row("S-124")
async def test_nothing_on_it_is_for_the_facilitator_alone(size: tuple[int, int]) -> None:
    """Given notes and an inject to come, when the scribe looks, then neither is there; help tells the grammar."""

    async def story(hands: FacilitatorsHands) -> None:
        await sit_down(hands)
        await hands.press("shift+tab", "shift+tab", "enter")
        screen = "\n".join(grid(hands.app))
        assert "Only for the facilitator" not in screen
        assert "The press calls" not in screen
        await hands.press("escape", "escape", "f1")
        await hands.see("ROLE: decide WHAT because WHY")
        await hands.press("escape", "f2")
        await hands.see("Who takes the keyboard?")

    await led_by_hand(desk(), size, story)


async def test_the_facilitators_clock_is_at_hand() -> None:
    """Given the scribe's place at the facilitator's laptop, when F6 is pressed, then the clock stands."""

    async def story(hands: FacilitatorsHands) -> None:
        await sit_down(hands)
        await hands.press("f6")
        await hands.see("PAUSED")
        await hands.press("f6")
        await hands.see("RUNNING")
        await hands.press("f7")
        await hands.see("T+00:30")

    await led_by_hand(desk(), (80, 24), story)
