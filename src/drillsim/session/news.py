"""Entries as a role may know them, by allow-list: a kind of event that is not named here is no news to anybody."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from drillsim.model.exercise import Exercise
from drillsim.model.plan import Plan
from drillsim.model.scenario import InjectBody
from drillsim.model.spelling import write_clock
from drillsim.record import events as e
from drillsim.record.codec import decode_event
from drillsim.record.entries import Entry
from drillsim.session.assignments import done_note

NewsKind = Literal[
    "started_exercise",
    "ended",
    "inject",
    "due",
    "skipped",
    "deferred",
    "restored",
    "opened",
    "acknowledged",
    "started",
    "done",
    "set_free",
    "sent",
    "waits",
    "approved",
    "decided",
    "assigned",
    "noted",
    "settled",
    "refused",
    "mode",
    "held",
    "played",
    "checked_in",
    "paused",
    "real_emergency",
    "resumed",
    "pace",
]
"""What news can be about; the words for each are in `present.log`."""


@dataclass(frozen=True, slots=True)
class News:
    """An entry of the record as these roles may know it; `prev` is the seq of the one before it in this view."""

    seq: int
    prev: int
    at: int
    kind: NewsKind
    by: str
    what: str
    text: str = ""


def bundled(news: Iterable[News]) -> list[News]:
    """Check-ins of one team that say the same in the same second, one after the other, as one: a log brings hundreds.

    A call for help stands by itself.
    """
    found: list[News] = []
    for item in news:
        last = found[-1] if found else None
        if last is not None and item.kind == "checked_in" and _says_the_same(last, item):
            both = str(int(last.what) + int(item.what))
            found[-1] = replace(last, seq=item.seq, what=both)
        else:
            found.append(item)
    return found


def _says_the_same(one: News, other: News) -> bool:
    same = (one.kind, one.at, one.by, one.text) == (other.kind, other.at, other.by, other.text)
    return same and one.text != "need_help"


Told = tuple[NewsKind, str, str, str]
"""(kind, by, what, text)."""

SHOWN = frozenset(
    {
        "exercise_started",
        "exercise_ended",
        "inject_released",
        "inject_due",
        "inject_skipped",
        "inject_deferred",
        "inject_restored",
        "role_held",
        "role_played",
        "task_started",
        "task_done",
        "mode_changed",
        "message_sent",
        "message_approved",
        "inject_opened",
        "inject_acknowledged",
        "decided",
        "assigned",
        "noted",
        "refused",
        "checked_in",
        "clock_paused",
        "real_emergency_called",
        "clock_resumed",
        "pace_set",
    }
)
"""Events of which some role may learn; the rest are never even read."""


@dataclass(frozen=True)
class Reader:
    """A client's roles, and whether it leads the exercise."""

    exercise: Exercise
    roles: Collection[str]
    leads: bool
    conducts: bool
    """Whether it is the facilitator's."""
    body: Callable[[str], InjectBody | None]
    """The text of an inject that came."""
    run_by: Callable[[int], str | None]
    """The role that started a task run."""
    sent_off: dict[str, str] = field(default_factory=dict, init=False)
    """Messages that wait for an approval, and who sent them: filled while entries are read in order."""
    asked: dict[tuple[str, str], str] = field(default_factory=dict, init=False)
    """(who was asked, the note that settles it) -> who asked: filled likewise."""
    calls: list[str] = field(default_factory=list, init=False)
    """Who called the real emergency that is on: likewise."""

    def read(self, entry: Entry, prev: int) -> News | None:
        """The entry as news to these roles; None where it is none of their business."""
        if entry.sort != "event" or entry.kind not in SHOWN:
            return None
        told = self._told(decode_event(entry.kind, entry.at, entry.body))
        if told is None:
            return None
        kind, by, what, text = told
        return News(entry.seq, prev, entry.at, kind, by, what, text)

    def _told(self, event: e.Event) -> Told | None:
        plan = self.exercise.plan
        match event:
            case e.ExerciseStarted():
                return "started_exercise", "", "", ""
            case e.ExerciseEnded():
                return "ended", "", "", ""
            case e.ClockPaused(_, because):
                return "paused", "", "", because
            case e.RealEmergencyCalled(_, by, because):
                self.calls.append(by)
                return "real_emergency", by, "", because
            case e.ClockResumed():
                text = "the real emergency is over" if self.calls else ""
                self.calls.clear()
                return "resumed", "", "", text
            case e.PaceSet(_, pace):
                return "pace", "", str(pace), ""
            case e.ModeChanged(_, mode):
                return "mode", "", mode, ""
            case e.RoleHeld(at, role, person):
                return ("held", role, _name(plan, person), "") if at > 0 else None
            case e.RolePlayed(at, role, player):
                kind = player if player in ("stand_in", "script", "nobody") else "person"
                return ("played", role, kind, "") if at > 0 else None
            case e.InjectReleased(_, inject):
                body = self.body(inject)
                if body is None or not (self.conducts or any(role in self.roles for role in body.tell)):
                    return None
                return "inject", body.from_ or "", inject, body.says or body.title or inject
            case e.MessageSent(_, message, by, _, waits):
                if waits:
                    self.sent_off[message] = by
                approves = waits and self._may_approve()
                return ("waits" if waits else "sent", by, message, "") if by in self.roles or approves else None
            case e.MessageApproved(_, message, by):
                concerned = self.sent_off.pop(message, by) in self.roles or by in self.roles or self._may_approve()
                return ("approved", by, message, "") if concerned else None
            case e.Assigned(_, by, to, what):
                self.asked[to, done_note(what)] = by
                return ("assigned", by, to, what) if {by, to} & set(self.roles) else None
            case e.CheckedIn(_, team, status, count):
                leads_team = team in plan.teams and plan.teams[team].lead in self.roles
                return ("checked_in", team, str(count), status) if self.leads or leads_team else None
            case e.InjectDue() | e.InjectSkipped() | e.InjectDeferred() | e.InjectRestored():
                return self._of_the_msel(event) if self.conducts else None
            case _:
                return self._own(event)

    def _of_the_msel(self, event: e.InjectDue | e.InjectSkipped | e.InjectDeferred | e.InjectRestored) -> Told:
        """What only the facilitator's place may know: what becomes of injects before they come."""
        match event:
            case e.InjectDue(_, inject):
                return "due", "", inject, ""
            case e.InjectSkipped(_, inject, because):
                return "skipped", "", inject, because or ""
            case e.InjectDeferred(_, inject, to):
                return "deferred", "", inject, "" if to is None else write_clock(to)
            case e.InjectRestored(_, inject):
                return "restored", "", inject, ""

    def _own(self, event: e.Event) -> Told | None:
        """What only the role that did it has to know, and those who waited for it."""
        found: Told
        match event:
            case e.TaskStarted(_, task, _, by):
                found = "started", by, task, ""
            case e.TaskDone(_, task, run):
                by = self.run_by(run) or ""
                if by not in self.roles and (freed := self._waited_for(task)):
                    return "set_free", by, task, ", ".join(freed)
                found = "done", by, task, ""
            case e.InjectOpened(_, inject, by):
                found = "opened", by, inject, ""
            case e.InjectAcknowledged(_, inject, by):
                found = "acknowledged", by, inject, ""
            case e.Decided(_, by, inject, what, choice, because):
                found = "decided", by, self._decision(inject, what, choice), because or ""
            case e.Noted(_, by, text):
                if by not in self.roles and self.asked.get((by, text)) in self.roles:
                    return "settled", by, "", text
                found = "noted", by, "", text
            case e.Refused(_, by, what, _, text):
                found = "refused", by, what, text
            case _:
                return None
        return found if found[1] in self.roles else None

    def _decision(self, inject: str | None, what: str, choice: str | None) -> str:
        body = None if inject is None else self.body(inject)
        if body is None:
            return what
        return body.choices.get(choice, choice) if choice else body.title or what

    def _waited_for(self, task: str) -> list[str]:
        """Tasks of these roles that come after this one: their lists show the same by no longer naming it."""
        tasks = self.exercise.plan.tasks
        return [name for name, body in tasks.items() if body.by in self.roles and task in body.after]

    def _may_approve(self) -> bool:
        roles = self.exercise.plan.roles
        return any("approve_messages" in roles[role].may for role in self.roles if role in roles)


def _name(plan: Plan, person: str | None) -> str:
    return "" if person is None else plan.people[person].name or person
