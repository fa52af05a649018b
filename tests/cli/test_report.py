"""`drillsim report`: formats, files, what it says of a record that goes on, and how a report becomes final."""

import os
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from drillsim.cli.playing import numpy_of
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record import written as w
from drillsim.record.entries import Header, Stamp
from drillsim.session.amending import amend
from drillsim.session.session import Session
from drillsim.session.store import rows
from drillsim.session.store.chain import verify_chain
from drillsim.session.store.file import RecordWriter
from support.cli import Ended, drillsim, recorded
from support.drills import exercise, header

MORNING = 1_773_136_800 * 10**9  # 2026-03-10 10:00 UTC
LATER = MORNING + 86_400 * 10**9


def with_american_forms(head: Header) -> Header:
    """The same drill, whose file asks for HSEEP's forms."""
    drill, *others = head.texts
    text = f"{drill.text}\nabout: {{forms: us}}\n"
    return replace(head, texts=(replace(drill, text=text, digest=rows.digest(text)), *others))


def live(
    folder: Path, *after: w.Written, ends: bool = True, name: str = "x.drillrecord", american: bool = False
) -> Path:
    """The record of a live bomb threat: somebody searched and noted; `after` is written after EndEx."""
    path = folder / name
    drill = "bomb_threat"
    head = replace(header(drill, live=True), facilitated=True, numpy=numpy_of(exercise(drill)), started_wall_ns=MORNING)
    head = with_american_forms(head) if american else head
    with RecordWriter.create(path, head, min_free_mb=0) as writer:
        session = Session(exercise(drill), head, writer.append)
        commands: list[c.Command] = [r.Start(), c.Notes("facilitator", "it begins")]
        for number, command in enumerate(commands):
            session.take(command, client_id=f"c{number}", stamp=Stamp(0, 1, MORNING))
        session.advance(600)
        if ends:
            session.take(c.End(), client_id="end", stamp=Stamp(600_000, 2, MORNING))
            session.finish()
            for number, command in enumerate(after):
                session.take(command, client_id=f"a{number}", stamp=Stamp(600_000, 3, MORNING))
    return path


def rated() -> tuple[w.Written, ...]:
    """A rating by people for every objective."""
    return tuple(w.Rate("evaluator", name, "S", "as seen") for name in exercise("bomb_threat").objectives)


def report(record: Path, *words: str | Path) -> Ended:
    return drillsim("report", record, *words, folder=record.parent)


@pytest.mark.parametrize(("name", "begins"), [("r.html", b"<!DOCTYPE html>"), ("r.pdf", b"%PDF-"), ("r.md", b"# ")])
def test_the_name_of_a_file_says_its_format_and_nobody_else_may_read_it(
    tmp_path: Path, name: str, begins: bytes
) -> None:
    pytest.importorskip("typst")
    record = live(tmp_path)
    assert report(record, "-o", name).code == 0
    made = tmp_path / name
    assert made.read_bytes().startswith(begins)
    if sys.platform != "win32":
        assert stat.S_IMODE(made.stat().st_mode) == 0o600
    first = made.read_bytes()
    assert report(record, "-o", name).code == 0
    assert made.read_bytes() == first
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".drillsim")) == []


def test_tables_go_into_a_folder_of_their_own(tmp_path: Path) -> None:
    record = live(tmp_path)
    ended = report(record, "--format", "csv", "-o", "tables")
    assert ended.code == 0, ended.err
    assert {"Timeline.csv", "MSEL.csv", "Expectations.csv"} <= set(os.listdir(tmp_path / "tables"))


