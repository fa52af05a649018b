"""`drillsim replay`: the digest of an outcome, and what is said where no screen can be opened."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from drillsim.session.store.file import RecordWriter
from support.cli import drillsim, recorded
from support.drills import header, play
from support.released import DIGESTS, RECORDS, make

RELEASED = [
    (folder.name, name, digest)
    for folder in sorted(RECORDS.iterdir())
    for name, digest in json.loads((folder / DIGESTS).read_text("utf-8")).items()
]


@pytest.mark.parametrize(("version", "name", "digest"), RELEASED)
def test_a_record_of_any_version_gives_the_same_outcome_for_ever(version: str, name: str, digest: str) -> None:
    """reliability.md, R8: also what is made of its texts and commands once more."""
    path = RECORDS / version / f"{name}.drillrecord"
    ended = drillsim("replay", path, "--digest", folder=path.parent)
    assert (ended.code, ended.out) == (0, f"{digest}\n")
    assert drillsim("record", "verify", path, folder=path.parent).code == 0


def test_the_digest_tells_one_outcome_from_another(tmp_path: Path) -> None:
    make(tmp_path / "again")
    digests = json.loads((tmp_path / "again" / DIGESTS).read_text("utf-8"))
    assert len(set(digests.values())) == len(digests)


def test_the_digest_is_that_of_the_outcome_that_run_prints(tmp_path: Path) -> None:
    path = recorded(tmp_path, "server_loss")
    printed = drillsim("run", "server_loss", "--unattended", "--json", folder=tmp_path).json
    again = tmp_path / "again"
    again.mkdir()
    assert drillsim("report", path, "--json", folder=again).json == printed
    records = (path, recorded(again, "server_loss"))
    first, second = (drillsim("replay", each, "--digest", folder=tmp_path).out for each in records)
    text = json.dumps(printed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert first == second == f"{hashlib.sha256(text.encode()).hexdigest()}\n"


def test_an_outcome_of_a_later_version_is_refused_in_one_line(tmp_path: Path) -> None:
    played = play("bomb_threat")
    later = replace(header("bomb_threat"), outcome=2)
    with RecordWriter.create(tmp_path / "later.drillrecord", later, min_free_mb=0) as writer:
        writer.append(played.entries)
    ended = drillsim("replay", "later.drillrecord", "--digest", folder=tmp_path)
    assert ended.code == 3
    assert "expected outcome version 1, found version 2" in ended.err


@pytest.mark.parametrize("content", [b"", b"not a record", b"SQLite format 3\0" + bytes(100)])
def test_what_is_no_record_is_3_in_one_line(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.drillrecord"
    path.write_bytes(content)
    ended = drillsim("replay", path, "--digest", folder=tmp_path)
    assert (ended.code, ended.out, ended.err.count("\n")) == (3, "", 1), ended.err


def test_without_a_terminal_the_way_out_is_told(tmp_path: Path) -> None:
    ended = drillsim("replay", recorded(tmp_path), folder=tmp_path)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert "a replay needs a terminal" in ended.err
    assert "--digest" in ended.err


def test_a_record_with_no_name_is_3(tmp_path: Path) -> None:
    assert drillsim("replay", "", folder=tmp_path).code == 3
