"""A value that an outcome rests on."""

from dataclasses import dataclass

UNSURE = ("assumed", "vendor")
"""Sources that are told."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the plan, how it was taken, its source, and what rests on it (Markdown)."""

    name: str
    taken: str
    source: str
    rests: str
