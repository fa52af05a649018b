"""The sections that make it an after-action report: capabilities, decisions, MSEL as conducted, what was not tested."""

import pytest

from drillsim.record import commands as c
from drillsim.record import written as w
from drillsim.session.session import Session
from report.reading import cells, live, part, report_of, report_on, titles, whole
from support.stage import Raw, inject, stage

GOALS: Raw = {
    "objectives": {
        "safe": {"text": "Everyone is out", "capability": "Life safety"},
        "open": {"text": "Calls are answered", "capability": "Service continuity"},
    }
}
CAPABILITIES = "Analysis of core capabilities"


def smoke(**drill: object) -> Session:
    """Smoke at T+00:10, told to the lead, who is expected to declare within ten minutes; live, for an hour."""
    expect = [{"task": "declare", "within": "10m", "objective": "safe"}]
    told = inject("smoke", "T+00:10", tell=["lead"], says="Smoke on the floor.", expect=expect)
    exercise = stage(msel=[told], scenario=GOALS, lasts="1h", **drill)  # type: ignore[arg-type]  # keys of a drill file
    return live(exercise, "lead", "clerk")


def does(session: Session, *acts: tuple[int, c.Command]) -> str:
    """Commands at minutes of the exercise, then its end; the report."""
    for number, (minute, command) in enumerate(acts):
        session.advance(60 * minute)
        session.take(command, client_id=f"c{number}")
    session.finish()
    return report_on(session)


@pytest.mark.row("S-121")
def test_the_summary_of_capabilities_has_one_mark_a_row_and_tells_a_rating_from_a_proposal() -> None:
    """Given one objective rated by people and one that nothing came due for, then each has its own mark."""
    said = does(smoke(), (15, c.Does("lead", "declare")), (20, w.Rate("evaluator", "safe", "S", "slow to move")))
    rows = cells(whole(said, CAPABILITIES))[:2]
    assert rows[0] == ["Everyone is out", "Life safety", "", "X", "", "", "-"]
    assert rows[1] == ["Calls are answered", "Service continuity", "", "", "", "", "not evaluated"]


def test_what_is_proposed_is_marked_in_brackets() -> None:
    rows = cells(whole(does(smoke(), (15, c.Does("lead", "declare"))), CAPABILITIES))
    assert rows[0][2:6] == ["(X)", "", "", ""]


def test_an_area_for_improvement_has_its_clause_its_fact_its_evidence_and_what_evaluators_wrote() -> None:
    """Given a task that came late and a note about it, then the note stands as its analysis; without one, nothing."""
    noted = w.Observe("evaluator", "nobody knew who may declare", 1800, "smoke", "declare", "safe")
    late = (30, c.Does("lead", "declare"))
    (row,) = cells(part(does(smoke(), late, (40, noted)), "Everyone is out (Life safety)"))
    assert row == [
        "`declare` late by 10m",
        "`tasks.declare`",
        "due T+00:20, done T+00:30, expected by `inject:smoke`",
        "`inject:smoke`, `task:declare` T+00:30",
        "“nobody knew who may declare” (evaluator)",
    ]
    assert cells(part(does(smoke(), late), "Everyone is out (Life safety)"))[0][4] == "not written yet"


def test_strengths_are_what_people_said_and_what_was_measured() -> None:
    said = does(smoke(), (15, c.Does("lead", "declare")), (20, w.HotWash("clerk", "strength", "calm voices", "safe")))
    assert "- “calm voices” (`clerk`, hot wash)" in said
    assert "- `declare` on time: due T+00:20, done T+00:15 (`inject:smoke`)" in said


def test_the_decision_log_says_what_was_known_and_what_came_of_it() -> None:
    """Given a declaration and a decision in words, then each has who, why, what was known and its consequence."""
    decided = c.Decides("lead", "send everybody home", None, "the stairs are smoky", ("wait",), ("smoke",))
    rows = cells(part(does(smoke(), (12, c.Does("lead", "declare")), (14, decided)), "Decision log"))
    assert rows == [
        [
            "T+00:12",
            "`lead`",
            "starts `declare`: Declare",
            "asked for by `inject:smoke`",
            "`smoke`",
            "done T+00:12, after 0s; mode emergency from T+00:12",
        ],
        [
            "T+00:14",
            "`lead`",
            "send everybody home",
            "the stairs are smoky; also thought of: wait",
            "`smoke`",
            "no result is recorded",
        ],
    ]


