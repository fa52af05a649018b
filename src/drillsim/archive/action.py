"""A corrective action and its course, as the database keeps them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal, get_args

from drillsim.analysis.completeness import NEEDED, lacks
from drillsim.model.drill import Improvement
from drillsim.record import written as w
from drillsim.session.store.bodies import misfit, shortly

Happened = Literal["noted", "assigned", "in_progress", "complete", "verified", "failed", "reopened", "withdrawn"]
"""What the course of an action is made of; `failed`: a later drill showed that it does not work."""

_STATUS: dict[Happened, w.Status] = {
    "noted": "open",
    "in_progress": "in_progress",
    "complete": "complete",
    "verified": "verified",
    "failed": "open",
    "reopened": "open",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What an action is; dates as 2026-04-01, `owner` a role of the plan or words."""

    finding: str
    action: str
    objective: str | None = None
    element: w.Element | None = None
    owner: str | None = None
    contact: str | None = None
    priority: str | None = None
    start: str | None = None
    due: str | None = None
    expects: str | None = None

    def text(self) -> str:
        """As it is stored."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)


CHANGEABLE = tuple(each.name for each in fields(Said))


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the course: what happened, when (nanoseconds since 1970), who said so and why.

    `drill` names the drill that showed it.
    """

    wall_ns: int
    what: Happened
    by: str
    why: str
    drill: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """A corrective action as it stands.

    `id` is its name. `drill` and `seq` tell it from all others: the digest of the record that it is from, or of the
    file of a drill that played itself, and the entry there (None: noted without a drill). `since` names that drill,
    `day` is when it was held. `forms` is the country whose exercise forms the drill goes by.
    """

    id: str
    plan: str
    forms: str | None
    drill: str | None
    seq: int | None
    since: str
    day: str | None
    said: Said
    course: tuple[Step, ...]

    @property
    def status(self) -> w.Status | None:
        """How far it is; None: it was taken back."""
        for step in reversed(self.course):
            if step.what == "withdrawn":
                return None
            if step.what in _STATUS:
                return _STATUS[step.what]
        return "open"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.status in ("open", "in_progress")

    @property
    def is_left(self) -> bool:
        """Whether a later drill has to try it: until one has shown that it works."""
        return self.status in ("open", "in_progress", "complete")

    @property
    def verified_in(self) -> str | None:
        """The drill that showed that it works."""
        if self.status != "verified":
            return None
        return next((step.drill for step in reversed(self.course) if step.what == "verified"), None)

    def is_overdue(self, day: str) -> bool:
        """Due on that day is not overdue yet."""
        return self.is_open and self.said.due is not None and self.said.due < day

    @property
    def missing(self) -> tuple[str, ...]:
        """What has to be there before it can be closed: owner and due date, with US forms the element too."""
        said = self.said
        return tuple(NEEDED[each] for each in lacks(said.owner, said.due, said.element, self.forms))

    def brought(self) -> w.OpenAction:
        """As the record of the next drill has it."""
        said, status = self.said, self.status
        assert status is not None  # nobody brings what was taken back
        return w.OpenAction(
            id=self.id,
            finding=said.finding,
            action=said.action,
            objective=said.objective,
            element=said.element,
            owner=said.owner,
            due=said.due,
            expects=said.expects,
            status=status,
            since=self.since,
            drill=self.drill,
            seq=self.seq,
        )


def said_of(text: str) -> Said:
    """What was stored. Raises ValueError where it is something else."""
    body: dict[str, Any] = json.loads(text)
    if found := misfit(Said, body):
        raise ValueError(f"an action with {found}")
    return Said(**body)


def changes_of(text: str, said: Said) -> dict[str, Any]:
    """What was stored as said here of an action. Raises ValueError where it is something else."""
    found: Any = json.loads(text)
    wrong = misfit(Said, {**asdict(said), **found}) if isinstance(found, dict) else "no mapping"
    if wrong:
        raise ValueError(f"changes of an action with {wrong}")
    changes: dict[str, Any] = found
    return changes


def step_of(row: Sequence[Any]) -> Step:
    """A step of a course as it was stored. Raises ValueError where it is something else."""
    step = Step(*row)
    if step.what not in get_args(Happened):
        raise ValueError(f"a step {shortly(step.what)} of an action")
    return step


def changed(said: Said, changes: dict[str, Any]) -> Said:
    """What an action is after what was said of it here."""
    return replace(said, **changes)


def still_changed(before: Said, after: Said, changes: dict[str, Any]) -> dict[str, Any]:
    """Of what was said here, what its record has said nothing new about since: the later word counts."""
    return {name: value for name, value in changes.items() if getattr(before, name) == getattr(after, name)}


def of_act(line: w.Act) -> Said:
    """As somebody noted it."""
    return Said(
        line.finding,
        line.action,
        line.objective,
        line.element,
        _words(line.owner),
        _words(line.contact),
        _words(line.priority),
        line.start,
        line.due,
        line.expects,
    )


def of_improvement(line: Improvement) -> Said:
    """As a drill file has it."""
    return Said(
        line.finding,
        line.action,
        line.objective,
        line.element,
        line.owner,
        line.contact,
        line.priority,
        None if line.start is None else line.start.isoformat(),
        None if line.due is None else line.due.isoformat(),
        None if line.expects is None else str(line.expects),
    )


def _words(text: str | None) -> str | None:
    return (text or "").strip() or None


def in_order(actions: Iterable[Action], day: str) -> list[Action]:
    """What is overdue first, then by due date, what has none last."""
    return sorted(actions, key=lambda each: (not each.is_overdue(day), each.said.due or "9999", each.id.casefold()))
