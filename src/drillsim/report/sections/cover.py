"""The cover: what was exercised, when, from which plan, and how far the report is."""

from collections.abc import Iterator

from drillsim.report.document import Document, Section
from drillsim.report.facts import Facts
from drillsim.report.sections.overview import played
from drillsim.report.status import status
from drillsim.report.text import code, times

DIGEST = 12  # characters of a SHA-256 that tell two texts apart by eye
_SECOND = 10**9
_KIND = {"tabletop": "Tabletop exercise", "timed": "Timed drill", "unattended": "Unattended run"}


def covered(facts: Facts, sections: tuple[Section, ...]) -> Document:
    """The document under its cover. Its date is that of the record, never today."""
    drill = facts.exercise.drill
    found = status(facts)
    wall_ns = facts.header.started_wall_ns
    return Document(
        title=f"After-action report: {facts.labels.text(drill.drill)}",
        subtitle=f"{_KIND[drill.kind]} · After-Action Report / Improvement Plan (AAR/IP)",
        marking="EXERCISE EXERCISE EXERCISE"
        if drill.origin == "planned"
        else "A real event, written up as an exercise",
        status=found.word,
        why=found.why,
        cover=tuple(_cover(facts)),
        sections=sections,
        made_from=_made_from(facts),
        date=wall_ns // _SECOND if wall_ns and facts.header.live else None,
    )


def _cover(facts: Facts) -> Iterator[tuple[str, str]]:
    drill, plan, label = facts.exercise.drill, facts.plan, facts.labels
    yield "exercise", label.text(drill.drill)
    yield "held", str(drill.held) if drill.held else "no date stated"
    yield "plan", f"{label.text(plan.plan)}, version {label.text(plan.version)}, owned by {label.somebody(plan.owner)}"
    yield "scenario", "; ".join(label.text(part.scenario.scenario) for part in facts.exercise.parts)
    yield "played", played(facts)
    about = drill.about
    contact = None if about is None or about.contact is None else about.contact
    if contact is not None:
        yield "point of contact", label.somebody(contact)
    actions = drill.improvements
    yield "improvement plan", times(len(actions), "corrective action", "corrective actions")


def _made_from(facts: Facts) -> str:
    """At the foot of every page: which record, which plan."""
    plan = f"plan {code(facts.outcome['plan']['digest'][:DIGEST])}"
    if facts.heads is None:
        return f"Made from a play of which no record was kept, {plan}"
    return (
        f"Made from record {code(facts.heads.whole[:DIGEST])} (up to EndEx {code(facts.heads.play[:DIGEST])}), {plan}"
    )
