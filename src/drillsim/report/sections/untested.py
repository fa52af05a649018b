"""What this exercise did not test: nobody may take its silence for a proof."""

from collections.abc import Iterator

from drillsim.analysis.expectations import what_of
from drillsim.record import events as e
from drillsim.report.document import Section
from drillsim.report.facts import Facts
from drillsim.report.labels import NOBODY, SCRIPT, STAND_IN
from drillsim.report.making import bullets, section
from drillsim.report.sections.coverage import exercised
from drillsim.report.text import codes


def untested_section(facts: Facts) -> Section:
    """By what the record holds; what was only simulated or scripted was not tested with people either."""
    return section(
        "not_tested",
        "What this exercise did not test",
        bullets(_lines(facts)) or "Everything in the plan was exercised by people.",
    )


def _lines(facts: Facts) -> Iterator[str]:
    for part in exercised(facts):
        if part.missing:
            yield f"{part.lack}: {codes(part.missing)}."
    never_out = [name for name, row in facts.outcome["functions"].items() if not row["outages"]]
    if never_out:
        yield f"Return of functions that were never out: {codes(never_out)}."
    hazards = {x.event.hazard for x in facts.acts if isinstance(x.event, e.HazardBegan)}
    hazards |= {hazard for hazard, _ in facts.exercise.hazards}
    weighed = [risk.hazard for risk in facts.plan.risks if risk.hazard not in hazards]
    if weighed:
        yield f"Hazards that the plan weighs and that did not strike: {codes(weighed)}."
    yield from _people(facts)
    unseen = [row for row in facts.outcome["expectations"] if row["result"] == "not_observed"]
    if unseen:
        names = [what_of(row)[1] for row in unseen]
        yield f"Expected actions that nobody marked as seen: {codes(names)}."


def _people(facts: Facts) -> Iterator[str]:
    """Roles in whose place nobody of flesh and blood ever acted."""
    if not facts.header.live:
        yield "People: the exercise played itself, so that no deciding, acting or telling of anybody was tested."
        return
    players: dict[str, set[str]] = {}
    for role in facts.plan.roles:
        players[role] = {facts.header.players.get(role, SCRIPT)}
    for act in facts.acts:
        if isinstance(act.event, e.RolePlayed):
            players.setdefault(act.event.role, set()).add(act.event.player)
    nobody = [role for role, names in players.items() if names <= {STAND_IN, SCRIPT, NOBODY}]
    if nobody:
        yield f"Roles that no person played: {codes(nobody)}."
