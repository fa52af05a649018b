"""One client's side of the host."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from drillsim.net.frames import LATEST, Events, Frame, Led, Place, Reviewed, Shown, Up, ViewReset
from drillsim.record.entries import Entry
from drillsim.session.console import ConsoleView
from drillsim.session.news import News, Reader, bundled
from drillsim.session.review import ReviewView
from drillsim.session.view import View

MOST_FRAMES = 200  # that wait for a client; whoever takes none for longer is told all again instead


@dataclass(eq=False)
class Connection:
    """`send` commands, `receive` the frames that have come.

    `name` is the client's, `roles` those it plays. Entries of the record become news as far as its reader lets them.
    """

    name: str
    place: Place
    roles: tuple[str, ...]
    leads: bool
    reader: Reader
    take: Callable[["Connection", Up], None]
    catch_up: Callable[["Connection"], None]
    """Tells it everything again, because frames were dropped."""
    is_behind: bool = False
    """Whether frames were dropped that it did not take: no more are kept until it takes some."""
    read: int = 0
    """How many entries have been looked at."""
    prev: int = 0
    """The seq of the last entry that this client was shown."""
    view: View | None = None
    console: ConsoleView | None = None
    review: ReviewView | None = None
    heard: int = 0
    """How many pieces of news it got."""
    _frames: dict[object, Frame] = field(default_factory=dict)
    """In order; one of which only the newest counts by its type, any other by a number."""
    _number: int = 0

    def send(self, up: Up) -> None:
        """Asks the host for something; the answer is among the next frames."""
        self.take(self, up)

    def receive(self) -> list[Frame]:
        """The frames since the last call, in order; of ticks and views only the newest."""
        if self.is_behind:
            self.is_behind = False
            self.catch_up(self)
        frames = self.frames
        self._frames = {}
        return frames

    @property
    def frames(self) -> list[Frame]:
        """What it has not taken yet, in order."""
        return list(self._frames.values())

    def put(self, frame: Frame) -> None:
        """Queues a frame; a newer tick or view replaces an older one that nobody has taken yet."""
        if self.is_behind:
            return
        self._number += 1
        key = type(frame) if isinstance(frame, LATEST) else self._number
        self._frames.pop(key, None)
        self._frames[key] = frame
        if len(self._frames) > MOST_FRAMES:
            self._frames = {}
            self.is_behind = True

    def tell(self, entries: list[Entry]) -> None:
        """Takes what is new on the record."""
        news: list[News] = []
        for entry in entries[self.read :]:
            item = self.reader.read(entry, self.prev)
            if item is not None:
                news.append(item)
                self.prev = item.seq
        self.read = len(entries)
        self.heard += len(news)
        if news:
            self.put(Events(tuple(bundled(news))))

    def show(self, view: View) -> None:
        """Sends a view that differs from the last."""
        if view != self.view:
            self.view = view
            self.put(Shown(view))

    def lead(self, console: ConsoleView) -> None:
        """Sends the facilitator what differs from the last time."""
        if console != self.console:
            self.console = console
            self.put(Led(console))

    def evaluate(self, review: ReviewView) -> None:
        """Sends an evaluation that differs from the last."""
        if review != self.review:
            self.review = review
            self.put(Reviewed(review))

    def begin_again(self, *, is_behind: bool = False) -> None:
        """All is told again from the beginning, to somebody who remembers nothing: a newcomer, or a client behind."""
        self.put(ViewReset(self.roles, is_behind))
        self.reader = replace(self.reader)  # what the last one had read is nothing to the next
        self.read = self.prev = 0
        self.view = self.console = self.review = None

    @property
    def speaker(self) -> str | None:
        """Whose a command without `by` is: the place's, or a player's role; None where several come into question."""
        if self.place != "player":
            return self.place
        return self.roles[0] if len(self.roles) == 1 else None
