"""Injects: released by the clock, by their conditions or by hand, and what they make happen."""

from collections.abc import Callable

from drillsim.analysis.releases import Release
from drillsim.engine import people, places, roles
from drillsim.engine.calendar import Rank, Steps
from drillsim.engine.play import Play
from drillsim.engine.tasks import refuse
from drillsim.model.exercise import PlayedInject
from drillsim.model.scenario import Happens, InjectBody
from drillsim.model.spelling import Surge
from drillsim.record import commands as c
from drillsim.record.events import (
    ContactsDropped,
    ContactsSurged,
    HazardBegan,
    InjectDeferred,
    InjectImprovised,
    InjectReleased,
    InjectSkipped,
    Released,
)


class Msel:
    """The injects of a play. `settle` is called after what an inject makes happen, `ends` when an end inject comes."""

    def __init__(self, play: Play, settle: Callable[[], None], ends: Callable[[PlayedInject], None]) -> None:
        self.play = play
        self.settle = settle
        self.ends = ends
        self.injects: dict[str, PlayedInject] = {inject.id: inject for inject in play.exercise.injects}
        self.came: list[Release] = []
        """Injects that came, in order."""
        self.by_hand = {act.releases for act in play.exercise.drill.conduct if act.releases}

    def schedule(self) -> None:
        """Puts every timed inject on the calendar, in the order of the files and their lists."""
        for index, inject in enumerate(self.injects.values()):
            if inject.at is not None and inject.id not in self.by_hand and inject.at < self.play.exercise.lasts:
                self.play.calendar.process(self._by_clock(inject, inject.at, index))

    def _by_clock(self, inject: PlayedInject, second: int, place: int) -> Steps:
        yield self.play.calendar.due(second, Rank.INJECT, place)
        if self.play.state.deferred.get(inject.id, second) == second:
            self.release(inject, "clock")

    def release(self, inject: PlayedInject, how: Released) -> bool:
        """Releases an inject once, unless it was skipped or its scenario has ended."""
        state = self.play.state
        if inject.id in state.released or inject.id in state.skipped:
            return False
        if inject.part is not None and self.play.now > self.play.part_ends[inject.part]:
            return False
        self.play.emit(InjectReleased(self.play.now, inject.id, how))
        self.came.append(Release(self.play.now, inject.id, inject.body, inject.part))
        if inject.body.happens is not None:
            happen(self.play, inject.body.happens)
            self.settle()
        if inject.is_end:
            self.ends(inject)
        return True

    def by_facilitator(self, command: c.Release | c.Skip | c.Defer | c.Improvise) -> None:
        """What the facilitator does with an inject."""
        if isinstance(command, c.Improvise):
            body = InjectBody.model_validate(command.inject)
            inject = PlayedInject(body.id, body, None)
            self.injects[body.id] = inject
            self.play.emit(InjectImprovised(self.play.now, command.inject))
            self.release(inject, "facilitator")
            return
        known = self.injects.get(command.inject)
        if known is None or known.id in self.play.state.released or known.id in self.play.state.skipped:
            text = (
                f"{command.inject} was released or skipped before" if known else f"there is no inject {command.inject}"
            )
            refuse(self.play, c.FACILITATOR, command.inject, "unknown", text)
        elif isinstance(command, c.Release):
            self.release(known, "facilitator")
        elif isinstance(command, c.Skip):
            self.play.emit(InjectSkipped(self.play.now, known.id, command.because))
        else:
            self.play.emit(InjectDeferred(self.play.now, known.id, command.to))
            if command.to is not None and command.to > self.play.now:
                self.play.calendar.process(self._by_clock(known, command.to, list(self.injects).index(known.id)))


def happen(play: Play, happens: Happens) -> None:
    """What an inject does to the world."""
    for hazard in happens.hazard:
        begin_hazard(play, hazard)
    for place in happens.lose:
        places.lose(play, place)
    for site in happens.close:
        places.close(play, site)
    for site in happens.open:
        places.open_up(play, site)
    for system in happens.fail:
        places.fail(play, system)
    for thing in happens.repair:
        places.repair(play, thing)
    for team in happens.back:
        people.come_back(play, team)
    for name in sorted(happens.absent):
        absence = happens.absent[name]
        if name in play.plan.teams:
            people.make_absent(play, name, absence)
        else:
            roles.person_absent(play, name, absence.lasts)
    for function in sorted(happens.surge):
        _surge(play, function, happens.surge[function])
    for site in happens.drop_contacts:
        play.emit(ContactsDropped(play.now, site))


def begin_hazard(play: Play, hazard: str) -> None:
    """A hazard holds from now on."""
    if hazard not in play.state.hazards:
        play.emit(HazardBegan(play.now, hazard))


def _surge(play: Play, function: str, surge: Surge) -> None:
    play.emit(ContactsSurged(play.now, function, surge.factor))
    if surge.lasts is not None:
        play.calendar.process(_calm(play, function, len(play.log), play.now + surge.lasts))


def _calm(play: Play, function: str, mark: int, second: int) -> Steps:
    yield play.calendar.due(second, Rank.END_OF_FOR, function)
    later = (event for event in play.log[mark:] if isinstance(event, ContactsSurged) and event.function == function)
    if next(later, None) is None:  # a later surge has its own end
        play.emit(ContactsSurged(play.now, function, type(play.state.surges[function])(1)))
