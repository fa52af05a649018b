"""`drillsim report`: what happened, from a record alone."""

import click

from drillsim.cli import out
from drillsim.cli.group import Command

EXAMPLES = """
drillsim report tornado.drillrecord > tornado.md
drillsim report tornado.drillrecord --json
"""


@click.command("report", cls=Command, epilog=EXAMPLES)
@click.argument("record", metavar="RECORD", type=click.Path(readable=False))
@click.option(
    "--format",
    "kind",
    type=click.Choice(["markdown", "json"]),
    default="markdown",
    show_default=True,
    help="Of the output.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--names", is_flag=True, help="Name the people who held the roles, in Markdown.")
def command(record: str, *, kind: str, as_json: bool, names: bool) -> None:
    """Tell what happened in a drill, against what was promised.

    Everything comes from the record: also from one that is still being written, and wherever the files are
    that were played. With --format json it is the same object that run --json prints.

    Exit status: 0, or 3 a record that cannot be read.
    """
    from drillsim.analysis.outcome import written
    from drillsim.analysis.reckoning import Reckoning
    from drillsim.cli.recorded import fitting, read, warn_of_changes, warn_of_other_customers
    from drillsim.report.aar import aar
    from drillsim.report.markdown.page import page

    exercise, header, entries = read(record)
    warn_of_changes(record)
    warn_of_other_customers(record, header)
    as_json = as_json or kind == "json"
    with fitting(record):
        reckoned = Reckoning(exercise, header, entries)
        found = written(reckoned)
        text = "" if as_json else page(aar(reckoned, found, names=names))
    if as_json:
        out.json_data(found)
    else:
        out.data(text)
