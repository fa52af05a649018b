"""What was acknowledged survives a killed writer, and the harness that says so has teeth (R1)."""

from pathlib import Path

from support.record_kills import kill_after


def test_what_was_acknowledged_is_on_the_record_of_a_killed_writer(tmp_path: Path) -> None:
    for kill in range(10):
        killed = kill_after(tmp_path / f"{kill}.drillrecord", 7 * kill, wait=0.001 * kill)
        assert killed.lost == []
        assert killed.recorded == list(range(1, len(killed.recorded) + 1))
        assert len(killed.recorded) % 2 == 0  # a command never without what it caused
        assert killed.problems == []


def test_a_writer_killed_at_its_start_leaves_a_whole_record_or_none(tmp_path: Path) -> None:
    for kill in range(5):
        killed = kill_after(tmp_path / f"{kill}.drillrecord", 0, wait=0.08 + 0.02 * kill)
        assert (killed.lost, killed.problems) == ([], [])


def test_the_harness_catches_a_writer_that_acknowledges_too_soon(tmp_path: Path) -> None:
    kills = (kill_after(tmp_path / f"{kill}.drillrecord", 5, fault="early_ack") for kill in range(20))
    assert any(killed.lost for killed in kills)
