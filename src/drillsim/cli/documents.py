"""Files and bundled names as commands take them."""

import datetime
import os
from typing import TYPE_CHECKING

from drillsim.errors import NotFound

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

    from drillsim.loading import Loaded
    from drillsim.model.exercise import Exercise


def today() -> datetime.date:
    """The date on this machine's calendar."""
    return datetime.datetime.now().astimezone().date()


def place(name: str) -> str:
    """The file that a word on the command line means: itself, or the bundled drill of that name.

    A file of that name wins. What looks like a path is one, even if nothing is there. Raises NotFound.
    """
    if not name:
        raise NotFound("expected the name of a file or of a bundled drill, found an empty one")
    if os.path.lexists(name) or os.path.dirname(name) or name.endswith((".yaml", ".yml")):
        return name
    from drillsim.loading.bundled import bundled

    return str(bundled(name))


def loaded_drill(name: str) -> "tuple[Loaded, Exercise]":
    """A drill to play, with its plan and scenarios. Raises NotFound or DocumentRefused."""
    from drillsim.errors import DocumentRefused
    from drillsim.loading import load
    from drillsim.problems import Position, Problem

    loaded = load(place(name), today=today())
    if loaded.exercise is None:
        message = f"expected a drill, found a {loaded.kind}"
        raise DocumentRefused([Problem("error", "key", Position(loaded.files[0].shown), "", message)])
    return loaded, loaded.exercise


def complete_drill(_context: "click.Context", _parameter: "click.Parameter", incomplete: str) -> "list[CompletionItem]":
    """Bundled names, and files for what the shell itself knows better."""
    from click.shell_completion import CompletionItem

    from drillsim.loading.bundled import bundled_drills

    names = [CompletionItem(name) for name in bundled_drills() if name.startswith(incomplete)]
    return names or [CompletionItem(incomplete, type="file")]


def complete_role(context: "click.Context", _parameter: "click.Parameter", incomplete: str) -> "list[CompletionItem]":
    """The roles of the drill that was typed before."""
    from click.shell_completion import CompletionItem

    from drillsim.errors import DrillsimError

    typed = [context.params.get("drill"), *context.args]  # click gives up reading at the unfinished --role
    drill = next((word for word in typed if word and not word.startswith("-")), None)
    if drill is None:
        return []
    try:
        _, exercise = loaded_drill(drill)
    except DrillsimError:
        return []
    roles = exercise.plan.roles
    return [CompletionItem(role, help=roles[role].name) for role in roles if role.startswith(incomplete)]
