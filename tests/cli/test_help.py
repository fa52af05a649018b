"""Help, version, wrong calls: what a stranger types first."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from drillsim import __version__
from drillsim.cli.commands import COMMANDS
from drillsim.cli.group import drillsim as group
from support.cli import drillsim

DOCS = Path(__file__).parents[2] / "docs" / "commands.md"


def commands(command: click.Command, path: str = "drillsim") -> Iterator[tuple[str, click.Command]]:
    """Every command with the words that call it."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from commands(inner, f"{path} {name}")


def test_help_begins_with_examples_and_names_the_handful(tmp_path: Path) -> None:
    ended = drillsim("--help", folder=tmp_path)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.index("Examples:") < ended.out.index("Commands:")
    listed = re.findall(r"^  (\w+)  +\S", ended.out.split("Commands:")[1], re.MULTILINE)
    assert listed == [
        "check",
        "run",
        "resume",
        "screen",
        "replay",
        "report",
        "actions",
        "history",
        "list",
        "new",
        "more",
    ]


def test_help_is_the_same_on_every_way_to_it(tmp_path: Path) -> None:
    assert drillsim("--help", folder=tmp_path).out == drillsim("-h", folder=tmp_path).out
    context = click.Context(group)
    assert drillsim("--help", folder=tmp_path).out == group.get_help(context) + "\n"


def test_more_tells_the_rest(tmp_path: Path) -> None:
    told = drillsim("--help", folder=tmp_path).out + drillsim("more", folder=tmp_path).out
    assert all(f"  {name} " in told for name in COMMANDS)


@pytest.mark.parametrize("path", [path for path, _ in commands(group)])
def test_every_command_helps(path: str, tmp_path: Path) -> None:
    ended = drillsim(*path.split()[1:], "--help", folder=tmp_path)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.strip()


def test_version(tmp_path: Path) -> None:
    assert drillsim("--version", folder=tmp_path).out == f"drillsim {__version__}\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("chek x", 'no such command chek; did you mean "check"?'),
        ("check --jsn x", 'no such option --jsn; did you mean "--json"?'),
        ("record exprt x", 'no such command exprt; did you mean "export"?'),
        ("run", "expected DRILL, found none"),
        ("check", "expected FILE..., found none"),
        ("run tornado --seed many", "expected a whole number from 0 on for --seed N, found many"),
        ("run tornado --fail-on late", "invalid value for '--fail-on': 'late' is not 'missed'"),
        (
            "schema plans",
            "invalid value for '{plan|scenario|drill}': 'plans' is not one of 'plan', 'scenario', 'drill'",
        ),
        ("run tornado --unattended --role flor_lead", "--role is for playing at the keyboard"),
        ("run tornado --role flor_lead", 'the plan has no role flor_lead; did you mean "floor_lead"?'),
        ("new plan Acme", 'did you mean "acme"?'),
    ],
)
def test_a_wrong_call_is_one_clear_line(words: str, said: str, tmp_path: Path) -> None:
    ended = drillsim(*words.split(), folder=tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert ended.err.count("\n") == 1
    assert ended.err.startswith("drillsim: ")
    assert "--help)" in ended.err


def test_no_command_at_all_shows_the_help(tmp_path: Path) -> None:
    ended = drillsim(folder=tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert "Examples:" in ended.err


@pytest.mark.parametrize(("path", "command"), list(commands(group)))
def test_every_command_and_option_is_documented(path: str, command: click.Command) -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert f"`{path}" in text
    for parameter in command.get_params(click.Context(command)):
        for name in (*parameter.opts, *parameter.secondary_opts):
            if name.startswith("-"):
                assert f"`{name}" in text, f"{path} {name}"
