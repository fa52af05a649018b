"""Every screen at every size: the exercise on the first line, nothing broken without colours, enough contrast."""

from collections.abc import Iterator

import pytest
from rich.color import Color as RichColor
from textual.color import Color
from textual.geometry import Region

from drillsim.tui.personal import Personal
from drillsim.tui.theme import CONTRAST, DARK, LIGHT, contrast
from support.facilitated import FacilitatorsHands, Led, led_by_hand
from support.live import Hands, Table, grid, played_by_hand, shipped

SIZES = [(80, 24), (120, 40), (160, 50)]
BLACK = RichColor.from_rgb(0, 0, 0)


def faint(hands: Hands, least: float) -> list[str]:
    """Text on the screen in front with less contrast than this; what lies under a dialog is out of use."""
    boxes = [box.region for box in hands.app.screen.query("#box, Label, #hint, #--container")]
    boxes = boxes or [hands.app.screen.region]
    return [f"{text!r} {found:.1f}" for box in boxes for text, found in contrasts(hands, box) if found < least]


def contrasts(hands: Hands, box: Region) -> Iterator[tuple[str, float]]:
    """Each piece of text within a box, and its contrast; lines and scrollbars are no text."""
    strips = hands.app.screen._compositor.render_strips()  # noqa: SLF001  # Textual has no public way to read a screen
    for strip in strips[box.y : box.bottom]:
        for segment in strip.crop(box.x, box.right):
            style = segment.style
            if any(map(str.isalnum, segment.text)) and style is not None:
                colours = style.color or BLACK, style.bgcolor or BLACK
                fore, back = (Color.from_rich_color(colour) for colour in colours)
                yield segment.text.strip(), contrast(fore, back)


async def looked_at(hands: Hands, least: float, *presses: str) -> None:
    """Presses keys and looks: the first line is that of an exercise, and every text can be read."""
    await hands.press(*presses)
    await hands.pilot.pause()
    screen = grid(hands.app)
    assert screen[0].startswith(" EXERCISE"), "\n".join(screen)
    assert not faint(hands, least), faint(hands, least)


async def alone(hands: Hands, least: float = 0) -> None:
    """Everything that somebody alone at the keyboard may see."""
    await looked_at(hands, least)
    await looked_at(hands, least, "f1")
    await looked_at(hands, least, "escape", "s")
    await hands.clock_at(750)
    for panel in "12345678":
        await looked_at(hands, least, panel)
    await looked_at(hands, least, "z")
    await looked_at(hands, least, "z", "1", "enter")  # a letter
    await looked_at(hands, least, "f1")
    await looked_at(hands, least, "escape", "escape", "D")  # forms
    await looked_at(hands, least, "f1")
    await looked_at(hands, least, "escape", "ctrl+o")
    await looked_at(hands, least, "escape", "escape", "m")  # a sheet
    await looked_at(hands, least, "enter")  # a form with a preview
    await looked_at(hands, least, "escape", "b")
    await looked_at(hands, least, "f1")
    await looked_at(hands, least, "escape", "escape", "W", "a")
    await looked_at(hands, least, "x", "enter")
    await looked_at(hands, least, "f1")
    await looked_at(hands, least, "escape", "escape", "c", "escape", "f9")
    await looked_at(hands, least, "f1")
    await looked_at(hands, least, "escape", "w")
    await looked_at(hands, least, "escape", "R", "ctrl+p")
    await looked_at(hands, least, "escape", "q")
    await looked_at(hands, least, "escape", "e", "left", "enter")
    await looked_at(hands, least, "f1")
    await hands.press("escape", "end")


async def leading(hands: FacilitatorsHands, least: float = 0) -> None:
    """Everything that a facilitator may see beside that."""
    await looked_at(hands, least)
    await looked_at(hands, least, "tab", "f1")
    await looked_at(hands, least, "escape", "p")
    await looked_at(hands, least, "escape", "e", "c")
    await looked_at(hands, least, "f1")
    await looked_at(hands, least, "escape", "e", "S")
    await looked_at(hands, least, "enter")
    await hands.clock_at(750)
    for panel in "1234567":
        await looked_at(hands, least, panel)
    for key in "liJ":
        await looked_at(hands, least, key)
        await hands.press("escape", "escape")
    await looked_at(hands, least, "v")
    await looked_at(hands, least, "down", "enter")  # the table
    await looked_at(hands, least, "v", "down", "down", "down", "enter")  # the scribe
    await hands.type("floor: take")
    await looked_at(hands, least, "tab")
    await looked_at(hands, least, "enter")
    await looked_at(hands, least, "f1")
    await looked_at(hands, least, "escape", "f2", "down", "down", "down", "down", "enter")  # between two places
    await looked_at(hands, least, "f1")
    await looked_at(hands, least, "escape", "enter")
    await evaluating(hands, least)


async def evaluating(hands: FacilitatorsHands, least: float) -> None:
    """The evaluator's place, then the hot wash."""
    for panel in "56789":
        await looked_at(hands, least, panel)
    for key in ("n", "L", "1", "f1", "ctrl+o"):
        await looked_at(hands, least, key)
        await hands.press("escape", "escape")
    await hands.press("n", *"seen", "enter")
    await looked_at(hands, least, "7", "enter")
    await looked_at(hands, least, "escape", "5", "enter")
    await hands.press("escape")
    await hands.sit_at("console")
    await looked_at(hands, least, "e", "left", "enter", "w")
    for key in ("s", "a", "equals_sign", "f1", "ctrl+o"):
        await looked_at(hands, least, key)
        await hands.press("escape", "escape")
    await hands.press("i", *"said", "enter")
    await looked_at(hands, least, "1", "enter")
    await looked_at(hands, least, "escape", "t", "r")
    await looked_at(hands, least, "escape", "F")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_screen_works_without_colours(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    exercise = shipped("tornado")
    await played_by_hand(Table(exercise, tuple(exercise.plan.roles)), size, alone, start=False)
    await led_by_hand(Led(exercise, tuple(exercise.plan.roles)), size, leading, start=False)


@pytest.mark.parametrize("no_colour", [False, True], ids=["colours", "NO_COLOR"])
@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_the_terminals_own_colours_work_on_every_screen(
    theme: str, *, no_colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    exercise = shipped("tornado")
    await played_by_hand(
        Table(exercise, tuple(exercise.plan.roles)), (80, 24), alone, start=False, personal=Personal(theme=theme)
    )


@pytest.mark.parametrize(("theme", "least"), [(CONTRAST.name, 7), (DARK.name, 4.5), (LIGHT.name, 4.5)])
async def test_every_text_on_every_screen_has_its_contrast(theme: str, least: float) -> None:
    """WCAG 2.2: 4.5 for text (1.4.3), 7 for enhanced contrast (1.4.6)."""
    exercise, mine = shipped("tornado"), Personal(theme=theme)
    roles = tuple(exercise.plan.roles)

    async def one(hands: Hands) -> None:
        await alone(hands, least)

    async def other(hands: FacilitatorsHands) -> None:
        await leading(hands, least)

    await played_by_hand(Table(exercise, roles), (80, 24), one, start=False, personal=mine)
    await led_by_hand(Led(exercise, roles), (80, 24), other, start=False, personal=mine)
