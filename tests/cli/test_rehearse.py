"""`drillsim rehearse`: the same seed, the same answer."""

from pathlib import Path

from support.cli import drillsim


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    words = ("rehearse", "server_loss", "--runs", "15", "--json")
    first, second = (drillsim(*words, folder=tmp_path) for _ in range(2))
    assert first.code == 0
    assert first.out == second.out
    assert drillsim(*words, "--seed", "2", folder=tmp_path).out != first.out


def test_the_object_is_as_documented(tmp_path: Path) -> None:
    found = drillsim("rehearse", "pandemic", "--runs", "3", "--json", folder=tmp_path).json
    assert list(found) == ["drill", "plan", "scenario", "engine", "seed", "runs", "functions", "targets"]
    assert list(found["functions"]["care_line"]) == [
        *("met", "missed", "chance", "low", "high"),
        *("undecided", "never_out"),
    ]
    assert list(found["targets"][0]) == [
        *("task", "share", "limit"),
        *("met", "missed", "chance", "low", "high"),
        "not_started",
    ]


def test_people_read_sentences(tmp_path: Path) -> None:
    ended = drillsim("rehearse", "server_loss", "--runs", "10", folder=tmp_path)
    assert ended.out.startswith("Server room walk-through, unattended: 10 runs, played by the plan (simulated).\n")
    assert "inbound_calls: RTO of 2h met in " in ended.out


def test_no_runs_are_a_wrong_call(tmp_path: Path) -> None:
    assert drillsim("rehearse", "tornado", "--runs", "0", folder=tmp_path).code == 2
    assert drillsim("rehearse", "tornado", folder=tmp_path).code == 2
