"""A live drill in a process of its own: `python -m support.live_child NAME [RECORD]`, for tests on a real terminal.

`hostile` is a drill with hostile texts; `hostile_led` the same with somebody in the facilitator's place,
`hostile_lines` that in plain lines.
"""

import contextlib
import os
import sys
from dataclasses import replace

from drillsim.cli import out
from drillsim.errors import DrillsimError
from drillsim.plain.shell import play_plain
from drillsim.session.store.file import RecordWriter
from drillsim.tui.app import play_live
from support.live import header, shipped


def main(name: str, record: str | None = None) -> None:
    """Plays a bundled drill, or the hostile one, with all roles taken."""
    if name.startswith("hostile"):
        from support.hostile_text import hostile_exercise

        exercise = hostile_exercise()
    else:
        exercise = shipped(name)
    taken = list(exercise.plan.roles)
    written = replace(header(exercise, taken), facilitated=name in ("hostile_led", "hostile_lines"))
    if name == "hostile_lines":
        play_plain(exercise, written, None, taken=taken, write=out.data)
    elif record is None:
        play_live(exercise, written, None, taken=taken)
    else:
        with RecordWriter.create(record, written, min_free_mb=0) as writer:
            play_live(exercise, written, writer.append, taken=taken, place=record)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except DrillsimError as error:
        with contextlib.suppress(OSError):  # the terminal may be gone
            sys.stdout.write(f"{error}\n")
            sys.stdout.flush()
        os._exit(error.exit_code)  # without a last, failing flush
