"""A document with every kind of block, for the tests of formats; and the same with other words in every place."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from drillsim.report.document import (
    Bullets,
    Document,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    Para,
    Promise,
    Promises,
    Section,
    Signs,
    Table,
)
from drillsim.report.drawing import Box, Dot, Drawing, Line, Words
from drillsim.report.marks import anchor, link, named, said, strong

T = TypeVar("T")

LEVELS = Figure(
    name="level_calls",
    title=f"Level of {named('calls')} against its MBCO",
    alt="The level falls to 0% at T+00:20 and is 40% again from T+02:28 on, 8 minutes after the RTO.",
    drawing=Drawing(
        640,
        180,
        (
            Box(60, 20, 120, 120, "band", "hatched"),
            Line(((60, 92), (620, 92)), "limit", dashed=True),
            Line(((60, 20), (160, 20), (160, 140), (480, 140), (480, 92), (620, 92)), "first", 2, area_to=140),
            Dot(480, 92, "bad", "cross"),
            Words(60, 160, "T+00:00"),
            Words(620, 160, "T+03:00", anchor="end"),
            Words(612, 84, "MBCO 40%", "quiet", "end", 11),
        ),
    ),
    table=Table(
        ("clock", "level"),
        (("T+00:00", "100%"), ("T+00:20", "0%"), ("T+02:28", "40%")),
        "Levels",
        numbers=frozenset({1}),
    ),
    signs=("calls |####....====|",),
)


def paper() -> Document:
    """A small report with every kind of block, every mark and every tone."""
    return Document(
        title="After-action report: Tornado at the main site",
        subtitle="Prairie Care, functional exercise",
        marking="EXERCISE EXERCISE EXERCISE",
        status="DRAFT",
        why="1 action has no owner.",
        cover=(
            ("Plan", f"Prairie Care, version {named('4')}"),
            ("Facilitator", "the facilitator"),
            ("Length", "3h00m, at a pace of 12x"),
        ),
        sections=(_verdict(), _summary(), _expectations(), _levels(), _timeline()),
        made_from="record 5f02c1d0, plan a41c99e2",
        date=1_790_000_000,
    )


def _verdict() -> Section:
    return Section(
        "verdict",
        "Verdict",
        (
            Para("Reckoned from the scenario and what people did."),
            Promises(
                (
                    Promise(
                        "missed",
                        "The plan promises customer calls back within 2h.",
                        "They were back after 2h08m, 8m late.",
                        f"Had {named('brightline')} been called 8m earlier, the promise would have been kept.",
                        f"{link('e-12', 'entry 12')}, {link('nowhere', 'entry 99')}",
                    ),
                    Promise("kept", "Staff are to hear within 15m.", "They heard after 4m.", evidence="entry 7"),
                    Promise("undecided", "The backlog is to be gone within 3 days.", "The exercise ended before."),
                )
            ),
        ),
    )


def _summary() -> Section:
    return Section(
        "summary",
        "Summary in numbers",
        (
            KeyFigures(
                (
                    KeyFigure("2h08m", "customer calls out of service; RTO 2h"),
                    KeyFigure("17 of 21", "expected actions done in time"),
                    KeyFigure("-8m", "the first word to staff, against its target"),
                )
            ),
            Para(strong("Not yet back to normal: the main site."), "warning"),
            Bullets((f"The lead said {said('“go home”')}.", f"See {link('expectations', 'what was expected')}.")),
            Heading("In their words"),
            Para("Nobody said what was to be kept.", "note"),
        ),
    )


def _expectations() -> Section:
    heads = ("due", "what", "role", "done", "late by", "result")
    return Section(
        "expectations",
        "Expectations",
        (
            Para("Measured: at the clock of a live drill.", "caption"),
            Table(
                heads,
                (("T+00:15", f"{named('take_cover')}", "Lead", "T+00:12", "-3m", "on time"),),
                "Expectations",
                "measured",
                frozenset({4}),
            ),
            Table(heads, (("T+00:30", "Say what to do", "Lead", "-", "-", "never"),), "Expectations", "scripted"),
            Table(("", "none"), (), "Refused"),
        ),
    )


def _levels() -> Section:
    return Section(
        "levels", "Level over time", (LEVELS, Signs(("calls |####....|",)), Para("A caption alone.", "caption"))
    )


def _timeline() -> Section:
    row = (f"{anchor('e-12')}T+00:28", "Tuesday 14:38", "person", f"Lead calls {named('brightline')}: {said('now!')}")
    return Section("timeline", "Timeline", (Table(("clock", "story", "how", "what"), (row,), "Timeline"),), "A")


def reworded(part: T, words: Callable[[str], str]) -> T:
    """The same part of a document with other words in every place that shows text.

    Names by which a program asks (keys, tones, roles of shapes, results, the letter of an appendix) stay.
    """
    return _reworded(part, words)  # type: ignore[no-any-return]  # whatever goes in comes out


_KEPT = {"key", "tone", "result", "role", "pattern", "anchor", "form", "appendix", "date"}


def _reworded(part: Any, words: Callable[[str], str]) -> Any:
    match part:
        case str():
            return words(part)
        case tuple():
            return tuple(_reworded(one, words) for one in part)
        case _ if is_dataclass(part) and not isinstance(part, type):
            kept = {*_KEPT, "name"} if isinstance(part, Figure) else _KEPT
            shown = [field.name for field in fields(part) if field.name not in kept]
            return replace(part, **{name: _reworded(getattr(part, name), words) for name in shown})
        case _:
            return part
