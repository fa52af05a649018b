"""How reports say things: what people wrote as text, names as names, times, shares and counts."""

import re
import unicodedata
from collections.abc import Iterable
from fractions import Fraction

from drillsim.model.exercise import Exercise
from drillsim.model.spelling import DAY, MINUTE, StoryTime, write_clock
from drillsim.record.clean import AUTHORED, clean
from drillsim.report.marks import link, named

_NAME = re.compile(r"[a-z0-9][a-z0-9_/:@.+-]*")


def plain(text: str) -> str:
    """One line of what somebody wrote: cleaned, line ends as blanks."""
    return " ".join(clean(text, AUTHORED).split())


def code(name: str) -> str:
    """A name of the plan or the scenario, or a reference, as a name; anything else as quoted text."""
    return named(name) if _NAME.fullmatch(name) else f"“{plain(name)}”"


def codes(names: list[str] | tuple[str, ...] | frozenset[str]) -> str:
    """Names in a row."""
    return ", ".join(code(name) for name in names)


_MOMENT = re.compile(r"(.*)@(\d+)")


def refs(references: Iterable[str]) -> str:
    """References to what is on the record; one that names a second tells its clock and leads there."""
    return ", ".join(_ref(each) for each in references)


def _ref(reference: str) -> str:
    moment = _MOMENT.fullmatch(reference)
    if moment is None:
        return code(reference)
    second = int(moment[2])
    return link(at(second), f"{code(moment[1])} {write_clock(second)}")


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
    """A second of the exercise as `T+00:15`, which leads to what happened then; a dash where there is none."""
    return "-" if second is None else link(at(second), write_clock(second))


def at(second: int) -> str:
    """The anchor of a second of the exercise in the timeline."""
    return f"t{second}"


def story(exercise: Exercise, second: int) -> str:
    """The story's weekday and time at a second of the exercise."""
    minutes = (exercise.begins.of_week + second) // MINUTE
    days, minute = divmod(minutes, DAY // MINUTE)
    return str(StoryTime(days % 7, minute))


def times(number: int, one: str, many: str) -> str:
    """`1 task`, `2 tasks`."""
    return f"{number} {one if number == 1 else many}"
