"""The kinds of value a model's fields have: how each is read, how editors may check it, what a name refers to."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, WithJsonSchema
from pydantic_core import core_schema

from drillsim.model import spelling
from drillsim.model.proof import Proof, proof


class Document(BaseModel):
    """Whatever authors write: frozen, and without keys that are not part of the language."""

    # Built when first needed: a command that reads plans need not build what drills are made of.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field whose text is the name of something: of one of these kinds."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spelled:
    """Marks how a value is spelled, in words, for the reference and for editors."""

    kind: str
    example: str


@dataclass(frozen=True, slots=True)
class Read:
    """Reads a value from what is written. The last of the marks, so that pydantic looks at no other.

    Pydantic's own PlainValidator first builds what the annotated type would need: twice the work at every start.
    """

    read: Callable[[object], Any]

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> core_schema.CoreSchema:
        """The reader alone."""
        return core_schema.no_info_plain_validator_function(self.read)


def _kind(
    read: Callable[[object], Any], kind: str, example: str, pattern: str | None = None, *types: str
) -> tuple[WithJsonSchema, Spelled, Read]:
    schema: dict[str, Any] = {
        "type": ["string", *types] if types else "string",
        "description": f"{kind}, e.g. {example}",
    }
    if pattern:
        schema["pattern"] = pattern
    return WithJsonSchema(schema), Spelled(kind, example), Read(read)


# Editors read YAML with numbers as numbers; the patterns bind where a value is text.
_DURATION = r"^(?=.)(\d+d)?(\d+h)?(\d+m)?(\d+s)?$"
_CLOCK = r"^(T\+\d{2,}:[0-5]\d(:[0-5]\d)?|[A-Z][a-z]+ ([01]\d|2[0-3]):[0-5]\d)$"
_SHARE = r"^\d{1,3}(\.\d+)?%$"
_NAME = r"^[a-z][a-z0-9_]*$"

Text = Annotated[str, *_kind(spelling.text, "text", "Say what you know.", None, "number", "boolean")]
Id = Annotated[str, *_kind(spelling.identifier, "id", "take_cover", _NAME)]
AgentName = Annotated[str, *_kind(spelling.agent_name, "name of 1 to 32 characters", "Ana R", None, "number")]
Duration = Annotated[int, *_kind(spelling.duration, "duration", "1h30m", _DURATION)]
ClockTime = Annotated[spelling.Clock, *_kind(spelling.clock, "exercise clock", "T+00:15", _CLOCK)]
Begin = Annotated[
    spelling.StoryTime,
    *_kind(spelling.story_time, "weekday and time", "Tuesday 14:10", r"^[A-Z][a-z]+ \d\d:\d\d$"),
]
Share = Annotated[Fraction, *_kind(spelling.share, "share", "40%", _SHARE)]
Count = Annotated[int, *_kind(spelling.count, "whole number", "12", r"^\d+$", "integer")]
People = Annotated[int, *_kind(spelling.people, "number of people", "12", r"^\d+$", "integer")]
ExerciseLength = Annotated[int, *_kind(spelling.exercise_length, "duration of at most 92d", "48h", _DURATION)]
Turn = Annotated[int, *_kind(spelling.turn, "duration of at least 1m", "12h", _DURATION)]
Several = Annotated[int, *_kind(spelling.several, "whole number from 1 on", "12", r"^\d+$", "integer")]
Number = Annotated[Fraction, *_kind(spelling.number, "number", "37.5", r"^[\d.]+$", "number")]
Money = Annotated[Decimal, *_kind(spelling.money, "amount of money", "38.00", r"^[\d.]+$", "number")]
Date = Annotated[datetime.date, *_kind(spelling.date, "date", "2026-01-15", r"^\d{4}-\d{2}-\d{2}$")]
Pace = Annotated[int | None, *_kind(spelling.pace, "pace", "12x", r"^(\d+x|jump)$")]
ServiceGoal = Annotated[spelling.ServiceGoal, *_kind(spelling.service_goal, "service goal", "80% in 20s")]
Surge = Annotated[spelling.Surge, *_kind(spelling.surge, "factor, with or without an end", "1.8x for 3h")]
Absence = Annotated[
    spelling.Absence,
    *_kind(spelling.absence, "share or number of a team, or how long a person is away", "10%", None, "integer"),
]
DayOfYear = Annotated[spelling.DayOfYear, *_kind(spelling.day_of_year, "day and month", "15 March")]
ProofOf = Annotated[
    Proof,
    *_kind(proof, "what a drill shows", "task:call_brightline within 30m", r"^(task|message|choice|function):[a-z]"),
]
Shift = Annotated[spelling.Shift, *_kind(spelling.shift, "weekdays and hours", "Monday to Friday 07:00 to 21:00")]


def _name(*kinds: str) -> tuple[WithJsonSchema, Spelled, Ref, Read]:
    what = " or ".join(kinds)
    schema = WithJsonSchema({"type": "string", "pattern": _NAME, "description": f"id of a {what}"})
    return schema, Spelled(f"id of a {what}", f"some_{kinds[0]}"), Ref(kinds), Read(spelling.identifier)


SiteRef = Annotated[str, *_name("site")]
SystemRef = Annotated[str, *_name("system")]
NeedRef = Annotated[str, *_name("system", "site")]
FunctionRef = Annotated[str, *_name("function")]
TeamRef = Annotated[str, *_name("team")]
PersonRef = Annotated[str, *_name("person")]
RoleRef = Annotated[str, *_name("role")]
CrewRef = Annotated[str, *_name("crew")]
AudienceRef = Annotated[str, *_name("audience")]
ChannelRef = Annotated[str, *_name("channel")]
MessageRef = Annotated[str, *_name("message")]
TaskRef = Annotated[str, *_name("task")]
PartnerRef = Annotated[str, *_name("partner")]
AreaRef = Annotated[str, *_name("area")]
PlaceRef = Annotated[str, *_name("site", "area")]
RepairRef = Annotated[str, *_name("system", "site", "area")]
AbsentRef = Annotated[str, *_name("team", "person")]
ObjectiveRef = Annotated[str, *_name("objective")]


def _inject_id(value: object) -> str:
    if isinstance(value, str) and "/" in value:
        file, _, name = value.partition("/")
        return f"{spelling.identifier(file)}/{spelling.identifier(name)}"
    return spelling.identifier(value)


InjectRef = Annotated[
    str,
    WithJsonSchema({"type": "string", "description": "id of an inject, or file/id where several scenarios play"}),
    Spelled("id of an inject", "warning"),
    Ref(("inject",)),
    Read(_inject_id),
]
