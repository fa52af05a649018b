"""Conditions, playbooks and what comes first within one second (rules 10 and 17)."""

from pathlib import Path

import pytest

from support.acceptance import clock, expectation, fired, levels, outages, play, refusals

PLAN = """
sites:
  north: {area: hills}
  south: {area: coast}
systems:
  power: {at: north}
  records: {at: north, noticed_after: 15m}
functions:
  calls: {priority: 1, rto: 1h, mtpd: 6h, mbco: 50%, normal_staff: 10, routed_to: [north], needs: [power]}
teams:
  callers: {count: 10, at: north, works: calls}
people: {ann: {name: Ann}, bob: {name: Bob}}
roles:
  lead: {holder: ann, may: [declare]}
  floor: {holder: bob}
audiences: [customers]
channels: {social: {reaches: [customers]}}
messages:
  word: {to: [customers], via: [social], approval: given}
tasks:
  quick: {do: Quick, by: lead}
  slow: {do: Slow, by: lead, takes: 20m}
  declare: {do: Declare, by: lead, effect: {mode: emergency}}
  over: {do: Over, by: lead, effect: {mode: normal}}
"""


@pytest.mark.row("S-12")
def test_a_condition_must_hold_without_a_break(tmp_path: Path) -> None:
    msel = """
    - {id: cut, at: T+00:10, happens: {fail: [power]}}
    - {id: blip, at: T+00:25, happens: {repair: [power]}}
    - {id: cut_again, at: T+01:00, happens: {fail: [power]}}
    - {id: long, if: power down for 20m}
    - {id: short, if: power down for 15m}      # repaired at the very second: it did not hold then
    - {id: low, if: calls below 50% for 20m}
    - {id: at_once, if: power down}
    - {id: up_long, if: power up for 30m}
    """
    result = play(tmp_path, plan=PLAN, msel=msel)
    assert [row for row in fired(result) if row[0] not in ("cut", "blip", "cut_again")] == [
        ("at_once", clock("00:10")),
        ("up_long", clock("00:55")),
        ("short", clock("01:15")),
        ("long", clock("01:20")),
        ("low", clock("01:20")),
    ]


def test_states_that_conditions_can_ask_for(tmp_path: Path) -> None:
    msel = """
    - {id: shut, at: T+00:10, happens: {close: [north]}}
    - {id: opened, at: T+00:20, happens: {open: [north]}}
    - {id: gone, at: T+00:30, happens: {lose: [north]}}
    - {id: is_closed, if: north closed for 10m}
    - {id: is_open, if: [north open, shut_seen done]}
    - {id: is_lost, if: north lost}
    - {id: is_down, if: records down}
    - {id: in_emergency, if: mode is emergency}
    - {id: in_storm, if: hazard is storm}
    - {id: is_sent, if: word sent}
    - {id: not_sent, if: word not sent by T+00:30}
    - {id: not_done, if: slow not done by T+00:40}
    - {id: done_by, if: quick done}
    """
    plan = PLAN + "  shut_seen: {do: See it, by: floor}\n"
    responses = """
    - {at: T+00:10, by: floor, does: shut_seen}
    - {at: T+00:20, by: lead, does: slow}
    - {at: T+00:30, by: lead, sends: word}
    - {at: T+00:35, by: lead, does: declare}
    - {at: T+00:36, by: lead, does: quick}
    """
    result = play(tmp_path, plan=plan, msel=msel, responses=responses)
    assert fired(result) == [
        ("in_storm", 0),
        ("shut", clock("00:10")),
        ("opened", clock("00:20")),
        ("is_open", clock("00:20")),
        ("gone", clock("00:30")),
        ("is_lost", clock("00:30")),
        ("is_down", clock("00:30")),
        ("is_sent", clock("00:30")),
        ("in_emergency", clock("00:35")),
        ("done_by", clock("00:36")),
        ("is_closed", clock("00:40")),  # a lost site is closed too; the ten minutes from 00:10 ended at 00:20
    ]
    # Done, or sent, at the very second: done by then.
    assert not {name for name, _ in fired(result)} & {"not_sent", "not_done"}


def test_not_done_by_then_fires_then(tmp_path: Path) -> None:
    msel = """
    - {id: nudge, if: slow not done by T+00:30}
    - {id: late, if: slow not done by T+00:29:59}
    - {id: never, if: quick not done by T+00:30}
    """
    responses = "- {at: T+00:10, by: lead, does: slow}"
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert fired(result) == [("late", clock("00:29:59")), ("never", clock("00:30"))]


