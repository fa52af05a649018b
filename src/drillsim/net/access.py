"""What a client may ask for: which kinds, as whom, about names that the plan knows (reliability.md, 3.8)."""

from collections.abc import Collection
from dataclasses import MISSING, fields
from typing import Any

from drillsim.model.drill import STATUSES, VISITORS
from drillsim.model.exercise import Exercise
from drillsim.model.plan import Plan
from drillsim.model.spelling import Misspelled, agent_name
from drillsim.net.frames import CONTROLLING, Place
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record import written as w
from drillsim.record.clean import clean, said_back
from drillsim.record.codec import SAID, decode_command
from drillsim.session.pacing import FASTEST, SLOWEST
from drillsim.session.store.bodies import misfit

MOST_PEOPLE = 100_000
"""People of one team on shift: more than any contact centre has."""

LEADING = (
    c.Pause,
    c.Resume,
    c.SetPace,
    c.End,
    c.Place,
    r.Here,
    r.Reach,
    r.OnShift,
    r.Start,
    r.Jump,
    r.Next,
    r.Count,
)
"""What only those may who lead the exercise: the facilitator, or somebody alone at a keyboard."""

CONDUCTING = (c.Release, c.Skip, c.Defer, c.Restore, c.Improvise, c.GiveUsual)
"""What only the facilitator may."""

OWN = (c.Does, c.Done, c.Sends, c.Approves, c.Reads, c.Acknowledges, c.Decides, c.Assigns)
"""What a player may for a role taken, the facilitator and the scribe for any; check-ins too, as the lead of a team.

Whoever leads reports for any team, as one of its roles or as nobody of the plan."""

SAYABLE = (c.Does, c.Done, c.Sends, c.Approves, c.Acknowledges, c.Decides, c.Assigns, c.ChecksIn, c.Seen, c.Notes)
"""What may be said to have been done at a second of the story (rule 20)."""

ONLY_IN_THE_LOBBY = (r.Reach, r.OnShift, r.Start)
"""What has no sense after StartEx."""

IN_THE_LOBBY = (
    c.Place,
    c.Notes,
    c.ChecksIn,
    c.Improvise,
    c.Pause,
    c.Resume,
    c.RealEmergency,
    r.Here,
    *ONLY_IN_THE_LOBBY,
)
"""What can be done before StartEx."""

AFTER_ENDEX = (c.Seen, *w.AFTER_ENDEX)
"""What is still taken when the exercise has ended: no play is made from it."""

IN_AN_EMERGENCY = (c.Notes, c.ChecksIn, c.Pause, c.Resume, c.RealEmergency, r.Here)
"""What can be done while a real emergency is on."""


class Forbidden(Exception):
    """(why, text) of what a client may not ask for; the text is harmless, whatever it quotes."""

    def __init__(self, why: str, text: str) -> None:
        super().__init__(text)
        self.why = why
        self.text = said_back(text)


def cleaned(body: Any) -> Any:
    """A body as typed, with every text in it made harmless."""
    if isinstance(body, str):
        return clean(body)
    if isinstance(body, dict):
        return {clean(key): cleaned(value) for key, value in body.items()}
    if isinstance(body, list | tuple):
        return [cleaned(value) for value in body]
    return body


def understood(kind: str, body: dict[str, Any], speaker: str | None) -> tuple[c.Command, int | None]:
    """The command of a message, and the second of the story at which it is said to be done.

    What is left out is as the command's own fields say; `by` is the `speaker`, where only one comes into question.
    Raises Forbidden.
    """
    kind, body = _as_recorded(kind, body)
    if kind not in c.KINDS:
        raise Forbidden("bad_message", f"not a command: there is no kind {kind[:60]}")
    found = cleaned(body)
    wanted = c.KINDS[kind]
    if "by" in {item.name for item in fields(wanted)} and "by" not in found and speaker is not None:
        found["by"] = speaker
    for item in fields(wanted):
        if item.name not in found and item.default is not MISSING:
            default = item.default
            found[item.name] = list(default) if isinstance(default, tuple) else default
    wrong = misfit(wanted, found, besides={SAID: int})
    if wrong is not None:
        raise Forbidden("bad_message", f"not a command: found {wrong}")
    command = decode_command(kind, found)
    said = found.get(SAID)
    if said is not None and not isinstance(command, SAYABLE):
        raise Forbidden("bad_message", f"{kind} is done when it is said; only a response may name a time of the story")
    return command, said


