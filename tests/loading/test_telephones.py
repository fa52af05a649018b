"""The private telephone list beside a plan: read for the reach test, refused by its place, never quoted."""

import datetime
import os
from pathlib import Path

import pytest

from drillsim.loading import bundled, check
from drillsim.loading.telephones import MOST_CELL, MOST_LINES, Telephones, telephones
from drillsim.model.telephones import Contact
from support.stage import PLAN

TODAY = datetime.date(2026, 3, 10)
HEADS = "person,vendor,mobile,second,email,prefers,escalation\n"
SECRET = "5550142"


def plan_text(contacts: str | None) -> str:
    """A small plan in which Ann leads, with this list."""
    import json

    return json.dumps({**PLAN, "version": "1", **({"contacts_file": contacts} if contacts is not None else {})})


def listed(folder: Path, raw: str | bytes | None, name: str = "own.contacts.csv") -> Telephones:
    """The list of a plan in a folder that holds it, or holds none."""
    plan = folder / "own.plan.yaml"
    plan.write_text(plan_text(name), encoding="utf-8")
    if raw is not None:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return telephones(check(plan, today=TODAY))


def said(found: Telephones) -> list[str]:
    return [str(problem) for problem in found.problems]


def test_people_are_found_by_the_names_that_screens_show(tmp_path: Path) -> None:
    """Given a list by id, by name and of a vendor, when it is read, then each is there as the plan calls them."""
    raw = HEADS + 'ann,,+1 918 555 0101,"+1 (918) 555-0151",a@x.example,text,bob\nBob,,555-0102\n,Brightline,555 0110\n'
    found = listed(tmp_path, raw)
    assert said(found) == []
    assert found.contacts["Ann"] == Contact("ann", "+1 918 555 0101", "+1 (918) 555-0151", "a@x.example", "text", "bob")
    assert found.contacts["Bob"].numbers == ("555-0102",)
    assert found.contacts["Brightline"].mobile == "555 0110"


@pytest.mark.parametrize(
    "raw",
    [
        "﻿person;mobile\r\nann;555 0101\r\n",
        "Mobile , Person\n555 0101 , ann\n\n  \n",
        'person,mobile\n"ann" , "555 0101"\n',
        "vendor,mobile\nann,555 0101\n",
    ],
)
def test_spreadsheets_write_it_in_several_ways(tmp_path: Path, raw: str) -> None:
    """Given a byte order mark, semicolons, CR LF, quotes, another order, then it says the same."""
    found = listed(tmp_path, raw)
    assert said(found) == []
    assert found.contacts["Ann"].mobile == "555 0101"


def test_the_shipped_list_is_whole_and_fictional() -> None:
    """Given the tornado drill, when its list is read, then all of the plan have a number, each 555-01xx."""
    loaded = check(str(bundled("tornado")), today=TODAY)
    assert loaded.plan is not None
    found = telephones(loaded)
    assert said(found) == []
    assert {person.name for person in loaded.plan.people.values()} <= set(found.contacts)
    assert all(" 555 01" in number for each in found.contacts.values() for number in each.numbers)


