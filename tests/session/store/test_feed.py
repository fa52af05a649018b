"""A record read on as it grows."""

from pathlib import Path

import pytest

from drillsim.errors import RecordError
from drillsim.record.entries import Stamp
from drillsim.session.store.feed import Feed
from drillsim.session.store.lock import lock_path
from support.record_samples import batch, new_record, written


def test_each_call_gives_what_is_new(tmp_path: Path) -> None:
    path = tmp_path / "r.drillrecord"
    with new_record(path, 3) as writer:
        feed = Feed(path)
        assert [entry.seq for entry in feed.new()] == [1, 2, 3]
        assert feed.new() == []
        writer.append(batch(3))
        assert [entry.seq for entry in feed.new()] == [4, 5]
        assert feed.clock() is None
        writer.keep_clock(Stamp(7_000, 5, 6))
        assert feed.clock() == Stamp(7_000, 5, 6)
        feed.close()


def test_it_knows_whether_somebody_writes(tmp_path: Path) -> None:
    path = tmp_path / "r.drillrecord"
    with new_record(path, 1):
        feed = Feed(path)
        told = [feed.is_written]
    assert [*told, feed.is_written] == [True, False]
    feed.close()


@pytest.mark.parametrize("left", ["", "words", "0", "-5", "4194305", "99999999999999999999"])
def test_what_a_killed_writer_left_is_no_writer(left: str, tmp_path: Path) -> None:
    path = written(tmp_path / "r.drillrecord")
    lock_path(path).write_text(left, encoding="ascii")
    feed = Feed(path)
    assert not feed.is_written
    feed.close()


def test_what_is_no_record_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.drillrecord"
    path.write_text("words")
    with pytest.raises(RecordError, match="expected a drill record"):
        Feed(path)
