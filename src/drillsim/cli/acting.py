"""`drillsim actions`: the corrective actions of all drills, and what becomes of them."""

import datetime
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drillsim.cli import out
from drillsim.cli.archived import database, plan_named
from drillsim.cli.documents import today
from drillsim.cli.ending import DONE, NO
from drillsim.cli.group import Commands
from drillsim.cli.usage import nearest

if TYPE_CHECKING:
    from drillsim.archive.action import Action
    from drillsim.archive.database import Database

ELEMENTS = ("Planning", "Organization", "Equipment", "Training", "Exercise")


class _ListUnlessNamed(Commands):
    """`drillsim actions --open` is `drillsim actions list --open`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ("-h", "--help")):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group("actions", cls=_ListUnlessNamed)
def command() -> None:
    """List the corrective actions of all drills, and say what becomes of them."""


_at = click.option("--at", metavar="DIR", help="Where drillsim's data are kept, the database of drills included.")
_by = click.option("--by", metavar="WHO", default="", help="Who says so.")
_Run = Callable[..., Any]


def _details(run: _Run) -> _Run:
    """What can be said of an action, as options."""
    for option in reversed(
        [
            click.option("--owner", metavar="WHO", help="A role of the plan, or words: who answers for it."),
            click.option("--due", metavar="DATE", help="Until when, as 2026-04-01."),
            click.option("--start", metavar="DATE", help="From when."),
            click.option("--element", metavar="ELEMENT", help=f"What has to change: {', '.join(ELEMENTS)}."),
            click.option("--objective", metavar="ID", help="The objective that it belongs to."),
            click.option("--contact", metavar="WORDS", help="Whom to ask about it."),
            click.option("--priority", metavar="WORDS", help="How urgent it is."),
            click.option(
                "--expects", metavar="WHAT", help="What a later drill shows by itself: task:call_carrier within 30m."
            ),
        ]
    ):
        run = option(run)
    return run


LIST_EXAMPLES = """
drillsim actions
drillsim actions --overdue --plan prairie
drillsim actions list --json
"""


@command.command("list", epilog=LIST_EXAMPLES)
@click.option("--open", "only_open", is_flag=True, help="Only those that are still to be done.")
@click.option("--overdue", is_flag=True, help="Only those whose due date has passed.")
@click.option("--plan", metavar="PLAN", help="Only those of one plan: its file, its name or part of that.")
@click.option("--course", is_flag=True, help="With what became of each, step by step.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: as_of, actions.")
@_at
def listing(*, only_open: bool, overdue: bool, plan: str | None, course: bool, as_json: bool, at: str | None) -> None:
    """List the corrective actions of all drills, overdue ones first.

    Exit status: 0, 2 a plan that is not known, 3 a database that cannot be read.
    """
    with database(at) as opened:
        found = _chosen(
            opened, plan, lambda each, day: (not only_open or each.is_open) and (not overdue or each.is_overdue(day))
        )
    _tell(found, course=course, as_json=as_json)


@command.command("overdue")
@click.option("--plan", metavar="PLAN", help="Only those of one plan: its file, its name or part of that.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: as_of, actions.")
@_at
def overdue(*, plan: str | None, as_json: bool, at: str | None) -> int:
    """List what is overdue, for people and for cron: the status says whether there is anything.

    Exit status: 0 nothing is overdue, 1 something is, 2 a plan that is not known, 3 a database that cannot be read.
    """
    with database(at) as opened:
        found = _chosen(opened, plan, lambda each, day: each.is_overdue(day))
    if found or as_json:
        _tell(found, course=False, as_json=as_json)
    else:
        out.say("Nothing is overdue.")
    return NO if found else DONE


def _chosen(opened: "Database", plan: str | None, wanted: "Callable[[Action, str], bool]") -> "list[Action]":
    day = today().isoformat()
    name = None if plan is None else plan_named(opened, plan)
    return [each for each in opened.actions() if name in (None, each.plan) and wanted(each, day)]


def _tell(actions: "list[Action]", *, course: bool, as_json: bool) -> None:
    from drillsim.archive.action import in_order
    from drillsim.present.archive.actions import action_lines, action_object, actions_lines, course_lines

    day = today().isoformat()
    if as_json:
        out.json_data({"as_of": day, "actions": [action_object(each, day) for each in in_order(actions, day)]})
    elif course:
        lines = [[*action_lines(each, day), *course_lines(each), ""] for each in in_order(actions, day)]
        out.data("\n".join(line for each in lines for line in each))
    else:
        out.data("\n".join(actions_lines(actions, day)))


ADD_EXAMPLES = """
drillsim actions add "Test the hosted PBX each quarter" --finding "Nobody had tried it" --plan prairie
drillsim actions add "Call Brightline on the warning" --record tornado.drillrecord --owner partner_lead --due 2026-04-01
"""


@command.command("add", epilog=ADD_EXAMPLES)
@click.argument("action", metavar="ACTION")
@click.option("--finding", metavar="WORDS", default="", help="What was found.")
@click.option("--record", metavar="RECORD", help="The live drill that it came of; it is put on its record.")
@click.option("--plan", metavar="PLAN", help="The plan that it is about, where it came of no drill.")
@_details
@_by
@_at
def add(
    action: str, *, finding: str, record: str | None, plan: str | None, by: str, at: str | None, **said: Any
) -> int:
    """Note a corrective action.

    Exit status: 0, 2 a date, an element or a plan that is none, 3 a record or a database that cannot be written.
    """
    from drillsim.archive.action import Said
    from drillsim.archive.changing import add as add_action
    from drillsim.archive.changing import add_to
    from drillsim.cli.recorded import named

    if (record is None) == (plan is None):
        raise click.UsageError("expected either --record RECORD or --plan PLAN, found " + ("both" if plan else "none"))
    if not action.strip():
        raise click.UsageError("expected what is to be done, found nothing")
    changes = _changes(said)
    with database(at) as opened:
        wanted = Said(_clean(finding), _clean(action), **changes)
        if record is not None:
            name = add_to(opened, Path(named(record, at)), wanted, wall_ns=time.time_ns())
        else:
            of = plan_named(opened, plan)
            _require_there(opened, of, changes.get("expects"))
            name = add_action(opened, wanted, plan=of, by=by, wall_ns=time.time_ns(), day=today().isoformat())
    out.data(name)
    return DONE


@command.command("assign")
@click.argument("name", metavar="ID")
@_details
@click.option("--in-progress", "begun", is_flag=True, help="Work on it has begun.")
@click.option("--why", metavar="WORDS", default="", help="Why.")
@_by
@_at
def assign(name: str, *, begun: bool, why: str, by: str, at: str | None, **said: Any) -> int:
    """Say who does an action, by when, and what is still missing of it.

    Where the record of its live drill is at hand and its report not final, it is put there too.

    Exit status: 0, 2 an ID, a date or an element that is none, 3 a record or a database that cannot be written.
    """
    from drillsim.archive.changing import assign as assign_action
    from drillsim.archive.changing import is_issued

    changes = _changes(said)
    if not changes and not begun:
        raise click.UsageError("expected what to say of it, such as --owner or --due, found nothing")
    with database(at) as opened:
        action = opened.action(name)
        _require_there(opened, action.plan, changes.get("expects"))
        written = assign_action(opened, action, changes, by=by, why=_clean(why), wall_ns=time.time_ns(), begun=begun)
        issued = written is None and is_issued(opened, action)
        _told(opened, action.id)
    if issued:
        out.say("The report is final and keeps what it says; this is kept in the database only.")
    else:
        out.say("Kept in the database of drills" + ("." if written is None else f" and on the record {written}."))
    return DONE


@command.command("close")
@click.argument("name", metavar="ID")
@click.option("--why", metavar="WORDS", required=True, help="What was done.")
@click.option("--verified-in", "verified_in", metavar="DRILL", help="The drill that showed that it works.")
@_by
@_at
def close(name: str, *, why: str, verified_in: str | None, by: str, at: str | None) -> int:
    """Say that an action is done; refused until it has an owner and a due date (US forms: and an element).

    Exit status: 0, 1 something is missing, 2 an ID that is none, 3 a database that cannot be written.
    """
    from drillsim.archive.changing import close as close_action

    with database(at) as opened:
        action = opened.action(name)
        shown = None if verified_in is None else _clean(verified_in)
        close_action(opened, action, by=by, why=_words(why), wall_ns=time.time_ns(), verified_in=shown)
        _told(opened, action.id)
    return DONE


@command.command("reopen")
@click.argument("name", metavar="ID")
@click.option("--why", metavar="WORDS", required=True, help="Why it is to be done again.")
@_by
@_at
def reopen(name: str, *, why: str, by: str, at: str | None) -> int:
    """Say that an action that was done is to be done again.

    Exit status: 0, 1 it is open already, 2 an ID that is none, 3 a database that cannot be written.
    """
    from drillsim.archive.changing import reopen as reopen_action

    with database(at) as opened:
        action = opened.action(name)
        reopen_action(opened, action, by=by, why=_words(why), wall_ns=time.time_ns())
        _told(opened, action.id)
    return DONE


def _told(opened: "Database", name: str) -> None:
    from drillsim.present.archive.actions import action_lines

    out.data("\n".join(action_lines(opened.action(name), today().isoformat())))


def _changes(said: dict[str, Any]) -> dict[str, Any]:
    """What was given, each as it has to be. Raises UsageError."""
    given = {name: value for name, value in said.items() if value is not None}
    for name, value in given.items():
        match name:
            case "due" | "start":
                given[name] = _date(name, value)
            case "element":
                given[name] = _element(value)
            case "expects":
                given[name] = _proof(value)
            case _:
                given[name] = _words(value)
    return given


def _date(name: str, value: str) -> str:
    try:
        return datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.UsageError(f"expected a date such as 2026-04-01 for --{name}, found {value!a}") from None


def _element(value: str) -> str:
    found = next((each for each in ELEMENTS if each.casefold() == value.casefold()), None)
    if found is None:
        raise click.UsageError(f"expected one of {', '.join(ELEMENTS)}, found {value!a}{nearest(value, ELEMENTS)}")
    return found


def _proof(value: str) -> str:
    from drillsim.model.proof import proof
    from drillsim.model.spelling import Misspelled

    try:
        return str(proof(value))
    except Misspelled as error:
        raise click.UsageError(f"{error} for --expects, found {value!a}") from None


def _require_there(opened: "Database", plan: str, expects: str | None) -> None:
    """Raises UsageError where what is to show it names nothing of the plan, as its latest drill had it."""
    from drillsim.model.proof import proof

    held = [each for _, each in opened.drills() if each.plan == plan]
    if expects is None or not held:
        return
    wanted, there = proof(expects), held[-1].there
    if wanted.kind in there and wanted.name not in there[wanted.kind]:
        near = nearest(wanted.name, there[wanted.kind])
        raise click.UsageError(f"expected a {wanted.kind} of the plan for --expects, found {wanted.name}{near}")


def _words(value: str) -> str:
    found = _clean(value)
    if not found:
        raise click.UsageError("expected some words, found none")
    return found


def _clean(value: str) -> str:
    from drillsim.record.clean import clean

    return clean(value).strip()
