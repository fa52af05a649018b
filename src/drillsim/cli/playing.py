"""What a play needs beside the exercise: its header, and whether people can play here."""

import os
import posixpath
import sys
import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from drillsim import __version__

if TYPE_CHECKING:
    from drillsim.contacts.chance import Engine
    from drillsim.loading import Loaded, SourceFile
    from drillsim.model.exercise import Exercise
    from drillsim.model.telephones import Contact
    from drillsim.record.entries import Header, Text
    from drillsim.record.written import OpenActions
    from drillsim.session.session import Session
    from drillsim.session.store.chain import Intact
    from drillsim.session.store.file import RecordWriter


def header_of(
    loaded: "Loaded",
    exercise: "Exercise",
    *,
    players: Mapping[str, str],
    live: bool,
    facilitated: bool = False,
    seed: int | None = None,
    engine: "Engine | None" = None,
) -> "Header":
    """The texts that are played, as the drill names them, and by what and whom they are played.

    `engine` is the one asked for to play the contacts. Raises NotInstalled where it is not there.
    """
    from drillsim.record.entries import Header

    return Header(
        texts=_texts(loaded, exercise),
        seed=exercise.drill.seed if seed is None else seed,
        players=dict(players),
        live=live,
        facilitated=facilitated,
        drillsim=__version__,
        numpy=numpy_of(exercise),
        contacts_engine=_engine(exercise, engine),
        started_wall_ns=time.time_ns(),
    )


def numpy_of(exercise: "Exercise") -> str | None:
    """The version of numpy by which customers are drawn, where the plan has any; it is not loaded for that."""
    from importlib.metadata import version

    return version("numpy") if any(body.contacts for body in exercise.plan.functions.values()) else None


def _engine(exercise: "Exercise", asked: "Engine | None") -> "Engine | None":
    from drillsim.contacts.engines import chosen
    from drillsim.model.demand import most_attempts

    found = most_attempts(exercise)
    return chosen(asked, float(sum(found.values()))) if found else None


def _texts(loaded: "Loaded", exercise: "Exercise") -> "tuple[Text, ...]":
    """Drill, plan and scenarios; their paths are relative to the drill's folder, with `/` on every system."""
    from drillsim.record.entries import Text

    def text(file: "SourceFile", path: str) -> Text:
        assert file.kind is not None  # what is played was read
        return Text(posixpath.normpath(path), file.kind, file.text, file.digest)

    drill, plan = loaded.files[0], next(file for file in loaded.files if file.kind == "plan")
    scenarios = [file for file in loaded.files if file.kind == "scenario"]
    return (
        text(drill, os.path.basename(drill.path)),
        text(plan, exercise.drill.plan),
        *(text(file, use.file) for file, use in zip(scenarios, exercise.drill.scenario, strict=True)),
    )


def wants_lines() -> bool:
    """Whether a terminal is to get plain lines instead of a screen: a dumb one, or where the user says so."""
    if sys.stdin is None or not sys.stdin.isatty():
        return False
    return os.environ.get("TERM", "") == "dumb" or os.environ.get("DRILLSIM_PLAIN", "") not in ("", "0")


def no_screen() -> str | None:
    """Why no screen can be opened here; None where one can. Keys come from stdin, Textual draws on stderr."""
    if sys.stdin is None or not sys.stdin.isatty():
        return "standard input is no terminal"
    if sys.stderr is None or not sys.stderr.isatty():
        return "standard error is no terminal"
    return None


def play_here(
    exercise: "Exercise",
    header: "Header",
    writer: "RecordWriter",
    *,
    taken: Sequence[str],
    place: str,
    plain: bool,
    at: str | None,
    recorded: "Intact | None" = None,
    contacts: "Mapping[str, Contact] | None" = None,
    brought: "OpenActions | None" = None,
) -> "Session":
    """Plays a drill at this keyboard, on a screen or in `plain` lines; with `recorded` it goes on where that ends.

    What somebody set for screens is asked for in `at`, where drillsim's data are. `contacts` are telephone numbers for
    the screen's lobby. `brought` is what earlier drills left to do.
    """
    if plain:
        from drillsim.cli import out
        from drillsim.plain.shell import play_plain

        return play_plain(
            exercise,
            header,
            writer.append,
            keep_clock=writer.keep_clock,
            taken=taken,
            place=place,
            recorded=recorded,
            brought=brought,
            write=out.data,
        )
    from drillsim.cli.personal import personal
    from drillsim.tui.app import play_live

    return play_live(
        exercise,
        header,
        writer.append,
        keep_clock=writer.keep_clock,
        taken=taken,
        place=place,
        recorded=recorded,
        personal=personal(at),
        contacts=contacts,
        brought=brought,
    )
