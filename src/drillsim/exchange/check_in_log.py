"""Logs of badges, VPN and telephony: who signed in when. Rows become check-ins by name; bad rows are told one by one.

Pure: a text and what is known in, rows and problems out.
"""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from drillsim.exchange.table import Field, Line, lines, tidy
from drillsim.model.checks.words import Guesses
from drillsim.model.drill import STATUSES
from drillsim.model.spelling import DAY, HOUR, MINUTE, Misspelled, StoryTime, agent_name, write_clock
from drillsim.model.spelling import clock as read_clock
from drillsim.problems import Problem
from drillsim.record.commands import ChecksIn
from drillsim.session.clock_course import second_at
from drillsim.session.muster_view import ClockCourse, MusterView, PersonView

Clock = Literal["wall", "story"]
"""What a time of day in a log is: of the wall clock, or of the exercise's story."""

MEANINGS = {
    **dict.fromkeys(("time", "timestamp", "date time", "datetime", "at", "when", "start time", "login time"), "time"),
    **dict.fromkeys(("name", "agent", "user", "username", "user name", "badge", "badge id", "employee"), "name"),
    **dict.fromkeys(("team", "group", "department"), "team"),
    **dict.fromkeys(("status", "event", "action", "type"), "status"),
    **dict.fromkeys(("site", "location", "door", "gate"), "site"),
}
"""Heading of a column -> what it means."""

WORDS = {
    **{tidy(status): status for status in STATUSES},
    **dict.fromkeys(("exit", "badge out", "left", "leave"), "out"),
    **dict.fromkeys(("muster", "assembly", "mustered"), "assembled"),
    **dict.fromkeys(("ok", "all right"), "safe"),
    **dict.fromkeys(("in", "entry", "badge in", "login", "log in", "logged in", "logon"), "working"),
    **dict.fromkeys(("signin", "sign in", "signed in"), "working"),
    **dict.fromkeys(("connect", "connected", "available", "ready", "online"), "working"),
    **dict.fromkeys(("help", "sos"), "need_help"),
    **dict.fromkeys(("off", "off shift", "day off"), "not_on_shift"),
}
"""What logs say -> the status of a check-in."""

PASSED_OVER = ("logout", "log out", "logoff", "signed out", "sign out", "disconnect", "disconnected", "offline")
"""Words that tell nothing about where somebody is."""

_OF_DAY = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?")


@dataclass(frozen=True, slots=True)
class Known:
    """What is so at the exercise: now in exercise seconds, the alarm of each team, how the clock went."""

    teams: tuple[str, ...]
    sites: tuple[str, ...]
    begins: StoryTime
    now: int
    alarms: Mapping[str, int]
    course: ClockCourse
    wall: float
    """The wall clock now, in seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a log is read: of which team is who has none, what a time of day is, what who just signed in does."""

    team: str
    clock: Clock
    team_of: Mapping[str, str] = field(default_factory=dict)
    """Teams by name, from a list of names."""
    status: str = "working"


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody signed in."""

    line: int
    second: int
    name: str
    team: str
    status: str
    site: str | None


@dataclass(frozen=True, slots=True)
class Log:
    """The rows of a log by time, what is wrong with others, and how many tell nothing."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    passed_over: int


