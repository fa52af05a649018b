"""Conditions, "if this, do that": closed sentences, read once into small typed nodes.

    X down|up|open|closed|lost [for 30m]     X below 40% [for 1h]     X waiting above 50 [for 10m]
    X [not] done|sent [by T+00:45]           X uncovered|absent       mode is emergency
    hazard is tornado                        INJECT chose CHOICE

A list of sentences means all of them. There are no operators, no expressions and no code.
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Literal, get_args

from pydantic import PlainValidator, WithJsonSchema

from drillsim.model import spelling
from drillsim.model.fields import Spelled
from drillsim.model.spelling import Clock, Misspelled

MOST_CHARACTERS = 500  # of one sentence (reliability.md 3.7)
MOST_SENTENCES = 20  # of one condition (reliability.md 3.7)

Mode = Literal["normal", "emergency", "resuming"]


@dataclass(frozen=True, slots=True)
class SystemIs:
    """A system is up or down: the system itself, whatever backs it up."""

    system: str
    state: Literal["up", "down"]
    lasting: int = 0


@dataclass(frozen=True, slots=True)
class PlaceIs:
    """A site is open, closed or lost, or an area is lost; a lost site is closed too."""

    place: str
    state: Literal["open", "closed", "lost"]
    lasting: int = 0


@dataclass(frozen=True, slots=True)
class LevelBelow:
    """The level of a function is below a share."""

    function: str
    share: Fraction
    lasting: int = 0


@dataclass(frozen=True, slots=True)
class QueueAbove:
    """More contacts of a function wait than a number."""

    function: str
    number: int
    lasting: int = 0


@dataclass(frozen=True, slots=True)
class TaskDone:
    """A task is done (or not), at or before a clock where one is given."""

    task: str
    done: bool = True
    by: Clock | None = None


@dataclass(frozen=True, slots=True)
class MessageSent:
    """A message is delivered to somebody (or not), at or before a clock where one is given."""

    message: str
    sent: bool = True
    by: Clock | None = None


@dataclass(frozen=True, slots=True)
class RoleUncovered:
    """Nobody holds a role."""

    role: str


@dataclass(frozen=True, slots=True)
class PersonAbsent:
    """A person cannot be reached."""

    person: str


@dataclass(frozen=True, slots=True)
class ModeIs:
    """The mode of the centre."""

    mode: Mode


@dataclass(frozen=True, slots=True)
class HazardIs:
    """A hazard holds."""

    hazard: str


@dataclass(frozen=True, slots=True)
class Chose:
    """A response picked this choice of an inject."""

    inject: str
    choice: str


Sentence = (
    SystemIs
    | PlaceIs
    | LevelBelow
    | QueueAbove
    | TaskDone
    | MessageSent
    | RoleUncovered
    | PersonAbsent
    | ModeIs
    | HazardIs
    | Chose
)

_FORMS = (
    "X down|up|open|closed|lost [for 30m]",
    "X below 40% [for 1h]",
    "X waiting above 50 [for 10m]",
    "X [not] done|sent [by T+00:45]",
    "X uncovered|absent",
    "mode is emergency",
    "hazard is tornado",
    "INJECT chose CHOICE",
)
_STATES = (
    "down",
    "up",
    "open",
    "closed",
    "lost",
    "below",
    "waiting",
    "not",
    "done",
    "sent",
    "uncovered",
    "absent",
    "is",
    "chose",
)
_NAME = r"(?P<name>[a-z][a-z0-9_]*(?:/[a-z][a-z0-9_]*)?)"
_LASTING = r"(?: for (?P<lasting>\S+))?"
_STATE = re.compile(rf"{_NAME} (?P<state>down|up|open|closed|lost){_LASTING}")
_BELOW = re.compile(rf"{_NAME} below (?P<share>\S+){_LASTING}")
_WAITING = re.compile(rf"{_NAME} waiting above (?P<number>\S+){_LASTING}")
_DONE = re.compile(rf"{_NAME} (?P<not>not )?(?P<what>done|sent)(?: by (?P<by>\S.*))?")
_PEOPLE = re.compile(rf"{_NAME} (?P<what>uncovered|absent)")
_IS = re.compile(r"(?P<what>mode|hazard) is (?P<value>\S+)")
_CHOSE = re.compile(rf"{_NAME} chose (?P<choice>\S+)")


def sentence(value: object) -> Sentence:
    """One sentence, read. Raises Misspelled where it is none of the forms."""
    if not isinstance(value, str) or len(value) > MOST_CHARACTERS:
        raise Misspelled(f"a condition of at most {MOST_CHARACTERS} characters, such as crm_server down for 20m")
    words = " ".join(value.split())
    found = _read(words)
    if found is None:
        raise Misspelled("a condition of the form " + ", or ".join(_FORMS), _nearest(words))
    return found


def _read(words: str) -> Sentence | None:
    """A sentence of one of the forms; None where it is of none. Raises Misspelled for a wrong value in a right form."""
    if match := _IS.fullmatch(words):
        return _is(match["what"], match["value"])
    if match := _STATE.fullmatch(words):
        return _state(match["name"], match["state"], _seconds(match["lasting"]))
    if match := _BELOW.fullmatch(words):
        return LevelBelow(match["name"], spelling.share(match["share"]), _seconds(match["lasting"]))
    if match := _WAITING.fullmatch(words):
        return QueueAbove(match["name"], spelling.count(match["number"]), _seconds(match["lasting"]))
    if match := _DONE.fullmatch(words):
        by = spelling.clock(match["by"]) if match["by"] else None
        kind = TaskDone if match["what"] == "done" else MessageSent
        return kind(match["name"], not match["not"], by)
    if match := _PEOPLE.fullmatch(words):
        return RoleUncovered(match["name"]) if match["what"] == "uncovered" else PersonAbsent(match["name"])
    if match := _CHOSE.fullmatch(words):
        return Chose(match["name"], spelling.identifier(match["choice"]))
    return None


def _seconds(lasting: str | None) -> int:
    return spelling.duration(lasting) if lasting else 0


def _state(name: str, state: str, lasting: int) -> Sentence:
    if state in ("up", "down"):
        return SystemIs(name, "up" if state == "up" else "down", lasting)
    return PlaceIs(name, "open" if state == "open" else "closed" if state == "closed" else "lost", lasting)


def _is(what: str, value: str) -> Sentence:
    if what == "hazard":
        return HazardIs(spelling.identifier(value))
    for mode in get_args(Mode):
        if mode == value:
            return ModeIs(mode)
    near = difflib.get_close_matches(value, get_args(Mode), 1)
    raise Misspelled("mode is normal, emergency or resuming", f"mode is {near[0]}" if near else None)


_MOST_GUESSED = 8  # words of a sentence in which a misspelt one is looked for; the longest form has six


def _nearest(words: str) -> str | None:
    """The sentence with the one misspelt word of the language put right, where that makes it a sentence."""
    parts = words.split(" ")
    for index, part in enumerate(parts[1:_MOST_GUESSED], start=1):
        for near in difflib.get_close_matches(part, _STATES, 1):
            guess = " ".join([*parts[:index], near, *parts[index + 1 :]])
            if near != part and _is_sentence(guess):
                return guess
    return None


def _is_sentence(words: str) -> bool:
    try:
        return _read(words) is not None
    except Misspelled:
        return False


def sentences(value: object) -> tuple[Sentence, ...]:
    """A sentence or a list of them, all of which must hold."""
    items = value if isinstance(value, list | tuple) else [value]
    if not 1 <= len(items) <= MOST_SENTENCES:
        raise Misspelled(f"1 to {MOST_SENTENCES} conditions")
    return tuple(sentence(item) for item in items)


def names(node: Sentence) -> Iterator[tuple[str, str]]:
    """What a sentence speaks of, as (kind, name)."""
    match node:
        case SystemIs(system):
            yield "system", system
        case PlaceIs(place, state):
            yield "site or area" if state == "lost" else "site", place
        case LevelBelow(function) | QueueAbove(function):
            yield "function", function
        case TaskDone(task):
            yield "task", task
        case MessageSent(message):
            yield "message", message
        case RoleUncovered(role):
            yield "role", role
        case PersonAbsent(person):
            yield "person", person
        case Chose(inject):
            yield "inject", inject
        case ModeIs() | HazardIs():
            pass


Conditions = Annotated[
    tuple[Sentence, ...],
    PlainValidator(sentences),
    WithJsonSchema(
        {
            "oneOf": [
                {"type": "string"},
                {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": MOST_SENTENCES},
            ],
            "description": "a condition or a list of them: " + "; ".join(_FORMS),
        }
    ),
    Spelled("condition, or a list of them", "crm_server down for 20m"),
]
