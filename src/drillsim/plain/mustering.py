"""Counting heads: how far it is, team by team."""

from drillsim.net.client import Client
from drillsim.plain.typed import NotDone, found
from drillsim.present.muster import NOBODY
from drillsim.present.plain.muster import muster_lines


def muster_told(client: Client, rest: str) -> list[str]:
    """Of one team, or of all that have to be accounted for. Raises NotDone."""
    muster = client.muster
    if muster is None:
        raise NotDone(NOBODY[0].lower() + NOBODY[1:])
    names = [team.team for team in muster.teams]
    wanted = [found(rest, names, "team")] if rest else names
    begins, now = client.briefing.begins, client.second
    return [told for team in muster.teams if team.team in wanted for told in muster_lines(team, begins, now)]
