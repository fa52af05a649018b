"""What the muster board draws: the curve, the wall, the words; no Textual in it."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillsim.present import muster
from drillsim.present.curve import LABEL, curve, shown_seconds
from drillsim.present.muster import WALL, Cells
from drillsim.session.muster_view import PersonView, TargetView, TeamMusterView

HOUR = 3600
TARGETS = (TargetView("go", 0.5, HOUR, 2 * HOUR, 1800, 0), TargetView("go", 0.9, 2 * HOUR, 3 * HOUR, None, 150))
TEAM = TeamMusterView(
    team="agents",
    sight="full",
    alarm=HOUR,
    to="home",
    head=400,
    counted=210,
    surplus=0,
    unaccounted=188,
    stages=(("need_help", 2), ("travelling", 188), ("remote", 210)),
    curve=((HOUR + 600, 100), (HOUR + 1800, 210)),
    reached=((50, HOUR + 1800), (90, None), (100, None)),
    sent=400,
    targets=TARGETS,
)


def text(rows: list[Cells]) -> list[str]:
    return ["".join(cell.text for cell in row) for row in rows]


def words(rows: list[Cells]) -> list[str]:
    return ["  ".join(cell.text for cell in row) for row in rows]


def test_the_figures_are_rounded_down() -> None:
    assert muster.figures(TEAM) == "210 of 400  52.5 %"
    assert muster.figures(replace(TEAM, counted=399)) == "399 of 400  99.7 %"
    assert muster.figures(replace(TEAM, head=0, counted=0)) == "0 of 0  0.0 %"


def test_the_curve_rises_at_each_step_and_has_its_lines_and_limits() -> None:
    assert text(curve(TEAM, 2 * HOUR, 60, 12)) == [
        "100%|- - - - - - - - - - - - - - - - - - - - - - - - - - - ",
        " 90%|- - - - - - - - - - - - - - - - - - - - - - - - - -X- ",
        "    |                                                      ",
        "    |                                                      ",
        "    |                                                      ",
        " 50%|- - - - - - ▂▂▂▂▂▂▂▂▂▂▂▂▂X- - - - - - - - - - - - - - ",
        "    |            ██████████████                            ",
        "    |            ██████████████                            ",
        "    |    ▄▄▄▄▄▄▄▄██████████████                            ",
        "    |    ██████████████████████                            ",
        "    |    ██████████████████████                            ",
        "     01:00        01:31         02:03        02:34         ",
    ]


@given(
    st.integers(20, 200),
    st.integers(5, 60),
    st.integers(1, 500),
    st.lists(st.tuples(st.integers(0, 7200), st.integers(0, 50)), max_size=20),
    st.integers(0, 8000),
)
def test_every_line_of_the_curve_has_its_width_and_the_area_never_falls(
    width: int, height: int, head: int, arrivals: list[tuple[int, int]], passed: int
) -> None:
    total, steps = 0, []
    for second, number in sorted(arrivals):
        total = min(head, total + number)
        steps.append((HOUR + second, total))
    team = replace(TEAM, head=head, curve=tuple(steps), counted=total)
    drawn = text(curve(team, HOUR + passed, width, height))
    assert len(drawn) == height
    assert {len(line) for line in drawn} == {max(8, width - LABEL - 1) + LABEL}
    columns = list(zip(*(line[LABEL:] for line in drawn[:-1]), strict=True))
    filled = [sum(sign in "▁▂▃▄▅▆▇█" for sign in column) for column in columns]
    until_now = filled[: next((index for index in reversed(range(len(filled))) if filled[index]), 0)]
    for before, after in pairwise(until_now):
        assert before <= after + 1  # an X may stand in the area


def test_limits_far_ahead_are_not_in_the_picture_until_they_come_near() -> None:
    far = replace(TEAM, targets=(TargetView("go", 0.5, 24 * HOUR, 25 * HOUR, None, 0),))
    assert shown_seconds(far, 2 * HOUR) < 2 * HOUR
    assert shown_seconds(far, 8 * HOUR) >= 24 * HOUR


def test_the_wall_has_one_cell_for_everybody_in_the_order_of_the_stages() -> None:
    drawn = text(muster.wall(TEAM, 50, 9))
    assert drawn == ["■" * 50] * 4 + ["■" * 10 + "!!" + ">" * 38] + [">" * 50] * 3


@given(
    st.dictionaries(st.sampled_from(WALL), st.integers(1, 30_000), min_size=1), st.integers(20, 160), st.integers(2, 20)
)
def test_where_there_are_more_people_than_cells_each_stage_still_has_its_sign(
    stages: dict[str, int], width: int, height: int
) -> None:
    team = replace(TEAM, stages=tuple(stages.items()))
    rows = muster.wall(team, width, height)
    cells = rows if sum(stages.values()) <= width * height else rows[:-1]
    assert len(cells) <= height
    for stage in stages:
        assert any(muster.GLYPHS[stage] in line for line in text(cells))


def test_targets_say_what_came_of_them_and_what_is_missing() -> None:
    late = (*TARGETS[:1], replace(TARGETS[1], due=HOUR))
    assert words(muster.targets(TEAM, 2 * HOUR, 60)) == [
        "50 %  MET  after 30m  limit 1h",
        "90 %  150 more  in 1h  limit 2h",
    ]
    assert words(muster.targets(replace(TEAM, targets=late), 2 * HOUR, 29))[1] == "90 %  MISSED  150 more"


def test_without_targets_the_marks_of_the_curve_are_told() -> None:
    bare = replace(TEAM, targets=())
    assert words(muster.targets(bare, 2 * HOUR, 40)) == [" 50 %  after 30m", " 90 %  not yet", "100 %  not yet"]


def test_who_needs_help_comes_first_then_who_is_missing() -> None:
    people = (PersonView("ana", "need_help", HOUR, "home", "no\x1b light"), PersonView("bo", "out", HOUR))
    rows = words(muster.who(replace(TEAM, people=people), ["ana", "cy", "bo"], 60))
    assert rows == [
        "NEED HELP    ana at home since 01:00: no\ufffd light",
        "NEED HELP    1 without a name",
        "UNACCOUNTED  bo, cy and 186 without a name",
    ]


def test_how_a_list_of_names_is_taken_is_told_where_it_can_be() -> None:
    nameless = replace(TEAM, people=())
    assert words(muster.who(nameless, [], 60, lists="F7: a list of names"))[-1].endswith("; F7: a list of names")
    assert words(muster.who(nameless, [], 60))[-1] == f"UNACCOUNTED  {nameless.unaccounted}"


@pytest.mark.parametrize("stage", muster.WORDS)
def test_no_stage_is_told_by_colour_alone(stage: str) -> None:
    (row, *_) = muster.stages(replace(TEAM, stages=((stage, 3),)))
    assert row[2].text.lower() == muster.WORDS[stage]


def test_where_there_is_no_room_for_all_who_need_help_it_says_how_many_more() -> None:
    people = tuple(PersonView(f"a{number}", "need_help", HOUR - number, None, "word " * 30) for number in range(5))
    rows = words(muster.who(replace(TEAM, people=people, stages=(("need_help", 5),)), [], 60, 3))
    assert [row[:17] for row in rows] == ["NEED HELP    a4 s", "NEED HELP    a3 s", "4 more: F6"]
