"""Cases with known answers, and whether the formulas give them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from numbers import Real
from typing import Any


@dataclass(frozen=True, slots=True)
class Miss:
    """An output that is not as expected."""

    output: str
    expected: Any
    found: Any


def misses(expected: Mapping[str, Any], found: Mapping[str, Any], tolerance: float) -> list[Miss]:
    """What differs by more than the tolerance: numbers alone or in lists; everything else has to be equal."""
    return [
        Miss(name, value, found.get(name))
        for name, value in expected.items()
        if name not in found or not _is_near(value, found[name], tolerance)
    ]


def _is_near(expected: Any, found: Any, tolerance: float) -> bool:
    if _is_list(expected) and _is_list(found):
        return len(expected) == len(found) and all(_near_each(expected, found, tolerance))
    if _is_number(expected) and _is_number(found):
        return bool(abs(expected - found) <= tolerance)
    return bool(expected == found)


def _near_each(expected: Sequence[Any], found: Sequence[Any], tolerance: float) -> Iterator[bool]:
    return (_is_near(one, other, tolerance) for one, other in zip(expected, found, strict=True))


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _is_number(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)
