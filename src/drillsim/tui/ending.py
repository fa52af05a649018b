"""How a screen ends when somebody asks for it from outside: by ^c, by a signal, or by closing the terminal."""

import asyncio
import signal
import sys

from textual.app import App
from textual.binding import Binding

from drillsim.errors import DrillsimError, Interrupted
from drillsim.net.terminal import SIGNALS, is_gone

LOOK_EVERY = 0.25  # seconds between two looks whether the terminal is still there


class ScreenFailed(DrillsimError):
    """The screen broke down; the sentence says what is whole."""

    exit_code = 5


class EndingApp(App[None]):
    """The base of every app of drillsim's: it ends in good order, so that the terminal is left as it was found."""

    BINDINGS = [Binding("ctrl+c,ctrl+q", "interrupt", id="interrupt", show=False, priority=True)]

    def __init__(self, *, listen: bool) -> None:
        """`listen`: signals and the terminal of this process are its own."""
        super().__init__(watch_css=False)
        self.interrupted: int | None = None
        """The signal that ended it; None where nobody did."""
        self._listens = listen

    def on_mount(self) -> None:
        """From now on it listens to what asks it to end."""
        if self._listens:
            for number in SIGNALS:
                asyncio.get_running_loop().add_signal_handler(number, self.interrupt, number)
            self.set_interval(LOOK_EVERY, self._look_for_the_terminal)

    def _look_for_the_terminal(self) -> None:
        if self.interrupted is None and is_gone(sys.stdin.fileno()):
            self.interrupt(signal.SIGHUP)

    def action_interrupt(self) -> None:
        """Ctrl-C."""
        self.interrupt(signal.SIGINT)

    def interrupt(self, number: int) -> None:
        """Somebody wants the program to end, at once."""
        self.interrupted = number
        self.exit()


def run_to_its_end(app: EndingApp, whole: str) -> None:
    """Runs an app in this terminal; `whole` says what is whole where the screen breaks down.

    Raises Interrupted where a signal or Ctrl-C ended it, ScreenFailed where the screen broke down.
    """
    app.run()
    if app.interrupted is not None:
        raise Interrupted(app.interrupted)
    if app.return_code:
        raise ScreenFailed(f"the screen broke down; {whole}")
