"""Where records lie, and what was played last."""

import datetime
from pathlib import Path

import pytest

from drillsim.errors import RecordError
from drillsim.session.store.file import RecordWriter
from drillsim.session.store.places import new_record_path, recent_records, records_folder
from support.record_samples import header, written

STARTED = datetime.datetime(2026, 3, 14, 9, 5, 7, tzinfo=datetime.UTC)


def test_a_new_record_is_named_after_its_drill_and_start(tmp_path: Path) -> None:
    path = new_record_path("tornado", STARTED, tmp_path)
    assert path == tmp_path / "records" / "tornado-20260314-090507.drillrecord"
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_two_of_the_same_second_have_two_names(tmp_path: Path) -> None:
    for number in ("", "-2", "-3"):
        path = written(new_record_path("tornado", STARTED, tmp_path), 0)
        assert path.name == f"tornado-20260314-090507{number}.drillrecord"


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("Sturm über Köln", "Sturm-über-Köln"),
        ("", "drill"),
        ("x" * 300, "x" * 80),
    ],
)
def test_any_name_makes_a_plain_file_name(tmp_path: Path, name: str, word: str) -> None:
    path = new_record_path(name, STARTED, tmp_path)
    assert path.name == f"{word}-20260314-090507.drillrecord"
    assert path.parent == tmp_path / "records"


def test_without_a_folder_records_lie_with_the_users_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert records_folder().is_relative_to(tmp_path)
    assert records_folder().parts[-2:] == ("drillsim", "records")


def test_what_was_played_last_comes_first_and_no_record_is_counted(tmp_path: Path) -> None:
    for day, name in enumerate(("pandemic", "tornado", "server_loss")):
        started = STARTED + datetime.timedelta(days=day)
        head = header(f"{name}.drill.yaml", started_wall_ns=int(started.timestamp()) * 10**9)
        RecordWriter.create(tmp_path / f"{name}.drillrecord", head, min_free_mb=0).close()
    written(tmp_path / "unattended.drillrecord")
    (tmp_path / "broken.drillrecord").write_text("no record")
    (tmp_path / "notes.txt").write_text("no record either")
    recent = recent_records(tmp_path)
    assert recent.unreadable == 1
    assert [each.drill.path for each in recent.played[:3]] == [
        "server_loss.drill.yaml",
        "tornado.drill.yaml",
        "pandemic.drill.yaml",
    ]
    assert [each.started for each in recent.played] == [
        *(STARTED + datetime.timedelta(days=day) for day in (2, 1, 0)),
        None,
    ]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    recent = recent_records(tmp_path / "records")
    assert (recent.played, recent.unreadable) == ((), 0)


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(RecordError, match="expected a folder of records, found: Not a directory"):
        recent_records(tmp_path / "file")
