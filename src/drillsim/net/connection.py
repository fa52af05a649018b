"""One client's side of the host."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from drillsim.net.frames import LATEST, Events, Frame, Led, Place, Shown, Up, ViewReset
from drillsim.record.entries import Entry
from drillsim.session.console import ConsoleView
from drillsim.session.news import News, Reader
from drillsim.session.view import View


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
    frames: list[Frame] = field(default_factory=list)
    read: int = 0
    """How many entries have been looked at."""
    prev: int = 0
    """The seq of the last entry that this client was shown."""
    view: View | None = None
    console: ConsoleView | None = None
    heard: int = 0
    """How many pieces of news it got."""

    def send(self, up: Up) -> None:
        """Asks the host for something; the answer is among the next frames."""
        self.take(self, up)

    def receive(self) -> list[Frame]:
        """The frames since the last call, in order; of ticks and views only the newest."""
        frames, self.frames = self.frames, []
        return frames

    def put(self, frame: Frame) -> None:
        """Queues a frame; a newer tick or view replaces an older one that nobody has taken yet."""
        if isinstance(frame, LATEST):
            self.frames = [each for each in self.frames if type(each) is not type(frame)]
        self.frames.append(frame)

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
            self.put(Events(tuple(news)))

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

    def reset(self, roles: Collection[str]) -> None:
        """Somebody else plays these roles from now on: all is told again from the beginning."""
        self.put(ViewReset(tuple(roles)))
        self.read = self.prev = 0
        self.view = None

    @property
    def speaker(self) -> str | None:
        """The role that a command without `by` is of; None where several come into question."""
        if self.place == "facilitator":
            return "facilitator"
        return self.roles[0] if len(self.roles) == 1 else None
