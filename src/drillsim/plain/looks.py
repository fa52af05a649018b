"""What a player's place shows: the view of its roles, or of one of them, and the words that look at it."""

from dataclasses import replace

from drillsim.net.client import Client
from drillsim.plain.errands import Errands
from drillsim.plain.mustering import muster_told
from drillsim.plain.place import Answer
from drillsim.plain.typed import found
from drillsim.plain.writing import WritingWords
from drillsim.present.assignments import given
from drillsim.present.board import known as told_so_far
from drillsim.present.board import situation
from drillsim.present.card import card
from drillsim.present.due import due
from drillsim.present.duty import duty
from drillsim.present.functions import functions
from drillsim.present.lens import only
from drillsim.present.log import Names
from drillsim.present.log import names as names_of
from drillsim.present.messages import messages, to_approve
from drillsim.present.outgoing import preview
from drillsim.present.plain.lines import cells, paragraphs, table
from drillsim.present.plain.told import inbox_line, inbox_lines, request_line, timeline_lines
from drillsim.present.queues import queues
from drillsim.present.tasks import sheet, tasks
from drillsim.present.words import line
from drillsim.session.news import News
from drillsim.session.view import InjectView, MessageView, TaskView, View


class Looks(WritingWords):
    """Looking; what a player does is in `Player`."""

    at = "player"

    def __init__(self, name: str, client: Client, lead: Client, errands: Errands) -> None:
        super().__init__(name, client, lead, errands)
        self.role: str | None = None
        """The one role that is looked at; None: all of this place."""

    @property
    def looks(self) -> dict[str, Answer]:
        """What each word that looks does here."""
        return {
            "status": self.status,
            "inbox": lambda _: inbox_lines(self.lens, self.now),
            "tasks": lambda _: table(tasks(self.lens, self.now), {each.id: each.id for each in self.lens.tasks}),
            "task": self.look_at_task,
            "messages": lambda _: table(messages(self.lens, self.now)),
            "message": self.look_at_message,
            "due": lambda _: table(due(self.lens, self.now)),
            "board": self.board,
            "card": self.card,
            "only": self.only,
            "who": lambda _: table(duty(self.view)),
            "customers": lambda _: table(queues(self.view.functions)),
            "timeline": lambda _: timeline_lines(self.lens.lanes),
            "log": self.log,
            "story": self.story,
            "muster": lambda rest: muster_told(self.client, rest),
        }

    @property
    def speakers(self) -> tuple[str, ...]:
        """Where several are played here."""
        return self.view.roles if len(self.view.roles) > 1 else ()

    @property
    def view(self) -> View:
        """The newest view."""
        assert self.client.view is not None  # it comes with the hello
        return self.client.view

    @property
    def lens(self) -> View:
        """The view of the role that acts in this line or is looked at, else of all roles of this place."""
        return only(self.view, self.acting or self.role)

    def status(self, _: str) -> list[str]:
        """How things stand, and what waits."""
        waiting = self.waiting()
        return [
            *self.time(""),
            *table(functions(self.lens, self.now)),
            *(waiting.values() or ["Nothing waits for you."]),
        ]

    def waiting(self) -> dict[str, str]:
        """New and opened injects, requests that are open, messages to approve."""
        view = self.lens
        several = len(view.roles) > 1
        new = {
            f"open {self.number(each)}": inbox_line(each, self.number(each), several=several)
            for each in view.inbox
            if each.state in ("delivered", "opened")
        }
        numbers = ((self.view.asked.index(each) + 1, each) for each in view.asked if each.done is None)
        asked = {f"open r{number}": request_line(each, number, self.now) for number, each in numbers}
        waiting = [each.id for each in view.messages if each.approvers]
        return new | asked | {f"message {name}": f"WAITS for your approval: message {name}" for name in waiting}

    def number(self, inject: InjectView) -> int:
        """What to type for an inject: its place among all that this place was told, which never changes."""
        return [each.id for each in self.view.inbox].index(inject.id) + 1

    def names(self) -> Names:
        """Injects by their numbers."""
        known = names_of(self.view)
        numbered = {each.id: f"{self.number(each)}: {known.injects[each.id]}" for each in self.view.inbox}
        return Names(known.tasks, numbered)

    def told(self, item: News, names: Names) -> str:
        """What was only opened here is told by the inbox and the log."""
        return "" if item.kind == "opened" else super().told(item, names)

    def as_told(self, item: News, names: Names) -> str:
        """An inject with its number, from whom and how it came."""
        inject = next((each for each in self.view.inbox if each.id == item.what), None)
        if item.kind != "inject" or inject is None:
            return super().as_told(item, names)
        several = len(self.view.roles) > 1
        return inbox_line(replace(inject, state="delivered"), self.number(inject), several=several)

    def inject(self, typed: str) -> InjectView:
        """The inject of a number, or of a name cut short. Raises NotDone."""
        by_name = {str(self.number(each)): each for each in self.lens.inbox}
        by_name |= {each.id: each for each in self.lens.inbox}
        return by_name[typed if typed in by_name else found(typed, by_name, "inject")]

    def task(self, typed: str) -> TaskView:
        """A task of these roles. Raises NotDone."""
        by_name = {each.id: each for each in self.lens.tasks}
        return by_name[found(typed, by_name, "task")]

    def message(self, typed: str) -> MessageView:
        """A prepared message. Raises NotDone."""
        by_name = {each.id: each for each in self.lens.messages}
        return by_name[found(typed, by_name, "message")]

    def look_at_task(self, rest: str) -> list[str]:
        """All that the plan says about it."""
        return cells(sheet(self.task(rest), self.now, timed=self.client.briefing.kind == "timed"))

    def look_at_message(self, rest: str) -> list[str]:
        """One that waits as it will go out, any other as it is prepared."""
        message = self.message(rest)
        if message.waiting is not None:
            return cells(to_approve(message, self.client.briefing.begins, self.now))
        through = ", ".join(f"{key} ({line(name)})" if name != key else key for key, name in message.via)
        approval = " It needs an approval." if message.needs_approval else ""
        head = f"{message.id}, to {', '.join(message.to)}, through {through}.{approval}"
        return [head, *cells(preview(message, {}))]

    def board(self, _: str) -> list[str]:
        """The situation board, panel by panel."""
        view, begins = self.lens, self.client.briefing.begins
        return [
            *table(functions(view, self.now, title=situation(view, begins, self.now))),
            *table(told_so_far(view, begins)),
            *table(due(view, self.now)),
            *table(given(view, self.now, ask="“ask”")),
        ]

    def card(self, rest: str) -> list[str]:
        """Of the only role of this place, or of one that is named."""
        cards = {each.id: each for each in self.client.briefing.cards if each.id in self.lens.roles}
        role = next(iter(cards)) if len(cards) == 1 and not rest else found(rest, cards, "role")
        return paragraphs(card(cards[role], self.view.duty, self.client.briefing.tips))

    def only(self, rest: str) -> list[str]:
        """One role alone, or all of this place."""
        role = found(rest, [*self.view.roles, "all"], "role")
        self.role = None if role == "all" else role
        return [f"done: showing {self.role or 'all your roles'}."]
