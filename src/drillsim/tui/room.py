"""The screen for the room, as a program of its own beside the drill's."""

import signal

from drillsim.errors import RecordError
from drillsim.net.watched import LOOK_EVERY, Watched
from drillsim.session.room import RoomView
from drillsim.tui.ending import run_to_its_end
from drillsim.tui.personal import Personal, PersonalApp
from drillsim.tui.screens.base import Whole
from drillsim.tui.screens.room import RoomScreen


class RoomApp(PersonalApp):
    """Looks at a record twice a second, and shows it. `every` None: only when told to."""

    TITLE = "drillsim"

    def __init__(
        self,
        watched: Watched,
        first: RoomView,
        *,
        personal: Personal | None = None,
        every: float | None = LOOK_EVERY,
        listen: bool = True,
    ) -> None:
        """`first` is how it stood when the record was opened."""
        super().__init__(personal or Personal(), listen=listen)
        self._watched = watched
        self._last = first
        self._every = every
        self._room = RoomScreen(first)

    def get_default_screen(self) -> Whole:
        """The only screen."""
        return self._room

    def on_mount(self) -> None:
        """From now on it looks."""
        self.tell_what_is_wrong()
        if self._every is not None:
            self.set_interval(self._every, self.look)

    def look(self) -> None:
        """Shows how it stands; where the record cannot be read just now, what was last and why."""
        try:
            self._last = self._watched.look()
        except RecordError as error:
            self._room.show(self._last, str(error))
        else:
            self._room.show(self._last)

    def interrupt(self, number: int) -> None:
        """Ctrl-C closes it, as q does; nothing was begun here that has to be ended."""
        if number == signal.SIGINT:
            self.exit()
        else:
            super().interrupt(number)


def show_room(watched: Watched, first: RoomView, personal: Personal) -> None:
    """Shows the room's screen until somebody closes it.

    Raises Interrupted where a signal ended it, ScreenFailed where the screen broke down.
    """
    run_to_its_end(RoomApp(watched, first, personal=personal), "the record is as it was")
