"""The whiteboard as it stood at the end."""

from drillsim.analysis.written import TITLES, Noted, written
from drillsim.record.written import Whiteboard
from drillsim.report.facts import Facts
from drillsim.report.text import clock, items, section


def whiteboard_section(facts: Facts) -> str:
    """Only where somebody wrote on it, by column."""
    board = written(facts.reckoned.entries).of(Whiteboard)
    blocks = [
        f"{title}:\n\n{items(lines)}"
        for column, title in TITLES.items()
        if (lines := [_line(facts, noted) for noted in board if noted.line.column == column])
    ]
    title = "Whiteboard at EndEx" if facts.ended else "Whiteboard where the record ends"
    return section(title, *blocks) if blocks else ""


def _line(facts: Facts, noted: Noted[Whiteboard]) -> str:
    return f"{facts.labels.text(noted.line.text)} ({facts.labels.role(noted.line.by)}, {clock(noted.at)})"
