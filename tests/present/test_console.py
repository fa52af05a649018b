"""The console's panels and forms: a view in, rows and words out."""

from dataclasses import replace
from typing import get_args

import pytest

from drillsim.model.spelling import StoryTime
from drillsim.present.console import forms
from drillsim.present.console.coverage import coverage
from drillsim.present.console.expected import WORDS as EXPECTED_WORDS
from drillsim.present.console.expected import expected, sheet
from drillsim.present.console.lens import strip
from drillsim.present.console.msel import WORDS as MSEL_WORDS
from drillsim.present.console.msel import latency, letter, msel
from drillsim.present.console.places import here, lobby, missing, start_words
from drillsim.present.emergency import banner, caller
from drillsim.present.forms import Form, Incomplete, decision
from drillsim.present.rows import Table
from drillsim.present.top import how_it_stands, state
from drillsim.present.typed_time import typed_time
from drillsim.present.when import acts_later, saying_when, when_done
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.session.console import (
    ConsoleView,
    ExpectedRow,
    ExpectedState,
    InjectState,
    ModuleRow,
    MselRow,
    ObjectiveRow,
    PlaceRow,
    Suggestion,
    TaskRow,
    ToldView,
)
from drillsim.session.news import News
from drillsim.session.view import Briefing, ClockView, FunctionView, LobbyRow, TalkView, UpdateView

HOUR = 3600
TOLD = Briefing(
    drill="Spring drill",
    plan="Plan",
    version="4",
    scenarios=("Storm",),
    story="",
    begins=StoryTime(1, 850),  # Tuesday 14:10
    lasts=9 * HOUR,
    kind="tabletop",
    pace=1,
    stops_to_talk=True,
    facilitator_releases=False,
    tips=(),
    roles=(),
)
CALL = MselRow("call", "The press calls", "media", "scheduled", 0, (ToldView("clerk"),), at=1800)
EMPTY = ConsoleView(
    mode="normal",
    mode_since=0,
    msel=(),
    expected=(),
    suggestions=(),
    modules=(),
    functions=(),
    objectives=(),
    tasks=(),
    updates=(),
    places=(),
    lanes=(),
)
LEAD = PlaceRow("lead", "Lead", "Ann", ("Bob",), "here", "Ann", True, 0, 0)


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


# Injects


def test_every_state_has_words() -> None:
    assert set(MSEL_WORDS) == set(get_args(InjectState))
    assert set(EXPECTED_WORDS) == set(get_args(ExpectedState))


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        (CALL, ["TO COME", "00:30", "clerk", "in 20m"]),
        (replace(CALL, state="due", since=300), ["DUE", "hand", "clerk", "waits 5m"]),
        (replace(CALL, state="deferred", to=HOUR), ["PUT OFF", "01:00", "clerk", "in 50m"]),
        (replace(CALL, state="held"), ["HELD", "hand", "clerk", "hand, was 00:30"]),
        (replace(CALL, state="armed", at=None, when=("crm down",)), ["ARMED", "if", "clerk", "if crm down"]),
        (replace(CALL, state="held", at=None, told=()), ["HELD", "hand", "nobody", "by hand only"]),
        (replace(CALL, state="skipped", since=60, reason="no time"), ["SKIPPED", "00:01", "clerk", "no time"]),
        (
            replace(CALL, state="released", since=60, told=(ToldView("clerk", 60, 69), ToldView("lead", 60, 69, 100))),
            ["OUT", "00:01", "clerk +1", "opened 9s"],
        ),
    ],
)
def test_an_inject_says_where_it_stands(row: MselRow, shown: list[str]) -> None:
    if row.state == "due":
        row = replace(row, at=None)
    (found,) = texts(msel(replace(EMPTY, msel=(row,)), 600))
    assert found[:4] == shown


def test_what_wants_a_hand_comes_first_and_what_is_over_last() -> None:
    def row(name: str, how: InjectState, **more: int) -> MselRow:
        return replace(CALL, id=name, title="", state=how, **more)  # type: ignore[arg-type]  # at and since are numbers

    console = replace(
        EMPTY,
        msel=(
            row("over", "done", since=5),
            row("late", "scheduled", at=900),
            row("soon", "scheduled", at=700),
            row("reserve", "held"),
            row("now", "due", since=500),
            row("out", "released", since=400),
            row("try", "held"),
        ),
        suggestions=(Suggestion("try", "Try", "declare (lead) is 4m overdue"),),
    )
    table = msel(console, 600)
    assert [each.key for each in table.rows] == ["now", "out", "try", "soon", "late", "reserve", "over"]
    assert table.title == "Injects: 1 due | TRY try: declare (lead) is 4m overdue"
    assert table.rows[2].cells[0].text == "FITS"
    assert [each.settled for each in table.rows] == [False] * 6 + [True]


