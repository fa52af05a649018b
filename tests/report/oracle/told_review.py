"""What a reader is told at the end: findings, coverage, what is not normal, costs, actions, sign-off, method."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from report.oracle.basis import basis
from report.oracle.facts import Facts
from report.oracle.findings import Finding, second_of_normal
from report.oracle.people import RESPONSES, idle, partner_seconds
from report.oracle.ratings import (
    lacking,
)
from report.oracle.spelling import HOUR, clock, usual
from report.oracle.told import Cell, Prose, Rows, Told
from report.oracle.world import at_second

METHOD_EXAMPLES = ["A clock such as T+00:30 ... Numbers such as #57"]
"""How a clock and an entry look like, said to a reader; they are of no drill."""


REFERENCE_EXAMPLE = "task:NAME T+00:30"
"""How a reference looks like, said under the findings."""


def findings(facts: Facts) -> Told:
    """How many of each code, then each by time; evidence is held against the record by itself."""
    found = facts.findings
    if not found:
        return Told()
    codes = [each.code for each in found]
    counts = ", ".join(f"{codes.count(code)} {code}" for code in sorted(set(codes)))
    rows: Rows = [[clock(x.at), x.code.replace("_", " "), Prose(x.text), Prose("")] for x in found]
    return Told([f"{len(found)} findings: {counts}", REFERENCE_EXAMPLE], [rows])


def _line(finding: Finding) -> str:
    return f"{'' if finding.at is None else clock(finding.at)} {finding.code}: {finding.text}"


def permission(facts: Facts) -> Told:
    """Each of this code, as a line."""
    return Told([_line(each) for each in facts.findings if each.code == "permission"])


def refused(facts: Facts) -> Told:
    """What the rules refused, as the record tells it."""
    rows: Rows = [
        [clock(row.at), facts.role(row["by"]), row["what"], row["why"].replace("_", " "), row["text"]]
        for row in facts.record.of("refused")
    ]
    return Told(tables=[rows] if rows else [])


def real(facts: Facts) -> Told:
    """How many times are of which kind."""
    record = facts.record
    responses = [row for row in record.commands if row.kind in RESPONSES or row.kind == "check_in"]
    measured = sum(record.live and row.client_id is not None for row in responses)
    acts = record.of("task_started", "message_sent", "message_approved", "decided")
    simulated = sum(basis(record, row) == "simulated" for row in acts)
    ends = [row for row in record.of("task_done") if usual(record.plan["tasks"][row["task"]].get("takes"))]
    estimated = sum(basis(record, row) == "estimated" for row in ends)
    return Told(
        tables=[
            [
                ["measured", Prose(str(measured))],
                ["as scripted", Prose(str(len(responses) - measured))],
                ["simulated", Prose(str(simulated))],
                ["estimated", Prose(str(estimated))],
                ["reckoned", Prose("")],
            ]
        ]
    )


def coverage(facts: Facts) -> Told:
    """Of the plan's tasks, messages, roles, backups and playbooks: how many had a part in it."""
    record, plan = facts.record, facts.record.plan
    acts = record.of("task_started", "message_sent", "message_approved", "decided")
    stood_in = {
        row["backup"]
        for row in record.of("switched_to", "backup_took_over")
        if at_second(record, row.at).is_up(row["backup"])
    }
    rows: Rows = [
        _part("tasks done", plan["tasks"], {row["task"] for row in record.of("task_done")}),
        _part("messages delivered", plan["messages"], {row["message"] for row in record.of("message_delivered")}),
        _part("roles that acted", plan["roles"], {row["by"] for row in acts}),
        _part("backups that stood in", [x for x in plan["systems"] if "backup_for" in plan["systems"][x]], stood_in),
        _part("playbooks that fired", plan["playbooks"], {row["playbook"] for row in record.of("playbook_fired")}),
    ]
    return Told(tables=[rows])


def _part(name: str, known: Any, exercised: set[str]) -> list[Cell]:
    missing = [each for each in known if each not in exercised]
    return [name, f"{len(known) - len(missing)} of {len(known)}", ", ".join(missing) or "none"]


def not_tested(_: Facts) -> Told:
    """Names only: the drills that the oracle knows have none with a number."""
    return Told()


def not_normal(facts: Facts) -> Told:
    """The mode and outages at the end, and what was not restored."""
    texts = []
    modes = list(facts.record.of("mode_changed"))
    if modes and modes[-1]["mode"] != "normal":
        texts.append(f"since {clock(modes[-1].at)}")
    for name in facts.record.plan["functions"]:
        outages = facts.courses[name].outages
        if outages and outages[-1].ends is None:
            texts.append(f"{facts.function(name)} since {clock(outages[-1].begins)}")
    assert all(x.at == second_of_normal(facts.record) for x in facts.findings if x.code == "not_restored")
    return Told([*texts, *(x.text for x in facts.findings if x.code in ("not_restored", "left_away"))])


