"""The history of a plan's drills in words, and as the object of `drillsim history --json`."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from drillsim.analysis.words import span
from drillsim.archive.held import KINDS, Held
from drillsim.archive.history import Due, History
from drillsim.present.archive.actions import action_object
from drillsim.present.archive.lines import columns, wrapped
from drillsim.present.words import line, plural

TITLES = {
    "hazard": "hazards",
    "playbook": "playbooks",
    "role": "roles",
    "task": "tasks",
    "message": "messages",
    "backup": "backups",
    "partner": "partners",
}
"""Kind -> what several of it are called."""
_BRIEF = ("hazard", "playbook", "role", "message", "backup", "partner")
"""Of what the table of dates tells; tasks are many, and stand in the JSON and among what was never exercised."""


def history_lines(found: History) -> Iterator[str]:
    """All of it, each part under its heading."""
    yield from wrapped(f"{line(found.plan)}, version {line(found.version)}")
    yield f"as of {found.as_of}"
    yield from _drills("Exercises", found.exercises)
    yield from _drills("Unplanned (not counted as drills)", found.unplanned)
    yield from _drills("Not ended (not counted)", found.unfinished)
    yield from _drills("Rehearsals without people (not counted)", found.rehearsals)
    yield from _trend(found.exercises)
    yield from _dates(found)
    yield from _never(found)
    yield from due_lines(found.due)
    yield from _actions(found)


def _drills(title: str, drills: Sequence[Held]) -> Iterator[str]:
    if not drills and title != "Exercises":
        return
    yield from ("", f"{title}:")
    if not drills:
        yield "  none yet"
        return
    yield from columns([("HELD", "KIND", "LENGTH", "DRILL"), *(_drill(each) for each in drills)])


def _drill(held: Held) -> tuple[str, ...]:
    live = "live" if held.live else "written up" if held.sort == "exercise" else "by itself"
    ended = "" if held.ended else ", not ended"
    return held.day or "no date", held.kind, span(held.lasts), f"{line(held.title)} ({live}{ended})"


def _trend(exercises: Sequence[Held]) -> Iterator[str]:
    """Promises, updates and RTOs from drill to drill; never two drills in one number."""
    if not exercises:
        return
    yield from ("", "How it went:")
    head = ("HELD", "KEPT", "MISSED", "UNDECIDED", "UPDATES LATE")
    yield from columns([head, *(_went(each) for each in exercises)])
    functions = list(dict.fromkeys(name for each in exercises for name in each.took))
    if functions:
        yield from ("", "Against the RTO (took, and how much was left or too much):")
        yield from columns(
            [("HELD", "FUNCTION", "TOOK"), *(_took(each, x) for x in functions for each in exercises if x in each.took)]
        )
    objectives = list(dict.fromkeys(name for each in exercises for name in each.proposed))
    if objectives:
        yield from ("", "Ratings (by people; in brackets what the measures propose):")
        rows = [(name, "  ".join(_rating(each, name) for each in exercises)) for name in objectives]
        yield from columns([("OBJECTIVE", "  ".join((each.day or "no date").ljust(10) for each in exercises)), *rows])


def _went(held: Held) -> tuple[str, ...]:
    late = f"{held.updates_late} of {held.updates_due}" if held.updates_due else "none due"
    return held.day or "no date", str(held.kept), str(held.missed), str(held.undecided), late


def _took(held: Held, function: str) -> tuple[str, ...]:
    took, rto = held.took[function], held.rto[function]
    apart = f"{span(took - rto)} too long" if took > rto else f"{span(rto - took)} left"
    if held.rto_results[function] == "undecided":
        apart = "still out at the end"
    return held.day or "no date", function, f"{span(took)} of {span(rto)}: {apart}"


def _rating(held: Held, objective: str) -> str:
    if objective not in held.proposed:
        return "-".ljust(10)
    people, proposed = held.rated.get(objective, "-"), held.proposed[objective] or "none"
    return f"{people} ({proposed})".ljust(10)


def _dates(found: History) -> Iterator[str]:
    yield from ("", "When each was exercised last:")
    rows = [
        (x.kind, x.name, x.days[-1] if x.days else "no date", f"{len(x.days)}x")
        for x in found.used
        if x.last_in and x.kind in _BRIEF
    ]
    yield from columns([("KIND", "NAME", "LAST", "TIMES"), *rows]) if rows else ["  nothing yet"]


def _never(found: History) -> Iterator[str]:
    yield from ("", "Never exercised:")
    for kind in KINDS:
        if kind in found.never:
            yield from wrapped(", ".join(found.never[kind]), f"  {TITLES[kind]}: ", "    ")
    if not found.never:
        yield "  nothing: every part of the plan was exercised"


def due_lines(due: Sequence[Due]) -> Iterator[str]:
    """The calendar: what is to be done again, overdue first."""
    yield from ("", "Due next (* once a year: our assumption, the plan says nothing of it):")
    rows = [(_when(each), each.what + ("*" if each.assumed else "")) for each in due]
    yield from columns([("DUE", "WHAT"), *rows])


def _when(due: Due) -> str:
    if due.due is None:
        return "never done"
    return f"OVERDUE since {due.due}" if due.overdue else due.due


def _actions(found: History) -> Iterator[str]:
    opened = [action for action in found.actions if action.is_left]
    overdue = sum(action.is_overdue(found.as_of) for action in opened)
    yield from ("", f"{plural(len(opened), 'action')} to be done or to be shown, {overdue} overdue: drillsim actions")


def history_object(found: History) -> dict[str, Any]:
    """As --json has it (docs/actions.md)."""
    return {
        "plan": found.plan,
        "version": found.version,
        "as_of": found.as_of,
        **{
            name: [_held_object(each) for each in drills]
            for name, drills in (
                ("exercises", found.exercises),
                ("unplanned", found.unplanned),
                ("unfinished", found.unfinished),
                ("rehearsals", found.rehearsals),
            )
        },
        "exercised": [
            {"kind": each.kind, "name": each.name, "days": list(each.days), "last_in": each.last_in or None}
            for each in found.used
        ],
        "never": {kind: list(names) for kind, names in found.never.items()},
        "due": [asdict(each) for each in found.due],
        "actions": [action_object(each, found.as_of) for each in found.actions],
    }


_TOLD = (
    "title", "file", "day", "kind", "live", "announced", "ended", "final", "lasts", "scenarios", "plan_version",
    "plan_digest", "exercised", "proposed", "rated", "kept", "missed", "undecided", "updates_due", "updates_late",
    "rto", "took", "rto_results", "identity", "head",
)  # fmt: skip


def _held_object(held: Held) -> dict[str, Any]:
    return {name: getattr(held, name) for name in _TOLD}
