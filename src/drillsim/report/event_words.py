"""Every kind of event in words, one line each, as Markdown. Roles and positions, not persons."""

import re
from typing import Protocol, assert_never

from drillsim.model.scenario import InjectBody
from drillsim.model.spelling import write_clock
from drillsim.record import events as e
from drillsim.record.whereabouts import Whereabouts
from drillsim.report.labels import Labels
from drillsim.report.text import clock, code, codes, percent, plain, times

LONGEST_TITLE = 100  # characters of an inject's synopsis

_LOOK = {"seen": "seen", "not_seen": "looked for and not seen", "later": "to be looked for again later"}
_RELEASED = {
    "clock": "",
    "condition": " (its conditions held)",
    "facilitator": " (released by the facilitator)",
}
_STATUS = {
    "out": "out of the building",
    "assembled": "assembled",
    "safe": "safe",
    "working": "working",
    "cannot_work": "unable to work",
    "need_help": "in need of help",
    "not_on_shift": "not on shift",
}
_MODE = {"normal": "normal", "emergency": "emergency", "resuming": "resuming"}


class Known(Protocol):
    """What has to be known to say what happened."""

    @property
    def labels(self) -> Labels:
        """How things are called."""

    def body(self, inject: str) -> InjectBody | None:
        """The text of an inject that came, or is written."""

    def is_up(self, system: str, second: int) -> bool:
        """Whether a system was up after all that happened in a second."""


