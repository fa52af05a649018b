"""Everything that happened, line by line."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from drillsim.analysis.words import span
from drillsim.record import commands as c
from drillsim.record import events as e
from drillsim.record import running as r
from drillsim.record.codec import decode_command
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
    shown = [act for act in _with_reasons(facts.acts) if not _is_opening(act.event)]
    left_out = 0
    if len(shown) > MOST_LINES:
        main = [act for act in shown if not isinstance(act.event, e.AgentsMoved | e.RoleHeld | e.Rerouted)]
        left_out, shown = len(shown) - len(main), main
    rows = sorted([*_breaks(facts), *_events(facts, shown), *_levels(facts)], key=lambda row: row[0])
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


def _with_reasons(acts: Sequence[Act]) -> list[Act]:
    """Without the calls of a real emergency whose reason was given while the clock stood: that one tells it all."""
    calls = [act for act in acts if isinstance(act.event, e.RealEmergencyCalled | e.ClockResumed)]
    told = {
        id(call)
        for call, then in pairwise(calls)
        if isinstance(call.event, e.RealEmergencyCalled)
        and isinstance(then.event, e.RealEmergencyCalled)
        and not call.event.because
    }
    return [act for act in acts if id(act) not in told]


def _breaks(facts: Facts) -> Iterator[_Line]:
    """For how long nobody could play: the program did not run, or the computer slept while the clock stood anyway.

    Where the clock ran, the pause that followed says it.
    """
    commands = [(entry.at, decode_command(entry.kind, entry.body)) for entry in facts.history.commands]
    for (at, command), (_, then) in pairwise([*commands, (0, None)]):
        if isinstance(command, r.HostDown):
            yield at, "-", f"the program was not running for {span(command.seconds)}"
        elif isinstance(command, r.HostSuspended) and not isinstance(then, c.Pause):
            yield at, "-", f"the computer was away for {span(command.seconds)}; the clock stood"


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
