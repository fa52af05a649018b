"""`drillsim replay`: a record shown again, and the digest of what came of it."""

import gc
from typing import TYPE_CHECKING

import click

from drillsim.cli import out
from drillsim.cli.ending import DONE
from drillsim.cli.group import Command
from drillsim.cli.playing import no_screen
from drillsim.cli.recorded import fitting, named, read, warn_of_changes, warn_of_other_customers

if TYPE_CHECKING:
    from drillsim.model.exercise import Exercise
    from drillsim.record.entries import Entry, Header
    from drillsim.session.playback import Playback

LONGEST_DAYS = 30  # that a facilitator may have put the end off: far more than anybody does

EXAMPLES = """
drillsim replay tornado.drillrecord
drillsim replay tornado.drillrecord --digest
"""


@click.command("replay", cls=Command, epilog=EXAMPLES)
@click.argument("record", metavar="RECORD", type=click.Path(readable=False))
@click.option("--digest", is_flag=True, help="Only print the SHA-256 of the outcome; needs no terminal.")
@click.option("--at", metavar="DIR", help="Where drillsim's data are kept, settings included.")
def command(record: str, *, digest: bool, at: str | None) -> int:
    """Show a drill again from its record: at any point, forwards and back, as the facilitator or any role saw it.

    Nothing is played anew and nothing of the record changes. One that is still being written can be watched, too.
    The digest is the same on every later version of drillsim.

    Exit status: 0, 2 no terminal to show it in, 3 a record that cannot be read.
    """
    record = named(record, at)
    if digest:
        _print_digest(record)
    else:
        _show(record, at)
    return DONE


def _show(record: str, at: str | None) -> None:
    obstacle = no_screen()
    if obstacle is not None:
        other = f"drillsim report {record} tells what happened, --digest only whether it is the same"
        raise click.UsageError(f"a replay needs a terminal; there is none here ({obstacle}): {other}")
    from drillsim.cli.personal import personal
    from drillsim.errors import RecordError
    from drillsim.loading.recorded import recorded_exercise
    from drillsim.present.replay.heading import Shown
    from drillsim.session.playback import Playback
    from drillsim.session.store.chain import verify_chain
    from drillsim.session.store.feed import Feed
    from drillsim.tui.replay_app import show_again

    gc.disable()  # until the first frame: no entry of the record is garbage
    feed = Feed(record)
    try:
        warn_of_other_customers(record, feed.header)
        try:
            playback = Playback(recorded_exercise(feed.header), feed.header)
        except RecordError as error:
            raise RecordError(f"{record}: {error}") from None
        is_written = feed.is_written
        chain = verify_chain(record)
        with fitting(record):
            playback.take(feed.new())
            if not chain.ok:
                _require_order(playback)
                _look_at_all(playback)
        if is_written:
            playback.go_to_end()
        else:
            playback.go_to_second(0)
        show_again(playback, Shown(feed.header, chain.ok, chain.head, is_written), feed, personal(at))
    finally:
        feed.close()


def _require_order(playback: "Playback") -> None:
    """Queues are played from second to second: one edited time could keep this waiting for ever. Raises ValueError."""
    from itertools import pairwise

    from drillsim.model.spelling import DAY

    for before, after in pairwise(playback.entries):
        if after.at < before.at:
            raise ValueError(f"entry {after.seq} earlier than entry {before.seq}")
    if playback.ends > playback.exercise.lasts + LONGEST_DAYS * DAY:
        raise ValueError(f"an end {LONGEST_DAYS} days late")


def _look_at_all(playback: "Playback") -> None:
    """Whoever edits a record may write anything into it: what cannot be shown is found before there is a screen."""
    from drillsim.present.replay.telling import Telling
    from drillsim.session.watch import Watch

    for role in (None, *playback.exercise.plan.roles):
        telling = Telling(Watch(playback, role))
        for seq in telling.watch.seqs:
            telling.said(seq)
        telling.watch.view()


def _print_digest(record: str) -> None:
    exercise, header, entries = read(record)
    warn_of_changes(record)
    warn_of_other_customers(record, header)
    with fitting(record):
        found = _digest(record, exercise, header, entries)
    out.data(found)


def _digest(record: str, exercise: "Exercise", header: "Header", entries: "list[Entry]") -> str:
    """SHA-256 of the outcome in the version that the header names, as JSON with sorted keys and no blanks, in UTF-8.

    Later versions of the outcome add fields, of which an earlier one has to leave out what it did not have.
    """
    from drillsim.analysis.outcome import outcome
    from drillsim.errors import RecordError
    from drillsim.record.entries import OUTCOME_VERSION
    from drillsim.session.store import rows

    if header.outcome != OUTCOME_VERSION:
        raise RecordError(f"{record}: expected outcome version {OUTCOME_VERSION}, found version {header.outcome}")
    return rows.digest(rows.canonical(outcome(exercise, header, entries)))
