"""What is written beside the play, in plain lines: whiteboard, reach test, observations, ratings, the hot wash."""

import datetime

from drillsim.analysis.written import written
from drillsim.record import written as w
from support.live import shipped
from support.talk import Talk, alone, facilitated


def tornado() -> Talk:
    """The tornado drill after StartEx, with its clock standing, in the facilitator's place."""
    talk = facilitated(shipped("tornado"))
    talk.start()
    return talk


def lines(talk: Talk, kind: type[w.ByPeople]) -> list[w.ByPeople]:
    """What stands written now."""
    return [noted.line for noted in written(talk.table.host.session.entries).of(kind)]


def test_everybody_writes_on_the_whiteboard_and_is_told_what_others_wrote() -> None:
    talk = tornado()
    told = talk.say("fact The east lobby is shut")
    number = told[1].split()[5]
    assert told == [
        "recorded: fact.",
        f"[T+00:00] ON THE WHITEBOARD: FACT {number} by facilitator: The east lobby is shut",
    ]
    talk.say("as hr_lead", "here")
    assert told[1] in talk.told[-3:]
    assert talk.say(f"correct {number} The east and the west lobby are shut")[0] == "recorded: corrected."
    talk.say("unknown Who is missing", "assumed Power is back at noon", "action hr_lead counts heads")
    board = talk.say("whiteboard")
    assert [line.split(" by ")[1] for line in board[1:]] == [
        "hr_lead: The east and the west lobby are shut",
        "hr_lead: Who is missing",
        "hr_lead: Power is back at noon",
        "hr_lead: hr_lead counts heads",
    ]
    assert talk.say(f"rub out {number}")[0].startswith("NOT DONE: the whiteboard has no line")
    assert talk.say(f"rub out {board[2].split()[1]}") == ["recorded: rubbed out."]
    assert talk.say("fact")[0].startswith("NOT DONE: expected words for the whiteboard")
    assert len(lines(talk, w.Whiteboard)) == 3


def test_the_scribe_types_for_the_roles_and_writes_as_the_scribe() -> None:
    talk = tornado()
    talk.say("as scribe")
    assert talk.told[-3] == "EXERCISE. Pass the keyboard to the scribe."
    assert talk.say("here")[0] == "This is the scribe's place."
    assert talk.say("floor_lead: do take_cover")[0] == "recorded: do take_cover."
    assert talk.say("fact Everybody is out")[1].endswith("by scribe: Everybody is out")
    assert talk.say("hr: note 3 are missing")[1] == "[T+00:00] hr_lead note: 3 are missing"
    noted = next(entry for entry in talk.table.host.session.entries if entry.kind == "notes")
    assert (noted.actor, noted.body["by"]) == ("scribe", "hr_lead")
    assert talk.say("release 3") == ["NOT DONE: “release” is a word of the facilitator's place."]


def test_an_evaluator_watches_observes_and_rates() -> None:
    talk = tornado()
    talk.say("jump to T+00:50", "as evaluator", "here")
    assert any(line.startswith("OUT 4") for line in talk.say("msel"))
    assert talk.say("observe Nobody: asked who leads") == ["recorded: observation."]
    assert talk.say("observe take_cover U T+00:40: never done") == ["recorded: observation."]
    assert talk.say("observe 4 keep_telling T+00:49: names the right person") == ["recorded: observation."]
    assert talk.say("observe 4 P: fine") == ["NOT DONE: Link the task that this rates."]
    assert lines(talk, w.Observe) == [
        w.Observe("evaluator", "Nobody: asked who leads", 3000, "reporter"),  # of what came last
        w.Observe("evaluator", "never done", 2400, task="take_cover", rating="U"),
        w.Observe("evaluator", "names the right person", 2940, "reporter", objective="keep_telling"),
    ]
    notes = talk.say("notes")
    assert notes[0] == "Notes: 3."
    assert notes[1].endswith("evaluator, U never done (written 00:50:00); about take_cover")
    assert talk.say(f"take back {notes[1].split()[1].rstrip(':')}") == ["recorded: taken back."]
    assert talk.say("notes")[0] == "Notes: 2."
    assert talk.say("rate keep_telling S because one update was late") == ["recorded: rating of keep_telling."]
    assert talk.say("rate keep_telling S") == ["NOT DONE: Write why you rate it so first."]
    assert [noted.line for noted in written(talk.table.host.session.entries).ratings] == [
        w.Rate("evaluator", "keep_telling", "S", "one update was late")
    ]
    assert [line for line in talk.say("objectives") if "mine S" in line]
    assert "RATED: S by evaluator: one update was late" in talk.say("facts keep_telling")
    assert talk.say("do take_cover") == ["NOT DONE: “do” is a word of a role's place."]
    assert talk.say("pause")[0].startswith("NOT DONE: “pause” is a word of")


