"""The verdict: each promise kept or missed, in plain sentences."""

from dataclasses import replace

import pytest

from drillsim.analysis.outcome import outcome, written
from drillsim.analysis.reckoning import Reckoning
from drillsim.present.looking import Looking
from drillsim.present.verdict import results, verdict
from drillsim.record.written import Sought, Step, Verdict
from drillsim.report.verdict import verdict as sentences
from drillsim.session.session import Session
from support import drills
from support.drills import result
from support.live import header, shipped


def told(name: str) -> list[tuple[str, str]]:
    """(tone, sentence) of a shipped drill that played itself."""
    exercise = shipped(name)
    played = replace(header(exercise, []), live=False, players={})
    session = Session(exercise, played)
    session.finish()
    return [(each.tone, each.text) for each in verdict(outcome(exercise, played, session.entries), exercise)]


def test_the_tornado_drill() -> None:
    """The same sentences as in the report, each with its result in a word."""
    assert told("tornado") == [
        ("bad", "Missed. You promised “Answer customer calls” back within 2h. It took 2h08m: 8m too long."),
        (
            "bad",
            "Missed. You promised “Answer customer email” back within 4h. It was still out at the end, after 8h58m: "
            "4h58m too long.",
        ),
        (
            "good",
            "Kept. You promised “Courtesy and renewal calls” back within 24h. It was never out, but put aside for "
            "8h40m.",
        ),
        (
            "good",
            "Kept. You allowed “Courtesy and renewal calls” to be put aside for 48h at most. It was put aside for "
            "8h40m.",
        ),
        (
            "bad",
            "Missed. You promised customers news within 30m of the first impact, then every 1h. 2 of 4 updates came on "
            "time, 2 late (by up to 4h45m). The longest silence was 5h40m.",
        ),
        (
            "good",
            "Kept. You promised staff news within 15m of the start. 1 of 1 update came on time. The longest silence "
            "was 8h01m.",
        ),
    ]


def test_of_several_outages_the_worst_is_told_and_a_target_with_its_time() -> None:
    assert "It was out 2 times; the worst time it took 1h30m." in " ".join(text for _, text in told("server_loss"))
    pandemic = " ".join(text for _, text in told("pandemic"))
    assert "within 24h of starting send_home. It took 12h." in pandemic
    assert "within 48h of starting send_home. It took 39h." in pandemic


def found(looking: Looking = "no", sought: Verdict | None = None) -> list[str]:
    """The verdict of the tornado drill, while or after its one earlier steps are looked for."""
    return [each.text for each in verdict(result("tornado"), drills.exercise("tornado"), sought, looking)]


def test_a_promise_in_words_says_what_would_have_kept_it_once_that_is_known() -> None:
    """Until then that it is being looked for; a kept one says nothing of it."""
    assert found("going_on")[-1] == "Looking for the one earlier step that would have kept each missed promise ..."
    assert found("broken_off")[-1].startswith("The search for the one earlier step broke off; drillsim what-if")
    step = Step(46, "task:call_brightline", "partner_lead", 1800, 480, 720, ("news:customers",))
    told_now = found("no", Verdict((Sought("rto", "inbound_calls", 7320, None, step),), 9))
    assert told_now[0].splitlines()[1] == (
        "“Ask Brightline for 60 agents” (call_brightline, by the Partner and vendor lead) was begun at T+00:30, 18"
        " minutes after the first word of it: 8 minutes earlier and you would have kept the promise. It would have"
        " broken another one, though: news to customers in time."
    )
    assert all("\n" not in each for each in told_now[1:])


def test_none_and_not_searched_are_answers_too() -> None:
    sought = Verdict((Sought("rto", "inbound_calls", 1), Sought("news", "customers", 2, searched=False)), 0)
    told_now = found("no", sought)
    assert told_now[0].splitlines()[1] == "No single earlier step would have kept it."
    assert told_now[4].splitlines()[1].startswith("Not searched for one earlier step: it would have taken too long")


def test_a_step_that_only_keeps_it_from_being_unbearable_says_so() -> None:
    """Nothing brings it back in time, but this would have before the MTPD."""
    step = Step(46, "message:holding_statement", "nobody_known", 1800, 3661, 0)
    sought = Verdict((Sought("rto", "inbound_calls", 1), Sought("mtpd", "inbound_calls", 2, None, step)), 0)
    assert found("no", sought)[0].splitlines()[1] == (
        "“holding_statement” (message, by nobody_known) was sent at T+00:30, 30 minutes after the first word of it:"
        " 1 hour, 1 minute and 1 second earlier and you would have had it back before it could be borne no longer"
        " (MTPD), though not in the time promised."
    )


def test_a_promise_names_its_evidence() -> None:
    step = Step(46, "task:call_brightline", "partner_lead", 1800, 480, 720)
    pairs = sentences(
        drills.exercise("tornado"),
        result("tornado"),
        Verdict((Sought("rto", "inbound_calls", 7320, None, step),), 9),
    )
    assert pairs[0].evidence == ("task:take_cover@120", "task:call_brightline@2400", "task:call_brightline@1800")
    assert pairs[2].evidence == ()
    assert "role:comms_lead@5100" in pairs[4].evidence


@pytest.mark.parametrize(
    "name",
    ["tornado", "server_loss", "email_outage", "pandemic", "hurricane_carrier", "bomb_threat", "vendor_outage"],
)
def test_the_results_name_all_parts_the_verdict_first(name: str) -> None:
    exercise = shipped(name)
    played = replace(header(exercise, []), live=False, players={})
    session = Session(exercise, played)
    session.finish()
    reckoned = Reckoning(exercise, played, session.entries)
    found = results(reckoned, written(reckoned), "x.drillrecord")
    headings = [each.text for each in found if each.kind == "heading"]
    assert [each for each in headings if each != "Life safety"] == [
        "Verdict",
        "Out of service",
        "Customers",
        "Late and on time",
        "Roles nobody held",
        "Silence",
        "Not yet back to normal",
        "Other findings",
        "The record",
    ]
    texts = [each.text for each in found]
    left_over = texts[texts.index("Not yet back to normal") : texts.index("The record")]
    assert len(left_over) == len(set(left_over))  # what is left over is said once
    assert found[-1].text == "The report: drillsim report x.drillrecord"
    assert found[texts.index("Verdict") + 1].kind == "verdict"


def test_what_bears_on_life_safety_stands_before_the_verdict() -> None:
    """Everyone was under cover in time for the warning, five minutes after the playbook wanted it."""
    found = results(drills.reckoned("tornado"), result("tornado"))
    headings = [each.text for each in found if each.kind == "heading"]
    assert headings[:2] == ["Life safety", "Verdict"]
    begins = found.index(next(each for each in found if each.text == "Life safety"))
    assert [each.text for each in found[begins + 1 : begins + 3]] == [
        "Nobody checked in: how many of the 320 on shift at StartEx were safe is not on the record.",
        "“Everyone to the shelter” (take_cover), due T+00:05, was done T+00:10, 5m late (playbook:tornado).",
    ]
