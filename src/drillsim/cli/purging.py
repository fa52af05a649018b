"""`drillsim purge`: a record removed for good, with what SQLite keeps beside it and its row in the history."""

import sys
from pathlib import Path

import click

from drillsim.cli import out
from drillsim.cli.ending import DONE, NO
from drillsim.cli.group import Command

EXAMPLES = """
drillsim purge tornado.drillrecord
drillsim purge tornado.drillrecord --yes
"""


@click.command("purge", cls=Command, epilog=EXAMPLES)
@click.argument("record", metavar="RECORD", type=click.Path(readable=False))
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--at", metavar="DIR", help="Where drillsim's data are kept, the database of drills included.")
def command(record: str, *, yes: bool, at: str | None) -> int:
    """Remove a record for good: the file, what lies beside it, and its row in the history of drills.

    Corrective actions that came of it stay (drillsim actions). Reports and exports that were made of it are files of
    yours; they stay too. A record that somebody is writing is not removed.

    Exit status: 0, 1 it was not removed after all, 2 nobody can be asked and --yes is missing, 3 no record, or one
    that cannot be removed.
    """
    from drillsim.cli.archived import forget
    from drillsim.cli.recorded import named
    from drillsim.session.store.reader import RecordReader
    from drillsim.session.store.removing import remove

    record = named(record, at)
    with RecordReader.open(record) as reader:
        header = reader.header
    if not yes and not _agreed(record):
        out.say("Nothing was removed.")
        return NO
    for path in remove(Path(record)):
        out.say(f"Removed {path}")
    forget(header, at)
    return DONE


def _agreed(record: str) -> bool:
    if sys.stdin is None or not sys.stdin.isatty():
        raise click.UsageError(f"expected --yes, because nobody can be asked here whether {record} is to be removed")
    return click.confirm(f"Remove {record} for good?", default=False, err=True)
