"""Where commands write: data to stdout, narration to stderr.

What a command found out is data, in full, whatever becomes of the narration. A reader who goes away (`| head`)
is no fault: the command goes on without him, so that a record it writes is whole. A full disk or a closed
stdout is.
"""

import os
import sys
from typing import Any, TextIO

from drillsim.errors import DrillsimError


class OutputFailed(DrillsimError):
    """What was asked for could not be written."""

    exit_code = 3


_quiet = False


def be_quiet() -> None:
    """No narration from here on; errors are still told."""
    global _quiet
    _quiet = True


def prepare() -> None:
    """Makes the streams safe: no file gets the number of a closed one, no character ends a command."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def data(text: str) -> None:
    """Prints what was asked for, with a line end; what could drive a terminal is made harmless."""
    from drillsim.record.clean import clean

    _write(clean(text, len(text)).rstrip("\n") + "\n")


def json_data(value: Any) -> None:
    """Prints one JSON value on one line, in ASCII: the same bytes wherever it is read."""
    import json

    _write(json.dumps(value, ensure_ascii=True) + "\n")


def say(text: str) -> None:
    """Tells the person at the keyboard what is going on."""
    if not _quiet:
        tell(text)


def tell(text: str) -> None:
    """Tells the person at the keyboard something that cannot be left out."""
    from drillsim.record.clean import clean

    if sys.stderr is None:
        return
    try:
        sys.stderr.write(clean(text, len(text)) + "\n")
        sys.stderr.flush()
    except OSError:
        _forget(sys.stderr)  # nobody listens, and there is no other way to say so
    except ValueError:
        pass  # it was closed


def closed(code: int) -> int:
    """Writes what is still to be written; returns the exit status with which to end."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _forget(sys.stdout)
    except OSError as error:
        _forget(sys.stdout)
        tell(f"drillsim: {_failed(error)}")
        return code or OutputFailed.exit_code
    return code


def _write(text: str) -> None:
    if sys.stdout is None:
        raise OutputFailed("expected a place to write to, found standard output closed")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _forget(sys.stdout)
    except OSError as error:
        _forget(sys.stdout)
        raise OutputFailed(_failed(error)) from None


def _failed(error: OSError) -> str:
    return f"expected to write the output, found: {error.strerror}"


def _forget(stream: TextIO) -> None:
    """Nothing more comes out of a stream; Python would try again, and complain, at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
