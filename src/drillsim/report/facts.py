"""What a report is made of: the record read once, its outcome, and how things are called."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property

from drillsim.analysis.history import History
from drillsim.analysis.noted import as_noted
from drillsim.analysis.ratings import Proposal, proposals
from drillsim.analysis.reckoning import Reckoning
from drillsim.analysis.settled import news_not_due, not_due, settled
from drillsim.analysis.shape import ExpectationRow, Outcome, UpdateRow
from drillsim.analysis.updates import Due
from drillsim.analysis.world import World
from drillsim.analysis.written import Writing, written
from drillsim.model.exercise import Exercise
from drillsim.model.plan import Plan
from drillsim.model.scenario import InjectBody
from drillsim.record import events as e
from drillsim.record.entries import Header
from drillsim.report.basis import Act, Basis, acts, captions
from drillsim.report.labels import Labels


@dataclass(frozen=True, slots=True)
class Heads:
    """Digests of a record's chain: up to EndEx, and of all that was written."""

    play: str
    whole: str


@dataclass(frozen=True)
class Facts:
    """Handed to every section. `outcome` is what `--json` prints, but for what had not come due at EndEx.

    That is in `not_due` and `news_not_due`; the rest is what they were read from.
    """

    exercise: Exercise
    header: Header
    outcome: Outcome
    not_due: tuple[ExpectationRow, ...]
    news_not_due: tuple[UpdateRow, ...]
    reckoned: Reckoning
    writing: Writing
    """What people wrote beside the play, during it and after."""
    acts: tuple[Act, ...]
    labels: Labels
    captions: dict[Basis, str]
    began: bool
    """Whether the record holds StartEx; without it nobody got further than the lobby, and nothing came of anything."""
    ended: bool
    """Whether the record holds EndEx; without it the drill goes on, or was broken off."""
    heads: Heads | None
    """The digests of the record; None where nothing was kept."""
    all_rows: bool
    """Whether long tables are to be whole, as in a file of their own."""

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """The proposed rating of each objective."""
        return tuple(proposals(self.exercise, self.outcome, self.history.came))

    @property
    def history(self) -> History:
        """The record, read."""
        return self.reckoned.history

    @cached_property
    def updates(self) -> tuple[Due, ...]:
        """Those that had come due."""
        return tuple(due for due in self.reckoned.updates if due.came_due(self.lasts))

    @property
    def plan(self) -> Plan:
        """The plan that was played."""
        return self.exercise.plan

    def acts_at(self, second: int) -> list[Act]:
        """What happened in a second, in order."""
        return self._by_second.get(second, [])

    @cached_property
    def _by_second(self) -> dict[int, list[Act]]:
        found: dict[int, list[Act]] = {}
        for act in self.acts:
            found.setdefault(act.event.at, []).append(act)
        return found

    def is_up(self, system: str, second: int) -> bool:
        """Whether a system was up after all that happened in a second."""
        return World(self.plan, self.history.after(second)).up(system)

    def body(self, inject: str) -> InjectBody | None:
        """The text of an inject that came, or is written."""
        found = (release.body for release in self.history.came if release.inject == inject)
        return next(found, None) or next((each.body for each in self.exercise.injects if each.id == inject), None)

    @property
    def lasts(self) -> int:
        """The length of the exercise in seconds."""
        return self.outcome["lasts"]


def facts(
    reckoned: Reckoning, outcome: Outcome, *, names: bool, heads: Heads | None = None, all_rows: bool = False
) -> Facts:
    """What the sections look at, of a record that was reckoned."""
    header, entries = reckoned.header, reckoned.entries
    writing = written(entries)
    exercise = _as_played(reckoned.history.exercise, header, writing)
    labels = Labels(reckoned.history.exercise, header, entries, names=names)
    found = acts(header, entries)
    fast = exercise.drill.pace is None or exercise.drill.pace > 1 or any(_is_fast(act.event) for act in found)
    above = captions(fast=header.live and fast)
    began = any(entry.kind == "exercise_started" for entry in entries)
    ended = any(entry.kind == "exercise_ended" for entry in entries)
    return Facts(
        exercise,
        header,
        settled(outcome, exercise.lasts),
        tuple(not_due(outcome, exercise.lasts)),
        tuple(news_not_due(outcome)),
        reckoned,
        writing,
        found,
        labels,
        above,
        began,
        ended,
        heads,
        all_rows,
    )


def _as_played(exercise: Exercise, header: Header, writing: Writing) -> Exercise:
    """A live drill is a play of its own: when the file was held, and what was then said and rated, is not its."""
    if not header.live:
        return exercise
    noted = as_noted(exercise, header, writing)
    today = datetime.fromtimestamp(header.started_wall_ns // 10**9, UTC).date() if header.started_wall_ns else None
    return replace(noted, drill=noted.drill.model_copy(update={"held": today}))


def _is_fast(event: e.Event) -> bool:
    return isinstance(event, e.PaceSet) and event.pace > 1
