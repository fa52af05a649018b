"""People of a team report, in one line: how many or who, of which team, how they are."""

from drillsim.model.drill import STATUSES
from drillsim.model.spelling import Misspelled, agent_name
from drillsim.plain.place import filled
from drillsim.plain.typed import NotDone, clause, found
from drillsim.present import forms
from drillsim.present.statuses import status_meant
from drillsim.record.commands import ChecksIn, Command
from drillsim.session.view import Briefing


def checked_in(briefing: Briefing, rest: str) -> Command:
    """`12 tulsa_agents need help because ...`, or a name instead of a number. Raises NotDone."""
    before, because = clause(rest, "because")
    who, team, status, *_ = [*before.split(maxsplit=2), "", "", ""]
    if not briefing.teams:
        raise NotDone("none of your roles leads a team.")
    if not status:
        raise NotDone(
            "expected how many or who, the team and how they are, such as check in 12 "
            + briefing.teams[0]
            + " working."
        )
    team = found(team, briefing.teams, "team")
    status = status_meant(status) or found(status.replace(" ", "_"), STATUSES, "status")
    if who.isdigit():
        return filled(forms.check_in(briefing), team=team, count=who, status=status, reason=because or "")
    try:
        name = agent_name(who.removeprefix("#"))
    except Misspelled as wrong:
        raise NotDone(str(wrong) + ".") from None
    return ChecksIn(forms.speaks_for(briefing, team), team, 1, None, status, because or None, name)
