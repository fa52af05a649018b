"""The command line. Only what starts it is imported here; a command is imported when it runs."""

import gc
import os
import sys

_HELP = (["--help"], ["-h"])


def main() -> int:
    """Obeys the words after `drillsim`; returns the exit status (docs/commands.md)."""
    from drillsim.cli import ending, out

    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for some takes longer than a check
    try:
        out.prepare()
        code = _obey(sys.argv[1:])
    except BaseException as error:  # noqa: BLE001 - each has its exit status and its line, none a traceback
        code = ending.told(error)
    code = out.closed(code)
    gc.freeze()  # the process ends: looking for garbage among all models once more would only take time
    return code


def _obey(words: list[str]) -> int:
    if words in _HELP and "_DRILLSIM_COMPLETE" not in os.environ:
        from drillsim.cli import out
        from drillsim.cli.commands import help_text

        out.data(help_text())  # the same text that the group gives, without importing click first
        return 0
    from drillsim.cli.group import drillsim

    return int(drillsim.main(words, prog_name="drillsim", standalone_mode=False) or 0)