@pytest.mark.parametrize(
    ("raw", "place", "code", "words"),
    [
        ("", "1:1", "missing", "found an empty file"),
        ("name,mobile\n", "1:1", "value", "expected columns called person, vendor"),
        ("person,mobil\n", "1:8", "value", 'did you mean "mobile"?'),
        ("mobile,second\n", "1:1", "missing", "expected a column person or vendor, found neither"),
        ("person,mobile,mobile\n", "1:8", "value", "expected the column mobile once"),
        (f"person,mobile\nann,call {SECRET} at night\n", "2:5", "value", "expected a telephone number"),
        (f"person,mobile\n,{SECRET}\n", "2:1", "missing", "expected a person or a vendor"),
        (f"person,mobile\nann,555,{SECRET}\n", "2:9", "value", "expected 2 cells, found more"),
        (f'person,mobile\nann,"{SECRET}"9\n', "2:14", "value", "expected quotes round a whole cell"),
        (f'person,mobile\nann,"{SECRET}\n', "2:5", "value", "expected quotes round a whole cell"),
        (f"person,mobile\nann,{SECRET}\x1b]52;\n", "2:12", "value", "U+001B"),
        ("person,mobile\nann," + "5" * (MOST_CELL + 1), "2:5", "value", f"at most {MOST_CELL} characters"),
        ("person\n" + "x\n" * MOST_LINES, f"{MOST_LINES + 1}:1", "value", f"at most {MOST_LINES} lines"),
        (b"person,mobile\nj\xfcrg,555\n", "2:2", "value", "expected UTF-8 text, found the byte 0xfc"),
    ],
)
def test_what_is_wrong_is_told_by_its_place_and_never_quoted(
    tmp_path: Path, raw: str | bytes, place: str, code: str, words: str
) -> None:
    """Given a broken list, when it is checked, then one line names place and expectation; no number is in it."""
    problem = listed(tmp_path, raw).problems[0]
    assert str(problem).startswith(f"{tmp_path / 'own.contacts.csv'}:{place}: ")
    assert (problem.severity, problem.code) == ("error", code)
    assert words in str(problem)
    assert SECRET not in str(problem)


def test_one_bad_cell_costs_no_other(tmp_path: Path) -> None:
    """Given a cell that is no number, when the list is read, then the rest of it can be called."""
    found = listed(tmp_path, "person,mobile,second\nann,nobody knows,555 0102\nbob,555 0103\n")
    assert len(found.problems) == 1
    assert found.contacts["Ann"].numbers == ("555 0102",)
    assert found.contacts["Bob"].numbers == ("555 0103",)


def test_a_plan_travels_without_its_list(tmp_path: Path) -> None:
    """Given a plan whose list is not there, when it is checked, then that is a warning at the key."""
    found = listed(tmp_path, None)
    assert found.contacts == {}
    assert [(each.severity, each.code, each.where) for each in found.problems] == [
        ("warning", "missing", "contacts_file")
    ]
    assert "the reach test has no numbers" in said(found)[0]


@pytest.mark.parametrize(
    "name", ["/etc/passwd.csv", "~/own.csv", "..\\own.csv", "file:own.csv", "own.txt", ".csv", "http://x/own.csv"]
)
def test_only_a_file_beside_the_plan_is_read(tmp_path: Path, name: str) -> None:
    """Given a name that is no relative path to a CSV file, when it is checked, then it is refused unread."""
    plan = tmp_path / "own.plan.yaml"
    plan.write_text(plan_text(name), encoding="utf-8")
    found = telephones(check(plan, today=TODAY))
    assert [(each.severity, each.code) for each in found.problems] == [("error", "value")]


def test_a_list_outside_the_folder_of_the_exercise_is_refused(tmp_path: Path) -> None:
    """Given `..` or a link that leads out of the folder, when it is checked, then nothing of it is read."""
    folder = tmp_path / "exercise"
    folder.mkdir()
    (tmp_path / "other.csv").write_text(f"person,mobile\nann,{SECRET}\n", encoding="utf-8")
    (folder / "linked.csv").symlink_to(tmp_path / "other.csv")
    for name in ("../other.csv", "linked.csv"):
        found = listed(folder, None, name)
        assert found.contacts == {}
        assert "inside the exercise's folder" in said(found)[0]


def test_a_pipe_or_a_folder_is_no_list(tmp_path: Path) -> None:
    """Given a FIFO or a folder of that name, when it is checked, then it does not wait and says what it found."""
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "folder.csv").mkdir()
    assert "found something else" in said(listed(tmp_path, None, "pipe.csv"))[0]
    assert "found a folder" in said(listed(tmp_path, None, "folder.csv"))[0]


def test_a_plan_without_a_list_has_none(tmp_path: Path) -> None:
    plan = tmp_path / "own.plan.yaml"
    plan.write_text(plan_text(None), encoding="utf-8")
    assert telephones(check(plan, today=TODAY)) == Telephones({})
