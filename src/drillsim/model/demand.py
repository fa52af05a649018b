"""How many contacts an exercise may bring, before anything is played."""

from fractions import Fraction

from drillsim.model.exercise import Exercise
from drillsim.model.services import Contacts
from drillsim.model.spelling import HOUR


def most_contacts(exercise: Exercise) -> dict[str, Fraction]:
    """By function: at its highest rate and its largest surge over the whole length; calls again are not counted."""
    return {
        name: _highest(body.contacts) * exercise.lasts / HOUR * largest_surge(exercise, name)
        for name, body in exercise.plan.functions.items()
        if body.contacts is not None
    }


def _highest(contacts: Contacts) -> Fraction:
    """Contacts an hour."""
    return max(contacts.by_hour) if contacts.per_hour is None else contacts.per_hour


def largest_surge(exercise: Exercise, function: str) -> Fraction:
    """The largest factor of any surge of a function; 1 where there is none."""
    surges = (inject.body.happens.surge for inject in exercise.injects if inject.body.happens)
    return max([Fraction(1), *(surge[function].factor for surge in surges if function in surge)])
