"""Analysis of core capabilities: the summary table, and of each objective strengths and areas for improvement."""

from collections.abc import Iterator

from drillsim.analysis.ratings import DEFINITIONS, RATINGS, RULE, Proposal
from drillsim.record import written as w
from drillsim.report.document import Block, Bullets, Heading, Para, Section, Table
from drillsim.report.facts import Facts
from drillsim.report.making import section
from drillsim.report.marks import strong
from drillsim.report.objective_facts import Area, about, areas, in_its_favour
from drillsim.report.sections.observations import written_at
from drillsim.report.text import code, refs

_LETTERS = tuple(RATINGS)


def capabilities_section(facts: Facts) -> Section:
    """The tool proposes, a human confirms. What was played without people is never confirmed."""
    if not facts.exercise.objectives:
        return section("capabilities", "Analysis of core capabilities", "The scenario states no objectives.")
    return section(
        "capabilities",
        "Analysis of core capabilities",
        Para("Summary of core capability performance", "caption"),
        _summary(facts),
        Para(_marks(facts), "note"),
        [block for proposal in facts.proposals for block in _objective(facts, proposal)],
        _uncovered(facts),
        Heading("Ratings key"),
        Bullets(tuple(f"{strong(f'{name} ({letter})')}: {DEFINITIONS[letter]}" for letter, name in RATINGS.items())),
        Para(f"How a rating is proposed: {RULE}", "note"),
    )


def _marks(facts: Facts) -> str:
    said = "X: rated by people. (X): proposed by rule, not confirmed by people."
    return said if facts.header.live else f"{said} This run was unattended: nothing in it can be confirmed."


def _summary(facts: Facts) -> Table:
    """One mark a row, as doctrine has it; the mark of a proposal is told from that of a rating."""
    rows = []
    for proposal in facts.proposals:
        objective = facts.exercise.objectives[proposal.objective]
        rating = _rating(facts, proposal.objective)
        letter, mark = (proposal.letter, "(X)") if rating is None else (rating, "X")
        marks = [mark if letter == each else "" for each in _LETTERS]
        capability = facts.labels.text(objective.capability) if objective.capability else "none named"
        none = "not evaluated" if letter is None else ""
        rows.append((facts.labels.text(objective.text), capability, *marks, none))
    return Table(("objective", "core capability", *_LETTERS, "else"), tuple(rows), "CapabilitySummary")


def _rating(facts: Facts, objective: str) -> w.Letter | None:
    rating = facts.exercise.drill.ratings.get(objective)
    return rating.rating if rating is not None and facts.header.live else None


def _objective(facts: Facts, proposal: Proposal) -> Iterator[Block]:
    objective = facts.exercise.objectives[proposal.objective]
    capability = f" ({facts.labels.text(objective.capability)})" if objective.capability else ""
    yield Heading(f"{facts.labels.text(objective.text)}{capability}")
    yield Para(" ".join(_ratings(facts, proposal)))
    strengths = [*_said(facts, proposal.objective, "strength"), *in_its_favour(facts, proposal.objective)]
    yield Para("Strengths", "caption")
    yield Bullets(tuple(strengths)) if strengths else Para("None is written or measured.")
    yield from _areas(facts, proposal.objective)


def _ratings(facts: Facts, proposal: Proposal) -> Iterator[str]:
    rating = facts.exercise.drill.ratings.get(proposal.objective)
    confirmed = rating is not None and facts.header.live
    because = facts.labels.text("; ".join(proposal.because))
    if proposal.letter is None:
        yield f"{code(proposal.objective)}: {strong('not evaluated')}, because {because}."
    else:
        proposed = f"proposed {proposal.letter}{'' if confirmed else ', not confirmed'}"
        yield f"{code(proposal.objective)}: {strong(proposed)}, because {because}."
    if confirmed:
        yield from _by_people(facts, proposal.objective)
    elif rating is not None:
        yield f"The drill file holds a rating by people: {strong(rating.rating)}: {facts.labels.text(rating.why)}."


def _by_people(facts: Facts, objective: str) -> Iterator[str]:
    """The last rating of everybody who rated it; that they differ is said, and nobody is outvoted."""
    rates = [noted for noted in facts.writing.ratings if noted.line.objective == objective]
    for noted in rates:
        line = noted.line
        yield (
            f"Rated {strong(line.rating)} by {facts.labels.role(line.by)} ({written_at(noted)}):"
            f" {facts.labels.text(line.why)}."
        )
    if len({noted.line.rating for noted in rates}) > 1:
        yield strong("Those who rated it differ.")


def _said(facts: Facts, objective: str, says: w.Said) -> Iterator[str]:
    for noted in facts.writing.of(w.HotWash):
        if noted.line.objective == objective and noted.line.says == says:
            yield f"“{facts.labels.text(noted.line.text)}” ({facts.labels.role(noted.line.by)}, hot wash)"


def _areas(facts: Facts, objective: str) -> Iterator[Block]:
    found = list(areas(facts, objective))
    said = tuple(_said(facts, objective, "area"))
    yield Para("Areas for improvement", "caption")
    if not found and not said:
        yield Para("None is written or measured.")
    if said:
        yield Bullets(said)
    if found:
        heads = ("area", "reference in the plan", "what the record shows", "evidence", "analysis (root cause)")
        yield Table(heads, tuple(_area(area) for area in found), "AreasForImprovement", objective)


def _uncovered(facts: Facts) -> list[Block]:
    """Findings that bear on no objective: they must not drop out of the analysis."""
    covered = {name for objective in facts.exercise.objectives for name in about(facts, objective)}
    rows = [finding for finding in facts.outcome["findings"] if not covered & set(finding["about"])]
    if not rows:
        return []
    return [
        Heading("Findings that no objective covers"),
        Bullets(tuple(f"{facts.labels.text(row['text'])} ({refs(row['evidence'])})" for row in rows)),
    ]


def _area(area: Area) -> tuple[str, ...]:
    return area.title, area.reference, area.fact, area.evidence, area.analysis
