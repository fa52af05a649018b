"""The live drill in this terminal: a client of a host in the same process."""

import asyncio
import gc
import signal
import time
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.screen import Screen

from drillsim.errors import DrillsimError
from drillsim.model.exercise import Exercise
from drillsim.net.client import Client
from drillsim.net.host import Host, KeepClock
from drillsim.net.timekeeper import system_clocks
from drillsim.present.keys import KEYS
from drillsim.present.rows import Cell
from drillsim.present.words import line
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record.entries import Header
from drillsim.session.session import Append, Session
from drillsim.session.store.chain import Intact
from drillsim.tui.screens.start import StartScreen
from drillsim.tui.theme import CALM, CONTRAST

if TYPE_CHECKING:
    from drillsim.tui.screens.live import LiveScreen  # imported while the start screen is read

BEAT = 0.25  # seconds between two looks at the host: four a second are enough for a clock of seconds
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""What asks a program to end: Ctrl-C from outside, a system going down, a terminal that was closed."""

PLACE = "screen"
"""How the record names this place's client."""


class ScreenFailed(DrillsimError):
    """The screen broke down; the record is whole up to the last acknowledged response."""

    exit_code = 5


class Interrupted(DrillsimError):
    """The program was asked to end while the exercise was on; the record is kept. `exit_code` as shells expect it."""

    def __init__(self, number: int) -> None:
        super().__init__("interrupted; the record is kept")
        self.exit_code = 128 + number


class LiveApp(App[None]):
    """Start screen, live screen, results. `beat` is how often it looks at the host; None: only when told to."""

    TITLE = "drillsim"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = [
        Binding("ctrl+c", "interrupt", show=False, priority=True),
        Binding("ctrl+q", "interrupt", show=False, priority=True),
    ]

    def __init__(
        self,
        host: Host,
        client: Client,
        *,
        place: str = "",
        beat: float | None = BEAT,
        listen: bool = True,
    ) -> None:
        super().__init__(watch_css=False)
        for theme in (CALM, CONTRAST):
            self.register_theme(theme)
        self.theme = CALM.name
        self.animation_level = "none"  # nothing moves by itself but the clock
        self.host = host
        self.client = client
        self.place = place
        """Where the record is, for the results."""
        self.interrupted: int | None = None
        """The signal that ended it; None where nobody did."""
        self._beat_every = beat
        self._listen = listen
        self._live: LiveScreen | None = None
        self._ended = False
        self._degraded = False
        self._heard = 0

    def get_default_screen(self) -> StartScreen:
        """The first frame is the start screen."""
        return StartScreen(self.client)

    def on_mount(self) -> None:
        """From now on it looks at the host, and listens to what asks it to end."""
        self.call_after_refresh(self._warm_up)
        if self.client.clock.state != "before":  # it was begun before, and goes on
            self.call_after_refresh(self._open_live)
        if self._beat_every is not None:
            self.set_interval(self._beat_every, self.beat)
        if self._listen:
            for number in SIGNALS:
                asyncio.get_running_loop().add_signal_handler(number, self.interrupt, number)

    def _warm_up(self) -> None:
        """After the first frame, while the story is read: what StartEx will need."""
        gc.enable()
        import drillsim.tui.screens.live  # noqa: F401  # only to have it at hand

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action of the screen in front, and the themes."""
        if self._live is not None and screen is self._live:
            for key in KEYS:
                if key.in_palette:
                    yield SystemCommand(key.does, f"key: {key.press}", self._runs(self._live, key.action))
        if isinstance(screen, StartScreen):
            yield SystemCommand("StartEx: begin the exercise", "key: s", screen.action_start)
        yield SystemCommand("Theme", "Other colours", self.action_change_theme)

    def _runs(self, screen: "LiveScreen", action: str) -> Callable[[], object]:
        return lambda: self.call_later(screen.run_action, action)

    # Beating

    def beat(self) -> None:
        """Asks the host to play up to now, takes what has come, and shows it."""
        self.host.tick()
        answers = self.client.poll()
        if self._live is None:
            return
        news = self.client.news[-1].seq if self.client.news else 0
        self._live.show()
        if news != self._heard:
            self._heard = news
            self._live.hear()
        for answer in answers:
            self._live.answered(answer)
        self._tell_of_the_record(self._live)
        if self.client.clock.state == "ended" and not self._ended:
            self._ended = True
            self._show_results()

    def _tell_of_the_record(self, live: "LiveScreen") -> None:
        """Says all the time that it cannot be written, and once that it can again."""
        notice = self.client.notice
        degraded = notice is not None and notice.kind == "degraded"
        if notice is not None and degraded:
            live.say(Cell("STOPPED", "bad"), Cell(line(notice.text), "bad"))
        elif self._degraded:
            live.say(Cell("The record can be written again. The clock stands: space lets it go on.", "warn"))
        self._degraded = degraded

    def on_start_screen_begun(self) -> None:
        """StartEx."""
        if self._live is None:
            self.client.act(r.Start())
            self.client.poll()
            self._open_live()

    def _open_live(self) -> None:
        from drillsim.tui.screens.live import LiveScreen

        if self._live is None:
            self._live = LiveScreen(self.client, self.leave)
            self.push_screen(self._live)
            self.call_after_refresh(self.beat)

    def _show_results(self) -> None:
        from drillsim.analysis.outcome import outcome  # needed once, at the end
        from drillsim.present.verdict import results
        from drillsim.tui.screens.results import ResultsScreen

        session = self.host.session
        found = outcome(session.exercise, session.header, session.entries)
        while self.screen is not self._live:
            self.pop_screen()
        self._live = None
        self.switch_screen(ResultsScreen(self.client, results(found, session.exercise, self.place)))

    # Leaving

    def leave(self) -> None:
        """Stops the clock and ends the program; the record stays as it is."""
        if self.client.clock.state == "running":
            self.client.act(c.Pause("left the screen"))
        self.exit()

    def action_interrupt(self) -> None:
        """Ctrl-C."""
        self.interrupt(signal.SIGINT)

    def interrupt(self, number: int) -> None:
        """Somebody wants the program to end, at once."""
        if not self._ended:
            self.interrupted = number
        self.leave()


def play_live(
    exercise: Exercise,
    header: Header,
    append: Append | None,
    *,
    taken: Sequence[str],
    keep_clock: KeepClock | None = None,
    place: str = "",
    recorded: Intact | None = None,
) -> Session:
    """Plays an exercise in this terminal, the roles in `taken` by whoever sits at it. `place` is where the record is.

    With `recorded` it goes on where that record ends.

    Returns the session, over or left early. Raises Interrupted where a signal or Ctrl-C ended it, ScreenFailed where
    the screen broke down.
    """
    gc.disable()  # until the first frame: half a million objects are made on the way, and none of them is garbage
    host = Host(exercise, header, append, clocks=system_clocks(), keep_clock=keep_clock)
    if recorded is not None:
        host.resume(recorded.entries, recorded.clock)
    client = Client(host.connect(PLACE, taken, leads=True), time.monotonic_ns)
    client.poll()
    app = LiveApp(host, client, place=place)
    app.run()
    if app.interrupted is not None:
        raise Interrupted(app.interrupted)
    if app.return_code:
        raise ScreenFailed("the screen broke down; the record is whole up to the last acknowledged response")
    return host.session
