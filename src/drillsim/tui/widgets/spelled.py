"""Keys of a table as Textual's bindings."""

from collections.abc import Collection, Iterable

from textual.binding import Binding

from drillsim.present.keys import Key

SPELLED = {",": "comma", ".": "full_stop", "=": "equals_sign"}
"""Keys that Textual spells otherwise."""

ANSWERED = ("open", "command_palette")
"""Actions that the list in focus and Textual itself answer to."""


def bindings(keys: Iterable[Key], *, first: Collection[str] = ()) -> list[Binding]:
    """One for each key that a screen answers to itself; those in `first` before the panel in focus has them."""
    return [
        Binding(
            SPELLED.get(key.press, key.press),
            key.action,
            key.does,
            id=key.id,
            show=False,
            priority=key.press in first,
        )
        for key in keys
        if key.action not in ANSWERED
    ]
