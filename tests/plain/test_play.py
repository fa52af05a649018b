"""A drill by typed words: what each place is told, what is asked once, how wrong words are answered."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from drillsim.analysis.outcome import outcome
from drillsim.loading.played import played
from drillsim.model.exercise import Exercise
from drillsim.model.scenario import Expect
from drillsim.net.client import Client
from drillsim.record import commands as c
from drillsim.record import running as r
from support.canary import with_canaries
from support.facilitated import Led
from support.live import shipped
from support.seekers import Patient
from support.talk import Talk, alone, facilitated

MINUTE = 60


def tornado() -> Talk:
    """The tornado drill after StartEx, with its clock standing, in the facilitator's place."""
    talk = facilitated(shipped("tornado"))
    talk.start()
    return talk


def test_the_lobby_tells_the_briefing_and_checks_roles_in() -> None:
    talk = facilitated(shipped("tornado"))
    assert talk.told[0] == "EXERCISE, Spring tornado tabletop, T+00:00:00, Tue 14:10, 12x, NOT STARTED"
    assert "Ground rules:" in talk.told
    assert "NOT HERE: floor_lead, Farah Khan, or Hana Sato" in talk.told
    assert talk.say("here floor") == ["recorded: floor_lead is here."]
    assert talk.say("stand-in hr_lead") == ["recorded: hr_lead is played by a stand-in."]
    assert talk.say("alternate floor_lead") == ["recorded: floor_lead is played by Hana Sato."]
    assert "NOT HERE: floor_lead, Hana Sato, or Farah Khan" in talk.say("who")
    assert talk.say("place it_lead Ada Lindqvist") == ["recorded: it_lead is played by Ada Lindqvist."]
    assert talk.say("empty partner_lead") == ["recorded: partner_lead is played by nobody, on purpose."]
    asked = talk.say("start")
    assert asked[0] == "StartEx?"
    assert "Left empty on purpose: partner_lead." in asked
    assert talk.say("no") == ["NOT DONE: StartEx."]
    assert talk.say("pause", "start", "yes")[-3:] == [
        "[T+00:00] StartEx",
        "[T+00:00] NEW 1 to incident_lead, floor_lead from County emergency management by phone: "
        "Tornado warning for your address. Take cover now.",
        "[T+00:00] clock paused",
    ]


def test_what_answers_a_question_with_something_to_do_does_it() -> None:
    talk = tornado()
    assert talk.say("end")[0] == "EndEx?"
    assert talk.say("time") == [
        "NOT DONE: EndEx.",
        "EXERCISE, Spring tornado tabletop, T+00:00:00, Tue 14:10, 12x, PAUSED 00:00 by facilitator",
    ]


def test_a_player_opens_acknowledges_and_does() -> None:
    """As interface.md 1.3 has it."""
    talk = tornado()
    talk.say("jump to T+00:50")
    talk.say("as floor_lead", "here")
    assert talk.told[-1] == "caught up: 5 events, 3 wait for you: open 1, open 2, open 3"
    assert (
        "[T+00:50] NEW 3 from Channel 6 newsroom by phone: "
        "We hear people are trapped in your building. Can you confirm?" in talk.told
    )
    opened = talk.say("open 3")
    assert opened[1] == "We hear people are trapped in your building. Can you confirm?"
    assert talk.say("ack 3")[0] == "recorded: ack 3."
    assert talk.say("ack 3") == ["NOT DONE: 3 is acknowledged already."]
    assert "CAN paper_slips: Hand out paper call slips, usual 15m" in talk.say("tasks")
    assert talk.say("do paper") == [
        "recorded: do paper_slips.",
        "[T+00:50] floor_lead started: Hand out paper call slips",
    ]
    assert "RUNNING paper_slips: Hand out paper call slips, ends 01:05; since 00:50" in talk.say("tasks")
    assert talk.say("done paper_slips")[0] == "recorded: done paper_slips."
    assert talk.say("answer 3 I cannot confirm anything")[0] == "recorded: answer 3."
    assert talk.say("inbox")[-1] == (
        "[T+00:50] DONE 3 from Channel 6 newsroom by phone: "
        "We hear people are trapped in your building. Can you confirm?"
    )
    assert talk.say("decide keep the lines shut because the floor is dark instead of evacuate; wait")[0] == (
        "recorded: decision."
    )
    decided = talk.table.host.session.entries
    assert [entry.body["options"] for entry in decided if entry.kind == "decides"][-1] == ["evacuate", "wait"]


