"""How a command ends when something is wrong: one line for the person at the keyboard, one exit status."""

import os
import sys

from drillsim.cli.out import tell
from drillsim.errors import DocumentRefused, DrillsimError

DONE, NO, BAD_CALL, NO_STORAGE, NOT_ALLOWED, OUR_FAULT, INTERRUPTED = 0, 1, 2, 3, 4, 5, 130


def told(error: BaseException) -> int:
    """Tells what went wrong; returns the exit status."""
    match error:
        case KeyboardInterrupt():
            tell("drillsim: interrupted")
            return INTERRUPTED
        case SystemExit():
            return error.code if isinstance(error.code, int) else OUR_FAULT
        case DocumentRefused():
            tell(f"{error}\ndrillsim: {_refused(error)}")
            return error.exit_code
        case DrillsimError():
            tell(f"drillsim: {error}")
            return error.exit_code
        case FileNotFoundError() if _has_no_folder():
            tell("drillsim: expected a working directory, found that it is not there any more")
            return NO_STORAGE
    return _told_click(error)


def _has_no_folder() -> bool:
    try:
        os.getcwd()
    except OSError:
        return True
    return False


def _refused(error: DocumentRefused) -> str:
    count = len(error.problems)
    return f"refused, because of {count} error{'' if count == 1 else 's'} in the files"


def _told_click(error: BaseException) -> int:
    if "click" not in sys.modules:
        return _told_crash(error)
    import click

    match error:
        case click.Abort():
            tell("drillsim: interrupted")
            return INTERRUPTED
        case click.exceptions.NoArgsIsHelpError():
            tell(error.format_message())
            return BAD_CALL
        case click.UsageError():
            from drillsim.cli.usage import wrong_call

            tell(f"drillsim: {wrong_call(error)}")
            return BAD_CALL
        case click.ClickException():
            tell(f"drillsim: {error.format_message()}")
            return BAD_CALL
        case click.exceptions.Exit():
            return error.exit_code
    return _told_crash(error)


def _told_crash(error: BaseException) -> int:
    from drillsim.cli.crash import log

    reason = f"{type(error).__name__}: {error}".splitlines()[0]
    tell(f"drillsim: our fault: {ascii(reason)[1:-1]}; {log(error)}")
    return OUR_FAULT
