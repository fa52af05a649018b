"""Names for reading. Persons are shown by the role they hold, unless their names are asked for."""

from collections.abc import Sequence

from drillsim.analysis.people import OTHERS, Kind, Names, Somebody, everybody, is_role
from drillsim.model.exercise import Exercise
from drillsim.record.clean import AUTHORED, clean
from drillsim.record.entries import Entry, Header
from drillsim.report.marks import said
from drillsim.report.text import code, plain

STAND_IN, SCRIPT, NOBODY = "stand_in", "script", "nobody"

_LEFT_OUT: dict[Kind, str] = {
    "person": "somebody without a role",
    "facilitator": "the facilitator",
    "player": "a player",
    "participant": "a participant",
    "agent": "an agent",
    "noted": "somebody noted",
}
"""What stands for a name that is left out."""


class Labels:
    """Labels of one exercise, as marked text."""

    def __init__(self, exercise: Exercise, header: Header, entries: Sequence[Entry], *, names: bool) -> None:
        self.exercise = exercise
        self.header = header
        self.names = names
        self._positions = {person: self._position(person) for person in exercise.plan.people}
        self._names = Names(exercise, () if names else everybody(exercise, header, entries))

    def text(self, written: str) -> str:
        """What somebody wrote; names of people of this exercise become what they are in it."""
        return said(plain(self.without_names(written)))

    def without_names(self, written: str) -> str:
        """What somebody wrote, unmarked: for where it stands in the place of a name or a reference."""
        return self._names.replaced(clean(written, AUTHORED), self._instead)

    def called(self, name: str) -> str:
        """A name of the documents as a name; whatever somebody typed in its place as quoted text."""
        return code(self.without_names(name))

    def somebody(self, written: str) -> str:
        """Whoever an author named in words: a role by its name, anybody else only where names are asked for."""
        if written in self.exercise.plan.roles:
            return self.role(written)
        return self.text(written) if self.names or is_role(self.exercise, written) else "noted (names are left out)"

    def function(self, name: str) -> str:
        """A function by its name."""
        body = self.exercise.plan.functions.get(name)
        return self.text(body.name) if body and body.name else code(name)

    def role(self, name: str) -> str:
        """A role by its name; whoever else acted or wrote (the facilitator, agents) in words."""
        body = self.exercise.plan.roles.get(name)
        if body is None:
            return name if name in OTHERS else self.called(name)
        return self.text(body.name) if body.name else code(name)

    def person(self, person: str | None) -> str:
        """A person: by name where asked for, else by role, as "Telephony lead alternate 1"."""
        if person is None:
            return "nobody"
        body = self.exercise.plan.people.get(person)
        if self.names:
            return said(plain(body.name)) if body and body.name else code(person)
        return said(plain(self._positions.get(person) or "somebody without a role"))

    def player(self, player: str) -> str:
        """Who plays a role: a person, the script, or a stand-in, which is simulated."""
        if player == STAND_IN:
            return "stand-in (simulated)"
        if player == SCRIPT:
            return "script"
        if player == NOBODY:
            return "nobody, on purpose"
        who = said(plain(player)) if self.names else "a person"
        return who if self.header.live else f"script, in the place of {who}"

    def holder(self, role: str, person: str | None) -> str:
        """Who holds a role: by name where asked for, else as "its holder" or "its alternate 1"."""
        if self.names or person is None:
            return self.person(person)
        body = self.exercise.plan.roles.get(role)
        if body is not None and body.holder == person:
            return "its holder"
        if body is not None and person in body.alternates:
            return f"its alternate {body.alternates.index(person) + 1}"
        if any(line.on_call.get(role) == person for line in self.exercise.plan.staffing):
            return "its person on call"
        return self.person(person)

    def _position(self, person: str) -> str:
        """The roles somebody holds; of who holds none, those of an alternate, else in a crew, else on call."""
        plan = self.exercise.plan
        crews = plan.rotation.crews if plan.rotation else {}
        roles = {role: body.name or role for role, body in plan.roles.items()}
        holds = [what for role, what in roles.items() if plan.roles[role].holder == person]
        alternate = [
            f"{what} alternate {plan.roles[role].alternates.index(person) + 1}"
            for role, what in roles.items()
            if person in plan.roles[role].alternates
        ]
        in_crew = [
            f"{roles[role]} in crew {crew}"
            for crew, members in crews.items()
            for role, member in members.items()
            if member == person and role in roles
        ]
        on_call = [f"{what} on call" for role, what in roles.items() if person in self._on_call(role)]
        return ", ".join(holds or alternate or in_crew or on_call)

    def _on_call(self, role: str) -> set[str | None]:
        return {line.on_call.get(role) for line in self.exercise.plan.staffing}

    def _instead(self, _name: str, of: Somebody | None) -> str:
        if of is None:
            return "(one of several people)"
        return f"({(of.person and self._positions[of.person]) or _LEFT_OUT[of.kind]})"
