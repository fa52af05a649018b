"""How single values are spelled: durations, shares, dates, ids (language.md, section 1).

Every reader takes the text as it stands in the file and gives the value, or raises `Misspelled` with what was
expected and, where it can be guessed, the right spelling.
"""

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

MINUTE, HOUR, DAY = 60, 3600, 86400
LONGEST = 3660 * DAY  # ten years: longer than any plan, short enough to keep every sum of seconds small
TEXT_LIMIT = 20_000  # characters of one authored text (reliability.md 3.4)
LONGEST_NAME = 32  # characters of an agent's badge or name
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_DURATION = re.compile(r"(?:(\d{1,5})d)?(?:(\d{1,6})h)?(?:(\d{1,7})m)?(?:(\d{1,9})s)?")
_ID = re.compile(r"[a-z][a-z0-9_]*")
_T_PLUS = re.compile(r"T\+(\d{2,5}):([0-5]\d)(?::([0-5]\d))?")
_LOOSE_CLOCK = re.compile(r"(?:T\+?)?(\d{1,3}):(\d{2})(?::(\d{2}))?")
_STORY = re.compile(r"([A-Za-z]+) ([01]\d|2[0-3]):([0-5]\d)")
_SHARE = re.compile(r"(\d{1,3}(?:\.\d{1,6})?)%")
_FACTOR = re.compile(r"(\d{1,4}(?:\.\d{1,6})?)x")
_COUNT = re.compile(r"0|[1-9]\d{0,8}")
_NUMBER = re.compile(r"(?:0|[1-9]\d{0,9})(?:\.\d{1,6})?")


class Misspelled(ValueError):
    """A value that is not spelled as its kind asks."""

    def __init__(self, expected: str, hint: str | None = None) -> None:
        super().__init__(f"expected {expected}")
        self.expected = expected
        self.hint = hint


class MissingKey(Misspelled):
    """A key that this kind of entry needs."""

    def __init__(self, key: str) -> None:
        super().__init__(f"the key {key}")
        self.key = key


def _text(value: object, expected: str) -> str:
    if not isinstance(value, str):
        raise Misspelled(expected)
    return value


def text(value: object) -> str:
    """Some words, at most 20,000 characters."""
    found = _text(value, "text")
    if not found.strip():
        raise Misspelled("text")
    if len(found) > TEXT_LIMIT:
        raise Misspelled(f"text of at most {TEXT_LIMIT} characters")
    return found


def identifier(value: object) -> str:
    """A name in lower_snake that starts with a letter."""
    expected = "an id in lower_snake that starts with a letter"
    found = _text(value, expected)
    if not _ID.fullmatch(found):
        tidy = re.sub(r"[^a-z0-9_]+", "_", found.lower()).strip("_")
        raise Misspelled(expected, tidy if _ID.fullmatch(tidy) else None)
    return found


def agent_name(value: object) -> str:
    """Whoever checks in by name: a name or a badge in one line, 1 to 32 characters."""
    found = _text(value, "a name").strip()
    if not 1 <= len(found) <= LONGEST_NAME or not found.isprintable():
        raise Misspelled(f"a name of 1 to {LONGEST_NAME} characters in one line")
    return found


def duration(value: object) -> int:
    """Whole seconds of `30s`, `15m`, `2h`, `1h30m`, `2d`."""
    expected = "a duration such as 30m or 1h30m"
    found = _text(value, expected)
    match = _DURATION.fullmatch(found)
    if not found or not match:
        bare = _COUNT.fullmatch(found) and len(found) < 7
        if bare:  # a small number is more often meant in hours
            hint = f"{found}h" if len(found) < 3 and int(found) <= 12 else f"{found}m"
            raise Misspelled(f"{expected} (write {found}m or {found}h)", hint)
        raise Misspelled(expected, _near_duration(found))
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    total = days * DAY + hours * HOUR + minutes * MINUTE + seconds
    if total > LONGEST:
        raise Misspelled("a duration of at most ten years")
    return total


def _near_duration(found: str) -> str | None:
    if len(found) > 40:  # no duration that anybody meant to write
        return None
    squeezed = re.sub(r"\s+", "", found.lower())
    words = r"(\d+)(days?|hours?|hrs?|minutes?|mins?|seconds?|secs?)"
    squeezed = re.sub(words, lambda m: m[1] + m[2][0], squeezed)
    return squeezed if squeezed and _DURATION.fullmatch(squeezed) else None


def write_duration(seconds: int) -> str:
    """`5400` as `1h30m`: the spelling that `duration` reads back."""
    parts = []
    for size, unit in ((DAY, "d"), (HOUR, "h"), (MINUTE, "m"), (1, "s")):
        amount, seconds = divmod(seconds, size)
        if amount:
            parts.append(f"{amount}{unit}")
    return "".join(parts) or "0s"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the exercise: seconds since StartEx, or the story's weekday and minute of the day."""

    seconds: int | None
    weekday: int = 0
    minute: int = 0

    def on(self, begins: "StoryTime") -> int:
        """Seconds since StartEx, given when the story begins: the first such time at or after it."""
        if self.seconds is not None:
            return self.seconds
        wanted = self.weekday * DAY + self.minute * MINUTE
        return (wanted - begins.of_week) % (7 * DAY)


