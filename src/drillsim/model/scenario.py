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
    ExerciseLength,
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
    """What caused it; compared by people, never by the program."""
    fault: Fault | None = None
    """Whose fault it was."""


class Objective(Document):
    """What the exercise is to show."""

    text: Text
    """What is to be shown, as a sentence that can be true or false."""
    capability: Text | None = None
    """The capability it belongs to, for the after-action report."""


class Module(Document):
    """A part of a tabletop."""

    name: Text
    """What people call it."""
    from_: ClockTime | None = Field(None, alias="from")
    """When it begins."""
    discuss: Duration | None = None
    """The time-box for talking about it."""


class Happens(Document):
    """What an inject does to the world."""

    hazard: OneOrMoreIds = ()
    """Hazards that hold from now on."""
    lose: tuple[PlaceRef, ...] = ()
    """Sites or areas lost: closed, with every system there down, until repaired."""
    close: tuple[SiteRef, ...] = ()
    """Sites closed; people there are away."""
    open: tuple[SiteRef, ...] = ()
    """Sites opened; this brings nobody back."""
    bar: tuple[SiteRef, ...] = ()
    """Sites nobody may enter, until cleared: no task opens them, needs them or sends people there."""
    clear: tuple[SiteRef, ...] = ()
    """Sites that may be entered again."""
    fail: tuple[SystemRef, ...] = ()
    """Systems that fail until repaired."""
    weaken: dict[SystemRef, Share] = {}
    """Systems that stay up and let only this share of those who need them work; 100% is all of them again."""
    no_new: tuple[SystemRef, ...] = ()
    """Systems that keep those who work with them and count nobody who arrives later, until repaired."""
    repair: tuple[RepairRef, ...] = ()
    """Systems, sites or areas that work again, for everybody; a site stays closed until opened."""
    absent: dict[AbsentRef, Absence] = {}
    """Teams (a share or a number) or persons (for how long) who are not there."""
    back: tuple[TeamRef, ...] = ()
    """Teams whose absent people are back."""
    surge: dict[FunctionRef, Surge] = {}
    """How much more is asked of a function than usual, until the given time is over or its next surge."""
    drop_contacts: tuple[SiteRef, ...] = ()
    """Sites at which contacts are cut off that agents have in hand."""

    @model_validator(mode="after")
    def _one_at_least(self) -> Self:
        if not self.model_fields_set:
            raise spelling.Misspelled("at least one thing that happens, such as fail: [mail_server]")
        return self


class Expect(Document):
    """What the players are expected to do: a task, a message, a choice, or an action in words."""

    task: TaskRef | None = None
    """A task to be done."""
    message: MessageRef | None = None
    """A message to be sent."""
    choice: Id | None = None
    """The choice of this inject to be picked."""
    action: Text | None = None
    """An action in words, judged by the facilitator or an evaluator; needs an `id`."""
    id: Id | None = None
    """The name of an action in words."""
    by: RoleRef | None = None
    """The role that is expected to act; none given: the one the plan names."""
    within: Duration | None = None
    """How soon after the inject; none given: at any time."""
    not_before: InjectRef | None = None
    """An inject of this scenario before which it is too early."""
    objective: ObjectiveRef | None = None
    """The objective it serves."""

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
    """Its name, unique within the file."""
    title: Text | None = None
    """A few words for lists; none given: its id."""
    kind: InjectKind = "event"
    """What sort of inject it is; an `end` ends the scenario at its clock."""
    from_: Text | None = Field(None, alias="from")
    """Who speaks."""
    tell: tuple[RoleRef, ...] = ()
    """The roles that learn of it."""
    via: Text | None = None
    """How it arrives: phone, email, an alarm panel ..."""
    says: Text | None = None
    """What they are told, word for word."""
    choices: dict[Id, Text] = {}
    """Answers the players can pick from."""
    ask: tuple[Text, ...] = ()
    """Questions for the room."""
    handout: Text | None = None
    """A file given to the players."""
    happens: Happens | None = None
    """What it does to the world, whether or not anybody is told."""
    expect: tuple[Expect, ...] = ()
    """What the players are expected to do."""
    discuss: Duration | None = None
    """The time-box of the discussion."""
    controller: Text | None = None
    """Who is responsible for it."""
    notes: Text | None = None
    """For controllers only."""
    evaluator_note: Text | None = None
    """What the evaluators should watch for."""


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
    """What strikes: one hazard or several; each holds from the start, or from the inject that begins it."""
    begins: Begin
    """The story's weekday and time at StartEx."""
    lasts: ExerciseLength
    """How long the exercise goes on at most."""
    story: Text | None = None
    """What the players are told at the beginning."""
    truth: Truth | None = None
    """What really happened, for judging claims; never shown before the end."""
    objectives: dict[Id, Objective] = {}
    """What the exercise is to show."""
    modules: tuple[Module, ...] = ()
    """The parts of a tabletop."""
    msel: tuple[Inject, ...]
    """The master scenario events list: all injects, in order."""
