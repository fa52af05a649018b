"""The continuity plan: what was promised, with what, by whom."""

from typing import Any, Literal

from pydantic import Field, model_validator

from drillsim.model import spelling
from drillsim.model.conditions import Conditions
from drillsim.model.effects import Effect
from drillsim.model.estimate import Estimate, exactly
from drillsim.model.fields import (
    AreaRef,
    AudienceRef,
    ChannelRef,
    Count,
    CrewRef,
    Date,
    DayOfYear,
    Document,
    Duration,
    FunctionRef,
    Id,
    Money,
    NeedRef,
    Number,
    PersonRef,
    RoleRef,
    ServiceGoal,
    Several,
    Share,
    Shift,
    SiteRef,
    SystemRef,
    TaskRef,
    TeamRef,
    Text,
)

SiteKind = Literal["office", "remote", "partner", "temporary", "cloud"]
Permission = Literal["declare", "approve_messages", "speak_to_media", "spend"]
Says = Literal["what_happened", "what_we_do", "when_restored", "next_update", "where_to_turn"]
Channels = Literal["voice", "chat", "email", "social"]


class Reach(Document):
    """How long agents take to be working at a site, from the moment they are told."""

    leave: Estimate
    """From being told to leaving."""
    travel: Estimate
    """On the way."""
    set_up: Estimate
    """From arriving to working."""


class Kit(Document):
    """Laptops and the like for working at a site."""

    own: Count = 0
    """How many agents have at hand."""
    kept_at: dict[SiteRef, Count] = {}
    """How many are kept where; they fall with that site."""


class AlsoHere(Document):
    """People at a site beside the teams."""

    visitors: Count = 0
    contractors: Count = 0
    need_help_leaving: Count = 0


class Site(Document):
    """A place where agents can work, or where systems stand."""

    name: Text | None = None
    kind: SiteKind = "office"
    area: Id | None = None
    """What is lost together: a town, a coast, a grid."""
    seats: Count | None = None
    """Agents' workstations (at home: laptops); none given: no limit."""
    needs: tuple[SystemRef, ...] = ()
    """Systems without which nobody works there."""
    ready_after: Duration | None = None
    """From the end of the task that calls on it until it can be used."""
    agreement: Date | None = None
    """When the agreement was last confirmed."""
    agent_hour: Money | None = None
    """The price of one agent for one hour."""
    reach: Reach | None = None
    kit: Kit | None = None
    also_here: AlsoHere | None = None


class System(Document):
    """Power, a server, a carrier, a gateway: anything that can fail."""

    name: Text | None = None
    at: SiteRef | None = None
    """Where it stands; it is down while that site is lost."""
    needs: tuple[SystemRef, ...] = ()
    backup_for: SystemRef | None = None
    auto_after: Duration | None = None
    """As a backup: takes over by itself this long after its primary went down."""
    copies_every: Duration | None = None
    """As a backup: how old its data may be."""
    carries: Count | None = None
    """How many agents it serves at once; none given: no limit."""
    tested: Date | None = None
    """When it was last tried."""
    noticed_after: Duration | None = None
    """How long after it went down somebody notices without being told."""


class Workaround(Document):
    """How a function goes on without some of its systems."""

    name: Text
    without: tuple[SystemRef, ...]
    """The systems it does without."""
    level: Share | None = None
    """The share of normal staff that it lets work at most."""
    agents: Count | None = None
    """How many agents it lets work at most."""
    at: tuple[SiteRef, ...] = ()
    """Where it works; none given: everywhere."""
    lasts: Duration | None = None
    """How long it can be kept up, from the end of each task that starts it."""

    @model_validator(mode="before")
    @classmethod
    def _level_or_agents(cls, value: Any) -> Any:
        if isinstance(value, dict) and ("level" in value) == ("agents" in value):
            raise spelling.Misspelled("exactly one of level and agents")
        return value


class Contacts(Document):
    """What customers bring: how much, how long it takes, how long they wait."""

    channel: Channels
    per_hour: Number | None = None
    by_hour: tuple[Number, ...] = ()
    """Contacts an hour for each of the 24 hours of the day, from 00:00."""
    handling: Estimate
    patience: Duration | None = None
    answer: ServiceGoal | None = None
    redial: Share = spelling.share("0%")
    """The share of those who gave up who try again."""
    at_once: Several = 1
    """How many one agent serves at the same time."""

    @model_validator(mode="before")
    @classmethod
    def _rate(cls, value: Any) -> Any:
        if isinstance(value, dict):
            if ("per_hour" in value) == ("by_hour" in value):
                raise spelling.Misspelled("exactly one of per_hour and by_hour")
            if isinstance(value.get("by_hour"), list) and len(value["by_hour"]) != 24:
                raise spelling.Misspelled("24 numbers in by_hour, one for each hour of the day")
        return value


class Function(Document):
    """Something the centre does for customers, and what was promised about it."""

    name: Text | None = None
    priority: Count
    """1 is the most urgent."""
    rto: Duration
    """Recovery time objective: within this it is back at its MBCO."""
    mtpd: Duration
    """Maximum tolerable period of disruption."""
    rpo: Duration | None = None
    """Recovery point objective: how much data may be lost."""
    rto_counts: Literal["always", "open_hours"] = "always"
    mbco: Share
    """Minimum business continuity objective, of normal staff; below it the function is out."""
    normal_staff: Several
    needs: tuple[SystemRef, ...] = ()
    needs_at: dict[SiteRef, tuple[SystemRef, ...]] = {}
    """What its agents need at one site only."""
    routed_to: tuple[SiteRef, ...]
    can_pause: Duration | None = None
    """How long it may be put aside."""
    impact: dict[Duration, Text] = {}
    """What it means to be out for so long."""
    out_costs: Money | None = None
    """Money an hour out."""
    workaround: Workaround | None = None
    contacts: Contacts | None = None


