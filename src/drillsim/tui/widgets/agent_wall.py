"""The agent wall: one cell for each of the head count, its sign by stage."""

from drillsim.present.muster import wall
from drillsim.session.muster_view import TeamMusterView
from drillsim.tui.widgets.cell_lines import CellLines


class AgentWall(CellLines):
    """As many people as it has cells, else several to a cell; what the signs mean the stages beside it say."""

    gap = 0

    def show_team(self, team: TeamMusterView) -> None:
        """Shows this team from now on."""
        self.show(lambda width, height: wall(team, width, height))
