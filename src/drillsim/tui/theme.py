"""Our own themes, and those that somebody keeps in the folder of themes."""

import difflib
import re
from collections.abc import Mapping, Sequence
from itertools import product

from textual.color import Color, ColorParseError
from textual.theme import BUILTIN_THEMES, Theme

from drillsim.loading.settings import Given, ThemeFile
from drillsim.problems import Position, Problem

DARK = Theme(
    name="drill-dark",
    primary="#5f9fb0",
    secondary="#8a9aa8",
    accent="#d7b46a",
    foreground="#d5dbe1",
    background="#14181d",
    surface="#1d232a",
    panel="#262e37",
    success="#7fb77e",
    warning="#e0b050",
    error="#e5705f",
    dark=True,
)
LIGHT = Theme(
    name="drill-light",
    primary="#1f5a6b",
    secondary="#465560",
    accent="#6b4a00",
    foreground="#1b2127",
    background="#fbfbf8",
    surface="#f0f1ee",
    panel="#e3e6e4",
    success="#1f5f22",
    warning="#6b4a00",
    error="#9a1f14",
    dark=False,
)
CONTRAST = Theme(
    name="drill-high-contrast",
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    success="#00ff00",
    warning="#ffff00",
    error="#ff8f8f",
    dark=True,
)
OURS = (DARK, LIGHT, CONTRAST, BUILTIN_THEMES["ansi-dark"], BUILTIN_THEMES["ansi-light"])
"""The two ansi themes use the palette of the terminal."""

COLOURS = (
    *("primary", "secondary", "accent", "foreground", "background", "surface"),
    *("panel", "success", "warning", "error"),
)
"""What a theme may say; what it leaves out is that of drill-dark, or of drill-light where its background is light."""

NAME = r"[\w-]{1,40}"
LEAST_CONTRAST = 4.5
"""Between text and its background, for text of usual size (WCAG 2.2, 1.4.3)."""

TEXTS = ("foreground", "primary", "text-success", "text-warning", "text-error")
BEHIND = ("background", "surface", "panel")


def contrast(one: Color, other: Color) -> float:
    """Contrast ratio of two opaque colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def themes_of(files: Sequence[ThemeFile]) -> tuple[tuple[Theme, ...], tuple[Problem, ...]]:
    """The themes of some files, and what is wrong or hard to read in them; a theme with an error is left out."""
    themes, problems = [], []
    for file in files:
        colours, wrong = _colours(file)
        if not wrong:
            theme = _theme(file.name, colours)
            themes.append(theme)
            wrong = _hard_to_read(theme, file)
        problems += wrong
    return tuple(themes), tuple(problems)


def _colours(file: ThemeFile) -> tuple[dict[str, str], list[Problem]]:
    found: dict[str, str] = {}
    problems = []
    if not re.fullmatch(NAME, file.name):
        message = f"expected a name of letters, digits, - and _, found {ascii(file.name)[:80]}"
        problems.append(Problem("error", "value", file.position, "", message))
    if file.name in {theme.name for theme in OURS}:
        message = f"expected a name of its own, found {file.name}, which comes with drillsim"
        problems.append(Problem("error", "duplicate", file.position, "", message))
    for name, given in file.colours.items():
        if name not in COLOURS:
            near = next(iter(difflib.get_close_matches(name, COLOURS, 1)), None)
            message = f"expected one of {', '.join(COLOURS)}, found {ascii(name)[:80]}"
            problems.append(Problem("error", "key", given.position, "", message, near))
        elif (wrong := _unusable(given)) is not None:
            problems.append(Problem("error", "value", given.position, name, wrong[0], wrong[1]))
        else:
            found[name] = given.text
    if not file.colours and not problems:
        problems.append(
            Problem("error", "value", file.position, "", "expected colours such as primary: '#5f9fb0', found none")
        )
    return found, problems


def _unusable(given: Given) -> tuple[str, str | None] | None:
    """Why a text is no colour that everything can be drawn with, and the nearest right one."""
    message = f"expected a colour such as '#5f9fb0' or teal, found {ascii(given.text)[:80]}"
    try:
        colour = Color.parse(given.text)
    except ColorParseError as error:
        return message, error.suggested_color
    if colour.ansi is not None or colour.a < 1 or colour.auto:
        return f"{message}, which is not a colour of its own", None
    return None


def _theme(name: str, colours: Mapping[str, str]) -> Theme:
    background = Color.parse(colours.get("background", DARK.background or ""))
    base = DARK if background.brightness < 0.5 else LIGHT
    given = {each: colours.get(each, getattr(base, each)) for each in COLOURS}
    return Theme(name=name, dark=base.dark, **given)


def _hard_to_read(theme: Theme, file: ThemeFile) -> list[Problem]:
    """A warning where some text has too little contrast: the worst case, said once."""
    drawn = theme.to_color_system().generate()
    cases = {
        (text, behind): contrast(Color.parse(drawn[text]), Color.parse(drawn[behind]))
        for text, behind in product(TEXTS, BEHIND)
    }
    (text, behind), worst = min(cases.items(), key=lambda case: case[1])
    if worst >= LEAST_CONTRAST:
        return []
    said = text.removeprefix("text-")
    given = file.colours.get(said) or file.colours.get(behind)
    position = given.position if given is not None else Position(file.position.file)
    message = f"{said} on {behind} has a contrast of {worst:.1f}, expected {LEAST_CONTRAST} or more"
    return [Problem("warning", "contrast", position, "", message)]


def chosen(given: Given | None, themes: Sequence[Theme]) -> tuple[str, tuple[Problem, ...]]:
    """The name of the theme to begin with, and what is wrong with the one that was asked for."""
    names = [theme.name for theme in (*OURS, *themes)]
    if given is None or given.text in names:
        return DARK.name if given is None else given.text, ()
    near = next(iter(difflib.get_close_matches(given.text, names, 1)), None)
    message = f"expected one of {', '.join(names)}, found {ascii(given.text)[:80]}"
    return DARK.name, (Problem("error", "value", given.position, "theme", message, near),)
