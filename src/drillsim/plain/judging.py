"""What those write who see all of the exercise: observations, linked to what they are about, and ratings."""

from dataclasses import replace

from drillsim.plain.place import Answer, filled
from drillsim.plain.typed import NotDone, clause, found
from drillsim.plain.watch import Watch
from drillsim.present import forms
from drillsim.present.plain.words import At
from drillsim.present.typed_time import NoTime, typed_time
from drillsim.record import commands as c
from drillsim.record import written as w

LETTERS: dict[str, w.Letter] = {"P": "P", "S": "S", "M": "M", "U": "U"}


class JudgingWords(Watch):
    """For the facilitator and the evaluator."""

    @property
    def judgements(self) -> dict[str, Answer]:
        """What each of them does."""
        return {"observe": self.observe, "rate": self.rate}

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
        return self.send(filled(forms.note((self.voice(),)), text=rest), what="note")

    def observe(self, rest: str) -> list[str]:
        """`4 keep_telling P T+00:51: names the right person`; without a head all of it is what was seen."""
        head, colon, text = rest.partition(": ")
        about = self._about(head.split()) if colon else None
        seen = replace(about, text=text.strip()) if about is not None else w.Observe(self.voice(), rest)
        if not seen.text:
            raise NotDone("expected what was seen, such as observe 4 P: names the right person.")
        return self.send(seen, what="observation")

    def _about(self, words: list[str]) -> w.Observe | None:
        """An observation of an inject, something expected, an objective, a time, a rating; None: no such head."""
        seen = w.Observe(self.voice(), "")
        for word in words:
            linked = self._linked(seen, word)
            if linked is None:
                return None
            seen = linked
        return seen

    def _linked(self, seen: w.Observe, word: str) -> w.Observe | None:
        if word.upper() in LETTERS:
            return replace(seen, rating=LETTERS[word.upper()])
        if word.isdigit():
            return replace(seen, inject=self.inject(word).id)
        try:
            return replace(seen, observed_at=typed_time(word, self.client.briefing.begins, self.now))
        except NoTime:
            pass  # a name then
        objectives = [each.id for each in self.console.objectives]
        if word in objectives:
            return replace(seen, objective=word)
        return replace(seen, task=word) if word in {each.name for each in self.console.expected} else None

    def rate(self, rest: str) -> list[str]:
        """`keep_telling P because ...`."""
        before, because = clause(rest, "because")
        typed, _, letter = before.rpartition(" ")
        objective = found(typed, [each.id for each in self.console.objectives], "objective")
        if letter.upper() not in LETTERS or not because:
            raise NotDone(f"expected P, S, M or U and why, such as rate {objective} P because all heard in time.")
        return self.send(
            w.Rate(self.voice(), objective, LETTERS[letter.upper()], because), what=f"rating of {objective}"
        )


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
