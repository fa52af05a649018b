"""Ratings: one key for the letter, then why; and the facts of an objective."""

from textual import on

from drillsim.analysis.ratings import RATINGS
from drillsim.present.evaluation import forms
from drillsim.present.evaluation.facts import evidence, proposal
from drillsim.present.evaluation.hotwash import NONE_LEFT
from drillsim.present.rows import Cell
from drillsim.present.words import line
from drillsim.session.review import ObjectiveReview
from drillsim.tui.screens.console.base import ConsoleBase
from drillsim.tui.screens.dialog import Sheet
from drillsim.tui.widgets.row_list import RowList


class RatingActions(ConsoleBase):
    """What the evaluator does with objectives."""

    def _objective(self, key: str | None) -> ObjectiveReview | None:
        review = self.client.review
        return next((each for each in review.objectives if each.id == key), None) if review is not None else None

    def action_rate(self, letter: str) -> None:
        """Rates the objective under the cursor; why is required."""
        row = self._objective(self.pointed("objectives", "objective"))
        if row is not None:
            self.ask(forms.rate(self.writes_as, row, next(each for each in RATINGS if each == letter)))

    def action_retest(self) -> None:
        """Whether an open action of an earlier drill works."""
        rows = () if self.client.review is None else self.client.review.retests
        if rows:
            self.ask(forms.retest((self.writes_as,), rows))
        else:
            self.say(Cell(NONE_LEFT, "warn"))

    @on(RowList.Opened, "#objectives")
    def open_objective(self, event: RowList.Opened) -> None:
        """Its facts, the proposal, and what people rated."""
        row = self._objective(event.key)
        if row is None or self.client.review is None:
            return
        title = f"{row.id}{f' ({line(row.capability)})' if row.capability else ''}"
        rated = [Cell(f"{each.by} rated it {each.letter}: {line(each.why)}", "good") for each in row.ratings]
        text = [
            Cell(line(row.text), "strong"),
            Cell(f"Proposed: {proposal(row, over=self.client.review.over)}. A proposal is not a rating."),
            *rated,
            *evidence(row.measured),
        ]
        self.app.push_screen(Sheet(title, text, [], to_read=True))
