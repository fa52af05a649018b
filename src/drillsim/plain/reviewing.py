"""The evaluation as it stands, for those who may see it: facts, proposals and ratings, notes."""

from collections.abc import Sequence
from dataclasses import replace

from drillsim.plain.place import Answer, Place
from drillsim.plain.typed import NotDone, found
from drillsim.present.evaluation import forms
from drillsim.present.evaluation.facts import evidence, facts
from drillsim.present.evaluation.hotwash import measured
from drillsim.present.evaluation.notes import notes
from drillsim.present.evaluation.objectives import objectives
from drillsim.present.plain.lines import cells, table
from drillsim.report.verdict import Pair
from drillsim.session.review import ActionLine, Measured, NoteLine, ObjectiveReview, ReviewView, SaidLine


class ReviewWords(Place):
    """While it is played for whoever sees all of it, after EndEx for everybody."""

    @property
    def review_words(self) -> dict[str, Answer]:
        """What each of them does."""
        return {
            "objectives": lambda _: table(objectives(self.review, self.voice())),
            "facts": self.facts,
            "evidence": self.evidence,
            "notes": self.notes,
            "take back": self.take_back,
        }

    @property
    def review(self) -> ReviewView:
        """As it stands now. Raises NotDone before anything was reckoned."""
        if self.client.review is None:
            raise NotDone("what was measured is being reckoned; type it again in a moment.")
        return self.client.review

    def objective(self, typed: str) -> ObjectiveReview:
        """One that was typed. Raises NotDone."""
        by_name = {each.id: each for each in self.review.objectives}
        return by_name[found(typed, by_name, "objective")]

    def notes(self, _: str) -> list[str]:
        """By when it was seen; the number is for `take back`."""
        told = replace(notes(self.review), empty="nothing was observed yet.")
        return table(told, {str(each.seq): str(each.seq) for each in self.review.notes})

    def facts(self, rest: str) -> list[str]:
        """Of an objective, or of the whole exercise."""
        row = self.objective(rest) if rest else None
        promises = () if rest else self.promises()
        return table(facts(self.measured(row), row, over=self.review.over, promises=promises))

    def promises(self) -> Sequence[Pair]:
        """The verdict: there is none before EndEx."""
        return ()

    def evidence(self, rest: str) -> list[str]:
        """What the facts rest on."""
        return cells(evidence(self.measured(self.objective(rest) if rest else None)))

    def measured(self, row: ObjectiveReview | None) -> Measured:
        """Of an objective, or of the whole exercise."""
        return measured(self.review, None if row is None else row.id)

    def take_back(self, rest: str) -> list[str]:
        """A note, something said, an action, by its number; that it stood stays on the record."""
        lines: dict[str, NoteLine | SaidLine | ActionLine] = {str(each.seq): each for each in self.review.notes}
        lines |= {str(each.seq): each for each in self.review.said}
        lines |= {str(each.seq): each for each in self.review.actions}
        if rest not in lines:
            raise NotDone(f"nothing here has the number {rest[:6] or 'that was to be typed'}.")
        return self.send(forms.take_back(lines[rest], self.voice()), what="taken back")
