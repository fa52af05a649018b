"""What a task does: closing, moving away and putting aside when it starts, all else when it ends (rule 5)."""

from drillsim.engine.calendar import Rank, Steps
from drillsim.engine.people import UNCALLED, arrival, bring, depart, groups_of, shift
from drillsim.engine.places import close, open_up, repair
from drillsim.engine.play import Play
from drillsim.engine.roles import begin_rotation
from drillsim.model.effects import Effect, Planned
from drillsim.record.events import (
    ContactsDeflected,
    FunctionPutAside,
    FunctionTakenUp,
    ModeChanged,
    PartnerActivated,
    PartnerReady,
    PartnerReleased,
    Rerouted,
    SwitchedBack,
    SwitchedTo,
    SystemGrown,
    WorkaroundBegan,
    WorkaroundEnded,
)


def at_start(play: Play, effect: Effect, run: int, count: int | None) -> None:
    """Closes, puts aside and sends people off."""
    for site in effect.close:
        close(play, site)
    for function in effect.pause:
        if function not in play.state.paused:
            play.emit(FunctionPutAside(play.now, function))
    for move in effect.move:
        depart(play, move, run, count)


def at_end(play: Play, effect: Effect, run: int, task: str) -> None:
    """Everything else, things before people, so that who arrives finds the site open."""
    for thing in effect.repair:
        repair(play, thing)
    for site in effect.open:
        open_up(play, site)
    _switch(play, effect, task)
    for system, carries in effect.grow.items():
        play.emit(SystemGrown(play.now, system, carries))
    _route(play, effect)
    for partner, wanted in effect.activate.items():
        _activate(play, partner, wanted, task)
    for partner in effect.release:
        _release(play, partner)
    for function in effect.resume:
        _take_up(play, function)
    for function in effect.use_workaround:
        _begin_workaround(play, function)
    for function, share in effect.deflect.items():
        play.emit(ContactsDeflected(play.now, function, share))
    for move in effect.move:
        bring(play, move, run)
    for what in effect.as_planned:
        _as_planned(play, what)
    if effect.mode is not None and effect.mode != play.state.mode:
        play.emit(ModeChanged(play.now, effect.mode, task))
        if effect.mode == "emergency" and play.plan.rotation is not None and play.plan.rotation.begins == "emergency":
            begin_rotation(play)


def _switch(play: Play, effect: Effect, task: str) -> None:
    for backup in effect.switch_to:
        play.emit(SwitchedTo(play.now, backup, task, play.world.up(backup)))
    for backup in effect.switch_back:
        if backup in play.state.switched:
            play.emit(SwitchedBack(play.now, backup))


def _route(play: Play, effect: Effect) -> None:
    for function, change in effect.route.items():
        sites = play.state.routes[function] if change.only is None else change.only
        sites = tuple(site for site in sites if site not in change.drop)
        sites += tuple(site for site in change.add if site not in sites)
        play.emit(Rerouted(play.now, function, sites))


def _activate(play: Play, partner: str, wanted: dict[str, int], task: str) -> None:
    """Agents come `ready_after` after the task, at most the partner's seats, the most urgent first."""
    seats = play.plan.sites[partner].seats
    taken = sum(
        number
        for (other, function), number in play.state.promised.items()
        if other == partner and function not in wanted
    )
    left = None if seats is None else max(0, seats - taken)
    for function in sorted(wanted, key=lambda name: (play.plan.functions[name].priority, name)):
        coming = wanted[function] if left is None else min(wanted[function], left)
        left = None if left is None else left - coming
        play.emit(PartnerActivated(play.now, partner, function, wanted[function], coming, task))
        number = len(play.log)
        play.asked[number] = partner
        ready = play.now + (play.plan.sites[partner].ready_after or 0)
        play.calendar.process(_get_ready(play, number, partner, function, coming, ready))


def _get_ready(play: Play, number: int, partner: str, function: str, coming: int, ready: int) -> Steps:
    yield play.calendar.due(ready, Rank.PARTNER, partner)
    if number in play.asked:  # released on the way, they never come
        del play.asked[number]
        play.emit(PartnerReady(play.now, partner, function, coming))


def _release(play: Play, partner: str) -> None:
    for number in [number for number, asked in play.asked.items() if asked == partner]:
        del play.asked[number]
    if any(key[0] == partner for key in play.state.promised):
        play.emit(PartnerReleased(play.now, partner))


def _take_up(play: Play, function: str) -> None:
    if function in play.state.paused:
        play.emit(FunctionTakenUp(play.now, function))


def _begin_workaround(play: Play, function: str) -> None:
    workaround = play.plan.functions[function].workaround
    if workaround is None:
        return
    until = None if workaround.lasts is None else play.now + workaround.lasts
    play.emit(WorkaroundBegan(play.now, function, until))
    if until is not None:
        play.calendar.process(_end_workaround(play, function, until))


def _end_workaround(play: Play, function: str, until: int) -> Steps:
    yield play.calendar.due(until, Rank.WORKAROUND, function)
    if play.state.workarounds.get(function) == until:  # a later start keeps it up for longer
        play.emit(WorkaroundEnded(play.now, function))


def _as_planned(play: Play, what: Planned) -> None:
    """Undoes what it lists, as rule 19 looks at it."""
    match what:
        case "routing":
            for name, function in play.plan.functions.items():
                if play.state.routes[name] != function.routed_to:
                    play.emit(Rerouted(play.now, name, function.routed_to))
        case "functions":
            for name in list(play.state.paused):
                _take_up(play, name)
            for name in list(play.state.workarounds):
                play.emit(WorkaroundEnded(play.now, name))
        case "partners":
            for partner in play.plan.partners:
                _release(play, partner)
        case "teams":
            for name, team in play.plan.teams.items():
                for group in groups_of(play, name, lambda where: where.kind not in UNCALLED):
                    shift(play, group, play.state.people[group], arrival(play, team.at), team.works, "recalled")
