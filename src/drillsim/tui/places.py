"""Who sits at the keyboard: which screen is in front, and how it is passed from one place to another."""

from functools import partial
from typing import TYPE_CHECKING

from drillsim.net.desk import TABLE, Desk
from drillsim.present.rows import Cell
from drillsim.present.top import how_it_stands, top
from drillsim.tui.personal import Personal, PersonalApp
from drillsim.tui.screens.base import Whole
from drillsim.tui.screens.hand_over import HandOverScreen

if TYPE_CHECKING:  # imported while the start screen is read
    from drillsim.present.scribe.panels import Line
    from drillsim.tui.screens.console import ConsoleScreen
    from drillsim.tui.screens.evaluator.screen import EvaluatorScreen
    from drillsim.tui.screens.hot_wash import HotWashScreen
    from drillsim.tui.screens.live import LiveScreen
    from drillsim.tui.screens.scribe import ScribeScreen

    Front = LiveScreen | ConsoleScreen | EvaluatorScreen | HotWashScreen | ScribeScreen

CONSOLE = "console"
"""The facilitator's place, in the list of places."""

EVALUATOR = "evaluator"
"""The evaluator's."""

SCRIBE = "scribe"
"""The place of whoever types for all roles."""


class PlacesApp(PersonalApp):
    """The places of one desk, of which one has the keyboard at a time."""

    def __init__(self, desk: Desk, personal: Personal, *, listen: bool) -> None:
        super().__init__(personal, listen=listen)
        self.desk = desk
        self.client = desk.lead
        self._live: Front | None = None
        """The screen that shows what is so now; None before StartEx, between two places and with the results."""
        self._front: Whole | None = None
        """The screen on which dialogs lie, from StartEx on."""
        self._typed: list[Line] = []
        """What the scribe has typed."""
        self._ended = False
        """Whether the results were shown."""
        self._heard = 0
        """The seq of the last news that the screen in front has told."""

    # The drill in front has these

    def beat(self) -> None:
        """Asks the host to play up to now, and shows it."""
        raise NotImplementedError  # the drill in front knows

    def leave(self) -> None:
        """Stops the clock and ends the program."""
        raise NotImplementedError  # the drill in front knows

    # Which screen is in front

    def _turn_to(self, screen: "Front") -> None:
        self._show_front(screen)
        self._live = screen
        self._heard = 0
        self.call_after_refresh(self.beat)

    def _show_front(self, screen: Whole) -> None:
        """Shows this screen instead of the one that was shown and all that lay on it."""
        self._live = None
        while self._front is not None and self.screen is not self._front:
            self.pop_screen()
        if self._front is None:
            self.push_screen(screen)
        else:
            self.switch_screen(screen)
        self._front = screen

    # Passing the keyboard

    def action_places(self) -> None:
        """Who takes the keyboard: the facilitator, a role that somebody here plays, or the whole table."""
        from drillsim.tui.screens.dialog import Sheet

        if not self.desk.is_facilitated or self._ended or self.screen is not self._front:
            return
        buttons = [(CONSOLE, "The facilitator's console"), (TABLE, "The table: all roles that people here play")]
        buttons = buttons if self.desk.people else buttons[:1]
        buttons.append((EVALUATOR, "The evaluator: observations and ratings"))
        buttons += [(SCRIBE, "The scribe: types for all roles what the table says")]
        buttons += [(role, self.desk.named(role)) for role in self.desk.people]
        self.push_screen(Sheet("Who takes the keyboard?", [], buttons, upright=True), self._hand_over)

    def _hand_over(self, place: str | None) -> None:
        """What another place sees comes only once the right person sits there; table and scribe are for all eyes."""
        if place in (TABLE, SCRIBE):
            self._sit_at(place)
        elif place is not None:
            whom = {CONSOLE: "the facilitator", EVALUATOR: "the evaluator"}.get(place) or self.desk.named(place)
            here = partial(self._sit_at, place)
            self._show_front(HandOverScreen(whom, self._first_line, self._how_the_clock_stands, here))

    def _first_line(self) -> tuple[Cell, ...]:
        return top(self.client.briefing, self.client.clock, self.client.second)

    def _how_the_clock_stands(self) -> str:
        return how_it_stands(self.client.briefing, self.client.clock)

    def _sit_at(self, place: str) -> None:
        from drillsim.tui.screens.console import ConsoleScreen
        from drillsim.tui.screens.evaluator.screen import EvaluatorScreen
        from drillsim.tui.screens.place import PlaceScreen
        from drillsim.tui.screens.scribe import ScribeScreen

        if place == CONSOLE:
            self._turn_to(ConsoleScreen(self.client, self.leave))
        elif place == EVALUATOR:
            self._turn_to(EvaluatorScreen(self.desk.client(EVALUATOR), self.leave))
        elif place == SCRIBE:
            self._turn_to(ScribeScreen(self.desk.client(SCRIBE), self.client, self.leave, self._typed))
        else:
            self._turn_to(PlaceScreen(self.desk.client(place), self.client, self.leave))

    def _settle(self) -> None:
        """A place that nobody plays here any more is left; the table goes on with the roles that it still has."""
        closed = self.desk.settle()
        if closed:
            self.desk.sit_down()
        front = None if self._live is None else self._live.client
        if front is not None and any(client is front for client in closed.values()):
            at_table = closed.get(TABLE) is front and bool(self.desk.people)
            self._sit_at(TABLE if at_table else CONSOLE)
