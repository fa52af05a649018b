"""What a player does: each word fills in the form that a screen would open, so that both ask for the same."""

from drillsim.plain.checking_in import checked_in
from drillsim.plain.looks import Looks
from drillsim.plain.place import Answer, filled
from drillsim.plain.typed import NotDone, clause, found, last_clause, listed, pairs
from drillsim.present import forms
from drillsim.present.assignments import request
from drillsim.present.composer import message as compose
from drillsim.present.inbox import as_opened, letter, unopened
from drillsim.present.outgoing import FAULTS
from drillsim.present.plain.lines import cells
from drillsim.present.tasks import AGAIN, runs_already, without_again
from drillsim.present.typed_time import NoTime, typed_time
from drillsim.present.words import line
from drillsim.record import commands as c
from drillsim.session.assignments import done_note
from drillsim.session.view import AskedView, MessageView

CLAIMS = {"cause": "cause", "fault": "fault", "back": "restored_by"}
"""What a message can claim, as it is typed -> the field of the form."""


class Player(Looks):
    """The roles of this place, one or several."""

    @property
    def answers(self) -> dict[str, Answer]:
        """What each word does here."""
        return {
            **self.clock_words,
            **self.looks,
            **self.board_words,
            "open": self.open,
            "ack": self.acknowledge,
            "do": self.do,
            "done": self.done,
            "send": self.send_message,
            "approve": self.approve,
            "return": self.send_back,
            "answer": self.answer,
            "decide": self.decide,
            "ask": self.ask_role,
            "hand over": self.hand_over,
            "check in": self.check_in,
            "note": self.note,
        }

    def speaker(self) -> str:
        """The role that the line begins with, where it does."""
        return self.acting or self.role or (self.name if self.is_scribe else super().speaker())

    def voice(self) -> str:
        """As a role that acts; the scribe may write as nobody in particular."""
        return self.speaker() if self.is_scribe else self.by()

    @property
    def is_scribe(self) -> bool:
        """Whether whoever sits here plays no role, and types what the table says."""
        return self.client.hello is not None and self.client.hello.place == "scribe"

    def by(self, roles: tuple[str, ...] | None = None) -> str:
        """The role that acts, of these or of this place. Raises NotDone where several could."""
        roles = roles or self.lens.roles
        acting = self.acting or self.role
        if acting in roles:
            return str(acting)
        if len(roles) != 1:
            example = roles[0] if roles else "hr_lead"
            raise NotDone(f"several roles are played here; begin with the one that acts, such as {example}: ...")
        return roles[0]

    def when(self, rest: str) -> tuple[str, int | None]:
        """What is asked, and when it would have been done, where the clock stops to talk (rule 20)."""
        briefing = self.client.briefing
        if not briefing.stops_to_talk:
            return rest, None
        rest, at = self.timed(rest, "at")
        try:
            return rest, forms.to_come({"at": at}, "at", briefing, self.now)
        except forms.Incomplete as wrong:
            raise NotDone(str(wrong)) from None

    def timed(self, rest: str, word: str) -> tuple[str, str]:
        """A sentence that ends with a time behind this word, and the time; else all of it and nothing."""
        before, time = last_clause(rest, word)
        if not time:
            return rest, ""
        try:
            typed_time(time, self.client.briefing.begins, self.now)
        except NoTime:
            return rest, ""
        return before, time

    def request(self, typed: str) -> AskedView | None:
        """What another role asked, by `r1`; None where something else is meant. Raises NotDone."""
        number = typed.casefold().removeprefix("r")
        if typed[:1] not in ("r", "R") or not (number.isascii() and number.isdigit()):
            return None
        asked = self.view.asked
        if not 1 <= int(number[:6]) <= len(asked):
            raise NotDone(f"there is no request {typed[:7]}; inbox lists them.")
        return asked[int(number) - 1]

    def open(self, rest: str) -> list[str]:
        """The record says that it was opened."""
        asked = self.request(rest)
        if asked is not None:
            return cells(request(asked, self.client.briefing.begins, self.now))
        inject = self.inject(rest)
        self.send(*(c.Reads(role, inject.id) for role in unopened(inject)))
        return cells(letter(as_opened(inject, self.now), self.client.briefing.begins))

    def acknowledge(self, rest: str) -> list[str]:
        """By each role that was told and has not yet."""
        rest, said = self.when(rest)
        inject = self.inject(rest)
        roles = [each.role for each in inject.handled if each.acknowledged is None]
        if not roles or inject.state in ("acknowledged", "answered"):
            raise NotDone(f"{self.number(inject)} is acknowledged already.")
        commands = (c.Acknowledges(role, inject.id) for role in roles)
        return self.send(*commands, what=f"ack {self.number(inject)}", said=said)

    def do(self, rest: str) -> list[str]:
        """Starts a task; one that runs already only where `again` says that this is meant."""
        rest, said = self.when(rest)
        rest, again = without_again(rest)
        task = self.task(rest)
        command = c.Does(task.by, task.id)
        if self.client.is_on_the_way(command):
            raise NotDone(f"{task.id} is being started; type it again in a moment.")
        if (runs := runs_already(task)) and not again:
            raise NotDone(f"{runs}; to start it again: do {task.id} {AGAIN}")
        return self.send(command, what=f"do {task.id}", said=said)

    def done(self, rest: str) -> list[str]:
        """A task, or what was asked."""
        rest, said = self.when(rest)
        asked = self.request(rest)
        if asked is not None:
            return self.send(c.Notes(asked.to, done_note(asked.what)), what=f"done {rest}")
        task = self.task(rest)
        return self.send(c.Done(task.by, task.id), what=f"done {task.id}", said=said)

    def send_message(self, rest: str) -> list[str]:
        """With its blanks filled in and what it claims."""
        rest, said = self.when(rest)
        rest, blanks = clause(rest, "with")
        name, via = clause(rest, "via")
        message = self.message(name)
        values = self._blanks(message, blanks) if blanks else {}
        if via is not None:
            values["via"] = tuple(found(each, [key for key, _ in message.via], "channel") for each in listed(via))
        roles = self.lens.roles
        first = next((role for role in message.tellers if role in roles), None)
        values["by"] = first or self.by()
        form = compose(message, roles, self.client.briefing, lambda: self.now)
        return self.send(filled(form, **values), what=f"send {message.id}", said=said)

    def _blanks(self, message: MessageView, blanks: str) -> dict[str, object]:
        """What was typed for each field of the message's form."""
        typed = pairs(blanks, [*message.blanks, *CLAIMS], "what to fill in")
        values: dict[str, object] = {CLAIMS.get(name, name): text for name, text in typed.items()}
        if "fault" in values:
            values["fault"] = found(typed["fault"], [key for key, _ in FAULTS], "fault")
        return values

    def approve(self, rest: str) -> list[str]:
        """One that waits for a role of ours."""
        rest, said = self.when(rest)
        message = self.to_approve(rest)
        return self.send(c.Approves(message.approvers[0], message.id), what=f"approve {message.id}", said=said)

    def to_approve(self, typed: str) -> MessageView:
        """A message that these roles may approve. Raises NotDone."""
        waiting = {each.id: each for each in self.lens.messages if each.approvers}
        if not waiting:
            raise NotDone("no message waits for your approval.")
        return waiting[found(typed, waiting, "message that waits for you")]

    def send_back(self, rest: str) -> list[str]:
        """A note to its sender; it goes on waiting."""
        name, because = clause(rest, "because")
        message = self.to_approve(name)
        command = filled(forms.remark(message, message.approvers), what=because or "")
        return self.send(command, what=f"a note to the sender of {message.id}")

    def answer(self, rest: str) -> list[str]:
        """An inject: by one of its choices, or in words."""
        rest, said = self.when(rest)
        rest, options = last_clause(rest, "instead of")
        number, _, rest = rest.partition(" ")
        inject = self.inject(number)
        values: dict[str, object] = {"by": self.by(inject.told), "options": options or "", "because": rest.strip()}
        if inject.choices:
            typed, because = clause(rest, "because")
            named = {key: key for key, _ in inject.choices} | {line(text): key for key, text in inject.choices}
            values |= {"choice": named[found(typed, named, "choice")], "because": because or ""}
        command = filled(forms.answer(inject, self.lens.inbox), **values)
        return self.send(command, what=f"answer {number}", said=said)

    def decide(self, rest: str) -> list[str]:
        """In words, with the reason and what else was thought of."""
        rest, said = self.when(rest)
        rest, options = last_clause(rest, "instead of")
        what, because = clause(rest, "because")
        form = forms.decision(self.lens.roles, inbox=self.lens.inbox)
        command = filled(form, by=self.by(), what=what, because=because or "", options=options or "")
        return self.send(command, what="decision", said=said)

    def ask_role(self, rest: str) -> list[str]:
        """`ask it_lead to look at the line by +30m`."""
        rest, said = self.when(rest)
        rest, due = self.timed(rest, "by")
        typed, what = clause(rest, "to")
        if what is None:
            typed, _, what = rest.partition(" ")
        to = self.other(typed)
        roles = self.lens.roles
        form = forms.hand_over(roles, self.client.briefing, lambda: self.now)
        return self.send(filled(form, by=self.by(), to=to, what=what, due=due), what=f"ask {to}", said=said)

    def hand_over(self, rest: str) -> list[str]:
        """An inject, in its own words."""
        rest, said = self.when(rest)
        rest, due = self.timed(rest, "by")
        number, to = clause(rest, "to")
        inject, role = self.inject(number), self.other(to or "")
        form = forms.hand_over(inject.told, self.client.briefing, lambda: self.now, inject)
        command = filled(form, by=self.by(inject.told), to=role, due=due)
        return self.send(command, what=f"hand over {number} to {role}", said=said)

    def other(self, typed: str) -> str:
        """A role of the plan. Raises NotDone."""
        return found(typed, [role.id for role in self.client.briefing.roles], "role")

    def check_in(self, rest: str) -> list[str]:
        """People of a team that a role of ours leads; whoever leads the exercise, of any."""
        rest, said = self.when(rest)
        return self.send(checked_in(self.client.briefing, rest), what="check in", said=said)

    def note(self, rest: str) -> list[str]:
        """As the role that acts."""
        return self.send(filled(forms.note((self.voice(),)), text=rest), what="note")
