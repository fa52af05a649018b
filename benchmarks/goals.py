"""The goals: floors.toml, and how what was found stands to them."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.found import Found, Table

FLOORS = Path(__file__).with_name("floors.toml")


@dataclass(frozen=True)
class Goal:
    """What one figure should be: at least or at most its floor, better than its aim; the floor breaks the build."""

    figure: str
    floor: float
    aim: float | None
    higher_is_better: bool
    unit: str

    def is_met(self, value: float, mark: float) -> bool:
        """Whether a value is as good as the floor or the aim."""
        return value >= mark if self.higher_is_better else value <= mark

    def shown(self, value: float) -> str:
        """A value of this figure."""
        return f"{value:.3g} {self.unit}".strip()


@dataclass(frozen=True)
class Judged:
    """A goal, and what was found."""

    goal: Goal
    value: float | None
    """None where a row of it was left out, or is wrong."""

    @property
    def is_broken(self) -> bool:
        """Whether the build has to fail."""
        return self.value is not None and not self.goal.is_met(self.value, self.goal.floor)

    @property
    def verdict(self) -> str:
        """In words."""
        if self.value is None:
            return "not measured"
        if self.is_broken:
            return "BEYOND THE FLOOR"
        if self.goal.aim is not None and self.goal.is_met(self.value, self.goal.aim):
            return "as aimed"
        return "kept"


def goals(subject: str) -> list[Goal]:
    """Of one subject, in the order of the file."""
    return [_goal(figure, told) for figure, told in tomllib.loads(FLOORS.read_text(encoding="utf-8"))[subject].items()]


def _goal(figure: str, told: dict[str, float | str]) -> Goal:
    """Raises ValueError unless it has exactly one floor, an aim (or none) at least as good, and nothing else."""
    floors = told.keys() & {"at_least", "at_most"}
    if len(floors) != 1 or told.keys() - {"at_least", "at_most", "aim", "unit"}:
        raise ValueError(f"{figure}: expected at_least or at_most, and aim and unit at will, found {', '.join(told)}")
    aim, floor = told.get("aim"), float(told[floors.pop()])
    goal = Goal(figure, floor, None if aim is None else float(aim), "at_least" in told, str(told.get("unit", "")))
    if goal.aim is not None and not goal.is_met(goal.aim, goal.floor):
        raise ValueError(f"{figure}: expected an aim that is better than the floor")
    return goal


def judged(subject: str, found: Found) -> list[Judged]:
    """Each goal of a subject beside what was found."""
    return [Judged(goal, found.figures.get(goal.figure)) for goal in goals(subject)]


def table(judgements: Iterable[Judged]) -> Table:
    """All goals."""
    rows = []
    for each in judgements:
        goal = each.goal
        marks = ["" if mark is None else goal.shown(mark) for mark in (each.value, goal.floor, goal.aim)]
        rows.append([goal.figure, *marks, each.verdict])
    return Table("Goals", ("figure", "found", "floor", "aim", ""), rows)
