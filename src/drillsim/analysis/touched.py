"""Which functions a task's effect can change: what rests on its time, and what an objective speaks of."""

from drillsim.model.effects import Effect
from drillsim.model.plan import Plan


def named(plan: Plan, effect: Effect | None) -> set[str]:
    """Functions that an effect names, or that need the systems that it switches, repairs or grows."""
    if effect is None:
        return set()
    found = {*effect.route, *effect.resume, *effect.use_workaround, *effect.deflect}
    found |= {function for wanted in effect.activate.values() for function in wanted}
    found |= {move.works for move in effect.move if move.works is not None}
    for thing in (*effect.switch_to, *effect.switch_back, *effect.repair, *effect.grow):
        found |= _needing(plan, thing)
    return found


def changed(plan: Plan, effect: Effect | None) -> set[str]:
    """Functions whose level an effect can change in any way."""
    if effect is None:
        return set()
    if effect.as_planned:
        return set(plan.functions)
    found = named(plan, effect) | set(effect.pause)
    found |= {works for move in effect.move if (works := plan.teams[move.team].works) is not None}
    for site in (*effect.close, *effect.open):
        found |= {name for name, body in plan.functions.items() if site in body.routed_to}
    for partner in effect.release:
        found |= {
            function
            for task in plan.tasks.values()
            if task.effect is not None
            for function in task.effect.activate.get(partner, ())
        }
    return found


def _needing(plan: Plan, thing: str) -> set[str]:
    """Functions that need this system, site or area, or the primary of this backup, through needs."""
    return {name for name in plan.functions if thing in _roots(plan, _needs(plan, name))}


def _needs(plan: Plan, function: str) -> set[str]:
    """Needs of a function, and the sites that it is or can be routed to."""
    body = plan.functions[function]
    found = {
        *body.needs,
        *body.routed_to,
        *body.needs_at,
        *(need for needs in body.needs_at.values() for need in needs),
    }
    for task in plan.tasks.values():
        change = task.effect.route.get(function) if task.effect else None
        if change is not None:
            found |= {*(change.only or ()), *change.add}
    return found


def _roots(plan: Plan, needs: set[str]) -> set[str]:
    """All that these needs rest on: systems with their backups, sites, areas."""
    found: set[str] = set()
    waiting = list(needs)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        if name in plan.sites:
            site = plan.sites[name]
            waiting += [*site.needs, *([site.area] if site.area else [])]
        elif name in plan.systems:
            system = plan.systems[name]
            waiting += [*system.needs, *([system.at] if system.at else [])]
            waiting += [backup for backup, body in plan.systems.items() if body.backup_for == name]
    return found
