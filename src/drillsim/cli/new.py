"""`drillsim new`: a plan, a scenario or a drill to begin with, with comments that teach the language."""

import re
from pathlib import Path

import click

from drillsim.cli import out
from drillsim.cli.documents import today
from drillsim.cli.group import Command
from drillsim.errors import NotFound

EXAMPLES = """
drillsim new plan acme
drillsim new scenario acme
drillsim new drill acme
drillsim check acme.drill.yaml
"""

NAME = re.compile(r"[a-z][a-z0-9_]*")


@click.command("new", cls=Command, epilog=EXAMPLES)
@click.argument("kind", type=click.Choice(["plan", "scenario", "drill"]))
@click.argument("name", metavar="NAME")
def command(kind: str, name: str) -> None:
    """Begin a plan, a scenario or a drill of your own.

    Writes NAME.plan.yaml, NAME.scenario.yaml or NAME.drill.yaml into this folder, never over another file.
    The three of one NAME belong together: the drill plays that scenario on that plan.

    Exit status: 0, 2 a file that is there already, 3 a file that cannot be written.
    """
    ending = f".{kind}.yaml"
    name = name.removesuffix(ending)
    if not NAME.fullmatch(name):
        tidy = re.sub(r"[^a-z0-9_]+", "_", name.lower()).strip("_")
        hint = f'; did you mean "{tidy}"?' if NAME.fullmatch(tidy) else ""
        raise click.UsageError(f"expected a NAME in lower_snake that starts with a letter, found {name!a}{hint}")
    path = Path(name + ending)
    _write(path, _filled(kind, name))
    out.say(f"Wrote {path}; drillsim check {path} tells what is wrong or weak in it.")


def _filled(kind: str, name: str) -> str:
    template = Path(__file__).with_name("templates") / f"{kind}.yaml"
    words = {"NAME": name, "TODAY": today().isoformat()}
    return re.sub(r"\b(NAME|TODAY)\b", lambda found: words[found[0]], template.read_text(encoding="utf-8"))


def _write(path: Path, text: str) -> None:
    from drillsim.loading.new_file import write_new

    try:
        write_new(str(path), text)
    except FileExistsError:
        raise NotFound(f"{path}: expected a new name, found that it exists; nothing is overwritten") from None
    except OSError as error:
        raise out.OutputFailed(f"{path}: expected to write it, found: {error.strerror}") from None