def costs(facts: Facts) -> Told:
    """Agent-hours, and money at the plan's prices of an hour, both rounded to hundredths."""
    plan = facts.record.plan
    assert not any("out_costs" in body for body in plan["functions"].values()), "the oracle does not know out_costs"
    found, price = idle(facts.record), plan.get("costs", {}).get("agent_hour")
    rows: Rows = [
        _cost(facts, "own agents at a site, not able to work", found.at_site, price),
        _cost(facts, "own agents away from a closed site, or counted elsewhere", found.away, price),
        _cost(facts, "own agents on the way", found.on_the_way, price),
        _cost(facts, "own agents on shift who worked on nothing, in all", found.total, price),
    ]
    for partner, agent_seconds in partner_seconds(facts.record).items():
        theirs = plan["sites"][partner].get("agent_hour")
        rows.append(_cost(facts, f"agents of {partner} there for us", agent_seconds, theirs))
    return Told(tables=[rows])


def _cost(facts: Facts, what: str, agent_seconds: int, price: float | None) -> list[Cell]:
    hours = Fraction(agent_seconds, HOUR)
    if price is None:
        return [what, _hundredths(hours), "no price in the plan"]
    currency = facts.record.plan["costs"].get("currency", "")
    return [what, _hundredths(hours), f"{_hundredths(hours * Fraction(str(price)))} {currency}".strip()]


def _hundredths(amount: Fraction) -> str:
    """Half a hundredth is rounded up."""
    cents = (amount * 100 + Fraction(1, 2)) // 1
    return f"{cents // 100}.{cents % 100:02}"


def sign_off(facts: Facts) -> Told:
    """How many roles there are, who attended, what is missing; lines to sign."""
    attended = facts.record.drill.get("attended", ())
    lacks = len(lacking(facts))
    roles = f"{len(attended) or ''} {len(facts.record.plan['roles'])} roles"
    signs: Rows = [[Prose("")] * 4 for _ in range(4)]
    return Told([roles, f"{lacks} things" if lacks else ""], [signs])


def improvement_plan(facts: Facts) -> Told:
    """As it was written, in the order of its writing; three columns stand only where anything is in them."""
    kept = {name for name in ("contact", "priority", "evidence") if any(action.get(name) for action in facts.actions)}
    rows: Rows = [list(_action(number, action, kept)) for number, action in enumerate(facts.actions, 1)]
    return Told(tables=[rows] if rows else [])


def _action(number: int, action: dict[str, Any], kept: set[str]) -> Iterator[Cell]:
    yield str(action.get("id") or number)
    yield Prose("")
    yield from (action["finding"], action["action"], Prose(""), Prose(""))
    if "contact" in kept:
        yield Prose("")
    yield from (str(action.get("start") or "-"), str(action.get("due") or "missing"))
    if "priority" in kept:
        yield action.get("priority") or "-"
    yield Prose(str(action.get("verified_in") or ""))
    if "evidence" in kept:
        yield ", ".join(map(_with_clock, action.get("evidence") or ())) or "-"


def _with_clock(reference: str) -> str:
    name, _, at = reference.partition("@")
    return f"{name} {clock(int(at))}" if at else name


def participants(facts: Facts) -> Told:
    """Who played which role, from when on where that changed."""
    rows: Rows = []
    for role in facts.record.plan["roles"]:
        changes = [row.at for row in facts.record.of("role_played") if row["role"] == role]
        rows.append([facts.role(role), Prose(" ".join(clock(at) for at in changes[1:]))])
    attended = facts.record.drill.get("attended", ())
    others: Rows = [
        [f"participant {number}", Prose(""), each.get("organisation", "-")] for number, each in enumerate(attended, 1)
    ]
    return Told(tables=[rows, *([others] if others else [])])


def method(facts: Facts) -> Told:
    """Every digest, reckoned from what it is of."""
    header = facts.record.header
    play, whole = facts.record.chain
    rows: Rows = [[Prose(f"{x['kind']} {x['path']}"), facts.record.sha_of(x["kind"])] for x in header["texts"]]
    rows += [["record up to EndEx", play], ["record as a whole", whole]]
    if header["contacts_engine"] is not None:
        rows.append(["customers drawn by", f"engine {header['contacts_engine']}, numpy-{header['numpy']}"])
    version = header["drillsim"]
    rows.append(["played by", f"drillsim {version}, engine drillsim {version}, seed {header['seed']}"])
    return Told([*METHOD_EXAMPLES, "SHA-256"], [rows])
