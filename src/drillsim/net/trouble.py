"""A record that cannot be written: why, since when, and when to try again."""

from drillsim.errors import DrillsimError
from drillsim.net.frames import Notice
from drillsim.session.pacing import SECOND, Monotonic

TRY_EVERY = SECOND // 2  # how often a record that cannot be written is tried again


class Trouble:
    """From the first failure until something could be written again."""

    def __init__(self, monotonic_ns: Monotonic) -> None:
        self._monotonic_ns = monotonic_ns
        self.notice: Notice | None = None
        """What clients are told while it lasts; None: the record can be written, as far as is known."""
        self._since = self._tried = 0

    def begin(self, error: DrillsimError) -> tuple[Notice, bool]:
        """It failed; the notice, and whether that is news."""
        now = self._monotonic_ns()
        is_new = self.notice is None
        self._since = now if is_new else self._since
        self._tried = now
        self.notice = Notice("degraded", f"The record cannot be written: {error}", getattr(error, "code", "storage"))
        return self.notice, is_new

    @property
    def is_to_be_tried(self) -> bool:
        """Whether it is time to try again."""
        return self.notice is not None and self._monotonic_ns() - self._tried >= TRY_EVERY

    @property
    def seconds(self) -> int:
        """How long it has lasted."""
        return (self._monotonic_ns() - self._since) // SECOND

    def end(self) -> str:
        """The record can be written again; what was the matter."""
        text = "" if self.notice is None else self.notice.text
        self.notice = None
        return text
