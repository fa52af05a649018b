"""Text in Markdown: what people wrote stays text, never a heading, a link, HTML or a table's edge."""

import re
import unicodedata
from fractions import Fraction

from drillsim.model.exercise import Exercise
from drillsim.model.spelling import DAY, MINUTE, StoryTime, write_clock
from drillsim.record.clean import AUTHORED, clean

_SPECIAL = re.compile(
    r"[\\`*\[\]<>|~$]"  # code, emphasis, links, HTML, cells, struck-out text, formulas
    r"|(?<![^\W_])_|_(?![^\W_])"  # emphasis; within a word `_` is only a letter
    r"|&(?=#?\w)"  # entities
    r"|:(?=//)|(?<=www)\.|@",  # what GFM turns into links by itself
    re.IGNORECASE,
)
_BLOCK = re.compile(r"(?P<mark>[-+#=:])|(?P<number>\d{1,9})(?P<end>[.)])")
"""What begins a heading, a list or a rule at the start of a line or of a list's item."""
_NAME = re.compile(r"[a-z0-9][a-z0-9_/:@.+-]*")


def plain(text: str) -> str:
    """One line of text that reads the same in every Markdown: cleaned, escaped, line ends as blanks."""
    line = " ".join(clean(text, AUTHORED).split())
    line = _SPECIAL.sub(lambda match: f"\\{match[0]}", line)
    start = _BLOCK.match(line)
    if start is None:
        return line
    if start["mark"]:
        return f"\\{line}"
    return f"{start['number']}\\{line[start.start('end') :]}"


def code(name: str) -> str:
    """A name of the plan or the scenario, or a reference, as code; anything else as quoted text."""
    return f"`{name}`" if _NAME.fullmatch(name) else f"“{plain(name)}”"


_MARKED = re.compile(r"\\(.)|`")


def spoken(text: str) -> str:
    """What `plain` and `code` made, as a screen says it: without the marks of Markdown."""
    return _MARKED.sub(lambda match: match[1] or "", text)


def codes(names: list[str] | tuple[str, ...] | frozenset[str]) -> str:
    """Names in a row."""
    return ", ".join(code(name) for name in names)


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def padded(text: str, columns: int) -> str:
    """A text with blanks up to a number of columns."""
    return text + " " * max(0, columns - width(text))


def percent(share: float | Fraction) -> str:
    """A share 0 to 1 as `40%` or `37.5%`: rounded down, so that nothing looks better than it was."""
    tenths = int(Fraction(share).limit_denominator(1_000_000) * 1000)
    whole, tenth = divmod(tenths, 10)
    return f"{whole}.{tenth}%" if tenth else f"{whole}%"


def clock(second: int | None) -> str:
    """A second of the exercise as `T+00:15`; a dash where there is none."""
    return "-" if second is None else write_clock(second)


def story(exercise: Exercise, second: int) -> str:
    """The story's weekday and time at a second of the exercise."""
    minutes = (exercise.begins.of_week + second) // MINUTE
    days, minute = divmod(minutes, DAY // MINUTE)
    return str(StoryTime(days % 7, minute))


def times(number: int, one: str, many: str) -> str:
    """`1 task`, `2 tasks`."""
    return f"{number} {one if number == 1 else many}"


def section(title: str, *blocks: str) -> str:
    """A heading and what stands under it; empty blocks are left out."""
    return "\n\n".join([f"## {title}", *(block for block in blocks if block)])


def items(lines: list[str]) -> str:
    """A list."""
    return "\n".join(f"- {line}" for line in lines)
