"""A line that is typed again and again: those that were sent before can be brought back."""

from collections import deque
from collections.abc import Iterable

from drillsim.present.forms import Words
from drillsim.tui.widgets.fields import WordsField

KEPT = 200  # lines: an afternoon's


class RecallingField(WordsField):
    """What is half typed waits behind the lines sent before, so that looking back loses nothing."""

    def __init__(self, field: Words, sent: Iterable[str] = ()) -> None:
        """`sent` are lines of before, the newest last."""
        super().__init__(field)
        self._sent = deque(sent, maxlen=KEPT)
        self._back = 0
        """Which line stands here: so many back; 0: none of them."""
        self._half_typed = ""

    def keep(self) -> None:
        """What stands here was sent; the next line begins."""
        self._sent.append(self.value)
        self.empty()

    def empty(self) -> None:
        """Begins anew."""
        self._back = 0
        self.put("")

    def recall(self, by: int) -> None:
        """-1: the line before; 1: the one after, at last what was half typed."""
        if self._back == 0:
            self._half_typed = self.value
        back = max(0, min(self._back - by, len(self._sent)))
        if back != self._back:
            self._back = back
            self.put(self._sent[-back] if back else self._half_typed)
