"""The assumed and vendor values that an outcome rests on: every one used by what was played."""

from collections.abc import Iterator

from drillsim.analysis.touched import changed
from drillsim.analysis.words import span
from drillsim.model.effects import Move
from drillsim.model.estimate import Estimate
from drillsim.model.spelling import MINUTE
from drillsim.record import events as e
from drillsim.report.assumed_contacts import contact_values
from drillsim.report.facts import Facts
from drillsim.report.text import code, codes, percent
from drillsim.report.value import UNSURE, Value

USUAL_REACTION = 10 * MINUTE  # a stand-in's where its role gives no `reacts` (language.md, rule 14)


def values(facts: Facts) -> list[Value]:
    """Each once, in the order in which it was first used; then those of contacts."""
    found: dict[str, Value] = {}
    for act in facts.acts:
        for value in _used_by(facts, act.event, simulated=act.basis == "simulated"):
            found.setdefault(value.name, value)
    return [*found.values(), *contact_values(facts)]


def _used_by(facts: Facts, event: e.Event, *, simulated: bool) -> Iterator[Value]:
    match event:
        case e.TaskStarted():
            yield from _of_start(facts, event)
            if simulated:
                yield from _of_stand_in(facts, event.by)
        case e.Decided(_, by) | e.MessageApproved(_, _, by):
            if simulated:
                yield from _of_stand_in(facts, by)
        case e.TaskDone():
            yield from _of_arrivals(facts, event)
        case e.PartnerActivated():
            yield from _of_partner(facts, event)
        case e.BackupTookOver():
            yield from _of_take_over(facts, event)
        case e.WorkaroundBegan():
            yield from _of_workaround(facts, event)
        case _:
            pass  # no other event takes a value of the plan that has a source


def _of_start(facts: Facts, event: e.TaskStarted) -> Iterator[Value]:
    """The usual time, unless somebody said done sooner or later."""
    takes = facts.plan.tasks[event.task].takes
    if takes.source not in UNSURE or event.ends is None or takes.worst == 0:
        return
    done = next(
        (act.event.at for act in facts.acts if isinstance(act.event, e.TaskDone) and act.event.run == event.run),
        None,
    )
    if done is None or done == event.ends:
        yield Value(
            f"tasks.{event.task}.takes",
            f"usual {span(takes.usual)}",
            takes.source,
            _rests_on_task(facts, event.task),
        )


def _of_stand_in(facts: Facts, role: str) -> Iterator[Value]:
    body = facts.plan.roles[role]
    rests = "all that this role's stand-in did"
    if body.reacts is None:
        yield Value(f"roles.{role}.reacts", f"{span(USUAL_REACTION)} (drillsim's own)", "assumed", rests)
    elif body.reacts.source in UNSURE:
        yield Value(f"roles.{role}.reacts", f"usual {span(body.reacts.usual)}", body.reacts.source, rests)
    if body.answers is not None:
        yield Value(f"roles.{role}.answers", f"{percent(body.answers)}: taken as reached or not", "none given", rests)


def _of_arrivals(facts: Facts, event: e.TaskDone) -> Iterator[Value]:
    task = facts.plan.tasks[event.task]
    for move in task.effect.move if task.effect else ():
        site, team = facts.plan.sites[move.to], facts.plan.teams[move.team]
        rests = f"arrivals of {code(move.team)} at {code(move.to)}; {_rests_on_task(facts, event.task)}"
        if site.reach is not None and _by_reach(move):
            for part in ("leave", "travel", "set_up"):
                estimate: Estimate = getattr(site.reach, part)
                if estimate.source in UNSURE:
                    yield Value(
                        f"sites.{move.to}.reach.{part}",
                        f"usual {span(estimate.usual)}",
                        estimate.source,
                        rests,
                    )
        if site.ready_after is not None and site.kind != "partner":
            yield Value(f"sites.{move.to}.ready_after", span(site.ready_after), "none given", rests)
        if team.ready_after is not None:
            yield Value(f"teams.{move.team}.ready_after", span(team.ready_after), "none given", rests)


def _by_reach(move: Move) -> bool:
    return move.arrive in (None, "by_reach")


def _of_partner(facts: Facts, event: e.PartnerActivated) -> Iterator[Value]:
    ready = facts.plan.sites[event.partner].ready_after
    if ready is not None:
        yield Value(
            f"sites.{event.partner}.ready_after",
            span(ready),
            "none given",
            _rests_on([event.function], facts),
        )


def _of_take_over(facts: Facts, event: e.BackupTookOver) -> Iterator[Value]:
    after = facts.plan.systems[event.backup].auto_after
    if after is not None:
        yield Value(
            f"systems.{event.backup}.auto_after",
            span(after),
            "none given",
            f"when {code(event.backup)} took over",
        )


def _of_workaround(facts: Facts, event: e.WorkaroundBegan) -> Iterator[Value]:
    workaround = facts.plan.functions[event.function].workaround
    if workaround is None:
        return
    name, rests = f"functions.{event.function}.workaround", _rests_on([event.function], facts)
    if workaround.level is not None:
        yield Value(f"{name}.level", percent(workaround.level), "none given", rests)
    if workaround.agents is not None:
        yield Value(f"{name}.agents", str(workaround.agents), "none given", rests)
    if workaround.lasts is not None:
        yield Value(f"{name}.lasts", span(workaround.lasts), "none given", rests)


def _rests_on_task(facts: Facts, task: str) -> str:
    """Expectations and targets of the task, and the functions whose level its effect can change."""
    sources = [row["source"] for row in facts.outcome["expectations"] if row.get("task") == task]
    parts = [f"when it was done ({codes(sources)})" if sources else "when it was done"]
    if any(row["task"] == task for row in facts.outcome["targets"]):
        parts.append("its targets")
    effect = facts.plan.tasks[task].effect
    if effect is not None and effect.mode is not None:
        parts.append(f"mode {effect.mode}")
    touched = _rests_on(sorted(changed(facts.plan, effect)), facts)
    return "; ".join([*parts, touched] if touched else parts)


def _rests_on(functions: list[str], facts: Facts) -> str:
    if not functions or not facts.lasts:
        return ""
    has_queue = any(name in facts.reckoned.queues.of for name in functions)
    return f"{'level, outages and queue' if has_queue else 'level and outages'} of {codes(functions)}"