class Team(Document):
    """Agents who work together."""

    name: Text | None = None
    count: Count
    at: SiteRef
    """The team's own site."""
    works: FunctionRef | None = None
    """None given: a reserve for all hands."""
    can_also: tuple[FunctionRef, ...] = ()
    lead: RoleRef | None = None
    ready_after: Duration | None = None
    """Temporary staff: how long after being called for they can come."""
    lives: dict[AreaRef, Share] = {}


class Person(Document):
    """Somebody who can hold a role."""

    name: Text
    at: SiteRef | None = None
    trained: Date | None = None


class Role(Document):
    """What somebody answers for in an emergency."""

    name: Text | None = None
    holder: PersonRef
    alternates: tuple[PersonRef, ...] = ()
    may: tuple[Permission, ...] = ()
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
    when: tuple[Shift, ...]
    on_shift: dict[TeamRef, Count] = {}
    normal_staff: dict[FunctionRef, Count] = {}
    closed: tuple[SiteRef, ...] = ()
    rto: dict[FunctionRef, Duration] = {}
    on_call: dict[RoleRef, PersonRef] = {}


class Rotation(Document):
    """Crews that relieve each other."""

    begins: Literal["emergency", "clock"] = "emergency"
    period: Duration
    """How long a crew is on, from the beginning of the rotation."""
    max_on: Duration | None = None
    min_rest: Duration | None = None
    handover: Duration = 0
    crews: dict[Id, dict[RoleRef, PersonRef]]
    order: tuple[CrewRef, ...]


class Channel(Document):
    """A way to reach people."""

    name: Text | None = None
    needs: tuple[SystemRef, ...] = ()
    reaches: tuple[AudienceRef, ...]


class Message(Document):
    """A text prepared before it is needed."""

    to: tuple[AudienceRef, ...]
    via: tuple[ChannelRef, ...]
    approval: Literal["given", "needed"]
    approved: Date | None = None
    says: tuple[Says, ...] = ()
    """What the text tells."""
    text: Text | None = None
    """May hold the placeholders {what}, {doing}, {when} and {next_update}."""


class Update(Document):
    """How often an audience hears from us."""

    first: Duration
    every: Duration | None = None
    """None given: one is due only."""
    by: RoleRef | None = None
    """Whom to remind."""
    counts_from: Literal["start", "impact", "emergency"] = "impact"


class Task(Document):
    """Something a role does."""

    do: Text
    by: RoleRef
    takes: Estimate = exactly(0)
    after: tuple[TaskRef, ...] = ()
    """Tasks that must be done before it may start."""
    needs: tuple[NeedRef, ...] = ()
    """Systems and sites that must work before it may start."""
    effect: Effect | None = None
    target: dict[Share, Duration] = {}
    """How many of those on shift are there within which time of the first start."""


class Step(Document):
    """A task of a playbook."""

    task: TaskRef
    within: Duration | None = None
    """How soon it is to be done."""

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, value: Any) -> Any:
        return {"task": value} if isinstance(value, str) else value


class Playbook(Document):
    """If this, do that."""

    if_: Conditions = Field(alias="if")
    do: tuple[Step, ...] = ()
    resume: tuple[Step, ...] = ()
    """How to return to normal, in order."""
    hours: dict[Text, Text] = {}
    """What matters in which hours, for screens and reports."""


class Risk(Document):
    """A hazard, weighed."""

    hazard: Id
    likelihood: Literal["rare", "unlikely", "possible", "likely", "certain"]
    impact: Literal["minor", "moderate", "major", "severe"]


class Season(Document):
    """A time of year with its own hazard."""

    season: Text
    months: Text | None = None
    hazard: Id
    drill_before: DayOfYear | None = None


class Costs(Document):
    """What people cost."""

    agent_hour: Money | None = None
    currency: Text | None = None


class Plan(Document):
    """A contact centre's continuity plan."""

    plan: Text
    """Its title."""
    version: Text
    owner: Text
    """Who answers for the plan: a role, a person or a department."""
    purpose: Text | None = None
    reviewed: Date
    review_every: Duration
    read_by: dict[Id, Date] = {}
    """When each group last read it."""
    sites: dict[Id, Site]
    systems: dict[Id, System] = {}
    functions: dict[Id, Function]
    teams: dict[Id, Team]
    people: dict[Id, Person]
    roles: dict[Id, Role]
    staffing: tuple[StaffingLine, ...] = ()
    rotation: Rotation | None = None
    audiences: tuple[Id, ...] = ()
    channels: dict[Id, Channel] = {}
    messages: dict[Id, Message] = {}
    updates: dict[AudienceRef, Update] = {}
    tasks: dict[Id, Task]
    playbooks: dict[Id, Playbook] = {}
    contacts_file: Text | None = None
    """A private telephone list beside the plan; never in a record or report."""
    risks: tuple[Risk, ...] = ()
    calendar: tuple[Season, ...] = ()
    costs: Costs | None = None
    tips: tuple[Text, ...] = ()

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
