"""What the room sees on the projector: built by allow-list from the record, of what was told and written for all."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from drillsim.analysis.releases import Release, releases
from drillsim.analysis.written import Writing
from drillsim.model.exercise import Exercise
from drillsim.model.scenario import InjectBody
from drillsim.model.spelling import StoryTime
from drillsim.record import events as e
from drillsim.record.codec import decode_event
from drillsim.record.entries import Entry
from drillsim.session.view import BoardLine, ClockView
from drillsim.session.whiteboard import whiteboard


@dataclass(frozen=True, slots=True)
class RoomInject:
    """The last inject that told anybody anything: what it says, and what it asks the room.

    `told` are the roles, `at` the second at which it came.
    """

    id: str
    at: int
    sender: str
    via: str
    told: tuple[str, ...]
    says: str
    ask: tuple[str, ...]
    handout: str


@dataclass(frozen=True, slots=True)
class RoomView:
    """Everything for the room; nothing else of a drill is shown there.

    `silent` is for how many real seconds nothing was heard of a drill that should be heard of; 0 where it is.
    """

    drill: str
    begins: StoryTime
    clock: ClockView
    mode: str
    mode_since: int
    inject: RoomInject | None
    whiteboard: tuple[BoardLine, ...]
    silent: int = 0


class Room:
    """Reads the entries of a record once, in order; more may come."""

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise
        self.entries: list[Entry] = []
        self.came: tuple[Release, ...] = ()
        """The injects that came."""
        self._events: list[e.Event] = []
        self._writing = Writing()
        self._mode, self._mode_since = "normal", 0

    def take(self, entries: Iterable[Entry]) -> None:
        """What is new."""
        before = len(self._events)
        for entry in entries:
            self.entries.append(entry)
            if entry.sort == "event":
                self._hear(decode_event(entry.kind, entry.at, entry.body))
        self._writing.follow(self.entries)
        if len(self._events) > before:
            self.came = tuple(releases(self.exercise, self._events))

    def _hear(self, event: e.Event) -> None:
        if isinstance(event, e.InjectImprovised | e.InjectReleased):
            self._events.append(event)
        elif isinstance(event, e.ModeChanged):
            self._mode, self._mode_since = event.mode, event.at

    @property
    def bodies(self) -> dict[str, InjectBody]:
        """The texts of the injects that came."""
        return {release.inject: release.body for release in self.came}

    def view(self, clock: ClockView, silent: int = 0) -> RoomView:
        """What the room sees by this clock; what is talked about is told where it is the inject that it shows."""
        last = next((release for release in reversed(self.came) if release.body.tell), None)
        talked = clock.talk is not None and last is not None and clock.talk.inject == last.inject
        return RoomView(
            self.exercise.drill.drill,
            self.exercise.begins,
            clock if talked else replace(clock, talk=None),
            self._mode,
            self._mode_since,
            None if last is None else _inject(last),
            whiteboard(self._writing),
            silent,
        )


def _inject(release: Release) -> RoomInject:
    body = release.body
    return RoomInject(
        release.inject,
        release.at,
        body.from_ or "",
        body.via or "",
        body.tell,
        body.says or body.title or "",
        body.ask,
        body.handout or "",
    )
