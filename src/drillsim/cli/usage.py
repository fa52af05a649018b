"""A wrong call in one clear line, with the nearest right word."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

import click

MOST_WORD = 100  # characters of a word in a message: enough to recognise what was typed


def nearest(found: str, words: Iterable[str]) -> str:
    """`; did you mean "check"?`, or nothing where no word is near."""
    near = get_close_matches(found, list(words), 1, 0.5)
    return f'; did you mean "{near[0]}"?' if near else ""


def wrong_call(error: click.UsageError) -> str:
    """What is wrong with a call, and where its help is."""
    command = error.ctx.command_path if error.ctx else "drillsim"
    return f"{_wrong(error)} ({command} --help)"


def _wrong(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        found = _shortened(ascii(error.option_name)[1:-1])
        return f"no such option {found}{nearest(error.option_name[:MOST_WORD], _options(error.ctx))}"
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return f"expected {_spelled(error.param)}, found none"
    if (
        isinstance(error, click.BadOptionUsage)
        and (option := _option(error)) is not None
        and "requires" in error.message
    ):
        return f"expected {_spelled(option)}, found {'too few words' if option.nargs > 1 else 'none'}"
    message = _shortened(error.format_message()).rstrip(".")
    return message[:1].lower() + message[1:]


def _option(error: click.BadOptionUsage) -> click.Parameter | None:
    known = [] if error.ctx is None else error.ctx.command.get_params(error.ctx)
    return next((option for option in known if error.option_name in option.opts), None)


class Number(click.IntRange):
    """A whole number from `least` on, which is refused in our words."""

    def __init__(self, least: int) -> None:
        super().__init__(least)
        self.least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number. Raises UsageError."""
        try:
            number = int(super().convert(value, param, ctx))
        except click.BadParameter:
            option = _spelled(param) if param else "it"
            found = _shortened(ascii(str(value))[1:-1])
            raise click.UsageError(
                f"expected a whole number from {self.least} on for {option}, found {found}", ctx
            ) from None
        return number


def _spelled(parameter: click.Parameter) -> str:
    """A parameter as the help writes it: `--runs N`, `DRILL`."""
    if isinstance(parameter, click.Option):
        return " ".join([parameter.opts[0], *([parameter.metavar] if parameter.metavar else [])])
    return parameter.human_readable_name


def _shortened(message: str) -> str:
    """A message without the middle of words that nobody would read to their end."""
    return re.sub(rf"\S{{{MOST_WORD},}}", lambda found: f"{found[0][:MOST_WORD]}...", message)


def _options(context: click.Context | None) -> list[str]:
    if context is None:
        return []
    return [name for parameter in context.command.get_params(context) for name in parameter.opts if name[0] == "-"]
