"""What is proposed for each objective and why (docs/report.md), and what the report lacks to be final."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from report.oracle.expected import Expected
from report.oracle.facts import Facts
from report.oracle.findings import Finding
from report.oracle.outages import Outage
from report.oracle.record import Record
from report.oracle.spelling import span

MOST_REASONS = 4
"""Of one proposal; then the number of the others is said."""
OFF_PLAN = {"permission", "needless_declaration", "priority_broken"}


@dataclass(frozen=True)
class Proposal:
    """A letter, or None where nothing could be judged, and its reasons with their numbers."""

    objective: str
    letter: str | None
    because: list[str]


def asked(facts: Facts, objective: str) -> list[Expected]:
    """What injects that came expected for it."""
    return [each for each in facts.asked if each.objective == objective]


def proposals(facts: Facts) -> list[Proposal]:
    """The first that applies: U never done or MTPD breached, M RTO missed or off plan, S late or noted, else P."""
    return [_propose(facts, name) for name in facts.record.scenario.get("objectives", {})]


def _propose(facts: Facts, objective: str) -> Proposal:
    judged = [x for x in asked(facts, objective) if facts.came_due(x) and x.result != "not observed"]
    if not judged:
        return Proposal(objective, None, [])
    about = speaks_of(facts, objective)
    outages = list(outages_served(facts, objective))
    found = findings_about(facts, about)
    late = [each for each in judged if each.result == "late"]
    repeated = {("late", each.name, each.due) for each in late}
    noted = sum(action.get("objective") == objective for action in facts.actions)
    reasons: dict[str, list[str]] = {
        "U": [each.name for each in judged if each.result == "never"]
        + [f"MTPD {out.function}" for out in outages if out.breached is not None],
        "M": [f"{out.function} {span(out.over)}" for out in outages if out.rto == "missed" and out.breached is None]
        + [_reason(each) for each in found if each.code in OFF_PLAN],
        "S": [f"{each.name} {span(each.late)} {each.source}" for each in late]
        + ([f"noted: {noted}"] if noted else [])
        + [_reason(each) for each in found if (each.code, each.about[0], each.at) not in repeated],
    }
    letter = next((letter for letter, why in reasons.items() if why), "P")
    because = list(dict.fromkeys(reasons.get(letter, [f"all {len(judged)}" if len(judged) > 1 else "one"])))
    if len(because) > MOST_REASONS:
        because = [*because[:MOST_REASONS], f"{len(because) - MOST_REASONS} more"]
    return Proposal(objective, letter, because)


def _reason(finding: Finding) -> str:
    return f"{finding.about[0]}: {finding.text}"


def findings_about(facts: Facts, about: set[str]) -> list[Finding]:
    """Those that speak of any of these."""
    return [each for each in facts.findings if about & set(each.about)]


def speaks_of(facts: Facts, objective: str) -> set[str]:
    """Tasks and messages expected for it, functions it serves, teams, backups and partners, audiences."""
    found: set[str] = set()
    for each in asked(facts, objective):
        effect = effect_of(facts.record, each)
        found |= {each.name, *served(facts.record, effect), *effect.get("switch_to", ()), *effect.get("activate", ())}
        found |= {move["team"] for move in effect.get("move", ())}
        if each.kind == "message":
            found |= set(facts.record.plan["messages"][each.name]["to"])
    return found


def effect_of(record: Record, expected: Expected) -> dict[str, Any]:
    """Of the task that is expected; nothing for anything else."""
    return record.plan["tasks"][expected.name].get("effect", {}) if expected.kind == "task" else {}


def outages_served(facts: Facts, objective: str) -> Iterator[Outage]:
    """Of the functions that an objective serves, by id."""
    names = {name for each in asked(facts, objective) for name in served(facts.record, effect_of(facts.record, each))}
    for name in sorted(names):
        yield from facts.courses[name].outages


def served(record: Record, effect: dict[str, Any]) -> set[str]:
    """Functions that an effect names, or that need a system which it switches, repairs or grows."""
    found = {*effect.get("route", ()), *effect.get("resume", ()), *effect.get("use_workaround", ())}
    found |= {*effect.get("deflect", ())}
    found |= {function for functions in effect.get("activate", {}).values() for function in functions}
    found |= {move["works"] for move in effect.get("move", ()) if "works" in move}
    for verb in ("switch_to", "switch_back", "repair", "grow"):
        for thing in effect.get(verb, ()):
            found |= {name for name in record.plan["functions"] if thing in _rests_on(record, name)}
    return found


def _rests_on(record: Record, function: str) -> set[str]:
    """Everything that a function may need, wherever it may be routed, with the backups of it."""
    plan = record.plan
    body = plan["functions"][function]
    waiting = [*body.get("needs", ()), *body["routed_to"], *body.get("needs_at", {})]
    waiting += [need for needs in body.get("needs_at", {}).values() for need in needs]
    for task in plan["tasks"].values():
        route = task.get("effect", {}).get("route", {}).get(function, [])
        waiting += route if isinstance(route, list) else route.get("add", [])
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            thing = plan["systems"].get(name) or plan["sites"].get(name, {})
            waiting += [*thing.get("needs", ()), *([thing["at"]] if "at" in thing else [])]
            waiting += [thing["area"]] if "area" in thing else []
            waiting += [each for each, backup in plan["systems"].items() if backup.get("backup_for") == name]
    return found


def lacking(facts: Facts) -> list[str]:
    """What people have to do before the report is final, with the numbers of each line."""
    found = [] if facts.record.live else ["played without people"]
    found += [
        f"objective {each.objective}"
        for each in proposals(facts)
        if each.letter is not None and each.objective not in facts.rated
    ]
    forms = facts.record.drill.get("about", {}).get("forms")
    for action in facts.actions:
        lacks = [not action.get("owner"), not action.get("due"), forms == "us" and not action.get("element")]
        if any(lacks):
            found.append(f"action {action['action']}")
    return found
