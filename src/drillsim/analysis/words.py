"""Times in the words of findings."""

from collections.abc import Iterable


def span(seconds: int) -> str:
    """A length of time for reading: `7680` as `2h08m`, `86400` as `24h`, `61` as `1m01s`."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "h"), (minutes, "m"), (rest, "s")]
    while len(parts) > 1 and parts[0][0] == 0:
        parts.pop(0)
    while len(parts) > 1 and parts[-1][0] == 0:
        parts.pop()
    first, *others = parts
    return f"{first[0]}{first[1]}" + "".join(f"{amount:02}{unit}" for amount, unit in others)


def spoken(seconds: int) -> str:
    """The same as it is said: `480` as `8 minutes`, `7680` as `2 hours and 8 minutes`."""
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    parts = [
        f"{number} {word}{'' if number == 1 else 's'}"
        for number, word in ((hours, "hour"), (minutes, "minute"), (rest, "second"))
        if number
    ]
    return listed(parts or ["no time"])


def listed(names: Iterable[str]) -> str:
    """Names in a sentence: `a, b and c`."""
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last
