"""`drillsim history`, `compare` and `purge`: a programme of drills over the years."""

from pathlib import Path

import pytest

from support.cli import recorded
from support.programme import IN_TIME, LATE, Programme


@pytest.fixture
def programme(tmp_path: Path) -> Programme:
    return Programme(tmp_path)


@pytest.mark.row("S-117")
def test_a_folder_of_drills_gives_a_table_of_dates(programme: Programme) -> None:
    records = programme.folder / "data" / "drillsim" / "records"
    records.mkdir(parents=True)
    for name, day in (("first", "2025-03-01"), ("second", "2026-03-01")):
        programme.hold(name, day, IN_TIME).rename(records / f"{name}.drillrecord")
    (programme.folder / "data" / "drillsim" / "drillsim.db").unlink()
    told = programme.done("history")
    assert "  2025-03-01  tabletop  4h      First (written up)" in told.splitlines()
    assert any(line.split() == ["playbook", "storm", "2026-03-01", "2x"] for line in told.splitlines())
    found = programme.json("history")
    assert [each["day"] for each in found["exercises"]] == ["2025-03-01", "2026-03-01"]
    days = {(each["kind"], each["name"]): each["days"] for each in found["exercised"]}
    assert days["hazard", "storm"] == ["2025-03-01", "2026-03-01"]
    assert days["playbook", "fire"] == []
    assert found["never"]["playbook"] == ["fire"]


@pytest.mark.row("S-116")
def test_a_communications_only_drill_does_not_count_it_tasks(programme: Programme) -> None:
    """Also not where the plan lets a stand-in do them."""
    only_news = ("{at: T+00:10, by: news, sends: word}",)
    record = programme.folder / "news.drillrecord"
    programme.hold("news", "2026-03-01", *only_news)
    record.unlink()
    programme.done("run", "news.drill.yaml", "--unattended", "--stand-ins", "--record", record)
    exercise = programme.json("history")["exercises"][-1]
    assert exercise["exercised"]["message"] == ["word"]
    assert exercise["exercised"]["role"] == ["news"]
    assert exercise["exercised"]["task"] == []
    assert programme.json("history")["never"]["task"] == ["declare", "mend"]


def test_what_was_unplanned_or_played_by_itself_is_no_drill(programme: Programme) -> None:
    programme.hold("real", "2026-03-01", IN_TIME, origin="unplanned")
    programme.hold("alone", "2026-04-01", IN_TIME, kind="unattended")
    found = programme.json("history")
    assert found["exercises"] == []
    assert [each["title"] for each in found["unplanned"]] == ["Real"]
    assert [each["title"] for each in found["rehearsals"]] == ["Alone"]
    assert "storm" in found["never"]["playbook"]


def test_a_file_that_is_played_again_was_held_once(programme: Programme) -> None:
    programme.hold("spring", "2026-03-01", LATE).unlink()
    programme.hold("spring", "2026-03-01", LATE)
    assert len(programme.json("history")["exercises"]) == 1


def test_what_is_due_is_told_by_the_plan_as_it_is_now(programme: Programme) -> None:
    programme.hold("spring", "2026-03-01", IN_TIME)
    due = {each["what"]: each for each in programme.json("history")["due"]}
    assert due["test of spare_pbx"]["last"] == "2026-02-01"
    plan = programme.folder / "small.plan.yaml"
    plan.write_text(plan.read_text().replace("tested: 2026-02-01", "tested: 2026-03-05"))
    now = {each["what"]: each for each in programme.json("history", "small.plan.yaml")["due"]}
    assert (now["test of spare_pbx"]["last"], now["test of spare_pbx"]["due"]) == ("2026-03-05", "2026-06-03")
    assert now["exercise of hazard storm"]["due"] == "2027-03-01"
    assert now["exercise of playbook fire"]["due"] is None
    assert "never done" in programme.done("history", "--due")


def test_the_history_as_a_page(programme: Programme) -> None:
    programme.hold("spring", "2026-03-01", LATE)
    page = programme.folder / "drills.html"
    programme.done("history", "-o", page)
    text = page.read_text()
    assert "<svg" in text
    assert "Never exercised" in text
    assert "<script" not in text
    assert programme.run("history", "-o", "drills.yaml").code == 2


def test_no_drill_yet_is_one_clear_line(programme: Programme) -> None:
    ended = programme.run("history")
    assert (ended.code, ended.out) == (2, "")
    assert "no drill has been taken in yet" in ended.err


@pytest.mark.row("S-120")
def test_a_second_run_that_is_faster_shows_by_how_much(programme: Programme) -> None:
    first = programme.hold("first", "2026-03-01", "{at: T+00:40, by: lead, does: declare}")
    second = programme.hold("second", "2026-04-01", "{at: T+00:32, by: lead, does: declare}")
    told = programme.done("compare", first, second)
    assert "-8m better" in told
    found = {(each["kind"], each["name"]): each for each in programme.json("compare", first, second)["pairs"]}
    pair = found["expectation", "declare (inject:warning)"]
    assert (pair["first"], pair["second"], pair["difference"], pair["change"]) == (900, 420, -480, "better")
    worse = programme.json("compare", second, first)["pairs"]
    assert {each["change"] for each in worse if each["name"].startswith("declare")} == {"worse"}


def test_what_is_taken_in_says_of_which_plan_the_history_is(programme: Programme) -> None:
    programme.hold("spring", "2026-02-10")
    elsewhere = recorded(programme.folder, "bomb_threat")
    assert "found none named" in programme.run("history").err
    assert programme.json("history", "--take", elsewhere)["plan"].startswith("Lakeside")


def test_what_was_removed_is_told_also_where_the_database_cannot_be_read(programme: Programme) -> None:
    record = programme.hold("spring", "2026-02-10")
    database = programme.folder / "data" / "drillsim" / "drillsim.db"
    database.write_text("none")
    ended = programme.run("purge", record, "--yes")
    assert ended.code == 3
    assert ended.err.startswith(f"Removed {record}\n")
    assert "database" in ended.err
    assert not record.exists()


def test_a_purged_record_is_gone_with_its_row(programme: Programme) -> None:
    record = programme.hold("spring", "2026-03-01", LATE)
    programme.hold("autumn", "2026-09-01", LATE)
    asked = programme.run("purge", record)
    assert (asked.code, record.exists()) == (2, True)
    programme.done("purge", record, "--yes")
    assert not list(programme.folder.glob("spring.drillrecord*"))
    assert [each["title"] for each in programme.json("history")["exercises"]] == ["Autumn"]
    assert programme.run("purge", record, "--yes").code == 3
