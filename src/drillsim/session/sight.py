"""Which functions a role sees: those the plan says, else those its tasks touch (language.md, section 2)."""

from collections.abc import Iterable

from drillsim.model.effects import Effect
from drillsim.model.plan import Plan


def seen_by(plan: Plan, roles: Iterable[str]) -> tuple[str, ...]:
    """The functions that at least one of these roles sees, in the order of the plan."""
    found: set[str] = set()
    for role in roles:
        found |= set(plan.roles[role].sees) or _touched_by(plan, role)
    return tuple(name for name in plan.functions if name in found)


def _touched_by(plan: Plan, role: str) -> set[str]:
    found: set[str] = set()
    for task in plan.tasks.values():
        if task.by == role and task.effect is not None:
            found |= _touched(plan, task.effect)
    return found


def _touched(plan: Plan, effect: Effect) -> set[str]:
    """A change of mode touches all; else those named, those of the people moved, those that need what is changed."""
    if effect.mode is not None or effect.as_planned:
        return set(plan.functions)
    found = {*effect.route, *effect.pause, *effect.resume, *effect.use_workaround, *effect.deflect}
    for served in effect.activate.values():
        found |= set(served)
    for move in effect.move:
        work = move.works or plan.teams[move.team].works
        found |= {work} if work else set()
    things = {*effect.switch_to, *effect.switch_back, *effect.repair, *effect.grow, *effect.open, *effect.close}
    for function in plan.functions:
        if things & _rests_on(plan, function):
            found.add(function)
    return found


def _rests_on(plan: Plan, function: str) -> set[str]:
    """The sites, areas and systems (with their backups) that a function's work rests on as planned."""
    body = plan.functions[function]
    found: set[str] = set()
    waiting = [*body.needs, *body.routed_to]
    for site in body.routed_to:
        waiting += body.needs_at.get(site, ())
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        if name in plan.sites:
            waiting += plan.sites[name].needs
            area = plan.sites[name].area
            found |= {area} if area else set()
        elif name in plan.systems:
            system = plan.systems[name]
            waiting += system.needs
            waiting += [other for other, each in plan.systems.items() if each.backup_for == name]
            waiting += [system.at] if system.at else []
    return found
