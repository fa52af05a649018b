"""What the centre does for customers, and what was promised about it."""

from typing import Any, Literal

from pydantic import field_validator, model_validator

from drillsim.model import spelling
from drillsim.model.estimate import Estimate
from drillsim.model.fields import (
    Count,
    Document,
    Duration,
    Money,
    Number,
    ServiceGoal,
    Several,
    Share,
    SiteRef,
    SystemRef,
    Text,
)

Channels = Literal["voice", "chat", "email", "social"]


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
    """How customers come, for those who read it: what they do is said by the other keys."""
    per_hour: Number | None = None
    """Contacts an hour while the function is open; exactly one of per_hour and by_hour."""
    by_hour: tuple[Number, ...] = ()
    """Contacts an hour for each of the 24 hours of the day, from 00:00, also while the function is closed."""
    handling: Estimate
    """How long an agent works on one contact."""
    patience: Duration | None = None
    """How long customers wait, on average, before they give up; none given: they do not."""
    answer: ServiceGoal | None = None
    """The share of contacts to be answered within some time."""
    redial: Share = spelling.share("0%")
    """The share of those who gave up or were cut off who try again."""
    at_once: Several = 1
    """How many one agent serves at the same time."""

    @model_validator(mode="before")
    @classmethod
    def _rate(cls, value: Any) -> Any:
        if isinstance(value, dict) and (value.get("per_hour") is None) == (value.get("by_hour") is None):
            raise spelling.Misspelled("exactly one of per_hour and by_hour")
        return value

    @field_validator("by_hour", mode="before")
    @classmethod
    def _a_day(cls, value: Any) -> Any:
        if isinstance(value, list) and len(value) != 24:
            raise spelling.Misspelled("a list of 24 numbers, one for each hour of the day")
        return value

    @field_validator("handling", "patience", mode="before")
    @classmethod
    def _seconds(cls, value: Any) -> Any:
        if isinstance(value, str) and value.isdecimal() and value.isascii():
            raise spelling.Misspelled("a duration such as 450s or 7m30s", f"{value}s")
        return value

    @field_validator("patience", mode="before")
    @classmethod
    def _never(cls, value: Any) -> Any:
        if value == "never":
            raise spelling.Misspelled("a duration, or no patience at all where nobody gives up")
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
