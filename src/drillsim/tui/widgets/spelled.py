"""Keys of a table as Textual's bindings."""

from collections.abc import Iterable

from textual.binding import Binding

from drillsim.present.keys import Key

SPELLED = {",": "comma", ".": "full_stop"}
"""Keys that Textual spells otherwise."""

ANSWERED = ("open", "command_palette")
"""Actions that the list in focus and Textual itself answer to."""


def bindings(keys: Iterable[Key]) -> list[Binding]:
    """One for each key that a screen answers to itself."""
    return [
        Binding(SPELLED.get(key.press, key.press), key.action, key.does, id=key.id, show=False)
        for key in keys
        if key.action not in ANSWERED
    ]
