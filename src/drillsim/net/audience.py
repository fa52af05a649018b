"""The clients of one host: what each has to be told, and when views are looked at again."""

from dataclasses import replace

from drillsim.net import stops
from drillsim.net.clockwork import Clockwork
from drillsim.net.connection import Connection
from drillsim.net.frames import CONTROLLING, PROTOCOL, CaughtUp, Frame, Hello, Lobby, Notice, Tick
from drillsim.net.reviewing import Reviewing
from drillsim.net.story import Story
from drillsim.session.lobby import left, lobby, on_shift
from drillsim.session.pacing import SECOND
from drillsim.session.view import ClockView

VIEW_EVERY = SECOND  # a view without anything new is looked at again this often: knowledge may come with time


class Audience:
    """Everybody who is connected; each is told what its place may know."""

    def __init__(self, story: Story, clockwork: Clockwork) -> None:
        self.story = story
        self.session = story.session
        self.clockwork = clockwork
        self.reviewing = Reviewing(story, clockwork)
        self.connections: list[Connection] = []
        self.notice: Notice | None = None
        """What a newcomer has to be told too: the last that everybody was, while it holds."""
        self._looked = 0
        self._looked_at: tuple[int, int, frozenset[str]] = (-1, -1, frozenset())
        """How many entries there were, which second it was and who was here when views were last made."""

    @property
    def taken(self) -> set[str]:
        """The roles that clients play; who only types for them plays none."""
        players = (connection for connection in self.connections if connection.place == "player")
        return {role for connection in players for role in connection.roles}

    # One client

    def welcome(self, connection: Connection) -> None:
        """A client that knows nothing yet is told everything, from the beginning."""
        roles, leads = connection.roles, connection.leads
        reports_all = leads or connection.place == "scribe"
        briefing = self.story.views.briefing(roles, self.taken, leads=reports_all)
        connection.put(Hello(PROTOCOL, briefing, connection.place, roles, leads, len(self.session.entries)))
        self._greet(connection)

    def _greet(self, connection: Connection) -> None:
        if not self.session.started:
            connection.put(self._lobby())
        connection.tell(self.session.entries)
        connection.put(CaughtUp(connection.prev))
        self.show(connection)
        if self.notice is not None:
            connection.put(self.notice)
        connection.put(Tick(self._clock_of(connection)))

    def catch_up(self, connection: Connection) -> None:
        """A client that took no frames for so long that they were dropped is told everything again."""
        if connection in self.connections:
            connection.begin_again(is_behind=True)
            self.welcome(connection)

    def change_hands(self, role: str) -> None:
        """Whoever plays this role from now on knows nothing yet."""
        for connection in self.connections:
            if role in connection.roles:
                connection.begin_again()
                self._greet(connection)

    def show(self, connection: Connection) -> None:
        """What is so now."""
        connection.show(self.story.views.view(connection.roles, self.taken, leads=connection.leads))
        if connection.place in CONTROLLING:
            connection.lead(self.story.console_views.view(self.taken, self.session.here))
        self._evaluate(connection)

    def _evaluate(self, connection: Connection) -> None:
        """The evaluation, for those who see all of the exercise; once it has ended the room has it before it."""
        if connection.place in CONTROLLING or self.session.over:
            review = self.reviewing.view
            if review is not None and (review.over or connection.place in CONTROLLING):
                connection.evaluate(review)

    def sight(self, connection: Connection) -> stops.Sight:
        """What a player who jumps knows now."""
        connection.tell(self.session.entries)
        self.show(connection)
        return stops.Sight(connection.heard, connection.view)

    def _clock_of(self, connection: Connection) -> ClockView:
        """What is talked about is told to those who were told of it; that people talk everybody sees."""
        clock = self.clockwork.view
        if clock.talk is None or connection.place in CONTROLLING:
            return clock
        body = self.story.body(clock.talk.inject)
        told = body is not None and any(role in body.tell for role in connection.roles)
        return clock if told else replace(clock, talk=None)

    # Everybody

    def tell(self, frame: Frame) -> None:
        """Puts a frame among those of every client."""
        if isinstance(frame, Notice):
            self.notice = None if frame.kind == "recovered" else frame
        for connection in self.connections:
            connection.put(frame)

    def tell_lobby(self) -> None:
        """Who plays which role and who is here."""
        self.tell(self._lobby())

    def tell_all(self) -> None:
        """What is new."""
        looks = self._has_to_look()
        for connection in self.connections:
            connection.tell(self.session.entries)
            if looks:
                self.show(connection)
            else:
                self._evaluate(connection)
            connection.put(Tick(self._clock_of(connection)))

    def reckon(self) -> None:
        """Reckons the evaluation anew where that is due and somebody is there to see it."""
        if self.session.over or any(connection.place in CONTROLLING for connection in self.connections):
            self.reviewing.reckon()

    def _has_to_look(self) -> bool:
        """Whether views may have changed: by entries, or, once in a while, by the time that has passed."""
        now = self.clockwork.clocks.monotonic_ns()
        so_far = (len(self.session.entries), self.session.now, frozenset(self.taken))
        if so_far == self._looked_at or (so_far[::2] == self._looked_at[::2] and now - self._looked < VIEW_EVERY):
            return False
        self._looked, self._looked_at = now, so_far
        return True

    def _lobby(self) -> Lobby:
        exercise, entries = self.story.exercise, self.session.entries
        return Lobby(
            lobby(exercise, self.session.players, self.session.here, entries),
            on_shift(exercise, entries),
            left(self.story.writing),
        )