def test_the_msel_tells_planned_from_actual_and_why() -> None:
    """Given injects released, skipped, put off, armed and made up, then the MSEL has each as it came."""
    exercise = stage(
        msel=[
            inject("first", "T+00:10", tell=["lead"], says="One"),
            inject("second", "T+00:20", tell=["lead"], says="Two"),
            inject("third", "T+00:30", tell=["clerk"], says="Three", via="phone", **{"from": "The caretaker"}),
            {"id": "never", "if": "declare done by T+00:05", "kind": "contingency", "tell": ["lead"]},
        ],
        lasts="1h",
    )
    session = live(exercise, "lead", "clerk")
    said = does(
        session,
        (5, c.Skip("first", "no time")),
        (15, c.Defer("second", 25 * 60)),
        (16, c.Improvise({"id": "extra", "tell": ["clerk"], "says": "A knock"})),
        (31, c.Reads("clerk", "third")),
        (33, c.Acknowledges("clerk", "third")),
    )
    rows = {row[1]: row for row in cells(part(said, "MSEL as conducted"))}
    assert rows["`first`"][2:7] == ["T+00:10", "-", "-", "-", "skipped T+00:05: no time"]
    assert rows["`second`"][2:6] == ["T+00:20", "T+00:25", "Monday 09:25", "5m later"]
    assert rows["`third`"][5:12] == [
        "as planned",
        "by the clock",
        "event",
        "The caretaker",
        "`clerk`",
        "phone",
        "`clerk` opened T+00:31; `clerk` acknowledged T+00:33",
    ]
    assert rows["`never`"][2:7] == ["if declare done by T+00:05", "-", "-", "-", "not come by the end"]
    assert rows["`extra`"][2] == "improvised T+00:16"


@pytest.mark.row("S-116")
def test_what_was_not_tested_is_said() -> None:
    said = part(report_of(stage()), "What this exercise did not test")
    assert "- Tasks not done: `declare`, `stand_down`." in said
    assert "- Messages not delivered: `word`, `letter`, `notice`." in said
    assert "- Return of functions that were never out: `calls`, `mail`." in said
    assert "- People: the exercise played itself" in said


def test_roles_that_no_person_played_were_not_tested() -> None:
    session = live(stage(), "lead")
    session.finish()
    assert "- Roles that no person played: `clerk`." in part(report_on(session), "What this exercise did not test")


def test_what_is_not_back_to_normal_at_the_end() -> None:
    fails = inject("fails", "T+01:00", happens={"fail": ["power"]})
    responses: list[Raw] = [{"at": "T+01:10", "by": "lead", "does": "declare"}]
    said = part(report_of(stage(msel=[fails], responses=responses)), "What is not yet back to normal")
    assert "- The mode at the end is emergency, since T+01:10." in said
    assert "- `calls` is still out, since T+01:00." in said


ALARM = inject("alarm", "T+00:05", tell=["lead"], via="siren", happens={"close": ["hub"]})


def leaving(*reports: c.ChecksIn, alarm: Raw = ALARM) -> str:
    """A hundred agents are sent to the spare site and check in there, from T+00:10 on, a report every five minutes."""
    tasks = {
        "clear": {
            "do": "Clear the building",
            "by": "lead",
            "effect": {"move": [{"team": "agents", "to": "spare", "arrive": "check_in"}]},
            "target": {"50%": "30m"},
        }
    }
    session = live(stage(plan={"tasks": tasks}, msel=[alarm], lasts="2h", kind="timed"), "lead")
    moves: list[tuple[int, c.Command]] = [(8, c.Does("lead", "clear"))]
    return does(session, *moves, *((10 + 5 * place, report) for place, report in enumerate(reports)))


@pytest.mark.row("S-79")
def test_the_evacuation_record_has_every_time_or_says_that_nobody_measured_it() -> None:
    """Given people out at T+00:10 and all counted by T+00:20, then T1 to T8 are there; wardens' sweeps never were."""
    said = leaving(
        c.ChecksIn(None, "agents", 30, None, "out"),
        c.ChecksIn(None, "agents", 60, None, "working"),
        c.ChecksIn(None, "agents", 40, None, "safe"),
    )
    section = part(said, "Evacuation drill record")
    times = {row[0][:2]: row[1:] for row in cells(section) if row[0].startswith("T")}
    assert times["T0"] == ["T+00:05", "0s", "by the scenario"]
    assert times["T1"] == ["T+00:10", "5m", "measured"]
    assert times["T3"] == ["not measured", "-", "-"]
    assert times["T4"] == ["T+00:20", "15m", "measured"]
    assert times["T6"] == ["T+00:15", "10m", "measured"]
    assert times["T8"][0] == "T+00:15"
    assert ["notification method", "siren"] in cells(section)


def test_where_nothing_failed_the_alarm_is_when_people_were_sent_and_the_record_says_so() -> None:
    said = leaving(alarm=inject("late_word", "T+00:20", tell=["lead"]))
    times = {row[0][:2]: row[1:] for row in cells(part(said, "Evacuation drill record")) if row[0].startswith("T")}
    assert times["T0"] == ["T+00:08", "0s", "as people were sent"]


def test_where_somebody_is_missing_the_head_count_was_never_complete() -> None:
    section = part(leaving(c.ChecksIn(None, "agents", 60, None, "safe")), "Evacuation drill record")
    assert ["T4 head count complete", "not measured", "-", "-"] in cells(section)


