"""What the database keeps of a drill: enough for its history, whatever becomes of the record."""

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

from drillsim.session.store.bodies import misfit

Sort = Literal["exercise", "unplanned", "rehearsal"]


@dataclass(frozen=True, slots=True)
class Held:
    """A drill as it was held. Times are seconds, dates as 2026-04-01 (None: nobody watched a clock).

    `origin` tells what was said of it from what was said of others: a live drill's own digest, of one that plays itself
    its file's, however often it is played.
    `exercised` says of each kind (hazard, playbook, task, role, message, backup, partner) what was really used, by
    people, or as the file says that people did; `there` what the plan has of each, and `reviews` when what was last
    looked after. `rto` is each function's promise, `took` its worst outage counted the same way.
    """

    identity: str
    head: str
    origin: str
    title: str
    file: str
    plan: str
    plan_version: str
    plan_digest: str
    day: str | None
    started: str | None
    kind: str
    sort: Sort
    live: bool
    announced: str | None
    ended: bool
    final: bool
    lasts: int
    scenarios: tuple[str, ...]
    exercised: dict[str, tuple[str, ...]]
    there: dict[str, tuple[str, ...]]
    proposed: dict[str, str]
    rated: dict[str, str]
    kept: int
    missed: int
    undecided: int
    updates_due: int
    updates_late: int
    rto: dict[str, int]
    took: dict[str, int]
    rto_results: dict[str, str]
    reviewed: str
    review_every: int
    reviews: dict[str, str | None]

    @property
    def is_exercise(self) -> bool:
        """Whether it counts as a drill that was held: people played it to its end, and it was planned."""
        return self.sort == "exercise" and self.ended

    def text(self) -> str:
        """As it is stored."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)


KINDS = ("hazard", "playbook", "role", "task", "message", "backup", "partner")
"""Of what a history tells when it was exercised, in this order."""


def held_of(text: str) -> Held:
    """What was stored. Raises ValueError where it is something else."""
    body: dict[str, Any] = json.loads(text)
    found = misfit(Held, body)
    if found is not None:
        raise ValueError(f"a drill with {found}")
    for name in ("exercised", "there"):
        body[name] = {kind: tuple(each) for kind, each in body[name].items()}
    fields: dict[str, Any] = {name: tuple(each) if isinstance(each, list) else each for name, each in body.items()}
    return Held(**fields)


def label(held: Held) -> str:
    """A drill in a few words: "Spring tornado, 2026-03-10"."""
    return held.title if held.day is None else f"{held.title}, {held.day}"
