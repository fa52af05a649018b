"""The command `drillsim` itself: it imports a command's module when that command is called."""

from importlib import import_module
from typing import Any

import click

from drillsim.cli import out
from drillsim.cli.commands import COMMANDS, help_text
from drillsim.cli.usage import nearest


def _version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click calls it so
    if wanted and not context.resilient_parsing:
        from drillsim import __version__

        out.data(f"drillsim {__version__}")
        context.exit()


def _quiet(_context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click calls it so
    if wanted:
        out.be_quiet()


class Command(click.Command):
    """A command as all of ours are: it can be told to be quiet, and its help comes out like data."""

    def __init__(self, *arguments: Any, **words: Any) -> None:
        words["params"] = [
            *(words.get("params") or ()),
            click.Option(
                ["-q", "--quiet"],
                is_flag=True,
                expose_value=False,
                callback=_quiet,
                help="No narration, only errors.",
            ),
        ]
        super().__init__(*arguments, **words)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """An option whose words are missing is one of this command: its help is the one to look at."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, first of all: it imports nothing that the command itself needs."""
        return _help_option(ctx.command)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The epilog of a command holds its examples; they come first (`format_usage`)."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples first."""
        if self.epilog:
            with formatter.section("Examples"):
                formatter.write("".join(f"  {line}\n" for line in self.epilog.strip().splitlines()))
            formatter.write("\n")
        super().format_usage(ctx, formatter)


class Commands(click.Group):
    """A group of commands within drillsim, such as `record`."""

    command_class = Command

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """As of a command."""
        return _help_option(ctx.command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command called, or an error that names the nearest there is."""
        found = self.get_command(ctx, args[0])
        if found is None and not ctx.resilient_parsing:
            ctx.fail(f"no such command {ascii(args[0])[1:-1]}{nearest(args[0], self.list_commands(ctx))}")
        return args[0], found, args[1:]


class Drillsim(Commands):
    """All commands, each in a module of its own."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the table is the same in every context
        """In the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """The command of a name; its module is imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"drillsim.cli.{COMMANDS[cmd_name].module}")
        command: click.Command = module.command
        return command

    def get_help(self, ctx: click.Context) -> str:  # noqa: ARG002 - as above
        """The handful of commands that a facilitator uses, examples first."""
        return help_text()


def _print_help(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click calls it so
    if wanted and not context.resilient_parsing:
        out.data(context.get_help())
        context.exit()


def _help_option(command: click.Command) -> click.Option | None:
    if not command.add_help_option:
        return None
    return click.Option(
        ["-h", "--help"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_print_help,
        help="Show this and exit.",
    )


drillsim = Drillsim(
    "drillsim",
    params=[
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_version,
            help="Show the version and exit.",
        )
    ],
    no_args_is_help=True,
)
