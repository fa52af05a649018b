"""Objectives with a proposed rating, and the rating of people where there is one."""

from collections.abc import Iterator

from drillsim.report.facts import Facts
from drillsim.report.ratings import RATINGS, Proposal, proposals
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
    if rating is not None:
        by = "Rated" if confirmed else "The drill file holds a rating by people:"
        yield f"{by} **{rating.rating}**: {facts.labels.text(rating.why)}."
