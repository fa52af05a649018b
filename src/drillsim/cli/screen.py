"""`drillsim screen`: what the room sees, on the projector, in a second window."""

import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drillsim.cli import out
from drillsim.cli.ending import DONE
from drillsim.cli.group import Command
from drillsim.cli.playing import no_screen, wants_lines
from drillsim.cli.recorded import fitting, latest_live, named

if TYPE_CHECKING:
    from drillsim.net.watched import Watched
    from drillsim.session.room import RoomView

EXAMPLES = """
drillsim screen
drillsim screen tornado-20261129-101500.drillrecord
drillsim screen tornado.drillrecord --plain
"""


@click.command("screen", cls=Command, epilog=EXAMPLES)
@click.argument("record", metavar="RECORD", type=click.Path(readable=False), required=False)
@click.option("--plain", is_flag=True, help="Lines instead of a screen: how it stands, then what is new.")
@click.option("--at", metavar="DIR", help="Where drillsim's data is kept, to find the latest record there.")
def command(record: str | None, *, plain: bool, at: str | None) -> int:
    """Show the room what everybody may see: the last inject large, the question, the time left, the whiteboard.

    For the projector, in a second window beside the drill's. RECORD is the record that the drill writes; without it,
    the latest that was played live. It only reads; it goes on when the drill is killed and resumed. Without a terminal
    it prints lines until the drill ends.

    Exit status: 0, 2 where no record was played live yet, 3 a record that cannot be read.
    """
    from drillsim.errors import NotFound, RecordError
    from drillsim.loading.recorded import recorded_exercise
    from drillsim.net.timekeeper import system_clocks
    from drillsim.net.watched import Watched
    from drillsim.session.store.feed import Feed

    if record is None:
        latest = latest_live(None if at is None else Path(at))
        if latest is None:
            raise NotFound("expected RECORD, found none and no live drill in the folder of records")
        record = str(latest)
    record = named(record, at)
    with closing(Feed(record)) as feed:
        try:
            exercise = recorded_exercise(feed.header)
        except RecordError as error:
            raise RecordError(f"{record}: {error}") from None
        watched = Watched(feed, exercise, system_clocks())
        with fitting(record):
            first = watched.look()
        if plain or wants_lines() or no_screen() is not None:
            _print(watched, first)
        else:
            from drillsim.cli.personal import personal
            from drillsim.tui.room import show_room

            show_room(watched, first, personal(at))
    return DONE


def _print(watched: "Watched", view: "RoomView") -> None:
    """How it stands, then what is new, until the drill has ended or somebody stops this."""
    from drillsim.errors import RecordError
    from drillsim.net.watched import LOOK_EVERY
    from drillsim.present.room import lines, news

    for each in lines(view):
        out.data(each)
    trouble = ""
    try:
        while view.clock.state != "ended":
            time.sleep(LOOK_EVERY)
            try:
                before, view = view, watched.look()
            except RecordError as error:
                if str(error) != trouble:
                    trouble = str(error)
                    out.tell(f"drillsim: {trouble}")
                continue
            trouble = ""
            for each in news(before, view):
                out.data(each)
    except KeyboardInterrupt:
        return  # nothing was begun that has to be ended
