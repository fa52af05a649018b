"""What a command does not need it does not import: help and check are quick because of it."""

import subprocess
import sys
from pathlib import Path

import pytest

from support.cli import surroundings

HEAVY = ("textual", "simpy", "numpy", "starlette", "jinja2", "sqlite3", "rich")
PRAIRIE = Path(__file__).parents[2] / "drills" / "plans" / "prairie.plan.yaml"


def imported(folder: Path, *words: str) -> set[str]:
    """The top-level packages, and drillsim's rooms, that a command imports."""
    code = (
        "import sys\n"
        "from drillsim.cli import main\n"
        f"sys.argv = ['drillsim', *{list(words)!r}]\n"
        "main()\n"
        "names = {'.'.join(name.split('.')[:2 if name.startswith('drillsim') else 1]) for name in sys.modules}\n"
        "print(*sorted(names), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=surroundings(folder),
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("words", [("--help",), ("check", str(PRAIRIE)), ("check", "tornado"), ("schema", "plan")])
def test_nothing_heavy_is_imported(words: tuple[str, ...], tmp_path: Path) -> None:
    assert not imported(tmp_path, *words) & {*HEAVY, "drillsim.engine", "drillsim.session", "drillsim.tui"}


def test_help_needs_not_even_the_models(tmp_path: Path) -> None:
    assert not imported(tmp_path, "--help") & {"click", "pydantic", "yaml", "drillsim.model", "drillsim.loading"}


def test_the_help_of_a_command_needs_none_of_what_it_runs_with(tmp_path: Path) -> None:
    for name in ("run", "check", "report", "rehearse", "list", "new"):
        assert not imported(tmp_path, name, "--help") & {*HEAVY, "pydantic", "yaml", "drillsim.model"}, name


def test_an_unattended_play_without_contacts_draws_nothing_and_needs_no_numpy(tmp_path: Path) -> None:
    heavy = {"numpy", "numba", "textual", "sqlite3"}
    assert not imported(tmp_path, "run", "bomb_threat", "--unattended", "-q") & heavy


def test_the_report_in_markdown_needs_no_templates(tmp_path: Path) -> None:
    assert not imported(tmp_path, "run", "bomb_threat", "--unattended") & {"jinja2", "markupsafe", "typst"}


def test_customers_need_numpy_and_no_numba(tmp_path: Path) -> None:
    assert imported(tmp_path, "run", "tornado", "--unattended", "-q") & {"numpy", "numba"} == {"numpy"}


def test_numba_is_loaded_where_it_is_asked_for(tmp_path: Path) -> None:
    pytest.importorskip("numba", reason="needs numba: pip install drillsim[fast]")
    assert "numba" in imported(tmp_path, "run", "vendor_outage", "--unattended", "-q", "--engine", "fast")
