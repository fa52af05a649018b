"""The live drill in this terminal: a client of a host in the same process."""

import gc
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.binding import Binding

from drillsim.model.exercise import Exercise
from drillsim.model.telephones import Contact
from drillsim.net.client import Client
from drillsim.net.desk import Desk, opened
from drillsim.net.frames import Ack, Nack
from drillsim.net.host import Host
from drillsim.net.keeping import KeepClock
from drillsim.present.looking import Looking
from drillsim.present.rows import Cell
from drillsim.present.words import line
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record.entries import Header
from drillsim.record.written import OpenActions
from drillsim.session.session import Append, Session
from drillsim.session.store.chain import Intact
from drillsim.tui.ending import run_to_its_end
from drillsim.tui.personal import Personal
from drillsim.tui.places import CONSOLE, PlacesApp
from drillsim.tui.screens.base import Whole
from drillsim.tui.screens.form import FormScreen
from drillsim.tui.screens.hand_over import HandOverScreen
from drillsim.tui.screens.lobby import LobbyScreen
from drillsim.tui.screens.start import StartScreen

if TYPE_CHECKING:  # imported while the start screen is read
    from drillsim.tui.places import Front
    from drillsim.tui.screens.results import ResultsScreen

BEAT = 0.25  # seconds between two looks at the host: four a second are enough for a clock of seconds


