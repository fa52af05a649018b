"""What is written beside the play: the whiteboard, which everybody at the exercise sees and may write on."""

from drillsim.plain.clock import ClockWords
from drillsim.plain.place import Answer
from drillsim.plain.typed import NotDone
from drillsim.present.plain.told import board_line, board_lines
from drillsim.record import written as w
from drillsim.session.view import BoardLine

COLUMNS: dict[str, w.Column] = {"fact": "facts", "unknown": "unknown", "assumed": "assumed", "action": "actions"}
"""Word -> the column of the whiteboard that it writes in."""


class WritingWords(ClockWords):
    """From StartEx to EndEx."""

    @property
    def board_words(self) -> dict[str, Answer]:
        """What each of them does."""
        return {
            "whiteboard": lambda _: board_lines(self.whiteboard),
            "fact": lambda rest: self.write("fact", rest),
            "unknown": lambda rest: self.write("unknown", rest),
            "assumed": lambda rest: self.write("assumed", rest),
            "action": lambda rest: self.write("action", rest),
            "correct": self.correct,
            "rub out": lambda rest: self.send(self.instead(rest, ""), what="rubbed out"),
        }

    @property
    def whiteboard(self) -> tuple[BoardLine, ...]:
        """As it stands now."""
        return () if self.client.view is None else self.client.view.whiteboard

    def write(self, word: str, text: str) -> list[str]:
        """A new line."""
        if not text:
            raise NotDone(f"expected words for the whiteboard, such as {word} The east lobby is shut.")
        return self.send(w.Whiteboard(self.voice(), COLUMNS[word], text), what=word)

    def correct(self, rest: str) -> list[str]:
        """Another text instead of a line's; the record keeps both."""
        number, _, text = rest.partition(" ")
        if not text.strip():
            raise NotDone("expected the number of a line and its new text, such as correct 45 Two are hurt.")
        return self.send(self.instead(number, text.strip()), what="corrected")

    def instead(self, number: str, text: str) -> w.Whiteboard:
        """Instead of a line that stands now. Raises NotDone."""
        line = next((each for each in self.whiteboard if str(each.seq) == number), None)
        if line is None:
            raise NotDone(f"the whiteboard has no line {number[:6]}; “whiteboard” tells its numbers.")
        return w.Whiteboard(self.voice(), line.column, text, line.seq)

    def news(self) -> list[str]:
        """What came on the whiteboard is told too, though it is no event of the play."""
        lines = super().news()
        fresh = [each for each in self.whiteboard if each.seq > self.read]
        if fresh:
            self.read = max(each.seq for each in fresh)
        return [*lines, *(board_line(each) for each in fresh)]
