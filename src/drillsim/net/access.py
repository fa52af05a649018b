"""What a client may ask for: which kinds, as whom, about names that the plan knows (reliability.md, 3.8)."""

from collections.abc import Collection
from typing import Any

from drillsim.model.drill import STATUSES
from drillsim.model.plan import Plan
from drillsim.record import commands as c
from drillsim.record.clean import clean
from drillsim.session.pacing import FASTEST, SLOWEST

LEADING = (c.Pause, c.Resume, c.SetPace, c.End)
"""What only the facilitator may."""

OWN = (c.Does, c.Done, c.Sends, c.Approves, c.Reads, c.Acknowledges, c.Decides, c.Assigns)
"""What a player may for a role taken; notes too, and check-ins as the lead of a team."""


def cleaned(body: Any) -> Any:
    """A body as typed, with every text in it made harmless."""
    if isinstance(body, str):
        return clean(body)
    if isinstance(body, dict):
        return {key: cleaned(value) for key, value in body.items()}
    if isinstance(body, list | tuple):
        return [cleaned(value) for value in body]
    return body


def forbidden(plan: Plan, command: c.Command, roles: Collection[str], *, leads: bool) -> tuple[str, str] | None:
    """(why, text) where a client with these roles may not ask for this; None where it may."""
    match command:
        case c.SetPace(pace):
            if not SLOWEST <= pace <= FASTEST:
                return "bad_message", f"expected a pace from {SLOWEST}x to {FASTEST}x"
        case c.Sends(via=via) if via is not None:
            known = plan.messages[command.message].via if command.message in plan.messages else ()
            if not via or not set(via) <= set(known):
                return "unknown", f"expected channels of {command.message}: {', '.join(known)}"
        case c.Assigns(to=to) if to not in plan.roles:
            return "unknown", f"the plan has no role {to}"
        case c.ChecksIn(_, team, count, site, status):
            known_site = site is None or site in plan.sites
            if team not in plan.teams or not known_site or status not in STATUSES or count < 1:
                return "unknown", "expected a team, a site and a status of the plan, and at least one person"
        case _:
            pass
    if _may(plan, command, roles, leads=leads):
        return None
    return "not_allowed", "this place may not do that"


def _may(plan: Plan, command: c.Command, roles: Collection[str], *, leads: bool) -> bool:
    if isinstance(command, LEADING):
        return leads
    if isinstance(command, OWN):
        return command.by in roles
    if isinstance(command, c.Notes):
        return command.by in roles or (leads and command.by == c.FACILITATOR)
    if isinstance(command, c.ChecksIn):
        lead = plan.teams[command.team].lead
        return leads or (lead is not None and lead in roles and command.by == lead)
    return False
