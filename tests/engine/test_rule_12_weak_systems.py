"""Rule 12, weak systems: `weaken` lets a share of those who need one work, `no_new` counts no later arrival."""

from typing import Any

import pytest

from drillsim.analysis.outcome import outcome
from drillsim.model.exercise import Exercise
from drillsim.record import events as e
from support.stage import Raw, clock, events, header, inject, level, merged, played, stage

NEEDS_CRM: Raw = {
    "functions": {"calls": {"needs": ["crm"], "routed_to": ["hub", "spare"]}, "mail": {"needs": ["crm"]}},
    "tasks": {
        "over": {"do": "Over", "by": "lead", "effect": {"move": [{"team": "agents", "to": "spare", "from": "hub"}]}},
        "home": {"do": "Back", "by": "lead", "effect": {"move": [{"team": "agents", "to": "hub", "from": "spare"}]}},
        "mend": {"do": "Mend", "by": "clerk", "effect": {"repair": ["crm"]}},
        "slips": {"do": "Slips", "by": "clerk", "effect": {"use_workaround": ["calls"]}},
        "copy": {"do": "Switch", "by": "clerk", "effect": {"switch_to": ["crm_copy"]}},
    },
}


def story(*msel: Raw, acts: list[Raw] | None = None, **plan: Any) -> Exercise:
    return stage(plan=merged(NEEDS_CRM, plan), msel=list(msel), responses=acts or [])


def weaken(share: str, at: str = "T+01:00", system: str = "crm") -> Raw:
    return inject(f"weak_{at[2:4]}_{at[5:7]}", at, happens={"weaken": {system: share}})


def no_new(at: str = "T+01:00", system: str = "crm") -> Raw:
    return inject("full", at, happens={"no_new": [system]})


def does(task: str, at: str, by: str = "lead", **more: Any) -> Raw:
    return {"at": at, "by": by, "does": task, **more}


def result(drill: Exercise) -> Any:
    return outcome(drill, header(drill), played(drill).entries)


# weaken


def test_a_weakened_system_lets_its_share_of_each_function_work() -> None:
    """It is as weak for the urgent as for the rest: 40% of 100 and 40% of 20."""
    drill = story(weaken("40%"))
    assert level(drill, "calls", clock(0, 59, 59)) == 1.0
    assert level(drill, "calls", clock(1)) == 0.4
    assert level(drill, "mail", clock(1)) == 0.4


def test_the_share_is_rounded_down_once_over_all_sites() -> None:
    """9 people at two sites: half of them are 4, not 2 and 2, and not 3 and 2."""
    teams = {"agents": {"count": 5}, "more": {"count": 4, "at": "spare", "works": "calls"}}
    assert level(story(weaken("50%"), teams=teams), "calls", clock(1)) == 0.04


def test_every_site_has_its_share_and_what_one_has_no_seat_for_goes_to_no_other() -> None:
    """10 and 10 people, half of them are 5 and 5; the hub has one seat."""
    teams = {"agents": {"count": 10}, "more": {"count": 10, "at": "spare", "works": "calls"}}
    assert level(story(weaken("50%"), teams=teams, sites={"hub": {"seats": 1}}), "calls", clock(1)) == 0.06


def test_it_is_a_share_of_those_who_need_it_only() -> None:
    """The mail does without the CRM; agents at the spare site too, where only the hub's need it."""
    drill = story(weaken("10%"), functions={"mail": {"needs": []}})
    assert level(drill, "mail", clock(1)) == 1.0
    more = {"more": {"count": 30, "at": "spare", "works": "calls"}}
    at_hub = {"calls": {"needs": [], "needs_at": {"hub": ["crm"]}, "normal_staff": 130}}
    assert level(story(weaken("10%"), functions=at_hub, teams=more), "calls", clock(1)) == 40 / 130


def test_what_needs_it_is_followed_through_needs() -> None:
    drill = story(weaken("30%", system="net"), systems={"net": {}, "crm": {"needs": ["net"]}})
    assert level(drill, "calls", clock(1)) == 0.3


def test_a_backup_that_serves_in_its_place_is_not_weak_and_may_be_weak_itself() -> None:
    fails = inject("fails", "T+02:00", happens={"fail": ["crm"]})
    switch = does("copy", "T+02:00", "clerk")
    assert level(story(weaken("30%"), fails, acts=[switch]), "calls", clock(2)) == 1.0
    both = story(weaken("30%"), weaken("60%", "T+01:30", "crm_copy"), fails, acts=[switch])
    assert level(both, "calls", clock(1, 30)) == 0.3, "the copy does not serve yet"
    assert level(both, "calls", clock(2)) == 0.6


