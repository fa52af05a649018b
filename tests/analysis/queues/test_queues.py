"""What customers notice of a plan's day: who answers where, who is cut off, who has to wait (performance.md, 5)."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillsim.analysis.outcome import outcome
from drillsim.analysis.queues.queues import Queues
from drillsim.analysis.queues.steps import Doing, Step
from drillsim.analysis.shape import ContactsRow
from drillsim.contacts.chance import Chance
from drillsim.contacts.tally import Tally
from drillsim.model.exercise import Exercise
from support import drills
from support.stage import clock, header, inject, merged, played, stage

CALLS = {"channel": "voice", "per_hour": 600, "handling": "5m", "patience": "3m", "answer": "80% in 20s"}
"""50 of the stage's 100 agents are busy, as a rule."""


def centre(*, contacts: dict[str, Any] | None = None, plan: dict[str, Any] | None = None, **story: Any) -> Exercise:
    """The stage, with customers who call."""
    calls = {"functions": {"calls": {"contacts": {**CALLS, **(contacts or {})}}}}
    return stage(plan=merged(calls, plan or {}), **story)


def row(exercise: Exercise, function: str = "calls") -> ContactsRow:
    """The contacts of the outcome."""
    return outcome(exercise, header(exercise), played(exercise).entries)["functions"][function]["contacts"]


def queues(exercise: Exercise, second: int) -> Queues:
    """All queues at a second."""
    found = Queues(exercise, played(exercise).engine.play.log, Chance(exercise.drill.seed))
    found.follow(second)
    return found


def at(exercise: Exercise, second: int, function: str = "calls") -> Tally:
    """What was counted up to a second."""
    return queues(exercise, second).of[function].tally


def states(tally: Tally) -> int:
    """Each attempt is in exactly one state."""
    return tally.answered + tally.abandoned + tally.dropped + tally.deflected + tally.waiting


def test_on_a_quiet_day_everybody_is_answered_at_once() -> None:
    found = row(centre(lasts="2h"))
    assert 1100 < found["offered"] < 1300
    assert found == {
        "offered": found["offered"],
        "answered": found["offered"],
        "abandoned": 0,
        "within_target": found["offered"],
        "longest_wait": 0,
        "backlog_peak": 0,
    }


def test_a_function_without_contacts_has_none_in_the_outcome() -> None:
    exercise = centre(lasts="1h")
    functions = outcome(exercise, header(exercise), played(exercise).entries)["functions"]
    assert ["contacts" in functions[name] for name in ("calls", "mail")] == [True, False]


def test_without_a_target_nothing_is_within_it() -> None:
    plan = {"functions": {"calls": {"contacts": {"answer": None}}}}
    assert row(centre(lasts="1h", plan=plan))["within_target"] is None


def test_one_seed_brings_the_same_customers_and_another_brings_others() -> None:
    plans = [centre(lasts="1h", seed=seed) for seed in (1, 1, 2)]
    first, second, third = (at(each, clock(1)).course for each in plans)
    assert first == second != third


def test_a_lost_site_cuts_off_what_was_in_hand_and_nobody_answers_after() -> None:
    loses = centre(lasts="1h", msel=[inject("fire", "T+00:30", happens={"lose": ["hub"]})])
    before, after, end = (at(loses, second) for second in (clock(0, 30), clock(0, 31), clock(1)))
    assert before.dropped == before.abandoned == 0
    assert 30 < after.dropped < 70
    assert (end.dropped, end.answered) == (after.dropped, before.answered - after.dropped)
    assert end.abandoned > 200
    assert states(end) == end.offered


def test_a_closed_site_puts_those_in_hand_back_at_the_head_of_the_queue() -> None:
    closes = centre(lasts="1h", msel=[inject("smoke", "T+00:30", happens={"close": ["hub"]})])
    before, after = (at(closes, second) for second in (clock(0, 30), clock(0, 30, 1)))
    assert (before.waiting, after.dropped) == (0, 0)
    assert 30 < after.requeued <= after.waiting + after.abandoned


