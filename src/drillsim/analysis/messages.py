"""Which messages reached whom (language.md, rule 7)."""

from drillsim.analysis.history import History
from drillsim.analysis.shape import DeliveryRow, UndeliveredRow
from drillsim.record import events as e


def deliveries(history: History) -> list[DeliveryRow]:
    """Each message with each audience it reached, and by which channels."""
    return [
        {"message": x.message, "audience": x.audience, "at": x.at, "channels": list(x.channels)}
        for x in history.events
        if isinstance(x, e.MessageDelivered)
    ]


def undelivered(history: History) -> list[UndeliveredRow]:
    """Each message with each audience in its `to` that it did not reach, and why."""
    return [
        {"message": x.message, "audience": x.audience, "at": x.at, "why": x.why}
        for x in history.events
        if isinstance(x, e.MessageUndelivered)
    ]