def test_a_switch_to_the_backup_of_a_weak_system_is_worth_it() -> None:
    """Up but weak: those who switched use the backup, and everybody works again."""
    drill = story(weaken("40%"), acts=[does("copy", "T+01:10", "clerk")])
    assert level(drill, "calls", clock(1, 9)) == 0.4
    assert level(drill, "calls", clock(1, 10)) == 1.0


def test_a_later_weakening_replaces_the_earlier_and_repair_ends_it() -> None:
    drill = story(weaken("20%"), weaken("70%", "T+02:00"), acts=[does("mend", "T+03:00", "clerk")])
    assert level(drill, "calls", clock(1)) == 0.2
    assert level(drill, "calls", clock(2)) == 0.7
    assert level(drill, "calls", clock(3)) == 1.0


def test_at_none_nobody_works_and_the_system_is_up() -> None:
    """A backup by itself waits for it to go down; a task that needs it may start; a message goes out."""
    plan: Raw = {"systems": {"crm_copy": {"auto_after": "5m"}}, "channels": {"email": {"needs": ["crm"]}}}
    plan["tasks"] = {"look": {"do": "Look", "by": "clerk", "needs": ["crm"]}}
    acts = [does("look", "T+02:00", "clerk"), {"at": "T+02:00", "by": "lead", "sends": "letter"}]
    down = inject("down", tell=["lead"]) | {"if": "crm down"}
    drill = story(weaken("0%"), down, acts=acts, **plan)
    assert level(drill, "calls", clock(2)) == 0.0
    found = result(drill)
    assert (found["refused"], [row["message"] for row in found["deliveries"]]) == ([], ["letter"])
    assert [row["inject"] for row in found["fired"]] == ["weak_01_00"]
    assert events(drill, e.BackupTookOver) == []


@pytest.mark.parametrize("then", [{"repair": ["crm"]}, {"weaken": {"crm": "100%"}}])
def test_a_weakened_system_is_a_cause_and_the_first_failure(then: Raw) -> None:
    tell = inject("told", "T+01:20", tell=["lead"], says="The CRM is slow.")
    found = result(story(weaken("40%"), tell, inject("better", "T+02:30", happens=then)))
    (out,) = found["functions"]["calls"]["outages"]
    assert (out["from"], out["to"], out["causes"]) == (clock(1), clock(2, 30), ["crm"])
    assert found["identified"]["failed_at"] == clock(1)
    assert found["identified"]["told_at"] == clock(1, 20)
    missed = next(row for row in found["findings"] if row["code"] == "rto_missed")
    assert missed["evidence"][0] == "inject:weak_01_00"


def test_seats_and_weakness_limit_each_by_itself_and_both_are_causes() -> None:
    """Half of the 100 who need it are 50; 40 seats are fewer."""
    drill = story(weaken("45%"), sites={"hub": {"seats": 40}}, functions={"mail": {"priority": 3}})
    assert level(drill, "calls", clock(1)) == 0.4
    (out,) = result(drill)["functions"]["calls"]["outages"]
    assert out["causes"] == ["hub"], "out from the start for want of seats"
    found = result(story(weaken("45%"), sites={"hub": {"seats": 60}}))
    assert [out["causes"] for out in found["functions"]["calls"]["outages"]] == [["crm"]]


def test_whom_it_does_not_let_work_a_workaround_helps() -> None:
    """40 with the CRM; of the other 60 the slips carry 30 - never fewer than if the CRM had failed altogether."""
    slips = {"calls": {"workaround": {"name": "Slips", "without": ["crm"], "agents": 30}}}
    drill = story(weaken("40%"), acts=[does("slips", "T+02:00", "clerk")], functions=slips)
    assert level(drill, "calls", clock(1, 59)) == 0.4
    assert level(drill, "calls", clock(2)) == 0.7


def test_who_works_around_a_weak_system_is_not_kept_by_it() -> None:
    """40 work with it and are kept, 30 more by slips; strong again it still lets none of these 60 in."""
    slips = {"calls": {"workaround": {"name": "Slips", "without": ["crm"], "agents": 30}}}
    strong = weaken("100%", "T+03:00")
    drill = story(weaken("40%"), no_new("T+02:00"), strong, acts=[does("slips", "T+01:30", "clerk")], functions=slips)
    (event,) = events(drill, e.NobodyNewLetIn)
    assert event.keeps["calls"] == {"hub": 40}
    assert [level(drill, "calls", clock(hour)) for hour in (1, 2, 3)] == [0.4, 0.7, 0.7]


def test_no_workaround_helps_where_the_site_itself_needs_the_weak_system() -> None:
    slips = {"calls": {"workaround": {"name": "Slips", "without": ["crm"], "agents": 30}}}
    sites = {"hub": {"needs": ["power", "crm"]}}
    drill = story(weaken("40%"), acts=[does("slips", "T+02:00", "clerk")], functions=slips, sites=sites)
    assert level(drill, "calls", clock(2)) == 0.4