def test_the_hot_wash_follows_the_results() -> None:
    talk = tornado()
    talk.say("end", "yes")
    assert talk.say("comms_lead: strength keep_telling: The approved text was ready") == ["recorded: strength."]
    assert talk.say("area Nobody told staff: after 00:14") == ["recorded: area."]
    assert talk.say("question") == ["NOT DONE: Write what was said first."]
    assert lines(talk, w.HotWash) == [
        w.HotWash("comms_lead", "strength", "The approved text was ready", "keep_telling"),
        w.HotWash("facilitator", "area", "Nobody told staff: after 00:14"),
    ]
    assert "OPEN take_cover: 00:10, floor_lead, Everyone to the shelter, warning" in talk.say("expected")
    assert talk.say("rate keep_telling M because nobody was told") == ["recorded: rating of keep_telling."]
    assert talk.say("observe keep_telling: nobody was told") == ["recorded: observation."]
    typed = "action Call them on the warning because the RTO was missed; owner: partner; element: plan; due: 2026-04-01"
    assert talk.say(typed) == ["recorded: action."]
    assert talk.say("action Call them") == ["NOT DONE: Write what was found first."]
    in_a_month = (talk.table.client.today + datetime.timedelta(days=30)).isoformat()
    assert talk.say("action Call them because late; due: soon") == [
        f"NOT DONE: Expected a date such as {in_a_month}, found “soon”."
    ]
    assert lines(talk, w.Act) == [
        w.Act(
            "facilitator",
            "the RTO was missed",
            "Call them on the warning",
            element="Planning",
            owner="partner_lead",
            due="2026-04-01",
        )
    ]
    said = talk.say("hot wash")
    assert [line.partition(" by ")[2] for line in said[:2]] == [
        "comms_lead, keep_telling: The approved text was ready",
        "facilitator: Nobody told staff: after 00:14",
    ]
    assert said[2] == "Actions: 1."
    assert said[3].startswith("COMPLETE ")


def test_whoever_played_alone_may_say_what_went_well_and_sees_the_facts() -> None:
    talk = alone(shipped("tornado"), "floor_lead")
    talk.say("pause", "start", "jump to T+00:20", "end", "yes")
    assert "NEVER: take_cover, due 00:10 (inject warning)" in talk.say("facts")
    assert talk.say("strength Nobody was hurt") == ["recorded: strength."]
    assert talk.say("hot wash")[0].endswith("by floor_lead: Nobody was hurt")
    assert talk.say("rate keep_telling P because ok")[0].startswith("NOT DONE: “rate” is a word of")


def test_the_lobby_asks_who_can_be_reached_and_who_is_on_shift() -> None:
    talk = facilitated(shipped("tornado"))
    assert talk.say("call floor_lead") == ["recorded: floor_lead is called."]
    talk.table.clock.forward(3)
    assert talk.say("reached floor_lead voicemail") == ["recorded: floor_lead: voicemail."]
    assert "REACH TEST floor_lead: voicemail after 3s" in talk.say("who")
    assert "tulsa_agents: 200, by the plan" in talk.say("on shift")
    assert talk.say("on shift tulsa 150") == ["recorded: on shift: 150 of tulsa_agents."]
    assert "tulsa_agents: 150, as was said here" in talk.say("on shift")
    assert talk.say("on shift tulsa many")[0].startswith("NOT DONE: expected how many are on shift now")


def test_a_real_emergency_is_called_from_every_place() -> None:
    for place in ("table", "scribe", "evaluator", "hr_lead"):
        talk = tornado()
        talk.say("go on", f"as {place}", "here" if place != "table" else "", "real emergency")
        assert "REAL EMERGENCY" in talk.told, place
    talk = tornado()
    talk.say("go on", "as hr_lead", "real emergency")
    assert "REAL EMERGENCY" in talk.told
