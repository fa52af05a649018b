"""Laws of barred sites and weak systems, tried on random play of the shipped plans and scenarios."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from drillsim.analysis.outcome import outcome
from drillsim.model.exercise import Exercise, Part
from drillsim.model.scenario import Inject
from drillsim.model.spelling import write_clock
from drillsim.session.replay import shown
from drillsim.session.session import Session
from support.anything import drills
from support.stage import Raw, header, played, text


def harmed(drill: Exercise, injects: list[Raw]) -> Exercise:
    """The same exercise with more injects at the end of its first scenario's list."""
    first, *rest = drill.parts
    rows = [Inject.model_validate(text({"id": f"harm_{index}", **row})) for index, row in enumerate(injects)]
    more = first.scenario.model_copy(update={"msel": (*first.scenario.msel, *rows)})
    return Exercise(drill.drill, drill.plan, (Part(first.file, more, first.starts), *rest))


@st.composite
def harms(draw: st.DrawFn, drill: Exercise) -> list[Raw]:
    """Injects at any time that bar, clear, weaken, let nobody new in or repair anything."""
    sites, systems = st.sampled_from(sorted(drill.plan.sites)), st.sampled_from(sorted(drill.plan.systems))
    shares = st.sampled_from(["0%", "33%", "50%", "100%"])
    happens: list[st.SearchStrategy[Raw]] = [
        st.builds(lambda site: {"bar": [site]}, sites),
        st.builds(lambda site: {"clear": [site]}, sites),
        st.builds(lambda system, share: {"weaken": {system: share}}, systems, shares),
        st.builds(lambda system: {"no_new": [system]}, systems),
        st.builds(lambda system: {"repair": [system]}, systems),
    ]
    rows = draw(st.lists(st.one_of(happens), min_size=1, max_size=5))
    seconds = [draw(st.integers(0, drill.parts[0].scenario.lasts // 600 - 1)) * 600 for _ in rows]
    return [{"at": write_clock(at), "happens": row} for at, row in zip(seconds, rows, strict=True)]


def result(drill: Exercise) -> Any:
    return outcome(drill, header(drill), played(drill).entries)


@given(data=st.data(), steps=st.lists(st.integers(1, 40_000), max_size=12), stand_ins=st.booleans())
@settings(max_examples=60)
def test_cutting_the_time_changes_no_byte_with_barred_sites_and_weak_systems(
    data: st.DataObject, steps: list[int], *, stand_ins: bool
) -> None:
    base = data.draw(drills())
    drill = harmed(base, data.draw(harms(base)))
    whole = Session(drill, header(drill, stand_ins=stand_ins))
    whole.finish()
    pieces = Session(drill, header(drill, stand_ins=stand_ins))
    for step in steps:
        pieces.advance(pieces.now + step)
    pieces.finish()
    assert [shown(entry) for entry in pieces.entries] == [shown(entry) for entry in whole.entries]


@given(data=st.data())
@settings(max_examples=40)
def test_what_is_barred_and_cleared_in_one_second_changes_nothing(data: st.DataObject) -> None:
    base = data.draw(drills())
    barred = {name for each in base.injects if each.body.happens for name in each.body.happens.bar}
    sites = sorted(base.plan.sites.keys() - barred)  # it would clear those
    second = write_clock(data.draw(st.integers(0, base.parts[0].scenario.lasts // 60 - 1)) * 60)
    both: Raw = {"at": second, "happens": {"bar": sites, "clear": sites}}
    assert result(harmed(base, [both])) == result(harmed(base, [{"at": second}]))


@given(data=st.data())
@settings(max_examples=40)
def test_a_system_weakened_to_all_who_need_it_is_not_weak(data: st.DataObject) -> None:
    base = data.draw(drills())
    weakened = {name for each in base.injects if each.body.happens for name in each.body.happens.weaken}
    systems = dict.fromkeys(sorted(base.plan.systems.keys() - weakened), "100%")  # it would end those weaknesses
    weak = harmed(base, [{"at": "T+00:10", "happens": {"weaken": systems}}])
    assert result(weak)["functions"] == result(harmed(base, [{"at": "T+00:10"}]))["functions"]


@given(data=st.data())
@settings(max_examples=40)
def test_a_weak_system_never_lets_more_work_than_a_sound_one(data: st.DataObject) -> None:
    base = data.draw(drills())
    system = data.draw(st.sampled_from(sorted(base.plan.systems)))
    share = data.draw(st.sampled_from(["0%", "40%", "90%"]))
    weak, sound = (
        result(harmed(base, [{"at": "T+00:10", "happens": {"weaken": {system: each}}}])) for each in (share, "100%")
    )
    if weak["fired"] != sound["fired"]:
        return  # a level below its limit made other things happen
    first = min(base.plan.functions, key=lambda name: (base.plan.functions[name].priority, name))
    assert weak["functions"][first]["down_total"] >= sound["functions"][first]["down_total"]