@pytest.mark.parametrize("share", ["0%", "33%", "50%", "99%"])
def test_the_weaker_the_fewer(share: str) -> None:
    weaker = level(story(weaken(share)), "calls", clock(1))
    assert weaker == int(share[:-1]) / 100 <= level(story(weaken("100%")), "calls", clock(1))


def test_weakened_to_all_of_them_nothing_is_recorded() -> None:
    assert events(story(weaken("100%")), e.SystemWeakened) == []


# no_new


def test_those_who_work_stay_and_who_comes_later_does_not_count() -> None:
    """60 go to the spare site before, 40 after the doors close: the 40 have to log in again and cannot."""
    acts = [does("over", "T+00:30", count=60), does("over", "T+02:00", count=40)]
    drill = story(no_new(), acts=acts)
    assert level(drill, "calls", clock(1)) == 1.0
    assert level(drill, "calls", clock(2)) == 0.6
    assert result(drill)["functions"]["calls"]["outages"] == []


def test_who_left_and_comes_back_does_not_count() -> None:
    acts = [does("over", "T+01:30", count=70), does("home", "T+02:30"), does("mend", "T+04:00", "clerk")]
    drill = story(no_new(), acts=acts)
    assert level(drill, "calls", clock(1, 30)) == 0.3
    assert level(drill, "calls", clock(2, 30)) == 0.3
    (out,) = result(drill)["functions"]["calls"]["outages"]
    assert (out["from"], out["to"], out["causes"]) == (clock(1, 30), clock(4), ["crm"])


def test_who_came_later_and_does_not_work_leaves_first() -> None:
    """100 there, 30 more come and do not count; when 50 are absent, 80 are left, all of whom work."""
    more: Raw = {"more": {"count": 30, "at": "spare", "works": "calls"}}
    join = {"join": {"do": "Join", "by": "lead", "effect": {"move": [{"team": "more", "to": "hub"}]}}}
    gone = inject("ill", "T+03:00", happens={"absent": {"agents": "50"}})
    normal = {"calls": {"normal_staff": 200, "routed_to": ["hub"]}}
    drill = story(no_new(), gone, acts=[does("join", "T+02:00")], teams=more, tasks=join, functions=normal)
    assert level(drill, "calls", clock(2)) == 100 / 200
    assert level(drill, "calls", clock(3)) == 80 / 200


def test_a_partner_who_comes_later_does_not_count_and_one_released_does_not_come_back() -> None:
    plan: Raw = {
        "functions": {"calls": {"normal_staff": 140}},
        "tasks": {
            "call": {"do": "Call", "by": "lead", "effect": {"activate": {"bpo": {"calls": 40}}}},
            "thank": {"do": "Thank", "by": "lead", "effect": {"release": ["bpo"]}},
        },
    }
    late = story(no_new("T+00:30"), acts=[does("call", "T+00:00")], **plan)
    assert level(late, "calls", clock(1)) == 100 / 140
    acts = [does("call", "T+00:00"), does("thank", "T+02:00"), does("call", "T+03:00")]
    early = story(no_new("T+01:00:01"), acts=acts, **plan)
    assert [level(early, "calls", clock(hour)) for hour in (1, 2, 4)] == [1.0, 100 / 140, 100 / 140]


def test_it_keeps_those_who_worked_when_it_began() -> None:
    """Not those who had no seat, and of a backup that did not serve yet nobody."""
    full = story(no_new(), sites={"hub": {"seats": 50}}, acts=[does("over", "T+02:00", count=40)])
    assert level(full, "calls", clock(2)) == 0.5, "50 worked and 50 did not: of these 40 left"
    fails = inject("fails", "T+02:00", happens={"fail": ["crm"]})
    drill = story(no_new(system="crm_copy"), fails, acts=[does("copy", "T+02:00", "clerk")])
    assert level(drill, "calls", clock(1)) == 1.0
    assert level(drill, "calls", clock(2)) == 0.0


def test_a_weakened_system_that_lets_nobody_new_in_keeps_the_share() -> None:
    both = inject("both", "T+01:00", happens={"weaken": {"crm": "50%"}, "no_new": ["crm"]})
    drill = story(both, weaken("100%", "T+02:00"), acts=[does("mend", "T+03:00", "clerk")])
    assert [level(drill, "calls", clock(hour)) for hour in (1, 2, 3)] == [0.5, 0.5, 1.0]


def test_the_record_says_who_worked_then() -> None:
    (event,) = events(story(no_new(), no_new("T+02:00") | {"id": "again"}), e.NobodyNewLetIn)
    assert (event.at, event.keeps) == (clock(1), {"calls": {"hub": 100}, "mail": {"hub": 20}})


def test_letting_nobody_new_in_is_no_failure_by_itself() -> None:
    found = result(story(no_new()))
    assert (found["identified"]["failed_at"], found["findings"]) == (None, [])
