"""Two drills of one plan compared: what the second did better, worse, or the same (row S-120)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from drillsim.analysis.expectations import what_of
from drillsim.analysis.shape import ExpectationRow, FunctionRow, Outcome, UpdateRow

Change = Literal["better", "worse", "same", "not comparable"]
Kind = Literal["function", "expectation", "update", "uncovered"]


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing in both drills, in seconds (None: it was not there, or never came about).

    `open_in` are the drills (1, 2) at whose end it was still out: how long it would have been, nobody knows.
    `first_words` and `second_words` say what became of it where no number can.
    """

    kind: Kind
    name: str
    first: int | None
    second: int | None
    first_words: str = ""
    second_words: str = ""
    open_in: tuple[int, ...] = ()

    @property
    def difference(self) -> int | None:
        """Seconds of the second more than of the first: -480 is 8m faster."""
        return None if self.first is None or self.second is None else self.second - self.first

    @property
    def change(self) -> Change:
        """Less is better: all of these are times out of service, too late, or with nobody there."""
        if self.difference is None:
            return _by_words(self.first_words, self.second_words)
        if self.open_in and not self._is_sure(self.difference):
            return "not comparable"
        return "same" if self.difference == 0 else "better" if self.difference < 0 else "worse"

    def _is_sure(self, difference: int) -> bool:
        """Whether going on could only have made it more so: what is longer already, or was ended sooner."""
        return (self.open_in == (2,) and difference > 0) or (self.open_in == (1,) and difference < 0)


_ORDER = {"never": 1, "late": 0, "on time": 0}
"""Done late is better than never done; between two that were done the seconds decide."""


def _by_words(first: str, second: str) -> Change:
    if first not in _ORDER or second not in _ORDER:
        return "not comparable"
    apart = _ORDER[second] - _ORDER[first]
    return "same" if apart == 0 else "better" if apart < 0 else "worse"


def compared(first: Outcome, second: Outcome) -> list[Pair]:
    """Functions, then what was expected, news to audiences, and roles with nobody in them, each by name."""
    return [
        *_functions(first["functions"], second["functions"]),
        *_expected(first, second),
        *_updates(first["updates"], second["updates"]),
        *_uncovered(first, second),
    ]


def _functions(first: Mapping[str, FunctionRow], second: Mapping[str, FunctionRow]) -> Iterator[Pair]:
    """The longest outage of each function that was out in either; one that was never out counts as none at all."""
    for name in [*first, *(name for name in second if name not in first)]:
        took, other = _longest(first.get(name)), _longest(second.get(name))
        if took or other:
            rows = (first.get(name), second.get(name))
            still = tuple(number for number, row in enumerate(rows, 1) if row is not None and _is_open(row))
            yield Pair("function", name, took, other, _rto(rows[0]), _rto(rows[1]), still)


def _is_open(row: FunctionRow) -> bool:
    return any(outage["to"] is None for outage in row["outages"])


def _longest(row: FunctionRow | None) -> int | None:
    return None if row is None else max((outage["length"] for outage in row["outages"]), default=0)


def _rto(row: FunctionRow | None) -> str:
    """Against its RTO: the worst that happened to it."""
    if row is None:
        return "not in that plan"
    results = {outage["rto"] for outage in row["outages"]}
    if not results:
        return "never out"
    return next(f"RTO {word}" for word in ("missed", "undecided", "met") if word in results)


def _expected(first: Outcome, second: Outcome) -> Iterator[Pair]:
    """How late each was; what has no due time is on time or never."""
    one, other = _by_name(first["expectations"]), _by_name(second["expectations"])
    for name in [*one, *(name for name in other if name not in one)]:
        yield _pair(name, one.get(name), other.get(name))


def _pair(name: str, one: ExpectationRow | None, other: ExpectationRow | None) -> Pair:
    return Pair("expectation", name, _late(one), _late(other), _result(one), _result(other))


def _late(row: ExpectationRow | None) -> int | None:
    return None if row is None or row["result"] not in ("on_time", "late") else row["late_by"]


def _result(row: ExpectationRow | None) -> str:
    return "not expected or not due" if row is None else row["result"].replace("_", " ")


def _by_name(rows: list[ExpectationRow]) -> dict[str, ExpectationRow]:
    return {f"{what_of(row)[1]} ({row['source']})": row for row in rows}


def _updates(first: list[UpdateRow], second: list[UpdateRow]) -> Iterator[Pair]:
    """The seconds by which updates to each audience were late together; one that never came has no number."""
    for audience in dict.fromkeys(row["audience"] for row in (*first, *second)):
        one, other = ([row for row in rows if row["audience"] == audience] for rows in (first, second))
        yield Pair("update", audience, _late_together(one), _late_together(other), _heard(one), _heard(other))


def _late_together(rows: list[UpdateRow]) -> int | None:
    if not rows or any(row["result"] == "never" for row in rows):
        return None
    return sum(row["late_by"] or 0 for row in rows)


def _heard(rows: list[UpdateRow]) -> str:
    if not rows:
        return "none due"
    late = sum(row["result"] != "on_time" for row in rows)
    never = sum(row["result"] == "never" for row in rows)
    return "never" if never == len(rows) else f"{late} of {len(rows)} late" + (f", {never} never" if never else "")


def _uncovered(first: Outcome, second: Outcome) -> Iterator[Pair]:
    """The seconds for which nobody held each role."""
    roles = [*first["roles"], *(role for role in second["roles"] if role not in first["roles"])]
    for role in roles:
        one, other = (_empty(outcome, role) for outcome in (first, second))
        if one or other:
            yield Pair("uncovered", role, one, other, _in_plan(one), _in_plan(other))


def _empty(outcome: Outcome, role: str) -> int | None:
    row = outcome["roles"].get(role)
    return None if row is None else sum(ends - begins for begins, ends in row["uncovered"])


def _in_plan(seconds: int | None) -> str:
    return "not in that plan" if seconds is None else ""
