"""The whiteboard as it stood at the end."""

from drillsim.analysis.written import Noted, written
from drillsim.record.written import Column, Whiteboard
from drillsim.report.facts import Facts
from drillsim.report.text import clock, items, section

TITLES: dict[Column, str] = {"facts": "Facts", "unknown": "Unknown", "assumed": "Assumed", "actions": "Actions"}


def whiteboard_section(facts: Facts) -> str:
    """Only where somebody wrote on it, by column."""
    board = written(facts.reckoned.entries).of(Whiteboard)
    blocks = [
        f"{title}:\n\n{items(lines)}"
        for column, title in TITLES.items()
        if (lines := [_line(facts, noted) for noted in board if noted.line.column == column])
    ]
    return section("Whiteboard at EndEx", *blocks) if blocks else ""


def _line(facts: Facts, noted: Noted[Whiteboard]) -> str:
    return f"{facts.labels.text(noted.line.text)} ({facts.labels.role(noted.line.by)}, {clock(noted.at)})"