class LiveApp(PlacesApp):
    """Start screen or lobby, live screens or console, results.

    `client` leads the exercise: the facilitator's, whose table this is, or that of somebody alone at a keyboard. `beat`
    is how often it looks at the host; None: only when told to.
    """

    TITLE = "drillsim"
    BINDINGS = [Binding("f9", "real_emergency", id="real_emergency", show=False, priority=True)]

    def __init__(
        self,
        host: Host,
        client: Client,
        *,
        place: str = "",
        contacts: Mapping[str, Contact] | None = None,
        beat: float | None = BEAT,
        listen: bool = True,
        personal: Personal | None = None,
    ) -> None:
        super().__init__(Desk(host, client), personal or Personal(), listen=listen)
        self.host = host
        self.place = place
        """Where the record is, for the results."""
        self._contacts = contacts
        """The plan's telephone numbers, for the reach test; the host never has them."""
        self._beat_every = beat
        self._degraded = False
        self._looking: Looking = "no"
        """Whether the one earlier step was being looked for when the results were last shown."""
        self._answers: list[Ack | Nack] = []
        """What the host answered and no screen has said yet."""

    def get_default_screen(self) -> Whole:
        """The first frame is the start screen, for the facilitator the lobby."""
        return LobbyScreen(self.client, self._contacts) if self.desk.is_facilitated else StartScreen(self.client)

    def on_mount(self) -> None:
        """From now on it looks at the host."""
        self.call_after_refresh(self._warm_up)
        if self.host.started:  # it was begun before, and goes on
            self.call_after_refresh(self._go_on)
        else:
            self.tell_what_is_wrong()
        if self._beat_every is not None:
            self.set_interval(self._beat_every, self.beat)

    def _warm_up(self) -> None:
        """After the first frame, while the story is read: what StartEx will need."""
        gc.enable()
        import drillsim.tui.screens.live

        if self.desk.is_facilitated:
            import drillsim.tui.screens.console
            import drillsim.tui.screens.place
            import drillsim.tui.screens.scribe  # noqa: F401  # all of them only to have them at hand

    # Beating

    def beat(self) -> None:
        """Asks the host to play up to now, takes what has come, and shows it."""
        self.host.tick()
        self._answers += self.desk.poll()
        self._settle()
        if isinstance(self.screen, FormScreen | HandOverScreen):
            self.screen.show_clock()
        self._show_emergency()
        if isinstance(self.screen_stack[0], LobbyScreen):
            self.screen_stack[0].show()
        if self.client.clock.state == "ended" and not self._ended:
            self._ended = True
            self._show_results()
        self._show_what_was_found()
        if self._live is not None and self._live.is_mounted:
            answers, self._answers = self._answers, []
            self._show_live(self._live, answers)

    def _show_live(self, live: "Front", answers: Sequence[Ack | Nack]) -> None:
        news = live.client.news[-1].seq if live.client.news else 0
        live.show()
        if news != self._heard:
            self._heard = news
            live.hear()
        for answer in answers:
            live.answered(answer)
        self._tell_of_the_record(live)

    def _tell_of_the_record(self, live: "Front") -> None:
        """Says all the time that it cannot be written, and once that it can again."""
        notice = self.client.notice
        degraded = notice is not None and notice.kind == "degraded"
        if notice is not None and degraded:
            live.say(Cell("STOPPED", "bad"), Cell(line(notice.text), "bad"))
        elif self._degraded:
            again = f" The clock stands: {live.key('toggle_clock', 'space')} lets it go on."
            live.say(Cell(f"The record can be written again.{'' if self._ended else again}", "warn"))
        self._degraded = degraded

    # StartEx

    def on_start_screen_begun(self) -> None:
        """StartEx, by somebody alone at the keyboard."""
        from drillsim.tui.screens.live import LiveScreen

        if self._begin():
            self._turn_to(LiveScreen(self.client, self.leave))

    def on_lobby_screen_begun(self) -> None:
        """StartEx, by the facilitator."""
        if self._begin():
            self.desk.sit_down()
            self._sit_at(CONSOLE)

    def _go_on(self) -> None:
        """An exercise that was begun before: straight to where it is led."""
        from drillsim.tui.screens.live import LiveScreen

        if self.client.clock.state == "ended":
            return  # the next beat shows the results
        while len(self.screen_stack) > 1:  # a real emergency is shown again, over what comes now
            self.pop_screen()
        if self.desk.is_facilitated:
            self.desk.sit_down()
            self._sit_at(CONSOLE)
        else:
            self._turn_to(LiveScreen(self.client, self.leave))
        self.tell_what_is_wrong()  # after the news, which the first beat tells

    def _begin(self) -> bool:
        """Whether the exercise begins now; False where it has begun."""
        if self._front is not None:
            return False
        self.client.act(r.Start())
        self.client.poll()
        return True

    # No Duff

    def action_real_emergency(self) -> None:
        """Everything stops, at once and without a question."""
        state = self.client.clock.state
        if state not in ("ended", "real_emergency"):
            self.client.act(c.RealEmergency(self._who(), ""))
            self.beat()

    def _who(self) -> str:
        """The role whose screen is in front, where it is one; else whoever leads."""
        roles = () if self._live is None or self._live.client.hello is None else self._live.client.hello.roles
        return roles[0] if len(roles) == 1 else c.FACILITATOR

    def _show_emergency(self) -> None:
        from drillsim.tui.screens.real_emergency import RealEmergencyScreen

        shown = next((screen for screen in self.screen_stack if isinstance(screen, RealEmergencyScreen)), None)
        if self.client.clock.state != "real_emergency":
            while shown is not None and shown in self.screen_stack:
                self.pop_screen()
        elif shown is None:
            self.push_screen(RealEmergencyScreen(self.client))
        else:
            shown.show()

    def _show_results(self) -> None:
        from drillsim.tui.screens.results import ResultsScreen

        self._show_front(ResultsScreen(self.client, self.desk.results(self.place)))

    def _show_what_was_found(self) -> None:
        """The search for the one earlier step goes on while people read; where it ends it is told."""
        before, self._looking = self._looking, self.desk.looking
        if before != self._looking and (shown := self._results()) is not None:
            shown.show(self.desk.results(self.place))

    def _results(self) -> "ResultsScreen | None":
        from drillsim.tui.screens.results import ResultsScreen

        return self._front if isinstance(self._front, ResultsScreen) else None

    def action_results(self) -> None:
        """From the hot wash back to the results."""
        if self._ended and self.screen is self._front:
            self._show_results()

    def action_hot_wash(self) -> None:
        """From the results on to what the room makes of them."""
        from drillsim.tui.screens.hot_wash import HotWashScreen

        if not self._ended or self.screen is not self._front:
            return
        desk = self.desk
        self._turn_to(HotWashScreen(self.client, self.leave, desk.speakers, desk.raters, desk.client_of, desk.promises))

    # Leaving

    def leave(self) -> None:
        """Stops the clock and ends the program; the record stays as it is."""
        if self.client.clock.state in ("running", "talking"):
            self.client.act(c.Pause("left the screen"))
        self.exit()

    def interrupt(self, number: int) -> None:
        """Somebody wants the program to end, at once; with the results it is one more way to leave."""
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
    personal: Personal | None = None,
    contacts: Mapping[str, Contact] | None = None,
    brought: OpenActions | None = None,
) -> Session:
    """Plays an exercise in this terminal, the roles in `taken` by whoever sits at it. `place` is where the record is.

    Where the header says that it is facilitated, the screen is the facilitator's, who hands the keyboard to the others.
    With `recorded` it goes on where that record ends. `personal` are this user's keys and themes. `contacts` are
    telephone numbers for the reach test in the lobby, by the names of people; they never leave this screen.
    `brought` is what earlier drills left to do.

    Returns the session, over or left early. Raises Interrupted where a signal or Ctrl-C ended it, ScreenFailed where
    the screen broke down.
    """
    gc.disable()  # until the first frame: half a million objects are made on the way, and none of them is garbage
    host, client = opened(
        exercise, header, append, keep_clock=keep_clock, taken=taken, recorded=recorded, brought=brought
    )
    app = LiveApp(host, client, place=place, contacts=contacts, personal=personal)
    try:
        run_to_its_end(app, "the record is whole up to the last acknowledged response")
    finally:
        host.close()
    return host.session
