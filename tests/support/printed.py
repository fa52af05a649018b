"""A report as long as that of a real drill, for what the tests of printed pages measure and look at."""

from dataclasses import replace

from drillsim.report.document import Block, Bullets, Document, Figure, Heading, Para, Section, Table
from drillsim.report.marks import anchor, link, named, said, strong
from support.papers import LEVELS, paper

ROLES = 15
EVENTS = 300
FIGURES = 10
_WHAT = (
    f"The lead calls {named('brightline_overflow')}: {said('we need 40 agents, at the latest at half past two')}",
    f"{named('customer_calls')} falls from 100% to 0%: {named('main_site')} is lost",
    "Told: facilities, telephony lead, people partner. A tornado warning for Butler County until 15:15 CDT; "
    "sirens sound, and the people on the second floor ask whether they may leave their places.",
)


def long_paper(events: int = EVENTS) -> Document:
    """A drill of 15 roles: 10 figures, an expectation of each role at each hour, a timeline of `events`."""
    made = paper()
    body = (_objectives(), _expectations(), _figures(), _improvements())
    return replace(made, sections=(*made.sections[:2], *body, _roles(), _timeline(events), _digests()))


def _objectives() -> Section:
    blocks: list[Block] = []
    for number in range(1, 6):
        blocks += [
            Heading(f"Objective {number}: people are safe and accounted for"),
            Bullets(
                (
                    f"Proposed {strong('M')}: 3 of 21 expected actions late, none missed; by the guide's rule.",
                    f"The evaluator rates S: {said('the count took longer than planned, nobody was at risk')}.",
                    f"See {link('e-17', 'entry 17')}, {link('e-40', 'entry 40')}.",
                )
            ),
            Para("What people do when the second floor cannot be reached was not asked and is not rated. " * 3),
        ]
    return Section("objectives", "Objectives", tuple(blocks))


def _expectations() -> Section:
    heads = ("due", "what", "role", "source", "done", "late by", "result", "entry", "rests on")
    rows = tuple(
        (
            f"T+{hour:02d}:15",
            f"Tell {named('staff_and_visitors')} what to do",
            f"Role {role}",
            named(f"playbook_tornado_{role}"),
            f"T+{hour:02d}:2{role % 10}",
            f"{role}m",
            "late" if role % 3 else "on time",
            link(f"e-{role + hour * 15}", f"{role + hour * 15}"),
            "measured",
        )
        for hour in range(5)
        for role in range(ROLES)
    )
    table = Table(heads, rows, "Expectations", numbers=frozenset({5}))
    return Section("expectations", "Expectations", (Para("Measured: at the clock of a live drill.", "caption"), table))


def _figures() -> Section:
    figures: list[Figure] = [replace(LEVELS, name=f"level_{place}") for place in range(FIGURES)]
    return Section("levels", "Level over time", tuple(figures))


def _improvements() -> Section:
    heads = ("finding", "what to do", "element", "owner", "due", "status")
    row = (
        "The overflow partner was called 18 minutes after the storm had passed; nobody knew who may call.",
        "Give the telephony lead and both alternates the authority to call; put the number on the card.",
        "planning",
        "Head of operations",
        "2027-01-31",
        "open",
    )
    return Section("improvements", "Improvement plan", (Table(heads, (row,) * 7, "Improvements"),))


def _roles() -> Section:
    rows = tuple((f"Role {role}", "on duty from StartEx", "3h00m", "-") for role in range(ROLES))
    return Section("roles", "Participants by role", (Table(("role", "who", "on duty", "rest"), rows, "Roles"),), "A")


def _timeline(events: int) -> Section:
    rows = tuple(
        (f"{anchor(f'e-{row}')}{row}", _clock(row), "Tue 14:10", "person", f"Role {row % ROLES}", _WHAT[row % 3])
        for row in range(events)
    )
    heads = ("entry", "clock", "story", "how", "role", "what happened")
    return Section("timeline", "Timeline", (Table(heads, rows, "Timeline", numbers=frozenset({0})),), "B")


def _clock(minute: int) -> str:
    return f"T+{minute // 60:02d}:{minute % 60:02d}"


def _digests() -> Section:
    rows = (("record", named("5f02c1d09e" * 6)), ("plan", named("a41c99e2ab" * 6)))
    return Section("digests", "Digests", (Table(("of", "SHA-256"), rows, "Digests"),), "C")
