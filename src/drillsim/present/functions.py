"""Functions against what was promised: level, outage, time left of the RTO."""

from drillsim.present.queues import has_queues, waiting
from drillsim.present.rows import Cell, Column, Row, Table, Tone
from drillsim.present.words import about, clock, line, percent, span
from drillsim.session.view import FunctionView, View

COLUMNS = (Column(5), Column(), Column(10, needs=78), Column(4, right=True), Column(21))
NARROW = (Column(5), Column(), Column(10, needs=50), Column(4, right=True))
WAITING = Column(14, needs=40, right=True)
BUSY = (*COLUMNS[:2], Column(10, needs=100), COLUMNS[3], WAITING, Column(24))
BUSY_NARROW = (*NARROW[:2], Column(10, needs=64), NARROW[3], WAITING)
"""With customers, whose number is worth more than the gauge."""
GAUGE = 10
SOON = 30 * 60  # seconds: an RTO that runs out within the half hour is said in the tone of a warning


def functions(view: View, now: int, *, narrow: bool = False, title: str = "") -> Table:
    """The mode, and one line for each function that these roles see; in a narrow panel what to know stands under it.

    `title` is said instead of the mode and the next news due.
    """
    mode = f"{view.mode.upper()} since {clock(view.mode_since)}" if view.mode != "normal" else "Mode: normal"
    tone: Tone = "bad" if view.mode == "emergency" else "warn" if view.mode == "resuming" else "plain"
    title = title or mode + _news(view, now)
    is_busy = has_queues(view.functions)
    rows = tuple(_row(function, now, narrow=narrow, is_busy=is_busy) for function in view.functions)
    columns = (BUSY_NARROW if is_busy else NARROW) if narrow else BUSY if is_busy else COLUMNS
    return Table(title, columns, rows, empty="These roles see no function.", tone=tone)


def _news(view: View, now: int) -> str:
    """Which audience is to hear from us next, so that it is in sight whatever panel is open."""
    due = min(view.updates, key=lambda each: each.due, default=None)
    if due is None:
        return ""
    return f" | NEWS OVERDUE: {due.audience}" if due.due < now else f" | news due {clock(due.due)}: {due.audience}"


def _row(function: FunctionView, now: int, *, narrow: bool, is_busy: bool) -> Row:
    word, tone, note = _state(function, now)
    filled = int(function.share * GAUGE + 1e-9)
    gauge = "#" * filled + "." * (GAUGE - filled)
    if is_busy and word == "OUT" and not note.startswith(("RTO", "closed")):
        note = f"out {note}"  # beside how many wait it would read as how long they do
    cells = [Cell(word, tone), Cell(line(function.name)), Cell(gauge, "dim"), Cell(percent(function.share), tone)]
    if is_busy:
        cells.append(waiting(function.queue) if function.queue else Cell(""))
    if narrow:
        return Row(function.id, tuple(cells), note)
    return Row(function.id, (*cells, Cell(note, tone if word == "OUT" else "dim")))


def _state(function: FunctionView, now: int) -> tuple[str, Tone, str]:
    if function.put_aside_since is not None:
        since = now - function.put_aside_since
        if function.can_pause is None:
            return "ASIDE", "warn", f"since {clock(function.put_aside_since)}"
        if since > function.can_pause:
            return "ASIDE", "bad", f"{about(since - function.can_pause)} TOO LONG"
        return "ASIDE", "warn", f"{about(since)} of {span(function.can_pause)}"
    if function.out_since is None or function.rto_due is None:
        if function.closed:
            return "SHUT", "dim", "closed at these hours"
        return "OK", "good", f"MBCO {percent(function.mbco)}, RTO {span(function.rto)}"
    out = now - function.out_since
    late, left = function.over_rto(now), function.rto_due - now
    if late:
        return "OUT", "bad", f"RTO MISSED by {about(late)}"
    if function.closed:
        return "OUT", "warn", f"closed, RTO in {about(left)}"
    return "OUT", "bad" if left <= SOON else "warn", f"{about(out)}, RTO in {about(left)}"
