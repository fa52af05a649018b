"""A figure as SVG: well formed whatever people wrote, the same bytes each time, readable without colours."""

import re
from itertools import combinations
from typing import get_args
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillsim.report import svg
from drillsim.report.document import Figure, Table
from drillsim.report.drawing import Box, Dot, Drawing, Line, Role, Shape, Words
from support.figures import SVG, read


def picture(*shapes: Shape, name: str = "levels-1", title: str = "Levels", alt: str = "One function.") -> Figure:
    return Figure(name, title, alt, Drawing(700, 100, shapes), Table(("at",), (), "FigureLevels"))


@given(st.text())
def test_what_people_write_stays_text(text: str) -> None:
    """Any text in a title, a description and a label gives well-formed XML without a new element."""
    figure = picture(Words(1, 2, text), title=text, alt=text)
    for drawn in (svg.alone(figure), svg.in_page(figure)):
        tags = [each.tag.removeprefix(SVG) for each in ElementTree.fromstring(drawn).iter()]
        assert tags == ["svg", "title", "desc", "text"]


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", '"><image href="http://x/"/>', "]]>", "&#0;", "\x1b[2J\ufffe", "a\u202eb"]
)
def test_hostile_names_are_drawn_as_they_are_or_made_harmless(name: str) -> None:
    drawn = svg.in_page(picture(Words(1, 2, name)))
    found = "".join(ElementTree.fromstring(drawn).itertext())
    assert found.endswith(re.sub("[\x1b\ufffe\u202e]", "\ufffd", name) + "\n")
    assert not re.search(r"<(script|image|style|a|foreignObject)\b| style=| on\w+=|(?<!x)href", drawn.split("<text")[0])


def test_a_picture_is_named_and_described_for_those_who_cannot_see_it() -> None:
    found = read(picture(name="levels-1", title="Levels", alt="Calls were out for 2h08m."))
    told = {each.get("id"): each.text for each in found if each.get("id")}
    assert found.get("role") == "img"
    assert [told[key] for key in (found.get("aria-labelledby") or "").split()] == [
        "Levels",
        "Calls were out for 2h08m.",
    ]


def test_two_pictures_of_a_page_share_no_id() -> None:
    box = Box(0, 0, 9, 9, "bad", "hatched")
    one, two = (svg.in_page(picture(box, name=name)) for name in ("levels-1", "levels-2"))
    ids = [set(re.findall(r'id="([^"]+)"', drawn)) for drawn in (one, two)]
    assert len(ids[0]) == len(ids[1]) == 3
    assert not ids[0] & ids[1]


def test_numbers_are_written_to_a_tenth_so_that_bytes_are_the_same_everywhere() -> None:
    drawn = svg.alone(picture(Box(0.1 + 0.2, -0.01, 100 / 3, 5.0, "first")))
    assert '<rect x="0.3" y="0" width="33.3" height="5"' in drawn
    assert drawn == svg.alone(picture(Box(0.3, 0.0, 33.333, 5, "first")))


def test_a_page_colours_by_classes_and_print_by_itself() -> None:
    shapes = (Line(((0, 0), (9, 9)), "first"), Dot(1, 1, "bad", "cross"), Words(1, 1, "x", halo=True))
    assert "#" not in svg.in_page(picture(*shapes))
    alone = svg.alone(picture(*shapes))
    assert "class=" not in alone
    assert "var(" not in alone


def test_a_page_has_a_rule_for_every_class_and_a_colour_for_every_role_in_both_themes() -> None:
    for role in get_args(Role):
        assert f".fill-{role}{{fill:var(--figure-{role})}}" in svg.style()
        assert f"--figure-{role}:#" in svg.properties(svg.LIGHT)
        assert f"--figure-{role}:#" in svg.properties(svg.DARK)


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    dark, light = sorted([luminance(one), luminance(two)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [svg.LIGHT, svg.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("role", get_args(Role))
def test_words_and_lines_stand_out_from_the_paper(theme: svg.Theme, role: Role) -> None:
    """Every role may colour words: 4.5:1; but bands, which are fills with an edge: 3:1. A grid only guides the eye."""
    least = {"band": 3.0, "grid": 1.3}.get(role, 4.5)
    assert contrast(theme[role], theme["paper"]) >= least


def form(box: Box) -> str:
    return re.sub(r"#[0-9a-f]{6}|(first|bad|band|limit|ink|quiet|good)", "", svg.alone(picture(box)))


def test_patterns_differ_without_their_colours() -> None:
    drawn = [form(Box(0, 0, 9, 9, "bad", pattern)) for pattern in ("solid", "hatched", "dotted", "open")]
    assert all(one != two for one, two in combinations(drawn, 2))
