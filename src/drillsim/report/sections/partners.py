"""Partners: from the call to agents at work, and what was promised against their seats."""

from collections.abc import Iterator

from drillsim.analysis.words import span
from drillsim.record import events as e
from drillsim.report.document import Section
from drillsim.report.facts import Facts
from drillsim.report.making import section, table
from drillsim.report.text import clock, code


def partners_section(facts: Facts) -> Section | None:
    """Reckoned: a partner is ready as soon as the plan says."""
    rows = list(_rows(facts))
    if not rows:
        return None
    heads = ("partner", "function", "call over", "promised", "seats", "coming", "ready", "after", "released")
    return section("partners", "Partners (reckoned with the plan's ready_after)", table("Partners", heads, rows))


def _rows(facts: Facts) -> Iterator[tuple[str, ...]]:
    events = [act.event for act in facts.acts]
    for index, event in enumerate(events):
        if not isinstance(event, e.PartnerActivated):
            continue
        later = events[index + 1 :]
        released = next((x.at for x in later if isinstance(x, e.PartnerReleased) and x.partner == event.partner), None)
        ready = next((x.at for x in later if _is_ready(x, event) and (released is None or x.at <= released)), None)
        seats = facts.plan.sites[event.partner].seats
        yield (
            code(event.partner),
            facts.labels.function(event.function),
            clock(event.at),
            str(event.promised),
            "no limit" if seats is None else str(seats),
            str(event.coming),
            clock(ready),
            "-" if ready is None else span(ready - event.at),
            clock(released),
        )


def _is_ready(event: e.Event, asked: e.PartnerActivated) -> bool:
    return isinstance(event, e.PartnerReady) and (event.partner, event.function) == (
        asked.partner,
        asked.function,
    )
