"""Roles, duty and rest, drawn."""

from typing import Any

from drillsim.report import svg
from drillsim.report.document import Figure
from drillsim.report.figures.duty import duty
from support.figures import boxes, facts_of, rows, shipped, words
from support.stage import Raw, inject, stage

DECLARED: list[Raw] = [{"at": "T+00:00", "by": "lead", "does": "declare"}]
CREWS = {"red": {"lead": "ann", "clerk": "cat"}, "blue": {"lead": "bob"}}


def crews(**more: Any) -> Figure:
    """A change every six hours for a day, two crews; in the blue one nobody is clerk."""
    rotation = {"period": "6h", "crews": CREWS, "order": ["red", "blue"], **more}
    (figure,) = duty(facts_of(stage(plan={"rotation": rotation}, responses=DECLARED, lasts="24h")))
    return figure


def test_a_role_that_nobody_holds_is_an_empty_frame_with_a_word() -> None:
    figure = crews()
    assert len(boxes(figure, "bad", "open")) == words(figure).count("uncovered") == 2
    assert "Uncovered: clerk T+06:00 to T+12:00; clerk T+18:00 to T+24:00." in figure.alt


def test_past_the_limit_is_hatched_and_a_short_rest_dotted() -> None:
    """Six hours on with five allowed; six hours off, seven needed."""
    figure = crews(max_on="5h", min_rest="7h")
    assert len(boxes(figure, "bad", "hatched")) == sum(row[2] == "past the longest time" for row in rows(figure))
    assert words(figure).count("rest 6h, too short") == len(boxes(figure, "bad", "dotted")) == 3
    assert {"past the longest time on duty", "too short a rest"} <= set(words(figure))
    assert not boxes(crews(), "bad", "hatched")
    assert not boxes(crews(), "bad", "dotted")


def test_people_are_shown_by_role_unless_names_are_asked_for() -> None:
    story = stage(responses=DECLARED)
    assert "Ann" not in " ".join(words(duty(facts_of(story))[0]))
    assert "Ann" in words(duty(facts_of(story, names=True))[0])


def test_a_role_that_one_person_held_throughout_is_counted_and_not_drawn() -> None:
    (figure,) = duty(shipped("tornado"))
    assert "7 roles, 7 of them held by one person throughout and not drawn" in figure.alt
    assert "Roles that changed hands" not in words(figure)


def test_nobody_acted_and_no_role_changed_hands() -> None:
    assert duty(facts_of(stage())) == []


def test_somebody_absent_leaves_the_role_to_the_alternate() -> None:
    gone = [inject("gone", "T+02:00", happens={"absent": {"ann": "8h"}})]
    (figure,) = duty(facts_of(stage(msel=gone)))
    assert [row[2:5] for row in rows(figure) if row[1] == rows(figure)[0][1]] == [
        ("its holder", "T+00:00", "T+02:00"),
        ("its alternate 1", "T+02:00", "T+08:00"),
    ]


def test_crews_that_change_every_hour_for_a_week_stay_small() -> None:
    rotation = {"period": "1h", "crews": CREWS, "order": ["red", "blue"]}
    (figure,) = duty(facts_of(stage(plan={"rotation": rotation}, responses=DECLARED, lasts="168h")))
    assert "Of each the first 12 stretches are drawn." in figure.alt
    assert len(svg.in_page(figure).encode()) < 60_000
