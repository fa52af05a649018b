"""Laws that hold for every drill, tried on random play of the shipped plans and scenarios."""

from collections.abc import Iterable
from dataclasses import fields
from fractions import Fraction
from itertools import groupby
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillsim.analysis.outcome import outcome
from drillsim.model.exercise import Exercise, Part
from drillsim.model.plan import Plan
from drillsim.model.spelling import write_clock
from drillsim.record.codec import EVENTS, decode_event, encode_event
from drillsim.record.entries import Entry
from drillsim.record.state import evolve, initial
from drillsim.record.whereabouts import Whereabouts
from drillsim.session.replay import shown
from drillsim.session.session import Session
from support.anything import always, drills, lighter, responses, staffed, staffings, with_responses
from support.drills import SHIPPED, exercise
from support.stage import header, played


def record(entries: Iterable[Entry]) -> list[str]:
    return [shown(entry) for entry in entries]


@given(drill=drills(), steps=st.lists(st.integers(1, 40_000), max_size=12), stand_ins=st.booleans())
@settings(max_examples=60)
def test_cutting_the_time_into_other_pieces_changes_no_byte_of_the_record(
    drill: Exercise, steps: list[int], *, stand_ins: bool
) -> None:
    whole = Session(drill, header(drill, stand_ins=stand_ins))
    whole.finish()
    pieces = Session(drill, header(drill, stand_ins=stand_ins))
    for step in steps:
        pieces.advance(pieces.now + step)
    pieces.finish()
    assert record(pieces.entries) == record(whole.entries)


def test_second_by_second_is_the_same_record_too() -> None:
    drill = exercise("tornado")
    pieces = Session(drill, header(drill))
    for second in range(drill.lasts + 1):
        pieces.advance(second)
    assert record(pieces.entries) == record(played(drill).entries)


@given(data=st.data(), steps=st.lists(st.integers(1, 40_000), max_size=12), stand_ins=st.booleans())
@settings(max_examples=60)
def test_cutting_the_time_changes_nothing_across_changes_of_shift(
    data: st.DataObject, steps: list[int], *, stand_ins: bool
) -> None:
    base = data.draw(drills())
    drill = staffed(base, data.draw(staffings(base.plan)))
    whole = Session(drill, header(drill, stand_ins=stand_ins))
    whole.finish()
    pieces = Session(drill, header(drill, stand_ins=stand_ins))
    for step in steps:
        pieces.advance(pieces.now + step)
    pieces.finish()
    assert record(pieces.entries) == record(whole.entries)


@given(drill=drills(), stand_ins=st.booleans())
@settings(max_examples=60)
def test_staffing_that_says_at_every_hour_what_the_plan_says_changes_nothing(
    drill: Exercise, *, stand_ins: bool
) -> None:
    results = [
        outcome(each, header(each, stand_ins=stand_ins), played(each, stand_ins=stand_ins).entries)
        for each in (staffed(drill, []), staffed(drill, [always(drill.plan)]))
    ]
    assert results[0] == results[1]


@given(data=st.data())
@settings(max_examples=60)
def test_as_many_are_somewhere_as_are_on_shift(data: st.DataObject) -> None:
    """At work, away, on the way, absent or on call, at every hour: nobody is lost or made up at a change of shift.

    A shift that changes at EndEx is not reckoned any more.
    """
    base = data.draw(drills())
    drill = staffed(base, data.draw(staffings(base.plan)))
    state = initial(drill)
    for second, happened in groupby(played(drill).engine.play.log, lambda event: event.at):
        for event in happened:
            evolve(state, event)
        for team in drill.plan.teams if second < drill.lasts else ():
            there = sum(number for group, number in state.people.items() if group.team == team)
            assert there == drill.on_shift(team, second)


VALUES: dict[Any, st.SearchStrategy[Any]] = {
    int: st.integers(-(2**40), 2**40),
    str: st.text(max_size=20),
    bool: st.booleans(),
    Fraction: st.fractions(max_denominator=10**6),
    tuple[str, ...]: st.lists(st.text(max_size=8), max_size=3).map(tuple),
    dict[str, str] | None: st.none() | st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=2),
    dict[str, Any]: st.dictionaries(st.text(max_size=5), st.text(max_size=5) | st.integers(), max_size=3),
    dict[str, dict[str, int]]: st.dictionaries(
        st.text(max_size=5), st.dictionaries(st.text(max_size=5), st.integers(0, 2**40), max_size=2), max_size=2
    ),
    str | None: st.none() | st.text(max_size=20),
    int | None: st.none() | st.integers(0, 2**40),
    Whereabouts: st.builds(
        Whereabouts,
        st.sampled_from(["at", "away", "coming"]),
        st.none() | st.text(max_size=5),
        st.none() | st.integers(0, 99),
    ),
}


