"""How the files write times and shares, and how the report does (language.md, section 1)."""

import re
from fractions import Fraction

MINUTE, HOUR, DAY = 60, 3_600, 86_400
_UNITS = {"s": 1, "m": MINUTE, "h": HOUR, "d": DAY}
_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def seconds(written: str) -> int:
    """`1h30m` in seconds."""
    assert re.fullmatch(r"(\d+[smhd])+", written), written
    return sum(int(amount) * _UNITS[unit] for amount, unit in re.findall(r"(\d+)([smhd])", written))


def usual(estimate: object) -> int:
    """The usual one of `5m / 10m / 30m`, of `{best, usual, worst}`, or the only one; 0 where none is given."""
    if estimate is None:
        return 0
    if isinstance(estimate, dict):
        return seconds(estimate["usual"])
    parts = str(estimate).split(" / ")
    return seconds(parts[len(parts) // 2])


def second(clock: str) -> int:
    """`T+00:15:30` in seconds since StartEx."""
    found = re.fullmatch(r"T\+(\d\d+):(\d\d)(?::(\d\d))?", clock)
    assert found, clock
    return int(found[1]) * HOUR + int(found[2]) * MINUTE + int(found[3] or 0)


def share(written: str) -> Fraction:
    """`40%` as a share 0 to 1."""
    return Fraction(written.removesuffix("%")) / 100


def clock(at: int | None) -> str:
    """Seconds since StartEx as `T+00:15`, with seconds where there are any; a dash for none."""
    if at is None:
        return "-"
    rest = f":{at % MINUTE:02}" if at % MINUTE else ""
    return f"T+{at // HOUR:02}:{at % HOUR // MINUTE:02}{rest}"


def span(length: int) -> str:
    """A length as `2h08m`: the largest unit is hours, units of nothing at either end are left out."""
    hours, minutes, rest = length // HOUR, length % HOUR // MINUTE, length % MINUTE
    if hours:
        return f"{hours}h" + (f"{minutes:02}m{rest:02}s" if rest else f"{minutes:02}m" if minutes else "")
    if minutes:
        return f"{minutes}m" + (f"{rest:02}s" if rest else "")
    return f"{rest}s"


def percent(part: Fraction) -> str:
    """A share, cut (never rounded up) to a tenth of a percent."""
    tenths = part * 1000 // 1
    return f"{tenths // 10}.{tenths % 10}%" if tenths % 10 else f"{tenths // 10}%"


def story(begins: str, at: int) -> str:
    """The story's weekday and clock, to the minute, at a second of the exercise."""
    day, hours = begins.split()
    minutes = (_WEEK.index(day) * DAY + int(hours[:2]) * HOUR + int(hours[3:]) * MINUTE + at) // MINUTE
    return f"{_WEEK[minutes // 1440 % 7]} {minutes % 1440 // 60:02}:{minutes % 60:02}"


def after(first: int | None, at: int | None) -> str:
    """How long after, or before, something else; a dash where either never was."""
    if first is None or at is None:
        return "-"
    return span(at - first) if at >= first else f"{span(first - at)} before it"
