"""`drillsim what-if`: the one earlier step that would have kept a promise, and what another change would have done."""

import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from drillsim.cli import out
from drillsim.cli.group import Command
from drillsim.cli.usage import nearest

if TYPE_CHECKING:
    from drillsim.analysis.before_after import Both, Comparison
    from drillsim.record.written import Verdict
    from drillsim.rehearsal.responses import Recorded
    from drillsim.rehearsal.what_if import Change, WhatIf

EXAMPLES = """
drillsim what-if tornado.drillrecord
drillsim what-if tornado.drillrecord --move call_brightline -10m
drillsim what-if tornado.drillrecord --move progress_update@T+02:35 -30m
drillsim what-if tornado.drillrecord --drop '#46' --json
"""


@click.command("what-if", cls=Command, epilog=EXAMPLES)
@click.argument("record", metavar="RECORD", type=click.Path(readable=False))
@click.option(
    "--move", nargs=2, metavar="RESPONSE BY", help="Play it again with that response so much earlier (-10m) or later."
)
@click.option("--drop", metavar="RESPONSE", help="Play it again without that response.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def command(record: str, *, move: tuple[str, str] | None, drop: str | None, as_json: bool) -> None:
    """Play a drill that has ended again with one response moved or left out and nothing else changed.

    Same seed, same random numbers, same commands of people at their seconds; the rules, and stand-ins, do the rest.
    Without an option: for each promise that was missed, the one response which, given earlier, would have kept it;
    what is found is kept in the record. RESPONSE is the name of a task, message or choice, NAME@T+00:30 where it came
    several times, or the number of its entry (#57).

    Exit status: 0, 2 a wrong call or a drill that has not ended, 3 a record that cannot be read or played again.
    """
    if move is not None and drop is not None:
        raise click.UsageError("--move and --drop are two changes: one at a time, nothing else changed")
    from drillsim.cli.recorded import fitting, named, warn_of_other_customers

    record = named(record)
    recorded = _recorded(record)
    warn_of_other_customers(record, recorded.header)
    with fitting(record):
        if move is None and drop is None:
            _tell_verdict(record, recorded, as_json=as_json)
        else:
            _tell_change(recorded, move, drop, as_json=as_json)


def _recorded(record: str) -> "Recorded":
    from drillsim.cli.recorded import read, warn_of_changes
    from drillsim.errors import RecordError, ReplayDiverged
    from drillsim.rehearsal.responses import Recorded
    from drillsim.session.replay import replay

    exercise, header, entries = read(record)
    if not any(entry.kind == "exercise_ended" for entry in entries):
        raise click.UsageError(
            f"{record}: expected a drill that has ended, found one that is still played or was broken off;"
            f" drillsim resume {record} goes on with it"
        )
    warn_of_changes(record)
    try:
        replay(exercise, header, entries)
    except ReplayDiverged as error:
        raise RecordError(
            f"{record}: expected commands that give the same events again, found that they do not from entry"
            f" {error.seq} on; drillsim record verify {record} tells more"
        ) from None
    return Recorded(exercise, header, entries)


# The search


def _tell_verdict(record: str, recorded: "Recorded", *, as_json: bool) -> None:
    from drillsim.analysis.written import written
    from drillsim.cli.seeking import sought

    verdict = written(recorded.entries).verdict
    kept = verdict is not None
    if verdict is None:
        verdict = sought(recorded)
        kept = _keep(record, verdict)
    if as_json:
        out.json_data({**asdict(verdict), "kept": kept})
        return
    out.data("\n".join(_sentences(recorded, verdict)))


def _keep(record: str, verdict: "Verdict") -> bool:
    """Puts it on the record where nobody else writes that; whether it is there now."""
    from drillsim.errors import DrillsimError
    from drillsim.session.amending import amend

    try:
        amend(record, [verdict], wall_ns=time.time_ns())
    except DrillsimError as error:
        out.say(f"Not kept in the record: {error}")
        return False
    out.say(f"Kept in {record}, for its report.")
    return True


def _sentences(recorded: "Recorded", verdict: "Verdict") -> list[str]:
    from drillsim.analysis.outcome import written as outcome
    from drillsim.analysis.reckoning import Reckoning
    from drillsim.present.what_if import verdict_lines
    from drillsim.report.verdict import verdict as pairs

    reckoned = Reckoning(recorded.exercise, recorded.header, recorded.entries)
    return [*verdict_lines(pairs(recorded.exercise, outcome(reckoned, with_contacts=False), verdict))]


# One change


def _tell_change(recorded: "Recorded", move: tuple[str, str] | None, drop: str | None, *, as_json: bool) -> None:
    from drillsim.analysis.before_after import before_and_after
    from drillsim.present.what_if import lines
    from drillsim.rehearsal.what_if import WhatIf

    what_if = WhatIf(recorded)
    change = _change(what_if, move, drop)
    played = what_if.play(change)
    found = before_and_after(what_if.as_recorded, played.reckoned)
    if as_json:
        out.json_data(_object(change, found, refused=played.refused))
    else:
        out.data("\n".join(lines(recorded.exercise, change, found, refused=played.refused)))


def _change(what_if: "WhatIf", move: tuple[str, str] | None, drop: str | None) -> "Change":
    from drillsim.model.spelling import write_clock
    from drillsim.rehearsal.naming import Unclear, meant
    from drillsim.rehearsal.what_if import Dropped, Moved

    asked = move[0] if move is not None else drop or ""
    try:
        response = meant(what_if.responses, asked)
    except Unclear as no:
        raise click.UsageError(f"{no}{nearest(asked.partition('@')[0], no.names)}") from None
    if move is None:
        return Dropped(response)
    by = _seconds(move[1])
    if response.at + by < 0:
        raise click.UsageError(
            f"expected a move to T+00:00 or later, found {move[1]} for {response.name}, which came at"
            f" {write_clock(response.at)}"
        )
    return Moved(response, by)


def _seconds(by: str) -> int:
    from drillsim.model import spelling

    sign = by[:1] if by[:1] in ("-", "+") else ""
    try:
        seconds = spelling.duration(by[len(sign) :])
    except spelling.Misspelled as error:
        hint = f'; did you mean "{sign}{error.hint}"?' if error.hint else ""
        raise click.UsageError(f"expected how much earlier (-10m) or later (5m), found {by}{hint}") from None
    return -seconds if sign == "-" else seconds


def _object(change: "Change", found: "Comparison", *, refused: bool) -> dict[str, Any]:
    from drillsim.analysis.before_after import change as changed
    from drillsim.rehearsal.what_if import Moved

    response = change.response
    return {
        "response": {"entry": response.seq, "what": response.ref, "by": response.by, "at": response.at},
        "moved": change.by if isinstance(change, Moved) else None,
        "refused": refused,
        "promises": [
            {"promise": promise.ref, "change": changed(both), **_both(both)} for promise, both in found.promises.items()
        ],
        "outages": {name: _both(both) for name, both in found.outages.items()},
        "timings": {name: _both(both) for name, both in found.timings.items()},
        "customers": {name: _both(both) for name, both in found.customers.items()},
        "refusals": _both(found.refused),
        "lasts": _both(found.lasts),
    }


def _both(both: "Both[Any]") -> dict[str, Any]:
    return {"before": _plain(both.before), "after": _plain(both.after)}


def _plain(value: Any) -> Any:
    """Rows and numbers as they are, dataclasses as objects."""
    from dataclasses import is_dataclass

    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
