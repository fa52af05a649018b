"""Pseudonyms: the same person has the same one everywhere within a record, and another one in every other record."""

import hashlib
from collections import Counter
from collections.abc import Sequence

from drillsim.analysis.people import NOT_PEOPLE, Names, Somebody, everybody, folded, is_role
from drillsim.model.exercise import Exercise
from drillsim.record.clean import clean
from drillsim.record.entries import Entry, Header

_BYTES = 5
"""Of a digest, as ten hexadecimal digits: among a thousand people the chance that two have the same is one in two
million."""


class Pseudonyms:
    """Those of one record.

    The key is a digest of all texts of the record as they were, with when it was played: whoever has only the export
    has not got them, and cannot try names until one fits. Whoever has the plan knows the names anyway.
    """

    def __init__(self, exercise: Exercise, header: Header, entries: Sequence[Entry]) -> None:
        self._exercise = exercise
        self._key = _key(header)
        agents = {entry.body["name"] for entry in entries if entry.kind in ("check_in", "checked_in")}
        self._spellings = Counter(folded(name) for name in agents if name is not None)
        self._names = Names(exercise, everybody(exercise, header, entries))
        self._known = _ids(exercise, entries)
        self._people: dict[str, str] = {}
        for person, body in exercise.plan.people.items():
            by_name = self.of(body.name or person)
            self._people[person] = self.of(person) if by_name in self._people.values() else by_name

    def of(self, name: str) -> str:
        """The pseudonym of a name, however it is capitalised: `person_` and ten digits.

        Where agents checked in by spellings of one name, each was counted, and each has its own.
        """
        spelling = folded(name)
        who = name if self._spellings[spelling] > 1 else spelling
        return f"person_{hashlib.blake2b(who.encode(), key=self._key, digest_size=_BYTES).hexdigest()}"

    def person(self, person: str) -> str:
        """The id of a person of the plan, made of the name."""
        return self._people.get(person, person)

    def absent(self, who: str) -> str:
        """A team, or a person, who is not there."""
        return who if who in self._exercise.plan.teams else self.person(who)

    def player(self, player: str) -> str:
        """Who plays a role."""
        return player if player in NOT_PEOPLE else self.of(player)

    def whoever(self, written: str) -> str:
        """Whom an author named in words; a role stays."""
        return written if is_role(self._exercise, written) or not written.strip() else self.of(written)

    def text(self, written: str) -> str:
        """What somebody wrote, with pseudonyms in the place of names; a name of the documents that it is stays."""
        if written in self._known:
            return written
        return self._names.replaced(clean(written, len(written)), self._instead)

    def _instead(self, said: str, of: Somebody | None) -> str:
        if of is None:
            return self.of(said)
        return self.of(of.name) if of.person is None else self._people[of.person]


def _key(header: Header) -> bytes:
    digest = hashlib.blake2b(f"{header.started_wall_ns} {header.seed}".encode())
    for text in header.texts:
        digest.update(f"\0{text.path}\0{text.text}".encode())
    return digest.digest()


def _ids(exercise: Exercise, entries: Sequence[Entry]) -> set[str]:
    """All that documents name and entries refer to, but people."""
    plan = exercise.plan
    found = {*plan.sites, *plan.systems, *plan.functions, *plan.teams, *plan.roles, *plan.audiences, *plan.channels}
    found |= {*plan.messages, *plan.tasks, *plan.playbooks, *plan.areas, *exercise.objectives}
    found |= set(plan.rotation.crews) if plan.rotation else set()
    found |= {hazard for part in exercise.parts for hazard in part.scenario.hazard}
    for inject in exercise.injects:
        found |= {inject.id, *inject.body.choices, *(expect.id for expect in inject.body.expect if expect.id)}
    for line in exercise.drill.conduct:
        found |= {line.adds.id, *line.adds.choices} if line.adds else set()
    for entry in entries:
        if entry.kind == "inject":
            found |= {entry.body["inject"].get("id") or "", *(entry.body["inject"].get("choices") or ())}
    return found
