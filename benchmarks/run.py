"""Measures speed and compares it, all in one run; see README.md."""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from benchmarks import commands, contacts, goals, page
from benchmarks.found import Found
from benchmarks.measuring import surroundings

SUBJECTS: dict[str, Callable[..., Found]] = {"contacts": contacts.measure, "commands": commands.measure}


def main() -> int:
    """Prints the tables; 1 where a figure is beyond its floor, or a row is wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help=f"of {', '.join(SUBJECTS)} (all)")
    parser.add_argument("--quick", action="store_true", help="fewer contacts and rounds: under three minutes")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all that was found there, with versions")
    parser.add_argument("--page", type=Path, metavar="FILE", help="put the tables into this page of the docs")
    wanted = parser.parse_args()
    unknown = set(wanted.subjects) - SUBJECTS.keys()
    if unknown:
        parser.error(f"expected subjects of {', '.join(SUBJECTS)}, found {', '.join(sorted(unknown))}")
    found = {
        name: measure(quick=wanted.quick, say=_say)
        for name, measure in SUBJECTS.items()
        if not wanted.subjects or name in wanted.subjects
    }
    judgements = {name: goals.judged(name, each) for name, each in found.items()}
    tables = [table for each in found.values() for table in each.tables]
    tables.append(goals.table(each for subject in judgements.values() for each in subject))
    for table in tables:
        print("", *table.text(), sep="\n")
    around = surroundings()
    if wanted.json:
        told = {
            name: asdict(each)
            | {"goals": [asdict(judged) | {"verdict": judged.verdict} for judged in judgements[name]]}
            for name, each in found.items()
        }
        text = json.dumps({"quick": wanted.quick, "surroundings": around, **told}, indent=2)
        wanted.json.write_text(text + "\n", encoding="utf-8")
    if wanted.page:
        page.write(wanted.page, tables, around)
    wrong = [line for each in found.values() for line in each.wrong]
    broken = [each.goal.figure for subject in judgements.values() for each in subject if each.is_broken]
    for line in wrong:
        _say(f"WRONG: {line}")
    for line in broken:
        _say(f"BEYOND THE FLOOR: {line}")
    return int(bool(wrong or broken))


def _say(line: str) -> None:
    """How far it is; the tables alone go to standard output."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
