"""After EndEx: the search for the one earlier step of each broken promise, beside the host, which it never delays.

It runs in a process of its own, which lives no longer than this one. What it finds is put on the record as the entry
`verdict`. Where it is stopped on the way nothing is lost: the next host of the record begins it again.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from tempfile import TemporaryFile
from threading import Thread
from typing import IO, Protocol

from drillsim.analysis.written import Writing
from drillsim.present.looking import Looking
from drillsim.record import commands as c
from drillsim.record.clean import said_back
from drillsim.record.codec import decode_command
from drillsim.record.entries import Entry, Header
from drillsim.record.written import Verdict
from drillsim.session.store import rows
from drillsim.session.store.bodies import misfit

COMMAND = (sys.executable, "-P", "-m", "drillsim.net.seeker")  # -P: nothing of the folder it is started in is imported
MOST_SAID = 4_000  # bytes of what a process that failed said last


class Broken(Exception):
    """The search ended without an answer."""


class Seeker(Protocol):
    """Who looks for it, somewhere else."""

    def begin(self, header: Header, entries: Sequence[Entry]) -> None:
        """Begins to look; asked once. Raises Broken."""

    def found(self) -> Verdict | None:
        """What was found, as soon as it is; None until then. Raises Broken."""

    def close(self) -> None:
        """Nobody waits for it any more."""


class Search:
    """The host's side: begins it where nothing of it is on the record yet, and keeps its answer."""

    def __init__(self, seeker: Seeker | None, note: Callable[[c.Command], None]) -> None:
        """Without a seeker nobody looks; `note` puts an entry of the host's own on the record."""
        self._seeker = seeker
        self._note = note
        self.looking: Looking = "no"
        self.why = ""
        """Why it broke off."""

    def begin(self, header: Header, entries: Sequence[Entry], writing: Writing) -> None:
        """The exercise is over."""
        if self._seeker is not None and writing.verdict is None:
            self.looking = "going_on"
            try:
                self._seeker.begin(header, entries)
            except Broken as error:
                self.looking, self.why = "broken_off", str(error)

    def look(self) -> None:
        """Whether there is an answer by now."""
        if self._seeker is None or self.looking != "going_on":
            return
        try:
            verdict = self._seeker.found()
        except Broken as error:
            self.looking, self.why = "broken_off", str(error)
            return
        if verdict is not None:
            self.looking = "no"
            self._note(verdict)

    def close(self) -> None:
        """The host ends."""
        if self._seeker is not None:
            self._seeker.close()


class ProcessSeeker:
    """Looks in another process; the record goes to its standard input, the answer comes from its standard output.

    Its standard input stays open as long as this process lives and waits: with its end the other one ends too.
    """

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: Thread | None = None
        self._answer = b""
        self._errors: IO[bytes] | None = None

    def begin(self, header: Header, entries: Sequence[Entry]) -> None:
        """Starts the process; a thread talks to it, because a pipe may be full. Raises Broken where none can be."""
        try:
            self._errors = TemporaryFile()  # noqa: SIM115  # open as long as the process
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                start_new_session=True,  # what is typed at the terminal, ^C too, is not for it
            )
        except OSError as error:
            self.close()
            raise Broken(f"no process could be started for it ({error.strerror})") from None
        self._thread = Thread(target=self._talk, args=(self._process, header, tuple(entries)), daemon=True)
        self._thread.start()

    def _talk(self, process: "subprocess.Popen[bytes]", header: Header, entries: Sequence[Entry]) -> None:
        assert process.stdin is not None  # it was asked for
        assert process.stdout is not None  # as above
        try:
            process.stdin.write(f"{rows.header_text(header)}\n".encode())
            for entry in entries:
                process.stdin.write(f"{json.dumps(rows.row_of(entry))}\n".encode())
            process.stdin.write(b"\n")
            process.stdin.flush()
        except BrokenPipeError:
            return  # it has ended: `found` says what it said last
        self._answer = process.stdout.readline()

    def found(self) -> Verdict | None:
        """The answer, once the process has given one. Raises Broken where it ended without."""
        if self._process is None or self._thread is None or self._thread.is_alive():
            return None
        try:
            body = json.loads(self._answer)
        except ValueError:
            body = None
        said = self._last_words()
        self.close()
        if body is None or misfit(Verdict, body) is not None:
            raise Broken(said or "the process that looks for it ended")
        verdict = decode_command("verdict", body)
        assert isinstance(verdict, Verdict)  # by its kind
        return verdict

    def _last_words(self) -> str:
        assert self._errors is not None  # since `begin`
        self._errors.seek(0)
        lines = self._errors.read()[-MOST_SAID:].decode(errors="replace").split("\n")
        return said_back(next((each for each in reversed(lines) if each.strip()), ""))

    def close(self) -> None:
        """Ends the process, where it still runs."""
        streams, self._errors = [self._errors], None
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            streams += [process.stdin, process.stdout]
        if self._thread is not None:
            self._thread.join()
        for stream in streams:
            if stream is not None:
                _close(stream)


def _close(stream: IO[bytes]) -> None:
    with suppress(BrokenPipeError):  # what was still to be written to a process that has ended
        stream.close()
