"""What a screen holds of a drill: the newest view, the clock, the news; and the way to send commands."""

import datetime
import secrets
from collections import deque
from typing import Protocol

from drillsim.net.frames import (
    Ack,
    CaughtUp,
    Events,
    Frame,
    Hello,
    Led,
    Lobby,
    Nack,
    Notice,
    Reviewed,
    Shown,
    Tick,
    Up,
    ViewReset,
)
from drillsim.record.codec import SAID, encode_command
from drillsim.record.commands import Command
from drillsim.session.console import ConsoleView
from drillsim.session.muster_view import MusterView
from drillsim.session.news import News
from drillsim.session.pacing import SECOND, Monotonic
from drillsim.session.review import ReviewView
from drillsim.session.view import Briefing, ClockView, LeftRow, View

AT_ONCE = 100  # commands that are sent again in one go: fewer than the answers that the host keeps for a client
MOST_NEWS = 500  # older ones are paged from the record, once a screen asks for them


class Transport(Protocol):
    """What carries frames: in this process, or later a socket."""

    def send(self, up: Up) -> None:
        """Takes a command along."""

    def receive(self) -> list[Frame]:
        """The frames that have come since the last call, in order."""


class LostFrames(Exception):
    """News came whose `prev` is not what came before it."""


class Client:
    """Folds frames into what can be shown. `poll` takes what has come and says which answers were among it."""

    def __init__(self, transport: Transport, monotonic_ns: Monotonic) -> None:
        self._transport = transport
        self._monotonic_ns = monotonic_ns
        self._ticked = monotonic_ns()
        self._token = secrets.token_hex(4)
        """What no other client of this exercise begins its ids with, before or after a restart."""
        self._number = 0
        self._seq = 0
        self.hello: Hello | None = None
        self.lobby: Lobby | None = None
        self.caught_up = False
        self.beginnings = 0
        """How often all was told again from the beginning."""
        self.view: View | None = None
        self.console: ConsoleView | None = None
        """What the facilitator sees beside; None for everybody else."""
        self.review: ReviewView | None = None
        """The evaluation; None where this place may not see it, or nobody has reckoned it yet."""
        self.clock = ClockView(0, 1, "before")
        self.news: deque[News] = deque(maxlen=MOST_NEWS)
        self.notice: Notice | None = None
        """The last thing that everybody has to know; None once it is over."""
        self.pending: dict[str, Up] = {}
        """Commands that have no answer yet."""
        self.name_lists: dict[str, tuple[str, ...]] = {}
        """Who should report, by team: lists that somebody gave to this screen. They leave it only as check-ins."""
        self._again: list[Up] = []
        """Those whose answers may have been dropped."""

    @property
    def left(self) -> tuple[LeftRow, ...]:
        """What earlier drills left to do, before StartEx."""
        return () if self.lobby is None else self.lobby.left

    @property
    def briefing(self) -> Briefing:
        """What was told before StartEx."""
        if self.hello is None:
            raise LostFrames("no hello yet")
        return self.hello.briefing

    @property
    def today(self) -> datetime.date:
        """The date where people sit, by the host's wall clock."""
        return datetime.datetime.fromtimestamp(self.clock.wall_ns / SECOND).astimezone().date()

    def act(self, command: Command, *, said: int | None = None) -> str:
        """Sends a command, `said` to be done at a second of the story. Returns its id, which the answer bears."""
        kind, body = encode_command(command)
        return self._send(kind, body if said is None else {**body, SAID: said})

    def is_on_the_way(self, command: Command) -> bool:
        """Whether the same was asked for just now and has no answer yet: a key that was pressed twice."""
        kind, body = encode_command(command)
        return any(up.kind == kind and body.items() <= up.body.items() for up in self.pending.values())

    def _send(self, kind: str, body: dict[str, object]) -> str:
        self._number += 1
        up = Up(f"{self._token}-{self._number}", kind, body)
        self.pending[up.id] = up
        self._transport.send(up)
        return up.id

    def poll(self) -> list[Ack | Nack]:
        """Takes the frames that have come. Raises LostFrames where news is missing."""
        answers: list[Ack | Nack] = []
        for frame in self._transport.receive():
            match frame:
                case Hello():
                    self.hello = frame
                case Events(events):
                    for item in events:
                        self._take(item)
                case Lobby():
                    self.lobby = frame
                case ViewReset():
                    self._forget()
                    if frame.is_behind:
                        self._again = list(self.pending.values())
                    else:
                        self.name_lists.clear()  # whoever sits here now knows nothing of them
                case CaughtUp():
                    self.caught_up = True
                case Tick(clock):
                    self.clock = clock
                    self._ticked = self._monotonic_ns()
                case Shown(view):
                    self.view = view
                case Led(console):
                    self.console = console
                case Reviewed(review):
                    self.review = review
                case Notice():
                    self.notice = None if frame.kind == "recovered" else frame
                case Ack() | Nack():
                    if frame.id is not None:
                        self.pending.pop(frame.id, None)
                    answers.append(frame)
        self._send_again()
        return answers

    def _forget(self) -> None:
        """Everything comes again."""
        self.beginnings += 1
        self._seq = 0
        self.caught_up = False
        self.view = None
        self.news.clear()

    def _send_again(self) -> None:
        """What has no answer: one may have been dropped; the same id counts once."""
        for up in self._again[:AT_ONCE]:
            self._transport.send(up)
        del self._again[:AT_ONCE]

    def _take(self, item: News) -> None:
        if item.seq <= self._seq:
            return  # sent twice
        if item.prev != self._seq:
            raise LostFrames(f"expected what follows {self._seq}, found what follows {item.prev}")
        self._seq = item.seq
        self.news.append(item)

    @property
    def muster(self) -> MusterView | None:
        """The newest head count, as far as this client sees it; None while nobody has to be accounted for."""
        if self.console is not None:
            return self.console.muster
        return None if self.view is None else self.view.muster

    @property
    def milliseconds(self) -> int:
        """The exercise clock now, carried on from the last tick."""
        clock = self.clock
        if clock.state != "running":
            return clock.milliseconds
        since = self._monotonic_ns() - self._ticked
        return clock.milliseconds + since * clock.pace * 1000 // SECOND

    @property
    def second(self) -> int:
        """The exercise clock now, in whole seconds."""
        return self.milliseconds // 1000
