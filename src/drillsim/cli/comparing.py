"""`drillsim compare`: two records side by side."""

from typing import TYPE_CHECKING

import click

from drillsim.cli import out
from drillsim.cli.group import Command

if TYPE_CHECKING:
    from drillsim.present.archive.compare import Drill

EXAMPLES = """
drillsim compare spring.drillrecord autumn.drillrecord
drillsim compare spring.drillrecord autumn.drillrecord --json
"""


@click.command("compare", cls=Command, epilog=EXAMPLES)
@click.argument("first", metavar="RECORD", type=click.Path(readable=False))
@click.argument("second", metavar="RECORD", type=click.Path(readable=False))
@click.option("--json", "as_json", is_flag=True, help="One JSON object: first, second, pairs.")
def command(first: str, second: str, *, as_json: bool) -> None:
    """Tell what went better or worse in the second drill than in the first: RTOs, what came late, empty roles.

    Less is better everywhere: -8m is eight minutes less.

    Exit status: 0, 3 a record that cannot be read.
    """
    from drillsim.analysis.compare import compared
    from drillsim.cli.recorded import named
    from drillsim.present.archive.compare import compare_lines, compare_object

    one, other = (_drill(named(each)) for each in (first, second))
    pairs = compared(one.outcome, other.outcome)
    if as_json:
        out.json_data(compare_object(one, other, pairs))
    else:
        out.data("\n".join(compare_lines(one, other, pairs)))


def _drill(record: str) -> "Drill":
    """What had come due by its end: nothing else can be compared."""
    import os

    from drillsim.analysis.outcome import written
    from drillsim.analysis.reckoning import Reckoning
    from drillsim.analysis.settled import settled
    from drillsim.archive.summing import held_on
    from drillsim.cli.recorded import fitting, read, warn_of_changes
    from drillsim.present.archive.compare import Drill

    exercise, header, entries = read(record)
    warn_of_changes(record)
    with fitting(record):
        found = settled(written(Reckoning(exercise, header, entries), with_contacts=False), exercise.lasts)
    held = held_on(exercise, header)
    return Drill(found, None if held is None else held.isoformat(), os.path.basename(record))
