"""Reading a record, live or dead."""

import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from drillsim.errors import RecordError
from drillsim.record.entries import Entry, Header, Stamp
from drillsim.session.store import rows
from drillsim.session.store.source import Source


class RecordReader:
    """A record's header and entries, each checked as if it were typed today.

    Raises RecordError, in one sentence, where the file is no record, damaged, of another format, or holds
    what no record holds. Whether it was edited is asked of `verify_chain`.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self.path = source.path
        faults = source.faults()
        if faults:
            raise RecordError(f"{self.path}: {faults[0]}")
        try:
            text = source.header()
            self.header: Header = rows.header_of(text)
        except rows.Unfit as error:
            raise RecordError(f"{self.path}: {error}") from None
        self._digest = rows.digest(text)

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Self:
        """A reader of a record, for the thread that asks."""
        source = Source(Path(path))
        try:
            return cls(source)
        except BaseException:
            source.close()
            raise

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """The entries after a seq, in order, to the last that is written when the reader gets there."""
        for sealed in self._source.rows(after):
            try:
                yield rows.entry_of(sealed[:-1])
            except rows.Unfit as error:
                raise RecordError(f"{self.path}: entry {sealed[0]}: {error}") from None

    def clock(self) -> Stamp | None:
        """Where the exercise clock stood last, as the host kept it; None where it did not, or that was changed."""
        found = self._source.clock()
        if found is None or found[1] != rows.clock_seal(self._digest, found[0]):
            return None
        return found[0]

    def close(self) -> None:
        """Ends the reading."""
        self._source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
