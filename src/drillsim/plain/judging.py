"""What those write who see all of the exercise: observations, linked to what they are about, and ratings."""

from typing import Any

from drillsim.plain.place import Answer, filled
from drillsim.plain.reviewing import ReviewWords
from drillsim.plain.typed import NotDone, clause, found
from drillsim.plain.watch import Watch
from drillsim.present import forms as player_forms
from drillsim.present.evaluation import forms
from drillsim.present.evaluation.hotwash import NONE_LEFT
from drillsim.present.evaluation.links import link
from drillsim.present.plain.words import At
from drillsim.present.typed_time import NoTime, past_time
from drillsim.record import commands as c
from drillsim.record import written as w

LETTERS: dict[str, w.Letter] = {"P": "P", "S": "S", "M": "M", "U": "U"}


class JudgingWords(ReviewWords, Watch):
    """For the facilitator and the evaluator."""

    @property
    def judgements(self) -> dict[str, Answer]:
        """What each of them does."""
        return {**self.review_words, "observe": self.observe, "rate": self.rate, "retest": self.retest}

    @property
    def looking_for(self) -> dict[str, Answer]:
        """What was seen of the actions in words."""
        return {
            "seen": lambda rest: self.saw(rest, "seen"),
            "not seen": lambda rest: self.saw(rest, "not_seen"),
            "later": lambda rest: self.saw(rest, "later"),
        }

    def saw(self, rest: str, how: c.Look) -> list[str]:
        """An expected action in words."""
        rows = {row.name: row for row in self.console.expected}
        actions = [name for name, row in rows.items() if row.kind == "action"]
        if rest in rows and rest not in actions:
            raise NotDone(f"{rest} is a {rows[rest].kind}: the record itself tells whether it was done.")
        if not actions:
            raise NotDone("nothing is expected yet that only you can judge.")
        name = found(rest, actions, "expected action")
        return self.send(c.Seen(self.voice(), name, how), what=f"{name}: {how.replace('_', ' ')}")

    def note(self, rest: str) -> list[str]:
        """As whoever sits here."""
        return self.send(filled(player_forms.note((self.voice(),)), text=rest), what="note")

    def observe(self, rest: str) -> list[str]:
        """`4 keep_telling T+00:49: names the right person`; without a head it is of now, and of what came last."""
        head, colon, text = rest.partition(": ")
        about = self._about(head.split()) if colon else None
        linked = link(self.console, None, None)
        form = forms.note(self.voice(), self.console, self.client.briefing, lambda: self.now, linked, seen=self.now)
        if about is None:
            return self.send(filled(form, text=rest), what="observation")
        none = {"inject": "", "task": "", "objective": ""}
        return self.send(filled(form, **none | about, text=text), what="observation")

    def _about(self, words: list[str]) -> dict[str, Any] | None:
        """The fields of an observation of an inject, something expected, an objective; None: no such head."""
        values: dict[str, Any] = {}
        for word in words:
            field = self._linked(word)
            if field is None:
                return None
            values |= field
        return values

    def _linked(self, word: str) -> dict[str, Any] | None:
        if word.upper() in LETTERS:
            return {"rating": word.upper()}
        if word.isdigit():
            return {"inject": self.inject(word).id}
        try:
            past_time(word, self.client.briefing.begins, self.now)
        except NoTime:
            return self._named_link(word)
        return {"seen": word}

    def _named_link(self, word: str) -> dict[str, Any] | None:
        if word in {each.id for each in self.console.objectives}:
            return {"objective": word}
        tasks = {each.name for each in self.console.expected} | {each.id for each in self.console.tasks}
        return {"task": word} if word in tasks else None

    def retest(self, rest: str) -> list[str]:
        """`tornado-1 passed because ...`; nothing behind it lists what earlier drills left to do."""
        rows = self.review.retests
        if not rows:
            return [NONE_LEFT]
        if not rest:
            return [forms.retest_words(row) for row in rows]
        before, because = clause(rest, "because")
        typed, _, how = before.rpartition(" ")
        name = found(typed, [row.id for row in rows], "open action")
        if how not in (forms.PASSED, forms.FAILED):
            raise NotDone(
                f"expected passed or failed and why, such as retest {name} passed because they called at once."
            )
        form = forms.retest((self.voice(),), rows)
        return self.send(filled(form, action=name, passed=how, why=because or ""), what=f"retest of {name}")

    def rate(self, rest: str) -> list[str]:
        """`keep_telling P because ...`."""
        before, because = clause(rest, "because")
        typed, _, letter = before.rpartition(" ")
        row = self.objective(typed)
        if letter.upper() not in LETTERS:
            raise NotDone(f"expected P, S, M or U and why, such as rate {row.id} P because all heard in time.")
        form = forms.rate(self.voice(), row, LETTERS[letter.upper()])
        return self.send(filled(form, why=because or ""), what=f"rating of {row.id}")


class Evaluator(JudgingWords):
    """The evaluator's place: it watches, and does nothing in the play."""

    at: At = "evaluator"

    @property
    def answers(self) -> dict[str, Answer]:
        """What each word does here."""
        clock = ("time", "real emergency", "emergency over")
        return {
            **{name: self.clock_words[name] for name in clock},
            **self.looks,
            **self.board_words,
            **self.judgements,
            **self.looking_for,
            "note": self.note,
        }

    def speaker(self) -> str:
        """Not a role's."""
        return self.name