class _Wrong(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_log(text: str, file: str, known: Known, reading: Reading) -> Log:
    """Reads a whole log. Raises TableRefused where it is none."""
    rows: list[Row] = []
    problems: list[Problem] = []
    passed_over = 0
    reader = _Reader(known, reading)
    for line in lines(text, file, MEANINGS, "name"):
        if isinstance(line, Problem):
            problems.append(line)
        elif tidy(line.text("status")) in PASSED_OVER:
            passed_over += 1
        else:
            try:
                rows.append(reader.row(line))
            except _Wrong as wrong:
                problems.append(wrong.problem)
    return Log(tuple(sorted(rows, key=lambda row: (row.second, row.line))), tuple(problems), passed_over)


class _Reader:
    def __init__(self, known: Known, reading: Reading) -> None:
        self._known = known
        self._reading = reading
        self._guesses = Guesses()

    def row(self, line: Line) -> Row:
        name = self._name(line.field("name"))
        team = self._one_of(line, "team", self._known.teams) or self._reading.team_of.get(name) or self._reading.team
        status = self._status(line)
        site = self._one_of(line, "site", self._known.sites)
        return Row(line.position.line, self._second(line, team), name, team, status, site)

    def _name(self, found: Field) -> str:
        try:
            return agent_name(found.text)
        except Misspelled as error:
            raise _Wrong(found.wrong("name", error.expected)) from None

    def _one_of(self, line: Line, what: str, words: Iterable[str]) -> str | None:
        """A team or site by its id, however it is spelled; None where the column is empty."""
        text = line.text(what)
        if not text:
            return None
        found = next((word for word in words if tidy(word) == tidy(text)), None)
        if found is None:
            hint = self._guesses.nearest(text, list(words))
            raise _Wrong(line.fields[what].wrong(what, f"a {what} of the plan", hint))
        return found

    def _status(self, line: Line) -> str:
        text = tidy(line.text("status"))
        if not text:
            return self._reading.status
        if text not in WORDS:
            hint = self._guesses.nearest(text, list(WORDS))
            raise _Wrong(line.fields["status"].wrong("status", f"one of {', '.join(STATUSES)}", hint))
        return WORDS[text]

    def _second(self, line: Line, team: str) -> int:
        known = self._known
        if not line.text("time"):
            return known.now
        found = line.fields["time"]
        second = self._time(found)
        alarm = known.alarms.get(team, 0)
        if second is None or second < 0:
            raise _Wrong(found.wrong("time", "a time after StartEx"))
        if second < alarm:
            raise _Wrong(found.wrong("time", f"a time from the alarm at {write_clock(alarm)} on"))
        if second > known.now:
            raise _Wrong(found.wrong("time", f"a time up to now, {write_clock(known.now)}"))
        return second

    def _time(self, found: Field) -> int | None:
        text = found.text
        if match := _OF_DAY.fullmatch(text):
            of_day = int(match[1]) * HOUR + int(match[2]) * MINUTE + int(match[3] or 0)
            return self._of_day(of_day)
        try:
            return read_clock(text).on(self._known.begins)
        except Misspelled:
            pass  # no clock of ours; a date and time, or nothing
        try:
            moment = datetime.datetime.fromisoformat(text)
        except ValueError:
            expected = "a time such as 14:05, 2026-03-10T14:05:00 or T+00:20"
            raise _Wrong(found.wrong("time", expected)) from None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=datetime.timezone(datetime.timedelta(seconds=self._known.course.utc_offset)))
        return self._at_wall(moment.timestamp())

    def _of_day(self, of_day: int) -> int | None:
        """The last such time up to now: of the story, or of the host's wall clock."""
        known = self._known
        if self._reading.clock == "story":
            return known.now - (known.begins.of_week + known.now - of_day) % DAY
        local = int(known.wall) + known.course.utc_offset
        return self._at_wall(int(known.wall) - (local - of_day) % DAY)

    def _at_wall(self, wall: float) -> int | None:
        second = second_at(self._known.course, wall)
        return None if second is None else int(second)


# What is new in it


@dataclass(frozen=True, slots=True)
class News:
    """What of a log is not known yet.

    `arrivals` are people whom it counts for the first time, `surplus` those of them who are more than travel;
    `ignored` rows are known already, or older than what is known.
    """

    rows: tuple[Row, ...]
    ignored: int
    arrivals: int
    surplus: int
    by_status: Mapping[str, int]


def news(log: Log, muster: MusterView | None, counted: Iterable[str]) -> News:
    """Compares a log with what is known; statuses in `counted` are arrivals. The same log again has no news."""
    teams = {} if muster is None else {team.team: team for team in muster.teams}
    people = {(team.team, person.name): person for team in teams.values() for person in team.people}
    rows = list(_unknown(log.rows, people))
    statuses = set(counted)
    new: Counter[str] = Counter()
    for team, name in {(row.team, row.name) for row in rows if row.status in statuses}:
        before = people.get((team, name))
        new[team] += before is None or not before.counted
    surplus = 0
    for team, number in new.items():
        seen = teams.get(team)
        if seen is not None and seen.sent is not None:
            surplus += max(0, number - dict(seen.stages).get("travelling", 0) - dict(seen.stages).get("out", 0))
    return News(tuple(rows), len(log.rows) - len(rows), sum(new.values()), surplus, Counter(row.status for row in rows))


def _unknown(rows: Iterable[Row], people: Mapping[tuple[str, str], PersonView]) -> Iterator[Row]:
    latest = {key: (person.since, person.status) for key, person in people.items()}
    for row in rows:
        key = row.team, row.name
        known = latest.get(key)
        if known is not None and (row.second < known[0] or row.status == known[1]):
            continue
        if known is not None and key in people and row.second == people[key].since:
            continue  # of that second the last is known
        latest[key] = row.second, row.status
        yield row


def check_ins(rows: Iterable[Row]) -> Iterator[ChecksIn]:
    """The rows as check-ins, each with when they signed in."""
    for row in rows:
        yield ChecksIn(None, row.team, 1, row.site, row.status, None, row.name, row.second)
