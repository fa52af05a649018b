"""How an attempt is known: by kind, number and attempt, packed into one whole number that sorts as the three do."""

Number = tuple[int, int, int]
"""Kind, number and attempt of a contact."""

MOST_ATTEMPTS = 4
"""How often one contact comes at most: an assumption (performance.md, section 3)."""
KIND = 50
"""The bits from here on are the kind; below them and above the lowest three is the number, in those the attempt."""
_ATTEMPT = 3


def packed(kind: int, contact: int, attempt: int) -> int:
    """The key of an attempt."""
    return kind << KIND | contact << _ATTEMPT | attempt


def unpacked(key: int) -> Number:
    """The attempt of a key."""
    return key >> KIND, key >> _ATTEMPT & ((1 << KIND - _ATTEMPT) - 1), key & ((1 << _ATTEMPT) - 1)
