"""Rows of cells: what a panel shows, whatever draws it."""

from dataclasses import dataclass, field
from typing import Literal

Tone = Literal["plain", "dim", "strong", "good", "warn", "bad"]
"""How a cell is meant; never the only sign of anything, the words say it too."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Some words in one tone."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Column:
    """At most `most` characters wide (None: the rest of the line); left out where the panel is narrower than `needs`.

    `right`: what is in it stands on the right.
    """

    most: int | None = None
    needs: int = 0
    right: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line; `key` tells a panel what it stands for. `under` is said below it, line by line, where there is room."""

    key: str
    cells: tuple[Cell, ...]
    under: str = ""
    settled: bool = False
    """Whether it is over with: a cursor does not follow it to the end of the list."""


@dataclass(frozen=True, slots=True)
class Table:
    """A panel's content: its title, what keys do here, and its rows, or what to say where there are none."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    keys: str = ""
    empty: str = ""
    tone: Tone = field(default="plain")
    """How the title is meant."""
