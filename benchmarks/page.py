"""The tables of a run, put into a page between two marks; what people wrote around them stays."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.found import Table

BEGIN = "<!-- The tables are made: make bench ARGS='--page docs/benchmarks.md' -->"
END = "<!-- Here end the tables. -->"


def write(page: Path, tables: Sequence[Table], surroundings: dict[str, Any]) -> None:
    """Puts new tables for the old. Raises ValueError where the page has not both marks."""
    text = page.read_text(encoding="utf-8")
    before, begins, rest = text.partition(BEGIN)
    _, ends, after = rest.partition(END)
    if not begins or not ends:
        raise ValueError(f"expected the lines {BEGIN} and {END} in {page}")
    made = "\n".join(_lines(tables, surroundings))
    page.write_text(f"{before}{BEGIN}\n{made}\n{END}{after}", encoding="utf-8")


def _lines(tables: Sequence[Table], surroundings: dict[str, Any]) -> Iterator[str]:
    versions = ", ".join(f"{name} {version}" for name, version in surroundings["versions"].items())
    yield f"Measured on {surroundings['at'][:10]}: {surroundings['platform']}, {surroundings['processors']} processors,"
    yield f"Python {surroundings['python']}, {surroundings['compiler'] or 'no C compiler'}; {versions}."
    for table in tables:
        yield ""
        yield from table.markdown()
    yield ""
