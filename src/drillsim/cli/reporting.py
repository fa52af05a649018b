"""`drillsim report`: what happened, from a record alone."""

import os
from typing import TYPE_CHECKING, Literal, assert_never, get_args

import click

from drillsim.cli import out
from drillsim.cli.ending import DONE, NO
from drillsim.cli.group import Command

if TYPE_CHECKING:
    from drillsim.report.document import Document

Format = Literal["markdown", "html", "pdf", "csv", "json"]

Page = Literal["markdown", "html", "pdf"]
"""The formats that are one file for people."""

ENDINGS: dict[Format, tuple[str, ...]] = {
    "markdown": (".md", ".markdown"),
    "html": (".html", ".htm"),
    "pdf": (".pdf",),
    "json": (".json",),
}
"""How files of a format are named; tables (csv) go into a folder."""

EXAMPLES = """
drillsim report tornado.drillrecord > tornado.md
drillsim report tornado.drillrecord -o tornado.html
drillsim report tornado.drillrecord --format csv -o tornado-tables
drillsim report tornado.drillrecord --final -o tornado.pdf
"""


@click.command("report", cls=Command, epilog=EXAMPLES)
@click.argument("record", metavar="RECORD", type=click.Path(readable=False), required=False)
@click.option(
    "--format", "kind", type=click.Choice(get_args(Format)), help="Else by the ending of FILE, else markdown."
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json: the outcome as one object.")
@click.option("-o", "--output", metavar="FILE", help="Write it there; with --format csv into a folder of that name.")
@click.option("--flash", is_flag=True, help="Only what bears on life safety, on one page.")
@click.option("--final", is_flag=True, help="Issue it: refused while anything is missing, which is then listed.")
@click.option("--names", is_flag=True, help="Name the people who held the roles.")
@click.option("--template", metavar="FILE", help="Your own typst template for --format pdf.")
@click.option("--show-template", is_flag=True, help="Print the typst template of drillsim, to make your own of it.")
def command(
    record: str | None,
    *,
    kind: Format | None,
    as_json: bool,
    output: str | None,
    flash: bool,
    final: bool,
    names: bool,
    template: str | None,
    show_template: bool,
) -> int:
    """Tell what happened in a drill, against what was promised.

    Everything comes from the record: also from one that is still being written (the report then says so), and
    wherever the files are that were played. With --format json it is the same object that run --json prints.
    A report says DRAFT until --final has issued it; what people write afterwards makes it a draft again.

    Exit status: 0, 1 a report that cannot be final yet, 2 a wrong call, or a package that is missing, 3 a record that
    cannot be read, or an output that cannot be written.
    """
    if show_template:
        from drillsim.report.pdf import shown

        out.data(shown())
        return DONE
    if record is None:
        raise click.UsageError("expected RECORD, found none")
    format_ = _format("json" if as_json else kind, output)
    _require_fit(format_, output, template=template, flash=flash)
    from drillsim.cli.recorded import named

    record = named(record)
    if final and not _issued(record):
        return NO
    if final and output is None and kind is None and not as_json and not flash:
        return DONE  # who issues it wants to know that; the report is asked for by its format or file
    if format_ == "json":
        _tell_outcome(record, output)
        return DONE
    document = _document(record, names=names, flash=flash, all_rows=format_ == "csv")
    _put(document, format_, output, template)
    return DONE


def _format(kind: Format | None, output: str | None) -> Format:
    """The one asked for, else that of the file's ending, else Markdown."""
    if kind is not None:
        return kind
    ending = os.path.splitext(output or "")[1].casefold()
    if output is None or not ending:
        return "markdown"
    found: Format | None = next((name for name, endings in ENDINGS.items() if ending in endings), None)
    if found is None:
        known = ", ".join(ending for endings in ENDINGS.values() for ending in endings)
        raise click.UsageError(f"-o {output}: expected a name that ends in {known}, or --format csv and a folder")
    return found


def _require_fit(kind: Format, output: str | None, *, template: str | None, flash: bool) -> None:
    from drillsim.cli.made import require_ending

    if kind in ("pdf", "csv") and output is None:
        what = "-o FILE.pdf" if kind == "pdf" else "-o FOLDER: it holds one file for each table"
        raise click.UsageError(f"--format {kind} is written to a file, found no -o; expected {what}")
    if output is not None and kind != "csv":
        require_ending(output, ENDINGS[kind])
    if template is not None and kind != "pdf":
        raise click.UsageError(f"--template is for --format pdf, found --format {kind}")
    if flash and kind == "json":
        raise click.UsageError("--flash is a page for people; the outcome as JSON has no such part")


def _tell_outcome(record: str, output: str | None) -> None:
    import json

    from drillsim.analysis.outcome import written
    from drillsim.analysis.reckoning import Reckoning
    from drillsim.cli.made import write
    from drillsim.cli.recorded import fitting, read, warn_of_changes, warn_of_other_customers

    exercise, header, entries = read(record)
    warn_of_changes(record)
    warn_of_other_customers(record, header)
    with fitting(record):
        found = written(Reckoning(exercise, header, entries))
    if output is None:
        out.json_data(found)
    else:
        write(output, (json.dumps(found, ensure_ascii=True) + "\n").encode())
        out.say(f"Wrote {output}")


def _document(record: str, *, names: bool, flash: bool, all_rows: bool) -> "Document":
    from drillsim.analysis.outcome import written
    from drillsim.analysis.reckoning import Reckoning
    from drillsim.cli.recorded import fitting, read, warn_of_changes, warn_of_other_customers
    from drillsim.report.aar import aar
    from drillsim.report.facts import Heads
    from drillsim.report.flash import flash as flash_report

    exercise, header, entries = read(record)
    chain = warn_of_changes(record)
    warn_of_other_customers(record, header)
    heads = Heads(chain.played, chain.head)
    with fitting(record):
        reckoned = Reckoning(exercise, header, entries)
        found = written(reckoned)
        if flash:
            return flash_report(reckoned, found, names=names, heads=heads)
        return aar(reckoned, found, names=names, heads=heads, all_rows=all_rows)


def _put(document: "Document", kind: Page | Literal["csv"], output: str | None, template: str | None) -> None:
    from drillsim.cli.made import write, write_all

    if kind == "csv":
        from drillsim.report.tables import csv_files

        for path in write_all(output or "", csv_files(document)):
            out.say(f"Wrote {path}")
        return
    content = _content(document, kind, template)
    if output is None:
        out.data(content.decode())
    else:
        write(output, content)
        out.say(f"Wrote {output}")


def _content(document: "Document", kind: Page, template: str | None) -> bytes:
    from pathlib import Path

    match kind:
        case "html":
            from drillsim.report.html import page as html_page

            return html_page(document).encode()
        case "pdf":
            from drillsim.report.pdf import pdf

            return pdf(document, None if template is None else Path(template))
        case "markdown":
            from drillsim.report.markdown.page import page

            return page(document).encode()
        case _:
            assert_never(kind)


def _issued(record: str) -> bool:
    """Puts `final` on the record where nothing is missing; else tells what is."""
    import time

    from drillsim.analysis.outcome import written
    from drillsim.analysis.reckoning import Reckoning
    from drillsim.cli.recorded import fitting, read
    from drillsim.record.commands import FACILITATOR
    from drillsim.record.written import Final
    from drillsim.report.facts import facts
    from drillsim.report.marks import without_marks
    from drillsim.report.status import lack_words, status
    from drillsim.session.amending import amend

    exercise, header, entries = read(record)
    with fitting(record):
        reckoned = Reckoning(exercise, header, entries)
        found = facts(reckoned, written(reckoned), names=False)
        lacks = [without_marks(lack_words(found, lack)) for lack in status(found).lacks]
    if lacks:
        out.tell("\n".join(f"drillsim: not final: {lack}" for lack in lacks))
        return False
    if found.writing.final is None:
        amend(record, [Final(FACILITATOR)], wall_ns=time.time_ns())
        out.say(f"{record}: issued as final. Now: drillsim report {record} -o report.pdf")
    return True
