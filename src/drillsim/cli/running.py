"""`drillsim run`: a drill played by people at the keyboard, or by itself."""

import os
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drillsim.cli import out
from drillsim.cli.documents import complete_drill, complete_role, loaded_drill
from drillsim.cli.ending import DONE, NO
from drillsim.cli.group import Command
from drillsim.cli.playing import header_of, no_screen, play_here, wants_lines
from drillsim.cli.usage import Number, nearest

if TYPE_CHECKING:
    from drillsim.analysis.shape import Outcome
    from drillsim.contacts.chance import Engine
    from drillsim.loading import Loaded
    from drillsim.model.exercise import Exercise
    from drillsim.model.telephones import Contact
    from drillsim.record.entries import Entry, Header
    from drillsim.session.session import Session

EXAMPLES = """
drillsim run tornado
drillsim run tornado --role floor_lead --role comms_lead
drillsim run acme.drill.yaml --unattended --record acme.drillrecord
drillsim run acme.drill.yaml --unattended --json --fail-on missed
"""


@click.command("run", cls=Command, epilog=EXAMPLES)
@click.argument("drill", metavar="DRILL", shell_complete=complete_drill)
@click.option("--unattended", is_flag=True, help="Play it without people, at once.")
@click.option("--plain", is_flag=True, help="Play it in typed lines: for screen readers, pipes and dumb terminals.")
@click.option("--stand-ins", is_flag=True, help="Roles without a response are played by the plan.")
@click.option("--json", "as_json", is_flag=True, help="The outcome as one JSON object instead of the report.")
@click.option("--fail-on", type=click.Choice(["missed"]), help="Exit status 1 where a promise was missed.")
@click.option("--record", metavar="FILE", help="Write the record there; never over another file.")
@click.option("--seed", type=Number(0), metavar="N", help="Instead of the drill's seed.")
@click.option(
    "--engine",
    type=click.Choice(["python", "fast"]),
    help="What plays the contacts: fast (numba, pip install drillsim[fast]) tells the same, sooner from a million on.",
)
@click.option(
    "--role",
    "roles",
    metavar="ROLE",
    multiple=True,
    shell_complete=complete_role,
    help="A role that you play, alone at the keyboard; may be given several times. None given: you facilitate.",
)
@click.option("--at", metavar="DIR", help="Keep drillsim's data there, records and settings included.")
def command(
    drill: str,
    *,
    unattended: bool,
    plain: bool,
    stand_ins: bool,
    as_json: bool,
    fail_on: str | None,
    record: str | None,
    seed: int | None,
    engine: "Engine | None",
    roles: tuple[str, ...],
    at: str | None,
) -> int:
    """Play a drill and report what came of it.

    DRILL is a drill file or the name of a bundled drill. On a terminal you play it; without one, or with
    --unattended, it plays itself: what it says that people did, and what follows. The short report (or with --json
    the outcome) comes on standard output. With --plain you play it in typed lines, wherever they come from; a dumb
    terminal, or one where DRILLSIM_PLAIN=1 is set, gets lines too.

    Exit status: 0 whatever was missed, 1 with --fail-on missed where a promise was, 2 a file that cannot be opened
    or has errors, 3 a record that cannot be written.
    """
    if unattended and roles:
        raise click.UsageError("--role is for playing at the keyboard, --unattended plays without people")
    if plain and (unattended or as_json):
        other = "--unattended plays without people" if unattended else "--json writes one object and nothing else"
        raise click.UsageError(f"--plain is for playing in typed lines, {other}")
    if record == "":
        raise click.UsageError("expected a file name for --record, found an empty one")
    loaded, exercise = loaded_drill(drill)
    _require_roles(exercise, roles)
    _say_warnings(loaded, drill)
    plain = plain or (wants_lines() and not (unattended or as_json))
    obstacle = None if unattended or plain else no_screen()
    if obstacle is not None:
        out.say(f"No screen here ({obstacle}): playing unattended.")
    live = not unattended and obstacle is None
    if record is not None or live:
        _require_recordable(drill)
    taken = _taken(exercise, roles) if live else []
    players = _players(exercise, taken, live=live, stand_ins=stand_ins)
    header = header_of(
        loaded, exercise, players=players, live=live, facilitated=live and not roles, seed=seed, engine=engine
    )
    wants_report = not (plain or (live and sys.stdout.isatty()))  # who played it has seen the results
    if live:
        played = _live(loaded, header, taken, record, at, plain=plain)
    else:
        played = _unattended(exercise, header, record, at, seek=record is not None or not as_json)
    return _told(played.exercise, header, played.entries, as_json=as_json, fail_on=fail_on, wants_report=wants_report)


def _require_recordable(drill: str) -> None:
    """A record holds the drill's file name, as text."""
    from drillsim.errors import NotFound
    from drillsim.loading.words import shown

    try:
        os.path.basename(drill).encode()
    except UnicodeEncodeError:
        raise NotFound(f"{shown(drill)}: expected a file name in UTF-8 to record, found another") from None


def _require_roles(exercise: "Exercise", roles: Collection[str]) -> None:
    for role in roles:
        if role not in exercise.plan.roles:
            words = ascii(role)[1:-1]
            raise click.UsageError(f"the plan has no role {words}{nearest(role, exercise.plan.roles)}")


