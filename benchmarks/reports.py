"""What a report costs, beside what else is done with the same text and the same record, all in one run.

    PYTHONPATH=tests python -m benchmarks.reports

Short: a drill of 15 roles and 300 events, made into each format in a warm process, CPU time, the median of rounds.
Long: a record of 100,000 entries, read from its file and reported by a process of its own: CPU seconds of the whole
process and the most memory it held, beside processes that only read the same rows, or decode them too.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.measuring import in_turn

ROLES, EVENTS, ENTRIES = 15, 300, 100_000
HTML_S, PDF_S = 0.3, 1.0
LONG_S, LONG_MB = 5.0, 300

_SQLITE = """
import sqlite3, sys
rows = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True).execute("SELECT * FROM entries ORDER BY seq").fetchall()
assert len(rows) > 1000
"""
_ROWS_AND_JSON = """
import json, sqlite3, sys
rows = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True).execute("SELECT * FROM entries ORDER BY seq").fetchall()
kept = [[json.loads(cell) if isinstance(cell, str) and cell.startswith("{") else cell for cell in row] for row in rows]
assert len(kept) > 1000
"""


def _long_drill(folder: Path, entries: int) -> Path:
    """The record of a live drill in which people note and check in until it has so many entries."""
    from drillsim.record import commands as c
    from drillsim.record import running as r
    from drillsim.record.entries import Stamp
    from drillsim.session.session import Session
    from drillsim.session.store.file import RecordWriter
    from support.drills import exercise, header

    head = replace(header("hurricane_carrier", live=True), facilitated=True)
    path = folder / "long.drillrecord"
    roles = list(exercise("hurricane_carrier").plan.roles)
    waiting: list[Any] = []

    def keep(some: Any) -> None:
        waiting.extend(some)
        if len(waiting) > 2_000:
            writer.append(list(waiting))
            waiting.clear()

    with RecordWriter.create(path, head, min_free_mb=0) as writer:
        session = Session(exercise("hurricane_carrier"), head, keep)
        session.take(r.Start(), client_id="start", stamp=Stamp(0, 1, 1))
        for number in range(entries // 2 - 50):
            by = roles[number % len(roles)]
            session.take(c.Notes(by, f"note {number} of {by}: all is as it was"), client_id=f"c{number}")
            if number % 500 == 0:
                session.advance(number * 2)
        session.finish()
        writer.append(list(waiting))
    return path


def _process(words: list[str]) -> tuple[float, float]:
    """CPU seconds of a process, and the most memory that it held, in MB."""
    child = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{' '.join(words[:4])} ended with {child.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def short() -> None:
    """Prints a row for each format and each peer."""
    from markdown_it import MarkdownIt

    from drillsim.report.html import page as html_page
    from drillsim.report.markdown.page import page as markdown_page
    from drillsim.report.pdf import pdf
    from support.printed import long_paper

    paper = long_paper(EVENTS)
    text = markdown_page(paper)
    reader = MarkdownIt("commonmark").enable("table")
    works: dict[str, Callable[[], object]] = {
        "HTML": lambda: html_page(paper),
        "HTML of the tornado, reckoned from its entries each time": _reckoned("tornado"),
        "HTML of the 400-agent move, reckoned each time": _reckoned("pandemic"),
        "PDF": lambda: pdf(paper),
        "Markdown": lambda: text and markdown_page(paper),
        "the Markdown as HTML by markdown-it, without figures": lambda: reader.render(text),
        "the document as JSON by json.dumps": lambda: json.dumps(paper, default=vars_of),
    }
    found = in_turn(works, lambda number: print(f"round {number}", file=sys.stderr, flush=True))
    html = found["HTML"].seconds
    goals = {"HTML": HTML_S, "PDF": PDF_S}
    print(f"{ROLES} roles, {EVENTS} events, warm:")
    for name, timed in found.items():
        goal = f"  (goal < {goals[name]} s)" if name in goals else ""
        print(f"  {timed.seconds:7.3f} s  {timed.seconds / html:6.2f} of HTML  {name}{goal}", flush=True)


def _reckoned(drill: str) -> Callable[[], object]:
    """All that a report of a shipped drill takes, but reading its record."""
    from drillsim.analysis.outcome import written
    from drillsim.analysis.reckoning import Reckoning
    from drillsim.report.aar import aar
    from drillsim.report.html import page as html_page
    from drillsim.session.session import Session
    from support.drills import exercise, header

    session = Session(exercise(drill), header(drill))
    session.finish()

    def report() -> object:
        reckoned = Reckoning(session.exercise, session.header, session.entries)
        return html_page(aar(reckoned, written(reckoned), names=False))

    return report


def vars_of(value: Any) -> Any:
    """A block as a mapping, a set as a list."""
    return sorted(value) if isinstance(value, frozenset) else {name: getattr(value, name) for name in value.__slots__}


def long(entries: int) -> None:
    """Prints a row for each process that reads the record."""
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "long.drillrecord"
        _process([sys.executable, "-m", "benchmarks.reports", "--entries", str(entries), "--make", folder])
        here = [sys.executable, "-c"]
        report = [sys.executable, "-m", "drillsim", "report", str(record)]
        rows = {
            "report as HTML": [*report, "-o", f"{folder}/r.html"],
            "report as Markdown": [*report, "-o", f"{folder}/r.md"],
            "outcome as JSON": [*report, "--json", "-o", f"{folder}/r.json"],
            "the same rows by sqlite3 alone": [*here, _SQLITE, str(record)],
            "the same rows, their JSON read": [*here, _ROWS_AND_JSON, str(record)],
        }
        print(f"{entries:,} entries, {record.stat().st_size >> 20} MB, a process of its own:")
        for name, words in rows.items():
            seconds, memory = _process(words)
            goal = f"  (goal < {LONG_S} s, {LONG_MB} MB)" if name == "report as HTML" else ""
            print(f"  {seconds:7.2f} s CPU  {memory:6.0f} MB  {name}{goal}", flush=True)


def main() -> None:
    """Prints both tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reports")
    parser.add_argument("--entries", type=int, default=ENTRIES)
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.make:
        _long_drill(wanted.make, wanted.entries)
        return
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    long(wanted.entries)  # first: a process begins with the memory that its parent has
    short()


if __name__ == "__main__":
    main()
