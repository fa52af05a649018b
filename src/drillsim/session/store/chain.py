"""Whether a record is as it was written.

A chain shows later edits. It cannot stop the owner of the file from writing all of it anew, or from leaving
out its last entries: only a head that was noted elsewhere (results screen, after-action report) shows that.
"""

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from drillsim.errors import RecordError
from drillsim.record.entries import Entry, Header, Stamp
from drillsim.session.store import rows
from drillsim.session.store.source import Source

MOST_PROBLEMS = 100  # more tell nobody more
_KIND = rows.COLUMNS.index("kind")


@dataclass(frozen=True, slots=True)
class ChainReport:
    """How many entries were found, the last one's chain, and what is wrong; nothing where `ok`.

    `played` is the chain where the exercise ended; that of the last entry where it has not.
    """

    ok: bool
    events: int
    head: str
    problems: list[str]
    played: str


def verify_chain(path: str | os.PathLike[str]) -> ChainReport:
    """Checks file, header, every entry and the chain. Raises RecordError where there is no record."""
    with closing(Source(Path(path))) as source:
        header = source.header()
        examined = _Examined(rows.digest(header))
        problems = [*source.faults(), *_header_problems(header), *_clock_problems(source, header)]
        for problem in examined.problems(source):
            if len(problems) == MOST_PROBLEMS:
                problems.append("expected fewer problems, found more than are told here")
                break
            problems.append(problem)
    return ChainReport(not problems, examined.count, examined.head, problems, examined.ended or examined.head)


@dataclass(frozen=True, slots=True)
class Intact:
    """A record that is as it was written: its header and the text of it, its entries, the last one's chain."""

    header: Header
    header_text: str
    entries: list[Entry]
    head: str
    clock: Stamp | None
    """Where the exercise clock stood last, as far as it was kept beside the entries."""


def read_intact(path: str | os.PathLike[str]) -> Intact:
    """Everything of a record, read once. Raises RecordError where it is not as it was written."""
    with closing(Source(Path(path))) as source:
        header = source.header()
        entries: list[Entry] = []
        examined = _Examined(rows.digest(header), entries)
        known = chain(_header_problems(header), _clock_problems(source, header))
        problem = next(chain(source.faults(), known, examined.problems(source)), None)
        if problem is not None:
            raise RecordError(f"{path}: expected a record as it was written, found another: {problem}")
        clock = source.clock()
        return Intact(rows.header_of(header), header, entries, examined.head, None if clock is None else clock[0])


class _Examined:
    """What has been seen of a record: its last seq and chain, and how many entries; they are put into `kept`."""

    def __init__(self, head: str, kept: list[Entry] | None = None) -> None:
        self.kept = kept
        self.head = head
        self.ended: str | None = None
        """The chain where the exercise ended."""
        self.seq = 0
        self.count = 0

    def problems(self, source: Source) -> Iterator[str]:
        try:
            for sealed in source.rows():
                yield from self._look(sealed[:-1], sealed[-1])
        except RecordError as error:  # damage in the middle: what was seen up to here still tells something
            yield f"after entry {self.seq}: {str(error).removeprefix(f'{source.path}: ')}"

    def _look(self, row: rows.Row, chain: str) -> Iterator[str]:
        seq, expected = row[0], self.seq + 1
        if seq != expected:
            yield f"expected entry {expected}, found entry {seq}"
        if chain != rows.link(self.head, row):
            yield f"entry {seq}: expected what the chain was made of, found it changed"
        try:
            entry = rows.entry_of(row)
            if self.kept is not None:
                self.kept.append(entry)
        except rows.Unfit as error:
            yield f"entry {seq}: {error}"
        self.seq, self.head, self.count = seq, chain, self.count + 1
        if row[_KIND] == "exercise_ended":
            self.ended = chain


def _header_problems(text: str) -> Iterator[str]:
    try:
        header = rows.header_of(text)
    except rows.Unfit as error:
        yield str(error)
        return
    for each in header.texts:
        if rows.digest(each.text) != each.digest:
            yield f"expected the text of {each.path} that its SHA-256 was made of, found it changed"


def _clock_problems(source: Source, header: str) -> Iterator[str]:
    found = source.clock()
    if found is not None and found[1] != rows.clock_seal(rows.digest(header), found[0]):
        yield "expected where the clock stood last as it was kept, found it changed"
