"""One walk over a record: what was so after every second in which something changed, for all measures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby, takewhile

from drillsim.analysis.desks import Desks, desks
from drillsim.analysis.levels import causes, levels, out
from drillsim.analysis.releases import Release, releases
from drillsim.analysis.world import World
from drillsim.model.exercise import Exercise
from drillsim.record import events as e
from drillsim.record.entries import Entry, events_of
from drillsim.record.state import State, evolve, fold, initial

LEVELS_STAY = (
    e.ExerciseStarted,
    e.HazardBegan,
    e.InjectReleased,
    e.InjectDue,
    e.InjectSkipped,
    e.InjectDeferred,
    e.InjectRestored,
    e.InjectImprovised,
    e.PlaybookFired,
    e.CheckedIn,
    e.SiteBarred,
    e.SiteCleared,
    e.PersonAbsent,
    e.PersonBack,
    e.CrewCameOn,
    e.RoleHeld,
    e.RolePlayed,
    e.TaskStarted,
    e.TaskDone,
    e.UsualTimeGiven,
    e.ModeChanged,
    e.ContactsDeflected,
    e.ContactsSurged,
    e.ContactsDropped,
    e.QueueRose,
    e.MessageSent,
    e.MessageApproved,
    e.MessageDelivered,
    e.MessageUndelivered,
    e.ClaimMade,
    e.InjectOpened,
    e.InjectAcknowledged,
    e.ActionSeen,
    e.Decided,
    e.Assigned,
    e.Noted,
    e.Refused,
    e.ClockPaused,
    e.RealEmergencyCalled,
    e.ClockResumed,
    e.PaceSet,
)
"""Events that by themselves change no level. After any other kind the levels are computed anew."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What was so after all that happened in a second; `causes` only for functions that went out in it."""

    at: int
    mode: str
    shares: dict[str, float]
    paused: frozenset[str]
    out: frozenset[str]
    causes: dict[str, list[str]]
    desks: dict[str, Desks]
    """Of the functions that have contacts, where a walk looks at them."""


class Walk:
    """Goes through events one by one and knows at any second what is so; computes levels only when asked."""

    def __init__(self, exercise: Exercise, *, with_desks: bool = False) -> None:
        """`with_desks`: where contacts are answered is worked out, too."""
        self.exercise = exercise
        self.state: State = initial(exercise)
        self._with_desks = with_desks
        self._levels_stay = True
        self._last = self._moment(0, None)

    def take(self, event: e.Event) -> None:
        """Takes one event."""
        evolve(self.state, event)
        self._levels_stay = self._levels_stay and isinstance(event, LEVELS_STAY)

    def look(self, second: int) -> Moment:
        """What is so at this second, after what was taken; the moment before where nothing changed."""
        if not self._levels_stay:
            before = None if self._last.at == second == 0 else self._last
            self._last = self._moment(second, before)
            self._levels_stay = True
        elif self._last.mode != self.state.mode:
            last = self._last
            went_out = last.causes if last.at == second else {}
            self._last = replace(last, at=second, mode=self.state.mode, causes=went_out)
        return self._last

    def _moment(self, second: int, before: Moment | None) -> Moment:
        world = World(self.exercise.plan, self.state)
        found = levels(world)
        now_out = out(world, found)
        went_out = now_out - before.out if before else now_out
        return Moment(
            second,
            self.state.mode,
            {name: level.share for name, level in found.items()},
            frozenset(self.state.paused),
            now_out,
            {name: causes(name, world, found[name]) for name in went_out},
            desks(world, found) if self._with_desks else {},
        )


@dataclass
class History:
    """A record read once.

    `events` are those before `lasts`, `last_words` the `end` injects released exactly then, `commands` what
    people asked for, `came` the injects. `moments` begin with second 0.
    """

    exercise: Exercise
    lasts: int
    events: tuple[e.Event, ...]
    last_words: tuple[e.InjectReleased, ...]
    commands: tuple[Entry, ...]
    came: tuple[Release, ...]
    moments: tuple[Moment, ...]
    ended_mono_ns: int = 0
    """The host's monotonic clock at the end of the exercise; 0 where nobody watched one, or it was broken off."""
    _states: dict[int, State] = field(default_factory=dict)

    def after(self, second: int) -> State:
        """The state after a second; not to be changed."""
        if second not in self._states:
            self._states[second] = fold(self.exercise, takewhile(lambda event: event.at <= second, self.events))
        return self._states[second]

    @property
    def modes(self) -> list[tuple[str, int]]:
        """Each mode with the second from which it held; what lasted no whole second is left out."""
        found: list[tuple[str, int]] = []
        for moment in self.moments:
            if not found or found[-1][0] != moment.mode:
                found.append((moment.mode, moment.at))
        return found


def read(exercise: Exercise, entries: Iterable[Entry], shown: int | None = None) -> History:
    """Reads a record.

    It lasts to the second at which the exercise ended; where nothing says so, to the end of the second `shown` by the
    clock of a drill that is still played, or (a drill that was broken off) of the second of its last entry. Nothing
    is reckoned from there on, but `end` injects released exactly then are kept.
    """
    entries = tuple(entries)
    events = tuple(events_of(entries))
    lasts = next((event.at for event in events if isinstance(event, e.ExerciseEnded)), None)
    if lasts is None:  # broken off: what was recorded last is the last that is reckoned
        lasts = 1 + (max((entry.at for entry in entries), default=-1) if shown is None else shown)
    before = tuple(event for event in events if event.at < lasts)
    ends = {release.inject for release in releases(exercise, events) if release.body.kind == "end"}
    return History(
        exercise,
        lasts,
        before,
        tuple(x for x in events if isinstance(x, e.InjectReleased) and x.at == lasts and x.inject in ends),
        tuple(entry for entry in entries if entry.sort == "command" and entry.acts_at < lasts),
        tuple(releases(exercise, before)),
        tuple(_moments(exercise, before)),
        next((entry.mono_ns for entry in entries if entry.kind == "exercise_ended"), 0),
    )


def _moments(exercise: Exercise, events: Iterable[e.Event]) -> Iterator[Moment]:
    """Second 0, and every later second in which a level, the mode or what is put aside may have changed."""
    walk = Walk(exercise)
    shown: Moment | None = None
    for second, happened in groupby(events, lambda event: event.at):
        if shown is None and second > 0:
            yield (shown := walk.look(0))
        for event in happened:
            walk.take(event)
        moment = walk.look(second)
        if moment is not shown:
            yield (shown := moment)
    if shown is None:
        yield walk.look(0)
