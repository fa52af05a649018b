"""How many contacts an exercise may bring, before anything is played."""

from collections.abc import Iterable
from fractions import Fraction

from drillsim.contacts.attempts import MOST_ATTEMPTS
from drillsim.model.exercise import Exercise
from drillsim.model.scenario import InjectBody
from drillsim.model.services import Contacts
from drillsim.model.spelling import HOUR

MOST_CONTACTS = 3_000_000
"""Attempts in an exercise: some 1.6 GB at worst, where nobody is answered and nobody gives up.

Besides, each function with contacts takes up to a megabyte.
"""


def most_attempts(exercise: Exercise, more: Iterable[InjectBody] = ()) -> dict[str, Fraction]:
    """By function: at its highest rate and largest surge over the whole length, everybody calling again as may be.

    `more` are injects that are made up while playing.
    """
    added = (act.adds for act in exercise.drill.conduct if act.adds is not None)
    bodies = (*(inject.body for inject in exercise.injects), *added, *more)
    return {
        name: _highest(body.contacts) * exercise.lasts / HOUR * _largest_surge(bodies, name) * _again(body.contacts)
        for name, body in exercise.plan.functions.items()
        if body.contacts is not None
    }


def too_many(exercise: Exercise, more: Iterable[InjectBody] = ()) -> tuple[str, str] | None:
    """Where they are more than can be played one by one: the function with the most, and that in words."""
    found = most_attempts(exercise, more)
    total = int(sum(found.values()))
    if total <= MOST_CONTACTS:
        return None
    name = max(found, key=lambda each: found[each])
    return name, (
        f"expected at most {MOST_CONTACTS:,} contacts in this exercise at the highest rate, the largest surge and"
        f" with all who call again, found {total:,}, most of them of {name}"
    )


def _highest(contacts: Contacts) -> Fraction:
    """Contacts an hour."""
    return max(contacts.by_hour) if contacts.per_hour is None else contacts.per_hour


def _again(contacts: Contacts) -> Fraction:
    """Attempts of one contact, at most."""
    return sum((contacts.redial**attempt for attempt in range(MOST_ATTEMPTS)), Fraction(0))


def _largest_surge(bodies: Iterable[InjectBody], function: str) -> Fraction:
    surges = (body.happens.surge for body in bodies if body.happens is not None)
    return max([Fraction(1), *(surge[function].factor for surge in surges if function in surge)])
