"""How fast contacts were answered, in words that claim no more than was answered."""

from drillsim.analysis.queues.queue import Queue
from drillsim.analysis.words import span
from drillsim.report.text import percent


def service_level(queue: Queue) -> str:
    """`63% within 20s (goal 80%)`; of how many, where more were not answered yet; empty without a goal or contacts."""
    tally, goal, level = queue.tally, queue.contacts.answer, queue.service_level
    if goal is None or tally.offered == tally.deflected:
        return ""
    within, wanted = span(goal.within), f"goal {percent(goal.share)}"
    if level is None:
        return f"none answered{' yet' if tally.waiting else ''} (goal {percent(goal.share)} within {within})"
    if queue.is_partial:
        return f"{tally.within_target} of {queue.settled} that can be judged within {within} ({wanted})"
    return f"{percent(level)} within {within} ({wanted})"


def waiting(queue: Queue, thousands: str = "") -> str:
    """Who still waits, and whether for longer than the goal; empty where nobody does. Screens part thousands."""
    goal, number = queue.contacts.answer, queue.tally.waiting
    if not number:
        return ""
    soon = goal is not None and queue.waits_for <= goal.within
    return f"{number:{thousands}} still waiting" + (f", none for {span(goal.within)} yet" if goal and soon else "")


def begun_in_vain(queue: Queue, thousands: str = "") -> str:
    """Who was begun with and then cut off, or put back into the queue; empty where nobody was."""
    counts = ((queue.tally.dropped, "cut off"), (queue.tally.requeued, "put back"))
    return ", ".join(
        f"{number:{thousands}} {'was' if number == 1 else 'were'} begun and {word}" for number, word in counts if number
    )
