"""The cost of the outage and of the response: agent-hours, and money where the plan has a price."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from drillsim.record import events as e
from drillsim.report.document import Section
from drillsim.report.facts import Facts
from drillsim.report.idle import idle
from drillsim.report.making import section, table
from drillsim.report.text import code, plain

_HOUR = Decimal(3600)
_NO_PRICE = "no price in the plan"  # its price is that of an agent of ours


def costs_section(facts: Facts) -> Section:
    """All reckoned: where people were at every second, and what the plan says an agent-hour costs."""
    found = idle(facts.exercise, facts.history.events, facts.lasts)
    rows = [
        ("own agents at a site, not able to work", found.at_site),
        ("own agents away from a closed site, or counted elsewhere", found.away),
        ("own agents on the way", found.on_the_way),
        ("own agents on shift who worked on nothing, in all", found.total),
    ]
    ours = [(what, _hours(seconds), _money(facts, seconds)) for what, seconds in rows]
    partners = [
        (f"agents of {code(partner)} there for us", _hours(seconds), _NO_PRICE)
        for partner, seconds in partner_seconds(facts).items()
    ]
    return section(
        "costs",
        "Cost of the outage and of the response (reckoned)",
        table("Costs", ("what", "agent-hours", "at the plan's price"), [*ours, *partners]),
        "Not counted: the absent, temporary staff not called yet, reserves, agents of partners who idle. Revenue that"
        " was lost, penalties and overtime are not in the plan's language and not in these figures.",
    )


def partner_seconds(facts: Facts) -> dict[str, int]:
    """Agent-seconds of each partner from its agents being ready to their release, or the end."""
    found: dict[str, int] = {}
    for partner, begins, ends, agents in _stretches(facts):
        found[partner] = found.get(partner, 0) + (ends - begins) * agents
    return found


def _stretches(facts: Facts) -> Iterator[tuple[str, int, int, int]]:
    events = facts.history.events
    for event in events:
        if isinstance(event, e.PartnerReady):
            released = (
                x.at
                for x in events
                if isinstance(x, e.PartnerReleased) and x.partner == event.partner and x.at >= event.at
            )
            yield event.partner, event.at, next(released, facts.lasts), event.agents


def _hours(seconds: int) -> str:
    return str(_rounded(Decimal(seconds) / _HOUR))


def _money(facts: Facts, seconds: int) -> str:
    costs = facts.plan.costs
    if costs is None or costs.agent_hour is None:
        return _NO_PRICE
    currency = plain(facts.labels.without_names(costs.currency or ""))
    return f"{_rounded(Decimal(seconds) / _HOUR * costs.agent_hour)} {currency}".strip()


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
