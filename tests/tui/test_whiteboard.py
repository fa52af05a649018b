"""The whiteboard on the screen: everybody writes, everybody sees."""

from drillsim.tui.screens.whiteboard import WhiteboardScreen
from support.facilitated import FacilitatorsHands, Led, led_by_hand
from support.live import Hands, Table, grid, played_by_hand, shipped, until
from support.stage import inject, stage


def desk() -> Led:
    msel = [inject("smoke", "T+00:10", tell=["lead"], says="Smoke"), inject("end", "T+08:00", kind="end")]
    return Led(stage(msel=msel, kind="tabletop", pace="12x"), ("lead", "clerk"))


async def write(hands: Hands, text: str, *, column: str = "1") -> None:
    """Somebody writes a line into a column of the whiteboard that is open."""
    await hands.press(column, "a")
    await hands.type(text)
    await hands.press("enter")
    await hands.see(text)


async def test_four_columns_at_every_size(size: tuple[int, int]) -> None:
    """Given the console, when the whiteboard is opened and written on, then it shows who wrote what and when."""

    async def story(hands: FacilitatorsHands) -> None:
        await hands.press("W")
        await until(hands.pilot, lambda: isinstance(hands.app.screen, WhiteboardScreen), "the whiteboard")
        await write(hands, "Tulsa is dark")
        await write(hands, "Is the annex open?", column="2")
        screen = "\n".join(grid(hands.app))
        for text in ("EXERCISE", "Facts: 1", "Unknown: 1", "Assumed", "Actions", "facilitator 00:00", "2  Is the"):
            assert text in screen, text
        await hands.press("W")
        await until(hands.pilot, lambda: bool(hands.app.screen.query("#injects")), "the console")

    await led_by_hand(desk(), size, story)


async def test_what_is_known_now_goes_to_the_facts_and_lines_are_struck() -> None:
    """Given an unknown, when it is a fact now, then it moves; a line that is struck is gone for everybody."""

    async def story(hands: FacilitatorsHands) -> None:
        await hands.press("W")
        await write(hands, "Is the annex open?", column="2")
        await hands.press("f")
        await hands.see("Facts: 1")
        await hands.see_no("Unknown: 1")
        await hands.press("1", "f")
        await hands.see("among the facts already")
        await hands.press("enter")
        for _ in "Is the annex open?":
            await hands.pilot.press("backspace")
        await hands.type("The annex is open")
        await hands.press("enter")
        await hands.see("1  The annex is open")
        await hands.press("x")
        await hands.see("Nothing that we are sure of yet.")
        await hands.press("x")
        await hands.see("There is no line in this column")

    await led_by_hand(desk(), (80, 24), story)


async def test_a_table_writes_as_one_of_its_roles_and_the_scribe_as_the_scribe() -> None:
    """Given a line by a role, when the scribe opens the board, then it is there, and theirs bears their name."""

    async def story(hands: FacilitatorsHands) -> None:
        await hands.sit_at("lead")
        await hands.press("W")
        await write(hands, "The hall burns")
        await hands.see("lead 00:00")
        await hands.press("escape", "v")
        hands.app.screen.query_one("#do-scribe").focus()
        await hands.press("enter")
        await until(hands.pilot, lambda: bool(hands.app.screen.query("#field-line")), "the scribe's screen")
        await hands.press("f3")
        await hands.see("The hall burns")
        await write(hands, "Who has the keys?", column="2")
        await hands.see("scribe 00:00")

    await led_by_hand(desk(), (80, 24), story)


async def test_somebody_alone_has_it_too(size: tuple[int, int]) -> None:
    """Given one player alone, when they write, then the line bears the role's name; help tells the keys."""

    async def story(hands: Hands) -> None:
        await hands.press("W")
        await write(hands, "I am alone")
        await hands.see("comms_lead 00:00")
        await hands.press("f1")
        await hands.see("Everybody at the exercise sees the whiteboard")

    exercise = shipped("tornado")
    await played_by_hand(Table(exercise, ("comms_lead",)), size, story)
