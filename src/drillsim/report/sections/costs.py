"""The cost of the outage and of the response: agent-hours, and money where the plan has a price."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from drillsim.analysis.words import span
from drillsim.record import events as e
from drillsim.report.document import Section
from drillsim.report.facts import Facts
from drillsim.report.idle import idle
from drillsim.report.making import section, table
from drillsim.report.text import code, plain

_HOUR = Decimal(3600)
_NO_PRICE = "no price in the plan"


def costs_section(facts: Facts) -> Section:
    """All reckoned: where people were at every second, and what the plan says an agent-hour costs."""
    found = idle(facts.exercise, facts.history.events, facts.lasts)
    rows = [
        ("own agents at a site, not able to work", found.at_site),
        ("own agents away from a closed site, or counted elsewhere", found.away),
        ("own agents on the way", found.on_the_way),
        ("own agents on shift who worked on nothing, in all", found.total),
    ]
    costs, sites = facts.plan.costs, facts.plan.sites
    price = None if costs is None else costs.agent_hour
    ours = [(what, _hours(seconds), _price(facts, seconds, price)) for what, seconds in rows]
    partners = [
        (
            f"agents of {code(partner)} there for us",
            _hours(seconds),
            _price(facts, seconds, sites[partner].agent_hour),
        )
        for partner, seconds in partner_seconds(facts).items()
    ]
    return section(
        "costs",
        "Cost of the outage and of the response (reckoned)",
        table("Costs", ("what", "agent-hours", "at the plan's price"), [*ours, *partners]),
        table("OutageCosts", ("out: function", "in all", "costs an hour", "at that price"), _outages(facts)),
        "Not counted as idle: the absent, temporary staff not called yet, reserves, agents of partners. Whoever works"
        " by a workaround counts as working, however little it lets them do. Penalties and overtime are not in the"
        " plan's language; what an hour out costs is counted where the plan says it.",
    )


def _outages(facts: Facts) -> Iterator[tuple[str, ...]]:
    """Of functions that were out, where the plan says of any what an hour of that costs (`out_costs`)."""
    functions = facts.plan.functions
    if all(body.out_costs is None for body in functions.values()):
        return
    for name, row in facts.outcome["functions"].items():
        down, price = row["down_total"], functions[name].out_costs
        if down:
            said = ("not said", "-") if price is None else (_money(facts, price), _price(facts, down, price))
            yield facts.labels.function(name), span(down), *said


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


def _price(facts: Facts, seconds: int, an_hour: Decimal | None) -> str:
    return _NO_PRICE if an_hour is None else _money(facts, Decimal(seconds) / _HOUR * an_hour)


def _money(facts: Facts, amount: Decimal) -> str:
    currency = None if facts.plan.costs is None else facts.plan.costs.currency
    return f"{_rounded(amount)} {plain(facts.labels.without_names(currency or ''))}".strip()


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
