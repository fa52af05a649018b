"""The checks of section 7 about hours, barred and weak things, homes, kits, and what the facilitator did."""

import re
from pathlib import Path

import pytest

from support.acceptance import Json, checked, write

PLAN = """
sites:
  north: {area: hills}
  south: {area: coast}
  home: {kind: remote, needs: [vpn], kit: {own: 10, kept_at: {south: 5}}}
systems:
  vpn: {}
functions:
  calls: {priority: 1, rto: 1h, mtpd: 6h, mbco: 50%, normal_staff: 10, routed_to: [north, home]}
teams:
  callers: {count: 10, at: north, works: calls, lives: {coast: 25%}}
people: {ann: {}, bob: {}}
roles:
  lead: {holder: ann, alternates: [bob], may: [declare]}
tasks:
  first: {do: First, by: lead, takes: 15m}
  go: {do: Go home, by: lead, takes: 15m, effect: {move: [{team: callers, to: home}]}}
playbooks:
  fire: {if: north closed, do: [go]}
staffing:
  - name: Day
    when: ["Monday to Friday 08:00 to 18:00"]
    on_shift: {callers: 8}
    normal_staff: {calls: 8}
    closed: [south]
    rto: {calls: 2h}
    on_call: {lead: bob}
"""
MSEL = """
- {id: start, at: T+00:10, tell: [lead], says: Hello, expect: [{action: Stays calm, id: calm}]}
- {id: trouble, at: T+00:20, happens: {weaken: {vpn: 40%}, no_new: [vpn], bar: [north], clear: [south]}}
"""
CONDUCT = """
- {at: T+00:05, defers: start, to: T+00:12}
- {at: T+00:15, skips: trouble}
- {at: T+00:16, releases: start}
- {at: T+00:17, places: {lead: stand_in}}
"""
RESPONSES = "- {at: T+00:30, by: evaluator, seen: calm}"
DRILL = "on_shift: {callers: 9}"


def problems(tmp_path: Path, old: str = "", new: str = "") -> list[tuple[str, str, str | None, str]]:
    """The errors once `old` says `new`: code, the file's kind, the hint, and the text at their place."""
    texts: Json = {"plan": PLAN, "msel": MSEL, "conduct": CONDUCT, "responses": RESPONSES, "drill": DRILL}
    if old:
        assert sum(text.count(old) for text in texts.values()) == 1
    path = write(tmp_path, **{key: text.replace(old, new) if old else text for key, text in texts.items()})
    found = []
    for problem in checked(path).problems:
        if problem.severity == "error":
            file = Path(problem.position.file).name
            line = (tmp_path / file).read_text(encoding="utf-8").splitlines()[problem.position.line - 1]
            found.append((problem.code, file.split(".")[1], problem.hint, line[problem.position.column - 1 :]))
    return found


def test_the_files_themselves_are_sound(tmp_path: Path) -> None:
    assert problems(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "file", "hint"),
    [
        ("on_shift: {callers: 8}", "on_shift: {calers: 8}", "plan", "callers"),
        ("normal_staff: {calls: 8}", "normal_staff: {cals: 8}", "plan", "calls"),
        ("closed: [south]", "closed: [soth]", "plan", "south"),
        ("rto: {calls: 2h}", "rto: {call: 2h}", "plan", "calls"),
        ("on_call: {lead: bob}", "on_call: {leed: bob}", "plan", "lead"),
        ("on_call: {lead: bob}", "on_call: {lead: bobb}", "plan", "bob"),
        ("kept_at: {south: 5}", "kept_at: {souht: 5}", "plan", "south"),
        ("lives: {coast: 25%}", "lives: {cost: 25%}", "plan", "coast"),
        ("weaken: {vpn: 40%}", "weaken: {vpnn: 40%}", "scenario", "vpn"),
        ("no_new: [vpn]", "no_new: [vpm]", "scenario", "vpn"),
        ("bar: [north]", "bar: [norht]", "scenario", "north"),
        ("clear: [south]", "clear: [sout]", "scenario", "south"),
        ("weaken: {vpn: 40%}", "weaken: {norht: 40%}", "scenario", None),  # systems only
        ("bar: [north]", "bar: [hills]", "scenario", None),  # sites only, no areas
        ("seen: calm", "seen: clam", "drill", "calm"),
        ("defers: start", "defers: strat", "drill", "start"),
        ("skips: trouble", "skips: truoble", "drill", "trouble"),
        ("releases: start", "releases: stat", "drill", "start"),
        ("places: {lead: stand_in}", "places: {led: stand_in}", "drill", "lead"),
        ("on_shift: {callers: 9}", "on_shift: {caller: 9}", "drill", "callers"),
    ],
)
def test_an_unknown_name_is_refused_with_the_right_one(
    tmp_path: Path, old: str, new: str, file: str, hint: str | None
) -> None:
    (found,) = problems(tmp_path, old, new)
    assert found[:3] == ("unknown_name", file, hint)
    known = re.findall(r"[a-z_]+", old)
    (misspelt,) = [word for word in re.findall(r"[a-z_]+", new) if word not in known]
    assert found[3].startswith(misspelt)  # the place is the name itself