def _say_warnings(loaded: "Loaded", drill: str) -> None:
    count = len(loaded.problems)
    if count:
        out.say(f"{count} warning{'' if count == 1 else 's'}; drillsim check {drill} tells them.")


def _taken(exercise: "Exercise", roles: Sequence[str]) -> list[str]:
    """The roles that are played at this screen; none asked for: all but those that the drill gives to no person."""
    from drillsim.engine import SCRIPT, STAND_IN

    players = exercise.drill.players
    return list(roles) or [role for role in exercise.plan.roles if players.get(role) not in (SCRIPT, STAND_IN)]


def _players(exercise: "Exercise", taken: Collection[str], *, live: bool, stand_ins: bool) -> dict[str, str]:
    from drillsim.session.script import who_plays

    return who_plays(exercise, live=live, taken=taken, stand_ins=stand_ins)


def _unattended(exercise: "Exercise", header: "Header", record: str | None, at: str | None, *, seek: bool) -> "Session":
    """Plays it through; the record is there before anything is told, with what earlier drills left to do.

    `seek`: the one earlier step of each broken promise is looked for, as the host of a live drill does.
    """
    from drillsim.session.session import Session

    if record is None:
        session = Session(exercise, header)
        session.finish()
        if seek:
            _seek(session)
        return session
    from drillsim.cli.archived import brought, take_played
    from drillsim.session.store.file import RecordWriter

    left = brought(exercise, header, at)
    with RecordWriter.create(record, header) as writer:
        session = Session(exercise, header, writer.append)
        if left is not None:
            session.take(left, client_id="host-0")
        session.finish()
        if seek:
            _seek(session)
    out.say(f"Recorded in {record}")
    take_played(Path(record), at)
    return session


def _seek(session: "Session") -> None:
    """Puts what was found among the entries, as the host's own."""
    from drillsim.cli.seeking import sought
    from drillsim.record.running import HOST
    from drillsim.rehearsal.responses import Recorded

    verdict = sought(Recorded(session.exercise, session.header, session.entries))
    session.take(verdict, client_id=f"{HOST}-1", actor=HOST)


def _live(
    loaded: "Loaded", header: "Header", taken: Sequence[str], record: str | None, at: str | None, *, plain: bool
) -> "Session":
    import datetime

    from drillsim.cli.archived import brought, take_played
    from drillsim.session.store.file import RecordWriter
    from drillsim.session.store.places import new_record_path

    assert loaded.exercise is not None  # it was asked for what can be played
    contacts = _contacts(loaded) if header.facilitated else None
    started = datetime.datetime.fromtimestamp(header.started_wall_ns / 1e9).astimezone()
    name = header.drill.path.removesuffix(".drill.yaml")
    place = Path(record) if record else new_record_path(name, started, None if at is None else Path(at))
    left = brought(loaded.exercise, header, at)
    try:
        with RecordWriter.create(place, header) as writer:
            return play_here(
                loaded.exercise,
                header,
                writer,
                taken=taken,
                place=str(place),
                plain=plain,
                at=at,
                contacts=contacts,
                brought=left,
            )
    finally:
        out.tell(f"The record is {place}; drillsim report {place} tells what happened.")
        take_played(place, at)


def _contacts(loaded: "Loaded") -> "Mapping[str, Contact]":
    """The plan's telephone list, for the lobby; what is wrong with it is said and stops nothing."""
    from drillsim.loading.telephones import telephones

    found = telephones(loaded)
    for problem in found.problems:
        out.say(str(problem))
    return found.contacts


def _told(
    exercise: "Exercise",
    header: "Header",
    entries: "list[Entry]",
    *,
    as_json: bool,
    fail_on: str | None,
    wants_report: bool,
) -> int:
    from drillsim.analysis.outcome import written
    from drillsim.analysis.reckoning import Reckoning
    from drillsim.analysis.settled import settled

    reckoned = Reckoning(exercise, header, entries)
    found = written(reckoned)
    if as_json:
        out.json_data(found)
    elif wants_report:
        from drillsim.report.aar import aar
        from drillsim.report.markdown.page import page

        out.data(page(aar(reckoned, found)))
    if fail_on and (missed := missed_promises(settled(found, exercise.lasts))):
        out.say(f"Missed: {', '.join(missed)}")
        return NO
    return DONE


def missed_promises(outcome: "Outcome") -> list[str]:
    """What `--fail-on missed` counts, by name.

    RTOs missed, MTPDs breached, expectations late, never or too early, updates late or never, targets missed. What
    is undecided, not observed or not due before EndEx is not missed.
    """
    from drillsim.analysis.expectations import what_of

    found = []
    for name, function in outcome["functions"].items():
        if any(outage["rto"] == "missed" for outage in function["outages"]):
            found.append(f"RTO of {name}")
        if any(outage["mtpd"] == "breached" for outage in function["outages"]):
            found.append(f"MTPD of {name}")
    for row in outcome["expectations"]:
        if row["result"] in ("late", "never", "too_early"):
            found.append(f"{what_of(row)[1]} ({row['source']})")
    found += [f"update to {row['audience']}" for row in outcome["updates"] if row["result"] in ("late", "never")]
    found += [f"target of {row['task']}" for row in outcome["targets"] if row["result"] == "missed"]
    return list(dict.fromkeys(found))
