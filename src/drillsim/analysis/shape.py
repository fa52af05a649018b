"""The shape of an outcome: the JSON object of `run --json` (language.md, section 6).

Times are seconds since StartEx, shares are fractions 0 to 1. Lists are in time order.
"""

from typing import Any, Literal, NotRequired, TypedDict

Span = list[int]
"""[from, to)."""


class PlanRow(TypedDict):
    """The plan that was played."""

    name: str
    version: str
    digest: str


OutageRow = TypedDict(
    "OutageRow",
    {
        "from": int,
        "to": int | None,
        "length": int,
        "open_length": int,
        "rto": Literal["met", "missed", "undecided"],
        "over_rto": int,
        "mtpd": Literal["kept", "breached"],
        "breached_at": int | None,
        "causes": list[str],
    },
)
"""`to` is None where the function was still out at the end; `length` then runs to the end."""


class ContactsRow(TypedDict):
    """What came of the contacts of a function, by attempts: calling again is another one.

    `within_target` are those first answered in time, also where they were cut off or put back later; None where the
    plan has no `answer`. `longest_wait` is in whole seconds, rounded down, of those who still wait too; `backlog_peak`
    is the longest queue.
    """

    offered: int
    answered: int
    abandoned: int
    within_target: int | None
    longest_wait: int
    backlog_peak: int


class FunctionRow(TypedDict):
    """One function over the whole exercise; `contacts` where the plan says what comes."""

    outages: list[OutageRow]
    down_total: int
    availability: float
    level: list[list[float]]
    paused: list[Span]
    over_pause: int
    contacts: NotRequired[ContactsRow]


class ExpectationRow(TypedDict):
    """Something expected of the players: one of task, message, choice and action."""

    source: str
    task: NotRequired[str]
    message: NotRequired[str]
    choice: NotRequired[str]
    action: NotRequired[str]
    due: int | None
    done: int | None
    result: Literal["on_time", "late", "never", "too_early", "not_observed"]
    late_by: int | None


class UpdateRow(TypedDict):
    """An update that was due to an audience."""

    audience: str
    due: int
    delivered: int | None
    result: Literal["on_time", "late", "never"]
    late_by: int | None


class RoleRow(TypedDict):
    """Who held a role: `held` is [person, from, to]."""

    held: list[list[str | int]]
    uncovered: list[Span]


class PersonRow(TypedDict):
    """When somebody was on duty."""

    on_duty: list[Span]
    past_max_on: list[Span]
    short_rest: list[Span]


class CheckInRow(TypedDict):
    """How a team checked in: `reached` is [second, how many so far]."""

    started: int
    expected: int
    reached: list[Span]
    surplus: int


class TargetRow(TypedDict):
    """How fast enough people were there."""

    task: str
    share: float
    limit: int
    took: int | None
    result: Literal["met", "missed"]


class RefusedRow(TypedDict):
    """A response that the rules refused."""

    at: int
    by: str
    what: str
    why: str
    text: str


class FiredRow(TypedDict):
    """An inject that came or a playbook that fired."""

    inject: NotRequired[str]
    playbook: NotRequired[str]
    at: int


class DeliveryRow(TypedDict):
    """A message that reached an audience."""

    message: str
    audience: str
    at: int
    channels: list[str]


class UndeliveredRow(TypedDict):
    """A message that reached nobody of an audience."""

    message: str
    audience: str
    at: int
    why: str


class ClaimRow(TypedDict):
    """What a message claimed, against the truth: text, or for restored_by a second."""

    at: int
    what: Literal["cause", "fault", "restored_by"]
    said: str | int
    truth: str | int | None
    correct: bool | None
    error: NotRequired[int]


class IdentifiedRow(TypedDict):
    """When it failed, when anybody was told, when the emergency was declared."""

    failed_at: int | None
    told_at: int | None
    declared_at: int | None


class FindingRow(TypedDict):
    """Something to learn from, with what it rests on."""

    code: str
    at: int | None
    about: list[str]
    text: str
    evidence: list[str]


class Outcome(TypedDict):
    """Everything that is measured of a drill."""

    drill: str
    plan: PlanRow
    scenario: list[str]
    engine: str
    seed: int
    lasts: int
    functions: dict[str, FunctionRow]
    expectations: list[ExpectationRow]
    updates: list[UpdateRow]
    silence: dict[str, int]
    roles: dict[str, RoleRow]
    people: dict[str, PersonRow]
    check_ins: dict[str, CheckInRow]
    targets: list[TargetRow]
    refused: list[RefusedRow]
    fired: list[FiredRow]
    deliveries: list[DeliveryRow]
    undelivered: list[UndeliveredRow]
    claims: list[ClaimRow]
    mode: list[list[Any]]
    """[mode, from]."""
    identified: IdentifiedRow
    findings: list[FindingRow]
