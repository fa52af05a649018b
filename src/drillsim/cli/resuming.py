"""`drillsim resume`: goes on with a live drill that was left, or whose host was killed."""

import gc
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drillsim.cli import out
from drillsim.cli.archived import take_played
from drillsim.cli.ending import DONE
from drillsim.cli.group import Command
from drillsim.cli.playing import no_screen, play_here, wants_lines
from drillsim.cli.recorded import latest_live, named, warn_of_other_customers

if TYPE_CHECKING:
    from drillsim.record.entries import Header

EXAMPLES = """
drillsim resume tornado-20261129-101500.drillrecord
"""


@click.command("resume", cls=Command, epilog=EXAMPLES)
@click.argument("record", metavar="RECORD", type=click.Path(readable=False), required=False)
@click.option("--plain", is_flag=True, help="Go on in typed lines: for screen readers, pipes and dumb terminals.")
@click.option("--at", metavar="DIR", help="Where drillsim's data are kept, records and settings included.")
def command(record: str | None, *, plain: bool, at: str | None) -> int:
    """Go on with a live drill from its record, or with its hot wash.

    The drill goes on from the texts in the record, in the state in which it was left; what had been acknowledged is
    there. The clock stands until you let it go on. How long nobody ran the drill is on the record. A drill that has
    ended opens at its results: the hot wash can be held or gone on with, and the play stays closed.

    Exit status: 0, 2 a drill that cannot be resumed here, 3 a record that cannot be read or written, that was
    changed, or that another drillsim holds (its process is named).
    """
    from drillsim.errors import NotFound, RecordError
    from drillsim.loading.recorded import recorded_exercise
    from drillsim.session.store.file import RecordWriter

    if record is None:
        raise NotFound(f"expected RECORD, found none{_latest(at)} (drillsim resume --help)")
    record = named(record, at)
    plain = plain or wants_lines()
    obstacle = None if plain else no_screen()
    if obstacle is not None:
        raise click.UsageError(
            f"a live drill goes on at a terminal, or with --plain in typed lines; there is none here ({obstacle})"
        )
    if not plain:
        gc.disable()  # until the first frame, as when a drill is begun: no entry of the record is garbage
    writer, recorded = RecordWriter.reopen(record)
    with writer:
        warn_of_other_customers(record, recorded.header)
        _require_live(record, recorded.header)
        try:
            exercise = recorded_exercise(recorded.header)
        except RecordError as error:
            raise RecordError(f"{record}: {error}") from None
        from drillsim.engine import SCRIPT, STAND_IN

        taken = [role for role, player in recorded.header.players.items() if player not in (SCRIPT, STAND_IN)]
        try:
            play_here(
                exercise, recorded.header, writer, taken=taken, place=record, recorded=recorded, plain=plain, at=at
            )
        finally:
            out.tell(f"The record is {record}; drillsim report {record} tells what happened.")
            take_played(Path(record), at)
    return DONE


def _latest(at: str | None) -> str:
    """What was played live last and kept in the folder of records, as the nearest right answer."""
    live = latest_live(None if at is None else Path(at))
    return "" if live is None else f"; the latest is {live}"


def _require_live(record: str, header: "Header") -> None:
    """Nobody was there to talk about a drill that has played itself: its file has room for what people say of it."""
    if not header.live:
        raise click.UsageError(
            f"{record}: expected a live drill, found one that has played itself; what people say of it goes into its"
            f" drill file (hotwash, ratings, improvements); drillsim report {record} tells what happened"
        )
