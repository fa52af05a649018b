"""Who is told what, and by which ways."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint
from drillsim.model.checks.falls import Falls, automatic
from drillsim.model.checks.words import either, listed

if TYPE_CHECKING:
    from drillsim.model.exercise import Exercise
    from drillsim.model.news import Message
    from drillsim.model.plan import Plan

_CUSTOMERS = re.compile(r"customer|client")


def no_next_update(plan: "Plan") -> Iterator[Complaint]:
    """A message to customers or clients (an audience so named) that does not say when they hear more."""
    for name, message in plan.messages.items():
        told = [audience for audience in message.to if _CUSTOMERS.search(audience)]
        if told and "next_update" not in message.says and "{next_update}" not in (message.text or ""):
            text = f"{name} does not tell {listed(told)} when they hear more; if more will come, say next_update"
            yield Complaint("no_next_update", "plan", ("messages", name), text)


def audience_untold(plan: "Plan") -> Iterator[Complaint]:
    """An audience with neither message nor cadence, or a message to whom its channels do not reach."""
    written_to = {audience for message in plan.messages.values() for audience in message.to}
    for index, audience in enumerate(plan.audiences):
        if audience not in written_to and audience not in plan.updates:
            text = f"nothing is planned for {audience}: no message is to {audience} and no updates are due"
            yield Complaint("audience_untold", "plan", ("audiences", index), text)
    for name, message in plan.messages.items():
        known = [audience for audience in message.to if audience in plan.audiences]
        missed = [audience for audience in known if not _ways(plan, message, audience)]
        if missed:
            channels = either(message.via) if message.via else "no channel"
            text = f"{name} goes to {listed(missed)}, whom {channels} does not reach"
            yield Complaint("audience_untold", "plan", ("messages", name, "via"), text)


def _ways(plan: "Plan", message: "Message", audience: str) -> list[str]:
    known = [channel for channel in message.via if channel in plan.channels]
    return [channel for channel in known if audience in plan.channels[channel].reaches]


def dead_channels(exercise: "Exercise") -> Iterator[Complaint]:
    """A message that cannot reach an audience while what these scenarios fail or lose is down.

    A backup counts only where it takes over by itself: a message does not wait for somebody to switch.
    """
    plan = exercise.plan
    falls = Falls(plan, automatic(plan))
    broken = falls.any_of(_broken(exercise))
    for name, message in plan.messages.items():
        missed: dict[str, None] = {}
        causes = 0
        for audience in message.to:
            channels = [plan.channels[channel] for channel in _ways(plan, message, audience)]
            ways = [falls.needs(channel.needs) & broken for channel in channels]
            if ways and all(ways):
                missed[audience] = None
                for cause in ways:
                    causes |= cause
        if missed:
            taken = listed(falls.names(causes))
            text = f"{name} cannot reach {listed(missed)} while {taken} is down in this drill; add a channel"
            yield Complaint("dead_channel", "plan", ("messages", name, "via"), text)


def _broken(exercise: "Exercise") -> Iterator[str]:
    for inject in exercise.injects:
        if inject.body.happens:
            yield from inject.body.happens.fail
            yield from inject.body.happens.lose
