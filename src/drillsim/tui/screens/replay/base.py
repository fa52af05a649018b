"""What all parts of the replay share: the record, whose view it is, who plays it."""

from collections.abc import Callable

from drillsim.present.replay.heading import Shown
from drillsim.present.replay.telling import Telling
from drillsim.session.player import Player
from drillsim.session.watch import Watch
from drillsim.tui.screens.panelled import Panelled


class ReplayBase(Panelled):
    """Shows one place's view of a record at a point."""

    def __init__(self, watch: Watch, shown: Shown, player: Player, leave: Callable[[], None]) -> None:
        super().__init__()
        self.watched = watch
        self.telling = Telling(watch)
        self.record = shown
        self.player = player
        self.leave = leave
        self.zoom = 0
        """Which of the scrubber's steps it is."""
        self.sought = ""
        """The text that was looked for last."""

    def arrived(self) -> None:
        """Somebody went elsewhere: it is shown, and played on from there."""
        self.player.moved()
        self.show()
