"""The names of keys in keymap.yaml, and why some keys cannot be had."""

import re
from dataclasses import dataclass

FUNCTION_KEYS = tuple(f"f{number}" for number in range(1, 13))

SAME = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+j": "enter",
    "ctrl+h": "backspace",
    "ctrl+[": "escape",
    "ctrl+3": "escape",
    "ctrl+enter": "enter",
    "shift+enter": "enter",
    "shift+space": "space",
    "ctrl+space": "ctrl+@",
}
"""Key -> what it is in most terminals, which send the same byte for both."""

KEPT_BY_TERMINALS = {
    "ctrl+s": "stops the output of many terminals",
    "ctrl+q": "lets the output of many terminals go on",
    "ctrl+z": "puts programs to sleep",
    "ctrl+\\": "ends programs",
}

MOVES = {"tab", "shift+tab", "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "backspace", "delete"}
"""They go from field to field and from row to row, or edit, on every screen."""

EDITS = frozenset(f"ctrl+{letter}" for letter in "adefkuvwx")
"""They edit what somebody types in a form."""

WRITTEN_OTHERWISE = {"comma": ",", "full_stop": ".", "return": "enter", "esc": "escape", "spacebar": "space"}


@dataclass(frozen=True, slots=True)
class CannotBe:
    """Why a key cannot be had, and the nearest one that can."""

    why: str
    hint: str | None = None


def understood(text: str) -> str | CannotBe:
    """A key as tables of keys name it: `m`, `M`, `,`, `space`, `enter`, `f5`, `ctrl+t`."""
    if len(text) == 1 and text.isprintable() and text != " ":
        return text
    lower = text.lower()
    if text != lower or not text or text == " ":
        return _nearly(lower)
    if text in ("space", "enter", *FUNCTION_KEYS) or (re.fullmatch(r"ctrl\+[a-z]", text) and _arrives(text)):
        return text
    return _refused(text)


def _arrives(text: str) -> bool:
    return text not in SAME and text not in KEPT_BY_TERMINALS and text not in EDITS


def _nearly(lower: str) -> CannotBe:
    near = "space" if lower == " " else understood(lower) if lower else None
    return CannotBe("expected a key such as m, M, space, f5 or ctrl+t", near if isinstance(near, str) else None)


def _refused(text: str) -> CannotBe:
    if text in SAME:
        return CannotBe(f"most terminals send the same for it as for {SAME[text]}")
    if text in KEPT_BY_TERMINALS:
        return CannotBe(f"it {KEPT_BY_TERMINALS[text]}")
    if text in EDITS:
        return CannotBe("it edits what is typed in a form")
    if text in MOVES:
        return CannotBe("it moves the cursor or edits on every screen")
    if text == "escape":
        return CannotBe("it closes what is open, and goes before every key that is sent as several bytes")
    if shifted := re.fullmatch(r"shift\+([a-z])", text):
        return CannotBe("a letter with shift is written as a capital", shifted[1].upper())
    if caret := re.fullmatch(r"(?:\^|c-|ctrl-|control\+)([a-z])", text):
        return CannotBe("expected ctrl+ before the letter", f"ctrl+{caret[1]}")
    if re.match(r"(alt|meta|shift|super|cmd|ctrl|hyper)\+", text):
        return CannotBe("not every terminal passes it on")
    if re.fullmatch(r"f\d+", text):
        return CannotBe("keyboards and terminals agree on f1 to f12 only")
    return CannotBe("expected a key such as m, M, space, f5 or ctrl+t", WRITTEN_OTHERWISE.get(text))