def test_a_system_down_has_the_same_effect_where_the_function_needs_it() -> None:
    fails = centre(
        lasts="1h",
        plan={"functions": {"calls": {"needs": ["crm"]}}},
        msel=[inject("crash", "T+00:30", happens={"fail": ["crm"]})],
    )
    assert at(fails, clock(0, 30, 1)).requeued > 30


def test_people_who_are_sent_away_finish_what_they_have_in_hand() -> None:
    move = {"team": "agents", "to": "spare", "works": "calls"}
    go = {"tasks": {"go": {"do": "Go", "by": "lead", "takes": "20m", "effect": {"move": [move]}}}}
    sent = centre(lasts="2h", plan=go, responses=[{"at": "T+00:30", "by": "lead", "does": "go"}])
    after = at(sent, clock(0, 40))
    assert (after.dropped, after.requeued) == (0, 0)
    assert after.waiting > 20
    at_work = queues(sent, clock(0, 40)).of["calls"].desks
    assert at_work.agents == 0


@pytest.mark.parametrize("what", [{"pause": ["calls"]}, {"route": {"calls": ["spare"]}}])
def test_what_people_decide_lets_agents_finish(what: dict[str, Any]) -> None:
    plan = {
        "functions": {"calls": {"can_pause": "8h"}},
        "tasks": {"act": {"do": "Act", "by": "lead", "effect": what}},
    }
    decided = centre(lasts="1h", plan=plan, responses=[{"at": "T+00:30", "by": "lead", "does": "act"}])
    end = at(decided, clock(1))
    assert (end.dropped, end.requeued) == (0, 0)
    assert end.abandoned > 200


def test_contacts_dropped_are_only_those_in_hand_at_the_site() -> None:
    cut = centre(lasts="1h", msel=[inject("glitch", "T+00:30", happens={"drop_contacts": ["hub"]})])
    before, after, end = (at(cut, second) for second in (clock(0, 30), clock(0, 30, 1), clock(1)))
    assert before.dropped == 0
    assert 30 < after.dropped == end.dropped
    assert end.abandoned == 0
    assert end.answered + end.dropped == end.offered


@pytest.mark.row("S-71")
def test_a_deflected_share_is_offered_to_nobody_here() -> None:
    plan = {"tasks": {"menu": {"do": "Menu", "by": "lead", "effect": {"deflect": {"calls": "20%"}}}}}
    contacts = {"per_hour": 1200, "handling": "3m"}
    says = [{"at": "T+00:00", "by": "lead", "does": "menu"}]
    with_it = at(centre(lasts="4h", contacts=contacts, plan=plan, responses=says), clock(4))
    without = at(centre(lasts="4h", contacts=contacts, plan=plan), clock(4))
    assert with_it.offered == without.offered
    reached = (with_it.offered - with_it.deflected) / 4
    assert abs(reached - 960) < 3.5 * (960 / 4) ** 0.5
    assert with_it.answered == with_it.offered - with_it.deflected


@pytest.mark.row("S-101")
def test_a_backlog_grows_by_what_is_not_answered() -> None:
    contacts = {"per_hour": 1200, "handling": "7m30s", "patience": None}
    plan = {"functions": {"calls": {"contacts": {"patience": None}}}, "teams": {"agents": {"count": 60}}}
    grown = [
        at(centre(lasts="2h", contacts=contacts, plan=plan, seed=seed), clock(2)).waiting
        - at(centre(lasts="2h", contacts=contacts, plan=plan, seed=seed), clock(1)).waiting
        for seed in range(10)
    ]
    spread = (1200 + 60 * 8) ** 0.5 / 10**0.5
    assert abs(sum(grown) / 10 - 720) < 3.5 * spread


