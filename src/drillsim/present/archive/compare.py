"""Two drills side by side in words, and as the object of `drillsim compare --json`."""

from collections.abc import Iterator, Sequence
from typing import Any

from drillsim.analysis.compare import Kind, Pair
from drillsim.analysis.shape import Outcome
from drillsim.analysis.words import span
from drillsim.present.archive.lines import columns, wrapped
from drillsim.present.words import line

_TITLES: dict[Kind, str] = {
    "function": "Out of service (longest time), against the RTO",
    "expectation": "Expected of people (how late)",
    "update": "News to audiences (how late together)",
    "uncovered": "Roles with nobody in them",
}


def compare_lines(first: Outcome, second: Outcome, pairs: Sequence[Pair]) -> Iterator[str]:
    """What is the same in both is counted, not told one by one."""
    yield from wrapped(line(first["drill"]), "1: ")
    yield from wrapped(line(second["drill"]), "2: ")
    if first["plan"]["digest"] != second["plan"]["digest"]:
        yield "The plan was another text the second time: what is compared may rest on other promises."
    for kind, title in _TITLES.items():
        of_kind = [pair for pair in pairs if pair.kind == kind]
        if of_kind:
            yield from _part(title, of_kind)
    counted = {word: sum(pair.change == word for pair in pairs) for word in ("better", "worse", "same")}
    yield ""
    yield f"{counted['better']} better, {counted['worse']} worse, {counted['same']} the same"


def _part(title: str, pairs: Sequence[Pair]) -> Iterator[str]:
    yield from ("", f"{title}:")
    told = [pair for pair in pairs if pair.change != "same"]
    if told:
        yield from columns([("", "1", "2", "CHANGE", "WHAT"), *(_row(pair) for pair in told)])
    if len(told) < len(pairs):
        yield f"  the same in both: {len(pairs) - len(told)}"


def _row(pair: Pair) -> tuple[str, ...]:
    change = pair.change if pair.difference is None else f"{signed(pair.difference)} {pair.change}"
    sign = {"better": "+", "worse": "!", "same": "=", "not comparable": "?"}[pair.change]
    return sign, _side(pair.first, pair.first_words), _side(pair.second, pair.second_words), change, pair.name


def _side(seconds: int | None, words: str) -> str:
    if seconds is None:
        return words
    return f"{span(seconds)} ({words})" if words and words not in ("late", "on time") else span(seconds)


def signed(seconds: int) -> str:
    """`-8m` is eight minutes less, `+1h` an hour more."""
    return f"{'-' if seconds < 0 else '+'}{span(abs(seconds))}" if seconds else "0s"


def compare_object(first: Outcome, second: Outcome, pairs: Sequence[Pair]) -> dict[str, Any]:
    """As --json has it: times in seconds."""
    return {
        "first": {"drill": first["drill"], "plan": first["plan"]},
        "second": {"drill": second["drill"], "plan": second["plan"]},
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
            }
            for pair in pairs
        ],
    }
