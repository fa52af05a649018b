"""What a reader is told of the MSEL: each inject as planned and as it came, and who read it."""

import re
from collections.abc import Iterator

from report.oracle.facts import Facts
from report.oracle.record import Row
from report.oracle.spelling import clock, second, seconds, span
from report.oracle.told import Cell, Prose, Told
from report.oracle.told_results import story_clock

RELEASED = {"clock": "by the clock", "condition": "its conditions held", "facilitator": "released by hand"}


def msel(facts: Facts) -> Told:
    """Each inject as planned and as it came, in the order of the file; then those that were made up."""
    rows = [_inject(facts, number, name) for number, name in enumerate(facts.record.injects, 1)]
    return Told(list(_told(facts)), [rows])


def _told(facts: Facts) -> Iterator[str]:
    """Word for word, as they came."""
    for row in facts.record.of("inject_released"):
        if says := facts.record.injects[row["inject"]].get("says"):
            yield f"{clock(row.at)} {row['inject']}: {facts.told_as(says)}"


def _inject(facts: Facts, number: int, name: str) -> list[Cell]:
    record, body = facts.record, facts.record.injects[name]
    made_up = next((row.at for row in record.of("inject_improvised") if row["inject"]["id"] == name), None)
    came = next((row for row in record.of("inject_released") if row["inject"] == name), None)
    planned = record.planned(name)
    at = None if came is None else came.at
    return [
        str(number),
        name,
        Prose(_when(body)) if made_up is None else f"improvised {clock(made_up)}",
        clock(at),
        "-" if at is None else story_clock(facts, at),
        _against(planned, at),
        RELEASED[came["how"]] if came else Prose(_fate(facts, name)),
        body.get("kind", "event"),
        body.get("from") or "-",
        ", ".join(facts.role(role) for role in body.get("tell") or ()) or "nobody",
        body.get("via") or "-",
        Prose(" ".join(f"{clock(row.at)}" for row in _readers(facts, name))),
        Prose("; ".join(span(seconds(x["within"])) if "within" in x else "" for x in body.get("expect") or ())),
    ]


def _when(body: dict[str, object]) -> str:
    """Its clock, or its conditions as they are written."""
    if "at" in body:
        return "" if body["at"] == "held" else clock(second(str(body["at"])))
    conditions = body["if"] if isinstance(body["if"], list) else [body["if"]]
    return re.sub(r"\d\w*[smhd]\b", lambda found: span(seconds(found[0])), " ".join(map(str, conditions)))


def _against(planned: int | None, came: int | None) -> str:
    if planned is None or came is None:
        return "-"
    if planned == came:
        return "as planned"
    return f"{span(came - planned)} later" if came > planned else f"{span(planned - came)} earlier"


def _fate(facts: Facts, name: str) -> str:
    """The last thing that was done with an inject that never came."""
    rows = [row for row in facts.record.of("inject_skipped", "inject_deferred") if row["inject"] == name]
    if not rows:
        return ""
    to = "" if rows[-1]["to"] is None else clock(rows[-1]["to"])
    return f"{clock(rows[-1].at)} {rows[-1]['because'] or to}"


def _readers(facts: Facts, name: str) -> Iterator[Row]:
    rows = facts.record.of("inject_opened", "inject_acknowledged", "decided")
    return (row for row in rows if row["inject"] == name)