def test_json_is_the_object_that_run_prints(tmp_path: Path) -> None:
    record = recorded(tmp_path, "bomb_threat")
    played = drillsim("run", "bomb_threat", "--unattended", "--json", folder=tmp_path)
    assert report(record, "--format", "json").json == played.json
    assert report(record, "-o", "o.json").code == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("-o", "plan.yaml"), "expected a name that ends in .md, .markdown, .html, .htm, .pdf, .json"),
        (("--format", "html", "-o", "plan.yaml"), "expected a file name that ends in .html or .htm"),
        (("--format", "pdf"), "expected -o FILE.pdf"),
        (("--format", "csv"), "expected -o FOLDER"),
        (("-o", ""), "found an empty"),
        (("--format", "htlm"), "'htlm' is not one of"),
        (("--template", "x.typ"), "--template is for --format pdf"),
        (("--flash", "--json"), "--flash is a page for people"),
    ],
)
def test_a_wrong_call_is_one_line_and_writes_nothing(tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    record = live(tmp_path)
    (tmp_path / "plan.yaml").write_text("plan: mine\n", "utf-8")
    ended = report(record, *words)
    assert ended.code == 2
    assert says in ended.err
    assert len(ended.err.strip().splitlines()) == 1
    assert (tmp_path / "plan.yaml").read_text("utf-8") == "plan: mine\n"


def test_a_file_that_cannot_be_written_is_one_line_with_status_3(tmp_path: Path) -> None:
    record = live(tmp_path)
    (tmp_path / "x.html").mkdir()
    for target in ("x.html", "missing/x.html"):
        ended = report(record, "-o", target)
        assert ended.code == 3
        assert len(ended.err.strip().splitlines()) == 1, ended.err


def test_a_record_that_goes_on_is_reported_as_in_progress(tmp_path: Path) -> None:
    ended = report(live(tmp_path, ends=False))
    assert "**IN PROGRESS** (the exercise has not ended: figures stand as of the last entry)" in ended.out


def test_what_is_missing_keeps_a_report_from_being_final_and_is_listed(tmp_path: Path) -> None:
    """Given no rating and an action without an owner, when it is to be issued, then each is named and nothing is."""
    record = live(tmp_path, w.Act("facilitator", "slow", "Train the search teams"))
    before = verify_chain(record)
    ended = report(record, "--final")
    assert ended.code == 1
    assert "not final: action “Train the search teams” has no owner and no due date" in ended.err
    assert "not final: objective" in ended.err
    assert ended.out == ""
    assert verify_chain(record) == before


def test_a_run_without_people_is_never_final(tmp_path: Path) -> None:
    ended = report(recorded(tmp_path, "bomb_threat"), "--final")
    assert ended.code == 1
    assert "was played without people: nothing in it can be confirmed" in ended.err


def test_a_complete_report_is_issued_once_and_a_later_word_makes_it_a_draft_again(tmp_path: Path) -> None:
    action = w.Act("facilitator", "slow", "Train the search teams", None, "Training", "floor_lead", "2026-05-01")
    record = live(tmp_path, *rated(), action)
    first = report(record, "--final")
    assert first.code == 0, first.err
    assert (first.out, "issued as final" in first.err) == ("", True)
    assert "**FINAL** (issued " in report(record).out
    issued = verify_chain(record)
    assert report(record, "--final").code == 0
    assert verify_chain(record) == issued
    assert drillsim("record", "verify", record, folder=tmp_path).code == 0
    amend(record, [w.HotWash("evaluator", "area", "one thing more")], wall_ns=LATER)
    assert "**DRAFT**" in report(record).out


def test_where_forms_are_american_an_action_needs_a_capability_element(tmp_path: Path) -> None:
    """HSEEP's improvement plan has a column for it; other forms do without."""
    action = w.Act("facilitator", "slow", "Train", None, None, "floor_lead", "2026-05-01")
    assert report(live(tmp_path, *rated(), action), "--final").code == 0
    refused = report(live(tmp_path, *rated(), action, name="us.drillrecord", american=True), "--final")
    assert refused.code == 1
    assert "not final: action “Train” has no capability element" in refused.err


def test_the_flash_report_tells_what_bears_on_life_safety(tmp_path: Path) -> None:
    record = recorded(tmp_path)
    said = report(record, "--flash").out
    assert said.startswith("# Flash report: Spring tornado tabletop")
    assert (
        "“Everyone to the shelter” (`take_cover`), due T+00:05, was done T+00:10, 5m late (`playbook:tornado`)." in said
    )
    assert "Nobody checked in: how many of the 320 on shift at StartEx were safe is not on the record." in said
    assert len(said.splitlines()) < 40


def test_the_head_of_the_record_stands_in_the_report(tmp_path: Path) -> None:
    record = live(tmp_path, *rated())
    found = verify_chain(record)
    said = report(record).out
    assert found.head in said
    assert found.played in said
    assert found.head != found.played
