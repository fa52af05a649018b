"""Who held which role, how long people were on duty and rested (language.md, rules 9 and 13)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from drillsim.analysis.history import History
from drillsim.analysis.shape import PersonRow, RoleRow
from drillsim.model.staff import Rotation
from drillsim.record import events as e
from drillsim.record.commands import KINDS, Response

RESPONSES = frozenset(kind for kind, command in KINDS.items() if issubclass(command, Response))
_ACTS = e.TaskStarted | e.MessageSent | e.MessageApproved | e.Decided  # what a stand-in can do

Stretch = tuple[int, int]
"""[from, to)."""


@dataclass(frozen=True, slots=True)
class Held:
    """A role held by a person (None: by nobody), [begins, ends)."""

    role: str
    person: str | None
    begins: int
    ends: int

    def covers(self, second: int) -> bool:
        """Whether a second lies in it."""
        return self.begins <= second < self.ends


@dataclass(frozen=True, slots=True)
class OnDuty:
    """When a person was on duty, and where that was too long or the rest before it too short."""

    on_duty: tuple[Stretch, ...] = ()
    past_max_on: tuple[Stretch, ...] = ()
    short_rest: tuple[Stretch, ...] = ()

    def row(self) -> PersonRow:
        """As in the outcome."""
        return {
            "on_duty": [list(stretch) for stretch in self.on_duty],
            "past_max_on": [list(stretch) for stretch in self.past_max_on],
            "short_rest": [list(stretch) for stretch in self.short_rest],
        }


def held(history: History) -> list[Held]:
    """Every stretch in which one person, or nobody, held a role; the state after a second counts."""
    by_role: dict[str, list[tuple[int, str | None]]] = {role: [] for role in history.exercise.plan.roles}
    for event in history.events:
        if isinstance(event, e.RoleHeld):
            marks = by_role[event.role]
            if marks and marks[-1][0] == event.at:
                marks.pop()
            if not marks or marks[-1][1] != event.person:
                marks.append((event.at, event.person))
    return [
        Held(role, person, begins, ends)
        for role, marks in by_role.items()
        for (begins, person), (ends, _) in pairwise([*marks, (history.lasts, None)])
    ]


def role_rows(history: History, held: Iterable[Held]) -> dict[str, RoleRow]:
    """As in the outcome: all roles of the plan."""
    rows: dict[str, RoleRow] = {role: {"held": [], "uncovered": []} for role in history.exercise.plan.roles}
    for item in held:
        if item.person is None:
            rows[item.role]["uncovered"].append([item.begins, item.ends])
        else:
            rows[item.role]["held"].append([item.person, item.begins, item.ends])
    return rows


def duty(history: History, held: Iterable[Held]) -> dict[str, OnDuty]:
    """Every person of the plan; with a rotation by the roles they held in it, else by their responses."""
    rotation = history.exercise.plan.rotation
    by_person: dict[str, list[Held]] = {person: [] for person in history.exercise.plan.people}
    for item in held:
        if item.person is not None:
            by_person[item.person].append(item)
    if rotation is None:
        return {person: _by_responses(history, items) for person, items in by_person.items()}
    changes = [event.at for event in history.events if isinstance(event, e.CrewCameOn)]
    return {person: _by_rotation(history, person, items, rotation, changes) for person, items in by_person.items()}


def _by_responses(history: History, held: list[Held]) -> OnDuty:
    """From the first to the last response, refused ones too, of a role the person held; a stand-in's are responses."""
    acts = [(entry.acts_at, entry.by) for entry in history.commands if entry.kind in RESPONSES]
    acts += [(event.at, event.by) for event in history.events if isinstance(event, _ACTS) and event.simulated]
    seconds = [at for at, role in acts if any(item.role == role and item.covers(at) for item in held)]
    return OnDuty(((min(seconds), max(seconds)),)) if seconds else OnDuty()


def _by_rotation(history: History, person: str, held: list[Held], rotation: Rotation, changes: list[int]) -> OnDuty:
    """While a role is held after the first crew came on, and after a crew change for the handover more.

    The handover shortens the rest and does not count against `max_on`. Nobody stays for it who became absent,
    nor beyond the end of the exercise.
    """
    if not changes:
        return OnDuty()
    clipped = ((max(item.begins, changes[0]), item.ends) for item in held if item.ends > changes[0])
    holding = list(_joined(clipped))
    staying = []
    for begins, ends in holding:
        hands_over = ends in changes and ends < history.lasts and person not in history.after(ends).absent
        staying.append((begins, min(ends + rotation.handover, history.lasts) if hands_over else ends))
    on_duty = list(_joined(staying))
    past = []
    if rotation.max_on is not None:
        most = rotation.max_on
        past = [(begins + most, ends) for begins, ends in holding if ends - begins > most]
    least = rotation.min_rest or 0
    rests = [(ends, begins) for (_, ends), (begins, _) in pairwise(on_duty)]
    return OnDuty(tuple(on_duty), tuple(past), tuple(rest for rest in rests if rest[1] - rest[0] < least))


def _joined(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Stretches that overlap or touch, as one."""
    current: Stretch | None = None
    for begins, ends in sorted(stretches):
        if current is not None and begins <= current[1]:
            current = (current[0], max(current[1], ends))
        else:
            if current is not None:
                yield current
            current = (begins, ends)
    if current is not None:
        yield current
