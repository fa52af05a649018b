"""The drill: who plays which scenario on which plan, and what they did."""

from typing import Annotated, Any, Literal, get_args

from pydantic import Field, PlainValidator, WithJsonSchema, model_validator

from drillsim.model import spelling
from drillsim.model.fields import (
    ChannelRef,
    ClockTime,
    Count,
    Date,
    Document,
    Id,
    InjectRef,
    MessageRef,
    Pace,
    RoleRef,
    Several,
    SiteRef,
    Spelled,
    TaskRef,
    TeamRef,
    Text,
)
from drillsim.model.scenario import Fault, InjectBody

Kind = Literal["tabletop", "timed", "unattended"]
CheckInStatus = Literal["out", "assembled", "safe", "working", "cannot_work", "need_help", "not_on_shift"]


class ScenarioUse(Document):
    """A scenario file, and when it starts on the drill's clock."""

    file: Text
    starts: ClockTime = spelling.Clock(0)

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, value: Any) -> Any:
        return {"file": value} if isinstance(value, str) else value


class Fill(Document):
    """What is put into a message's placeholders."""

    what: Text | None = None
    doing: Text | None = None
    when: Text | None = None
    next_update: Text | None = None


class Claims(Document):
    """What a message claims to be true."""

    cause: Text | None = None
    fault: Fault | None = None
    restored_by: ClockTime | None = None


class CheckIn(Document):
    """People of a team who report."""

    team: TeamRef
    count: Several = 1
    at: SiteRef | None = None
    """Where they are; without it where that team's latest move goes."""
    status: CheckInStatus = "working"
    reason: Text | None = None


class Assignment(Document):
    """Something given to another role to do."""

    to: RoleRef
    what: Text
    due: ClockTime | None = None
    """By when."""


_ACTS = ("does", "done", "sends", "approves", "check_in", "reads", "acknowledges", "seen", "decides", "assigns", "notes")
_BESIDE = {
    "does": ("count",),
    "sends": ("via", "fill", "claims"),
    "decides": ("choice", "because", "options", "knowing"),
}


def _exactly_one(value: Any, acts: tuple[str, ...], beside: dict[str, tuple[str, ...]], always: tuple[str, ...]) -> Any:
    if not isinstance(value, dict):
        return value
    named = [key for key in acts if key in value]
    if len(named) != 1:
        raise spelling.Misspelled(f"exactly one of {', '.join(acts[:-1])} and {acts[-1]}")
    allowed = (*always, named[0], *beside.get(named[0], ()))
    for key in value:
        owners = [act for act, keys in beside.items() if key in keys]
        if key not in allowed and owners:
            raise spelling.Misspelled(f"{key} only beside {' or '.join(owners)}")
    return value


class Response(Document):
    """What a role did at one time: exactly one act."""

    at: ClockTime
    by: Text | None = None
    """The role that acts; may be missing on a check-in."""
    does: TaskRef | None = None
    """Starts a task."""
    count: Count | None = None
    """How many people this time: a wave."""
    done: TaskRef | None = None
    """Says that a running task is finished."""
    sends: MessageRef | None = None
    via: tuple[ChannelRef, ...] | None = None
    """Channels of that message; without it all of them."""
    fill: Fill | None = None
    claims: Claims | None = None
    approves: MessageRef | None = None
    check_in: CheckIn | None = None
    reads: InjectRef | None = None
    """Opens an inject."""
    acknowledges: InjectRef | None = None
    seen: Id | None = None
    """Marks an expected action in words as seen."""
    decides: Text | None = None
    """An inject that is answered, or a decision in words."""
    choice: Id | None = None
    because: Text | None = None
    options: tuple[Text, ...] = ()
    knowing: tuple[InjectRef, ...] = ()
    assigns: Assignment | None = None
    notes: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_act(cls, value: Any) -> Any:
        value = _exactly_one(value, _ACTS, _BESIDE, ("at", "by"))
        if isinstance(value, dict) and "by" not in value and "check_in" not in value:
            raise spelling.MissingKey("by")
        return value


_CONDUCT = ("releases", "skips", "defers", "adds", "places", "ends")


def _anything(value: object) -> str:
    return "" if value is None else spelling.text(value)


