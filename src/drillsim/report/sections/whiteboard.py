"""The whiteboard as it stood at the end."""

from drillsim.analysis.written import TITLES, Noted, written
from drillsim.record.written import Whiteboard
from drillsim.report.document import Block, Bullets, Heading, Section
from drillsim.report.facts import Facts
from drillsim.report.making import section
from drillsim.report.text import clock


def whiteboard_section(facts: Facts) -> Section | None:
    """Only where somebody wrote on it, by column."""
    board = written(facts.reckoned.entries).of(Whiteboard)
    blocks: list[Block] = []
    for column, title in TITLES.items():
        lines = tuple(_line(facts, noted) for noted in board if noted.line.column == column)
        blocks += [Heading(title), Bullets(lines)] if lines else []
    title = "Whiteboard at EndEx" if facts.ended else "Whiteboard where the record ends"
    return section("whiteboard", title, blocks) if blocks else None


def _line(facts: Facts, noted: Noted[Whiteboard]) -> str:
    return f"{facts.labels.text(noted.line.text)} ({facts.labels.role(noted.line.by)}, {clock(noted.at)})"
