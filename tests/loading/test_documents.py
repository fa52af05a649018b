"""Whole files: every problem at once, in order, and what a drill may name."""

import datetime
from pathlib import Path

import pytest

from drillsim.errors import DocumentRefused, NotFound
from drillsim.loading import bundled, check, load, load_recorded
from support.hostile import PLAN, SMALL

TODAY = datetime.date(2026, 3, 1)
DRILL = "drill: D\nplan: plans/p.plan.yaml\nscenario: ../scenarios/s.scenario.yaml\n"


@pytest.fixture
def exercise(tmp_path: Path) -> Path:
    """A harmless exercise; its root is `tmp_path/root`, its drill `root/drills/d.drill.yaml`."""
    drills = tmp_path / "root" / "drills"
    (drills / "plans").mkdir(parents=True)
    (tmp_path / "root" / "scenarios").mkdir()
    (drills / "plans" / "p.plan.yaml").write_bytes(PLAN)
    (tmp_path / "root" / "scenarios" / "s.scenario.yaml").write_bytes(SMALL)
    (drills / "d.drill.yaml").write_text(DRILL)
    return tmp_path


def errors(path: Path) -> list[str]:
    """The errors of a file as `line:column: code`, with the place in words."""
    found = check(path, today=TODAY).problems
    return [
        f"{each.position.line}:{each.position.column} {each.code} {each.where}"
        for each in found
        if each.severity == "error"
    ]


def test_ten_faults_are_ten_problems_in_the_order_of_the_lines(tmp_path: Path) -> None:
    path = tmp_path / "faulty.plan.yaml"
    path.write_text(
        """\
plan: Faulty
version: 1
owner: lead
reviewed: last year
review_every: 90
sites:
  main: {kind: ofice, seats: many}
  main: {name: Again}
systems:
  Big System: {at: main}
  power: {nedes: [main], tested: no}
functions: {}
teams:
  agents: {count: 12, at: main, works: nothing}
people: {ana: {name: Ana}}
roles: {lead: {}}
tasks: {call: {do: Call everyone, by: laed}}
"""
    )
    assert errors(path) == [
        "4:11 value reviewed",
        "5:15 value review_every",
        "7:16 value sites.main.kind",
        "7:30 value sites.main.seats",
        "8:3 duplicate sites.main",
        '10:3 value systems."Big System"',
        "11:11 key systems.power.nedes",
        "11:34 yaml systems.power.tested",
        "14:40 unknown_name teams.agents.works",
        "16:15 missing roles.lead.holder",
        "17:39 unknown_name tasks.call.by",
    ]


def test_a_section_that_cannot_be_read_does_not_make_its_names_unknown(tmp_path: Path) -> None:
    path = tmp_path / "p.plan.yaml"
    path.write_text(PLAN.decode().replace("teams: {}", "teams: {a: {count: 1, at: main}}").replace("sites:", "sitse:"))
    assert [line.split(" ", 1)[1] for line in errors(path)] == ["missing sites", "key sitse"]


def test_problems_have_one_line_each_and_not_more_than_fit(tmp_path: Path) -> None:
    path = tmp_path / "s.scenario.yaml"
    path.write_bytes(SMALL + b"".join(b"key_%d: x\n" % index for index in range(1_000)))
    lines = [str(problem) for problem in check(path, today=TODAY).problems]
    assert sum(len(line) + 1 for line in lines) <= 20_000
    assert "more that are not listed; mend these first" in lines[-1]
    with pytest.raises(DocumentRefused):
        load(path, today=TODAY)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("drill: D\nplan: plans/p.plan.yaml\nscenario: []\n", "3:11 value scenario"),
        ("drill: D\nplan: plans/p.plan.yaml\n", "1:1 missing scenario"),
        ("drill: D\nscenario: ../scenarios/s.scenario.yaml\n", "1:1 missing plan"),
        (DRILL.replace("plans/p", "plans/q"), "2:7 unknown_name plan"),
        (DRILL.replace("plans/p", "../../p"), "2:7 value plan"),
        (DRILL.replace("../scenarios/s", "plans/p.plan.yaml#"), "3:11 unknown_name scenario"),
        (
            DRILL.replace("../", "[../").replace("o.yaml", "o.yaml, ../scenarios/q.scenario.yaml]"),
            "3:42 unknown_name scenario[2]",
        ),
        (
            DRILL.replace("../", "{file: ../").replace("o.yaml", "o.yaml, starts: 9}"),
            "3:56 value scenario.starts",
        ),
    ],
)
def test_what_a_drill_names_is_looked_at_where_it_is_named(exercise: Path, text: str, place: str) -> None:
    drill = exercise / "root" / "drills" / "d.drill.yaml"
    drill.write_text(text)
    assert errors(drill) == [place]


