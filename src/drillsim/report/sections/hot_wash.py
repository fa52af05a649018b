"""The hot wash: of a live drill from its record, of any other as the drill file has it."""

from drillsim.record import written as w
from drillsim.report.document import Block, Bullets, Heading, Section
from drillsim.report.facts import Facts
from drillsim.report.making import section
from drillsim.report.text import code

_SAYS: dict[w.Said, str] = {"strength": "Strength", "area": "Area to improve", "question": "Open question"}


def hot_wash_section(facts: Facts) -> Section | None:
    """What was said right after the exercise."""
    if facts.header.live:
        return _said_by_objective(facts)
    hotwash = facts.exercise.drill.hotwash
    if hotwash is None:
        return None
    said = [("Went well", hotwash.went_well), ("To improve", hotwash.to_improve)]
    blocks: list[Block] = []
    for title, lines in said:
        blocks += [Heading(title), Bullets(tuple(map(facts.labels.text, lines)))] if lines else []
    return section("hot_wash", "Hot wash", blocks) if blocks else None


def _said_by_objective(facts: Facts) -> Section | None:
    """The exercise as a whole, then each objective of which anything was said, by roles."""
    found = [noted.line for noted in facts.writing.of(w.HotWash)]
    blocks: list[Block] = []
    for topic in (None, *facts.exercise.objectives):
        lines = tuple(_said(facts, line) for line in found if line.objective == topic)
        title = "The exercise" if topic is None else code(topic)
        blocks += [Heading(title), Bullets(lines)] if lines else []
    return section("hot_wash", "Hot wash", blocks) if blocks else None


def _said(facts: Facts, line: w.HotWash) -> str:
    return f"{_SAYS[line.says]} ({facts.labels.role(line.by)}): {facts.labels.text(line.text)}"
