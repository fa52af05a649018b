"""Rule 4: what is up, when a need is met, and when a backup counts."""

from typing import Any

import pytest

from drillsim.record import events as e
from support.stage import Raw, clock, events, inject, level, stage

CRM: Raw = {
    "functions": {"calls": {"needs": ["crm"]}},
    "tasks": {
        "switch": {"do": "Switch", "by": "clerk", "takes": "30m", "effect": {"switch_to": ["crm_copy"]}},
        "back": {"do": "Back", "by": "clerk", "effect": {"switch_back": ["crm_copy"]}},
    },
}
FAILS = [inject("fails", "T+01:00", happens={"fail": ["crm"]})]
SWITCH = {"at": "T+01:00", "by": "clerk", "does": "switch"}


@pytest.mark.row("S-59")
def test_a_backup_counts_once_the_switch_is_completed() -> None:
    drill = stage(plan=CRM, msel=FAILS, responses=[SWITCH])
    assert level(drill, "calls", clock(1, 29)) == 0.0
    assert level(drill, "calls", clock(1, 30)) == 1.0


def test_a_backup_no_longer_counts_when_switched_back() -> None:
    drill = stage(plan=CRM, msel=FAILS, responses=[SWITCH, {"at": "T+02:00", "by": "clerk", "does": "back"}])
    assert level(drill, "calls", clock(2)) == 0.0


@pytest.mark.row("S-61")
def test_switching_to_a_dead_backup_completes_and_does_not_help() -> None:
    fails = [inject("fails", "T+01:00", happens={"fail": ["crm", "crm_copy"]})]
    drill = stage(plan=CRM, msel=fails, responses=[SWITCH])
    (switched,) = events(drill, e.SwitchedTo)
    assert switched == e.SwitchedTo(clock(1, 30), "crm_copy", "switch", answers=False)
    assert level(drill, "calls", clock(2)) == 0.0


def generator(**more: Any) -> Raw:
    return {"systems": {"generator": {"backup_for": "power", "auto_after": "1m", **more}}}


POWER_FAILS = [
    inject("fails", "T+01:00", happens={"fail": ["power"]}),
    inject("returns", "T+02:00", happens={"repair": ["power"]}),
]


@pytest.mark.row("S-66")
def test_a_generator_takes_over_by_itself_after_its_minute() -> None:
    drill = stage(plan=generator(), msel=POWER_FAILS)
    assert level(drill, "calls", clock(1, 0, 59)) == 0.0
    assert level(drill, "calls", clock(1, 1)) == 1.0
    assert [event.at for event in events(drill, e.BackupStoodDown)] == [clock(2)]


def test_a_blip_shorter_than_its_minute_never_starts_the_generator() -> None:
    blip = [POWER_FAILS[0], inject("returns", "T+01:00:30", happens={"repair": ["power"]})]
    assert events(stage(plan=generator(), msel=blip), e.BackupTookOver) == []


def test_a_generator_takes_over_for_whatever_reason_its_primary_is_down() -> None:
    lost = [inject("lost", "T+01:00", happens={"lose": ["hub"]})]
    assert [event.at for event in events(stage(plan=generator(), msel=lost), e.BackupTookOver)] == [clock(1, 1)]


def test_a_generator_that_was_itself_down_counts_at_once_when_it_returns() -> None:
    both = [
        inject("fails", "T+01:00", happens={"fail": ["power", "generator"]}),
        inject("fuel", "T+01:30", happens={"repair": ["generator"]}),
    ]
    drill = stage(plan=generator(), msel=both)
    assert level(drill, "calls", clock(1, 29)) == 0.0
    assert level(drill, "calls", clock(1, 30)) == 1.0


@pytest.mark.row("S-27")
@pytest.mark.row("S-28")
def test_losing_an_area_takes_its_sites_and_all_that_stands_there_and_no_other() -> None:
    plan: Raw = {"teams": {"others": {"count": 50, "at": "spare", "works": "calls"}}}
    plan |= {"functions": {"calls": {"routed_to": ["hub", "spare"]}}}
    lost = [inject("lost", "T+01:00", happens={"lose": ["north"]})]
    drill = stage(plan=plan, msel=lost)
    assert level(drill, "calls", clock(1)) == 0.5
    assert [event.site for event in events(drill, e.SiteClosed)] == ["hub"]


def test_a_repaired_site_stays_closed_until_it_is_opened() -> None:
    plan: Raw = {
        "tasks": {
            "open": {"do": "Open", "by": "clerk", "effect": {"open": ["hub"]}},
            "recall": {"do": "Recall", "by": "clerk", "effect": {"move": [{"team": "agents", "to": "hub"}]}},
        }
    }
    story = [
        inject("lost", "T+01:00", happens={"lose": ["hub"]}),
        inject("repaired", "T+02:00", happens={"repair": ["hub"]}),
    ]
    acts = [
        {"at": "T+03:00", "by": "clerk", "does": "recall"},
        {"at": "T+04:00", "by": "clerk", "does": "open"},
        {"at": "T+05:00", "by": "clerk", "does": "recall"},
    ]
    drill = stage(plan=plan, msel=story, responses=acts)
    assert level(drill, "calls", clock(3)) == 0.0
    assert level(drill, "calls", clock(4)) == 0.0, "opening brings nobody back"
    assert level(drill, "calls", clock(5)) == 1.0


def test_the_conditions_up_and_down_look_at_the_system_itself() -> None:
    watch = [*FAILS, inject("notice", **{"if": "crm down for 1h"})]
    drill = stage(plan=CRM, msel=watch, responses=[SWITCH])
    assert [event.at for event in events(drill, e.InjectReleased)] == [clock(1), clock(2)]
