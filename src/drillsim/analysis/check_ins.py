"""Waves of people who report that they are there, and how soon enough did (language.md, rules 5 and 12)."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from drillsim.analysis.history import History
from drillsim.analysis.shape import CheckInRow, TargetRow
from drillsim.model.exercise import Exercise
from drillsim.model.plan import Task
from drillsim.record import events as e
from drillsim.record.roll import since

COUNTED = ("working", "safe", "assembled", "cannot_work")
"""The statuses that count for a head count and a target; only the first is work."""


def check_ins(history: History) -> dict[str, CheckInRow]:
    """Teams that were sent somewhere to check in: from the first start of such a task, how many left in all.

    `reached` is the running total of people counted for the first time, by when they signed in, as far as a log says
    so, else by when they were reported; check-ins of one second are one step.
    """
    tasks = history.exercise.plan.tasks
    found: dict[str, CheckInRow] = {}
    for event in history.events:
        if isinstance(event, e.TaskStarted):
            for team in checked_in_teams(tasks[event.task]):
                found.setdefault(team, {"started": event.at, "expected": 0, "reached": [], "surplus": 0})
    for event in sorted(history.events, key=_when):
        if not isinstance(event, e.AgentsMoved | e.CheckedIn) or event.team not in found:
            continue
        row = found[event.team]
        if isinstance(event, e.AgentsMoved):
            if event.why == "left" and event.to.kind == "to_check_in":
                row["expected"] += event.count
        else:
            row["surplus"] += event.surplus
            if event.status in COUNTED and event.counted:
                _step(row["reached"], max(since(event), row["started"]), event.counted)
    return {team: found[team] for team in history.exercise.plan.teams if team in found}


def _when(event: e.Event) -> int:
    return since(event) if isinstance(event, e.CheckedIn) else event.at


def checked_in_teams(task: Task) -> set[str]:
    """The teams that a task sends somewhere to check in."""
    return {move.team for move in task.effect.move if move.arrive == "check_in"} if task.effect else set()


def _step(reached: list[list[int]], second: int, number: int) -> None:
    total = number + (reached[-1][1] if reached else 0)
    if reached and reached[-1][0] == second:
        reached[-1][1] = total
    else:
        reached.append([second, total])


@dataclass(frozen=True, slots=True)
class Target:
    """A share of the people whom a task moves, to be there within a limit from its first start.

    `took` seconds it took; None: not yet. So many people are `missing` still.
    """

    task: str
    share: Fraction
    limit: int
    started: int
    took: int | None
    missing: int


def targets(history: History) -> list[TargetRow]:
    """Each target of each task that was started; met where it took no longer than the limit."""
    return [
        TargetRow(
            task=target.task,
            share=float(target.share),
            limit=target.limit,
            took=target.took,
            result="met" if target.took is not None and target.took <= target.limit else "missed",
        )
        for target in reckon_targets(history.exercise, history.events)
    ]


def reckon_targets(exercise: Exercise, events: Sequence[e.Event]) -> Iterator[Target]:
    """Each target of each task that was started, by its first start, from which it counts, and by share."""
    seen: set[str] = set()
    for event in events:
        if isinstance(event, e.TaskStarted) and event.task not in seen:
            seen.add(event.task)
            yield from _targets(exercise, events, event.task, event.at)


def _targets(exercise: Exercise, events: Sequence[e.Event], name: str, started: int) -> Iterator[Target]:
    """Of those on shift in the teams that the task moves."""
    task = exercise.plan.tasks[name]
    if not task.target:
        return
    teams = {move.team for move in task.effect.move} if task.effect else set()
    on_shift = sum(exercise.on_shift(team, started) for team in teams)
    arrivals = list(_arrivals(events, task, started))
    there = sum(number for _, number in arrivals)
    for share, limit in sorted(task.target.items()):
        took = _took(arrivals, share * on_shift, started)
        yield Target(name, share, limit, started, took, max(0, math.ceil(share * on_shift) - there))


def _arrivals(events: Iterable[e.Event], task: Task, started: int) -> Iterator[tuple[int, int]]:
    """(second, how many) in order: counted at a check-in, or come to the site of the move; away counts for nothing.

    Nobody signed in before the start of what sent them.
    """
    checked_in = checked_in_teams(task)
    moves = task.effect.move if task.effect else ()
    going = {(move.team, move.to) for move in moves if move.team not in checked_in}
    for event in sorted((event for event in events if event.at >= started), key=_when):
        match event:
            case e.CheckedIn(_, team, status, _, counted) if team in checked_in and status in COUNTED:
                yield max(since(event), started), counted
            case e.AgentsMoved(at, team, count, why="arrived", to=to):
                if to.kind == "at" and (team, to.site) in going:
                    yield at, count
            case _:
                pass  # nobody arrives by any other event


def _took(arrivals: list[tuple[int, int]], wanted: Fraction, started: int) -> int | None:
    """Seconds from the start until so many were there; None where they never were."""
    if wanted == 0:
        return 0
    total = 0
    for second, number in arrivals:
        total += number
        if total >= wanted:
            return second - started
    return None


def counted(row: CheckInRow) -> int:
    """How many of a team had been counted at the end."""
    return row["reached"][-1][1] if row["reached"] else 0


def reached_at(row: CheckInRow, share: float) -> int | None:
    """The second at which this share of all who were sent had been counted."""
    return next((second for second, total in row["reached"] if total >= share * row["expected"] > 0), None)