@pytest.mark.parametrize(
    ("old", "new", "file", "at"),
    [
        ('when: ["Monday to Friday 08:00 to 18:00"]', 'when: ["Mon-Fri 8-18"]', "plan", '"Mon-Fri'),
        ('when: ["Monday to Friday 08:00 to 18:00"]', 'when: ["Monday 8:00 to 18:00"]', "plan", '"Monday 8:00'),
        ('when: ["Monday to Friday 08:00 to 18:00"]', 'when: ["Monday 08:00 to 24:30"]', "plan", '"Monday 08:00'),
        ('when: ["Monday to Friday 08:00 to 18:00"]', 'when: ["Funday 08:00 to 18:00"]', "plan", '"Funday'),
        ("on_shift: {callers: 8}", "on_shift: {callers: 80%}", "plan", "80%"),
        ("on_shift: {callers: 8}", "on_shift: {callers: -1}", "plan", "-1"),
        ("on_shift: {callers: 8}", "on_shift: {callers: 8.5}", "plan", "8.5"),
        ("normal_staff: {calls: 8}", "normal_staff: {calls: all}", "plan", "all"),
        ("rto: {calls: 2h}", "rto: {calls: 120}", "plan", "120"),
        ("lives: {coast: 25%}", "lives: {coast: 0.25}", "plan", "0.25"),
        ("lives: {coast: 25%}", "lives: {coast: 125%}", "plan", "125%"),
        ("kept_at: {south: 5}", "kept_at: {south: 5%}", "plan", "5%"),
        ("weaken: {vpn: 40%}", "weaken: {vpn: 0.4}", "scenario", "0.4"),
        ("weaken: {vpn: 40%}", "weaken: {vpn: 140%}", "scenario", "140%"),
        ("weaken: {vpn: 40%}", "weaken: {vpn: 4}", "scenario", "4"),
        ("to: T+00:12", "to: 12:30", "drill", "12:30"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_at_its_place(
    tmp_path: Path, old: str, new: str, file: str, at: str
) -> None:
    (found,) = problems(tmp_path, old, new)
    assert found[0] == ("yaml" if at == "12:30" else "value")
    assert found[1] == file
    assert found[3].startswith(at)


def test_nobody_lives_in_more_than_all_places(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "lives: {coast: 25%}", "lives: {coast: 60%, hills: 50%}")
    assert found[:2] == ("value", "plan")


def test_the_rto_of_a_line_is_within_the_mtpd(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "rto: {calls: 2h}", "rto: {calls: 7h}")
    assert found[:2] == ("rto_over_mtpd", "plan")
    assert found[3].startswith("7h")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("    closed: [south]\n", "    shut: [south]\n", "key"),
        ("  - name: Day\n    when:", "  - when:", "missing"),
        ('    when: ["Monday to Friday 08:00 to 18:00"]\n', "", "missing"),
        ("no_new: [vpn]", "no_news: [vpn]", "key"),
        ("skips: trouble}", "skips: trouble, releases: trouble}", "value"),
        ("{at: T+00:15, skips: trouble}", "{skips: trouble}", "missing"),
    ],
)
def test_a_shape_that_is_refused(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert code in [found[0] for found in problems(tmp_path, old, new)]


# --- warnings --------------------------------------------------------------------------------------------------------


def warned(path: Path, code: str) -> list[str]:
    return [problem.message for problem in checked(path).problems if problem.code == code]


BARE = PLAN[: PLAN.index("staffing:")]


@pytest.mark.parametrize(
    ("begin", "warns"),
    [
        ("Tuesday 21:59", False),
        ("Tuesday 22:00", True),
        ("Wednesday 00:00", True),
        ("Wednesday 05:59", True),
        ("Wednesday 06:00", False),
        ("Friday 21:59", False),
        ("Saturday 00:00", True),
        ("Saturday 12:00", True),
        ("Sunday 21:00", True),
        ("Monday 05:59", True),
        ("Monday 06:00", False),
    ],
)
def test_a_weekend_or_night_without_staffing(tmp_path: Path, begin: str, warns: bool) -> None:  # noqa: FBT001
    scenario = f"begins: {begin}"
    found = checked(write(tmp_path / "without", plan=BARE, scenario=scenario)).problems
    rows = [(problem.severity, problem.position.file) for problem in found if problem.code == "no_staffing"]
    assert [severity for severity, _ in rows] == (["warning"] if warns else [])
    always = PLAN.replace("Monday to Friday 08:00 to 18:00", "Monday to Sunday 00:00 to 00:00")
    assert warned(write(tmp_path / "with", plan=always, scenario=scenario), "no_staffing") == []


def test_a_begin_that_no_line_of_the_staffing_fits(tmp_path: Path) -> None:
    assert warned(write(tmp_path / "in", plan=PLAN, scenario="begins: Friday 17:59"), "no_staffing") == []
    (said,) = warned(write(tmp_path / "out", plan=PLAN, scenario="begins: Friday 18:00"), "no_staffing")
    assert "Friday 18:00" in said


def test_kits_that_fall_with_the_site_they_replace(tmp_path: Path) -> None:
    sound = warned(write(tmp_path / "south", plan=BARE), "kit_shares_fate")
    assert sound == []  # kept in the south, and the north is what homes replace
    plan = BARE.replace("kept_at: {south: 5}", "kept_at: {north: 5}")
    (said,) = warned(write(tmp_path / "north", plan=plan), "kit_shares_fate")
    assert said == "kits kept at north, which home replaces, fall with hills or north"
    beside = BARE.replace("  home: {kind", "  store: {area: hills}\n  home: {kind").replace("{south: 5}", "{store: 5}")
    (said,) = warned(write(tmp_path / "beside", plan=beside), "kit_shares_fate")
    assert said == "kits kept at store and north, which home replaces, fall with hills"


def test_homes_that_fall_with_the_site_they_replace(tmp_path: Path) -> None:
    plan = BARE.replace("lives: {coast: 25%}", "lives: {hills: 25%}")
    (said,) = warned(write(tmp_path, plan=plan), "kit_shares_fate")
    assert "hills" in said


def test_all_that_is_wrong_with_the_staffing_comes_at_once(tmp_path: Path) -> None:
    plan = (
        PLAN.replace("on_shift: {callers: 8}", "on_shift: {calers: 8}")
        .replace("closed: [south]", "closed: [soth]")
        .replace("on_call: {lead: bob}", "on_call: {lead: bobb}")
        .replace("rto: {calls: 2h}", "rto: {calls: 120}")
    )
    found = [
        problem for problem in checked(write(tmp_path, plan=plan, msel=MSEL)).problems if problem.severity == "error"
    ]
    assert sorted((problem.code, problem.hint) for problem in found if problem.code == "unknown_name") == [
        ("unknown_name", "bob"),
        ("unknown_name", "callers"),
        ("unknown_name", "south"),
    ]
    assert [problem.code for problem in found if problem.code != "unknown_name"] == ["value"]
