"""What people wrote beside the play, as it stands now: the whiteboard, notes of evaluators, ratings, the hot wash."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, assert_never, get_args

from drillsim.record import written as w
from drillsim.record.codec import decode_command
from drillsim.record.commands import KINDS
from drillsim.record.entries import Entry

WRITTEN = frozenset(name for name, kind in KINDS.items() if kind in get_args(w.Written))
"""The kinds of entries that are written beside the play."""


TITLES: dict[w.Column, str] = {
    "facts": "Facts",
    "unknown": "Unknown",
    "assumed": "Assumed",
    "actions": "Actions",
}
"""Column of the whiteboard -> its title, in the order in which they stand."""

Line = TypeVar("Line", bound=w.ByPeople)


@dataclass(frozen=True, slots=True)
class Noted(Generic[Line]):
    """A line as it stands now; `seq` is the entry that said it last, by which it can be corrected.

    `at` is the exercise clock in seconds when it was first written, `wall_ns` the wall clock then (0: nobody watched
    one). `after_endex`: it was written when the exercise was over.
    """

    seq: int
    at: int
    wall_ns: int
    line: Line
    after_endex: bool = False
    first: int = 0
    """The entry that said it first: by that it is known, whatever it says now."""

    @property
    def observed_at(self) -> int:
        """The second that it speaks of: that of an observation may be earlier than its writing."""
        said = self.line.observed_at if isinstance(self.line, w.Observe) else None
        return self.at if said is None else said


class Writing:
    """Reads the growing list of a record's entries once, and holds what is written now."""

    def __init__(self) -> None:
        self.taken = 0
        """How many entries have been written beside the play so far: another number, something else stands."""
        self._read = 0
        self._over = False
        self._lines: dict[int, Noted[Any]] = {}
        """By the number of the entry that said each first."""
        self._stands: dict[int, int] = {}
        """Under which first entry each entry's line stands."""
        self._ratings: dict[tuple[str, str], Noted[w.Rate]] = {}
        """The last of each evaluator for each objective."""
        self._retests: dict[tuple[str, str], Noted[w.Retest]] = {}
        """The last of each role about each open action."""
        self.left_open = w.OpenActions("", "", ())
        """What earlier drills left to do, as it stood before StartEx."""
        self.final: Noted[w.Final] | None = None
        """That the report was issued; None again as soon as people write anything after it."""
        self.verdict: w.Verdict | None = None
        """What the host found out after EndEx; None: nobody has looked yet."""

    def follow(self, entries: Sequence[Entry]) -> None:
        """Takes what is new."""
        for entry in entries[self._read :]:
            self._take(entry)
        self._read = len(entries)

    def _take(self, entry: Entry) -> None:
        if entry.kind == "exercise_ended":
            self._over = True
        elif entry.sort == "command" and entry.kind in WRITTEN:
            self.taken += 1
            command = decode_command(entry.kind, entry.body)
            if not isinstance(command, w.Verdict):
                self.final = None
            match command:
                case w.Rate():
                    noted = Noted(entry.seq, entry.at, entry.wall_ns, command, self._over)
                    self._ratings[command.by, command.objective] = noted
                case w.Retest():
                    self._retests[command.by, command.action] = Noted(
                        entry.seq, entry.at, entry.wall_ns, command, self._over
                    )
                case w.OpenActions():
                    self.left_open = command
                case w.Final():
                    self.final = Noted(entry.seq, entry.at, entry.wall_ns, command, self._over)
                case w.Whiteboard() | w.Observe() | w.HotWash() | w.Act():
                    self._write(entry, command)
                case w.Verdict():
                    self.verdict = command
                case _:
                    pass  # no other kind is among WRITTEN

    def _write(self, entry: Entry, line: w.Whiteboard | w.Observe | w.HotWash | w.Act) -> None:
        """A new line, or one instead of another of its kind; what stands no more cannot be replaced."""
        first = entry.seq if line.instead is None else self._stands.get(line.instead, 0)
        before = self._lines.get(first)
        if line.instead is not None and (before is None or type(before.line) is not type(line)):
            return
        self._stands[entry.seq] = first
        if text_of(line):
            at, wall = (entry.at, entry.wall_ns) if before is None else (before.at, before.wall_ns)
            self._lines[first] = Noted(entry.seq, at, wall, line, self._over, first)
        else:
            self._lines.pop(first, None)  # a new line that says nothing is none

    def standing(self, seq: int, kind: type[Line]) -> Line | None:
        """The line of this kind that stands now for what that entry said, and so can be replaced; None: none does."""
        found = self._lines.get(self._stands.get(seq, 0))
        return found.line if found is not None and isinstance(found.line, kind) else None

    def of(self, kind: type[Line]) -> tuple[Noted[Line], ...]:
        """The lines of a kind that stand now, in the order in which they were first written."""
        return tuple(noted for noted in self._lines.values() if isinstance(noted.line, kind))

    @property
    def ratings(self) -> tuple[Noted[w.Rate], ...]:
        """The rating that each evaluator gave each objective last, in the order of their first."""
        return tuple(self._ratings.values())

    @property
    def retests(self) -> tuple[Noted[w.Retest], ...]:
        """What each role said last of each open action, in the order of their first."""
        return tuple(self._retests.values())


def written(entries: Iterable[Entry]) -> Writing:
    """What these entries add up to."""
    found = Writing()
    found.follow(tuple(entries))
    return found


def text_of(line: w.ByPeople) -> str:
    """The words without which a line says nothing."""
    match line:
        case w.Whiteboard(text=text) | w.Observe(text=text) | w.HotWash(text=text):
            return text.strip()
        case w.Act(action=action):
            return action.strip()
        case w.Rate(why=why) | w.Retest(why=why):
            return why.strip()
        case w.Final():
            return "final"
        case _:
            assert_never(line)
