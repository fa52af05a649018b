"""Everything that happened, line by line."""

from collections.abc import Iterator

from drillsim.record import events as e
from drillsim.report.basis import Act
from drillsim.report.event_words import words
from drillsim.report.facts import Facts
from drillsim.report.table import table
from drillsim.report.text import clock, percent, section, story

MOST_LINES = 2_000  # above it the movements of people are left out: a page must stay readable
_HOW = {
    "measured": "person",
    "scripted": "script",
    "simulated": "stand-in",
    "estimated": "usual time",
    None: "-",
}


def timeline_section(facts: Facts) -> str:
    """Who holds and plays which role at StartEx stands in the sections before."""
    shown = [act for act in facts.acts if not _is_opening(act.event)]
    left_out = 0
    if len(shown) > MOST_LINES:
        main = [act for act in shown if not isinstance(act.event, e.AgentsMoved | e.RoleHeld | e.Rerouted)]
        left_out, shown = len(shown) - len(main), main
    rows = sorted([*_events(facts, shown), *_levels(facts)], key=lambda row: row[0])
    return section(
        "Timeline",
        "The column how: script (the drill file says when), person (measured), stand-in (simulated), usual"
        " time (the plan's estimate), reckoned (the model); a dash is the scenario's clock, or what followed"
        " from the lines before.",
        table(
            ("clock", "story", "how", "what happened"),
            [(clock(second), story(facts.exercise, second), how, what) for second, how, what in rows],
        ),
        f"Left out: {left_out} lines about moves, roles and routing; the record has them." if left_out else "",
    )


_Line = tuple[int, str, str]
"""Second, how, what."""


def _is_opening(event: e.Event) -> bool:
    return event.at == 0 and isinstance(event, e.RoleHeld | e.RolePlayed)


def _events(facts: Facts, acts: list[Act]) -> Iterator[_Line]:
    for act in acts:
        yield act.event.at, _HOW[act.basis], words(facts, act.event)


def _levels(facts: Facts) -> Iterator[_Line]:
    """Functions that go out and come back, after all else of their second."""
    for name, row in facts.outcome["functions"].items():
        label, mbco = facts.labels.function(name), percent(facts.plan.functions[name].mbco)
        for outage in row["outages"]:
            yield outage["from"], "reckoned", f"**{label} is out** (below {mbco})"
            if outage["to"] is not None:
                yield outage["to"], "reckoned", f"**{label} is no longer out**"
