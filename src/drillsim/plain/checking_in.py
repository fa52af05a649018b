"""People of a team report, in one line: how many, of which team, how they are."""

from collections.abc import Callable

from drillsim.model.drill import STATUSES
from drillsim.plain.place import filled
from drillsim.plain.typed import NotDone, clause, found
from drillsim.present import forms
from drillsim.record.commands import Command
from drillsim.session.view import Briefing


def checked_in(briefing: Briefing, rest: str, by: Callable[[str], str | None]) -> Command:
    """`12 tulsa_agents need help because ...`; `by` says who reports for a team. Raises NotDone."""
    before, because = clause(rest, "because")
    count, team, status, *_ = [*before.split(maxsplit=2), "", "", ""]
    if not briefing.teams:
        raise NotDone("none of your roles leads a team.")
    if not status:
        raise NotDone(
            "expected how many, the team and how they are, such as check in 12 " + briefing.teams[0] + " working."
        )
    team = found(team, briefing.teams, "team")
    status = found(status.replace(" ", "_"), STATUSES, "status")
    return filled(forms.check_in(briefing, by(team)), team=team, count=count, status=status, reason=because or "")