def test_a_scenario_twice_would_give_two_injects_one_id(exercise: Path) -> None:
    drill = exercise / "root" / "drills" / "d.drill.yaml"
    twice = "[../scenarios/s.scenario.yaml, {file: ../scenarios/../scenarios/s.scenario.yaml, starts: T+02:00}]"
    drill.write_text(DRILL.replace("../scenarios/s.scenario.yaml", twice))
    assert errors(drill) == ["3:42 duplicate scenario[2]"]


def test_two_scenarios_of_one_file_name_would_too(exercise: Path) -> None:
    drill = exercise / "root" / "drills" / "d.drill.yaml"
    (exercise / "root" / "drills" / "s.scenario.yaml").write_bytes(SMALL)
    drill.write_text(DRILL.replace("../scenarios/s.scenario.yaml", "[../scenarios/s.scenario.yaml, s.scenario.yaml]"))
    assert errors(drill) == ["3:42 duplicate scenario[2]"]


def test_a_link_to_a_drill_is_read_as_the_drill_where_it_lies(exercise: Path) -> None:
    link = exercise / "link.drill.yaml"
    link.symlink_to(exercise / "root" / "drills" / "d.drill.yaml")
    assert errors(link) == []


def test_dots_after_a_linked_folder_mean_what_the_system_means(exercise: Path) -> None:
    (exercise / "elsewhere").mkdir()
    (exercise / "elsewhere" / "linked").symlink_to(exercise / "root" / "drills")
    assert errors(exercise / "elsewhere" / "linked" / "d.drill.yaml") == []


def test_a_drill_may_lie_in_the_folder_one_works_in(exercise: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(exercise / "root" / "drills")
    loaded = check("d.drill.yaml", today=TODAY)
    assert [file.path for file in loaded.files] == [
        "d.drill.yaml",
        "plans/p.plan.yaml",
        "../scenarios/s.scenario.yaml",
    ]
    assert not loaded.has_errors


def test_a_pack_is_a_root_even_without_a_folder_called_drills(exercise: Path) -> None:
    (exercise / "root" / "drills").rename(exercise / "root" / "exercises")
    drill = exercise / "root" / "exercises" / "d.drill.yaml"
    assert errors(drill) == ["3:11 value scenario"]
    (exercise / "root" / "pack.yaml").write_text("pack: x\n")
    assert errors(drill) == []


@pytest.mark.parametrize("name", ["missing.plan.yaml", ".", "a\0b", "\x1b[2J.plan.yaml", "x" * 5_000])
def test_what_cannot_be_opened_is_not_found(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotFound) as refusal:
        check(f"{tmp_path}/{name}", today=TODAY)
    assert str(refusal.value).isprintable()


def test_a_recorded_drill_is_read_from_its_texts() -> None:
    path = bundled("tornado")
    texts = {
        f"{folder}{name}": (path.parent / folder / name).read_text()
        for folder, name in [
            ("", "tornado.drill.yaml"),
            ("plans/", "prairie.plan.yaml"),
            ("../scenarios/", "tornado.scenario.yaml"),
        ]
    }
    recorded = load_recorded(texts, "tornado.drill.yaml", today=TODAY)
    assert [file.digest for file in recorded.files] == [file.digest for file in load(path, today=TODAY).files]
    del texts["plans/prairie.plan.yaml"]
    with pytest.raises(DocumentRefused):
        load_recorded(texts, "tornado.drill.yaml", today=TODAY)
