"""What is missing so far: objectives nobody has observed, tasks nobody has touched, news due, busy roles."""

from collections.abc import Iterator

from drillsim.model.checks.injects import MOST_INJECTS
from drillsim.present.rows import Cell, Column, Row, Table, Tone
from drillsim.present.words import about, clock, line, plural
from drillsim.session.console import ConsoleView, ObjectiveRow
from drillsim.session.view import UpdateView

COLUMNS = (Column(9), Column(16), Column())


def coverage(console: ConsoleView, now: int) -> Table:
    """News due, then objectives without an observation, those with one, busy roles, and tasks untouched."""
    rows = (
        *(_news(each, now) for each in console.updates),
        *(_objective(each) for each in console.objectives if not each.settled),
        *(_objective(each) for each in console.objectives if each.settled),
        *_load(console),
        *(
            Row(f"task:{task.id}", (Cell("UNTOUCHED", "dim"), Cell(task.id), Cell(task.by, "dim")))
            for task in console.tasks
            if not task.started
        ),
    )
    bare = sum(not each.settled for each in console.objectives)
    title = f"Coverage: {plural(bare, 'objective')} not observed" if bare else "Coverage"
    return Table(title, COLUMNS, rows, "", "There is nothing to cover.", "warn" if bare else "plain")


def _news(update: UpdateView, now: int) -> Row:
    left = update.due - now
    tone: Tone = "bad" if left < 0 else "plain"
    when = f"{about(-left)} late" if left < 0 else f"in {about(left)}"
    who = f"{when}, at {clock(update.due)}, by {update.by or 'anybody'}"
    return Row(f"news:{update.audience}", (Cell("NEWS DUE", tone), Cell(update.audience), Cell(who, tone)))


def _objective(row: ObjectiveRow) -> Row:
    how = f"{row.settled} of {row.expected} settled" if row.settled else _none_so_far(row)
    if row.overdue:
        how += f", {row.overdue} overdue"
    word = Cell("OBSERVED", "good") if row.settled else Cell("NOT YET", "warn")
    return Row(f"objective:{row.id}", (word, Cell(row.id), Cell(f"{how}: {line(row.text)}")))


def _none_so_far(row: ObjectiveRow) -> str:
    return f"{row.expected} expected" if row.expected else "nothing expected yet"


def _load(console: ConsoleView) -> Iterator[Row]:
    for place in sorted(console.places, key=lambda place: -place.load):
        if place.load:
            too_many = place.load > MOST_INJECTS
            tone: Tone = "warn" if too_many else "plain"
            text = (
                f"told {plural(place.load, 'inject')} in the last quarter of an hour{', too many' if too_many else ''}"
            )
            yield Row(f"load:{place.role}", (Cell("LOAD", tone), Cell(place.role), Cell(text, tone)))
