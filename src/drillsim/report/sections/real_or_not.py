"""What was simulated and what was done for real: how each kind of time in this report came about."""

from collections import Counter

from drillsim.analysis.duty import RESPONSES
from drillsim.record import events as e
from drillsim.report.document import Para, Section, Table
from drillsim.report.facts import Facts
from drillsim.report.making import section, table
from drillsim.report.text import times


def real_section(facts: Facts) -> Section:
    """Tables never mix two kinds of time in one column."""
    return section("real", "What was simulated and what was done for real", _basis(facts))


def _basis(facts: Facts) -> Table | Para | None:
    """How each kind of time in this report came about; tables never mix two kinds in one column."""
    responses = Counter(
        "measured" if facts.header.live and entry.id is not None else "scripted"
        for entry in facts.history.commands
        if entry.kind in RESPONSES
    )
    done = e.TaskStarted | e.MessageSent | e.MessageApproved | e.Decided
    stand_ins = sum(act.basis == "simulated" and isinstance(act.event, done) for act in facts.acts)
    usual = sum(
        isinstance(act.event, e.TaskDone) and act.basis == "estimated" and _took(facts, act.event) for act in facts.acts
    )
    rows = [
        ("measured", f"{times(responses['measured'], 'response', 'responses')} of people at the clock"),
        (
            "as scripted",
            f"{times(responses['scripted'], 'response', 'responses')} written in the drill file; nobody was timed",
        ),
        ("simulated", times(stand_ins, "act of a stand-in", "acts of stand-ins")),
        ("estimated", f"{times(usual, 'task end', 'task ends')} by the plan's usual times; nobody was timed"),
        (
            "reckoned",
            "levels, outages and their causes: the model's answer to the above, with the plan's numbers",
        ),
    ]
    return table("WhatTimesRestOn", ("times that are", "are those of"), rows)


def _took(facts: Facts, done: e.TaskDone) -> bool:
    return facts.plan.tasks[done.task].takes.usual > 0
