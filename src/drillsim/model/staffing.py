"""Which line of the staffing holds when, and what the plan's numbers are then (language.md, rule 16)."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from drillsim.model.spelling import DAY, MINUTE, StoryTime
from drillsim.model.staff import StaffingLine

if TYPE_CHECKING:
    from drillsim.model.plan import Plan

WEEK = 7 * DAY
MOST_CHANGES = 336  # a week: one each half hour, as the finest plans of shifts are made
_DAY_MINUTES, _WEEK_MINUTES = DAY // MINUTE, WEEK // MINUTE
_NOBODY = StaffingLine(name="no line of the staffing", when=())
"""What holds where no line fits: nobody is there, and every function is closed."""


class Timetable:
    """Which line of the staffing holds at which second since the story's begin.

    The first line that fits holds; None: none fits. Hours begin at their first minute and end before their last;
    an end at or before the start is on the next day, so `Friday 22:00 to 06:00` is the night to Saturday.
    """

    def __init__(self, lines: tuple[StaffingLine, ...], begins: StoryTime) -> None:
        self._begins = begins.of_week
        self._seconds, self._lines = _steps(lines)

    @property
    def changes_a_week(self) -> int:
        """How often another line begins to hold in a week; 0 where one holds at all hours."""
        return 0 if len(self._lines) == 1 else len(self._lines)

    def line(self, second: int) -> int | None:
        """The place in the list of the line that holds at a second."""
        return self._lines[bisect_right(self._seconds, (self._begins + second) % WEEK) - 1]  # -1 is last week's last

    def changes(self, after: int) -> Iterator[tuple[int, int | None]]:
        """(second, line), for ever, of each second after this one at which another line begins to hold."""
        if not self.changes_a_week:
            return
        weeks, of_week = divmod(self._begins + after, WEEK)
        place = bisect_right(self._seconds, of_week)
        while True:
            turns, index = divmod(place, len(self._seconds))
            yield (weeks + turns) * WEEK + self._seconds[index] - self._begins, self._lines[index]
            place += 1

    def since(self, second: int) -> int | None:
        """Since when the line holds that holds at a second; None where it always does. May be before the begin."""
        if not self.changes_a_week:
            return None
        weeks, of_week = divmod(self._begins + second, WEEK)
        turns, index = divmod(bisect_right(self._seconds, of_week) - 1, len(self._seconds))
        return (weeks + turns) * WEEK + self._seconds[index] - self._begins

    def first_week(self) -> Iterator[tuple[int, int, int | None]]:
        """(from, to, line) of the stretches of the story's first week; every week is like it."""
        since, line = 0, self.line(0)
        for second, following in self.changes(0):
            if second >= WEEK:
                break
            yield since, second, line
            since, line = second, following
        yield since, WEEK, line


def _steps(lines: tuple[StaffingLine, ...]) -> tuple[list[int], list[int | None]]:
    """The seconds of the week at which another line begins to hold, with the line; one where it is always the same."""
    week = array("l", [-1]) * _WEEK_MINUTES
    for index in reversed(range(len(lines))):  # the first that fits is painted last
        for shift in dict.fromkeys(lines[index].when):
            length = (shift.end - shift.start) % _DAY_MINUTES or _DAY_MINUTES
            for day in range((shift.last - shift.first) % 7 + 1):
                _paint(week, (shift.first + day) * _DAY_MINUTES + shift.start, length, index)
    starts = [minute for minute in range(_WEEK_MINUTES) if week[minute] != week[minute - 1]] or [0]
    return [minute * MINUTE for minute in starts], [week[minute] if week[minute] >= 0 else None for minute in starts]


def _paint(week: "array[int]", start: int, length: int, index: int) -> None:
    """Minutes from a start on, over the end of the week where they go beyond it."""
    start %= _WEEK_MINUTES
    here = min(length, _WEEK_MINUTES - start)
    week[start : start + here] = array("l", [index]) * here
    if length > here:
        _paint(week, 0, length - here, index)


class Hours:
    """The plan's numbers while a line of the staffing holds; without staffing they hold at every hour."""

    def __init__(self, plan: "Plan", line: int | None) -> None:
        self._plan = plan
        self._line: StaffingLine | None = None
        if plan.staffing:
            self._line = _NOBODY if line is None else plan.staffing[line]

    @property
    def name(self) -> str | None:
        """What people call these hours; None where no line fits, or there are none."""
        return None if self._line is None or self._line is _NOBODY else self._line.name

    @property
    def closed(self) -> frozenset[str]:
        """Sites closed at these hours."""
        return frozenset() if self._line is None else frozenset(self._line.closed)

    def on_shift(self, team: str) -> int:
        """How many of a team are there; a team not named has nobody there."""
        return self._plan.teams[team].count if self._line is None else self._line.on_shift.get(team, 0)

    def normal_staff(self, function: str) -> int:
        """How many agents are 100% of a function; 0: it is closed."""
        if self._line is None:
            return self._plan.functions[function].normal_staff
        return self._line.normal_staff.get(function, 0)

    def is_open(self, function: str) -> bool:
        """A function not named by the line, or that wants nobody, is closed."""
        return self.normal_staff(function) > 0

    def rto(self, function: str) -> int:
        """The RTO at these hours: the line's, else the function's own."""
        own = self._plan.functions[function].rto
        return own if self._line is None else self._line.rto.get(function, own)

    def on_call(self, role: str) -> str | None:
        """Who holds a role at these hours before anybody else."""
        return None if self._line is None else self._line.on_call.get(role)


class OpenHours:
    """When a function is open, as a clock that stands still while it is closed."""

    def __init__(self, plan: "Plan", timetable: Timetable, function: str) -> None:
        self._opens: list[int] = []
        self._before: list[int] = []  # open seconds of the week before each of these
        self._a_week = 0
        for since, until, line in timetable.first_week():
            if Hours(plan, line).is_open(function):
                self._opens.append(since)
                self._before.append(self._a_week)
                self._a_week += until - since
        self._ends = [*self._before[1:], self._a_week]

    @property
    def always(self) -> bool:
        """Whether it is open at every hour."""
        return self._a_week == WEEK

    def passed(self, second: int) -> int:
        """How many of the seconds before this one it was open."""
        weeks, of_week = divmod(second, WEEK)
        place = bisect_right(self._opens, of_week) - 1
        if place < 0:
            return weeks * self._a_week
        here = self._before[place] + of_week - self._opens[place]
        return weeks * self._a_week + min(here, self._ends[place])

    def last(self, passed: int) -> int:
        """The last second before which it was open for no more than so many; to be asked of one that ever opens."""
        weeks, rest = divmod(passed, self._a_week)
        place = bisect_right(self._before, rest) - 1
        return weeks * WEEK + self._opens[place] + rest - self._before[place]
