"""Functions against what was promised: outages against RTO and MTPD, time put aside, order restored."""

from collections.abc import Iterator

from drillsim.analysis import promised
from drillsim.analysis.shape import OutageRow
from drillsim.analysis.words import span
from drillsim.report.document import Bullets, Section
from drillsim.report.facts import Facts
from drillsim.report.making import bullets, section, table
from drillsim.report.text import clock, code, codes, percent


def functions_section(facts: Facts) -> Section | None:
    """All reckoned by the model."""
    return section(
        "functions",
        "Functions against RTO and MTPD (reckoned)",
        table("Promised", ("function", "id", "priority", "RTO", "MTPD", "MBCO", "staff"), _promised(facts)),
        table(
            "Outages",
            ("out: function", "from", "to", "length", "RTO", "over RTO", "MTPD", "causes"),
            _outages(facts),
            empty="Outages: none.",
        ),
        table("Downtime", ("in all: function", "outages", "downtime", "availability", "put aside"), _totals(facts)),
        _put_aside(facts),
        _order(facts),
        _hours(facts),
    )


def _hours(facts: Facts) -> str:
    """What the staffing's lines change, where the plan has any."""
    if not facts.plan.staffing:
        return ""
    return (
        "Staffing by the hour: the RTO is that of the hours in which an outage begins; an outage runs on while its"
        " function is closed, and availability is of its open hours."
    )


def _by_priority(facts: Facts) -> list[str]:
    functions = facts.plan.functions
    return sorted(functions, key=lambda name: (functions[name].priority, name))


def _promised(facts: Facts) -> Iterator[tuple[str, ...]]:
    for name in _by_priority(facts):
        body = facts.plan.functions[name]
        yield (
            facts.labels.function(name),
            code(name),
            str(body.priority),
            span(body.rto),
            span(body.mtpd),
            percent(body.mbco),
            str(body.normal_staff),
        )


def _outages(facts: Facts) -> Iterator[tuple[str, ...]]:
    for name in _by_priority(facts):
        for outage in facts.outcome["functions"][name]["outages"]:
            yield (
                facts.labels.function(name),
                clock(outage["from"]),
                _until(facts, name, outage),
                _length(facts, name, outage),
                outage["rto"],
                span(outage["over_rto"]) if outage["over_rto"] else "-",
                "kept" if outage["breached_at"] is None else f"breached {clock(outage['breached_at'])}",
                codes(outage["causes"]) or _no_cause(facts),
            )


def _length(facts: Facts, name: str, outage: OutageRow) -> str:
    """With the open part of it where not all of it was, and with an RTO that is not the function's own."""
    words = span(outage["length"])
    if outage["open_length"] != outage["length"]:
        words += f", open {span(outage['open_length'])}"
    rto = promised.rto(facts.exercise, name, outage["from"])
    return words if rto == facts.plan.functions[name].rto else f"{words} (RTO {span(rto)} at these hours)"


def _no_cause(facts: Facts) -> str:
    return "staffing or decisions alone" if facts.plan.staffing else "decisions alone"


def _until(facts: Facts, name: str, outage: OutageRow) -> str:
    if outage["to"] is None:
        return "(still out)"
    aside = any(begins == outage["to"] for begins, _ in facts.outcome["functions"][name]["paused"])
    return f"{clock(outage['to'])} (put aside)" if aside else clock(outage["to"])


def _totals(facts: Facts) -> Iterator[tuple[str, ...]]:
    for name in _by_priority(facts):
        row = facts.outcome["functions"][name]
        aside = sum(ends - begins for begins, ends in row["paused"])
        yield (
            facts.labels.function(name),
            str(len(row["outages"])),
            span(row["down_total"]),
            percent(row["availability"]),
            span(aside) if aside else "never",
        )


def _put_aside(facts: Facts) -> Bullets | None:
    lines = [
        _stretch(facts, name, begins, ends)
        for name in _by_priority(facts)
        for begins, ends in facts.outcome["functions"][name]["paused"]
    ]
    said = "Time put aside counts neither as out nor, in the availability, as down."
    return bullets([*lines, said]) if lines else None


def _stretch(facts: Facts, name: str, begins: int, ends: int) -> str:
    limit, length = facts.plan.functions[name].can_pause, ends - begins
    until = "to the end" if ends == facts.lasts else f"to {clock(ends)}"
    allowed = "no limit given" if limit is None else f"allowed {span(limit)}"
    over = f", {span(length - limit)} too long" if limit is not None and length > limit else ""
    label = facts.labels.function(name)
    return f"{label}: put aside from {clock(begins)} {until}, {span(length)} ({allowed}{over})."


def _order(facts: Facts) -> str:
    """In which order functions came back, against their priority; what was put aside did not come back."""
    back = []
    for name in _by_priority(facts):
        row = facts.outcome["functions"][name]
        aside = {begins for begins, _ in row["paused"]}
        back += [
            (outage["to"], name) for outage in row["outages"] if outage["to"] is not None and outage["to"] not in aside
        ]
    broken = any(finding["code"] == "priority_broken" for finding in facts.outcome["findings"])
    if not back:
        was_out = any(facts.outcome["functions"][name]["outages"] for name in facts.plan.functions)
        return "Order restored: nothing came back." if was_out else ""
    steps = [
        f"{facts.labels.function(name)} (priority {facts.plan.functions[name].priority}) at {clock(second)}"
        for second, name in sorted(back)
    ]
    judged = "against priority, see the findings" if broken else "never against priority"
    return f"Order restored: {', then '.join(steps)}; {judged}."
