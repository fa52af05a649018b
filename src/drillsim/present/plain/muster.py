"""The head count of a team as lines: the figures, the targets, every stage, who is missing."""

from drillsim.model.spelling import StoryTime
from drillsim.present import muster
from drillsim.present.words import both_clocks, clock, line
from drillsim.session.muster_view import TeamMusterView

WIDE = 200  # columns in which nothing is left out


def muster_lines(team: TeamMusterView, begins: StoryTime, now: int) -> list[str]:
    """One fact a line."""
    to = f" to {team.to}" if team.to else ""
    since = f"since {both_clocks(begins, team.alarm)}"
    counted = muster.figures(team).replace("  ", ", ")
    told = [f"{team.team}{to}, {since}: {counted}; {team.unaccounted} unaccounted for; {team.surplus} surplus."]
    told += ["target " + ", ".join(cell.text.strip() for cell in row) for row in muster.targets(team, now, WIDE)]
    told += [f"{muster.WORDS[stage]}: {number}" for stage, number in team.stages]
    told += [": ".join(cell.text.strip() for cell in row) for row in muster.who(team, (), WIDE * WIDE, WIDE)]
    return told + [
        f"{line(each.name)}: {each.status.replace('_', ' ')} since {clock(each.since)}" for each in team.people
    ]
