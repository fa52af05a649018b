"""No news is not good news: updates due, silences, the first word to each audience."""

from collections.abc import Iterator

from drillsim.analysis.shape import DeliveryRow, UpdateRow
from drillsim.analysis.words import span
from drillsim.model.news import Update
from drillsim.record import events as e
from drillsim.report.basis import Basis, Row, basis_of, grouped
from drillsim.report.document import Block, Heading, Section
from drillsim.report.facts import Facts
from drillsim.report.figures.updates import updates as figures
from drillsim.report.making import bullets, section
from drillsim.report.text import clock, code

_FROM = {"start": "StartEx", "impact": "the first impact", "emergency": "the declaration"}


def updates_section(facts: Facts) -> Section | None:
    """Updates that were due, the longest silences, and how soon each audience first heard."""
    return section(
        "news",
        "News to those concerned",
        figures(facts),
        Heading("Updates due"),
        _due(facts) or "None fell due.",
        _not_due(facts),
        bullets(_silences(facts)),
        Heading("First word"),
        _first_words(facts),
        _gap(facts),
    )


def _not_due(facts: Facts) -> str:
    """Due in the very second of EndEx, neither late nor never: it could still have come in it."""
    audiences = [f"{code(row['audience'])} at {clock(row['due'])}" for row in facts.news_not_due]
    when = "Not due before EndEx" if facts.ended else "Not due yet"
    return f"{when}: {', '.join(audiences)}." if audiences else ""


def _due(facts: Facts) -> list[Block]:
    heads = ("audience", "due", "delivered", "late by", "result")
    rows = [_row(facts, row) for row in facts.outcome["updates"]]
    return grouped(facts.captions, "Updates", heads, rows, never="Never delivered:")


def _row(facts: Facts, row: UpdateRow) -> Row:
    cells = (
        code(row["audience"]),
        clock(row["due"]),
        clock(row["delivered"]),
        span(row["late_by"]) if row["late_by"] else "-",
        row["result"].replace("_", " "),
    )
    second = row["delivered"]
    return Row(cells, None if second is None else _basis(facts, row["audience"], second))


def _basis(facts: Facts, audience: str, second: int) -> Basis | None:
    return basis_of(facts.acts_at(second), lambda x: isinstance(x, e.MessageDelivered) and x.audience == audience)


def _silences(facts: Facts) -> Iterator[str]:
    for audience, update in facts.plan.updates.items():
        longest = facts.outcome["silence"].get(audience)
        yield f"{code(audience)} {_cadence(update)}. " + (
            "That never came, so nothing was due." if longest is None else f"Longest silence: {span(longest)}."
        )


def _cadence(update: Update) -> str:
    every = f", then every {span(update.every)}" if update.every is not None else ""
    return f"should hear within {span(update.first)} of {_FROM[update.counts_from]}{every}"


def _first_words(facts: Facts) -> list[Block]:
    heads = ("audience", "first word", "message", "after the first failure")
    rows = [_first_word(facts, audience) for audience in facts.plan.audiences]
    return grouped(facts.captions, "FirstWord", heads, rows, never="Never told anything:")


def _first(facts: Facts, audience: str) -> DeliveryRow | None:
    return next((row for row in facts.outcome["deliveries"] if row["audience"] == audience), None)


def _first_word(facts: Facts, audience: str) -> Row:
    first, failed = _first(facts, audience), facts.outcome["identified"]["failed_at"]
    if first is None:
        return Row((code(audience), "-", "-", "-"), None)
    if failed is None:
        after = "-"
    else:
        after = span(first["at"] - failed) if first["at"] >= failed else f"{span(failed - first['at'])} before it"
    cells = (code(audience), clock(first["at"]), code(first["message"]), after)
    return Row(cells, _basis(facts, audience, first["at"]))


def _gap(facts: Facts) -> str:
    """Staff hear it from us, not from customers: told of the audiences named staff and customers."""
    staff, customers = _first(facts, "staff"), _first(facts, "customers")
    if not {"staff", "customers"} <= set(facts.plan.audiences) or customers is None:
        return ""
    if staff is None:
        return "Customers were told; staff never were."
    gap = customers["at"] - staff["at"]
    if gap > 0:
        return f"Staff heard {span(gap)} before customers: in order."
    return f"Customers heard {span(-gap)} before staff: out of order." if gap else "Staff and customers heard at once."
