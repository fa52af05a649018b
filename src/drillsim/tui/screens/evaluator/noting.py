"""Notes that stand: correct one, take it back, link it to something else."""

from textual import on

from drillsim.present.evaluation import forms
from drillsim.present.evaluation.links import Link
from drillsim.present.evaluation.notes import about, written
from drillsim.present.rows import Cell
from drillsim.present.words import full_clock, line
from drillsim.session.review import NoteLine
from drillsim.tui.screens.dialog import Sheet
from drillsim.tui.screens.evaluator.observing import ObservingActions
from drillsim.tui.widgets.row_list import RowList


class NotingActions(ObservingActions):
    """What the evaluator does with notes."""

    def _note(self, key: str | None) -> NoteLine | None:
        review = self.client.review
        notes = () if review is None else review.notes
        return next((note for note in notes if str(note.seq) == key), None)

    @on(RowList.Opened, "#notes")
    def open_note(self, event: RowList.Opened) -> None:
        """The note whole; one's own can be corrected or taken back."""
        note = self._note(event.key)
        if note is None:
            return
        head = f"{note.by}, seen at {full_clock(note.observed_at)}{written(note)}; {about(note)}"
        rated = [Cell(f"It rates the task {note.rating}.")] if note.rating else []
        own = note.by == self.writes_as
        buttons = [("correct", "Correct it"), ("take_back", "Take it back")] if own else []
        text = [Cell(head, "dim"), Cell(line(note.text), "strong"), *rated]
        self.app.push_screen(Sheet("Note", text, buttons), lambda chosen: self._about_note(note, chosen))

    def _about_note(self, note: NoteLine, chosen: str | None) -> None:
        if chosen == "correct":
            self._correct(note)
        elif chosen == "take_back":
            self.client.act(forms.take_back(note, self.writes_as))

    def _correct(self, note: NoteLine, *, begins: str | None = None) -> None:
        own = Link(note.inject, note.task, note.objective)
        form = forms.note(
            self.writes_as,
            self.console,
            self.client.briefing,
            self.now,
            own,
            seen=note.observed_at,
            old=note,
            begins=begins,
        )
        self.ask(form)

    def action_link(self) -> None:
        """The note under the cursor is about something else."""
        note = self._note(self.pointed("notes", "note"))
        if note is not None and note.by != self.writes_as:
            self.say(Cell(f"That note is the {note.by}'s: only they can change it.", "warn"))
        elif note is not None:
            self._correct(note, begins="inject")