def test_what_the_rules_refuse_is_told_once_and_is_on_the_record() -> None:
    talk = tornado()
    talk.say("jump to T+00:20", "as floor_lead", "here")
    assert talk.say("do walkthrough") == ["NOT DONE: walkthrough needs tulsa_power"]
    assert talk.table.host.session.entries[-1].kind == "refused"
    assert "REFUSED" in talk.say("log")[-1]


def test_wrong_words_and_names_are_answered_with_the_nearest() -> None:
    talk = tornado()
    assert talk.say("relese 3") == ["NOT DONE: “relese” is no word here; did you mean release?"]
    assert talk.say("release 9") == ["NOT DONE: there is no inject 9; there are 6."]
    assert talk.say("release reporte")[0] == "recorded: release 4."
    assert talk.say("skip 5") == ["NOT DONE: Write why first."]
    assert talk.say("pace 500x") == ["NOT DONE: expected a pace from 1x to 120x, such as 12x."]
    assert talk.say("jump to yesterday")[0].startswith("NOT DONE: Expected T+02:10")
    assert talk.say("go on", "go on")[-1] == "NOT DONE: the clock was not stopped."
    assert talk.say("x" * 2001) == ["NOT DONE: expected a line of at most 2,000 characters, found more."]
    assert talk.say("", "   ") == []


def test_the_facilitator_conducts_the_msel() -> None:
    talk = tornado()
    assert talk.say("hold 4") == [
        "recorded: hold 4.",
        "[T+00:00] held until it is released: “4: We hear people are trapped in your building. Can…”",
    ]
    assert talk.say("undo")[0] == "recorded: inject 4 is as it was before."
    assert talk.say("defer 4 to +10m")[0] == "recorded: inject 4 is put off to T+00:10 (Tue 14:20)."
    assert talk.say("skip 5 because the power stays off")[0] == "recorded: skip 5."
    assert talk.say("undo 5")[0] == "recorded: inject 5 is as it was before."
    assert talk.say("release 3")[:2] == [
        "recorded: release 3.",
        "[T+00:00] NEW 3 to partner_lead from Brightline duty manager by phone: We saw the news. Do you need us?",
    ]
    assert talk.say("release 3") == ["NOT DONE: inject 3 is released already."]
    assert talk.say("improvise to hr_lead from A reporter via phone asking Who answers?: Is it true?")[1] == (
        "[T+00:00] NEW 7 to hr_lead from A reporter by phone: Is it true?"
    )
    assert talk.say("improvise It is 5: all go home")[1].endswith(": It is 5: all go home")
    assert "OPEN take_cover: 00:10, floor_lead, Everyone to the shelter, warning" in talk.say("expected")
    assert talk.say("seen take_cover") == [
        "NOT DONE: take_cover is a task: the record itself tells whether it was done."
    ]
    assert talk.say("coverage")[0].startswith("Coverage")


def test_an_action_in_words_is_seen() -> None:
    actions = tuple(Expect(action=f"Look {number}", id=f"look_{number}") for number in (1, 2))
    talk = facilitated(with_expected(shipped("tornado"), actions))
    talk.start()
    assert "OPEN look_1: anybody, see: Look 1, warning" in talk.say("expected")
    assert talk.say("seen look") == ["NOT DONE: “look” may be look_1 or look_2."]
    assert talk.say("seen look_1") == ["recorded: look_1: seen."]
    assert talk.say("not seen look_2") == ["recorded: look_2: not seen."]
    assert talk.say("later look_2") == ["recorded: look_2: later."]
    assert [line for line in talk.say("expected") if "Look" in line] == [
        "LATER look_2: anybody, see: Look 2, warning",
        "SEEN look_1: 00:00, anybody, see: Look 1, warning",
    ]


