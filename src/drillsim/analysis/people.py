"""Whose names an exercise and its record hold, and where typed text speaks of them.

What a report leaves out and an export calls otherwise. Names are recognised as whole words, however they are
capitalised; of a name of several words also each of more than two letters. Nobody can recognise a nickname, initials,
a name with a typing error, or one within a script that puts no blanks between words.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from drillsim.model.exercise import Exercise
from drillsim.record.commands import FACILITATOR
from drillsim.record.entries import Entry, Header

NOT_PEOPLE = frozenset({"stand_in", "script", "nobody", "player"})
"""Who plays a role without being somebody: the words of the language, and a screen whose player gave no name."""

OTHERS = (FACILITATOR, "evaluator", "scribe", "agents")
"""Who acts and writes without being a role of the plan."""

Kind = Literal["person", "facilitator", "player", "participant", "agent", "noted"]
"""As what somebody is known: a person of the plan ... an agent who checked in by name, or only noted in a document as
who answers for something."""

_WORD = re.compile(r"\w+")
_GAP = re.compile(r"[\s.'\u2019-]{1,3}")
"""What may stand between the words of one name."""

_SAID_SMALL = """
art august baker banks bell best bill black brown case chance clay cook day dawn dean drew faith field flood frank gene
grace grant green hall hill holly hope iris ivy jack joy june king lane long love mark may miles parks pat penny price
ray rich rob rose royal short star stone storm sue summer wade ward west white will wood young
"""
_WORDS_TOO = frozenset(_SAID_SMALL.split())
"""Names that in small letters are rather the word: `they may leave`."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """A name, and as what its bearer is known; `person` is the id in the plan."""

    name: str
    kind: Kind
    person: str | None = None


def everybody(exercise: Exercise, header: Header, entries: Iterable[Entry]) -> Iterator[Somebody]:
    """All names that documents and entries hold in the places made for names, those of the plan last."""
    drill = exercise.drill
    yield from (Somebody(name, "noted") for name in _noted(exercise, entries) if not is_role(exercise, name))
    yield from (Somebody(name, "agent") for name in _agents(entries))
    yield from (Somebody(each.name, "participant") for each in drill.attended)
    for player in (*drill.players.values(), *header.players.values(), *_placed(exercise, entries)):
        if player not in NOT_PEOPLE:
            yield Somebody(player, "player")
    if drill.facilitator is not None and not is_role(exercise, drill.facilitator):
        yield Somebody(drill.facilitator, "facilitator")
    for person, body in exercise.plan.people.items():
        if "_" in person:  # an id of one word may be a word of any sentence
            yield Somebody(person, "person", person)
        yield Somebody(body.name or person, "person", person)


def is_role(exercise: Exercise, written: str) -> bool:
    """Whether an author named a role, by its id or its name, or one of those who are there beside the roles."""
    roles = exercise.plan.roles
    known = {*roles, *OTHERS, *(body.name for body in roles.values() if body.name)}
    return folded(written) in {folded(each) for each in known}


def folded(text: str) -> str:
    """By what two spellings of a name are the same."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _noted(exercise: Exercise, entries: Iterable[Entry]) -> Iterator[str]:
    drill = exercise.drill
    about = (drill.about.contact, drill.about.sponsor) if drill.about else ()
    lines = ((line.owner, line.contact) for line in drill.improvements)
    injects = (inject.body.controller for inject in exercise.injects)
    added = (line.adds.controller for line in drill.conduct if line.adds)
    typed = (entry.body["owner"] for entry in entries if entry.kind == "action")
    of_lines = (each for line in lines for each in line)
    improvised = (entry.body["inject"].get("controller") for entry in entries if entry.kind == "inject")
    for name in (exercise.plan.owner, *about, *of_lines, *injects, *added, *typed, *improvised):
        if isinstance(name, str) and name.strip():
            yield name


def _agents(entries: Iterable[Entry]) -> Iterator[str]:
    """A badge of digits alone is no word of anybody's text."""
    names = dict.fromkeys(entry.body["name"] for entry in entries if entry.kind in ("check_in", "checked_in"))
    return (name for name in names if name is not None and not name.isdecimal() and len(name) > 2)


def _placed(exercise: Exercise, entries: Iterable[Entry]) -> Iterator[str]:
    yield from (player for line in exercise.drill.conduct for player in (line.places or {}).values())
    yield from (entry.body["player"] for entry in entries if entry.kind in ("place", "role_played"))


class Names:
    """All names of an exercise, to be found in what people wrote."""

    def __init__(self, exercise: Exercise, people: Iterable[Somebody]) -> None:
        self._found: dict[tuple[str, ...], Somebody | None] = {}
        whole = {_words(each.name): each for each in people}
        whole.pop((), None)
        for words, each in whole.items():
            if each.kind != "noted" or len(words) > 1:  # `Facilities` may be a word of any sentence
                self._found[words] = each
        self._take_parts(whole, _of_roles(exercise))
        self._most = max(map(len, self._found), default=0)
        self._firsts = {words[0] for words in self._found}

    def _take_parts(self, whole: dict[tuple[str, ...], Somebody], spared: set[str]) -> None:
        for words, each in whole.items():
            for part in words if each.kind != "noted" and len(words) > 1 else ():
                if len(part) > 2 and part not in spared and (part,) not in whole:
                    self._found[part,] = None if self._found.get((part,), each) != each else each

    def replaced(self, text: str, instead: Callable[[str, Somebody | None], str]) -> str:
        """The text with something else in the place of each name; `instead` is not told who where several fit."""
        found = list(_WORD.finditer(text)) if self._found else []
        parts, end, place = [], 0, 0
        while place < len(found):
            length = self._length(text, found, place)
            if length:
                first, last = found[place], found[place + length - 1]
                said = text[first.start() : last.end()]
                parts += [text[end : first.start()], instead(said, self._found[_words(said)])]
                end = last.end()
            place += length or 1
        return "".join([*parts, text[end:]])

    def _length(self, text: str, found: list["re.Match[str]"], place: int) -> int:
        """Of how many words the longest name is that begins at a word; 0: none."""
        if found[place][0].casefold() not in self._firsts:
            return 0
        words, longest = [], 0
        for number, word in enumerate(found[place : place + self._most], 1):
            if number > 1 and not _GAP.fullmatch(text, found[place + number - 2].end(), word.start()):
                break
            words.append(word[0].casefold())
            if tuple(words) in self._found and not (number == 1 and word[0] in _WORDS_TOO):
                longest = number
        return longest


def _words(name: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(name))


def _of_roles(exercise: Exercise) -> set[str]:
    """Words by which roles are called: somebody who plays as `Ops desk` does not make every desk a person."""
    roles = exercise.plan.roles
    called = (*roles, *OTHERS, *(body.name for body in roles.values() if body.name))
    return {word for each in called for word in _words(each.replace("_", " "))}
