"""Prepared messages: ready, waiting for an approval, sent."""

from drillsim.model.spelling import StoryTime
from drillsim.present.outgoing import claimed, preview
from drillsim.present.rows import Cell, Column, Row, Table, Tone
from drillsim.present.words import about, both_clocks, clock, line
from drillsim.session.view import MessageView, View

COLUMNS = (Column(6), Column(18), Column())


def messages(view: View, now: int) -> Table:
    """Those that wait for an approval of ours first."""
    order = sorted(view.messages, key=lambda each: not each.approvers)
    waiting = sum(bool(each.approvers) for each in view.messages)
    title = f"Messages: {waiting} for you to approve" if waiting else "Messages"
    rows = tuple(_row(each, now) for each in order)
    return Table(
        title, COLUMNS, rows, "enter write  p approve", "The plan has no messages.", "warn" if waiting else "plain"
    )


def _row(message: MessageView, now: int) -> Row:
    word: str
    tone: Tone
    if message.waiting is not None:
        word, tone = "WAITS", "warn"
        waited = about(now - message.waiting.since)
        note = f"for approval since {clock(message.waiting.since)} ({waited}), sent by {message.waiting.by}"
    elif message.sent:
        word, tone = "SENT", "dim"
        note = f"{', '.join(clock(at) for at in message.sent)} to {', '.join(message.to)}"
    else:
        word, tone = "READY", "plain"
        note = f"to {', '.join(message.to)}{', needs approval' if message.needs_approval else ''}"
    return Row(message.id, (Cell(word, tone), Cell(message.id), Cell(note, "dim" if word != "WAITS" else "warn")))


def to_approve(message: MessageView, begins: StoryTime, now: int) -> tuple[Cell, ...]:
    """A message that waits: who sent it, since when it waits, the text as it will go out, what it claims."""
    waiting = message.waiting
    if waiting is None:
        return (Cell("It no longer waits for an approval.", "dim"),)
    channels = dict(message.via)
    through = ", ".join(line(channels.get(channel, channel)) for channel in waiting.via)
    head = f"{waiting.by} sent it; it waits since {both_clocks(begins, waiting.since)}, {about(now - waiting.since)}."
    found = [Cell(head, "warn"), Cell(f"To {', '.join(message.to)}, through {through}:", "dim")]
    found += preview(message, dict(waiting.fill))
    if claims := claimed(waiting, begins):
        found.append(Cell(f"It claims: {claims}.", "warn"))
    return tuple(found)
