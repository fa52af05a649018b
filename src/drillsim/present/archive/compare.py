"""Two drills side by side in words, and as the object of `drillsim compare --json`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from drillsim.analysis.compare import Change, Kind, Pair
from drillsim.analysis.shape import Outcome
from drillsim.analysis.words import span
from drillsim.present.archive.lines import wrapped
from drillsim.present.words import line

_SIGNS: dict[Change, str] = {"better": "+", "worse": "!", "same": "=", "not comparable": "?"}
_TITLES: dict[Kind, str] = {
    "function": "Out of service (longest time), against the RTO",
    "expectation": "Expected of people (how late)",
    "update": "News to audiences (how late together)",
    "uncovered": "Roles with nobody in them",
}


@dataclass(frozen=True, slots=True)
class Drill:
    """What came of a drill, the day it was held (None: nobody says) and where its record is."""

    outcome: Outcome
    day: str | None
    record: str


def compare_lines(first: Drill, second: Drill, pairs: Sequence[Pair]) -> Iterator[str]:
    """What is the same in both is counted, not told one by one."""
    yield from wrapped(_title(first), "1: ")
    yield from wrapped(_title(second), "2: ")
    if first.outcome["plan"]["digest"] != second.outcome["plan"]["digest"]:
        yield "The plan was another text the second time: what is compared may rest on other promises."
    for kind, title in _TITLES.items():
        of_kind = [pair for pair in pairs if pair.kind == kind]
        if of_kind:
            yield from _part(title, of_kind)
    counted = {word: sum(pair.change == word for pair in pairs) for word in ("better", "worse", "same")}
    yield ""
    apart = len(pairs) - sum(counted.values())
    unsure = f", {apart} not comparable" if apart else ""
    yield f"{counted['better']} better, {counted['worse']} worse, {counted['same']} the same{unsure}"


def _title(drill: Drill) -> str:
    return f"{line(drill.outcome['drill'])}, held {drill.day or 'on no date'} ({line(drill.record)})"


def _part(title: str, pairs: Sequence[Pair]) -> Iterator[str]:
    yield from ("", f"{title}:")
    told = [pair for pair in pairs if pair.change != "same"]
    for pair in told:
        yield from wrapped(_line(pair), f"  {_SIGNS[pair.change]} ", "      ")
    if len(told) < len(pairs):
        yield f"  the same in both: {len(pairs) - len(told)}"


def _line(pair: Pair) -> str:
    """`inbound_calls: 40m (RTO missed) -> 20m (RTO met): -20m better`."""
    sides = f"{_side(pair, 1)} -> {_side(pair, 2)}"
    if pair.change == "not comparable" and pair.open_in:
        change = f"not comparable: still out at the end of {' and '.join(map(str, pair.open_in))}"
    elif pair.difference is None:
        change = pair.change
    else:
        least = " at least," if pair.open_in else ""
        change = f"{signed(pair.difference)}{least} {pair.change}"
    return f"{pair.name}: {sides}: {change}"


def _side(pair: Pair, number: int) -> str:
    seconds, words = ((pair.first, pair.first_words), (pair.second, pair.second_words))[number - 1]
    if number in pair.open_in:
        words += ", still out"
    if seconds is None or (not seconds and words in ("on time", "never out")):
        return words
    return f"{span(seconds)} ({words})" if words and words != "on time" else span(seconds)


def signed(seconds: int) -> str:
    """`-8m` is eight minutes less, `+1h` an hour more."""
    return f"{'-' if seconds < 0 else '+'}{span(abs(seconds))}" if seconds else "0s"


def compare_object(first: Drill, second: Drill, pairs: Sequence[Pair]) -> dict[str, Any]:
    """As --json has it: times in seconds."""
    return {
        "first": _drill_object(first),
        "second": _drill_object(second),
        "pairs": [
            {
                "kind": pair.kind,
                "name": pair.name,
                "first": pair.first,
                "second": pair.second,
                "first_words": pair.first_words,
                "second_words": pair.second_words,
                "difference": pair.difference,
                "change": pair.change,
                "still_out_in": list(pair.open_in),
            }
            for pair in pairs
        ],
    }


def _drill_object(drill: Drill) -> dict[str, Any]:
    return {
        "drill": drill.outcome["drill"],
        "held": drill.day,
        "record": drill.record,
        "plan": drill.outcome["plan"],
    }
