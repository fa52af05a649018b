"""What was exercised, how it was played, and what its times rest on."""

from collections.abc import Iterator

from drillsim.analysis.words import span
from drillsim.record import events as e
from drillsim.report.document import Section
from drillsim.report.facts import Facts
from drillsim.report.making import section, table
from drillsim.report.text import clock, code, codes, story

_DIGEST = 12  # characters of a SHA-256 that tell two texts apart by eye
_NOT_STATED = "not stated"
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
    """What HSEEP's overview asks for; then how it was played."""
    drill, plan, label = facts.exercise.drill, facts.plan, facts.labels
    yield "held", str(drill.held) if drill.held else "no date stated"
    yield from _asked_for(facts)
    yield "plan", f"{label.text(plan.plan)}, version {label.text(plan.version)}"
    yield (
        "plan's digest",
        f"{code(facts.outcome['plan']['digest'][:_DIGEST])} (SHA-256 of its text as played, shortened)",
    )
    yield "kind", _KIND[drill.kind]
    yield "played", played(facts)
    yield "facilitator", _facilitator(facts)
    yield "announced", _ANNOUNCED[drill.announced]
    yield "story begins", story(facts.exercise, 0)
    broken_off = "" if facts.ended else ", broken off before EndEx"
    yield "length", f"{span(facts.lasts)} on the exercise clock{broken_off} (planned: {span(facts.exercise.lasts)})"
    yield "pace", _pace(facts)


def _asked_for(facts: Facts) -> Iterator[tuple[str, str]]:
    label, about = facts.labels, facts.exercise.drill.about
    goals = facts.exercise.objectives.values()
    scope = None if about is None else about.scope
    yield "scope", label.text(scope) if scope else _NOT_STATED
    capabilities = dict.fromkeys(goal.capability for goal in goals if goal.capability)
    yield "core capabilities", "; ".join(map(label.text, capabilities)) or _NOT_STATED
    yield "objectives", "; ".join(label.text(goal.text) for goal in goals) or _NOT_STATED
    hazards = dict.fromkeys(name for part in facts.exercise.parts for name in part.scenario.hazard)
    yield "threat or hazard", codes(list(hazards))
    for part in facts.exercise.parts:
        starts = f", starts {clock(part.starts)}" if part.starts else ""
        told = f": {label.text(part.scenario.story)}" if part.scenario.story else ""
        yield "scenario", f"{label.text(part.scenario.scenario)}{starts}{told}"
    for name in ("venue", "sponsor"):
        value = None if about is None else getattr(about, name)
        yield name, _NOT_STATED if not value else label.somebody(value) if name == "sponsor" else label.text(value)
    organisations = dict.fromkeys(x.organisation for x in facts.exercise.drill.attended if x.organisation)
    yield "participating organisations", "; ".join(map(label.text, organisations)) or _NOT_STATED
    contact = None if about is None else about.contact
    yield "point of contact", label.somebody(contact) if contact else _NOT_STATED


def played(facts: Facts) -> str:
    """A file with a date tells of a drill that people held; its responses are as somebody wrote them up."""
    drill = facts.exercise.drill
    if facts.header.live:
        return "live, by people at a clock"
    if drill.held is not None and drill.kind != "unattended":
        return f"from the drill file, as written up of the exercise held {drill.held}; nobody was timed by drillsim"
    return "unattended, from the drill file"


def _facilitator(facts: Facts) -> str:
    name = facts.exercise.drill.facilitator
    if name is None:
        return "none stated"
    return facts.labels.text(name) if facts.labels.names else "one person (names are left out)"


def _pace(facts: Facts) -> str:
    if not facts.header.live:
        return "not timed: nobody watched the clock"
    begins = facts.exercise.drill.pace
    changes = {x.event.at: x.event.pace for x in facts.acts if isinstance(x.event, e.PaceSet)}  # the last of a second
    paces = ["jump" if begins is None else f"{begins}x", *(f"{pace}x from {clock(at)}" for at, pace in changes.items())]
    fast = begins is None or begins > 1 or len(paces) > 1
    return ", ".join(paces) + ("; what was timed above 1x is no measure of real work" if fast else "")
