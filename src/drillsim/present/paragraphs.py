"""Text to read from top to bottom: headings, sentences, lines of a list."""

from dataclasses import dataclass
from typing import Literal

from drillsim.present.rows import Tone


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some words; `kind` says how they stand, `tone` how they are meant."""

    text: str
    kind: Literal["title", "heading", "verdict", "text", "item"] = "text"
    tone: Tone = "plain"
