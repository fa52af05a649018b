"""Whose names a report and an export hold: roles by default, names where they are asked for, pseudonyms."""

import io
import json
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from support.canary_names import MARK, People, names_in
from support.cli import Ended, drillsim

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes of files are of POSIX")


@pytest.fixture(scope="module")
def people() -> People:
    return People()


@pytest.fixture(scope="module")
def record(people: People, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return people.record(tmp_path_factory.mktemp("played"))


def ran(folder: Path, *words: str) -> Ended:
    ended = drillsim(*words, folder=folder)
    assert ended.code == 0, ended.err
    return ended


def written(folder: Path) -> Iterator[bytes]:
    """All that was written into a folder; a PDF as what a reader gets of it."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".pdf":
            reader = PdfReader(io.BytesIO(path.read_bytes()))
            pages = " ".join("".join(page.extract_text().split()) for page in reader.pages)
            yield f"{pages} {reader.metadata} {reader.xmp_metadata}".encode()
        elif path.is_file():
            yield path.read_bytes()


FORMATS = {
    "markdown": ("-o", "r.md"),
    "html": ("-o", "r.html"),
    "pdf": ("-o", "r.pdf"),
    "csv": ("--format", "csv", "-o", "tables"),
    "flash": ("--flash", "-o", "r.md"),
    "flash as a page": ("--flash", "-o", "r.html"),
}


@pytest.mark.parametrize("words", FORMATS.values(), ids=FORMATS)
def test_no_name_of_anybody_is_in_any_byte_of_a_report(record: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    if "r.pdf" in words:
        pytest.importorskip("typst")
    ran(tmp_path, "report", str(record), *words)
    assert [names_in(content) for content in written(tmp_path) if names_in(content)] == []
    assert any(written(tmp_path))


def test_with_names_everybody_who_has_a_place_in_it_is_named(record: Path, people: People, tmp_path: Path) -> None:
    said = ran(tmp_path, "report", str(record), "--names").out
    of_another_play = {"old_owner", "old_contact", "drill_player", "controller", "improvised_controller", "agent"}
    missing = [place for place, name in people.names.items() if name not in said and place not in of_another_play]
    assert missing == []


def test_the_outcome_holds_what_people_typed_as_it_is(record: Path, tmp_path: Path) -> None:
    """It is for programs, and shows people by their ids; an anonymised drill, played again, gives one without."""
    ran(tmp_path, "record", "export", str(record), "--anonymise", "-o", "away/x.drill.yaml")
    said = ran(tmp_path, "run", "away/x.drill.yaml", "--json").out
    assert MARK in ran(tmp_path, "report", str(record), "--json").out.casefold()
    assert names_in(said.encode()) == ""


def test_no_name_of_anybody_is_in_any_byte_of_an_anonymised_export(record: Path, tmp_path: Path) -> None:
    ran(tmp_path, "record", "export", str(record), "--anonymise", "-o", "away/x.drill.yaml")
    lines = ran(tmp_path, "record", "export", str(record), "--anonymise", "--json").out
    drill = ran(tmp_path, "record", "export", str(record), "--anonymise").out
    contents = [*written(tmp_path), lines.encode(), drill.encode()]
    assert len(contents) == 5
    assert [names_in(content) for content in contents if names_in(content)] == []
    assert b"eve_on_call" not in b"".join(contents)


def test_somebody_is_the_same_in_every_file_of_an_export(record: Path, tmp_path: Path) -> None:
    """The agent in the lines and the drill, the holder in the plan and in what happened."""
    ran(tmp_path, "record", "export", str(record), "--anonymise", "-o", "away/x.drill.yaml")
    rows = ran(tmp_path, "record", "export", str(record), "--anonymise", "--json").out.splitlines()
    entries = [json.loads(row) for row in rows]
    plan = (tmp_path / "away/x-files/p.plan.yaml").read_text()
    drill = (tmp_path / "away/x.drill.yaml").read_text()
    agents = {entry["body"]["name"] for entry in entries if entry["kind"] == "check_in"} - {None}
    holders = {entry["body"]["person"] for entry in entries if entry["kind"] == "role_held"} - {None}
    assert len(agents) == 1
    assert all(f"name: {agent}" in drill for agent in agents)
    assert holders
    assert all(f"\n  {holder}:" in plan for holder in holders)


def test_an_anonymised_drill_checks_and_plays_to_the_same_outcome(record: Path, tmp_path: Path) -> None:
    ran(tmp_path, "record", "export", str(record), "-o", "as_it_was/x.drill.yaml")
    ran(tmp_path, "record", "export", str(record), "--anonymise", "-o", "away/x.drill.yaml")
    ran(tmp_path, "check", "away/x.drill.yaml")
    there = ran(tmp_path, "run", "as_it_was/x.drill.yaml", "--json").json
    here = ran(tmp_path, "run", "away/x.drill.yaml", "--json").json
    for part in ("functions", "targets", "silence", "mode", "expectations", "check_ins", "deliveries", "lasts"):
        assert here[part] == there[part], part
    assert _turns(here) == _turns(there)


def _turns(outcome: dict[str, Any]) -> dict[str, list[Any]]:
    """When each role changed hands, whoever held it."""
    return {role: [when for _, *when in row["held"]] for role, row in outcome["roles"].items()}


def test_whatever_is_written_is_for_nobody_else_whatever_the_umask_is(record: Path, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        ran(tmp_path, "report", str(record), "-o", "r.md")
        ran(tmp_path, "report", str(record), "-o", "r.html")
        ran(tmp_path, "report", str(record), "--json", "-o", "r.json")
        ran(tmp_path, "report", str(record), "--format", "csv", "-o", "a/b/tables")
        ran(tmp_path, "record", "export", str(record), "-o", "c/d/x.drill.yaml")
        ran(tmp_path, "record", "export", str(record), "--anonymise", "-o", "e/x.drill.yaml")
    finally:
        os.umask(before)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*")}
    made = {path: mode for path, mode in modes.items() if path.name not in ("data", "state")}
    assert {path.name: oct(mode) for path, mode in made.items() if mode != (0o700 if path.is_dir() else 0o600)} == {}
