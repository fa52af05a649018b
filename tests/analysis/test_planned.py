"""When tasks that were called for could have begun and ended."""

from typing import Any

from drillsim.analysis.planned import Planned, planned
from support.figures import facts_of
from support.stage import Raw, inject, stage

TASKS: Raw = {
    "look": {"do": "Look", "by": "clerk", "takes": "20m"},
    "fix": {"do": "Fix", "by": "lead", "takes": "30m", "after": ["look"]},
    "thank": {"do": "Thank", "by": "lead"},
}


def of(msel: list[Raw], **plan: Any) -> dict[str, Planned]:
    return planned(facts_of(stage(plan={"tasks": TASKS, **plan}, msel=msel)).reckoned)


def asks(name: str, at: str, **expect: str) -> Raw:
    return inject(name, at, tell=["lead"], says="Do it.", expect=[expect])


def test_what_a_task_comes_after_is_called_for_with_it() -> None:
    found = of([asks("call", "T+01:00", task="fix", within="2h")])
    assert found == {
        "look": Planned("look", "inject:call", 3600, 3600, 4800, None),
        "fix": Planned("fix", "inject:call", 3600, 4800, 6600, 10800),
    }


def test_the_first_that_calls_for_a_task_counts_and_the_earliest_due_second() -> None:
    found = of([asks("one", "T+01:00", task="look"), asks("two", "T+02:00", task="look", within="10m")])
    assert found["look"] == Planned("look", "inject:one", 3600, 3600, 4800, 7800)


def test_a_playbook_calls_for_what_it_says_to_do_and_not_for_its_return_to_normal() -> None:
    playbook = {"p": {"if": "power down", "do": ["look"], "resume": ["thank"]}}
    found = of([inject("fails", "T+01:00", happens={"fail": ["power"]})], playbooks=playbook)
    assert set(found) == {"look"}
    assert (found["look"].source, found["look"].called) == ("playbook:p", 3600)


def test_nothing_was_called_for() -> None:
    assert of([]) == {}
