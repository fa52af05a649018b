"""The picture of levels: what was out, for how long, against what was promised, drawn where it was."""

import pytest

from drillsim.report import svg
from drillsim.report.document import Figure
from drillsim.report.figures.frame import WIDTH, Clock
from drillsim.report.figures.levels import MOST, PANELS, levels
from support.figures import boxes, facts_of, lines, read, rows, shipped, words
from support.stage import inject, stage

POWER_FAILS = inject("fails", "T+01:00", happens={"fail": ["power"]})


def tornado() -> Figure:
    (figure,) = levels(shipped("tornado"))
    return figure


def minute(figure: Figure, x: float) -> float:
    """Which minute of nine hours lies at a point: the clock is read from the picture's own axis."""
    axis = next(
        line for line in lines(figure, "ink") if len(line.points) == 2 and line.points[0][1] == line.points[1][1]
    )
    left, right = axis.points[0][0], axis.points[1][0]
    return (x - left) / (right - left) * 540


@pytest.mark.row("S-05")
def test_the_tornado_calls_are_hatched_from_2_to_130_and_the_rto_ends_at_122() -> None:
    figure = tornado()
    calls, email = boxes(figure, "bad", "hatched")
    assert minute(figure, calls.x) == pytest.approx(2, abs=0.05)
    assert minute(figure, calls.x + calls.width) == pytest.approx(130, abs=0.05)
    assert minute(figure, email.x + email.width) == pytest.approx(540)
    rto = boxes(figure, "limit", "open")[0]
    beyond = boxes(figure, "bad", "solid")[0]
    assert minute(figure, rto.x + rto.width) == pytest.approx(122, abs=0.05)
    assert minute(figure, beyond.x) == pytest.approx(122, abs=0.05)
    assert minute(figure, beyond.x + beyond.width) == pytest.approx(130, abs=0.05)


def test_the_words_the_description_and_the_table_say_the_same_numbers() -> None:
    figure = tornado()
    assert {"out 2h08m", "RTO 2h", "missed by 8m", "MBCO 40%"} <= set(words(figure))
    assert "Answer customer calls: lowest 0%; out T+00:02 to T+02:10 (2h08m, RTO 2h missed by 8m)." in figure.alt
    outcome = shipped("tornado").outcome["functions"]
    told = [row for row in rows(figure) if "customer calls" in row[0]]
    assert [row[2] for row in told] == [f"{share:.0%}" for _, share in outcome["inbound_calls"]["level"]]
    assert [row[4] for row in told] == ["in service", "out", "out", "in service", "in service", "in service"]


@pytest.mark.row("S-07")
def test_the_line_falls_and_rises_where_the_level_did() -> None:
    figure = tornado()
    line = next(line for line in lines(figure, "first") if line.area_to is not None)
    assert line.area_to is not None
    high = line.area_to - line.points[0][1]  # at StartEx all are at work
    levels_ = [(round(minute(figure, x)), round((line.area_to - y) / high, 2)) for x, y in line.points]
    outcome = shipped("tornado").outcome["functions"]["inbound_calls"]["level"]
    assert {(round(second / 60), round(share, 2)) for second, share in outcome} <= set(levels_)


def test_a_function_put_aside_is_dotted_and_not_hatched() -> None:
    assert [round(minute(tornado(), box.x)) for box in boxes(tornado(), "band", "dotted")] == [20]


def test_an_outage_in_time_has_nothing_beyond_its_rto() -> None:
    story = stage(msel=[POWER_FAILS, inject("back", "T+02:00", happens={"repair": ["power"]})])
    (figure,) = levels(facts_of(story))
    assert not boxes(figure, "bad", "solid")
    assert "out 1h, RTO 1h met" in words(figure)


def test_a_function_that_was_never_out_is_drawn_and_said() -> None:
    (figure,) = levels(facts_of(stage()))
    assert words(figure).count("never out") == 2
    assert "calls: lowest 100%; never out." in figure.alt


def test_many_functions_fill_several_pictures_and_what_is_left_out_is_said() -> None:
    body = {"priority": 3, "rto": "1h", "mtpd": "4h", "mbco": "50%", "normal_staff": 5, "routed_to": ["hub"]}
    many = {f"f{number}": body for number in range(30)}
    figures = levels(facts_of(stage(plan={"functions": many}, msel=[POWER_FAILS])))
    assert [len(boxes(figure, "bad", "hatched")) for figure in figures] == [PANELS] * (MOST // PANELS)
    assert f"{32 - MOST} further functions of lower rank: not drawn." in figures[-1].alt
    assert len({figure.name for figure in figures}) == len(figures)


def test_names_that_are_too_long_are_cut_and_never_run_into_what_stands_at_the_right() -> None:
    name = "The very long name of a function " * 20
    (figure,) = levels(facts_of(stage(plan={"functions": {"calls": {"name": name}}}, msel=[POWER_FAILS])))
    title = next(text for text in words(figure) if text.startswith("The very long"))
    assert title.endswith("…")
    assert len(title) < 90
    assert read(figure).get("width") == str(int(WIDTH))


def test_a_level_that_changes_every_second_stays_small() -> None:
    falls = [inject(f"i{n}", f"T+{n // 60:02}:{n % 60:02}", happens={"absent": {"agents": "1"}}) for n in range(1, 95)]
    weak = [
        inject(f"w{n}", f"T+{2 + n // 60:02}:{n % 60:02}", happens={"weaken": {"power": f"{n % 97 + 1}%"}})
        for n in range(1, 350)
    ]
    story = stage(plan={"functions": {"calls": {"needs": ["power"]}}}, msel=[*falls, *weak])
    (figure,) = levels(facts_of(story))
    assert len(svg.in_page(figure).encode()) < 60_000


def test_an_exercise_of_one_second() -> None:
    (figure,) = levels(facts_of(stage(lasts="1s")))
    assert Clock(1, 0).ticks() == [0, 1]
    assert read(figure) is not None