class Conduct(Document):
    """What the facilitator did at one time: exactly one act."""

    at: ClockTime
    releases: InjectRef | None = None
    skips: InjectRef | None = None
    because: Text | None = None
    defers: InjectRef | None = None
    to: ClockTime | None = None
    """Until when an inject is deferred."""
    adds: InjectBody | None = None
    """An improvised inject."""
    places: dict[RoleRef, Text] | None = None
    """Who plays a role from now on: a name, stand_in or script."""
    ends: Annotated[
        str | None,
        PlainValidator(_anything),
        WithJsonSchema({"type": ["string", "null"]}),
        Spelled("text, or nothing", "objectives met"),
    ] = None
    """Ends the exercise."""

    @model_validator(mode="before")
    @classmethod
    def _one_act(cls, value: Any) -> Any:
        return _exactly_one(value, _CONDUCT, {"skips": ("because",), "defers": ("to",)}, ("at",))


class Hotwash(Document):
    """What was said right after the exercise."""

    went_well: tuple[Text, ...] = ()
    to_improve: tuple[Text, ...] = ()


class Rating(Document):
    """How an objective was met, by a human."""

    rating: Literal["P", "S", "M", "U"]
    why: Text


class Improvement(Document):
    """A corrective action."""

    id: Id | None = None
    objective: Id | None = None
    finding: Text
    evidence: tuple[Text, ...] = ()
    action: Text
    element: Literal["Planning", "Organization", "Equipment", "Training", "Exercise"] | None = None
    owner: Text | None = None
    contact: Text | None = None
    priority: Text | None = None
    start: Date | None = None
    due: Date | None = None
    status: Literal["open", "in_progress", "complete", "verified"] = "open"
    verified_in: Text | None = None


class Attendee(Document):
    """Somebody who took part."""

    name: Text
    role: Text | None = None
    organisation: Text | None = None


class About(Document):
    """What the after-action report says of the exercise itself."""

    venue: Text | None = None
    sponsor: Text | None = None
    scope: Text | None = None
    contact: Text | None = None
    forms: Literal["us", "uk", "none"] | None = None
    scale: Literal["P_S_M_U", "met_partly_not"] | None = None


class Drill(Document):
    """Who plays which scenario on which plan, and what they did."""

    drill: Text
    """Its title."""
    plan: Text
    """The plan's file, relative to this one."""
    scenario: Annotated[
        tuple[ScenarioUse, ...],
        WithJsonSchema(
            {
                "oneOf": [
                    {"type": "string"},
                    {
                        "type": "array",
                        "minItems": 1,
                        "items": {
                            "oneOf": [
                                {"type": "string"},
                                {
                                    "type": "object",
                                    "properties": {"file": {"type": "string"}, "starts": {"type": "string"}},
                                    "required": ["file"],
                                    "additionalProperties": False,
                                },
                            ]
                        },
                    },
                ]
            }
        ),
    ]
    """The scenario's file, or a list of files, each shifted with {file, starts} where wanted."""
    held: Date | None = None
    kind: Kind = "unattended"
    pace: Pace = 1
    clock: Literal["runs", "stops_to_talk"] = "runs"
    release: Literal["clock", "facilitator"] = "clock"
    seed: Count = 1
    facilitator: Text | None = None
    players: dict[RoleRef, Text] = {}
    """Who plays each role: a name, stand_in or script."""
    announced: Literal["in_advance", "surprise"] | None = None
    origin: Literal["planned", "unplanned"] = "planned"
    on_shift: dict[Id, Count] = {}
    """How many of each team are there, and of visitors."""
    about: About | None = None
    attended: tuple[Attendee, ...] = ()
    responses: tuple[Response, ...] = ()
    conduct: tuple[Conduct, ...] = ()
    unfinished: tuple[TaskRef, ...] = ()
    """Tasks that were still running at the end of a live drill."""
    hotwash: Hotwash | None = None
    ratings: dict[Id, Rating] = {}
    improvements: tuple[Improvement, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _one_scenario(cls, value: Any) -> Any:
        if isinstance(value, dict) and "scenario" in value and not isinstance(value["scenario"], list):
            return {**value, "scenario": [value["scenario"]]}
        return value


RESPONSE_ACTS = _ACTS
CONDUCT_ACTS = _CONDUCT
STATUSES: tuple[str, ...] = get_args(CheckInStatus)
