"""The benchmarks judge what they time: here without the time, at a tiny model."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import commands, contacts, engines, goals, kernels, oracle, page
from benchmarks.centres import wrong
from benchmarks.engines import Engine
from benchmarks.found import Table
from benchmarks.goals import Judged
from benchmarks.missing import Missing
from benchmarks.models import LARGE, SMALL, Centre, Channel, Single, Team, drill, features
from benchmarks.oracle import FURTHEST, Run, Spread

FEW = 5_000
SEED = 1
TAKE_CONTACTS = ("c", "heap", *kernels.ENGINES)


@pytest.fixture(scope="module")
def spread() -> Spread:
    return Spread.of(engines.HEAP.load(), SMALL, FEW)


def loaded(engine: Engine) -> Run:
    try:
        return engine.load()
    except Missing as why:
        pytest.skip(str(why))


@pytest.mark.parametrize("engine", engines.ENGINES, ids=lambda engine: engine.name)
def test_every_engine_that_is_here_lets_as_many_give_up_as_the_others(engine: Engine, spread: Spread) -> None:
    found = oracle.play(loaded(engine), SMALL, FEW, SEED)
    assert spread.z(found) < FURTHEST
    assert oracle.z_of_patience(*found, SMALL.patience) < FURTHEST


def test_an_engine_with_two_agents_too_many_is_found_out(spread: Spread) -> None:
    found = oracle.play(engines.SIMPY.load(), replace(SMALL, agents=12), FEW, SEED)
    assert spread.z(found) > FURTHEST


def test_an_engine_whose_callers_are_too_patient_is_found_out() -> None:
    found = oracle.play(engines.SIMPY.load(), replace(SMALL, patience=300), FEW, SEED)
    assert oracle.z_of_patience(*found, SMALL.patience) > FURTHEST


def test_the_limit_is_as_erlang_a_says() -> None:
    """From empty, too, where it has hardly become steady when the last one comes."""
    from_empty = Single("from empty", 1_000 / 3600, 450, 240, 110, FEW, FEW, from_empty=True)
    for model in (SMALL, from_empty):
        found = Spread.of(engines.HEAP.load(), model, FEW)
        assert found.z_of_means(oracle.expected(model, FEW)) < FURTHEST
        assert found.z_of_means(oracle.expected(replace(model, agents=model.agents * 11 // 10), FEW)) > FURTHEST


@pytest.mark.parametrize("engine", TAKE_CONTACTS)
@pytest.mark.parametrize("model", [SMALL, replace(LARGE, rate=1.0, agents=440)], ids=["small", "larger"])
def test_given_contacts_are_counted_the_same_by_all_to_the_bit(engine: str, model: Single) -> None:
    """In whole seconds many things fall into one instant."""
    given = kernels.drawn(FEW, model.rate, model.handling, model.patience, SEED)
    for contacts_given in (given, kernels.whole(given)):
        expected = kernels.plays("heap", contacts_given)(model.agents)
        assert expected[0] > 0
        try:
            play = kernels.plays(engine, contacts_given)
        except Missing as why:
            pytest.skip(str(why))
        assert play(model.agents) == expected


@pytest.mark.parametrize("engine", kernels.ENGINES)
@pytest.mark.parametrize("centre", [drill(), features(quick=True, plain=False)], ids=lambda centre: centre.name)
def test_centres_are_played_as_they_must_be(engine: str, centre: Centre) -> None:
    try:
        play = kernels.plays_centre(engine, centre)
    except Missing as why:
        pytest.skip(str(why))
    played = play(SEED)
    assert wrong(centre, played) == ""
    assert played.numbers == kernels.plays_centre("kernel", centre)(SEED).numbers


def test_a_centre_in_which_nobody_ever_waits_tells_nothing() -> None:
    idle = Centre("idle", (Channel("calls", 0.1, 60, 60, (0,)),), (Team(1_000, 1, (0,)),), 3600)
    assert "nobody had to wait" in wrong(idle, kernels.plays_centre("kernel", idle)(SEED))


def test_goals_are_of_rows_that_exist() -> None:
    assert {goal.figure for goal in goals.goals("contacts")} <= set(contacts.FIGURES)
    assert {goal.figure for goal in goals.goals("commands")} <= set(commands.FIGURES)


def test_a_figure_beyond_its_floor_breaks_the_build_and_one_not_measured_does_not() -> None:
    goal = next(goal for goal in goals.goals("contacts") if goal.figure == "kernel, drill")
    assert Judged(goal, goal.floor * 1.01).is_broken
    assert not Judged(goal, goal.floor).is_broken
    assert not Judged(goal, None).is_broken
    assert Judged(goal, None).verdict == "not measured"
    assert Judged(goal, goal.aim).verdict == "as aimed"


@pytest.mark.parametrize(
    "told", ["{ aim = 3 }", "{ at_least = 3, at_most = 4 }", "{ at_least = 3, aim = 2 }", "{ at_most = 3, floor = 2 }"]
)
def test_a_goal_that_makes_no_sense_is_refused(told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text(f'[contacts]\n"kernel, drill" = {told}\n', encoding="utf-8")
    monkeypatch.setattr(goals, "FLOORS", floors)
    with pytest.raises(ValueError, match="kernel, drill: expected"):
        goals.goals("contacts")


def test_tables_are_put_between_the_marks_of_a_page(tmp_path: Path) -> None:
    written = tmp_path / "page.md"
    written.write_text(f"before\n{page.BEGIN}\nold\n{page.END}\nafter\n", encoding="utf-8")
    around = {"at": "2026-01-02T03:04:05", "platform": "a machine", "processors": 2, "python": "3.11.7"}
    page.write(
        written, [Table("Goals", ("figure", "found"), [["a", "1"]])], {**around, "compiler": None, "versions": {}}
    )
    text = written.read_text(encoding="utf-8")
    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")
    assert "old" not in text
    assert "| figure | found |\n| --- | ---: |\n| a | 1 |" in text


def test_the_page_of_the_docs_has_the_marks() -> None:
    text = (goals.FLOORS.parents[1] / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert page.BEGIN in text
    assert page.END in text
