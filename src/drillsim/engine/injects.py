"""Injects: released by the clock, by their conditions or by hand, and what they make happen."""

from collections.abc import Callable

from drillsim.analysis.releases import Release
from drillsim.engine import people, places, roles
from drillsim.engine.calendar import Rank, Steps
from drillsim.engine.conditions import look_at
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
    InjectDue,
    InjectImprovised,
    InjectReleased,
    InjectRestored,
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
            self.come(inject, "clock")

    def _put_off_to(self, inject: PlayedInject, second: int, place: int) -> Steps:
        """It comes then, unless that was changed or taken back meanwhile."""
        yield self.play.calendar.due(second, Rank.INJECT, place)
        if self.play.state.deferred.get(inject.id) == second:
            self.come(inject, "clock")

    def due(self, inject: PlayedInject) -> int | None:
        """When an inject comes by the clock: its own second, or the one to which it was deferred."""
        return self.play.state.deferred.get(inject.id, inject.at)

    def may_come(self, inject: PlayedInject) -> bool:
        """Whether an inject can still come: each comes once, unless skipped, before its own scenario has ended."""
        state = self.play.state
        if inject.id in state.released or inject.id in state.skipped:
            return False
        return inject.part is None or inject.is_end or self.play.now < self.play.part_ends[inject.part]

    def come(self, inject: PlayedInject, how: Released) -> None:
        """Its time or its conditions have come: it is released, or is due where the facilitator sets the pace.

        What ends a scenario comes by the clock in any case: the end was announced. What the drill file releases by
        hand comes by that alone.
        """
        if inject.id in self.by_hand and how != "facilitator":
            return
        if not self.play.by_hand or inject.is_end:
            self.release(inject, how)
        elif self.may_come(inject) and inject.id not in self.play.state.due:
            self.play.emit(InjectDue(self.play.now, inject.id))

    def waits(self, inject: PlayedInject) -> bool:
        """Whether an inject is not to come by itself now, whatever its conditions.

        It was skipped or deferred, is due already, its scenario has ended, or the drill file releases it by hand.
        """
        if inject.id in self.play.state.due or inject.id in self.by_hand or not self.may_come(inject):
            return True
        deferred = self.play.state.deferred
        until = deferred.get(inject.id)
        return inject.id in deferred and (until is None or until > self.play.now)

    def release(self, inject: PlayedInject, how: Released) -> bool:
        """Releases an inject; False where it cannot come any more."""
        if not self.may_come(inject):
            return False
        self.play.emit(InjectReleased(self.play.now, inject.id, how))
        self.came.append(Release(self.play.now, inject.id, inject.body, inject.part))
        if inject.body.happens is not None:
            happen(self.play, inject.body.happens)
            self.settle()
        if inject.is_end:
            self.ends(inject)
        return True

    def by_facilitator(self, command: c.Release | c.Skip | c.Defer | c.Restore | c.Improvise) -> None:
        """What the facilitator does with an inject."""
        if isinstance(command, c.Improvise):
            self._improvise(command)
            return
        known = self.injects.get(command.inject)
        if known is None:
            self._refuse(command.inject, f"there is no inject {command.inject}")
        elif isinstance(command, c.Restore):
            self._restore(known)
        elif not self.may_come(known):
            self._refuse(command.inject, f"{command.inject} was released or skipped before, or its scenario has ended")
        elif isinstance(command, c.Release):
            self.release(known, "facilitator")
        elif isinstance(command, c.Skip):
            self.play.emit(InjectSkipped(self.play.now, known.id, command.because))
            self._end_moves(known)
        else:
            self._defer(known, command.to)

    def _refuse(self, inject: str, text: str) -> None:
        refuse(self.play, c.FACILITATOR, inject, "unknown", text)

    def _improvise(self, command: c.Improvise) -> None:
        body = InjectBody.model_validate(command.inject)
        if body.id in self.injects:
            self._refuse(body.id, f"there is an inject {body.id} already")
            return
        self.injects[body.id] = PlayedInject(body.id, body, None)
        self.play.emit(InjectImprovised(self.play.now, command.inject))
        self.release(self.injects[body.id], "facilitator")

    def _defer(self, inject: PlayedInject, to: int | None) -> None:
        """To a later second, or until released by hand; one deferred to now or before comes at once.

        One that waits for conditions does not come before that second, and then when they hold.
        """
        self.play.emit(InjectDeferred(self.play.now, inject.id, to))
        self._end_moves(inject)
        if to is None:
            return
        if inject.when:
            self.play.calendar.process(look_at(self.play, to))
        elif to <= self.play.now:
            self.release(inject, "facilitator")
        else:
            self.play.calendar.process(self._put_off_to(inject, to, list(self.injects).index(inject.id)))

    def _restore(self, inject: PlayedInject) -> None:
        """Takes the last skip or deferral back.

        Where there is none, nothing changes (a file has no line for a refusal). An earlier deferral holds
        again. An inject whose time has passed meanwhile comes at once.
        """
        if not self.play.state.is_put_off(inject.id):
            return
        self.play.emit(InjectRestored(self.play.now, inject.id))
        self._end_moves(inject)
        second = None if inject.when else self.due(inject)
        if second is not None and second <= self.play.now and inject.id not in self.by_hand:
            self.come(inject, "facilitator")

    def _end_moves(self, inject: PlayedInject) -> None:
        """A scenario whose end inject was moved ends when that comes, at the latest when its `lasts` is over."""
        if inject.is_end and inject.part is not None:
            part = self.play.exercise.parts[inject.part]
            due = None if inject.id in self.play.state.skipped else self.due(inject)
            latest = part.starts + part.scenario.lasts
            self.play.part_ends[inject.part] = latest if due is None else min(due, latest)


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
    for site in happens.bar:
        places.bar(play, site)
    for site in happens.clear:
        places.clear(play, site)
    for system in happens.fail:
        places.fail(play, system)
    for system in sorted(happens.weaken):
        places.weaken(play, system, happens.weaken[system])
    for system in happens.no_new:
        places.let_nobody_new_in(play, system)
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