def with_expected(exercise: Exercise, expected: tuple[Expect, ...]) -> Exercise:
    """The tornado drill, whose first inject expects this besides."""
    part = exercise.parts[0]
    first, *others = part.scenario.msel
    msel = (first.model_copy(update={"expect": (*first.expect, *expected)}), *others)
    scenario = part.scenario.model_copy(update={"msel": msel})
    return replace(exercise, parts=(replace(part, scenario=scenario), *exercise.parts[1:]))


def test_requests_go_from_role_to_role() -> None:
    talk = tornado()
    talk.say("as hr_lead", "here")
    assert talk.say("ask it_lead to look at the line by +30m")[0] == "recorded: ask it_lead."
    assert talk.say("ask hr_lead to rest") == ["NOT DONE: hr_lead cannot ask hr_lead: choose another role."]
    assert "DUE: at 00:30, from it_lead: look at the line, in 30m" in talk.say("due")
    talk.say("ask floor_lead to count heads by noon or so")
    talk.say("as floor_lead", "here")
    assert talk.told[-1].endswith("open 1, open r1")
    assert talk.say("open r1")[1] == "count heads by noon or so"
    assert talk.say("done r1")[0] == "recorded: done r1."
    assert talk.say("done r2") == ["NOT DONE: there is no request r2; inbox lists them."]


def test_at_the_table_the_line_begins_with_the_role_that_acts() -> None:
    talk = tornado()
    assert talk.say("as table")[0] == "This is the table: all roles that people here play."
    assert talk.say("note All are out")[0].startswith("NOT DONE: several roles are played here; begin with")
    assert talk.say("hr_lead: note All are out") == [
        "recorded: note.",
        "[T+00:00] hr_lead note: All are out",
    ]
    assert talk.say("hr: note All: are out")[0] == "recorded: note."
    assert talk.say("only floor_lead") == ["done: showing floor_lead."]
    assert talk.say("note Glass everywhere")[1] == "[T+00:00] floor_lead note: Glass everywhere"
    assert talk.say("end") == ["NOT DONE: EndEx is the facilitator's: type as facilitator first."]
    assert talk.say("quit") == ["NOT DONE: to leave, go to the facilitator's place first: as facilitator."]


def test_nothing_is_told_while_people_change_seats() -> None:
    talk = tornado()
    talk.say("go on")
    assert talk.say("as floor_lead")[0] == "EXERCISE. Pass the keyboard to floor_lead: Farah Khan."
    assert talk.pass_time(120) == []
    assert talk.say("status")[0].startswith("NOT DONE: “status” is a word of the facilitator's place, ")
    assert any("The lights go out" in line for line in talk.say("here"))


def test_a_place_that_is_given_away_is_left() -> None:
    talk = tornado()
    talk.say("as hr_lead", "here")
    talk.table.client.act(c.Place("hr_lead", "stand_in"))
    assert "hr_lead is not played here any more." in talk.hear()
    assert "This is the facilitator's place." in talk.told
    talk.say("place hr_lead Ada", "as hr_lead", "here")
    assert talk.told[-1].startswith("caught up: ")


def test_time_goes_on_while_nobody_types_and_nothing_periodic_is_told() -> None:
    talk = alone(shipped("tornado"), "floor_lead")
    talk.say("start")
    told = talk.pass_time(200)
    assert [line for line in told if not re.match(r"\[T\+\d\d:\d\d\] ", line)] == []
    assert len(told) < 20
    assert any("The lights go out" in line for line in told)


def test_a_jump_tells_where_the_clock_stands_then_even_where_nothing_came() -> None:
    talk = tornado()
    assert talk.say("jump to T+00:05") == ["recorded: jump.", "The clock shows T+00:05 (Tue 14:15)."]
    assert talk.say("jump")[-1] == "The clock shows T+00:12 (Tue 14:22)."
    assert len(talk.say("jump to T+00:01")) == 1
    assert talk.say("time")[0].startswith("EXERCISE")