def test_conditions_are_looked_at_again_until_nothing_changes(tmp_path: Path) -> None:
    msel = """
    - {id: fourth, if: calls below 50%}                 # listed before what brings it about
    - {id: third, if: records down, happens: {fail: [power]}}
    - {id: second, if: quick done, happens: {fail: [records]}}
    - {id: first, at: T+00:10}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses="- {at: T+00:10, by: lead, does: quick}")
    assert sorted(fired(result)) == [(name, clock("00:10")) for name in ("first", "fourth", "second", "third")]
    assert fired(result)[0][0] == "first"
    assert outages(result, "calls") == [(clock("00:10"), None)]


def test_an_inject_by_condition_comes_after_the_responses_of_its_second(tmp_path: Path) -> None:
    plan = PLAN + "  guarded: {do: Needs power, by: lead, needs: [power]}\n"
    msel = "- {id: cut, if: quick done, happens: {fail: [power]}}"
    responses = """
    - {at: T+00:10, by: lead, does: quick}
    - {at: T+00:10, by: lead, does: guarded}
    - {at: T+00:10:01, by: lead, does: guarded}
    """
    result = play(tmp_path, plan=plan, msel=msel, responses=responses)
    assert refusals(result) == [(clock("00:10:01"), "lead", "needs")]
    assert levels(result, "calls") == [(0, 1.0), (clock("00:10"), 0.0)]


def test_each_fires_once(tmp_path: Path) -> None:
    plan = PLAN + "playbooks:\n  dark: {if: power down, do: [quick]}\n"
    msel = """
    - {id: one, at: T+00:10, happens: {fail: [power]}}
    - {id: two, at: T+00:20, happens: {repair: [power]}}
    - {id: three, at: T+00:30, happens: {fail: [power]}}
    - {id: told, if: power down}
    """
    result = play(tmp_path, plan=plan, msel=msel)
    assert [name for name, _ in fired(result)].count("dark") == 1
    assert [name for name, _ in fired(result)].count("told") == 1


def test_a_choice_opens_its_branch(tmp_path: Path) -> None:
    msel = """
    - {id: ask, at: T+00:10, tell: [lead], kind: question, says: Stay or go?, choices: {stay: We stay, go: We go},
       expect: [{choice: go, within: 10m}]}
    - {id: stayed, if: ask chose stay, happens: {fail: [power]}}
    - {id: went, if: ask chose go, happens: {close: [north]}}
    """
    responses = "- {at: T+00:25, by: lead, decides: ask, choice: go, because: The roof leaks}"
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert fired(result) == [("ask", clock("00:10")), ("went", clock("00:25"))]
    assert expectation(result, "inject:ask", "go") == (clock("00:20"), clock("00:25"), "late", clock("00:05"))


def test_a_playbook_counts_from_when_it_could_be_known(tmp_path: Path) -> None:
    books = """
playbooks:
  dark: {if: power down, do: [{task: quick, within: 10m}]}
  lost: {if: records down, do: [{task: slow, within: 30m}]}
  storm: {if: hazard is storm, do: [{task: declare, within: 5m}]}
"""
    msel = """
    - {id: cut, at: T+00:10, happens: {fail: [power]}}
    - {id: crash, at: T+00:10, happens: {fail: [records]}}
    - {id: word, at: T+00:40, tell: [lead], says: The power is off.}
    """
    result = play(tmp_path, plan=PLAN + books, msel=msel)
    # The power from the first word about anything, the records after their fifteen minutes, the storm from the word.
    assert expectation(result, "playbook:dark", "quick")[0] == clock("00:50")
    assert expectation(result, "playbook:lost", "slow")[0] == clock("00:55")
    assert expectation(result, "playbook:storm", "declare")[0] == clock("00:45")
    assert result["identified"] == {"failed_at": clock("00:10"), "told_at": clock("00:40"), "declared_at": None}


def test_where_nobody_is_told_it_is_known_at_once(tmp_path: Path) -> None:
    books = "playbooks:\n  dark: {if: power down for 5m, do: [{task: quick, within: 10m}]}\n"
    msel = "- {id: cut, at: T+00:10, happens: {fail: [power]}}"
    result = play(tmp_path, plan=PLAN + books, msel=msel)
    assert fired(result)[-1] == ("dark", clock("00:15"))
    assert expectation(result, "playbook:dark", "quick")[0] == clock("00:25")
    assert result["identified"]["told_at"] is None


def test_a_hazard_begins_with_its_inject_where_one_begins_it(tmp_path: Path) -> None:
    books = "playbooks:\n  blow: {if: hazard is storm, do: [quick]}\n  wet: {if: hazard is flood, do: [slow]}\n"
    msel = "- {id: rain, at: T+00:20, happens: {hazard: flood}}"
    result = play(tmp_path, plan=PLAN + books, msel=msel, scenario="hazard: [storm, flood]")
    assert ("blow", 0) in fired(result)
    assert ("wet", clock("00:20")) in fired(result)


@pytest.mark.row("S-38")
@pytest.mark.row("S-42")
def test_failed_told_and_declared_are_three_times(tmp_path: Path) -> None:
    msel = """
    - {id: rumour, at: T+00:00, tell: [floor], says: Something is odd.}
    - {id: cut, at: T+00:05, happens: {fail: [power]}}
    - {id: word, at: T+00:35, tell: [lead], says: The power is off.}
    """
    responses = """
    - {at: T+00:50, by: lead, does: declare}
    - {at: T+01:00, by: lead, does: over}
    - {at: T+01:10, by: lead, does: declare}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert result["identified"] == {
        "failed_at": clock("00:05"),
        "told_at": clock("00:35"),
        "declared_at": clock("00:50"),
    }


