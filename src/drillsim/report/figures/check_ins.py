"""How people who were sent somewhere reported over time, team by team, and whether that was soon enough."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil

from drillsim.analysis.check_ins import checked_in_teams, counted, reached_at
from drillsim.analysis.shape import CheckInRow, TargetRow
from drillsim.analysis.words import span
from drillsim.record import events as e
from drillsim.report import chart
from drillsim.report.document import Figure, Table
from drillsim.report.drawing import Dot, Drawing, Line, Shape, Words
from drillsim.report.facts import Facts
from drillsim.report.figures import rests
from drillsim.report.figures.frame import (
    SMALL,
    WIDTH,
    Clock,
    Sample,
    fitted,
    legend,
    right_of,
    shown,
)
from drillsim.report.figures.steps import thinned
from drillsim.report.marks import named
from drillsim.report.text import clock, padded, percent, times

SHARES = (0.5, 0.9, 1.0)
"""Of those sent: the times at which so many had reported are marked."""
MOST = 5
"""Teams in the picture."""
MOST_ROWS = 1000
"""Of the table."""

_LEFT = 66.0
_HEAD, _HIGH, _GAP = 30.0, 150.0, 18.0
_PANEL = _HEAD + _HIGH + _GAP


def check_ins(facts: Facts) -> list[Figure]:
    """Of each team that was sent somewhere to check in a rising line of those counted, with the times of half, nine
    tenths and all. A target is a mark at its limit and its number of people: a round one was met, a cross was missed.
    """
    teams = {team: row for team, row in facts.outcome["check_ins"].items() if row["expected"]}
    if not facts.lasts or not teams:
        return []
    rows = [
        (named(team), clock(second), str(total), percent(Fraction(total, row["expected"])))
        for team, row in teams.items()
        for second, total in row["reached"]
    ]
    return [
        Figure(
            "check-ins",
            "Check-ins: people counted over time",
            " ".join(_said(facts, teams, len(rows))),
            _drawing(facts, list(teams)[:MOST]),
            Table(("team", "at", "counted", "of those sent"), tuple(rows[:MOST_ROWS]), "FigureCheckIns"),
            _signs(facts, teams),
        )
    ]


def _said(facts: Facts, teams: dict[str, CheckInRow], rows: int) -> Iterator[str]:
    for team, row in list(teams.items())[:MOST]:
        total = counted(row)
        reached = ", ".join(f"{percent(share)} {_after(row, share)}" for share in SHARES)
        yield f"{team}: {total} of {row['expected']} counted; {reached}."
        for target in _targets(facts, team):
            yield f"Target {_target(target)}: {_took(target)}."
    if kinds := _kinds(facts):
        yield f"{kinds.capitalize()}."
    if len(teams) > MOST:
        yield f"{times(len(teams) - MOST, 'more team is', 'more teams are')} not drawn."
    if rows > MOST_ROWS:
        yield f"The table has the first {MOST_ROWS} of {rows} steps; the outcome (JSON) has all."


def _kinds(facts: Facts) -> str:
    return rests.said(facts, (act.basis for act in facts.acts if isinstance(act.event, e.CheckedIn)))


def _after(row: CheckInRow, share: float) -> str:
    second = reached_at(row, share)
    return "never" if second is None else f"after {span(second - row['started'])}"


def _targets(facts: Facts, team: str) -> list[TargetRow]:
    """Of the tasks that sent this team, and no other."""
    return [row for row in facts.outcome["targets"] if checked_in_teams(facts.plan.tasks[row["task"]]) == {team}]


def _target(target: TargetRow) -> str:
    return f"{percent(target['share'])} within {span(target['limit'])}"


def _took(target: TargetRow) -> str:
    return f"{target['result']}, " + ("never" if target["took"] is None else f"took {span(target['took'])}")


def _drawing(facts: Facts, teams: Sequence[str]) -> Drawing:
    time, bottom = Clock(facts.lasts, _LEFT), len(teams) * _PANEL
    shapes: list[Shape] = []
    for place, team in enumerate(teams):
        shapes += _panel(facts, team, time, place * _PANEL)
    shapes += time.axis(bottom - 8)
    below, high = legend(list(_samples(facts, teams)), bottom + 18)
    return Drawing(WIDTH, bottom + 18 + high, (*shapes, *below))


def _panel(facts: Facts, team: str, time: Clock, top: float) -> Iterator[Shape]:
    row, floor = facts.outcome["check_ins"][team], top + _HEAD + _HIGH
    total = counted(row)
    most = max([row["expected"], total, *(ceil(_people(facts, each)) for each in _targets(facts, team))])
    body = facts.plan.teams.get(team)
    said = f"{total} of {row['expected']} counted"
    label = fitted(shown(facts.labels.text(body.name if body and body.name else team)), 420, 12.5)
    yield Words(0, top + 14, label, bold=True)
    yield Words(WIDTH - 12, top + 14, said, "ink", "end", SMALL)
    yield from time.grid(top + _HEAD, floor)

    def y(people: float) -> float:
        return floor - _HIGH * people / most

    for share in (0.0, *SHARES):
        people = share * row["expected"]
        yield Line(((_LEFT, y(people)), (time.right, y(people))), "grid", 0.7)
        yield Words(_LEFT - 5, y(people) + 3.5, f"{percent(share)}: {ceil(people)}", "quiet", "end", SMALL)
    points = [(time.x(row["started"]), floor)]
    for at, number in thinned([(second, float(number)) for second, number in row["reached"]], facts.lasts):
        points += [(time.x(at), points[-1][1]), (time.x(at), y(number))]
    points.append((time.right, points[-1][1]))
    yield Line(tuple(points), "first", 2, area_to=floor)
    for share in SHARES:
        second = reached_at(row, share)
        if second is not None:
            yield Dot(time.x(second), y(share * row["expected"]), "first", "square", 3)
    for target in _targets(facts, team):
        yield from _mark(target, row["started"] + target["limit"], y(_people(facts, target)), time, floor)


def _people(facts: Facts, target: TargetRow) -> float:
    """How many people a target asks for: its share of those on shift when its task first started."""
    effect = facts.plan.tasks[target["task"]].effect
    teams = {move.team for move in effect.move} if effect else set()
    started = facts.reckoned.history.after(facts.lasts).started.get(target["task"], 0)
    return target["share"] * sum(facts.exercise.on_shift(team, started) for team in teams)


def _mark(target: TargetRow, limit: int, y: float, time: Clock, floor: float) -> Iterator[Shape]:
    """A target at its limit; beyond the end of the exercise at the edge."""
    x, is_met = time.x(limit), target["result"] == "met"
    yield Line(((x, y), (x, floor)), "limit", 1.2, dashed=True)
    yield Dot(x, y, "good", "round", 5) if is_met else Dot(x, y, "bad", "cross", 5)
    words = f"{_target(target)}: {_took(target)}"
    yield right_of(words, x + 4 if x < WIDTH - 40 else x - 4, y + 19, "good" if is_met else "bad")


def _signs(facts: Facts, teams: dict[str, CheckInRow]) -> tuple[str, ...]:
    """The same as blocks of text."""
    lines = []
    for team, row in teams.items():
        steps = [[0, 0.0], *([second, min(1.0, total / row["expected"])] for second, total in row["reached"])]
        lines.append(f"{padded(chart.label(team, 26), 26)}  {chart.levels(steps, facts.lasts)}")
    return (padded("counted, of those sent", 28) + chart.axis("T+00:00", "the end", facts.lasts), *lines)


def _samples(facts: Facts, teams: Sequence[str]) -> Iterator[Sample]:
    yield (Line(((0, 10), (7, 10), (7, 5), (13, 5), (13, 1), (18, 1)), "first", 2, area_to=10),), "people counted"
    yield (Dot(9, 5, "first", "square", 3),), "50%, 90% and 100% of those sent"
    results = {target["result"] for team in teams for target in _targets(facts, team)}
    if "met" in results:
        yield (Dot(9, 5, "good", "round", 5),), "target met"
    if "missed" in results:
        yield (Dot(9, 5, "bad", "cross", 5),), "target missed"
    yield (), _kinds(facts)
