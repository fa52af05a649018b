"""`drillsim more`: the commands that `--help` leaves out."""

import click

from drillsim.cli import out
from drillsim.cli.commands import more_text
from drillsim.cli.group import Command


@click.command("more", cls=Command)
def command() -> None:
    """List the commands that are needed less often."""
    out.data(more_text())
