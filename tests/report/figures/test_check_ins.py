"""People who were sent somewhere and reported, drawn."""

from drillsim.report import svg
from drillsim.report.document import Figure
from drillsim.report.drawing import Dot
from drillsim.report.figures.check_ins import check_ins
from support.figures import facts_of, lines, rows, shipped, words
from support.stage import Raw, stage

HOME: Raw = {
    "do": "Send everybody home",
    "by": "lead",
    "effect": {"move": [{"team": "agents", "to": "home", "arrive": "check_in"}]},
    "target": {"50%": "1h", "90%": "2h"},
}


def reports(*numbers: tuple[str, int]) -> list[Raw]:
    return [{"at": at, "by": "clerk", "check_in": {"team": "agents", "count": n}} for at, n in numbers]


def curve(*numbers: tuple[str, int]) -> Figure:
    sent = [{"at": "T+01:00", "by": "lead", "does": "home"}, *reports(*numbers)]
    (figure,) = check_ins(facts_of(stage(plan={"tasks": {"home": HOME}}, responses=sent)))
    return figure


def test_targets_are_told_apart_by_form_and_word() -> None:
    """Half in 30 minutes of an hour; nine tenths never: 80 of 100 reported."""
    figure = curve(("T+01:30", 50), ("T+02:00", 30))
    assert {"50% within 1h: met, took 30m", "90% within 2h: missed, never"} <= set(words(figure))
    forms = [x.form for x in figure.drawing.shapes if isinstance(x, Dot) and x.x > 100 and x.radius == 5]
    assert forms[:2] == ["round", "cross"]


def test_the_curve_ends_as_high_as_people_were_counted() -> None:
    figure = curve(("T+01:30", 50), ("T+02:00", 30))
    (line,) = [line for line in lines(figure, "first") if line.area_to is not None and line.points[0][0] > 20]
    assert line.area_to is not None
    high = {round(line.area_to - y, 1) for _, y in line.points}
    assert high == {0, 75, 120}  # of 150 pixels for 100 people
    assert "80 of 100 counted" in words(figure)


def test_the_pandemic_says_what_its_outcome_says() -> None:
    found = shipped("pandemic")
    (figure,) = check_ins(found)
    assert [int(row[2]) for row in rows(figure)] == [
        n for _, n in found.outcome["check_ins"]["harbor_agents"]["reached"]
    ]
    assert "Target 50% within 24h: met, took 12h. Target 90% within 48h: met, took 39h." in figure.alt
    assert figure.signs[1].startswith("harbor_agents")


def test_a_check_in_for_every_second_stays_small() -> None:
    found = [(f"T+0{2 + n // 3600}:{n // 60 % 60:02}:{n % 60:02}", 1) for n in range(2000)]
    many = {"teams": {"agents": {"count": 2000}}, "tasks": {"home": HOME}, "sites": {"home": {"seats": 3000}}}
    sent = [{"at": "T+01:00", "by": "lead", "does": "home"}, *reports(*found)]
    (figure,) = check_ins(facts_of(stage(plan=many, responses=sent)))
    assert "2000 of 2000 counted" in words(figure)
    assert "The table has the first 1000 of 2000 steps" in figure.alt
    assert len(svg.in_page(figure).encode()) < 60_000


def test_nobody_was_sent_anywhere() -> None:
    assert check_ins(facts_of(stage())) == []