def test_a_real_emergency_stops_everything_and_only_the_word_for_it_ends_it() -> None:
    talk = tornado()
    talk.say("go on", "as floor_lead", "here")
    told = talk.say("real emergency because smoke on floor 3")
    assert "REAL EMERGENCY" in told
    assert "Called by floor_lead at T+00:00:00" in told
    assert "smoke on floor 3" in told
    assert talk.say("do take_cover")[0].startswith("NOT DONE: this is a real emergency")
    assert talk.say("go on") == ["NOT DONE: this is a real emergency; “emergency over” says that it is over."]
    assert talk.say("emergency over")[0] == "recorded: the real emergency is over."
    assert talk.say("do take_cover")[0] == "recorded: do take_cover."


def test_a_task_that_runs_is_started_again_only_where_that_is_said() -> None:
    talk = tornado()
    talk.say("as partner_lead", "here")
    assert talk.say("do call_brightline")[0] == "recorded: do call_brightline."
    assert talk.say("do call_brightline") == [
        "NOT DONE: call_brightline runs already, to T+00:10; to start it again: do call_brightline again"
    ]
    assert talk.say("do call_bright again")[0] == "recorded: do call_brightline."


def test_where_the_clock_stops_to_talk_a_response_says_when() -> None:
    exercise = shipped("tornado")
    exercise = replace(exercise, drill=exercise.drill.model_copy(update={"clock": "stops_to_talk"}))
    talk = facilitated(exercise)
    talk.say("start", "yes", "as floor_lead", "here")
    assert talk.say("do take_cover at +5m") == ["recorded: do take_cover. Taken: it acts at T+00:05 (Tue 14:15)."]
    assert talk.say("do paper_slips at T+00:00:00")[0] == "recorded: do paper_slips."
    assert talk.say("note we meet at 14:30")[1] == "[T+00:00] floor_lead note: we meet at 14:30"
    assert talk.say("next")[:2] == [
        "recorded: the talk is over.",
        "[T+00:05] floor_lead started: Everyone to the shelter",
    ]


# The whole tornado tabletop

STORY: Sequence[tuple[int, str, str, c.Command]] = (
    (1, "incident_lead", "do declare_emergency", c.Does("incident_lead", "declare_emergency")),
    (2, "floor_lead", "do take_cover", c.Does("floor_lead", "take_cover")),
    (14, "hr_lead", "send staff_alert", c.Sends("hr_lead", "staff_alert")),
    (15, "hr_lead", "do head_count", c.Does("hr_lead", "head_count")),
    (20, "telecom_lead", "do reroute_calls", c.Does("telecom_lead", "reroute_calls")),
    (
        25,
        "comms_lead",
        "send holding_statement with fault: nature",
        c.Sends("comms_lead", "holding_statement", fault="nature"),
    ),
    (30, "partner_lead", "do call_brightline", c.Does("partner_lead", "call_brightline")),
    (
        100,
        "comms_lead",
        "send progress_update with back: T+02:00",
        c.Sends("comms_lead", "progress_update", restored_by=2 * 3600),
    ),
    (105, "hr_lead", "do move_to_annex", c.Does("hr_lead", "move_to_annex")),
    (155, "comms_lead", "send progress_update", c.Sends("comms_lead", "progress_update")),
    (300, "floor_lead", "do walkthrough", c.Does("floor_lead", "walkthrough")),
    (360, "hr_lead", "do recall_staff", c.Does("hr_lead", "recall_staff")),
    (485, "telecom_lead", "do route_back", c.Does("telecom_lead", "route_back")),
    (500, "comms_lead", "send all_clear", c.Sends("comms_lead", "all_clear")),
)


