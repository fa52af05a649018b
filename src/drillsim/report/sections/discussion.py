"""What was talked about, for how long, and what was said to be done later than it was typed."""

from drillsim.analysis.talk import Talk, talks
from drillsim.model.spelling import write_duration
from drillsim.record.entries import Entry
from drillsim.report.document import Section
from drillsim.report.facts import Facts
from drillsim.report.making import section, table
from drillsim.report.text import clock, code


def discussion_section(facts: Facts) -> Section | None:
    """Only where people talked: a clock that stopped for them, or injects with a time-box."""
    rows = [_talk(talk) for talk in talks(facts.history)]
    said = [_said(facts, entry) for entry in facts.history.commands if entry.acts_at != entry.at]
    if not rows and not said:
        return None
    return section(
        "discussion",
        "Discussion",
        table("Discussion", ("inject", "opened at", "talked (real time)", "time-box", "over it"), rows),
        "Said to be done later than the second shown when it was typed:" if said else "",
        table("SaidLater", ("by", "what", "typed at", "said for"), said),
    )


def _talk(talk: Talk) -> tuple[str, ...]:
    over = 0 if talk.time_box is None else max(0, talk.seconds - talk.time_box)
    return (
        code(talk.inject),
        clock(talk.at),
        write_duration(talk.seconds),
        "-" if talk.time_box is None else write_duration(talk.time_box),
        write_duration(over) if over else "-",
    )


def _said(facts: Facts, entry: Entry) -> tuple[str, ...]:
    return facts.labels.role(entry.by), code(entry.kind), clock(entry.at), clock(entry.acts_at)
