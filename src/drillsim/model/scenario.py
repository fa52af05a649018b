"""The scenario: what goes wrong and when, as a master scenario events list (MSEL)."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, PlainValidator, WithJsonSchema, model_validator

from drillsim.model import spelling
from drillsim.model.conditions import Conditions
from drillsim.model.fields import (
    Absence,
    AbsentRef,
    Begin,
    ClockTime,
    Document,
    Duration,
    FunctionRef,
    Id,
    InjectRef,
    MessageRef,
    ObjectiveRef,
    PlaceRef,
    RepairRef,
    RoleRef,
    Share,
    SiteRef,
    Spelled,
    Surge,
    SystemRef,
    TaskRef,
    TeamRef,
    Text,
)

InjectKind = Literal["event", "information", "contingency", "media", "social", "question", "handover", "end"]
Fault = Literal["ours", "supplier", "customer", "nature", "unknown"]
Held = Literal["held"]


def _ids(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, list | tuple) else [value]
    if not items:
        raise spelling.Misspelled("at least one hazard")
    return tuple(spelling.identifier(item) for item in items)


OneOrMoreIds = Annotated[
    tuple[str, ...],
    PlainValidator(_ids),
    WithJsonSchema({"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}),
    Spelled("id, or a list of ids", "tornado"),
]


def _at(value: object) -> "spelling.Clock | Held":
    return "held" if value == "held" else spelling.clock(value)


AtOrHeld = Annotated[
    spelling.Clock | Held,
    PlainValidator(_at),
    WithJsonSchema({"type": "string", "description": "an exercise clock, or held: only by hand"}),
    Spelled("exercise clock, or held", "T+00:15"),
]


class Truth(Document):
    """What really happened, for judging claims."""

    cause: Text | None = None
    fault: Fault | None = None


class Objective(Document):
    """What the exercise is to show."""

    text: Text
    capability: Text | None = None


class Module(Document):
    """A part of a tabletop."""

    name: Text
    from_: ClockTime | None = Field(None, alias="from")
    discuss: Duration | None = None


class Happens(Document):
    """What an inject does to the world."""

    hazard: OneOrMoreIds = ()
    """Hazards that hold from now on."""
    lose: tuple[PlaceRef, ...] = ()
    """Sites or areas lost: closed, with every system there down, until repaired."""
    close: tuple[SiteRef, ...] = ()
    open: tuple[SiteRef, ...] = ()
    bar: tuple[SiteRef, ...] = ()
    """Sites nobody may enter, until cleared."""
    clear: tuple[SiteRef, ...] = ()
    fail: tuple[SystemRef, ...] = ()
    weaken: dict[SystemRef, Share] = {}
    """Systems that let only this share of their users work."""
    no_new: tuple[SystemRef, ...] = ()
    """Systems that keep those who work and let nobody new in."""
    repair: tuple[RepairRef, ...] = ()
    absent: dict[AbsentRef, Absence] = {}
    """Teams (a share or a number) or persons (for how long) who are not there."""
    back: tuple[TeamRef, ...] = ()
    surge: dict[FunctionRef, Surge] = {}
    drop_contacts: tuple[SiteRef, ...] = ()

    @model_validator(mode="after")
    def _one_at_least(self) -> Self:
        if not self.model_fields_set:
            raise spelling.Misspelled("at least one thing that happens, such as fail: [mail_server]")
        return self


class Expect(Document):
    """What the players are expected to do: a task, a message, a choice, or an action in words."""

    task: TaskRef | None = None
    message: MessageRef | None = None
    choice: Id | None = None
    action: Text | None = None
    """An action in words, judged by the facilitator or an evaluator; needs an `id`."""
    id: Id | None = None
    by: RoleRef | None = None
    within: Duration | None = None
    not_before: InjectRef | None = None
    objective: ObjectiveRef | None = None

    @model_validator(mode="before")
    @classmethod
    def _exactly_one(cls, value: Any) -> Any:
        if isinstance(value, dict):
            named = [key for key in ("task", "message", "choice", "action") if key in value]
            if len(named) != 1:
                raise spelling.Misspelled("exactly one of task, message, choice and action")
            if named == ["action"] and "id" not in value:
                raise spelling.Misspelled("an id beside an action in words")
        return value

    @property
    def what(self) -> tuple[Literal["task", "message", "choice", "action"], str]:
        """The kind of what is expected, and its id."""
        if self.task is not None:
            return "task", self.task
        if self.message is not None:
            return "message", self.message
        if self.choice is not None:
            return "choice", self.choice
        return "action", self.id or ""


class InjectBody(Document):
    """What an inject says, does and expects, whenever it comes."""

    id: Id
    title: Text | None = None
    kind: InjectKind = "event"
    from_: Text | None = Field(None, alias="from")
    """Who speaks."""
    tell: tuple[RoleRef, ...] = ()
    """The roles that learn of it."""
    via: Text | None = None
    says: Text | None = None
    choices: dict[Id, Text] = {}
    """Answers the players can pick from."""
    ask: tuple[Text, ...] = ()
    """Questions for the room."""
    handout: Text | None = None
    """A file given to the players."""
    happens: Happens | None = None
    expect: tuple[Expect, ...] = ()
    discuss: Duration | None = None
    """The time-box of the discussion."""
    controller: Text | None = None
    """Who is responsible for it."""
    notes: Text | None = None
    """For controllers only."""
    evaluator_note: Text | None = None


class Inject(InjectBody):
    """One row of the MSEL."""

    at: AtOrHeld | None = None
    """When it comes: a clock, or `held` for only by hand."""
    if_: Conditions | None = Field(None, alias="if")
    """Or the conditions on which it comes."""


class Scenario(Document):
    """What goes wrong and when."""

    scenario: Text
    """Its title."""
    hazard: OneOrMoreIds
    begins: Begin
    """The story's weekday and time at StartEx."""
    lasts: Duration
    story: Text | None = None
    truth: Truth | None = None
    objectives: dict[Id, Objective] = {}
    modules: tuple[Module, ...] = ()
    msel: tuple[Inject, ...]
