"""When the evaluation is reckoned anew: seldom, because it reads the whole record, and on nobody's way to an answer."""

from drillsim.net.clockwork import Clockwork
from drillsim.net.story import Story
from drillsim.session.pacing import SECOND
from drillsim.session.review import ReviewView
from drillsim.session.reviews import Reckoned, reckon, review

FEW = 3 * SECOND  # real time between two reckonings: evaluators write longer than that at one note
SHARE = 20  # a reckoning that takes long is made so rarely that it takes no more than a twentieth of the time
MINUTE = 60  # exercise seconds after which things may be overdue though nothing happened


class Reviewing:
    """Keeps what was reckoned last; everything that people wrote is put to it at any time."""

    def __init__(self, story: Story, clockwork: Clockwork) -> None:
        self.story = story
        self.clockwork = clockwork
        self._found: Reckoned | None = None
        self._reckoned_of: tuple[int, int] = (-1, -1)
        """How many events there were, and which second was shown."""
        self._not_before = 0
        self._view: ReviewView | None = None
        self._written = -1
        """How much was written beside the play when the view was made."""

    def reckon(self) -> None:
        """Reckons where something has happened since, at most every few real seconds; at EndEx at once."""
        session, now = self.story.session, self.clockwork.clocks.monotonic_ns()
        if not session.started or (self._found is not None and self._found.over):
            return
        if not session.over and (now < self._not_before or not self._has_changed()):
            return
        self._found = reckon(session.exercise, session.header, session.entries, session.now, over=session.over)
        self._reckoned_of = len(session.engine.play.log), session.now
        took = self.clockwork.clocks.monotonic_ns() - now
        self._not_before = now + max(FEW, SHARE * took)
        self._view = None

    def _has_changed(self) -> bool:
        events, second = self._reckoned_of
        session = self.story.session
        return len(session.engine.play.log) != events or session.now - second >= MINUTE

    @property
    def view(self) -> ReviewView | None:
        """The evaluation as it stands, with everything that is written by now; None before the first reckoning."""
        writing = self.story.writing
        if self._found is not None and (self._view is None or writing.taken != self._written):
            self._written = writing.taken
            self._view = review(self._found, writing)
        return self._view