def test_the_slowest_of_those_told_is_what_counts() -> None:
    quick, slow = ToldView("a", 60, 70, 80, 90), ToldView("b", 60)
    assert latency((quick,)) == "answered 30s"
    assert latency((quick, slow)) == "unread"
    assert latency(()) == ""


def test_the_letter_has_both_clocks_and_what_controllers_may_read() -> None:
    row = replace(
        CALL,
        says="Is it true?",
        sender="Channel 6",
        via="phone",
        ask=("Who answers?",),
        choices=(("deny", "No."),),
        happens=("fail: crm",),
        expects=("task declare by lead within 5m",),
        notes="Press them.",
        discuss=600,
        module="Alarm",
    )
    text = "\n".join(cell.text for cell in letter(row, TOLD, Suggestion("call", "", "x is overdue")))
    for words in (
        "T+00:30, Tue 14:40",
        "from Channel 6",
        "time-box 10m",
        "Is it true?",
        "It fits now: x is overdue.",
        "Ask the room: Who answers?",
        "They can answer: No.",
        "Expected: task declare by lead within 5m",
        "It makes happen: fail: crm",
        "Notes, for controllers only: Press them.",
    ):
        assert words in text


# Expected and coverage


def test_expected_has_what_is_overdue_first_then_open_by_clock_then_what_is_settled() -> None:
    def row(name: str, how: ExpectedState, due: int | None, done: int | None = None) -> ExpectedRow:
        return ExpectedRow("inject:call", "task", name, f"do {name}", how, "lead", due, done)

    console = replace(
        EMPTY,
        expected=(
            row("a", "on_time", 100, 90),
            row("b", "open", 900),
            row("c", "open", 700),
            row("d", "overdue", 300),
            row("e", "late", 100, 160),
            row("f", "open", None),
        ),
    )
    table = expected(console, 600)
    assert table.title == "Expected: 1 overdue"
    assert [(row[0], row[3]) for row in texts(table)] == [
        ("OVERDUE", "do d (5m overdue)"),
        ("OPEN", "do c"),
        ("OPEN", "do b"),
        ("OPEN", "do f"),
        ("LATE", "do e (1m late)"),
        ("ON TIME", "do a"),
    ]


def test_words_are_for_people_to_judge() -> None:
    row = ExpectedRow("inject:call", "action", "calm", "Stays calm", "open", None, 300, None, "clear")
    text = " ".join(cell.text for cell in sheet(row))
    assert "By T+00:05. Open." in text
    assert "serves the objective clear" in text
    assert "Nobody but you can judge it" in text
    assert texts(expected(replace(EMPTY, expected=(row,)), 0))[0][3] == "see: Stays calm"


def test_coverage_tells_what_is_missing_before_what_is_there() -> None:
    console = replace(
        EMPTY,
        objectives=(ObjectiveRow("seen", "S", 2, 1, 1), ObjectiveRow("bare", "B", 0, 0, 0)),
        tasks=(TaskRow("declare", "lead", "Declare"), TaskRow("move", "lead", "Move", started=True)),
        updates=(UpdateView("customers", "clerk", 300),),
        places=(replace(LEAD, load=5),),
    )
    table = coverage(console, 600)
    assert table.title == "Coverage: 1 objective not observed"
    assert texts(table) == [
        ["NEWS DUE", "customers", "5m late, at 00:05, by clerk"],
        ["NOT YET", "bare", "nothing expected yet: B"],
        ["OBSERVED", "seen", "1 of 2 settled, 1 overdue: S"],
        ["LOAD", "lead", "told 5 injects in the last quarter of an hour, too many"],
        ["UNTOUCHED", "declare", "lead"],
    ]
    assert table.rows[3].cells[0].tone == "warn"


def test_the_strip_shows_what_is_out_where_anything_is() -> None:
    calls = FunctionView("calls", "Calls", 1.0, 0.5, HOUR)
    mail = FunctionView("mail", "Mail", 0.0, 0.5, HOUR, out_since=60)
    assert strip(replace(EMPTY, functions=(calls,))).functions == (calls,)
    assert strip(replace(EMPTY, functions=(calls, mail))).functions == (mail,)


# Places