def test_a_surge_multiplies_what_comes_while_it_lasts() -> None:
    surges = centre(lasts="3h", msel=[inject("storm", "T+01:00", happens={"surge": {"calls": "2x for 1h"}})])
    first, second, third = (at(surges, clock(hour)).first for hour in (1, 2, 3))
    assert abs(second - first - 1200) < 3.5 * 1200**0.5
    assert abs(third - second - 600) < 3.5 * 600**0.5


def test_each_hour_of_the_day_has_its_own_rate() -> None:
    by_hour = [0] * 24
    by_hour[10] = 500  # the story begins on Monday at 09:00
    plan = {"functions": {"calls": {"contacts": {"per_hour": None}}}}
    hours = centre(lasts="3h", contacts={"by_hour": by_hour}, plan=plan)
    came = [at(hours, second).first for second in (clock(1), clock(2), clock(3))]
    assert came[0] == 0
    assert abs(came[1] - 500) < 3.5 * 500**0.5
    assert came[1] == came[2]


def test_nobody_queues_at_a_line_that_says_that_it_is_closed() -> None:
    day = {
        "name": "day",
        "when": ["Monday 09:00 to 10:00"],
        "on_shift": {"agents": 100},
        "normal_staff": {"calls": 100},
    }
    night = {"name": "night", "when": ["Monday 10:00 to 09:00"], "on_shift": {}, "normal_staff": {"mail": 20}}
    shut = centre(lasts="3h", plan={"staffing": [day, night]})
    one, three = at(shut, clock(1)), at(shut, clock(3))
    assert one.first == three.first > 500
    assert (three.answered, three.dropped) == (three.offered, 0)


def test_a_workaround_lets_as_many_answer_as_it_allows_rounded_down() -> None:
    around = {"name": "Paper", "without": ["crm"], "level": "25.5%"}
    plan = {
        "functions": {"calls": {"needs": ["crm"], "workaround": around}},
        "tasks": {"slips": {"do": "Slips", "by": "lead", "effect": {"use_workaround": ["calls"]}}},
    }
    story = centre(
        lasts="1h",
        plan=plan,
        msel=[inject("crash", "T+00:10", happens={"fail": ["crm"]})],
        responses=[{"at": "T+00:20", "by": "lead", "does": "slips"}],
    )
    found = [queues(story, second).of["calls"].desks.agents for second in (clock(0, 10), clock(0, 20), clock(0, 30))]
    assert found == [100, 0, 25]


def test_who_decided_what_and_how_many_waited_then_is_kept() -> None:
    plan = {"tasks": {"buy": {"do": "Call them", "by": "lead", "effect": {"activate": {"bpo": {"calls": 40}}}}}}
    story = centre(
        lasts="3h",
        plan=plan,
        msel=[inject("smoke", "T+00:30", happens={"close": ["hub"]})],
        responses=[{"at": "T+00:40", "by": "lead", "does": "buy"}],
    )
    found = queues(story, clock(3))
    waited = at(story, clock(1, 40)).waiting
    assert found.steps["calls"] == [Step(clock(1, 40), Doing("partner", "bpo", "buy"), 40, waited)]
    assert waited > 20


def test_those_who_still_wait_count_for_the_longest_wait() -> None:
    """Writers are gone at once, and mail has patience."""
    mail = {"functions": {"mail": {"contacts": {"channel": "email", "per_hour": 60, "handling": "5m"}}}}
    story = stage(lasts="4h", plan=mail, msel=[inject("smoke", "T+00:00", happens={"close": ["hub"]})])
    found = row(story, "mail")
    assert found["answered"] == found["abandoned"] == 0
    assert found["offered"] == found["backlog_peak"]
    assert clock(3, 45) < found["longest_wait"] < clock(4)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, clock(8, 15) - 1), max_size=40))
