"""How those concerned are told: channels, prepared messages, how often."""

from typing import Literal

from drillsim.model.fields import AudienceRef, ChannelRef, Date, Document, Duration, RoleRef, SystemRef, Text

Says = Literal["what_happened", "what_we_do", "when_restored", "next_update", "where_to_turn"]


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
