"""`drillsim record`: a record as a drill file, as lines of JSON, and whether it is as it was written."""

from itertools import takewhile
from pathlib import Path
from typing import Any

import click

from drillsim.cli import out
from drillsim.cli.ending import DONE, NO
from drillsim.cli.group import Commands
from drillsim.errors import ReplayDiverged


@click.group("record", cls=Commands, no_args_is_help=True)
def command() -> None:
    """Export a record as a drill file, or verify it."""


EXPORT_EXAMPLES = """
drillsim record export tornado.drillrecord -o again/tornado.drill.yaml
drillsim record export tornado.drillrecord --json
drillsim record export tornado.drillrecord --anonymise -o away/tornado.drill.yaml
"""


@command.command("export", epilog=EXPORT_EXAMPLES)
@click.argument("record", metavar="RECORD", type=click.Path(readable=False))
@click.option("--json", "as_json", is_flag=True, help="One entry a line, in order, as it is recorded.")
@click.option("-o", "--output", metavar="FILE", help="Write the drill there, with its plan and scenarios beside it.")
@click.option("--anonymise", is_flag=True, help="With pseudonyms instead of people's names, in every file.")
def export(record: str, *, as_json: bool, output: str | None, anonymise: bool) -> None:
    """Write what was played as a drill file that plays the same again.

    With -o the recorded plan and scenarios are put beside FILE where they are not there already; nothing is
    ever overwritten.

    With --anonymise everybody has a pseudonym, the same everywhere within a record and another in every other
    record. Nicknames, initials and misspelt names in what people typed are not recognised: read it before you send it.

    Exit status: 0, 2 a FILE that is there already, 3 a record that cannot be read or an output that cannot be
    written.
    """
    if output == "":
        raise click.UsageError("expected a file name for --output, found an empty one")
    if as_json and output:
        raise click.UsageError("-o is for a drill file, --json prints entries")
    from drillsim.cli.recorded import fitting, named, read, warn_of_changes

    record = named(record)
    if as_json and not anonymise:
        _print_entries(record)
        return
    from drillsim.loading.anonymous import anonymous
    from drillsim.loading.export import NOT_READ, exported_drill, write_exported

    exercise, header, entries = read(record)
    warn_of_changes(record)
    with fitting(record):
        if anonymise:
            exercise, header, entries = anonymous(exercise, header, entries)
        if as_json:
            for entry in entries:
                out.json_data(_row(entry))
            return
        text = exported_drill(header, exercise, entries, is_anonymous=anonymise) if output is None else ""
        written = [] if output is None else write_exported(output, header, exercise, entries, is_anonymous=anonymise)
    if output is None:
        out.data(text)
    for path in written:
        out.say(f"Wrote {path}")
    if output is not None:
        text = Path(output).read_text(encoding="utf-8")
    for remark in takewhile(lambda line: line.startswith("# "), text.splitlines()):
        if remark.startswith(f"# {NOT_READ}"):
            out.tell(f"drillsim: warning: {remark.removeprefix('# ')}")


def _print_entries(record: str) -> None:
    from drillsim.session.store.reader import RecordReader

    with RecordReader.open(record) as reader:
        for entry in reader.entries():
            out.json_data(_row(entry))


def _row(entry: Any) -> dict[str, Any]:
    names = ("seq", "at", "drill_ms", "mono_ns", "wall_ns", "sort", "kind", "actor", "id", "cause", "body")
    return {name: getattr(entry, name) for name in names}


@command.command("verify")
@click.argument("record", metavar="RECORD", type=click.Path(readable=False))
@click.option("--json", "as_json", is_flag=True, help="One JSON object: ok, events, head, problems.")
def verify(record: str, *, as_json: bool) -> int:
    """Check that a record is as it was written and that its commands give the same events again.

    Exit status: 0 it is, 1 it is not, 3 no record or not readable.
    """
    from drillsim.cli.recorded import named
    from drillsim.session.store.chain import verify_chain

    record = named(record)
    chain = verify_chain(record)
    problems = chain.problems or _replayed(record)
    if as_json:
        out.json_data({"ok": not problems, "events": chain.events, "head": chain.head, "problems": problems})
    else:
        verdict = "as it was written" if not problems else "NOT as it was written"
        out.data("\n".join([*problems, f"{record}: {verdict}; {chain.events} entries, head {chain.head}"]))
    return NO if problems else DONE


def _replayed(record: str) -> list[str]:
    from drillsim import __version__
    from drillsim.cli.recorded import read, warn_of_other_customers
    from drillsim.session.replay import replay

    exercise, header, entries = read(record)
    warn_of_other_customers(record, header)
    try:
        replay(exercise, header, entries)
    except ReplayDiverged as error:
        other = "" if header.drillsim == __version__ else f" (recorded by {header.drillsim}, replayed by {__version__})"
        return [f"{error}{other}"]
    return []