def test_looking_more_often_changes_nothing(looks: list[int]) -> None:
    drill = drills.exercise("tornado")
    log = drills.play("tornado").engine.play.log
    often, once = (Queues(drill, log, Chance(1)) for _ in range(2))
    for second in [*sorted(looks), clock(8, 15)]:
        often.follow(second)
    once.follow(clock(8, 15))
    for name, queue in once.of.items():
        assert often.of[name].tally.course == queue.tally.course
        assert often.of[name].row() == queue.row()
        assert states(queue.tally) == queue.tally.offered
    assert often.steps == once.steps


def test_a_function_by_itself_has_the_same_queue_as_beside_others() -> None:
    drill, log = drills.exercise("tornado"), drills.play("tornado").engine.play.log
    alone, together = Queues(drill, log, Chance(1), {"inbound_calls"}), Queues(drill, log, Chance(1))
    for each in (alone, together):
        each.follow(drill.lasts)
    assert alone.of["inbound_calls"].tally.course == together.of["inbound_calls"].tally.course


def test_without_the_reroute_of_the_tornado_more_callers_give_up() -> None:
    """The same customers, and one response less."""
    drill = drills.exercise("tornado")
    kept = tuple(each for each in drill.drill.responses if each.does != "reroute_calls")
    assert len(kept) == len(drill.drill.responses) - 1
    without = Exercise(drill.drill.model_copy(update={"responses": kept}), drill.plan, drill.parts)
    gave_up = [row(each, "inbound_calls")["abandoned"] for each in (drill, without)]
    assert gave_up[0] + 300 < gave_up[1]


def test_at_the_end_of_the_day_the_last_calls_are_finished_also_where_the_site_closes() -> None:
    day = {
        "name": "day",
        "when": ["Monday 09:00 to 10:00"],
        "on_shift": {"agents": 100},
        "normal_staff": {"calls": 100},
    }
    night = {"name": "night", "when": ["Monday 10:00 to 09:00"], "on_shift": {}, "normal_staff": {}, "closed": ["hub"]}
    shut = centre(lasts="3h", plan={"staffing": [day, night]})
    end = at(shut, clock(3))
    assert (end.answered, end.requeued, end.abandoned) == (end.offered, 0, 0)


def test_partners_who_are_released_finish() -> None:
    plan = {
        "tasks": {
            "buy": {"do": "Call them", "by": "lead", "effect": {"activate": {"bpo": {"calls": 40}}}},
            "end": {"do": "Send them home", "by": "lead", "effect": {"release": ["bpo"]}},
        },
        "teams": {"agents": {"count": 20}},
    }
    said = [{"at": "T+00:00", "by": "lead", "does": "buy"}, {"at": "T+02:00", "by": "lead", "does": "end"}]
    before, after = (at(centre(lasts="3h", plan=plan, responses=said), second) for second in (clock(2), clock(2, 0, 1)))
    assert (after.dropped, after.requeued) == (0, 0)
    assert after.answered >= before.answered


def test_a_site_that_is_named_twice_has_its_people_once() -> None:
    plan = {"functions": {"calls": {"routed_to": ["hub", "hub"]}}}
    assert queues(centre(lasts="1h", plan=plan), 60).of["calls"].desks.agents == 100


def test_only_a_task_that_bears_on_the_function_is_its_step() -> None:
    plan = {
        "tasks": {
            "phone": {"do": "Phone the boss", "by": "clerk"},
            "go": {"do": "Go", "by": "lead", "effect": {"close": ["hub"]}},
        }
    }
    said = [{"at": "T+00:30", "by": "lead", "does": "go"}, {"at": "T+00:30", "by": "clerk", "does": "phone"}]
    (step,) = queues(centre(lasts="1h", plan=plan, responses=said), clock(1)).steps["calls"]
    assert (step.doing, step.more) == (Doing("task", "go", "go"), -100)
    burns = [inject("fire", "T+00:30", happens={"lose": ["hub"]})]
    (lost,) = (
        each.steps["calls"]
        for each in [queues(centre(lasts="1h", plan=plan, msel=burns, responses=said[1:]), clock(1))]
    )
    assert lost == []


