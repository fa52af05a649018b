"""Messages: sent, waiting for approval, delivered or not (rule 7)."""

from drillsim.engine.play import Play
from drillsim.engine.tasks import refuse, uncovered
from drillsim.record.commands import Approves, Sends
from drillsim.record.events import (
    ClaimMade,
    MessageApproved,
    MessageDelivered,
    MessageSent,
    MessageUndelivered,
)


def send(play: Play, command: Sends, *, simulated: bool = False) -> None:
    """Sends a message. Where it needs approval it waits; nothing before the approval counts."""
    message = play.plan.messages.get(command.message)
    if message is None:
        refuse(play, command.by, command.message, "unknown", f"the plan has no message {command.message}")
        return
    if uncovered(play, command.by, command.message):
        return
    via = message.via if command.via is None else command.via
    sent = MessageSent(
        play.now,
        command.message,
        command.by,
        via,
        message.approval == "needed",
        simulated,
        command.fill,
        command.cause,
        command.fault,
        command.restored_by,
    )
    play.emit(sent)
    if not sent.waits:
        _deliver(play, sent)


def approve(play: Play, command: Approves, *, simulated: bool = False) -> None:
    """Approves a message that waits; it goes out at this second."""
    waiting = play.state.waiting.get(command.message)
    if waiting is None:
        known = command.message in play.plan.messages
        text = (
            f"{command.message} does not wait for approval" if known else f"the plan has no message {command.message}"
        )
        refuse(play, command.by, command.message, "unknown", text)
        return
    if uncovered(play, command.by, command.message):
        return
    role = play.plan.roles.get(command.by)
    if role is None or "approve_messages" not in role.may:
        refuse(play, command.by, command.message, "not_allowed", f"{command.by} may not approve messages")
        return
    play.emit(MessageApproved(play.now, command.message, command.by, simulated))
    _deliver(play, waiting)


def open_channels(play: Play, audience: str, via: tuple[str, ...]) -> tuple[str, ...]:
    """The channels among `via` that reach an audience and whose needs are met."""
    channels = play.plan.channels
    return tuple(
        name for name in via if audience in channels[name].reaches and play.world.all_met(channels[name].needs)
    )


def _deliver(play: Play, sent: MessageSent) -> None:
    reached = False
    for audience in play.plan.messages[sent.message].to:
        channels = open_channels(play, audience, sent.via)
        if channels:
            play.emit(MessageDelivered(play.now, sent.message, audience, channels, sent.by))
            reached = True
        else:
            play.emit(MessageUndelivered(play.now, sent.message, audience, _why(play, audience, sent.via)))
    if reached and (sent.cause or sent.fault or sent.restored_by is not None):
        play.emit(ClaimMade(play.now, sent.message, sent.cause, sent.fault, sent.restored_by))


def _why(play: Play, audience: str, via: tuple[str, ...]) -> str:
    reasons = []
    for name in via:
        channel = play.plan.channels[name]
        if audience not in channel.reaches:
            reasons.append(f"{name} does not reach {audience}")
        else:
            unmet = [need for need in channel.needs if not play.world.met(need)]
            reasons.append(f"{name} needs {', '.join(unmet)}")
    return "; ".join(reasons)
