"""Who works and who decides: teams, people, roles, shifts and crews."""

from fractions import Fraction
from typing import Literal

from pydantic import field_validator

from drillsim.model.estimate import Estimate
from drillsim.model.fields import (
    AreaRef,
    Count,
    CrewRef,
    Date,
    Document,
    Duration,
    FunctionRef,
    Id,
    People,
    PersonRef,
    RoleRef,
    Share,
    Shift,
    SiteRef,
    TeamRef,
    Text,
    Turn,
)
from drillsim.model.spelling import Misspelled

Permission = Literal["declare", "approve_messages", "speak_to_media", "spend"]


class Team(Document):
    """Agents who work together."""

    name: Text | None = None
    """What people call it; none given: its id."""
    count: People
    """How many agents it has."""
    at: SiteRef
    """The team's own site."""
    works: FunctionRef | None = None
    """None given: a reserve for all hands."""
    can_also: tuple[FunctionRef, ...] = ()
    """Other functions its agents are trained for."""
    lead: RoleRef | None = None
    """The role that reports and checks in for the team."""
    ready_after: Duration | None = None
    """Temporary staff: how long after being called for they can come."""
    lives: dict[AreaRef, Share] = {}
    """Which share of its agents lives in which area, at most 100% in all; those of a lost area cannot work from home.
    """

    @field_validator("lives")
    @classmethod
    def _everybody_lives_once(cls, lives: dict[str, Fraction]) -> dict[str, Fraction]:
        if sum(lives.values()) > 1:
            raise Misspelled("shares of at most 100% in all: everybody lives in one area")
        return lives


class Person(Document):
    """Somebody who can hold a role."""

    name: Text | None = None
    """The person's name; reports show roles unless names are asked for."""
    at: SiteRef | None = None
    """The site where this person usually is."""
    trained: Date | None = None
    """When last trained for the role."""


class Role(Document):
    """What somebody answers for in an emergency."""

    name: Text | None = None
    """What people call it; none given: its id."""
    holder: PersonRef
    """Who holds it first."""
    alternates: tuple[PersonRef, ...] = ()
    """Who holds it next, in this order, when the holder is absent."""
    may: tuple[Permission, ...] = ()
    """What it may do: declare an emergency, approve messages, speak to the media, spend money."""
    all_hands: Text | None = None
    """What this role does when it has no task."""
    reacts: Estimate | None = None
    """How long a stand-in for this role takes to react."""
    answers: Share | None = None
    """The chance that the holder can be reached at all."""
    sees: tuple[FunctionRef, ...] = ()
    """Functions whose live level this role's screen shows; none given: those its tasks touch."""


class StaffingLine(Document):
    """Who is there, and what is promised, at some hours of the week."""

    name: Text
    """What people call these hours."""
    when: tuple[Shift, ...]
    """Weekdays and hours; the first line that fits the story's clock holds. Hours that end at or before they begin run
    into the next day: `Friday 22:00 to 06:00` is the night to Saturday."""
    on_shift: dict[TeamRef, Count] = {}
    """How many of each team are there; a team not named has nobody there."""
    normal_staff: dict[FunctionRef, Count] = {}
    """How many agents are 100% of each function; a function not named (or 0) is closed: neither in nor out."""
    closed: tuple[SiteRef, ...] = ()
    """Sites closed at these hours; people there are away. A task may open one, until other hours close it."""
    rto: dict[FunctionRef, Duration] = {}
    """RTOs of outages that begin at these hours, where they differ."""
    on_call: dict[RoleRef, PersonRef] = {}
    """Who holds a role at these hours before its holder and alternates."""


class Rotation(Document):
    """Crews that relieve each other."""

    begins: Literal["emergency", "clock"] = "emergency"
    """At the declaration of an emergency, or at StartEx."""
    period: Turn
    """How long a crew is on, from the beginning of the rotation."""
    max_on: Duration | None = None
    """How long a person may be on duty at most, the handover not counted."""
    min_rest: Duration | None = None
    """How long a person must rest at least between two turns."""
    handover: Duration = 0
    """How long the outgoing crew stays on to hand over."""
    crews: dict[Id, dict[RoleRef, PersonRef]]
    """Each crew: which person holds which role in it."""
    order: tuple[CrewRef, ...]
    """The crews in the order in which they take over, again and again."""
