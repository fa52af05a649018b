"""`drillsim keys`: what arrives for a key, and which key does what."""

import sys
from typing import TYPE_CHECKING

import click

from drillsim.cli import out
from drillsim.cli.group import Command

if TYPE_CHECKING:
    from drillsim.present.keymap import Keymap

EXAMPLES = """
drillsim keys
drillsim keys --list
"""


@click.command("keys", cls=Command, epilog=EXAMPLES)
@click.option("--list", "as_list", is_flag=True, help="Every action with its keys, and where they come from.")
@click.option("--json", "as_json", is_flag=True, help="The same as one JSON object: actions, problems.")
@click.option("--at", metavar="DIR", help="Where drillsim's data are kept, settings included.")
def command(*, as_list: bool, as_json: bool, at: str | None) -> None:
    """Show what arrives for each key that you press, and what it does on which screen.

    It shows the name that keymap.yaml takes. Two escapes, or ctrl+c, end it. Without a terminal, or with --list, it
    lists every action with its keys and where they come from: default, or the line of keymap.yaml.
    """
    from dataclasses import asdict

    from drillsim.cli.personal import settings_of
    from drillsim.present.key_list import action_rows, listed
    from drillsim.present.keymap import keymap

    settings = settings_of(at)
    mine, unusable = keymap(settings.keys)
    problems = [str(problem) for problem in (*settings.problems, *unusable)]
    if as_json:
        out.json_data({"actions": [asdict(row) for row in action_rows(mine)], "problems": problems})
        return
    for problem in problems:
        out.tell(problem)
    if as_list or not (sys.stdin.isatty() and sys.stdout.isatty()):
        out.data(listed(mine))
    else:
        _try(mine)


def _try(keymap: "Keymap") -> None:
    from drillsim.present.key_list import TEST, pressed
    from drillsim.tui.key_tester import try_keys

    def write(text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()

    write(TEST)
    try_keys(sys.stdin.fileno(), write, lambda name, raw: pressed(name, raw, keymap))
