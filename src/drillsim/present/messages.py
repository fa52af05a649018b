"""Prepared messages: ready, waiting for an approval, sent."""

from drillsim.present.rows import Cell, Column, Row, Table, Tone
from drillsim.present.words import clock
from drillsim.session.view import MessageView, View

COLUMNS = (Column(6), Column(18), Column())


def messages(view: View) -> Table:
    """Those that wait for an approval of ours first."""
    order = sorted(view.messages, key=lambda each: not each.approvers)
    waiting = sum(bool(each.approvers) for each in view.messages)
    title = f"Messages: {waiting} for you to approve" if waiting else "Messages"
    rows = tuple(_row(each) for each in order)
    return Table(
        title, COLUMNS, rows, "enter write  p approve", "The plan has no messages.", "warn" if waiting else "plain"
    )


def _row(message: MessageView) -> Row:
    word: str
    tone: Tone
    if message.waits_since is not None:
        word, tone = "WAITS", "warn"
        note = f"for approval since {clock(message.waits_since)}, sent by {message.waits_by}"
    elif message.sent:
        word, tone = "SENT", "dim"
        note = f"{', '.join(clock(at) for at in message.sent)} to {', '.join(message.to)}"
    else:
        word, tone = "READY", "plain"
        note = f"to {', '.join(message.to)}{', needs approval' if message.needs_approval else ''}"
    return Row(message.id, (Cell(word, tone), Cell(message.id), Cell(note, "dim" if word != "WAITS" else "warn")))
