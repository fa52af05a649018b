"""The timeline: a row for each event, with its entry, and for each beginning and end of an outage."""

from collections.abc import Iterator
from fractions import Fraction

from report.oracle.basis import HOW, basis
from report.oracle.facts import Facts
from report.oracle.record import Row
from report.oracle.spelling import clock, percent, share
from report.oracle.told import Cell, Prose, Rows, Told
from report.oracle.told_results import story_clock

AT_STARTEX = {"role_held", "role_played"}
"""Who holds and plays which role from StartEx on stands in other sections."""


def timeline(facts: Facts) -> Told:
    """By second; outages after all else of theirs."""
    rows: list[tuple[int, list[Cell]]] = []
    for event in facts.record.events:
        if event.at or event.kind not in AT_STARTEX:
            how = HOW[basis(facts.record, event)]
            rows.append((event.at, [f"#{event.seq}", how, Prose(" ".join(_says(facts, event)))]))
    for name in facts.record.plan["functions"]:
        rows += _outages(facts, name)
    table: Rows = [[clock(at), story_clock(facts, at), *cells] for at, cells in sorted(rows, key=lambda each: each[0])]
    return Told(tables=[table])


def _outages(facts: Facts, name: str) -> Iterator[tuple[int, list[Cell]]]:
    mbco = percent(share(facts.record.plan["functions"][name]["mbco"]))
    for out in facts.courses[name].outages:
        yield out.begins, ["-", "reckoned", Prose(f"{facts.function(name)} is out (below {mbco})")]
        if out.ends is not None:
            yield out.ends, ["-", "reckoned", Prose(f"{facts.function(name)} is no longer out")]


def _says(facts: Facts, event: Row) -> Iterator[str]:
    """The numbers, and what people wrote, of an event, in the order of its sentence."""
    match event.kind:
        case "inject_released":
            yield facts.without_names(_title(facts.record.injects[event["inject"]]))
        case "person_absent" | "person_back":
            yield facts.position(event["person"])
        case "inject_deferred" | "inject_skipped":
            yield clock(event["to"]) if event["to"] is not None else event["because"] or ""
        case "playbook_fired":
            yield "" if event["since"] == event.at else clock(event["since"])
        case "agents_moved":
            yield str(event["count"])
        case "checked_in":
            yield f"{event['count']} {event['reason'] or ''}"
        case "role_held":
            yield _position(facts, event)
        case "task_started":
            yield "" if event["ends"] in (None, event.at) else clock(event["ends"])
        case "usual_time_given":
            yield clock(event["ends"])
        case "partner_activated":
            yield str(event["promised"])
            yield "" if event["coming"] == event["promised"] else str(event["coming"])
        case "partner_ready":
            yield str(event["agents"])
        case "system_grown":
            yield str(event["carries"])
        case "workaround_began":
            yield "" if event["until"] is None else clock(event["until"])
        case "contacts_surged":
            yield "" if Fraction(event["factor"]) == 1 else f"{float(Fraction(event['factor'])):g}"
        case "contacts_deflected":
            yield percent(Fraction(event["share"]))
        case "queue_rose":
            yield f"{event['above']} {clock(int(event['instant']))}"
        case "message_sent":
            yield " ".join((event["fill"] or {}).values())
        case "message_undelivered":
            yield event["why"]
        case "claim_made":
            yield event["cause"] or ""
            yield "" if event["restored_by"] is None else clock(event["restored_by"])
        case "decided":
            what = event["what"] if event["inject"] is None else f"{event['inject']} {event['choice'] or ''}"
            yield f"{what} {event['because'] or ''} {' '.join(event['options'])} {' '.join(event['knowing'])}"
        case "assigned":
            yield f"{event['what']} {'' if event['due'] is None else clock(event['due'])}"
        case "noted" | "refused":
            yield event["text"]
        case "clock_paused" | "real_emergency_called":
            yield event["because"] or ""
        case "pace_set":
            yield f"{event['pace']}x"


def _position(facts: Facts, event: Row) -> str:
    """`its alternate 1` has a number."""
    body = facts.record.plan["roles"][event["role"]]
    alternates = body.get("alternates", [])
    return str(alternates.index(event["person"]) + 1) if event["person"] in alternates else ""


def _title(body: dict[str, str]) -> str:
    """Its title, else the first sentence of what it says."""
    says = " ".join(body.get("says", "").split())
    ends = [index for index, sign in enumerate(says) if sign in ".!?" and says[index + 1 : index + 2] in ("", " ")]
    return body.get("title") or (says[: ends[0] + 1] if ends else says)
