"""What a replay says: the scrubber, where one is, what happened, where somebody wants to go."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillsim.present.replay.events import events, in_full, now_key
from drillsim.present.replay.going import point_of
from drillsim.present.replay.heading import Shown, record, top, where
from drillsim.present.replay.keys import KEYS
from drillsim.present.replay.ordered import ordered
from drillsim.present.replay.scrubber import ZOOMS, scrubber, window
from drillsim.present.replay.telling import Telling
from drillsim.present.typed_time import NoTime
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record import written as w
from drillsim.record.codec import encode_command
from drillsim.record.entries import Entry
from drillsim.session.playback import Playback
from drillsim.session.view import Bar
from drillsim.session.watch import Course, Watch
from support.drills import play
from support.facilitated import Led
from support.live import shipped

HOUR = 3600


def tornado(role: str | None = None) -> Watch:
    played = play("tornado")
    playback = Playback(played.exercise, played.header)
    playback.take(played.entries)
    return Watch(playback, role)


def words(cells: object) -> str:
    return "  ".join(cell.text for cell in cells)  # type: ignore[attr-defined]


# The scrubber


def test_the_scrubber_shows_a_whole_exercise() -> None:
    course = Course(
        8 * HOUR, (0, HOUR), (2 * HOUR,), (3 * HOUR,), (4 * HOUR,), (Bar(HOUR, 3 * HOUR), Bar(2 * HOUR, None))
    )
    scale, marks, out = scrubber(course, 2 * HOUR, 1, 49)
    assert scale.cells == "00:00     ▼         04:00          08:00"
    assert marks.cells == "!----!----D----m----P-------------------"
    assert out.cells == ".....11111222222111111111111111111111111"


def test_a_part_of_it_can_be_shown_larger() -> None:
    course = Course(8 * HOUR, (0, HOUR), (), (), (), ())
    scale, marks, _ = scrubber(course, HOUR, 4, 49)
    assert (scale.label, scale.cells[:5], scale.cells[-5:]) == ("4x", "00:00", "02:00")
    assert marks.cells == "!" + "-" * 19 + "!" + "-" * 19


@given(
    st.integers(0, 200_000), st.integers(0, 200_000), st.sampled_from(ZOOMS), st.integers(20, 200), st.integers(0, 190)
)
def test_now_is_always_in_sight_and_a_click_goes_to_what_stands_there(
    lasts: int, now: int, zoom: int, width: int, column: int
) -> None:
    now = min(now, lasts)
    shown = window(lasts, now, zoom, width)
    assert shown.column(now) is not None
    if column < shown.room and shown.ends - shown.begins >= shown.room:
        assert shown.column(shown.second(column)) == column
    drawn = scrubber(Course(lasts, (now,), (), (), (), (Bar(0, None),)), now, zoom, width)
    assert {len(each.cells) for each in drawn} == {shown.room}


# Where one is


@pytest.mark.parametrize(("is_intact", "said"), [(True, "verified"), (False, "NOT AS WRITTEN")])
def test_the_record_line_says_whether_it_can_be_relied_upon(*, is_intact: bool, said: str) -> None:
    watch = tornado()
    exercise, playback = watch.playback.exercise, watch.playback
    header = replace(playback.header, started_wall_ns=1_796_000_000 * 10**9)
    found = words(record(exercise, Shown(header, is_intact, "abcdef", is_written=False), watch))
    assert found == f"record #abcd of 2026-11-30, plan v4  {said}  as: facilitator [v]"


def test_the_first_line_says_that_it_is_an_exercise_shown_again_and_whether_more_comes() -> None:
    watch = tornado()
    exercise = watch.playback.exercise
    shown = Shown(watch.playback.header, is_intact=True, head="abcdef", is_written=False)
    line = words(top(exercise, shown, watch, "STOPPED"))
    assert line == "EXERCISE  Spring tornado tabletop  T+00:00:00  Tue 14:10  REPLAY  STOPPED"
    assert "REPLAY, STILL LIVE" in words(top(exercise, replace(shown, is_written=True), watch, ""))
    cut = Playback(exercise, watch.playback.header)
    cut.take(watch.playback.entries[:50])
    assert "REPLAY, BROKEN OFF" in words(top(exercise, shown, Watch(cut, None), ""))


def test_all_clocks_of_the_point_are_said() -> None:
    exercise = shipped("tornado")
    desk = Led(exercise, tuple(exercise.plan.roles)).started()
    desk.pass_time(8)
    desk.do(c.Notes("hr_lead", "all well"))
    playback = Playback(exercise, desk.host.session.header)
    playback.take(desk.host.session.entries)
    watch = Watch(playback, "hr_lead")
    assert words(where(exercise, watch, wide=False)).endswith("event 0 of 2  before StartEx")
    playback.go_to_end()
    said = words(where(exercise, watch, wide=False))
    assert said == "at T+00:01:36  Tue 14:11  written 2023-11-14 23:36:48  event 2 of 2"


# What happened


def test_events_stand_around_the_row_that_says_now() -> None:
    watch = tornado()
    watch.playback.go_to_second(720)
    table = events(telling := Telling(watch))
    now = next(row for row in table.rows if row.key == now_key(telling))
    assert now.cells[0].text == "now"
    assert now.cells[-1].text == "tulsa_power fails"
    later = table.rows[table.rows.index(now) + 1]
    assert (later.cells[0].text, later.cells[-1].tone) == ("", "dim")


def test_a_role_reads_its_log_in_the_words_of_its_log() -> None:
    watch = tornado("comms_lead")
    table = events(Telling(watch))
    assert [row.cells[-1].text for row in table.rows][:3] == [
        "StartEx",
        "mode: EMERGENCY",
        "comms_lead: sent holding_statement",
    ]
    assert table.title == "Events that comms_lead knew of"


def test_one_event_in_full_names_its_cause_and_what_came_with_it() -> None:
    watch = tornado()
    telling = Telling(watch)
    seq = next(seq for seq in watch.seqs if watch.playback.entries[seq - 1].kind == "site_closed")
    text = words(in_full(telling, seq))
    assert "tulsa closes" in text
    assert "Because of #23 at T+00:02:00: floor_lead: does: task take_cover" in text
    assert "200 of tulsa_agents are away: tulsa is closed" in text


def test_a_role_reads_of_a_cause_only_where_it_is_its_own() -> None:
    watch = tornado("comms_lead")
    telling = Telling(watch)
    own = words(in_full(telling, watch.seqs[2]))
    assert "Because of" in own
    assert "comms_lead: sends" in own
    others = words(in_full(telling, watch.seqs[1]))  # the mode, which the incident lead's task turned
    assert "Because of" not in others
    assert "incident_lead" not in others


def test_a_text_is_found_from_here_on_and_then_from_the_beginning() -> None:
    watch = tornado()
    telling = Telling(watch)
    found = []
    for _ in range(3):
        seq = telling.find("TULSA OPENS") or telling.find("tulsa closes")
        assert seq is not None
        found.append(seq)
        watch.playback.go_to(seq)
    assert len(set(found)) == 1
    assert telling.find("nobody says this") is None


def command(it: c.Command, **more: int) -> Entry:
    kind, body = encode_command(it)
    return Entry(1, "command", 0, kind, c.actor(it), "c1", None, {**body, **more})


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (command(r.Here("hr_lead", is_here=False)), "hr_lead: the player is not here"),
        (command(r.Jump(3600)), "jump to T+01:00:00"),
        (command(r.HostDown(125)), "nobody ran the drill for 2m"),
        (command(w.Observe("evaluator", "calm\x1b[31m", rating="P")), "evaluator observes (P): calm\ufffd[31m"),
        (command(w.Whiteboard("hr_lead", "facts", "", 3)), "whiteboard, facts, by hr_lead: a line is taken away"),
        (command(c.Does("hr_lead", "head_count"), said=600), "hr_lead: does, for T+00:10:00: task head_count"),
        (command(c.Skip("reporter", "no time")), "facilitator: skip: inject reporter; because no time"),
    ],
)
def test_commands_have_words(entry: Entry, said: str) -> None:
    assert ordered(entry) == said


# Where to go


@pytest.mark.parametrize(
    ("typed", "second"),
    [
        ("T+02:10", 7800),
        ("+45m", 6300),
        ("-10m", 3000),
        ("16:20", 7800),
        ("Tuesday 16:20", 7800),
        ("14:30", 1200),
        ("-9h", 0),
    ],
)
def test_a_time_is_typed_as_on_any_screen(typed: str, second: int) -> None:
    playback = tornado().playback
    playback.go_to_second(HOUR)
    assert point_of(typed, playback).second == second


def test_an_event_is_gone_to_by_its_number() -> None:
    playback = tornado().playback
    assert point_of("#30", playback).seq == 30


@pytest.mark.parametrize("typed", ["#0", "#92", "soon", "", "T+20:00", "-x", "+", "#", "#99999999999"])
def test_what_is_no_place_in_the_record_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(NoTime, match=r"Expected|did you mean"):
        point_of(typed, tornado().playback)


def test_every_key_says_what_it_does() -> None:
    assert all(key.does for key in KEYS)
    assert len({key.press for key in KEYS}) == len(KEYS)
