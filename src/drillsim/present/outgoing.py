"""The text of a message as it goes out: placeholders filled in, marked as an exercise, what is still empty named."""

import re
from collections.abc import Mapping

from drillsim.model.scenario import Fault
from drillsim.model.spelling import StoryTime
from drillsim.present.rows import Cell
from drillsim.present.words import block, both_clocks, line
from drillsim.session.view import MessageView, WaitingView

MARKING = "EXERCISE EXERCISE EXERCISE"

BLANKS = {"what": "What happened", "doing": "What we do", "when": "Back when", "next_update": "Next news"}
"""Placeholder -> what a form asks for."""

FAULTS: tuple[tuple[Fault, str], ...] = (
    ("ours", "ours"),
    ("supplier", "a supplier's"),
    ("customer", "a customer's"),
    ("nature", "nature's"),
    ("unknown", "not known yet"),
)
"""Whose fault a message may say it is."""

_BLANK = re.compile(r"\{(" + "|".join(BLANKS) + r")\}")


def filled(text: str, fill: Mapping[str, str]) -> str:
    """The text with these placeholders filled in; what is filled in is not looked through again."""
    return _BLANK.sub(lambda match: fill.get(match[1]) or match[0], text)


def preview(message: MessageView, fill: Mapping[str, str]) -> tuple[Cell, ...]:
    """What its readers will get, and which placeholders they would see as they stand."""
    text = block(filled(message.text, fill)) or "(The plan gives no text for it.)"
    found = [Cell(MARKING, "strong"), Cell(text)]
    empty = [f"{BLANKS[blank]} {{{blank}}}" for blank in message.blanks if not fill.get(blank)]
    if empty:
        found.append(Cell(f"Still empty: {', '.join(empty)}", "warn"))
    return tuple(found)


def claimed(sent: WaitingView, begins: StoryTime) -> str:
    """What a message claims to be true, in a line; empty where it claims nothing."""
    parts = [f"the cause is {line(sent.cause)}"] if sent.cause else []
    if sent.fault:
        parts.append(f"the fault is {dict(FAULTS)[sent.fault]}")
    if sent.restored_by is not None:
        parts.append(f"back by {both_clocks(begins, sent.restored_by)}")
    return "; ".join(parts)