def test_who_is_here_says_who_plays_and_who_has_not_read() -> None:
    places = (
        replace(LEAD, player_name="Bob", unread=2, load=3),
        PlaceRow("clerk", "Clerk", None, (), "stand_in", "stand_in", False, 0, 0),
        PlaceRow("scribe", "Scribe", "Dan", (), "nobody", "nobody", False, 0, 0),
    )
    table = here(replace(EMPTY, places=places))
    assert table.title == "Here: 1 of 1 player, 2 roles without, 1 uncovered"
    assert texts(table) == [
        ["HERE", "lead", "Ann", "played by Bob, 2 unread, told 3 in 15m"],
        ["STAND-IN", "clerk", "nobody", "UNCOVERED"],
        ["EMPTY", "scribe", "Dan", ""],
    ]


def test_the_role_check_in_and_what_is_asked_before_startex() -> None:
    rows = (
        LobbyRow("lead", "Lead", "Ann", ("Bob",), "Ann", True),
        LobbyRow("clerk", "Clerk", "Cat", (), "player", False),
        LobbyRow("scribe", "Scribe", "Dan", (), "nobody", False),
        LobbyRow("tech", "Tech", "Eve", (), "stand_in", False),
    )
    assert texts(lobby(rows)) == [
        ["HERE", "lead", "Ann", "or Bob"],
        ["NOT HERE", "clerk", "Cat", "no alternate"],
        ["EMPTY", "scribe", "left empty on purpose", "or Dan"],
        ["-", "tech", "stand-in", "or Eve"],
    ]
    assert missing(rows) == ("clerk",)
    text = " ".join(cell.text for cell in start_words(rows, (), stops_to_talk=False, timed=False, jump="j"))
    assert "and the clock runs." in text
    assert "stands while you talk" in start_words(rows, (), stops_to_talk=True, timed=False, jump="j")[0].text
    assert "Not here: clerk." in text
    assert "Left empty on purpose: scribe." in text
    assert "marked as simulated: tech." in text


# Times and forms


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("now", 720),
        ("+5m", 1020),
        ("+ 1h30m", 6120),
        ("T+00:45", 2700),
        ("14:22", 720),
        ("14:30", 1200),
        ("2:00", 42600),
        ("Tuesday 14:30", 1200),
    ],
)
def test_times_that_people_type(text: str, second: int) -> None:
    """T+00:12 is Tuesday 14:22; a time of day is the next such time of the story."""
    assert typed_time(text, TOLD.begins, 720) == second


def made(form: Form, **values: object) -> c.Command:
    return form.make(values)


def test_a_skip_needs_a_reason() -> None:
    with pytest.raises(Incomplete, match="Write why first"):
        made(forms.skip(CALL), because=" ")
    assert made(forms.skip(CALL), because="no time") == c.Skip("call", "no time")


def test_an_inject_is_put_off_to_a_time_to_come_or_until_released() -> None:
    form = forms.defer(CALL, TOLD, lambda: 600)
    assert made(form, to="+15m") == c.Defer("call", 1500)
    assert made(form, to="") == c.Defer("call", None)
    for wrong in ("now", "T+00:05"):
        with pytest.raises(Incomplete):
            made(form, to=wrong)


def test_a_time_from_now_counts_from_when_the_form_is_sent() -> None:
    """The clock runs on while people type: at 12x a minute of typing is 12 minutes of the story."""
    shown = [600]
    put_off = forms.defer(CALL, TOLD, lambda: shown[0])
    jump = forms.jump((ModuleRow("Way back", 7200),), TOLD, lambda: shown[0])
    shown[0] = 1320
    assert made(put_off, to="+5m") == c.Defer("call", 1620)
    assert made(jump, when="+5m") == r.Jump(1620)
    with pytest.raises(Incomplete, match="found an earlier one"):
        made(put_off, to="T+00:15")  # or it would come at once


def test_an_improvised_inject_has_what_was_filled_in_and_no_more() -> None:
    form = forms.improvise(("lead", "clerk"))
    assert made(form, says="Smoke.", to="all") == c.Improvise({"tell": "all", "says": "Smoke."})
    assert made(form, says="Smoke.", to="clerk", **{"from": "Guard", "via": "radio", "ask": "Who?"}) == c.Improvise(
        {"tell": ["clerk"], "says": "Smoke.", "from": "Guard", "via": "radio", "ask": ["Who?"]}
    )
    with pytest.raises(Incomplete, match="Write what they are told first"):
        made(form, says="")


