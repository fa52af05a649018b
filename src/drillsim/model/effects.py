"""What a task does to the world: a small closed set of verbs."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, PlainValidator, WithJsonSchema, model_validator

from drillsim.model import spelling
from drillsim.model.conditions import Mode
from drillsim.model.fields import (
    Count,
    Document,
    Duration,
    FunctionRef,
    PartnerRef,
    People,
    RepairRef,
    Several,
    Share,
    SiteRef,
    Spelled,
    SystemRef,
    TeamRef,
)

Planned = Literal["routing", "teams", "partners", "functions"]


class RouteChange(Document):
    """Sites put on or taken off a function's routing; a bare list of sites replaces it (`only`)."""

    only: tuple[SiteRef, ...] | None = Field(None, exclude=True)
    """The bare list; not written as a key."""
    add: tuple[SiteRef, ...] = ()
    """Sites that the function is routed to from now on as well."""
    drop: tuple[SiteRef, ...] = ()
    """Sites that the function is no longer routed to."""

    @model_validator(mode="before")
    @classmethod
    def _from_list(cls, value: Any) -> Any:
        if isinstance(value, list):
            return {"only": value}
        if isinstance(value, dict) and "only" in value:
            raise spelling.Misspelled("a list of sites, or {add: [...], drop: [...]}")
        return value


class Batches(Document):
    """People who arrive in batches."""

    count: Several
    """How many arrive in one batch."""
    every: Duration
    """The time between two batches; the first arrives when the task ends."""


def _arrive(value: object) -> Any:
    if isinstance(value, dict):
        return Batches.model_validate(value)
    if value in ("together", "by_reach", "check_in"):
        return value
    raise spelling.Misspelled("together, by_reach, check_in or {count: 10, every: 30m}")


Arrive = Annotated[
    Literal["together", "by_reach", "check_in"] | Batches,
    PlainValidator(_arrive),
    WithJsonSchema({"oneOf": [{"enum": ["together", "by_reach", "check_in"]}, {"type": "object"}]}),
    Spelled("together, by_reach, check_in or {count, every}", "check_in"),
]


class Move(Document):
    """People sent from where they are to a site."""

    team: TeamRef
    """Whose people are moved: first those away, then those at the team's own site."""
    to: SiteRef
    """Where they go."""
    from_: SiteRef | None = Field(None, alias="from")
    """Only people who are at this site."""
    count: People | None = None
    """How many; without it all that may be taken."""
    works: FunctionRef | None = None
    """What they work on from their arrival; without it what they worked on before."""
    arrive: Arrive | None = None
    """How they arrive; without it `by_reach` where the site has `reach`, else `together` when the task ends."""


class Effect(Document):
    """What changes when a task starts (`close`, `move`, `pause`) or ends (all else)."""

    mode: Mode | None = None
    """The mode of the centre from then on."""
    switch_to: tuple[SystemRef, ...] = ()
    """Backups that stand in for their primaries from then on."""
    switch_back: tuple[SystemRef, ...] = ()
    """Backups that no longer do."""
    repair: tuple[RepairRef, ...] = ()
    """Systems, sites or areas that work again."""
    route: dict[FunctionRef, RouteChange] = {}
    """Where a function's contacts go: a list of sites, or {add, drop}."""
    move: tuple[Move, ...] = ()
    """People sent to a site."""
    activate: dict[PartnerRef, dict[FunctionRef, People]] = {}
    """Agents a partner is asked for, by function; also routes the function to the partner."""
    release: tuple[PartnerRef, ...] = ()
    """Partners sent home."""
    pause: tuple[FunctionRef, ...] = ()
    """Functions put aside."""
    resume: tuple[FunctionRef, ...] = ()
    """Functions taken up again."""
    use_workaround: tuple[FunctionRef, ...] = ()
    """Functions whose workaround begins."""
    close: tuple[SiteRef, ...] = ()
    """Sites closed; people there are away."""
    open: tuple[SiteRef, ...] = ()
    """Sites opened; this brings nobody back."""
    grow: dict[SystemRef, Count] = {}
    """How many agents a system carries from then on."""
    deflect: dict[FunctionRef, Share] = {}
    """The share of a function's contacts that is answered elsewhere, until set again."""
    as_planned: tuple[Planned, ...] = ()
    """What returns to the plan."""

    @model_validator(mode="after")
    def _one_at_least(self) -> Self:
        if not self.model_fields_set:
            raise spelling.Misspelled("at least one effect, such as mode: emergency")
        return self
