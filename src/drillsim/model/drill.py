"""The drill: who plays which scenario on which plan, and what they did."""

from typing import Annotated, Any, Literal, get_args

from pydantic import Field, PlainValidator, WithJsonSchema, model_validator

from drillsim.model import spelling
from drillsim.model.fields import (
    AgentName,
    ChannelRef,
    ClockTime,
    Count,
    Date,
    Document,
    Id,
    InjectRef,
    MessageRef,
    Pace,
    People,
    ProofOf,
    RoleRef,
    Several,
    SiteRef,
    Spelled,
    TaskRef,
    Text,
)
from drillsim.model.scenario import Fault, InjectBody

Kind = Literal["tabletop", "timed", "unattended"]
VISITORS = "visitors"
"""Who is no team of the plan and has to be counted when a building empties: visitors and contractors."""
CheckInStatus = Literal["out", "assembled", "safe", "working", "cannot_work", "need_help", "not_on_shift"]


class ScenarioUse(Document):
    """A scenario file, and when it starts on the drill's clock."""

    file: Text
    """The scenario's file, relative to the drill."""
    starts: ClockTime = spelling.Clock(0)
    """When it starts on the drill's clock."""

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, value: Any) -> Any:
        return {"file": value} if isinstance(value, str) else value


class Fill(Document):
    """What is put into a message's placeholders."""

    what: Text | None = None
    """What happened: for {what}."""
    doing: Text | None = None
    """What we do about it: for {doing}."""
    when: Text | None = None
    """When service is back: for {when}."""
    next_update: Text | None = None
    """When they hear from us again: for {next_update}."""


class Claims(Document):
    """What a message claims to be true."""

    cause: Text | None = None
    """What is said to have caused it; compared by people."""
    fault: Fault | None = None
    """Whose fault it is said to be."""
    restored_by: ClockTime | None = None
    """When service is said to be back."""


class CheckIn(Document):
    """People of a team who report."""

    team: Id
    """The team they belong to, or visitors."""
    count: Several = 1
    """How many people report."""
    name: AgentName | None = None
    """The name or badge of the one who reports; a later status of that name replaces the earlier."""
    at: SiteRef | None = None
    """Where they are; without it where that team's latest move goes."""
    status: CheckInStatus = "working"
    """Out of the building, assembled, safe, working, unable to work, in need of help, or not on shift."""
    reason: Text | None = None
    """Why they cannot work, or what they need."""
    since: ClockTime | None = None
    """When they signed in, where a log says so; not later than `at`."""

    @model_validator(mode="before")
    @classmethod
    def _one_name(cls, value: Any) -> Any:
        if isinstance(value, dict) and "name" in value and "count" in value:
            raise spelling.Misspelled("name or count, not both: who reports by name is one person")
        return value


class Assignment(Document):
    """Something given to another role to do."""

    to: RoleRef
    """The role it is given to."""
    what: Text
    """What that role is to do, in words."""
    due: ClockTime | None = None
    """By when."""


_ACTS = (
    "does",
    "done",
    "sends",
    "approves",
    "check_in",
    "reads",
    "acknowledges",
    "seen",
    "decides",
    "assigns",
    "notes",
)
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
    """When it was done."""
    by: Text | None = None
    """The role that acts; may be missing on a check-in."""
    does: TaskRef | None = None
    """Starts a task."""
    count: People | None = None
    """How many people this time: a wave."""
    done: TaskRef | None = None
    """Says that a running task is finished."""
    sends: MessageRef | None = None
    """Sends a message."""
    via: tuple[ChannelRef, ...] | None = None
    """Channels of that message; without it all of them."""
    fill: Fill | None = None
    """What is put into the message's placeholders."""
    claims: Claims | None = None
    """What the message claims to be true."""
    approves: MessageRef | None = None
    """Approves a message that waits for it."""
    check_in: CheckIn | None = None
    """People of a team report where and how they are."""
    reads: InjectRef | None = None
    """Opens an inject."""
    acknowledges: InjectRef | None = None
    """Says that an inject has been understood."""
    seen: Id | None = None
    """Marks an expected action in words as seen."""
    decides: Text | None = None
    """An inject that is answered, or a decision in words."""
    choice: Id | None = None
    """The choice picked, beside `decides`."""
    because: Text | None = None
    """Why it was decided so."""
    options: tuple[Text, ...] = ()
    """What else was thought of."""
    knowing: tuple[InjectRef, ...] = ()
    """The injects that were known when it was decided."""
    assigns: Assignment | None = None
    """Gives something to another role."""
    notes: Text | None = None
    """Writes something down."""

    @model_validator(mode="before")
    @classmethod
    def _one_act(cls, value: Any) -> Any:
        value = _exactly_one(value, _ACTS, _BESIDE, ("at", "by"))
        if isinstance(value, dict) and "by" not in value and "check_in" not in value:
            raise spelling.MissingKey("by")
        return value


_CONDUCT = ("releases", "skips", "defers", "adds", "places", "gives_usual", "ends")


def _anything(value: object) -> str:
    return "" if value is None else spelling.text(value)