def words(facts: Known, event: e.Event) -> str:
    """What happened. Whether somebody was simulated is said by the line's own column."""
    label = facts.labels
    match event:
        case e.ExerciseStarted():
            return "StartEx: the exercise begins"
        case e.ExerciseEnded():
            return "EndEx: the exercise ends"
        case e.HazardBegan(_, hazard):
            return f"hazard {code(hazard)} holds from now on"
        case e.InjectReleased(_, inject, how):
            return f"inject {code(inject)}{_title(facts, event)}{_told(facts, event)}{_RELEASED[how]}"
        case e.InjectDue(_, inject):
            return f"inject {code(inject)} is due; it waits for the facilitator"
        case e.InjectRestored(_, inject):
            return f"inject {code(inject)} is no longer skipped or put off"
        case e.InjectSkipped(_, inject, because):
            return f"inject {code(inject)} skipped{_because(facts, because)}"
        case e.InjectDeferred(_, inject, to):
            until = "until released by hand" if to is None else f"to {clock(to)}"
            return f"inject {code(inject)} deferred {until}"
        case e.InjectImprovised(_, inject):
            return f"inject {code(str(inject.get('id', '')))} improvised by the facilitator"
        case e.PlaybookFired(at, playbook, since):
            held = "" if since == at else f" (its conditions began to hold at {clock(since)})"
            return f"playbook {code(playbook)} fires{held}"
        case e.SystemFailed(_, system):
            return f"{code(system)} fails"
        case e.SystemWeakened(_, system, share):
            return f"{code(system)} lets {percent(share)} of those who need it work"
        case e.NobodyNewLetIn(_, system, keeps):
            kept = times(sum(sum(sites.values()) for sites in keeps.values()), "agent", "agents")
            return f"{code(system)} lets nobody new in; it keeps the {kept} who work with it"
        case e.SystemRepaired(_, system):
            return f"{code(system)} is repaired"
        case e.PlaceLost(_, place):
            return f"{code(place)} is lost, with every system there"
        case e.PlaceRepaired(_, place):
            return f"the loss of {code(place)} is over"
        case e.SiteClosed(_, site):
            return f"{code(site)} closes"
        case e.SiteOpened(_, site):
            return f"{code(site)} opens"
        case e.SiteBarred(_, site):
            return f"{code(site)} is barred: nobody may enter"
        case e.SiteCleared(_, site):
            return f"{code(site)} may be entered again"
        case e.AgentsMoved():
            return _moved(facts, event)
        case e.CheckedIn():
            return _checked_in(facts, event)
        case e.PersonAbsent(_, person):
            return f"{label.person(person)} can no longer be reached"
        case e.PersonBack(_, person):
            return f"{label.person(person)} can be reached again"
        case e.StaffingChanged():
            return _staffing(facts, event)
        case e.CrewCameOn(_, crew):
            return f"crew {code(crew)} comes on duty"
        case e.RoleHeld(_, role, person):
            return f"{label.role(role)} is held by {label.holder(role, person)}"
        case e.RolePlayed(_, role, player):
            return f"{label.role(role)} is played by {label.player(player)}"
        case e.TaskStarted(_, task, _, by, _, ends):
            until = "" if ends is None or ends == event.at else f", usual end {clock(ends)}"
            return f"{label.role(by)} starts {code(task)}{until}"
        case e.UsualTimeGiven(_, task, _, ends):
            return f"{code(task)} gets its usual time, to {clock(ends)}"
        case e.TaskDone(_, task):
            return f"{code(task)} is done"
        case e.ModeChanged(_, mode, task):
            return f"mode {_MODE.get(mode, code(mode))} (by {code(task)})"
        case e.FunctionPutAside(_, function):
            return f"{label.function(function)}: put aside"
        case e.FunctionTakenUp(_, function):
            return f"{label.function(function)}: taken up again"
        case e.Rerouted(_, function, sites):
            return f"{label.function(function)}: routed to {codes(sites) or 'nowhere'}"
        case e.SwitchedTo(_, backup, task, answers):
            return f"switched to {code(backup)} (by {code(task)}){'' if answers else '; it is down'}"
        case e.SwitchedBack(_, backup):
            return f"switched back from {code(backup)}"
        case e.BackupTookOver(_, backup):
            down = "" if facts.is_up(backup, event.at) else "; it is down itself"
            return f"{code(backup)} takes over by itself{down}"
        case e.BackupStoodDown(_, backup):
            return f"{code(backup)} stands down; its primary is up again"
        case e.PartnerActivated(_, partner, function, promised, coming, task):
            fewer = "" if coming == promised else f", {coming} will come"
            called = f"{code(partner)} is called for {times(promised, 'agent', 'agents')}"
            return f"{called} on {label.function(function)} (by {code(task)}){fewer}"
        case e.PartnerReady(_, partner, function, agents):
            return f"{code(partner)}: {times(agents, 'agent', 'agents')} ready for {label.function(function)}"
        case e.PartnerReleased(_, partner):
            return f"{code(partner)} is released"
        case e.WorkaroundBegan(_, function, until):
            lasting = "" if until is None else f" until {clock(until)}"
            return f"{label.function(function)}: workaround runs{lasting}"
        case e.WorkaroundEnded(_, function):
            return f"{label.function(function)}: workaround ends"
        case e.SystemGrown(_, system, carries):
            return f"{code(system)} carries {times(carries, 'agent', 'agents')} from now on"
        case e.ContactsDeflected(_, function, share):
            return f"{label.function(function)}: {percent(share)} of contacts answered elsewhere"
        case e.ContactsSurged(_, function, factor):
            rate = f"at {float(factor):g} times the usual rate" if factor != 1 else "at the usual rate again"
            return f"{label.function(function)}: contacts {rate}"
        case e.ContactsDropped(_, site):
            return f"contacts in progress at {code(site)} are cut off"
        case e.QueueRose(_, function, above, instant):
            return f"{label.function(function)}: more than {above} waiting, since {clock(int(instant))}"
        case e.MessageSent(_, message, by, via):
            waits = "; it waits for approval" if event.waits else ""
            return f"{label.role(by)} sends {code(message)} via {codes(via)}{_filled(facts, event)}{waits}"
        case e.MessageApproved(_, message, by):
            return f"{label.role(by)} approves {code(message)}"
        case e.MessageDelivered(_, message, audience, channels):
            return f"{code(message)} reaches {code(audience)} via {codes(channels)}"
        case e.MessageUndelivered(_, message, audience, why):
            return f"{code(message)} does not reach {code(audience)}: {label.text(why)}"
        case e.ClaimMade():
            return f"{code(event.message)} claims {_claims(facts, event)}"
        case e.InjectOpened(_, inject, by):
            return f"{label.role(by)} opens {code(inject)}"
        case e.InjectAcknowledged(_, inject, by):
            return f"{label.role(by)} acknowledges {code(inject)}"
        case e.ActionSeen(_, action, by, how):
            return f"{label.role(by)} marks {label.called(action)} as {_LOOK[how]}"
        case e.Decided():
            return _decided(facts, event)
        case e.Assigned(_, by, to, what, due):
            until = "" if due is None else f", due {clock(due)}"
            return f"{label.role(by)} gives to {label.role(to)}: {label.text(what)}{until}"
        case e.Noted(_, by, text):
            return f"{label.role(by)} notes: {label.text(text)}"
        case e.Refused(_, by, what, why, text):
            return f"refused ({why.replace('_', ' ')}): {label.role(by)}, {label.called(what)}; {label.text(text)}"
        case e.ClockPaused(_, because):
            return f"the clock is stopped{_because(facts, because)}"
        case e.RealEmergencyCalled(_, by, because):
            return f"NO DUFF: {label.role(by)} calls a real emergency{_because(facts, because)}; the clock stops"
        case e.ClockResumed():
            return "the clock goes on"
        case e.PaceSet(_, pace):
            return f"pace {pace}x"
        case _:
            assert_never(event)


