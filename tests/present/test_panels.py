"""Panels: a view in, rows and words out."""

from dataclasses import replace
from typing import get_args

import pytest

from drillsim.model.spelling import StoryTime
from drillsim.model.staff import Permission
from drillsim.present.assignments import given, request
from drillsim.present.board import known, situation
from drillsim.present.card import MAY, card
from drillsim.present.due import due
from drillsim.present.duty import duty
from drillsim.present.functions import functions
from drillsim.present.help import help_for
from drillsim.present.inbox import as_opened, inbox, letter, unopened
from drillsim.present.keys import KEYS, TABLE_KEYS
from drillsim.present.lens import only
from drillsim.present.log import log, names, said
from drillsim.present.messages import messages, to_approve
from drillsim.present.rows import Table
from drillsim.present.tasks import sheet, tasks
from drillsim.present.timeline import LABEL, shown_span, timeline
from drillsim.present.top import top
from drillsim.session.news import News, NewsKind
from drillsim.session.view import (
    AskedView,
    Bar,
    Briefing,
    CardView,
    ClockView,
    FunctionView,
    HandledView,
    InjectView,
    Lane,
    Mark,
    MessageView,
    RoleView,
    TalkView,
    TaskView,
    TellsView,
    UpdateView,
    View,
    WaitingView,
)

EMPTY = View(
    roles=("lead",),
    mode="normal",
    mode_since=0,
    functions=(),
    inbox=(),
    asked=(),
    tasks=(),
    messages=(),
    updates=(),
    duty=(),
    lanes=(),
)
TOLD = Briefing(
    drill="Spring drill",
    plan="Plan",
    version="4",
    scenarios=("Storm",),
    story="Wind.",
    begins=StoryTime(1, 850),
    lasts=3600,
    kind="tabletop",
    pace=12,
    stops_to_talk=False,
    facilitator_releases=False,
    tips=(),
    roles=(),
)
CALLS = FunctionView("calls", "Calls", 0.3, 0.4, rto=7200)


def out_since(second: int) -> FunctionView:
    return replace(CALLS, out_since=second, rto_due=second + 7200, late_from=second + 7200)


