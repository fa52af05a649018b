"""The chain of tasks and waits that decided when a function was back."""

from typing import Any

from drillsim.analysis.critical_path import CriticalPath, Link, critical_paths
from support.figures import facts_of, shipped
from support.stage import Raw, inject, stage

FAILS = inject("fails", "T+01:00", happens={"fail": ["power"]})
ROUTED: Raw = {"calls": {"normal_staff": 40, "routed_to": ["hub"]}}
CALL: Raw = {"do": "Call", "by": "lead", "takes": "10m", "effect": {"activate": {"bpo": {"calls": 40}}}}
LOOK: Raw = {"do": "Look", "by": "clerk", "takes": "20m"}
COUNT: Raw = {"do": "Count", "by": "clerk", "takes": "5m"}
FIX: Raw = {"do": "Fix", "by": "lead", "takes": "30m", "after": ["count", "look"], "effect": {"repair": ["power"]}}
BUS: Raw = {
    "do": "Bus them",
    "by": "lead",
    "takes": "10m",
    "effect": {
        "move": [{"team": "agents", "to": "spare", "arrive": {"count": 100, "every": "1h"}}],
        "route": {"calls": ["spare"]},
    },
}


def does(task: str, at: str, by: str = "lead") -> Raw:
    return {"at": at, "by": by, "does": task}


def path(tasks: Raw, *responses: Raw, msel: list[Raw] | None = None, **plan: Any) -> CriticalPath:
    """Of the calls, which went out at 1:00."""
    story = stage(plan={"tasks": tasks, **plan}, msel=msel or [FAILS], responses=list(responses))
    return critical_paths(facts_of(story).reckoned)["calls"]


def test_a_task_that_repairs_and_of_those_before_it_the_one_done_last() -> None:
    found = path(
        {"count": COUNT, "look": LOOK, "fix": FIX},
        does("look", "T+01:05", "clerk"),
        does("count", "T+01:10", "clerk"),
        does("fix", "T+01:30"),
    )
    assert found.walked
    assert found.links == (Link("task", "look", 3900, 5100), Link("task", "fix", 5400, 7200))


def test_the_wait_for_a_partner_is_a_link_of_its_own() -> None:
    found = path({"call": CALL}, does("call", "T+01:10"), functions=ROUTED)
    assert found.links == (Link("task", "call", 4200, 4800), Link("partner", "bpo", 4800, 8400))


def test_of_two_ways_the_one_that_was_there_first_ended_the_outage() -> None:
    found = path(
        {"call": CALL, "count": COUNT, "look": LOOK, "fix": {**FIX, "after": []}},
        does("call", "T+01:10"),
        does("fix", "T+01:20"),
        functions=ROUTED,
    )
    assert found.links == (Link("task", "fix", 4800, 6600),)


def test_a_repair_of_the_scenario_is_nobodys_doing() -> None:
    found = path({"look": LOOK}, msel=[FAILS, inject("back", "T+02:00", happens={"repair": ["power"]})])
    assert (found.walked, found.links) == (True, ())


def test_what_was_never_brought_back_has_the_way_of_a_playbook_that_fired() -> None:
    playbook = {"p": {"if": "power down", "do": ["look", "fix"]}}
    found = path({"count": COUNT, "look": LOOK, "fix": FIX}, playbooks=playbook)
    assert not found.walked
    assert found.links == (Link("task", "look", 3600, 4800), Link("task", "fix", 4800, 6600))


def test_a_way_that_ends_with_a_partner_has_the_wait_for_it() -> None:
    playbook = {"p": {"if": "power down", "do": ["call"]}}
    found = path({"call": CALL}, playbooks=playbook, functions=ROUTED)
    assert found.links == (Link("task", "call", 3600, 4200), Link("effect", "call", 4200, 7800))


def test_a_playbook_that_never_fired_offers_nothing() -> None:
    """Who was sent away from their desks is not brought back by moving the mail to another server."""
    assert critical_paths(shipped("tornado").reckoned)["email_support"].links == ()


def test_people_who_were_moved_are_waited_for() -> None:
    found = critical_paths(shipped("pandemic").reckoned)["care_line"]
    assert [(link.kind, link.id) for link in found.links] == [("task", "send_home"), ("team", "harbor_agents")]
    assert found.links[-1].ends == found.outage.ends


def test_a_function_that_was_never_out_has_none() -> None:
    assert critical_paths(facts_of(stage()).reckoned) == {}
