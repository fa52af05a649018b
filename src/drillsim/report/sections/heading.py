"""What was exercised, how it was played, and what its times rest on."""

from collections import Counter
from collections.abc import Iterator

from drillsim.analysis.duty import RESPONSES
from drillsim.analysis.words import span
from drillsim.record import events as e
from drillsim.report.facts import Facts
from drillsim.report.table import table
from drillsim.report.text import clock, code, codes, story, times

_DIGEST = 12  # characters of a SHA-256 that tell two texts apart by eye
_KIND = {
    "tabletop": "tabletop (talked through)",
    "timed": "timed (really done, against the clock)",
    "unattended": "unattended (played without people)",
}
_ANNOUNCED = {"in_advance": "announced in advance", "surprise": "surprise drill", None: "not stated"}


def section(facts: Facts) -> str:
    """Title, markings, what was played on what, by whom."""
    drill = facts.exercise.drill
    marking = "EXERCISE EXERCISE EXERCISE" if drill.origin == "planned" else "A real event, written up as an exercise"
    return "\n\n".join(
        [
            f"# After-action report: {facts.labels.text(drill.drill)}",
            f"**{marking}** · **DRAFT** ({_why_draft(facts)})",
            table(("exercise", "as played"), _overview(facts)),
            "### Who played",
            table(("role", "played by"), _players(facts), empty="The plan has no roles."),
            "### What the times rest on",
            _basis(facts),
        ]
    )


def _why_draft(facts: Facts) -> str:
    open_actions = sum(
        not (action.owner and action.element and action.due) for action in facts.exercise.drill.improvements
    )
    if open_actions:
        return f"{times(open_actions, 'action lacks', 'actions lack')} an owner, an element or a due date"
    return "not yet validated by people"


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
            if value and (name != "contact" or label.names):
                yield name, label.text(value)


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


def _players(facts: Facts) -> Iterator[tuple[str, str]]:
    """From StartEx on, and every change of hands."""
    found: dict[str, list[tuple[int, str]]] = {role: [] for role in facts.plan.roles}
    for act in facts.acts:
        if isinstance(act.event, e.RolePlayed):
            found.setdefault(act.event.role, []).append((act.event.at, act.event.player))
    for role, played in found.items():
        first, *later = played or [(0, facts.header.players.get(role, "script"))]
        words = [facts.labels.player(first[1])]
        words += [f"from {clock(at)} {facts.labels.player(player)}" for at, player in later]
        yield facts.labels.role(role), "; ".join(words)


def _basis(facts: Facts) -> str:
    """How each kind of time in this report came about; tables never mix two kinds in one column."""
    responses = Counter(
        "measured" if facts.header.live and entry.id is not None else "scripted"
        for entry in facts.history.commands
        if entry.kind in RESPONSES
    )
    done = e.TaskStarted | e.MessageSent | e.MessageApproved | e.Decided
    stand_ins = sum(act.basis == "simulated" and isinstance(act.event, done) for act in facts.acts)
    usual = sum(
        isinstance(act.event, e.TaskDone) and act.basis == "estimated" and _took(facts, act.event) for act in facts.acts
    )
    rows = [
        ("measured", f"{times(responses['measured'], 'response', 'responses')} of people at the clock"),
        (
            "as scripted",
            f"{times(responses['scripted'], 'response', 'responses')} written in the drill file; nobody was timed",
        ),
        ("simulated", times(stand_ins, "act of a stand-in", "acts of stand-ins")),
        ("estimated", f"{times(usual, 'task end', 'task ends')} by the plan's usual times; nobody was timed"),
        (
            "reckoned",
            "levels, outages and their causes: the model's answer to the above, with the plan's numbers",
        ),
    ]
    return table(("times that are", "are those of"), rows)


def _took(facts: Facts, done: e.TaskDone) -> bool:
    return facts.plan.tasks[done.task].takes.usual > 0
