"""After EndEx: the results and the hot wash; what is said is on the same record, and no play comes of it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import get_args

from drillsim.net.client import Client
from drillsim.plain.errands import Errands
from drillsim.plain.judging import JudgingWords
from drillsim.plain.place import Answer, filled
from drillsim.plain.reviewing import ReviewWords
from drillsim.plain.typed import clause, found, pairs
from drillsim.present.evaluation import forms
from drillsim.present.evaluation.hotwash import actions, measured
from drillsim.present.plain.lines import table
from drillsim.present.plain.words import At
from drillsim.present.words import line
from drillsim.record import commands as c
from drillsim.record import written as w
from drillsim.report.verdict import Pair
from drillsim.session.review import SaidLine

DETAILS = ("owner", "element", "due", "objective", "expects")
"""What can be said of an action behind it."""

ELEMENTS: tuple[w.Element, ...] = get_args(w.Element)


class HotWashWords(ReviewWords):
    """What players say first, the facilitator last; begin a line with the role that says it."""

    def __init__(self, lead: Client, errands: Errands, told: list[str], promises: Callable[[], Sequence[Pair]]) -> None:
        """`told` are the results; `promises` gives the verdict, as far as it is known by now."""
        super().__init__("", lead, lead, errands)
        self._promises = promises
        self.results = told
        """What came of it; the one earlier steps are told here too, once they are found."""

    def promises(self) -> Sequence[Pair]:
        """Each of them, and of a broken one what would have kept it."""
        return self._promises()

    @property
    def said_words(self) -> dict[str, Answer]:
        """What each of them does."""
        return {
            "results": lambda _: self.results,
            "hot wash": self.hot_wash,
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
            return self.roles
        return hello.roles

    @property
    def roles(self) -> tuple[str, ...]:
        """Of the plan."""
        return tuple(role.id for role in self.client.briefing.roles)

    def voice(self) -> str:
        """The role that the line begins with, the only one that was played, or whoever leads."""
        return self.acting or (self.speakers[0] if len(self.speakers) == 1 else c.FACILITATOR)

    def hot_wash(self, _: str) -> list[str]:
        """What was said, of the exercise and of each objective, and all actions; numbers are for `take back`."""
        said = [_said(each) for each in self.review.said]
        named = {str(each.seq): str(each.seq) for each in self.review.actions}
        return [
            *(said or ["Nothing was said yet: players first, the facilitator last."]),
            *table(replace(actions(self.review), empty="none yet."), named),
        ]

    def say(self, says: w.Said, rest: str) -> list[str]:
        """Of the exercise, or with a name before the colon of an objective."""
        head, colon, text = rest.partition(":")
        known = {each.id for each in self.review.objectives}
        objective = head.strip() if colon and head.strip() in known else None
        form = forms.say((self.voice(),), objective, says, None)
        return self.send(filled(form, text=text.strip() if objective else rest), what=says)

    def act(self, rest: str) -> list[str]:
        """`Call them on the warning because the RTO was missed; owner: partner_lead; due: 2026-04-01`."""
        head, _, tail = rest.partition(";")
        action, finding = clause(head, "because")
        details = pairs(tail, DETAILS, "owner, element, due, expects or objective") if tail.strip() else {}
        for name, known in (("element", ELEMENTS), ("owner", self.roles)):
            if name in details:
                details[name] = found(details[name], known, name)
        objective = self.objective(details.pop("objective")).id if "objective" in details else None
        form = forms.act(
            (self.voice(),),
            objective,
            measured(self.review, objective),
            None,
            today=self.client.today,
            needs_element=self.review.needs_element,
        )
        return self.send(filled(form, action=action, finding=finding or "", **details), what="action")

    def news(self) -> list[str]:
        """The verdict says it all."""
        return []


class After(HotWashWords):
    """After EndEx, alone."""

    at: At = "over"

    @property
    def answers(self) -> dict[str, Answer]:
        """What each word does here."""
        return {**self.review_words, **self.said_words}


class AfterConsole(HotWashWords, JudgingWords):
    """After EndEx, by the facilitator: what happened can be looked at, and is judged."""

    at: At = "ended"

    @property
    def answers(self) -> dict[str, Answer]:
        """What each word does here."""
        looks = {name: answer for name, answer in self.looks.items() if name not in ("status", "story")}
        return {**looks, **self.judgements, **self.looking_for, **self.said_words}


def _said(each: SaidLine) -> str:
    about = f", {each.objective}" if each.objective else ""
    return f"{forms.SAYS[each.says][1].upper()} {each.seq} by {each.by}{about}: {line(each.text)}"
