"""Paying people to do nothing: agent-hours on shift and not at work, and what they cost."""

from decimal import ROUND_HALF_UP, Decimal

from drillsim.report.facts import Facts
from drillsim.report.idle import idle
from drillsim.report.table import table
from drillsim.report.text import plain, section

_HOUR = Decimal(3600)


def idle_section(facts: Facts) -> str:
    """Own agents of a function who worked on none; reckoned from where people were at every second."""
    found = idle(facts.exercise, facts.history.events, facts.lasts)
    rows = [
        ("at a site, not able to work", _hours(found.at_site)),
        ("away from a closed site, or counted elsewhere", _hours(found.away)),
        ("on the way", _hours(found.on_the_way)),
        ("in all", _hours(found.total)),
    ]
    costs = facts.plan.costs
    said = ""
    if costs is not None and costs.agent_hour is not None:
        money = _rounded(Decimal(found.total) / _HOUR * costs.agent_hour)
        said = f"At {costs.agent_hour} an agent-hour that is {money} {plain(costs.currency or '')}".rstrip() + "."
    return section(
        "Idle agents (reckoned)",
        table(("own agents on shift who worked on nothing", "agent-hours"), rows),
        said,
        "Not counted: the absent, temporary staff not called yet, reserves, agents of partners.",
    )


def _hours(seconds: int) -> str:
    return f"{_rounded(Decimal(seconds) / _HOUR)}"


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
