"""News that did not come, came late, or was not true."""

from collections.abc import Iterator

from drillsim.analysis.claims import Claim
from drillsim.analysis.evidence import message_ref, role_ref, task_ref
from drillsim.analysis.findings.finding import Finding, finding
from drillsim.analysis.reckoning import Reckoning
from drillsim.analysis.updates import Due
from drillsim.analysis.words import span
from drillsim.model.spelling import write_clock
from drillsim.record import events as e

_WHOSE = {
    "ours": "ours",
    "supplier": "the supplier's",
    "customer": "the customer's",
    "nature": "nature's",
    "unknown": "unknown",
}


def undelivered(reckoning: Reckoning) -> Iterator[Finding]:
    """A sending or an approval that reached nobody of an audience."""
    for event in reckoning.history.events:
        if isinstance(event, e.MessageUndelivered):
            text = f"{event.message} reached nobody of {event.audience} at {write_clock(event.at)}: {event.why}."
            about = (event.message, event.audience)
            yield finding("undelivered", event.at, about, text, [message_ref(event.message, event.at)])


def updates_due(reckoning: Reckoning) -> Iterator[Finding]:
    """Updates that came late or never, each at its due second."""
    for due in reckoning.updates:
        began = f"{due.audience} were due news at {write_clock(due.due)}"
        if due.result == "never":
            yield finding("never", due.due, (due.audience,), f"{began} and never had any.", _refs(reckoning, due))
        elif due.result == "late":
            text = f"{began} and had some {span(due.late_by or 0)} late, at {write_clock(due.delivered or 0)}."
            yield finding("late", due.due, (due.audience,), text, _refs(reckoning, due))


def _refs(reckoning: Reckoning, due: Due) -> Iterator[str]:
    """What the update counts from, whom it was to come from, and the message that came in the end."""
    update = reckoning.plan.updates[due.audience]
    origin = reckoning.milestones.origin(update)
    if due.before is not None:
        yield from _messages(reckoning, due.audience, due.before)
    elif update.counts_from == "impact" and origin is not None:
        yield from reckoning.deeds.at(origin)
    elif update.counts_from == "emergency":
        yield from (
            task_ref(event.task, event.at)
            for event in reckoning.history.events
            if isinstance(event, e.ModeChanged) and event.at == origin
        )
    if update.by is not None:
        yield role_ref(update.by, due.due)
    if due.delivered is not None:
        yield from _messages(reckoning, due.audience, due.delivered)


def _messages(reckoning: Reckoning, audience: str, second: int) -> Iterator[str]:
    for event in reckoning.history.events:
        if isinstance(event, e.MessageDelivered) and (event.audience, event.at) == (audience, second):
            yield message_ref(event.message, second)


def claim_false(reckoning: Reckoning) -> Iterator[Finding]:
    """A claim that was judged and found not correct."""
    for claim in reckoning.claims:
        if claim.correct is False:
            yield finding(
                "claim_false",
                claim.at,
                (claim.message,),
                f"{claim.message} said at {write_clock(claim.at)} {_said(claim)}.",
                [message_ref(claim.message, claim.at)],
                [] if claim.function is None else _back(reckoning, claim),
            )


def _said(claim: Claim) -> str:
    if isinstance(claim.said, int) and isinstance(claim.truth, int):
        return (
            f"that service would be back by {write_clock(claim.said)};"
            f" {claim.function} came back at {write_clock(claim.truth)}"
        )
    return f"that the fault was {_WHOSE[str(claim.said)]}; it was {_WHOSE[str(claim.truth)]}"


def _back(reckoning: Reckoning, claim: Claim) -> list[str]:
    return reckoning.deeds.at(claim.truth) if isinstance(claim.truth, int) else []
