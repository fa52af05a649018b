"""How the exercise clock went by the wall clock, from the stamps of a record: for logs that know wall time only."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from drillsim.model.drill import Drill
from drillsim.record.entries import Entry
from drillsim.session.muster_view import ClockCourse, ClockPoint
from drillsim.session.view import ClockView

NANO = 1_000_000_000
LEAP = 1.5  # seconds by which the clock may be from where it should be: stamps are of whole seconds
STOPS = ("pause", "real_emergency", "host_down")
"""Commands from which on the clock stands."""


class CourseReader:
    """Reads the entries of a record once.

    Between two points the clock went evenly: at its pace, or not at all; a time within a pause is the second at which
    the clock stood. Where an entry shows another second than that, the clock leapt (a jump) at the point before.
    """

    def __init__(self, drill: Drill) -> None:
        self._course = ClockCourse()
        self._points: list[ClockPoint] = []
        self._pace = drill.pace or 1
        self._goes = False
        self._stands = drill.clock == "stops_to_talk"
        self._read = 0

    def follow(self, entries: Sequence[Entry]) -> ClockCourse:
        """The course up to the last of a growing list of entries."""
        for entry in entries[self._read :]:
            self.take(entry)
        self._read = len(entries)
        return self.course()

    def course(self) -> ClockCourse:
        """The course up to the last entry taken."""
        points, rate = tuple(self._points), self._rate
        if (points, rate) != (self._course.points, self._course.pace):
            self._course = replace(self._course, points=points, pace=rate)
        return self._course

    def take(self, entry: Entry) -> None:
        """The next entry; one without a stamp of the wall clock tells nothing."""
        if entry.wall_ns:
            self._take(entry)

    @property
    def _rate(self) -> int:
        return self._pace if self._goes and not self._stands else 0

    def _take(self, entry: Entry) -> None:
        here = ClockPoint(entry.wall_ns / NANO, entry.drill_ms / 1000)
        if entry.sort != "command":
            self._look(here)
        elif entry.kind == "start":
            self._course = replace(self._course, utc_offset=entry.body["utc_offset"])
            self._points, self._goes = [here], True
        elif self._points:
            self._look(here)
            self._turn(entry, here)

    def _look(self, here: ClockPoint) -> None:
        if self._points:
            last = self._points[-1]
            expected = last.exercise + (here.wall - last.wall) * self._rate
            if abs(here.exercise - expected) > LEAP:
                self._points.append(ClockPoint(last.wall, here.exercise - (here.wall - last.wall) * self._rate))

    def _turn(self, entry: Entry, here: ClockPoint) -> None:
        if entry.kind in (*STOPS, "resume", "pace", "jump", "next", "wall_step"):
            self._points.append(here)
        if entry.kind in STOPS:
            self._goes = False
        elif entry.kind == "resume":
            self._goes = True
        elif entry.kind == "pace":
            self._pace = entry.body["pace"]


def up_to(course: ClockCourse, clock: ClockView) -> ClockCourse:
    """The course with what the clock shows now as its last point: it may have leapt without leaving an entry."""
    if not course.points or not clock.wall_ns:
        return course
    last = course.points[-1]
    here = ClockPoint(clock.wall_ns / NANO, clock.milliseconds / 1000)
    leapt = here.exercise - (here.wall - last.wall) * course.pace
    if abs(leapt - last.exercise) <= LEAP:
        return course
    return replace(course, points=(*course.points, ClockPoint(last.wall, leapt)))


def second_at(course: ClockCourse, wall: float) -> float | None:
    """The exercise second at a time of the wall clock; None before StartEx, or where nobody watched a clock."""
    place = bisect_right(course.points, wall, key=lambda point: point.wall)
    if place == 0:
        return None
    before = course.points[place - 1]
    if place == len(course.points):
        return before.exercise + (wall - before.wall) * course.pace
    after = course.points[place]
    went = (wall - before.wall) / (after.wall - before.wall)
    return before.exercise + (after.exercise - before.exercise) * went
