"""The check-in curve of a team."""

from drillsim.present.curve import curve
from drillsim.session.muster_view import TeamMusterView
from drillsim.tui.widgets.cell_lines import CellLines


class Curve(CellLines):
    """An area from the alarm to now, with lines at 50, 90 and 100 per cent and an X at each limit."""

    gap = 0

    def show_team(self, team: TeamMusterView, now: int) -> None:
        """Shows this team from now on."""
        self.show(lambda width, height: curve(team, now, width, height))
