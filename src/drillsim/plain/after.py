"""After EndEx: the results and the hot wash; what is said is on the same record, and no play comes of it."""

from typing import Any

from drillsim.net.client import Client
from drillsim.plain.errands import Errands
from drillsim.plain.judging import JudgingWords
from drillsim.plain.place import Answer, Place
from drillsim.plain.typed import NotDone, clause, found, pairs
from drillsim.present.plain.words import At
from drillsim.record import commands as c
from drillsim.record import written as w

ELEMENTS: dict[str, w.Element] = {
    "Planning": "Planning",
    "Organization": "Organization",
    "Equipment": "Equipment",
    "Training": "Training",
    "Exercise": "Exercise",
}
DETAILS = ("owner", "element", "due", "objective")
"""What can be said of an action behind it."""


class HotWashWords(Place):
    """What players say first, the facilitator last; begin a line with the role that says it."""

    def __init__(self, lead: Client, errands: Errands, told: list[str]) -> None:
        super().__init__("", lead, lead, errands)
        self._results = told

    @property
    def said_words(self) -> dict[str, Answer]:
        """What each of them does."""
        return {
            "results": lambda _: self._results,
            "strength": lambda rest: self.say("strength", rest),
            "area": lambda rest: self.say("area", rest),
            "question": lambda rest: self.say("question", rest),
            "action": self.act,
        }

    @property
    def speakers(self) -> tuple[str, ...]:
        """Where somebody facilitates, every role; alone those that were played."""
        hello = self.lead.hello
        if self.is_facilitated or hello is None:
            return tuple(role.id for role in self.client.briefing.roles)
        return hello.roles

    @property
    def objectives(self) -> list[str]:
        """By their names, where this place knows them."""
        return [] if self.client.console is None else [each.id for each in self.client.console.objectives]

    def voice(self) -> str:
        """The role that the line begins with, the only one that was played, or whoever leads."""
        return self.acting or (self.speakers[0] if len(self.speakers) == 1 else c.FACILITATOR)

    def say(self, says: w.Said, rest: str) -> list[str]:
        """Of the exercise, or with a name before the colon of an objective."""
        head, colon, text = rest.partition(":")
        objective = head.strip() if colon and head.strip() in self.objectives else None
        text = text.strip() if objective else rest
        if not text:
            raise NotDone(f"expected what was said, such as {says} The approved text was ready.")
        return self.send(w.HotWash(self.voice(), says, text, objective), what=says)

    def act(self, rest: str) -> list[str]:
        """`Call them on the warning because the RTO was missed; owner: partner_lead; due: 2026-04-01`."""
        head, _, tail = rest.partition(";")
        action, finding = clause(head, "because")
        if not action:
            raise NotDone("expected an action, such as action Call them on the warning because the RTO was missed.")
        details: dict[str, Any] = dict(pairs(tail, DETAILS, "owner, element, due or objective")) if tail.strip() else {}
        for name, known in (("element", list(ELEMENTS)), ("objective", self.objectives), ("owner", self.owners)):
            if name in details:
                details[name] = found(details[name], known, name)
        return self.send(w.Act(self.voice(), finding or "", action, **details), what="action")

    @property
    def owners(self) -> list[str]:
        """Every role."""
        return [role.id for role in self.client.briefing.roles]

    def news(self) -> list[str]:
        """The verdict says it all."""
        return []


class After(HotWashWords):
    """After EndEx, alone."""

    at: At = "over"

    @property
    def answers(self) -> dict[str, Answer]:
        """What each word does here."""
        return self.said_words


class AfterConsole(HotWashWords, JudgingWords):
    """After EndEx, by the facilitator: what happened can be looked at, and is judged."""

    at: At = "ended"

    @property
    def answers(self) -> dict[str, Answer]:
        """What each word does here."""
        looks = {name: answer for name, answer in self.looks.items() if name not in ("status", "story")}
        return {**looks, **self.judgements, **self.looking_for, **self.said_words}