@dataclass(frozen=True, slots=True)
class StoryTime:
    """A weekday (0 = Monday) and a minute of the day."""

    weekday: int
    minute: int

    @property
    def of_week(self) -> int:
        """Seconds since Monday 00:00."""
        return self.weekday * DAY + self.minute * MINUTE

    def __str__(self) -> str:
        return f"{WEEKDAYS[self.weekday]} {self.minute // 60:02}:{self.minute % 60:02}"


def story_time(value: object) -> StoryTime:
    """`Tuesday 14:10`."""
    expected = "a weekday and time such as Tuesday 14:10"
    found = _text(value, expected)
    match = _STORY.fullmatch(found)
    if not match or match[1] not in WEEKDAYS:
        raise Misspelled(expected, _near_story_time(found))
    return StoryTime(WEEKDAYS.index(match[1]), int(match[2]) * 60 + int(match[3]))


def _near_story_time(found: str) -> str | None:
    match = re.fullmatch(r"([A-Za-z]{2,})\.? +(\d{1,2}):(\d{2})", found)
    days = [day for day in WEEKDAYS if match and day.lower().startswith(match[1].lower()[:2])]
    if not match or not days or int(match[2]) > 23 or int(match[3]) > 59:
        return None
    return f"{days[0]} {int(match[2]):02}:{match[3]}"


def clock(value: object) -> Clock:
    """`T+00:15`, `T+36:00`, `T+00:15:30`, or the story's clock `Saturday 10:50`."""
    expected = "a time such as T+00:15 or Saturday 10:50"
    found = _text(value, expected)
    if match := _T_PLUS.fullmatch(found):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return Clock(hours * HOUR + minutes * MINUTE + seconds)
    if (match := _STORY.fullmatch(found)) and match[1] in WEEKDAYS:
        return Clock(None, WEEKDAYS.index(match[1]), int(match[2]) * 60 + int(match[3]))
    if (loose := _LOOSE_CLOCK.fullmatch(found)) and int(loose[2]) < 60:
        tail = f":{loose[3]}" if loose[3] else ""
        raise Misspelled(expected, f"T+{int(loose[1]):02}:{loose[2]}{tail}")
    raise Misspelled(expected, _near_story_time(found))


def write_clock(seconds: int) -> str:
    """`900` as `T+00:15`: the spelling that `clock` reads back."""
    minutes, rest = divmod(seconds, MINUTE)
    tail = f":{rest:02}" if rest else ""
    return f"T+{minutes // 60:02}:{minutes % 60:02}{tail}"


def share(value: object) -> Fraction:
    """`40%` as an exact fraction, 0 to 1."""
    expected = "a share such as 40%"
    found = _text(value, expected)
    match = _SHARE.fullmatch(found)
    if not match:
        raise Misspelled(expected, _near_share(found))
    exact = Fraction(match[1]) / 100
    if exact > 1:
        raise Misspelled("a share from 0% to 100%")
    return exact


def _near_share(found: str) -> str | None:
    if not _NUMBER.fullmatch(found):
        return None
    number = Decimal(found) * 100 if Decimal(found) <= 1 else Decimal(found)
    return f"{number.normalize():f}%" if number <= 100 else None


def factor(value: object) -> Fraction:
    """`1.8x` as an exact fraction."""
    expected = "a factor such as 1.8x"
    found = _text(value, expected)
    match = _FACTOR.fullmatch(found)
    if not match:
        raise Misspelled(expected, f"{found}x" if _FACTOR.fullmatch(f"{found}x") else None)
    return Fraction(match[1])


def count(value: object) -> int:
    """A whole number from 0 on, written without leading zeros."""
    expected = "a whole number such as 12"
    found = _text(value, expected)
    if not _COUNT.fullmatch(found):
        digits = found.lstrip("0")
        raise Misspelled(expected, digits if _COUNT.fullmatch(digits) else None)
    return int(found)


MOST_PEOPLE = 100_000  # of one team or one move: the largest contact centres have some tens of thousands


def people(value: object) -> int:
    """A number of people: whole, at most 100,000."""
    number = count(value)
    if number > MOST_PEOPLE:
        raise Misspelled(f"at most {MOST_PEOPLE} people")
    return number


LONGEST_EXERCISE = 92 * DAY  # a season; longer stories are told in jumps


def exercise_length(value: object) -> int:
    """A duration of at most 92 days."""
    seconds = duration(value)
    if seconds > LONGEST_EXERCISE:
        raise Misspelled("a duration of at most 92d")
    return seconds


def turn(value: object) -> int:
    """A duration of at least a minute."""
    seconds = duration(value)
    if seconds < MINUTE:
        raise Misspelled("a duration of at least 1m")
    return seconds


