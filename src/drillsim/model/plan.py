"""The continuity plan: what was promised, with what, by whom."""

from typing import Any, Literal

from pydantic import Field, model_validator

from drillsim.model.conditions import Conditions
from drillsim.model.effects import Effect
from drillsim.model.estimate import Estimate, exactly
from drillsim.model.fields import (
    AudienceRef,
    Date,
    DayOfYear,
    Document,
    Duration,
    Id,
    Money,
    NeedRef,
    RoleRef,
    Share,
    TaskRef,
    Text,
)
from drillsim.model.news import Channel, Message, Update
from drillsim.model.places import Site, System
from drillsim.model.services import Function
from drillsim.model.staff import Person, Role, Rotation, StaffingLine, Team


class Task(Document):
    """Something a role does."""

    do: Text
    """What is done, in a few words."""
    by: RoleRef
    """The role that does it."""
    takes: Estimate = exactly(0)
    """How long it takes; none given: it is done at once."""
    after: tuple[TaskRef, ...] = ()
    """Tasks that must be done before it may start."""
    needs: tuple[NeedRef, ...] = ()
    """Systems and sites that must work before it may start."""
    effect: Effect | None = None
    """What it changes in the world; none given: nothing that is reckoned."""
    target: dict[Share, Duration] = {}
    """How many of those on shift are there within which time of the first start."""
    safety: Literal["shelter", "evacuation", "head_count"] | None = None
    """What it does for the lives of people; the flash report and the evacuation record tell of it."""


class Step(Document):
    """A task of a playbook."""

    task: TaskRef
    """The task to be done."""
    within: Duration | None = None
    """How soon it is to be done."""

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, value: Any) -> Any:
        return {"task": value} if isinstance(value, str) else value


class Playbook(Document):
    """If this, do that."""

    if_: Conditions = Field(alias="if")
    """The conditions on which it begins; it begins once."""
    do: tuple[Step, ...] = ()
    """What to do, in order: tasks, or {task, within}."""
    resume: tuple[Step, ...] = ()
    """How to return to normal, in order."""
    hours: dict[Text, Text] = {}
    """What matters in which hours, for screens and reports."""


class Risk(Document):
    """A hazard, weighed."""

    hazard: Id
    """What may happen."""
    likelihood: Literal["rare", "unlikely", "possible", "likely", "certain"]
    """How likely it is."""
    impact: Literal["minor", "moderate", "major", "severe"]
    """How bad it would be."""


class Season(Document):
    """A time of year with its own hazard."""

    season: Text
    """What people call it."""
    months: Text | None = None
    """Which months, in words."""
    hazard: Id
    """What may happen then."""
    drill_before: DayOfYear | None = None
    """The day of the year by which it is drilled."""


class Costs(Document):
    """What people cost."""

    agent_hour: Money | None = None
    """Money for one agent of ours for one hour."""
    currency: Text | None = None
    """The currency of all money in the plan, such as USD."""


class Plan(Document):
    """A contact centre's continuity plan."""

    plan: Text
    """Its title."""
    version: Text
    """Which version of the plan this is."""
    owner: Text
    """Who answers for the plan: a role, a person or a department."""
    purpose: Text | None = None
    """What the plan is for, in a sentence."""
    reviewed: Date
    """When the plan was last reviewed as a whole."""
    review_every: Duration
    """How often it is to be reviewed."""
    read_by: dict[Id, Date] = {}
    """When each group last read it."""
    sites: dict[Id, Site]
    """Where people work, and where systems stand."""
    systems: dict[Id, System] = {}
    """Anything that can fail: power, servers, carriers, gateways."""
    functions: dict[Id, Function]
    """What the centre does for customers, and what was promised about it."""
    teams: dict[Id, Team]
    """The agents, by team."""
    people: dict[Id, Person]
    """Those who can hold a role."""
    roles: dict[Id, Role]
    """What somebody answers for in an emergency."""
    staffing: tuple[StaffingLine, ...] = ()
    """Who is there at which hours of the week; without it the plan's numbers hold at every hour."""
    rotation: Rotation | None = None
    """Crews that relieve each other; without it everybody stays."""
    audiences: tuple[Id, ...] = ()
    """Those who have to be told something."""
    channels: dict[Id, Channel] = {}
    """The ways to reach audiences."""
    messages: dict[Id, Message] = {}
    """Texts prepared before they are needed."""
    updates: dict[AudienceRef, Update] = {}
    """How often each audience hears from us."""
    tasks: dict[Id, Task]
    """What roles can do."""
    playbooks: dict[Id, Playbook] = {}
    """If this, do that."""
    contacts_file: Text | None = None
    """A private telephone list beside the plan; never in a record or report.

    CSV with the columns person (by id or name) or vendor, mobile, second, email, prefers, escalation. Only `check` and
    the reach test read it.
    """
    risks: tuple[Risk, ...] = ()
    """Hazards, weighed."""
    calendar: tuple[Season, ...] = ()
    """Times of the year with their own hazard."""
    costs: Costs | None = None
    """What people cost."""
    tips: tuple[Text, ...] = ()
    """Sentences worth remembering; shown to the players."""

    @property
    def areas(self) -> dict[str, tuple[str, ...]]:
        """The sites of each area, in the order of the plan."""
        found: dict[str, tuple[str, ...]] = {}
        for site_id, site in self.sites.items():
            if site.area:
                found[site.area] = (*found.get(site.area, ()), site_id)
        return found

    @property
    def partners(self) -> tuple[str, ...]:
        """The sites that are partners."""
        return tuple(site_id for site_id, site in self.sites.items() if site.kind == "partner")