def test_exactly_the_share_is_not_below_it(tmp_path: Path) -> None:
    msel = """
    - {id: ill, at: T+00:10, happens: {absent: {callers: 4}}}
    - {id: more, at: T+00:20, happens: {absent: {callers: 1}}}
    - {id: low, if: calls below 60%}
    """
    assert ("low", clock("00:20")) in fired(play(tmp_path, plan=PLAN, msel=msel))


def test_done_by_a_time(tmp_path: Path) -> None:
    msel = """
    - {id: at_it, if: slow done by T+00:30}
    - {id: before, if: slow done by T+00:29:59}
    - {id: after, if: slow done by T+00:40}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses="- {at: T+00:10, by: lead, does: slow}")
    assert fired(result) == [("at_it", clock("00:30")), ("after", clock("00:30"))]


def test_told_in_the_second_of_the_failure(tmp_path: Path) -> None:
    msel = """
    - {id: word, at: T+00:10, tell: [lead], says: Dark}
    - {id: cut, at: T+00:10, happens: {fail: [power]}}
    """
    result = play(tmp_path, plan=PLAN, msel=msel)
    assert result["identified"]["told_at"] == result["identified"]["failed_at"] == clock("00:10")


def test_what_never_came_cannot_be_answered(tmp_path: Path) -> None:
    msel = """
    - {id: ask, at: T+01:00, choices: {red: Red, blue: Blue}, expect: [{choice: red, within: 5m}]}
    - {id: nothing, if: power down, expect: [{task: quick}]}
    - {id: redder, if: ask chose red}
    """
    responses = """
    - {at: T+00:10, by: lead, decides: ask, choice: red}
    - {at: T+00:11, by: lead, reads: ask}
    - {at: T+00:12, by: lead, acknowledges: ask}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert [why for _, _, why in refusals(result)] == ["unknown"] * 3
    assert fired(result) == [("ask", clock("01:00"))]
    assert [row["source"] for row in result["expectations"]] == ["inject:ask"]  # and of what never came, none


def test_a_repair_of_the_site_is_none_of_what_failed_in_it(tmp_path: Path) -> None:
    msel = """
    - {id: cut, at: T+00:10, happens: {fail: [power]}}
    - {id: fire, at: T+00:20, happens: {lose: [north]}}
    - {id: mended, at: T+00:30, happens: {repair: [north]}}
    - {id: lit, at: T+00:50, happens: {repair: [power]}}
    - {id: all_the_time, if: power down for 40m}
    - {id: and_more, if: power down for 40m1s}
    """
    result = play(tmp_path, plan=PLAN, msel=msel)
    assert not {"all_the_time", "and_more"} & set(dict(fired(result)))  # up again at 00:50, after forty minutes
    later = play(tmp_path / "later", plan=PLAN, msel=msel.replace("T+00:50", "T+00:50:01"))
    assert ("all_the_time", clock("00:50")) in fired(later)


def test_two_modes_in_one_second_leave_the_last(tmp_path: Path) -> None:
    responses = """
    - {at: T+00:10, by: lead, does: declare}
    - {at: T+00:20, by: lead, does: declare}
    - {at: T+00:30, by: lead, does: over}
    - {at: T+00:30, by: lead, does: declare}
    """
    result = play(tmp_path, plan=PLAN, responses=responses)
    assert result["mode"] == [["normal", 0], ["emergency", clock("00:10")]]


@pytest.mark.parametrize(("lasts", "fires"), [("30m", False), ("30m1s", True)])
def test_a_condition_met_at_the_end_is_met_too_late(tmp_path: Path, lasts: str, fires: bool) -> None:  # noqa: FBT001
    msel = """
    - {id: cut, at: T+00:10, happens: {fail: [power]}}
    - {id: long, if: power down for 20m}
    """
    assert ("long" in dict(fired(play(tmp_path, plan=PLAN, msel=msel, lasts=lasts)))) is fires
