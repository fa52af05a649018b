"""Everything that happened, line by line."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from drillsim.analysis.words import span
from drillsim.model.spelling import write_clock
from drillsim.record import commands as c
from drillsim.record import events as e
from drillsim.record import running as r
from drillsim.record.codec import decode_command
from drillsim.report.basis import Act
from drillsim.report.document import Section, Table
from drillsim.report.event_words import words
from drillsim.report.facts import Facts
from drillsim.report.making import section
from drillsim.report.marks import anchor, named, strong
from drillsim.report.text import at, percent, story

MOST_LINES = 2_000
"""Lines that a page can hold; the tables (CSV) hold all."""
_MOVES = e.AgentsMoved | e.RoleHeld | e.RolePlayed | e.Rerouted | e.CheckedIn
"""What is left out first of a longer one."""
_MAIN = (
    e.ExerciseStarted
    | e.ExerciseEnded
    | e.InjectReleased
    | e.InjectSkipped
    | e.InjectDeferred
    | e.InjectImprovised
    | e.PlaybookFired
    | e.Decided
    | e.ModeChanged
    | e.Refused
    | e.ClockPaused
    | e.RealEmergencyCalled
)
"""What is shown of one that is longer still, with the outages."""
_HOW = {
    "measured": "person",
    "scripted": "script",
    "simulated": "stand-in",
    "estimated": "usual time",
    None: "-",
}


_Line = tuple[int, int, str, str]
"""Second, number of the entry (0: none), how, what."""


def timeline_section(facts: Facts) -> Section:
    """Who holds and plays which role at StartEx stands in the sections before."""
    acts = [act for act in _with_reasons(facts.acts) if not _is_opening(act.event)]
    shown = acts if facts.all_rows else _main(acts)
    rows = sorted([*_breaks(facts), *_events(facts, shown), *_levels(facts)], key=lambda row: row[0])
    kept = rows if facts.all_rows else rows[:MOST_LINES]
    left_out = len(acts) - len(shown) + len(rows) - len(kept)
    return section(
        "timeline",
        "Timeline",
        "The column how: script (the drill file says when), person (measured), stand-in (simulated), usual"
        " time (the plan's estimate), reckoned (the model); a dash is the scenario's clock, or what followed"
        " from the lines before. Entry is the number on the record.",
        Table(
            ("clock", "story", "entry", "how", "what happened"), tuple(_shown(facts, kept)), "Timeline", most=MOST_LINES
        ),
        f"Left out here: {left_out} lines; the table {named('Timeline.csv')} (--format csv) has them all."
        if left_out
        else "",
    )


def _main(acts: list[Act]) -> list[Act]:
    """All that a page can hold, without what moves by itself where there is more."""
    if len(acts) <= MOST_LINES:
        return acts
    without = [act for act in acts if not isinstance(act.event, _MOVES)]
    return without if len(without) <= MOST_LINES else [act for act in without if isinstance(act.event, _MAIN)]


def _shown(facts: Facts, rows: Sequence[_Line]) -> Iterator[tuple[str, ...]]:
    """The first line of a second is where its clock leads to, from anywhere in the report."""
    last = -1
    for second, seq, how, what in rows:
        point = anchor(at(second)) if second != last else ""
        entry = f"{anchor(f'e{seq}')}#{seq}" if seq else "-"
        yield f"{point}{write_clock(second)}", story(facts.exercise, second), entry, how, what
        last = second


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
    for (second, command), (_, then) in pairwise([*commands, (0, None)]):
        if isinstance(command, r.HostDown):
            yield second, 0, "-", f"the program was not running for {span(command.seconds)}"
        elif isinstance(command, r.HostSuspended) and not isinstance(then, c.Pause):
            yield second, 0, "-", f"the computer was away for {span(command.seconds)}; the clock stood"


def _events(facts: Facts, acts: list[Act]) -> Iterator[_Line]:
    for act in acts:
        yield act.event.at, act.seq, _HOW[act.basis], words(facts, act.event)


def _levels(facts: Facts) -> Iterator[_Line]:
    """Functions that go out and come back, after all else of their second."""
    for name, row in facts.outcome["functions"].items():
        label, mbco = facts.labels.function(name), percent(facts.plan.functions[name].mbco)
        for outage in row["outages"]:
            yield outage["from"], 0, "reckoned", f"{strong(f'{label} is out')} (below {mbco})"
            if outage["to"] is not None:
                yield outage["to"], 0, "reckoned", strong(f"{label} is no longer out")
