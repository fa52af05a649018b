"""Every action with its keys and where they come from; and what the key tester says about a key that was pressed."""

import textwrap
from dataclasses import dataclass

from drillsim.present.key_names import SAME, CannotBe, understood
from drillsim.present.keymap import FIXED, Keymap, uses
from drillsim.present.screens import SCREENS, actions, keys_of

COMES_SO = "default"
WIDTH = 79  # columns of the tester's lines


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action: its keys now, where that is said (`default`, or file:line), the screens that have it."""

    action: str
    keys: tuple[str, ...]
    origin: str
    screens: tuple[str, ...]
    does: str


def action_rows(keymap: Keymap) -> tuple[ActionRow, ...]:
    """All actions that keymap.yaml may name, in the order in which people meet them."""
    return tuple(_row(action, keymap) for action in actions() if action not in FIXED)


def _row(action: str, keymap: Keymap) -> ActionRow:
    first = actions()[action][0]
    screens = tuple(name for name in SCREENS if any(key.id == action for key in keys_of(name)))
    usual = tuple(dict.fromkeys(key.press for key in actions()[action]))
    position = keymap.origins.get(action)
    origin = COMES_SO if position is None else f"{position.file}:{position.line}"
    return ActionRow(action, keymap.keys.get(action, usual), origin, screens, first.does)


def listed(keymap: Keymap) -> str:
    """The table of all actions."""
    head = ("ACTION", "KEYS", "FROM", "SCREENS", "WHAT IT DOES")
    rows = [head, *(_cells(row) for row in action_rows(keymap))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head) - 1)]
    return "\n".join("  ".join([*map(str.ljust, row, widths), row[-1]]) for row in rows)


def _cells(row: ActionRow) -> tuple[str, ...]:
    screens = "all" if len(row.screens) == len(SCREENS) else ", ".join(row.screens)
    return row.action, " ".join(row.keys), row.origin, screens, row.does


# The tester

TEST = """\
Press keys. Each shows its name for keymap.yaml, the bytes that arrived, and
what it does on which screen.
A key that shows nothing does not arrive: the terminal or the desktop keeps it.
Two escapes, or ctrl+c, end this.
"""


def pressed(name: str, raw: str, keymap: Keymap) -> str:
    """About a key: `f5  1b 5b 31 35 7e  free on every screen`; what is longer than a line goes on below."""
    sent = " ".join(f"{byte:02x}" for byte in raw.encode("utf-8", "surrogateescape"))
    begin = f"{name:<11} {sent:<17}  "
    return textwrap.fill(begin + _meaning(name, keymap), WIDTH, subsequent_indent=" " * 31, drop_whitespace=True)


def _meaning(name: str, keymap: Keymap) -> str:
    same = [key for key, sent in SAME.items() if sent == name and key.startswith("ctrl+")]
    also = f"; {', '.join(same)} may be the same" if same else ""
    found: dict[str, list[str]] = {}
    for screen, key in uses(keymap, name).items():
        found.setdefault(key.id, []).append(screen)
    if found:
        told = [f"{action} ({_screens(screens)})" for action, screens in found.items()]
        return f"{'; '.join(told)}{also}"
    judged = understood(name)
    if isinstance(judged, CannotBe):
        return f"not for keymap.yaml: {judged.why}{also}"
    return "free on every screen"


def _screens(names: list[str]) -> str:
    return "every screen" if len(names) == len(SCREENS) else ", ".join(names)
