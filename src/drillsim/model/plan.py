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
    """How many visitors are usually there."""
    contractors: Count = 0
    """How many people of other firms are usually there."""
    need_help_leaving: Count = 0
    """How many people there need help to leave the building."""


class Site(Document):
    """A place where agents can work, or where systems stand."""

    name: Text | None = None
    """What people call it; none given: its id."""
    kind: SiteKind = "office"
    """An office of ours, agents' homes (remote), another firm's centre (partner), hired space (temporary), or
    hosted services (cloud)."""
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
    """How long agents take to be working there; with it, a move there brings each person after that time."""
    kit: Kit | None = None
    """Laptops and the like for working there; they limit how many can."""
    also_here: AlsoHere | None = None
    """Who else is in the building and has to be counted."""


class System(Document):
    """Power, a server, a carrier, a gateway: anything that can fail."""

    name: Text | None = None
    """What people call it; none given: its id."""
    at: SiteRef | None = None
    """Where it stands; it is down while that site is lost."""
    needs: tuple[SystemRef, ...] = ()
    """Systems without which it is down."""
    backup_for: SystemRef | None = None
    """The system it can stand in for."""
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
    """What people call it."""
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
    """How customers come."""
    per_hour: Number | None = None
    """Contacts an hour, the same at every hour; exactly one of per_hour and by_hour."""
    by_hour: tuple[Number, ...] = ()
    """Contacts an hour for each of the 24 hours of the day, from 00:00."""
    handling: Estimate
    """How long an agent works on one contact."""
    patience: Duration | None = None
    """How long customers wait, on average, before they give up; none given: they do not."""
    answer: ServiceGoal | None = None
    """The share of contacts to be answered within some time."""
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
    """What people call it; none given: its id."""
    priority: Count
    """1 is the most urgent."""
    rto: Duration
    """Recovery time objective: within this it is back at its MBCO."""
    mtpd: Duration
    """Maximum tolerable period of disruption."""
    rpo: Duration | None = None
    """Recovery point objective: how much data may be lost."""
    rto_counts: Literal["always", "open_hours"] = "always"
    """Whether an outage counts against the RTO at every hour, or only while the function is open."""
    mbco: Share
    """Minimum business continuity objective, of normal staff; below it the function is out."""
    normal_staff: Several
    """How many agents are 100% of it."""
    needs: tuple[SystemRef, ...] = ()
    """Systems without which it is at 0% everywhere."""
    needs_at: dict[SiteRef, tuple[SystemRef, ...]] = {}
    """What its agents need at one site only."""
    routed_to: tuple[SiteRef, ...]
    """The sites that its contacts are sent to; agents elsewhere do not work on it."""
    can_pause: Duration | None = None
    """How long it may be put aside."""
    impact: dict[Duration, Text] = {}
    """What it means to be out for so long."""
    out_costs: Money | None = None
    """Money lost in each hour it is out."""
    workaround: Workaround | None = None
    """How it goes on without some of its systems."""
    contacts: Contacts | None = None
    """What customers bring; none given: no queue is reckoned."""


class Team(Document):
    """Agents who work together."""

    name: Text | None = None
    """What people call it; none given: its id."""
    count: Count
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
    """Which share of its agents lives in which area; those of a lost area cannot work from home."""


class Person(Document):
    """Somebody who can hold a role."""

    name: Text
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
    """Weekdays and hours; the first line that fits the story's clock holds."""
    on_shift: dict[TeamRef, Count] = {}
    """How many of each team are there; a team not named has nobody there."""
    normal_staff: dict[FunctionRef, Count] = {}
    """How many agents are 100% of each function; a function not named is closed."""
    closed: tuple[SiteRef, ...] = ()
    """Sites closed at these hours."""
    rto: dict[FunctionRef, Duration] = {}
    """RTOs that differ at these hours."""
    on_call: dict[RoleRef, PersonRef] = {}
    """Who holds a role at these hours."""


class Rotation(Document):
    """Crews that relieve each other."""

    begins: Literal["emergency", "clock"] = "emergency"
    """At the declaration of an emergency, or at StartEx."""
    period: Duration
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


class Channel(Document):
    """A way to reach people."""

    name: Text | None = None
    """What people call it; none given: its id."""
    needs: tuple[SystemRef, ...] = ()
    """Systems without which it carries nothing."""
    reaches: tuple[AudienceRef, ...]
    """The audiences that hear through it."""


class Message(Document):
    """A text prepared before it is needed."""

    to: tuple[AudienceRef, ...]
    """The audiences it is meant for."""
    via: tuple[ChannelRef, ...]
    """The channels it is sent through."""
    approval: Literal["given", "needed"]
    """Given beforehand, or needed each time by a role that may approve messages."""
    approved: Date | None = None
    """When the text was approved."""
    says: tuple[Says, ...] = ()
    """What the text tells."""
    text: Text | None = None
    """May hold the placeholders {what}, {doing}, {when} and {next_update}."""


class Update(Document):
    """How often an audience hears from us."""

    first: Duration
    """How soon they hear from us for the first time."""
    every: Duration | None = None
    """How long after each delivery the next is due. None given: one is due only."""
    by: RoleRef | None = None
    """Whom to remind."""
    counts_from: Literal["start", "impact", "emergency"] = "impact"
    """From StartEx, from the first impact, or from the declaration of an emergency."""


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
    """A private telephone list beside the plan; never in a record or report."""
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
