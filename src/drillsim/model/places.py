"""Where agents work and what they work with: sites and systems."""

from typing import Literal

from drillsim.model.estimate import Estimate
from drillsim.model.fields import Count, Date, Document, Duration, Id, Money, SiteRef, SystemRef, Text

SiteKind = Literal["office", "remote", "partner", "temporary", "cloud"]


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
    """How many agents have at hand, wherever they are."""
    kept_at: dict[SiteRef, Count] = {}
    """How many are kept where; while that site is closed or lost they are not to be had."""


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