def _as_recorded(kind: str, body: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Spellings of the drill file and of the table of kinds, as they stand on the record.

    To hold an inject is to defer it until it is released by hand; an inject may be given by its own keys, a place as
    `role: player`, the site of a check-in as `at`.
    """
    match kind:
        case "hold":
            return "defer", {**body, "to": None}
        case "inject" if not isinstance(body.get("inject"), dict):
            return kind, {"inject": body}
        case "place" if "role" not in body and len(body) == 1:
            ((role, player),) = body.items()
            return kind, {"role": role, "player": player}
        case "check_in" if "at" in body:
            return kind, {**{key: value for key, value in body.items() if key != "at"}, "site": body["at"]}
        case _:
            return kind, dict(body)


def require_allowed(
    exercise: Exercise, command: c.Command, place: Place, roles: Collection[str], *, leads: bool
) -> None:
    """Raises Forbidden where a client at this place may not ask for this, or it names what the plan has not."""
    if not _may(exercise, command, place, roles, leads=leads):
        raise Forbidden("forbidden", "this place may not do that")
    plan = exercise.plan
    match command:
        case c.SetPace(pace):
            if not SLOWEST <= pace <= FASTEST:
                raise Forbidden("bad_message", f"expected a pace from {SLOWEST}x to {FASTEST}x")
        case c.Sends(via=via) if via is not None:
            known = plan.messages[command.message].via if command.message in plan.messages else ()
            if not via or not set(via) <= set(known):
                raise Forbidden("unknown", f"expected channels of {command.message}: {', '.join(known)}")
        case c.Assigns(to=role) | c.Place(role=role) | r.Here(role=role) if role not in plan.roles:
            raise Forbidden("unknown", f"the plan has no role {role}")
        case r.Reach(role=role) if role not in plan.roles:
            raise Forbidden("unknown", f"the plan has no role {role}")
        case r.OnShift(team, count):
            if team not in (*plan.teams, VISITORS):
                raise Forbidden("unknown", f"the plan has no team {team}")
            if not 0 <= count <= MOST_PEOPLE:
                raise Forbidden("bad_message", f"expected 0 to {MOST_PEOPLE} people, found {count}")
        case c.Place(player=player) if not player.strip():
            raise Forbidden("bad_message", "expected a name, stand_in or script, found nothing")
        case c.ChecksIn():
            _require_report(plan, command)
        case r.Count(seconds) if seconds < 0:
            raise Forbidden("bad_message", "expected seconds to count, found fewer than none")
        case _:
            pass


def _require_report(plan: Plan, command: c.ChecksIn) -> None:
    known = command.team in (*plan.teams, VISITORS) and (command.site is None or command.site in plan.sites)
    if not known or command.status not in STATUSES or command.count < 1:
        raise Forbidden("unknown", "expected a team, a site and a status of the plan, and at least one person")
    if command.name is None:
        return
    try:
        fits = agent_name(command.name) == command.name
    except Misspelled as error:
        raise Forbidden("bad_message", str(error)) from None
    if command.count != 1 or not fits:
        raise Forbidden("bad_message", "expected one person, by a name without spaces around it")


def _may(exercise: Exercise, command: c.Command, place: Place, roles: Collection[str], *, leads: bool) -> bool:
    own: Collection[str] = exercise.plan.roles if place == "facilitator" else roles
    if isinstance(command, LEADING):
        return leads
    if isinstance(command, CONDUCTING):
        return place == "facilitator"
    if isinstance(command, c.Seen | w.Observe | w.Rate | w.Retest):
        return place in CONTROLLING and (command.by in own or command.by in _names(place, leads=leads))
    if isinstance(command, OWN):
        return command.by in own
    if isinstance(command, c.RealEmergency | c.Notes | w.Whiteboard | w.HotWash | w.Act):
        return command.by in own or command.by in _names(place, leads=leads)
    if isinstance(command, c.ChecksIn):
        if leads or place == "scribe":
            return command.by is None or command.by in own or command.by in _names(place, leads=leads)
        team = exercise.plan.teams.get(command.team)
        return team is not None and team.lead is not None and team.lead in roles and command.by == team.lead
    return False


def _names(place: Place, *, leads: bool) -> tuple[str, ...]:
    """The names beside roles under which a place writes: its own, and the facilitator's where somebody alone leads."""
    return (*(() if place == "player" else (place,)), *((c.FACILITATOR,) if leads else ()))