def _because(facts: Known, because: str | None) -> str:
    return f": {facts.labels.text(because)}" if because else ""


def _title(facts: Known, event: e.InjectReleased) -> str:
    """Its title, else the first sentence of what it says."""
    body = facts.body(event.inject)
    title = None if body is None else body.title or _first_sentence(body.says)
    return f" “{facts.labels.text(title)}”" if title else ""


def _first_sentence(says: str | None) -> str | None:
    if says is None:
        return None
    sentence = re.split(r"(?<=[.!?])\s", says.strip(), maxsplit=1)[0]
    return sentence if len(sentence) <= LONGEST_TITLE else f"{sentence[:LONGEST_TITLE]}…"


def _told(facts: Known, event: e.InjectReleased) -> str:
    body = facts.body(event.inject)
    if body is None:
        return ""
    kind = f" ({body.kind})" if body.kind != "event" else ""
    told = ", ".join(facts.labels.role(role) for role in body.tell)
    return f"{kind} to {told}" if told else kind


def _moved(facts: Known, event: e.AgentsMoved) -> str:
    who = f"{event.count} of {code(event.team)}"
    onto = ""
    if event.to_works != event.works and event.to_works is not None:
        onto = f", to work on {facts.labels.function(event.to_works)}"
    match event.why:
        case "left" if event.where.kind == "at" and event.where.site == event.to.site:
            return f"{who} prepare at {_place(event.to)}{onto}"
        case "left":
            return f"{who} leave for {_place(event.to)}{onto}"
        case "arrived":
            closed = "" if event.to.kind == "at" else ", which is closed"
            return f"{who} are there: {_place(event.to)}{closed}{onto}"
        case "away":
            return f"{who} are away: {_place(event.to)} is closed"
        case "absent":
            return f"{who} are absent"
        case "back":
            return f"{who} are no longer absent"
        case "checked_in":
            return f"{who} are counted at {_place(event.to)}{onto}"
        case "recalled":
            return f"{who} are back at {_place(event.to)}{onto}"
        case "went_off":
            return f"{who} go off shift"
        case "came_on" if event.to.kind == "away":
            return f"{who} come on shift and are away: {_place(event.to)} is closed"
        case "came_on":
            return (
                f"{who} come on shift{' and are on call' if event.to.kind == 'on_call' else f' at {_place(event.to)}'}"
            )


def _staffing(facts: Known, event: e.StaffingChanged) -> str:
    if event.line is None:
        return "no line of the staffing fits: nobody is on shift"
    closed = f"; closed: {codes(event.closed)}" if event.closed else ""
    runs_on = f"; still out while closed: {codes(event.runs_on)}" if event.runs_on else ""
    return f"hours: {facts.labels.text(event.name or '')}{closed}{runs_on}"


def _place(where: Whereabouts) -> str:
    return code(where.site) if where.site is not None else "no site"


def _checked_in(facts: Known, event: e.CheckedIn) -> str:
    status = _STATUS.get(event.status, code(event.status))
    site = "" if event.site is None else f" at {code(event.site)}"
    surplus = f"; {event.surplus} more than were expected" if event.surplus else ""
    who = f"{event.count} of {code(event.team)}"
    since = "" if event.since is None else f", signed in at {clock(event.since)}"
    return f"check-in: {who} {status}{site}{since}{_because(facts, event.reason)}{surplus}"


def _filled(facts: Known, event: e.MessageSent) -> str:
    if not event.fill:
        return ""
    return " with " + "; ".join(
        f"{plain(facts.labels.without_names(key))}: {facts.labels.text(value)}" for key, value in event.fill.items()
    )


def _claims(facts: Known, event: e.ClaimMade) -> str:
    parts = []
    if event.cause is not None:
        parts.append(f"cause: {facts.labels.text(event.cause)}")
    if event.fault is not None:
        parts.append(f"fault: {facts.labels.text(event.fault)}")
    if event.restored_by is not None:
        parts.append(f"restored by {write_clock(event.restored_by)}")
    return "; ".join(parts)


def _decided(facts: Known, event: e.Decided) -> str:
    label = facts.labels
    if event.inject is not None:
        chose = f" with {code(event.choice)}" if event.choice is not None else ""
        what = f"answers {code(event.inject)}{chose}"
    else:
        what = f"decides: {label.text(event.what)}"
    options = f" (instead of {'; '.join(label.text(option) for option in event.options)})" if event.options else ""
    knowing = f" (knowing {codes(event.knowing)})" if event.knowing else ""
    return f"{label.role(event.by)} {what}{_because(facts, event.because)}{options}{knowing}"