def said_by(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize(
    ("clock", "last"),
    [
        (ClockView(0, 12, "before"), "NOT STARTED"),
        (ClockView(1_872_000, 12, "running"), "RUNNING"),
        (ClockView(0, 12, "paused", "facilitator", "fire alarm", 130), "PAUSED 02:10 by facilitator: fire alarm"),
        (ClockView(0, 12, "paused", "host", "the disk is full", 5), "PAUSED 00:05: the disk is full"),
        (ClockView(0, 12, "ended"), "ENDED"),
    ],
)
def test_the_first_line(clock: ClockView, last: str) -> None:
    cells = [cell.text for cell in top(TOLD, clock, clock.second)]
    assert cells[:2] == ["EXERCISE", "Spring drill"]
    assert cells[-1] == last
    if clock.second:
        assert cells[2:5] == ["T+00:31:12", "Tue 14:41", "12x"]


@pytest.mark.parametrize(
    ("function", "now", "word", "note", "tone"),
    [
        (CALLS, 0, "OK", "MBCO 40%, RTO 2h", "good"),
        (out_since(60), 1800, "OUT", "29m, RTO in 1h31m", "warn"),
        (out_since(60), 7200, "OUT", "1h59m, RTO in 1m", "bad"),
        (out_since(0), 7200, "OUT", "2h, RTO in 0s", "bad"),
        (out_since(0), 7680, "OUT", "RTO MISSED by 8m", "bad"),
        (replace(CALLS, put_aside_since=60, can_pause=86_400), 3660, "ASIDE", "1h of 24h", "warn"),
        (replace(CALLS, put_aside_since=0, can_pause=3600), 4200, "ASIDE", "10m TOO LONG", "bad"),
        (replace(CALLS, put_aside_since=60), 3660, "ASIDE", "since 00:01", "warn"),
        (replace(CALLS, closed=True), 60, "SHUT", "closed at these hours", "dim"),
        (replace(out_since(0), closed=True, rto_due=90_000, late_from=None), 3600, "OUT", "closed, RTO in 24h", "warn"),
        (
            replace(out_since(0), closed=True, late_from=None, late_by=480),
            99_999,
            "OUT",
            "RTO MISSED by 8m",
            "bad",
        ),
    ],
)
def test_a_function_against_its_promise(function: FunctionView, now: int, word: str, note: str, tone: str) -> None:
    (row,) = functions(replace(EMPTY, functions=(function,)), now).rows
    assert [cell.text for cell in row.cells] == [word, "Calls", "###.......", "30%", note]
    assert row.cells[0].tone == tone
    (narrow,) = functions(replace(EMPTY, functions=(function,)), now, narrow=True).rows
    assert narrow.under == note


def test_the_mode_is_the_title() -> None:
    assert functions(EMPTY, 0).title == "Mode: normal"
    emergency = replace(EMPTY, mode="emergency", mode_since=60)
    assert functions(emergency, 0).title == "EMERGENCY since 00:01"
    due = replace(emergency, updates=(UpdateView("staff", "lead", 900), UpdateView("customers", "lead", 600)))
    assert functions(due, 600).title == "EMERGENCY since 00:01 | news due 00:10: customers"
    assert functions(due, 601).title == "EMERGENCY since 00:01 | NEWS OVERDUE: customers"


def inject(name: str, at: int, state: str = "delivered", *told: str) -> InjectView:
    return InjectView(name, "", told or ("lead",), "Newsroom", "phone", "Can you\nconfirm?", at, state)  # type: ignore[arg-type]  # a state as a word


def test_the_inbox_tells_the_newest_first() -> None:
    view = replace(
        EMPTY,
        inbox=(inject("a", 60, "answered"), inject("b", 120, "opened"), inject("c", 120)),
        asked=(AskedView(90, "floor", "lead", "call back", 3600),),
    )
    table = inbox(view, 1800)
    assert table.title == "Inbox: 1 new"
    assert said_by(table) == [
        ["READ", "00:02", "Newsroom, phone: Can you confirm?"],
        ["NEW", "00:02", "Newsroom, phone: Can you confirm?"],
        ["ASKED", "00:01", "floor asks you: call back (in 30m)"],
        ["DONE", "00:01", "Newsroom, phone: Can you confirm?"],
    ]


def test_with_several_roles_the_inbox_says_who_was_told() -> None:
    view = replace(EMPTY, roles=("lead", "floor"), inbox=(inject("a", 0, "delivered", "lead", "floor"),))
    assert said_by(inbox(view, 1800))[0][2] == "lead +1"


def test_a_letter_has_all_that_was_told() -> None:
    whole = replace(inject("a", 60), ask=("Who answers?",), handout="map.pdf", choices=(("y", "Yes"),), chosen="y")
    text = "\n".join(cell.text for cell in letter(whole, TOLD.begins))
    for part in (
        "T+00:01",
        "from Newsroom",
        "by phone",
        "Can you\nconfirm?",
        "For the room: Who answers?",
        "map.pdf",
        "Answered: Yes",
    ):
        assert part in text


def test_a_letter_says_how_far_each_role_has_come() -> None:
    handled = (HandledView("lead", 120, 180, 240), HandledView("floor", 120))
    whole = replace(inject("a", 60, "answered", "lead", "floor"), handled=handled, discuss=300)
    assert letter(whole, TOLD.begins)[-1].text.split("\n") == [
        "lead: delivered T+00:01 (Tue 14:11), opened T+00:02 (Tue 14:12), "
        "acknowledged T+00:03 (Tue 14:13), answered T+00:04 (Tue 14:14)",
        "floor: delivered T+00:01 (Tue 14:11), opened T+00:02 (Tue 14:12), not acknowledged, not answered",
    ]
    assert "Time-box for the discussion: 5m" in [cell.text for cell in letter(whole, TOLD.begins)]
    (row,) = inbox(replace(EMPTY, inbox=(whole,)), 0).rows
    assert row.under == ("lead opened 00:02, acknowledged 00:03, answered 00:04 | floor opened 00:02 | time-box 5m")


@pytest.mark.parametrize(
    ("talk", "title", "tone"),
    [
        (TalkView("a", 50, 300), "Inbox: 1 new | time-box 04:10 left", "warn"),
        (TalkView("a", 380, 300), "Inbox: 1 new | TIME-BOX OVER by 01:20", "bad"),
        (TalkView("a", 50), "Inbox: 1 new", "warn"),
        (TalkView("told_to_others", 50, 300), "Inbox: 1 new", "warn"),
    ],
)
def test_a_discussion_has_a_time_box_in_real_minutes(talk: TalkView, title: str, tone: str) -> None:
    table = inbox(replace(EMPTY, inbox=(inject("a", 60),)), 0, talk)
    assert (table.title, table.tone) == (title, tone)


def task(name: str, **more: object) -> TaskView:
    return replace(TaskView(name, name.title(), "lead", "can", 900), **more)  # type: ignore[arg-type]  # fields by name


def test_what_presses_most_comes_first() -> None:
    view = replace(
        EMPTY,
        tasks=(
            task("done", state="done", done=60),
            task("free"),
            task("waits", state="waits", waits=("free",)),
            task("asked", playbook="p", due=1800),
            task("running", state="running", started=30, ends=930),
            task("sooner", playbook="p", due=600),
            task("later", playbook="p"),
        ),
    )
    assert [row.key for row in tasks(view, 0).rows] == ["running", "sooner", "asked", "later", "free", "waits", "done"]


@pytest.mark.parametrize(
    ("view", "now", "word", "when"),
    [
        (task("a"), 0, "CAN", "usual 15m"),
        (task("a", usual=0), 0, "CAN", "at once"),
        (task("a", needs=("power",)), 0, "CAN", "needs power"),
        (task("a", needs=("power",), due=1800), 0, "CAN", "due 00:30"),
        (task("a", due=1800), 1800, "CAN", "due 00:30"),
        (task("a", due=1800), 1860, "CAN", "OVERDUE 1m"),
        (task("a", state="running", started=0, ends=900), 60, "RUNNING", "ends 00:15"),
        (task("a", state="running", started=0), 60, "RUNNING", "until you say done"),
        (task("a", state="waits", waits=("b", "c")), 0, "WAITS", "after b, c"),
        (task("a", state="done", done=900), 1000, "DONE", "00:15"),
        (task("a", state="done", done=900, due=600), 1000, "DONE", "00:15, 5m late"),
        (task("a", state="nobody"), 0, "NOBODY", "usual 15m"),
    ],
)
def test_a_task_says_in_a_few_words_how_it_is(view: TaskView, now: int, word: str, when: str) -> None:
    (cells,) = said_by(tasks(replace(EMPTY, tasks=(view,)), now))
    assert (cells[0], cells[-1]) == (word, when)


def test_a_sheet_says_how_long_a_task_of_this_drill_runs() -> None:
    assert "it ends by itself" in "\n".join(cell.text for cell in sheet(task("a"), 0, timed=False))
    assert "it runs until you say done" in "\n".join(cell.text for cell in sheet(task("a"), 0, timed=True))


def test_messages_that_wait_for_us_come_first() -> None:
    ready = MessageView("hello", ("customers",), (("web", "web"),), False, "Hello")
    waits = replace(
        ready, id="notice", needs_approval=True, waiting=WaitingView(60, "news", ("web",)), approvers=("lead",)
    )
    table = messages(replace(EMPTY, messages=(ready, replace(ready, id="sent", sent=(60, 120)), waits)), 180)
    assert table.title == "Messages: 1 for you to approve"
    assert said_by(table) == [
        ["WAITS", "notice", "for approval since 00:01 (2m), sent by news"],
        ["READY", "hello", "to customers"],
        ["SENT", "sent", "00:01, 00:02 to customers"],
    ]


def test_a_message_that_waits_is_shown_as_it_will_go_out() -> None:
    waiting = WaitingView(60, "news", ("web",), (("what", "a storm"),), "wind", "nature", 7200)
    told = MessageView(
        "notice", ("clients",), (("web", "Website"), ("post", "Post")), True, "{what}. {when}", ("what", "when")
    )
    shown = [cell.text for cell in to_approve(replace(told, waiting=waiting), TOLD.begins, 360)]
    assert shown == [
        "news sent it; it waits since T+00:01 (Tue 14:11), 5m.",
        "To clients, through Website:",
        "EXERCISE EXERCISE EXERCISE",
        "a storm. {when}",
        "Still empty: Back when {when}",
        "It claims: the cause is wind; the fault is nature's; back by T+02:00 (Tue 16:10).",
    ]
    assert [cell.text for cell in to_approve(told, TOLD.begins, 360)] == ["It no longer waits for an approval."]


def test_all_that_has_a_deadline_is_in_one_list_the_next_first() -> None:
    view = replace(
        EMPTY,
        functions=(
            replace(CALLS, out_since=0, rto_due=7200),
            FunctionView("mail", "Mail", 0.0, 0.5, rto=60, put_aside_since=0, can_pause=2400),
            FunctionView("chat", "Chat", 1.0, 0.5, rto=60),
        ),
        updates=(UpdateView("customers", "lead", 600), UpdateView("staff", None, 1800)),
        tasks=(task("cover", due=1200), task("over", due=100, done=90, state="done"), task("free")),
        asked=(AskedView(0, "floor", "lead", "call back", 1500), AskedView(0, "floor", "lead", "old", 10, done=9)),
        given=(AskedView(0, "lead", "floor", "count heads", 960), AskedView(0, "lead", "it", "look", None)),
    )
    table = due(view, 900)
    assert table.title == "What is due: 1 overdue"
    assert said_by(table) == [
        ["OVERDUE", "at 00:10", "news to customers, lead", "5m late"],
        ["DUE", "at 00:16", "from floor: count heads", "in 1m"],
        ["DUE", "at 00:20", "Cover", "in 5m"],
        ["DUE", "at 00:25", "for floor: call back", "in 10m"],
        ["DUE", "at 00:30", "news to staff, anybody", "in 15m"],
        ["DUE", "at 00:40", "put aside: Mail", "in 25m"],
        ["DUE", "at 02:00", "RTO of Calls", "in 1h45m"],
    ]
    assert due(EMPTY, 0).empty == "Nothing has a deadline now."


def test_what_was_asked_is_late_until_somebody_says_that_it_is_done() -> None:
    view = replace(
        EMPTY,
        given=(
            AskedView(60, "lead", "floor", "count heads", 600),
            AskedView(120, "lead", "it", "look", None),
            AskedView(180, "lead", "it", "call", 3600),
            AskedView(180, "lead", "it", "write", 300, done=240),
        ),
    )
    table = given(view, 900)
    assert table.title == "Asked of others: 1 overdue"
    assert said_by(table) == [
        ["DONE", "00:03", "it", "write", "at 00:04"],
        ["ASKED", "00:03", "it", "call", "in 45m"],
        ["ASKED", "00:02", "it", "look", ""],
        ["OVERDUE", "00:01", "floor", "count heads", "5m late"],
    ]
    late, done = request(view.given[0], TOLD.begins, 900), request(view.given[3], TOLD.begins, 900)
    assert late[-1].text == "Due T+00:10 (Tue 14:20), 5m late."
    assert [cell.text for cell in done[-2:]] == ["Due T+00:05 (Tue 14:15).", "Said to be done at T+00:04 (Tue 14:14)."]


def test_the_board_says_how_we_stand_and_what_we_were_told() -> None:
    view = replace(EMPTY, mode="emergency", mode_since=60, inbox=(inject("a", 60), inject("b", 120)))
    assert situation(view, TOLD.begins, 360) == "EMERGENCY since T+00:01 (Tue 14:11), for 5m"
    assert said_by(known(view, TOLD.begins)) == [
        ["00:02", "Tue 14:12", "Newsroom", "Can you confirm?"],
        ["00:01", "Tue 14:11", "Newsroom", "Can you confirm?"],
    ]


CARD = CardView(
    "comms",
    "Communications",
    alternates=("Eli Brandt", "Ann"),
    may=("speak_to_media", "spend"),
    ask=(("declare", ("lead",)), ("approve_messages", ("lead", "deputy"))),
    tasks=(("tell", "Tell everybody"),),
    leads=("writers",),
    tells=(TellsView("customers", 1800, 3600, ("hello", "sorry")),),
    hours=(("storm", "0 to 4", "stay inside"),),
    all_hands="Answers calls",
)


def test_a_role_card_says_what_to_do_and_whom_to_ask() -> None:
    held = (RoleView("comms", "Communications", "Hana Sato", "here", True),)
    text = [paragraph.text for paragraph in card(CARD, held, ("Stay calm", "b", "c", "d"))]
    assert text == [
        "Communications (comms)",
        "Held by Hana Sato (YOU). If absent: Eli Brandt, then Ann.",
        "You may speak to the media and spend money.",
        "To declare an emergency, ask lead.",
        "To approve messages, ask lead or deputy.",
        "Tasks",
        "Tell everybody (tell)",
        "With no task: Answers calls.",
        "You lead and check in: writers.",
        "Whom you tell",
        "customers: within 30 min, then every 1 hour; prepared: hello, sorry",
        "What matters in which hours",
        "storm, 0 to 4: stay inside",
        "Tips",
        "Stay calm",
        "b",
        "c",
    ]


def test_a_role_card_of_a_role_that_nobody_holds() -> None:
    text = [paragraph.text for paragraph in card(CardView("aide", "Aide"), (), ())]
    assert text == [
        "Aide (aide)",
        "Held by nobody: it is uncovered. The plan names no alternate.",
        "Tasks",
        "The plan gives this role no task.",
    ]


def test_every_permission_has_its_words() -> None:
    assert set(MAY) == set(get_args(Permission))


def test_who_is_on_duty_and_who_plays() -> None:
    roles = (
        RoleView("floor", "Floor", None, "stand_in", False),
        RoleView("lead", "Lead", "Dana Ortiz", "here", True),
        RoleView("it", "IT", "Ivan", "script", False),
    )
    table = duty(replace(EMPTY, duty=roles))
    assert table.title == "On duty: 1 uncovered"
    assert said_by(table) == [
        ["YOU", "lead", "Dana Ortiz"],
        ["STAND-IN", "floor", "NOBODY: uncovered"],
        ["SCRIPT", "it", "Ivan"],
    ]


def test_help_tells_only_the_keys_that_work_on_the_screen() -> None:
    alone, at_table = (" ".join(each.text for each in help_for("inbox", keys)) for keys in (KEYS, TABLE_KEYS))
    assert "EndEx" in alone
    assert "EndEx" not in at_table
    assert "Stop here" not in at_table
    assert "Pass the keyboard to another place" in at_table


@pytest.mark.parametrize("kind", get_args(NewsKind))
def test_every_kind_of_news_has_its_words(kind: NewsKind) -> None:
    text, _ = said(News(1, 0, 0, kind, "lead", "thing", "words"), names(EMPTY))
    assert text


def test_the_log_tells_tasks_by_what_is_done() -> None:
    view = replace(EMPTY, tasks=(task("cover"),), inbox=(inject("smoke", 0, "delivered", "lead"),))
    news = [News(4, 0, 65, "started", "lead", "cover"), News(9, 4, 70, "held", "floor", "", "")]
    news.append(News(10, 9, 70, "acknowledged", "lead", "smoke"))
    news.append(News(11, 10, 70, "decided", "lead", "smoke", "nobody was there"))
    assert said_by(log(news, names(view), TOLD.begins)) == [
        ["00:01:05", "Tue 14:11", "lead", "started: Cover"],
        ["00:01:10", "Tue 14:11", "floor", "is UNCOVERED"],
        ["00:01:10", "Tue 14:11", "lead", "acknowledged “Can you confirm?”"],
        ["00:01:10", "Tue 14:11", "lead", "answered “Can you confirm?”: nobody was there"],
    ]


@pytest.mark.parametrize(("now", "span"), [(0, 1800), (1700, 3600), (3000, 3600), (30_000, 43_200), (170_000, 216_000)])
def test_the_timeline_leaves_room_to_the_right(now: int, span: int) -> None:
    assert shown_span(now) == span


@pytest.mark.parametrize("width", [20, 50, 78, 150])
def test_the_timeline_draws_every_lane_as_wide_as_it_is(width: int) -> None:
    lanes = (
        Lane("injects", "injects", (), (Mark(0, "inject"), Mark(900, "inject"))),
        Lane("role", "lead", (Bar(0, 600), Bar(900, None, 1700)), (Mark(700, "message"), Mark(800, "decision"))),
        Lane("role", "idle"),
        Lane("function", "a_function_with_a_long_name", (Bar(300, None),)),
    )
    drawn = timeline(replace(EMPTY, lanes=lanes), 1200, width)
    assert len(drawn) == 4  # the scale, and three lanes with something on them
    assert {len(each.cells) for each in drawn} == {max(10, width - LABEL - 1)}
    assert drawn[1].cells.startswith("!")
    for sign in "=-mD":
        assert sign in drawn[2].cells or width == 20
    assert "x" in drawn[3].cells
    assert len(drawn[3].label) <= LABEL


def test_a_lens_shows_one_role() -> None:
    view = replace(
        EMPTY,
        roles=("lead", "floor"),
        tasks=(task("a"), task("b", by="floor")),
        inbox=(inject("a", 0, "delivered", "floor"),),
        updates=(UpdateView("customers", "lead", 0), UpdateView("staff", None, 0)),
        lanes=(Lane("role", "lead"), Lane("role", "floor"), Lane("injects", "injects")),
    )
    seen = only(view, "lead")
    assert seen.roles == ("lead",)
    assert [each.id for each in seen.tasks] == ["a"]
    assert seen.inbox == ()
    assert [each.audience for each in seen.updates] == ["customers", "staff"]
    assert [each.label for each in seen.lanes] == ["lead", "injects"]
    assert only(view, None) == view


def test_a_lens_shows_how_far_its_own_role_has_come() -> None:
    handled = (HandledView("lead", 120, 180, 240), HandledView("floor", 130))
    view = replace(
        EMPTY, roles=("lead", "floor"), inbox=(replace(inject("a", 60, "answered", "lead", "floor"), handled=handled),)
    )
    (seen,) = only(view, "floor").inbox
    assert (seen.told, seen.handled, seen.state) == (("floor",), (HandledView("floor", 130),), "opened")
    assert only(view, "lead").inbox[0].state == "answered"


def test_opening_an_inject_counts_for_those_who_have_not_read_it() -> None:
    handled = (HandledView("lead", 120), HandledView("floor"), HandledView("it", None, 150))
    whole = replace(inject("a", 60, "delivered", "lead", "floor", "it"), handled=handled)
    assert unopened(whole) == ("floor",)
    assert as_opened(whole, 200).handled == (HandledView("lead", 120), HandledView("floor", 200), handled[2])
