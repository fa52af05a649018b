"""Completion in shells: scripts for three of them, and what they are told."""

import shutil
import subprocess
from pathlib import Path

import pytest

from support.cli import drillsim


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_there_is_a_script_for_each_shell(shell: str, tmp_path: Path) -> None:
    ended = drillsim("completion", shell, folder=tmp_path)
    assert (ended.code, ended.err) == (0, "")
    assert f"_DRILLSIM_COMPLETE={shell}_complete" in ended.out
    if shutil.which(shell):
        assert subprocess.run([shell, "-n"], input=ended.out, text=True, check=False).returncode == 0


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (
            "drillsim ",
            {
                *("check", "run", "resume", "screen", "replay", "report", "what-if", "list", "new"),
                *("actions", "history", "compare", "purge"),
                *("rehearse", "record", "formula", "schema", "keys", "locate", "completion", "more"),
            },
        ),
        ("drillsim re", {"resume", "replay", "report", "rehearse", "record"}),
        ("drillsim record ", {"export", "verify"}),
        ("drillsim run tor", {"tornado"}),
        ("drillsim run tornado --role in", {"incident_lead"}),
        ("drillsim run tornado --st", {"--stand-ins"}),
        ("drillsim new p", {"plan"}),
        ("drillsim run nothing.drill.yaml --role ", set()),
    ],
)
def test_words_that_fit_are_offered(typed: str, offered: set[str], tmp_path: Path) -> None:
    words = typed.split(" ")
    env = {"_DRILLSIM_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": str(len(words) - 1)}
    ended = drillsim(folder=tmp_path, env=env)
    assert ended.err == ""
    assert {line.partition(",")[2] for line in ended.out.splitlines() if line} == offered
