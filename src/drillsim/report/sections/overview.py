"""What was exercised, how it was played, and what its times rest on."""

from collections.abc import Iterator

from drillsim.analysis.words import span
from drillsim.record import events as e
from drillsim.report.document import Section
from drillsim.report.facts import Facts
from drillsim.report.making import section, table
from drillsim.report.text import clock, code, codes, story

_DIGEST = 12  # characters of a SHA-256 that tell two texts apart by eye
_KIND = {
    "tabletop": "tabletop (talked through)",
    "timed": "timed (really done, against the clock)",
    "unattended": "unattended (played without people)",
}
_ANNOUNCED = {"in_advance": "announced in advance", "surprise": "surprise drill", None: "not stated"}


def overview_section(facts: Facts) -> Section:
    """What was played on what, and how."""
    return section("overview", "Exercise overview", table("Overview", ("exercise", "as played"), _overview(facts)))


def _overview(facts: Facts) -> Iterator[tuple[str, str]]:
    drill, plan, label = facts.exercise.drill, facts.plan, facts.labels
    yield "plan", f"{label.text(plan.plan)}, version {label.text(plan.version)}"
    yield (
        "plan's digest",
        f"{code(facts.outcome['plan']['digest'][:_DIGEST])} (SHA-256 of its text as played, shortened)",
    )
    for part in facts.exercise.parts:
        starts = f", starts {clock(part.starts)}" if part.starts else ""
        yield "scenario", f"{label.text(part.scenario.scenario)}{starts}"
    yield (
        "hazard",
        codes(list(dict.fromkeys(name for part in facts.exercise.parts for name in part.scenario.hazard))),
    )
    yield "held", str(drill.held) if drill.held else "no date stated"
    yield "kind", _KIND[drill.kind]
    yield "played", "live, by people at a clock" if facts.header.live else "unattended, from the drill file"
    yield "facilitator", _facilitator(facts)
    yield "announced", _ANNOUNCED[drill.announced]
    yield "story begins", story(facts.exercise, 0)
    broken_off = "" if facts.ended else ", broken off before EndEx"
    yield "length", f"{span(facts.lasts)} on the exercise clock{broken_off} (planned: {span(facts.exercise.lasts)})"
    yield "pace", _pace(facts)
    yield "seed", str(facts.outcome["seed"])
    yield "engine", label.text(facts.outcome["engine"])
    if facts.header.contacts_engine is not None:
        yield "customers", f"engine {code(facts.header.contacts_engine)}, {code(f'numpy-{facts.header.numpy}')}"
    if drill.about is not None:
        for name in ("venue", "sponsor", "scope", "contact"):
            value = getattr(drill.about, name)
            if value:
                yield name, label.somebody(value) if name in ("sponsor", "contact") else label.text(value)


def _facilitator(facts: Facts) -> str:
    name = facts.exercise.drill.facilitator
    if name is None:
        return "none stated"
    return facts.labels.text(name) if facts.labels.names else "one person (names are left out)"


def _pace(facts: Facts) -> str:
    if not facts.header.live:
        return "of no matter: nobody watched the clock"
    begins = facts.exercise.drill.pace
    paces = ["jump" if begins is None else f"{begins}x"]
    paces += [f"{x.event.pace}x from {clock(x.event.at)}" for x in facts.acts if isinstance(x.event, e.PaceSet)]
    fast = begins is None or begins > 1 or len(paces) > 1
    return ", ".join(paces) + ("; what was timed above 1x is no measure of real work" if fast else "")
