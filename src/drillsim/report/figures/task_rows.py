"""The rows of the picture of tasks: what was started, what was called for and never started, and waits of a path."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase

from drillsim.analysis.critical_path import CriticalPath, Link, critical_paths
from drillsim.analysis.planned import Planned, planned
from drillsim.record import events as e
from drillsim.report.basis import Basis
from drillsim.report.facts import Facts

MOST = 26
"""Rows in the picture: so many fill a page."""


@dataclass(frozen=True, slots=True)
class Run:
    """A start of a task. `done`: None where it was not done. `said`: somebody said that it was; else by usual time."""

    task: str
    by: str
    begins: int
    done: int | None
    said: bool
    basis: Basis | None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the picture: a run of a task, one that was called for and never started, or a wait of a path.

    [begins, ends] is what was done or waited for; of what was never started, what was planned. `paths` are the
    functions on whose critical path it lies.
    """

    begins: int
    ends: int
    task: str
    run: Run | None = None
    plan: Planned | None = None
    wait: Link | None = None
    paths: tuple[str, ...] = ()


class Chart:
    """All rows of an exercise."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.planned = planned(facts.reckoned)
        self.paths = {name: path for name, path in critical_paths(facts.reckoned).items() if path.links}

    def letters(self, row: Row) -> str:
        """Which paths a row lies on, by their place, where there are several."""
        return "".join(
            letter(place) for place, name in enumerate(self.paths) if name in row.paths and len(self.paths) > 1
        )

    @cached_property
    def runs(self) -> list[Run]:
        """Every start of a task, in order."""
        done = {act.event.run: act.event for act in self.facts.acts if isinstance(act.event, e.TaskDone)}
        return [
            _run(act.event, done.get(act.event.run), act.basis)
            for act in self.facts.acts
            if isinstance(act.event, e.TaskStarted) and act.event.at < self.facts.lasts
        ]

    @cached_property
    def rows(self) -> list[Row]:
        """In the order in which they began, or were to begin."""
        first: dict[str, Planned] = dict(self.planned)
        found: list[Row] = []
        for run in self.runs:
            paths = tuple(name for name, path in self.paths.items() if path.walked and _is_in(run, path))
            ends = run.begins if run.done is None else run.done
            found.append(Row(run.begins, ends, run.task, run, first.pop(run.task, None), None, paths))
        for task, plan in first.items():
            paths = tuple(
                name
                for name, path in self.paths.items()
                if not path.walked and any(link.kind == "task" and link.id == task for link in path.links)
            )
            found.append(Row(plan.begins, plan.ends, task, None, plan, None, paths))
        found += self._waits()
        return sorted(found, key=lambda row: (row.begins, row.wait is not None, row.task))

    def _waits(self) -> Iterator[Row]:
        links = {
            link: tuple(name for name, path in self.paths.items() if link in path.links)
            for path in self.paths.values()
            for link in path.links
            if link.kind != "task"
        }
        for link, names in links.items():
            yield Row(link.begins, link.ends, link.id, wait=link, paths=names)

    @cached_property
    def drawn(self) -> list[Row]:
        """Where there are too many: those on a path, then those called for, then the others, by time."""
        ranked = sorted(self.rows, key=lambda row: (not row.paths, row.plan is None))
        kept = {id(row) for row in ranked[:MOST]}
        return [row for row in self.rows if id(row) in kept]


def letter(place: int) -> str:
    return ascii_uppercase[place] if place < len(ascii_uppercase) else "+"


def _run(start: e.TaskStarted, end: e.TaskDone | None, basis: Basis | None) -> Run:
    by_itself = end is not None and (end.estimated or start.ends == end.at)
    said = end is not None and not by_itself
    return Run(start.task, start.by, start.at, None if end is None else end.at, said, basis)


def _is_in(run: Run, path: CriticalPath) -> bool:
    return any(
        link.kind == "task" and (link.id, link.begins) == (run.task, run.begins) and run.done in (link.ends, None)
        for link in path.links
    )
