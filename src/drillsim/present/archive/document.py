"""The history of a plan's drills as a document, for the page in a browser."""

from collections.abc import Iterator, Sequence

from drillsim.analysis.words import span
from drillsim.archive.held import KINDS, Held
from drillsim.archive.history import Due, History
from drillsim.present.archive.actions import owner_words, status_words
from drillsim.present.archive.figures import day, margins, promises
from drillsim.present.archive.history import TITLES
from drillsim.report.document import Document, Section
from drillsim.report.making import Part, bullets, section, table
from drillsim.report.marks import named, said, strong
from drillsim.report.text import codes, plain, times

_ASSUMED = "* Once a year: our assumption, which no plan states otherwise."


def document(found: History) -> Document:
    """The whole history; its date is the day for which it tells what is due."""
    opened = sum(action.is_left for action in found.actions)
    return Document(
        title=f"Drills of {_said(found.plan)}",
        subtitle="When what was exercised, how it went, what is due",
        marking="EXERCISE PROGRAMME",
        status=f"AS OF {found.as_of}",
        why="made from the records of drills",
        cover=(
            ("plan", f"{_said(found.plan)}, version {_said(found.version)}"),
            ("exercises", times(len(found.exercises), "exercise that counts", "exercises that count")),
            ("last", day(found.exercises[-1]) if found.exercises else "none yet"),
            ("actions", times(opened, "action to be done or to be shown", "actions to be done or to be shown")),
        ),
        sections=tuple(_sections(found)),
        made_from=f"Made from {times(len(_all(found)), 'record', 'records')}",
    )


def _all(found: History) -> tuple[Held, ...]:
    return (*found.exercises, *found.unplanned, *found.unfinished, *found.rehearsals)


def _sections(found: History) -> Iterator[Section]:
    yield section("due", "Due next", _due(found.due), _ASSUMED)
    figures = [figure for figure in (promises(found.exercises), margins(found.exercises)) if figure is not None]
    yield section("trend", "How it went", figures, _ratings(found.exercises) if figures else "No exercise yet.")
    yield section("dates", "When each was exercised last", _dates(found))
    yield section("never", "Never exercised", _never(found))
    yield section("drills", "All drills", _drills(found))
    if found.actions:
        yield section("actions", "Corrective actions", _actions(found))


def _due(due: Sequence[Due]) -> Part:
    rows = [(_when(each), plain(each.what) + ("*" if each.assumed else ""), each.last or "never") for each in due]
    return table("Due", ("due", "what", "done last"), rows)


def _when(due: Due) -> str:
    if due.due is None:
        return strong("never done")
    return strong(f"OVERDUE since {due.due}") if due.overdue else due.due


def _ratings(exercises: Sequence[Held]) -> Part:
    objectives = dict.fromkeys(name for each in exercises for name in each.proposed)
    heads = ("objective", *(day(each) for each in exercises))
    rows = [(named(name), *(_rating(each, name) for each in exercises)) for name in objectives]
    return table("Ratings", heads, rows, empty="No objective was rated.")


def _rating(held: Held, objective: str) -> str:
    """By people; in brackets what the measures propose."""
    if objective not in held.proposed:
        return "-"
    return f"{held.rated.get(objective, '-')} ({held.proposed[objective] or 'none'} proposed)"


def _dates(found: History) -> Part:
    rows = [
        (
            each.kind,
            named(each.name),
            each.days[-1] if each.days else "no date",
            str(len(each.days)),
            _said(each.last_in),
        )
        for each in found.used
        if each.last_in
    ]
    return table("Exercised", ("kind", "name", "last", "times", "in"), rows, empty="Nothing yet.")


def _never(found: History) -> Part:
    told = [f"{TITLES[kind]}: {codes(found.never[kind])}" for kind in KINDS if kind in found.never]
    return bullets(told) or "Nothing: every part of the plan was exercised."


def _drills(found: History) -> Part:
    sorts = (
        ("exercise", found.exercises),
        ("unplanned: not a drill", found.unplanned),
        ("not ended", found.unfinished),
        ("rehearsal without people", found.rehearsals),
    )
    rows = [
        (day(held), sort, held.kind, span(held.lasts), _said(held.title), codes(held.exercised.get("hazard", ())))
        for sort, drills in sorts
        for held in drills
    ]
    return table("Drills", ("held", "counts as", "kind", "length", "drill", "hazards"), rows)


def _actions(found: History) -> Part:
    rows = [
        (
            named(each.id),
            _said(each.said.action),
            _said(owner_words(each)),
            each.said.due or "no due date",
            _said(status_words(each, found.as_of)),
        )
        for each in found.actions
    ]
    return table("Actions", ("action", "what will be done", "owner", "due", "status"), rows)


def _said(text: str) -> str:
    """What somebody wrote."""
    return said(plain(text))