def test_a_place_goes_to_a_name_a_stand_in_or_nobody() -> None:
    form = forms.place("lead", "Ann", ("Ann", "Bob"))
    assert made(form, player="name:1") == c.Place("lead", "Bob")
    assert made(form, player="stand_in") == c.Place("lead", "stand_in")
    assert made(form, player="nobody") == c.Place("lead", "nobody")
    assert made(form, player="person", name="Dora") == c.Place("lead", "Dora")
    for wrong in ("", "nobody"):
        with pytest.raises(Incomplete):
            made(form, player="person", name=wrong)


def test_a_jump_goes_to_a_time_a_module_or_the_next_thing() -> None:
    form = forms.jump((ModuleRow("Alarm", 0), ModuleRow("Way back", 7200)), TOLD, lambda: 600)
    assert made(form, when="+5m") == r.Jump(900)
    assert made(form, to="7200") == r.Jump(7200)
    assert made(form, to="") == r.Jump(None)
    assert [key for key, _ in form.fields[1].options] == ["", "7200"]  # type: ignore[union-attr]  # the field of modules
    with pytest.raises(Incomplete):
        made(form, when="now")


def test_a_response_says_when_it_would_have_been_done() -> None:
    form = saying_when(decision(("lead",)), TOLD, 720)
    assert form.said is not None
    assert form.fields[-1].label == "Done when?"
    assert form.said({"said": "+5m"}) == 1020
    assert form.said({}) == 720
    with pytest.raises(Incomplete, match="found an earlier one"):
        form.said({"said": "T+00:10"})
    asked = when_done(c.Done("lead", "declare"), "lead is done: Declare", TOLD, 720)
    assert (asked.title, asked.fields[-1].label) == ("When would that have been done?", "Done when?")
    asked = when_done(c.Does("lead", "declare"), "lead starts: Declare", TOLD, 720)
    assert (asked.title, asked.fields[-1].label) == ("When would that have been started?", "Started when?")
    assert "Now it is Tue 14:22." in asked.intro
    assert made(asked) == c.Does("lead", "declare")
    assert acts_later(TOLD, 1020) == "Taken: it acts at T+00:17 (Tue 14:27)."


# The clock in words


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        (ClockView(0, 1, "talking"), "TALKING"),
        (ClockView(0, 1, "talking", talk=TalkView("a", 65)), "TALKING 01:05"),
        (ClockView(0, 1, "talking", talk=TalkView("a", 65, 300)), "TALKING 03:55 left"),
        (ClockView(0, 1, "talking", talk=TalkView("a", 365, 300)), "TALKING 01:05 OVER"),
        (ClockView(0, 1, "running", talk=TalkView("a", 10, 300)), "RUNNING 04:50 left"),
        (ClockView(0, 1, "real_emergency"), "REAL EMERGENCY"),
        (ClockView(0, 1, "ended"), "ENDED"),
    ],
)
def test_the_first_line_says_how_the_clock_stands(clock: ClockView, words: str) -> None:
    assert state(clock).text == words


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        (ClockView(720_000, 12, "running"), "The clock runs, 12x: it is T+00:12 (Tue 14:22)."),
        (ClockView(720_000, 12, "paused"), "The clock stands: it is T+00:12 (Tue 14:22)."),
        (ClockView(720_000, 1, "talking"), "The story's clock stands while you talk: it is T+00:12 (Tue 14:22)."),
        (ClockView(0, 1, "before"), "The clock does not run yet."),
        (ClockView(0, 1, "ended"), "The exercise has ended."),
    ],
)
def test_who_types_is_told_whether_the_clock_goes_on(clock: ClockView, words: str) -> None:
    assert how_it_stands(TOLD, clock) == words


def test_the_banner_says_who_called_it_why_and_who_lets_it_go_on() -> None:
    clock = ClockView(61_000, 1, "real_emergency", "clerk", "", 65)
    call = News(5, 4, 61, "real_emergency", "clerk", "", "smoke")
    assert "Called by clerk at T+00:01:01\nsmoke\n" in banner([call], clock, leads=True)
    assert "for 01:05 now" in banner([call], clock, leads=True)
    assert "R lets" in banner([call], clock, leads=True)
    assert "Only the facilitator lets" in banner([call], clock, leads=False)
    over = News(6, 5, 61, "resumed", "", "")
    assert (caller([call]), caller([call, over])) == ("clerk", "facilitator")
    assert "nobody has said why yet" in banner([call, over], clock, leads=True)
