"""The muster board over this screen, and a word at once when somebody needs help."""

from collections.abc import Callable

from drillsim.net.client import Client
from drillsim.net.frames import Ack, Nack
from drillsim.present.muster import needs_help
from drillsim.present.rows import Cell
from drillsim.tui.screens.live.base import LiveBase
from drillsim.tui.screens.muster import MusterScreen

ALERT = 20  # seconds for which a call for help stays in sight


class MusterActions(LiveBase):
    """What the key of the muster board does."""

    def __init__(self, client: Client, leave: Callable[[], None]) -> None:
        super().__init__(client, leave)
        self._muster: MusterScreen | None = None
        """The muster board, while it is open."""
        self._reports: int | None = None
        """How many check-ins have been looked at; None: none yet, and what came before is no news."""

    def action_muster(self) -> None:
        """Opens the board."""
        self._muster = MusterScreen(self.client, super().answered)
        self.app.push_screen(self._muster, self._close_muster)

    def _close_muster(self, _: None) -> None:
        self._muster = None
        self.show(anew=True)

    @property
    def is_under_the_board(self) -> bool:
        """Whether the board covers all of this screen, so that nothing of it can be seen."""
        return self._muster is not None and self._muster.is_mounted

    def show_muster(self) -> None:
        """Shows what the client holds on the board, while that is open; else says at once who needs help."""
        if self._muster is not None and self._muster.is_mounted:
            self._muster.show()
        muster = self.client.muster
        heard, self._reports = self._reports, 0 if muster is None else muster.reports
        if muster is None or heard is None or not self.client.caught_up or self._muster is not None:
            return
        for report in muster.latest:
            if report.number > heard and report.status == "need_help":
                self.app.notify(needs_help(report), title="NEED HELP", severity="error", timeout=ALERT, markup=False)

    def say(self, *cells: Cell) -> None:
        """Nothing is said where nobody can see it; what matters to everybody is said on the board instead."""
        if not self.is_under_the_board:
            super().say(*cells)
        elif self._muster is not None and any(cell.tone in ("bad", "warn") for cell in cells):
            self._muster.say(*cells)

    def answered(self, answer: Ack | Nack) -> None:
        """The board hears what became of what was typed there."""
        if self._muster is None or not self._muster.takes(answer):
            super().answered(answer)