class Conduct(Document):
    """What the facilitator did at one time: exactly one act."""

    at: ClockTime
    """When it was done."""
    releases: InjectRef | None = None
    """Releases an inject."""
    skips: InjectRef | None = None
    """Skips an inject; it never comes."""
    because: Text | None = None
    """Why it was skipped."""
    defers: InjectRef | None = None
    """Puts an inject off."""
    to: ClockTime | None = None
    """Until when an inject is deferred."""
    adds: InjectBody | None = None
    """An improvised inject."""
    places: dict[RoleRef, Text] | None = None
    """Who plays a role from now on: a name, stand_in or script."""
    gives_usual: TaskRef | None = None
    """A task that waits for somebody to say done gets its usual time instead; marked as estimated."""
    ends: Annotated[
        str | None,
        PlainValidator(_anything),
        WithJsonSchema({"type": ["string", "null"]}),
        Spelled("text, or nothing", "objectives met"),
    ] = None
    """Ends the exercise."""
    as_written: dict[str, Any] | None = Field(None, exclude=True)

    @model_validator(mode="before")
    @classmethod
    def _one_act(cls, value: Any) -> Any:
        if isinstance(value, dict) and "as_written" in value:
            raise spelling.Misspelled("no key as_written")
        value = _exactly_one(value, _CONDUCT, {"skips": ("because",), "defers": ("to",)}, ("at",))
        return {**value, "as_written": value["adds"]} if isinstance(value, dict) and "adds" in value else value


class Hotwash(Document):
    """What was said right after the exercise."""

    went_well: tuple[Text, ...] = ()
    """What went well."""
    to_improve: tuple[Text, ...] = ()
    """What should be better."""


class Rating(Document):
    """How an objective was met, by a human."""

    rating: Literal["P", "S", "M", "U"]
    """Performed without challenges (P), with some (S), with major challenges (M), or unable to be performed
    (U)."""
    why: Text
    """What the rating rests on."""


class Improvement(Document):
    """A corrective action."""

    id: Id | None = None
    """Its name, for later drills."""
    objective: Id | None = None
    """The objective it belongs to."""
    finding: Text
    """What was found."""
    evidence: tuple[Text, ...] = ()
    """What in the record shows it, such as task:declare@600."""
    action: Text
    """What will be done about it."""
    element: Literal["Planning", "Organization", "Equipment", "Training", "Exercise"] | None = None
    """What has to change."""
    owner: Text | None = None
    """Who answers for it."""
    contact: Text | None = None
    """Whom to ask about it."""
    priority: Text | None = None
    """How urgent it is, in words."""
    start: Date | None = None
    """When work on it begins."""
    due: Date | None = None
    """When it is to be done."""
    expects: ProofOf | None = None
    """What a later drill shows by itself if it works: task:, message:, choice: or function: and a name."""
    status: Literal["open", "in_progress", "complete", "verified"] = "open"
    """How far it is."""
    verified_in: Text | None = None
    """The drill that showed that it works."""


class Attendee(Document):
    """Somebody who took part."""

    name: Text
    """The person's name."""
    role: Text | None = None
    """What they did: a role of the plan, evaluator, observer ..."""
    organisation: Text | None = None
    """Where they are from."""


class About(Document):
    """What the after-action report says of the exercise itself."""

    venue: Text | None = None
    """Where it was held."""
    sponsor: Text | None = None
    """Who asked for it."""
    scope: Text | None = None
    """What was and was not exercised."""
    contact: Text | None = None
    """Whom to ask about the report."""
    forms: Literal["us", "uk", "none"] | None = None
    """Which country's exercise forms go with the report."""
    scale: Literal["P_S_M_U", "met_partly_not"] | None = None
    """How objectives are rated: P, S, M, U, or met, partly, not."""


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
    """When it was or will be held; reviews are judged as of this day."""
    kind: Kind = "unattended"
    """Talked through (tabletop), really done against the clock (timed), or played without people
    (unattended)."""
    pace: Pace = 1
    """How many times faster than real time, 1x to 120x; jump goes from one thing due to the next."""
    clock: Literal["runs", "stops_to_talk"] = "runs"
    """Whether the exercise clock runs on or stops while people talk."""
    release: Literal["clock", "facilitator"] = "clock"
    """Whether injects come by the clock or when the facilitator releases them."""
    seed: Count = 1
    """The number that all chance is drawn from; the same seed gives the same drill."""
    facilitator: Text | None = None
    """Who leads the exercise."""
    players: dict[RoleRef, Text] = {}
    """Who plays each role: a name, stand_in or script."""
    announced: Literal["in_advance", "surprise"] | None = None
    """Whether people knew of it beforehand."""
    origin: Literal["planned", "unplanned"] = "planned"
    """An exercise, or something real that is written up as one."""
    on_shift: dict[Id, People] = {}
    """How many of each team are there, and of visitors."""
    about: About | None = None
    """What the after-action report says of the exercise itself."""
    attended: tuple[Attendee, ...] = ()
    """Who took part."""
    responses: tuple[Response, ...] = ()
    """What the roles did, and when."""
    conduct: tuple[Conduct, ...] = ()
    """What the facilitator did, and when."""
    unfinished: tuple[TaskRef, ...] = ()
    """Tasks that were still running at the end of a live drill."""
    hotwash: Hotwash | None = None
    """What was said right after the exercise."""
    ratings: dict[Id, Rating] = {}
    """How each objective was met, as judged by people."""
    improvements: tuple[Improvement, ...] = ()
    """What will be done about what was found."""

    @model_validator(mode="before")
    @classmethod
    def _one_scenario(cls, value: Any) -> Any:
        if isinstance(value, dict) and "scenario" in value and not isinstance(value["scenario"], list):
            return {**value, "scenario": [value["scenario"]]}
        return value


STATUSES: tuple[str, ...] = get_args(CheckInStatus)