def test_a_team_that_comes_bit_by_bit_is_one_step() -> None:
    move = {"team": "agents", "to": "spare", "works": "calls", "arrive": {"count": 10, "every": "1m"}}
    plan = {
        "functions": {"calls": {"routed_to": ["hub", "spare"]}},
        "tasks": {"go": {"do": "Go", "by": "lead", "effect": {"move": [move]}}},
    }
    said = [{"at": "T+00:30", "by": "lead", "does": "go"}]
    steps = queues(centre(lasts="2h", plan=plan, responses=said), clock(2)).steps["calls"]
    assert [(step.doing.by, step.more) for step in steps] == [("task", -90), ("team", 90)]


def test_of_people_who_go_for_two_reasons_each_goes_for_his_own() -> None:
    """40 are sent away and finish; of the 60 who stay a tenth can do nothing any more, and their callers wait again."""
    move = {"team": "agents", "to": "spare", "count": 40}
    plan = {
        "functions": {"calls": {"needs": ["crm"]}},
        "tasks": {"go": {"do": "Go", "by": "lead", "takes": "20m", "effect": {"move": [move]}}},
    }
    busy = {"per_hour": 1400, "patience": "20m"}
    slow = [inject("slow", "T+00:31", happens={"weaken": {"crm": "90%"}})]
    for at_minute, msel in (("T+00:31", slow), ("T+00:30", slow)):
        says = [{"at": at_minute, "by": "lead", "does": "go"}]
        both = at(centre(lasts="1h", contacts=busy, plan=plan, msel=msel, responses=says), clock(0, 31, 1))
        alone = at(centre(lasts="1h", contacts=busy, plan=plan, responses=says), clock(0, 31, 1))
        assert both.requeued == 6
        assert (alone.requeued, both.dropped) == (0, 0)


def test_a_lost_home_cuts_off_who_lives_there_and_nobody_who_has_left() -> None:
    plan = {
        "functions": {"calls": {"routed_to": ["home"]}},
        "teams": {"agents": {"at": "home", "lives": {"south": "10%"}}},
        "tasks": {
            "go": {
                "do": "Go",
                "by": "lead",
                "takes": "20m",
                "effect": {"move": [{"team": "agents", "to": "hub", "count": 40}]},
            }
        },
    }
    busy = {"per_hour": 1400, "patience": "20m"}
    says = [{"at": "T+00:30", "by": "lead", "does": "go"}]
    storm = [inject("storm", "T+00:31", happens={"lose": ["south"]})]
    lost = at(centre(lasts="1h", contacts=busy, plan=plan, msel=storm, responses=says), clock(0, 31, 1))
    assert (lost.dropped, lost.requeued) == (6, 0)


def test_a_goal_of_hours_is_not_missed_in_minutes() -> None:
    """Mail that has waited for less than its goal is neither in time nor late."""
    mail = {"channel": "email", "per_hour": 60, "handling": "5m", "answer": "90% in 4h"}
    gone = {"functions": {"mail": {"contacts": mail}}, "teams": {"writers": {"count": 0}}}
    for second, level in ((clock(3), None), (clock(6), 0.0)):
        queue = queues(stage(lasts="8h", plan=gone), second).of["mail"]
        assert queue.tally.waiting > 100
        assert queue.service_level == level


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(1, clock(8)), min_size=1, max_size=30))
def test_the_longest_queues_are_those_of_the_course_however_often_they_are_read(looks: list[int]) -> None:
    drill = drills.exercise("tornado")
    found = Queues(drill, drills.play("tornado").engine.play.log, Chance(1))
    for second in sorted(looks):
        found.follow(second)
        for queue in found.of.values():
            assert list(queue.longest_queues(60)) == [each.longest_queue for each in queue.tally.course]