@pytest.mark.parametrize("kind", EVENTS)
@given(data=st.data())
@settings(max_examples=15)
def test_every_event_comes_back_from_its_entry_as_it_was(kind: str, data: st.DataObject) -> None:
    hints = get_type_hints(EVENTS[kind])
    values = {field.name: data.draw(VALUES.get(hints[field.name], st.just("left"))) for field in fields(EVENTS[kind])}
    event = EVENTS[kind](**values)
    name, body = encode_event(event)
    assert decode_event(name, event.at, body) == event


def shuffled(value: Any, random: Any) -> Any:
    if isinstance(value, dict):
        keys = list(value)
        random.shuffle(keys)
        return {key: shuffled(value[key], random) for key in keys}
    return [shuffled(item, random) for item in value] if isinstance(value, list) else value


@given(name=st.sampled_from(SHIPPED), random=st.randoms(use_true_random=False), stand_ins=st.booleans())
@settings(max_examples=40)
def test_the_order_of_keys_in_a_plan_does_not_matter(name: str, random: Any, *, stand_ins: bool) -> None:
    from drillsim.loading.scan import scan
    from drillsim.loading.tree import data
    from support.drills import ROOT, loaded

    drill = lighter(exercise(name))
    text = next(file.text for file in loaded(name).files if file.kind == "plan")
    assert ROOT.is_dir()
    plan = Plan.model_validate(shuffled(data(scan(text)[0]), random))
    other = lighter(Exercise(drill.drill, plan, drill.parts))
    results = [
        outcome(each, header(each, stand_ins=stand_ins), played(each, stand_ins=stand_ins).entries)
        for each in (drill, other)
    ]
    assert results[0] == results[1]


def harms_nothing(drill: Exercise, acts: list[dict[str, Any]]) -> bool:
    """The law's own conditions: no response closes, moves, puts aside, reroutes, releases, resumes or switches back."""
    for act in acts:
        task = drill.plan.tasks.get(str(act.get("does")))
        effect = task.effect if task else None
        harmful = effect and (
            effect.close
            or effect.move
            or effect.pause
            or effect.route
            or effect.release
            or effect.resume
            or effect.switch_back
        )
        if harmful or "check_in" in act:
            return False
    return True


@given(st.data(), st.sampled_from(["server_loss", "email_outage", "hurricane_carrier"]))
@settings(max_examples=80)
def test_doing_nothing_never_shortens_an_outage(data: st.DataObject, name: str) -> None:
    base = lighter(exercise(name))
    drawn = data.draw(responses(base))
    acts = [act for act in drawn if harms_nothing(base, [act])]
    with_them = with_responses(base, acts)
    without = with_responses(base, [])
    found = [outcome(drill, header(drill), played(drill).entries)["functions"] for drill in (with_them, without)]
    for function in base.plan.functions:
        assert found[0][function]["down_total"] <= found[1][function]["down_total"], function


@pytest.mark.parametrize("name", ["tornado", "server_loss", "email_outage"])
@given(data=st.data())
@settings(max_examples=25)
def test_starting_ten_minutes_later_shifts_clocks_and_no_durations(name: str, data: st.DataObject) -> None:
    base = exercise(name)
    plan = base.plan.model_copy(
        update={"updates": {key: each for key, each in base.plan.updates.items() if each.counts_from != "start"}}
    )
    base = Exercise(base.drill, plan, base.parts)
    acts = [act for act in data.draw(responses(base)) if "claims" not in act]
    drill = with_responses(base, acts)
    later_parts = tuple(Part(part.file, part.scenario, 600) for part in base.parts)
    shifted = [
        {**act, "at": write_clock(base.second(response.at) + 600)}
        for act, response in zip(acts, drill.drill.responses, strict=True)
    ]
    later = with_responses(Exercise(base.drill, plan, later_parts), shifted)
    first, second = (outcome(each, header(each), played(each).entries) for each in (drill, later))
    assert second["lasts"] == first["lasts"] + 600
    for function in plan.functions:
        lengths = [[out["length"] for out in each["functions"][function]["outages"]] for each in (first, second)]
        assert lengths[0] == lengths[1]
    late = [
        [(row["source"], row["result"], row["late_by"]) for row in each["expectations"]] for each in (first, second)
    ]
    assert late[0] == late[1]
    heard = [[(row["audience"], row["result"], row["late_by"]) for row in each["updates"]] for each in (first, second)]
    assert heard[0] == heard[1]
    assert first["silence"] == second["silence"]
