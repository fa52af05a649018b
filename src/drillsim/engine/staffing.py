"""Shifts change by the story's clock (rule 16): who is there, which sites are closed, who is on call.

In the second of a change, after all else that ends or becomes due in it (rule 10, phase 2), in this order: the
line's hours hold; sites closed at these hours close under their people, and those closed at the hours before open;
teams that have fewer on shift lose them, then teams that have more gain them, by the order of the plan; roles go to
who is on call. Where as many are on shift as before, each is relieved where he is, and nobody moves.
"""

from drillsim.analysis.levels import levels, out
from drillsim.engine import people
from drillsim.engine.calendar import Rank, Steps
from drillsim.engine.play import Play
from drillsim.engine.roles import settle_roles
from drillsim.model.staffing import Hours
from drillsim.record.events import StaffingChanged


class Shifts:
    """Changes of the staffing's line in one play."""

    def __init__(self, play: Play) -> None:
        self.play = play
        self._were_out: frozenset[str] = frozenset()
        self._next: int | None = None

    def begin(self) -> None:
        """Says who is there at StartEx, and waits for the changes; without staffing there are none."""
        play = self.play
        if play.plan.staffing:
            play.emit(self._changed(play.state.line))
            settle_roles(play)
            play.calendar.process(self._follow())

    def arrive(self) -> None:
        """A second is shown of which nothing has been played: remembers what was out if the line changes in it.

        No outage begins while a function is closed; so one runs on only if it began in an earlier second.
        """
        if self.play.now == self._next:
            self._were_out = out(self.play.world, levels(self.play.world))

    def _follow(self) -> Steps:
        for second, line in self.play.exercise.timetable.changes(0):
            self._next = second
            yield self.play.calendar.due(second, Rank.STAFFING, 0)
            self._change(line)

    def _changed(self, line: int | None) -> StaffingChanged:
        hours = Hours(self.play.plan, line)
        still_out = self._were_out - set(self.play.state.paused)
        runs_on = tuple(name for name in sorted(still_out) if not hours.is_open(name))
        return StaffingChanged(self.play.now, line, hours.name, tuple(sorted(hours.closed)), runs_on)

    def _change(self, line: int | None) -> None:
        play = self.play
        before = play.world.hours
        play.emit(self._changed(line))
        after = play.world.hours
        for site in sorted(after.closed):
            people.empty_site(play, site)
        more = {team: self._more(team, before, after) for team in play.plan.teams}
        for team, number in more.items():
            if number < 0:
                people.go_off_shift(play, team, -number)
        for team, number in more.items():
            if number > 0:
                people.come_on_shift(play, team, number)
        settle_roles(play)

    def _more(self, team: str, before: Hours, after: Hours) -> int:
        """How many more are on shift; a team that the drill has counted keeps that number at every hour."""
        if team in self.play.exercise.drill.on_shift:
            return 0
        return after.on_shift(team) - before.on_shift(team)