@pytest.mark.row("S-124")
def test_the_whole_tornado_tabletop_in_plain_lines_comes_out_as_on_the_screen() -> None:
    """As facilitator and each role, from the lobby to EndEx; the screen's client is given the same commands."""
    exercise = shipped("tornado")
    taken = [role for role in exercise.plan.roles if role != "it_lead"]
    seeker = Patient(exercise)
    talk = Talk(Led(exercise, taken, seeker=seeker))
    talk.say("pause", "all here", "start", "yes")
    screen = Led(exercise, taken)
    screen.do(c.Pause(), *(r.Here(role) for role in taken), r.Start())
    for minute, role, typed, command in STORY:
        talk.say(f"jump to T+{minute // 60:02}:{minute % 60:02}", f"as {role}", "here", typed, "as facilitator", "here")
        screen.do(r.Jump(minute * MINUTE))
        while screen.host.busy:
            screen.beat()
        connection = screen.host.connect(role, (role,))
        Client(connection, screen.clock).act(command)
        screen.host.disconnect(connection)
    talk.say("jump to T+09:00")
    screen.do(r.Jump(540 * MINUTE))
    while screen.host.busy:
        screen.beat()
    assert "[T+09:00] EndEx" in talk.told
    assert "Missed. You promised “Answer customer calls” back within 2h. It took 2h08m: 8m too long." in talk.told
    assert "Looking for the one earlier step that would have kept each missed promise ..." in talk.told
    seeker.look()
    assert talk.pass_time(1)[0] == "The one earlier step:"
    assert talk.told[-3].endswith("8 minutes earlier and you would have kept the promise.")
    for word in ("results", "facts"):
        assert sum("8 minutes earlier" in line for line in talk.say(word)) == 1
    assert "x.drillrecord" in talk.told
    ours, theirs = talk.table.host.session, screen.host.session
    assert ours.over
    assert theirs.over
    assert outcome(exercise, ours.header, ours.entries) == outcome(exercise, theirs.header, theirs.entries)
    assert played(ours.entries) == played(theirs.entries)  # what an exported drill file says
    assert talk.say("quit") == []
    assert talk.conversation.is_over


TOLD = ("title", "from_", "via", "says", "choices", "ask", "handout")
"""Fields of an inject that are for those it is told to."""

FOR_ALL = {"tornado.scenario", "tornado.story", "tornado.objectives"}
LOOKS = ("status", "inbox", "tasks", "messages", "due", "board", "card", "who", "log", "timeline", "customers", "help")
TRIES = ("open 1", "open end", "look 2", "msel", "release 4", "answer 1", "expected", "only all")


def leaked(talk: Talk, lines: Sequence[str], roles: Sequence[str], places: dict[str, str]) -> set[str]:
    """The places whose words are in these lines and are not for these roles by now."""
    exercise = talk.table.exercise
    released = talk.table.host.session.engine.play.state.released
    told = {each.id for each in exercise.injects if each.id in released and {*roles} & {*each.body.tell}}
    allowed = tuple(FOR_ALL | {f"tornado.msel.{name}.{field}" for name in told for field in TOLD})
    text = "\n".join(lines).partition("Verdict:")[0]  # afterwards everybody is told all
    return {place for word, place in places.items() if word in text and not place.startswith(allowed)}


def test_a_lone_players_transcript_holds_nothing_that_is_not_for_that_player() -> None:
    """With a word in every text of the scenario."""
    exercise, places = with_canaries(shipped("tornado"))
    for role in exercise.plan.roles:
        talk = alone(exercise, role)
        talk.say("pause", "start")
        while not talk.table.host.session.over:
            talk.say("jump", *LOOKS, *TRIES)
            assert not leaked(talk, talk.told, [role], places), role
        assert any(word in line for word in places for line in talk.told)


def test_nor_do_the_lines_of_a_place_at_a_table_where_the_facilitator_sits_too() -> None:
    exercise, places = with_canaries(shipped("tornado"))
    everybody = tuple(exercise.plan.roles)
    talk = facilitated(exercise)
    talk.start()
    while not talk.table.host.session.over:
        for place in (*everybody, "table", "scribe"):
            lines = talk.say(f"as {place}", "here", *LOOKS, *TRIES)
            assert not leaked(talk, lines, [place] if place in everybody else everybody, places), place
        assert any(word in line for word in places for line in talk.say("as facilitator", "here", "msel"))
        talk.say("jump")
