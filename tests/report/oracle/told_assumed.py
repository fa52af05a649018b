"""Assumed and vendor values that the outcome rests on: which they are, and what they were taken as."""

from collections.abc import Iterator
from typing import Any

from report.oracle.basis import basis
from report.oracle.facts import Facts
from report.oracle.spelling import MINUTE, percent, seconds, share, span, usual
from report.oracle.told import Cell, Prose, Rows, Told

REDIAL = "after 5m on average, 4 attempts at most"
"""docs/customers.md: who gave up calls again after 5 minutes on average, at most 4 attempts."""
UNSURE = {"assumed", "vendor"}
REACTION = 10 * MINUTE
"""Of a stand-in whose role gives none (language.md, rule 14)."""


def assumed(facts: Facts) -> Told:
    """In the order in which they were first used; then those of contacts."""
    found: dict[str, list[Cell]] = {}
    for name, taken, source, rests in _used(facts):
        found.setdefault(name, [name, taken, source, rests])
    rows: Rows = [*found.values(), *_of_contacts(facts)]
    return Told(tables=[rows])


def _source(estimate: Any) -> str:
    return str(estimate.get("source", "assumed")) if isinstance(estimate, dict) else "assumed"


def _used(facts: Facts) -> Iterator[tuple[str, str, str, Prose]]:
    plan = facts.record.plan
    for row in facts.record.of("task_started", "partner_activated", "backup_took_over", "workaround_began"):
        match row.kind:
            case "task_started":
                takes = plan["tasks"][row["task"]].get("takes")
                done = next((x.at for x in facts.record.of("task_done") if x["run"] == row["run"]), None)
                by_itself = row["ends"] is not None and done in (None, row["ends"])
                if takes is not None and by_itself and _source(takes) in UNSURE:
                    name = f"tasks.{row['task']}.takes"
                    yield name, f"usual {span(usual(takes))}", _source(takes), Prose("")
                if basis(facts.record, row) == "simulated":
                    yield from _of_stand_in(facts, row["by"])
            case "partner_activated":
                ready = seconds(plan["sites"][row["partner"]]["ready_after"])
                yield f"sites.{row['partner']}.ready_after", span(ready), "none given", Prose("")
            case "backup_took_over":
                after = seconds(plan["systems"][row["backup"]]["auto_after"])
                yield f"systems.{row['backup']}.auto_after", span(after), "none given", Prose("")
            case _:
                around = plan["functions"][row["function"]]["workaround"]
                name = f"functions.{row['function']}.workaround"
                yield f"{name}.level", percent(share(around["level"])), "none given", Prose("")
                yield f"{name}.lasts", span(seconds(around["lasts"])), "none given", Prose("")


def _of_stand_in(facts: Facts, role: str) -> Iterator[tuple[str, str, str, Prose]]:
    body = facts.record.plan["roles"][role]
    name = f"roles.{role}"
    if "reacts" not in body:
        yield f"{name}.reacts", f"{span(REACTION)} (drillsim's own)", "assumed", Prose("")
    elif _source(body["reacts"]) in UNSURE:
        yield f"{name}.reacts", f"usual {span(usual(body['reacts']))}", _source(body["reacts"]), Prose("")
    if "answers" in body:
        yield f"{name}.answers", f"{percent(share(body['answers']))}: taken as reached or not", "none given", Prose("")


def _of_contacts(facts: Facts) -> Iterator[list[Cell]]:
    any_redial = False
    for function, body in facts.record.plan["functions"].items():
        if "contacts" not in body:
            continue
        contacts, name = body["contacts"], f"functions.{function}.contacts"
        of: Cell = Prose("")
        yield [f"{name}.per_hour", f"{contacts['per_hour']} an hour", "none given", of]
        if _source(contacts["handling"]) in UNSURE:
            yield [f"{name}.handling", f"{span(usual(contacts['handling']))} on average", "assumed", of]
        if "patience" in contacts:
            yield [f"{name}.patience", f"{span(seconds(contacts['patience']))} on average", "none given", of]
        if "redial" in contacts:
            any_redial = True
            yield [f"{name}.redial", percent(share(contacts["redial"])), "none given", of]
        if contacts.get("at_once", 1) > 1:
            yield [f"{name}.at_once", Prose(str(contacts["at_once"])), "none given", of]
    yield ["drillsim.contacts.times", Prose(""), "assumed", Prose("")]
    yield ["drillsim.contacts.begin", Prose(""), "assumed", Prose("")]
    if any_redial:
        yield ["drillsim.contacts.redial", REDIAL, "assumed", Prose("")]