def test_a_drill_in_which_nobody_left_has_no_evacuation_record() -> None:
    assert not any("Evacuation" in title for title in titles(report_of(stage())))


def test_an_evaluation_guide_for_each_capability_with_notes_and_ratings() -> None:
    noted = w.Observe("evaluator", "calm", 900, None, "declare", "safe", "P")
    said = does(smoke(), (15, c.Does("lead", "declare")), (20, noted), (21, w.Rate("evaluator", "safe", "P", "calm")))
    section = whole(said, "Exercise Evaluation Guides")
    assert cells(section) == [
        ["`declare` within 10m", "task `declare`", "`inject:smoke`", "on time, done T+00:15", "“calm”", "P"]
    ]
    assert "Final core capability rating: P." in section
    assert "Final core capability rating: not rated." in section


def test_what_a_partner_cost_in_hours_has_no_price_of_ours() -> None:
    """40 agents of the partner from T+01:10 to T+03:10 are 80 agent-hours."""
    tasks = {
        "call": {"do": "Call", "by": "lead", "takes": "10m", "effect": {"activate": {"bpo": {"calls": 40}}}},
        "thank": {"do": "Thank", "by": "lead", "effect": {"release": ["bpo"]}},
    }
    responses: list[Raw] = [
        {"at": "T+00:00", "by": "lead", "does": "call"},
        {"at": "T+03:10", "by": "lead", "does": "thank"},
    ]
    plan = {"tasks": tasks, "costs": {"agent_hour": "38.00", "currency": "USD"}}
    said = part(report_of(stage(plan=plan, responses=responses)), "Cost of the outage and of the response (reckoned)")
    assert ["agents of `bpo` there for us", "80.00", "no price in the plan"] in cells(said)


def test_the_method_names_every_text_by_its_digest() -> None:
    rows = cells(part(report_of(stage()), "Method and digests"))
    assert [row[0].split(" ")[0] for row in rows] == ["drill", "plan", "record", "played"]
    assert rows[2][1] == "none was kept"


def test_the_message_log_tells_approval_and_whom_each_sending_reached() -> None:
    """Given a notice that waits, is approved, and is sent again while the mailer is down, then each has its own row."""
    session = live(stage(plan={"messages": {"notice": {"via": ["email"]}}}, lasts="1h"), "lead", "clerk")
    said = does(
        session,
        (5, c.Sends("clerk", "notice")),
        (15, c.Approves("lead", "notice")),
        (20, c.Sends("clerk", "notice")),
        (25, c.Sends("clerk", "word")),
    )
    rows = cells(part(said, "Messages"))
    assert [row[:2] + row[4:] for row in rows[:3]] == [
        ["T+00:05", "`notice`", "`lead` T+00:15, after 10m", "`customers` T+00:15", "-"],
        ["T+00:20", "`notice`", "never given", "nobody", "-"],
        ["T+00:25", "`word`", "not needed", "`customers` T+00:25", "-"],
    ]


def test_a_time_that_rests_on_something_else_than_its_table_says_so() -> None:
    """Given a notice that a person sends and a stand-in approves, then the log of what was measured tells it."""
    said = does(live(stage(lasts="1h"), "clerk"), (15, c.Sends("clerk", "notice")), (30, c.Does("clerk", "count")))
    sent = cells(part(said, "Messages"))[0]
    assert sent[4] == "`lead` T+00:25, after 10m (simulated)"
    assert sent[5].endswith("T+00:25 (simulated)")


def test_where_several_scenarios_play_each_inject_of_the_msel_is_that_of_its_file() -> None:
    first = [inject("alarm", "T+00:10", tell=["lead"], says="Smoke")]
    flood: Raw = {"msel": [inject("alarm", "T+00:10", tell=["lead"], says="Water")]}
    rows = cells(part(report_of(stage(msel=first, more=[("flood", "01:00", flood)])), "MSEL as conducted"))
    assert [row[1:4] for row in rows] == [
        ["`first/alarm`", "T+00:10", "T+00:10"],
        ["`flood/alarm`", "T+01:10", "T+01:10"],
    ]


def test_a_message_sent_again_while_it_waits_takes_the_place_of_the_first() -> None:
    """Given two sendings before one approval, then log and waits agree: the approval is of the second."""
    session = live(stage(lasts="1h"), "lead", "clerk")
    sends = c.Sends("clerk", "notice")
    said = does(session, (5, sends), (10, sends), (15, c.Approves("lead", "notice")))
    assert [row[4] for row in cells(part(said, "Messages"))[:2]] == ["never given", "`lead` T+00:15, after 5m"]
    assert sorted(cells(part(said, "Approval"))) == [
        ["`notice`", "T+00:05", "-", "5m"],
        ["`notice`", "T+00:10", "T+00:15", "5m"],
    ]
