"""Objectives with a proposed rating, and the rating of people where there is one."""

from collections.abc import Iterator

from drillsim.analysis.ratings import RATINGS, Proposal, proposals
from drillsim.report.facts import Facts
from drillsim.report.sections.observations import written_at
from drillsim.report.text import code, items, section


def objectives_section(facts: Facts) -> str:
    """The tool proposes, a human confirms. What was played without people is never confirmed."""
    if not facts.exercise.objectives:
        return section("Objectives", "The scenario states none.")
    lines = [_line(facts, x) for x in proposals(facts.exercise, facts.outcome, facts.history.came)]
    key = ", ".join(f"{letter} {name}" for letter, name in RATINGS.items())
    unattended = "" if facts.header.live else " This run was unattended: nothing in it can be confirmed."
    return section("Objectives", f"Ratings: {key}. A proposal is not a rating.{unattended}", items(lines))


def _line(facts: Facts, proposal: Proposal) -> str:
    objective = facts.exercise.objectives[proposal.objective]
    capability = f" ({facts.labels.text(objective.capability)})" if objective.capability else ""
    said = " ".join(_ratings(facts, proposal))
    return f"{code(proposal.objective)}{capability}: {facts.labels.text(objective.text)}. {said}".replace("..", ".")


def _ratings(facts: Facts, proposal: Proposal) -> Iterator[str]:
    rating = facts.exercise.drill.ratings.get(proposal.objective)
    confirmed = rating is not None and facts.header.live
    because = facts.labels.text("; ".join(proposal.because))
    if proposal.letter is None:
        yield f"**Not evaluated**: {because}."
    else:
        yield f"**Proposed {proposal.letter}{'' if confirmed else ', not confirmed'}**: {because}."
    if confirmed:
        yield from _by_people(facts, proposal.objective)
    elif rating is not None:
        yield f"The drill file holds a rating by people: **{rating.rating}**: {facts.labels.text(rating.why)}."


def _by_people(facts: Facts, objective: str) -> Iterator[str]:
    """The last rating of everybody who rated it; that they differ is said, and nobody is outvoted."""
    rates = [noted for noted in facts.writing.ratings if noted.line.objective == objective]
    for noted in rates:
        line = noted.line
        yield (
            f"Rated **{line.rating}** by {facts.labels.role(line.by)} ({written_at(noted)}):"
            f" {facts.labels.text(line.why)}."
        )
    if len({noted.line.rating for noted in rates}) > 1:
        yield "**Those who rated it differ.**"
