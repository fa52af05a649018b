"""`drillsim replay`: a record shown again, and the digest of what came of it."""

from typing import TYPE_CHECKING

import click

from drillsim.cli import out
from drillsim.cli.ending import DONE
from drillsim.cli.group import Command

if TYPE_CHECKING:
    from drillsim.model.exercise import Exercise
    from drillsim.record.entries import Entry, Header

EXAMPLES = """
drillsim replay tornado.drillrecord --digest
"""


@click.command("replay", cls=Command, epilog=EXAMPLES)
@click.argument("record", metavar="RECORD", type=click.Path(readable=False))
@click.option("--digest", is_flag=True, required=True, help="Only the SHA-256 of the outcome; needs no terminal.")
def command(record: str, *, digest: bool) -> int:  # noqa: ARG001 - there is nothing else yet
    """Tell the digest of what came of a drill: equal for the same record on every later version of drillsim.

    Exit status: 0, or 3 a record that cannot be read.
    """
    from drillsim.cli.recorded import fitting, read, warn_of_changes, warn_of_other_customers

    exercise, header, entries = read(record)
    warn_of_changes(record)
    warn_of_other_customers(record, header)
    with fitting(record):
        found = _digest(record, exercise, header, entries)
    out.data(found)
    return DONE


def _digest(record: str, exercise: "Exercise", header: "Header", entries: "list[Entry]") -> str:
    """SHA-256 of the outcome in the version that the header names, as JSON with sorted keys and no blanks, in UTF-8.

    Later versions of the outcome add fields, of which an earlier one has to leave out what it did not have.
    """
    from drillsim.analysis.outcome import outcome
    from drillsim.errors import RecordError
    from drillsim.record.entries import OUTCOME_VERSION
    from drillsim.session.store import rows

    if header.outcome != OUTCOME_VERSION:
        raise RecordError(f"{record}: expected outcome version {OUTCOME_VERSION}, found version {header.outcome}")
    return rows.digest(rows.canonical(outcome(exercise, header, entries)))
