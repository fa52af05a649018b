"""A wrong call in one clear line, with the nearest right word."""

from collections.abc import Iterable
from difflib import get_close_matches

import click


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
        return f"no such option {ascii(error.option_name)[1:-1]}{nearest(error.option_name, _options(error.ctx))}"
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return f"missing {error.param.human_readable_name}"
    message = error.format_message().rstrip(".")
    return message[:1].lower() + message[1:]


def _options(context: click.Context | None) -> list[str]:
    if context is None:
        return []
    return [name for parameter in context.command.get_params(context) for name in parameter.opts if name[0] == "-"]