def several(value: object) -> int:
    """A whole number from 1 on."""
    try:
        number = count(value)
    except Misspelled as error:
        raise Misspelled("a whole number from 1 on, such as 12", error.hint) from None
    if number < 1:
        raise Misspelled("a whole number from 1 on, such as 12")
    return number


def number(value: object) -> Fraction:
    """A number from 0 on, such as 150 or 37.5, exact."""
    expected = "a number such as 150 or 37.5"
    found = _text(value, expected)
    if not _NUMBER.fullmatch(found):
        raise Misspelled(expected)
    return Fraction(found)


def money(value: object) -> Decimal:
    """An amount of money such as 38.00."""
    expected = "an amount such as 38.00"
    found = _text(value, expected)
    if not _NUMBER.fullmatch(found):
        raise Misspelled(expected)
    return Decimal(found)


def date(value: object) -> datetime.date:
    """`2026-01-15`."""
    expected = "a date such as 2026-01-15"
    found = _text(value, expected)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", found):
        raise Misspelled(expected)
    try:
        return datetime.date.fromisoformat(found)
    except ValueError:
        raise Misspelled("a date that exists, such as 2026-01-15") from None


def pace(value: object) -> int | None:
    """`12x` as 12 (1 to 120); `jump` as None."""
    expected = "a pace from 1x to 120x, or jump"
    found = _text(value, expected)
    if found == "jump":
        return None
    match = re.fullmatch(r"([1-9]\d{0,2})x", found)
    if not match or int(match[1]) > 120:
        raise Misspelled(expected, f"{found}x" if re.fullmatch(r"[1-9]\d?", found) else None)
    return int(match[1])


@dataclass(frozen=True, slots=True)
class ServiceGoal:
    """A share of contacts to be answered within some seconds."""

    share: Fraction
    within: int


def service_goal(value: object) -> ServiceGoal:
    """`80% in 20s`."""
    expected = "a service goal such as 80% in 20s"
    part, _, rest = _text(value, expected).partition(" in ")
    try:
        return ServiceGoal(share(part), duration(rest))
    except Misspelled:
        raise Misspelled(expected) from None


@dataclass(frozen=True, slots=True)
class Surge:
    """A factor on the usual rate, until `lasts` seconds are over or (None) until the next surge."""

    factor: Fraction
    lasts: int | None


def surge(value: object) -> Surge:
    """`1.5x`, or `1.8x for 3h`."""
    head, lasts = _with_end(value, "a factor such as 1.8x or 1.8x for 3h")
    return Surge(factor(head), lasts)


@dataclass(frozen=True, slots=True)
class Absence:
    """Who stays away: a share or a number of a team, or (both None) one person; for `lasts` seconds or for good."""

    share: Fraction | None
    count: int | None
    lasts: int | None


def absence(value: object) -> Absence:
    """`10%`, `12`, `12 for 2h` (of a team), or `18h` (one person)."""
    expected = "a share, a number or a duration such as 10%, 12 for 2h or 18h"
    head, lasts = _with_end(value, expected)
    if _SHARE.fullmatch(head):
        return Absence(share(head), None, lasts)
    if _COUNT.fullmatch(head):
        return Absence(None, int(head), lasts)
    if lasts is None:
        try:
            return Absence(None, None, duration(head))
        except Misspelled:
            pass
    raise Misspelled(expected)


def _with_end(value: object, expected: str) -> tuple[str, int | None]:
    head, middle, rest = _text(value, expected).partition(" for ")
    return (head, duration(rest)) if middle else (head, None)


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """A day and month, month counted from 1."""

    month: int
    day: int


def day_of_year(value: object) -> DayOfYear:
    """`15 March`."""
    expected = "a day and month such as 15 March"
    match = re.fullmatch(r"([1-9]|[12]\d|3[01]) ([A-Z][a-z]+)", _text(value, expected))
    if not match or match[2] not in MONTHS:
        raise Misspelled(expected)
    return DayOfYear(MONTHS.index(match[2]) + 1, int(match[1]))


@dataclass(frozen=True, slots=True)
class Shift:
    """Weekdays `first` to `last` (0 = Monday, may wrap), minutes `start` to `end` of the day (may wrap)."""

    first: int
    last: int
    start: int
    end: int


def shift(value: object) -> Shift:
    """`Monday to Friday 07:00 to 21:00`, or `Saturday 08:00 to 16:00`."""
    expected = "weekdays and hours such as Monday to Friday 07:00 to 21:00"
    time = r"([01]\d|2[0-4]):([0-5]\d)"
    match = re.fullmatch(rf"([A-Z][a-z]+)(?: to ([A-Z][a-z]+))? {time} to {time}", _text(value, expected))
    days = (match[1], match[2] or match[1]) if match else ("", "")
    if not match or days[0] not in WEEKDAYS or days[1] not in WEEKDAYS:
        raise Misspelled(expected)
    start, end = int(match[3]) * 60 + int(match[4]), int(match[5]) * 60 + int(match[6])
    if max(start, end) > 24 * 60:
        raise Misspelled(expected)
    return Shift(WEEKDAYS.index(days[0]), WEEKDAYS.index(days[1]), start, end)
