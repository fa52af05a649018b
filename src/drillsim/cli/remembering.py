"""`drillsim history`: all drills of a plan, what they exercised, what is due."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from drillsim.cli import out
from drillsim.cli.archived import database, plan_named
from drillsim.cli.documents import today
from drillsim.cli.ending import DONE
from drillsim.cli.group import Command
from drillsim.cli.made import require_ending, write

if TYPE_CHECKING:
    from drillsim.archive.database import Database
    from drillsim.archive.history import History
    from drillsim.model.plan import Plan

EXAMPLES = """
drillsim history
drillsim history acme.plan.yaml --due
drillsim history prairie --json
drillsim history -o drills.html
drillsim history --take elsewhere/spring.drillrecord
"""


@click.command("history", cls=Command, epilog=EXAMPLES)
@click.argument("plan", metavar="[PLAN]", required=False)
@click.option(
    "--take",
    "records",
    metavar="RECORD",
    multiple=True,
    type=click.Path(readable=False),
    help="A record that lies elsewhere; may be given several times.",
)
@click.option("--due", is_flag=True, help="Only what is due next.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object (docs/actions.md).")
@click.option("-o", "--output", metavar="FILE", help="As a page with charts, in FILE.html.")
@click.option("--at", metavar="DIR", help="Where drillsim's data are kept, records included.")
def command(
    plan: str | None, *, records: tuple[str, ...], due: bool, as_json: bool, output: str | None, at: str | None
) -> int:
    """Tell when what was exercised, how it went, what never was, and what is due.

    PLAN is the file of a plan or drill, or the name of a plan, or part of it; none is needed where there is only one,
    or where --take brings drills of one plan.
    All records of the folder of records are read that are new or have changed. With a file, what can be exercised and
    is due is that of the file as it is now, else that of the plan as the latest drill had it.

    Exit status: 0, 2 a plan that is not known, 3 a record or a database that cannot be read, or a page
    that cannot be written.
    """
    if output is not None:
        require_ending(output, (".html", ".htm"))
        if due or as_json:
            raise click.UsageError("-o writes a page; --due and --json print")
    with database(at) as opened:
        taken = {_take(opened, record, at) for record in records}
        found = _history(opened, taken.pop() if plan is None and len(taken) == 1 else plan)
    if output is None:
        _tell(found, due=due, as_json=as_json)
    else:
        _write(found, output)
    return DONE


def _take(opened: "Database", record: str, at: str | None) -> str:
    """The plan of the drill that was taken in."""
    from drillsim.archive.taking import take_in
    from drillsim.cli.recorded import named, warn_of_changes

    path = named(record, at)
    taken = take_in(opened, Path(path))
    warn_of_changes(path)
    return taken.plan


def _history(opened: "Database", word: str | None) -> "History":
    from drillsim.archive.history import history
    from drillsim.errors import NotFound

    name = plan_named(opened, word)
    drills = [held for _, held in opened.drills() if held.plan == name]
    if not drills:
        raise NotFound(f"expected a plan of which drills were held, found none of {name}")
    actions = [action for action in opened.actions() if action.plan == name]
    return history(drills, actions, today(), _plan_now(word))


def _plan_now(word: str | None) -> "Plan | None":
    from drillsim.loading import load

    return load(word, today=today()).plan if word is not None and Path(word).is_file() else None


def _write(found: "History", output: str) -> None:
    from drillsim.present.archive.document import document
    from drillsim.report.html import page

    write(output, page(document(found)).encode())
    out.say(f"Wrote {output}")


def _tell(found: "History", *, due: bool, as_json: bool) -> None:
    from drillsim.present.archive.history import due_lines, history_lines, history_object

    if as_json:
        out.json_data(history_object(found))
    elif due:
        out.data("\n".join(due_lines(found.due)).strip("\n"))
    else:
        out.data("\n".join(history_lines(found)))
