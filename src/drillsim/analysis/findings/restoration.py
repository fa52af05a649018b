"""What was not as planned when everything was said to be normal."""

from collections.abc import Iterator

from drillsim.analysis.evidence import task_ref
from drillsim.analysis.findings.finding import Finding, finding
from drillsim.analysis.reckoning import Reckoning
from drillsim.analysis.restoration import Remnant, astray, judged_at, remnants
from drillsim.analysis.restoration import left_away as away
from drillsim.model.spelling import write_clock
from drillsim.record import events as e
from drillsim.record.whereabouts import Group


def not_restored(reckoning: Reckoning) -> Iterator[Finding]:
    """One for each function, team, partner and backup, as the mode turns normal or at the end instead."""
    for second in judged_at(reckoning.history):
        state = reckoning.history.after(second)
        for remnant in remnants(reckoning.plan, state):
            yield finding(
                "not_restored",
                second,
                (remnant.name,),
                f"{remnant.name} {remnant.how} at {write_clock(second)}.",
                _behind(reckoning, remnant, second),
                _called_normal_by(reckoning, second),
            )


def _behind(reckoning: Reckoning, remnant: Remnant, second: int) -> list[str]:
    """The latest deed on it; also what befell a backup's primary; what brought a team's people there."""
    if remnant.kind == "team":
        groups = astray(reckoning.plan, reckoning.history.after(second), remnant.name)
        return _brought_by(reckoning, groups, second)
    primary = reckoning.plan.systems[remnant.name].backup_for if remnant.kind == "backup" else None
    return reckoning.deeds.on([remnant.name] if primary is None else [primary, remnant.name], second)


def _brought_by(reckoning: Reckoning, groups: list[Group], second: int) -> list[str]:
    """What brought people where they are: the deeds behind the last movement into each group."""
    last: dict[Group, int] = {}
    for event in reckoning.history.events:
        if isinstance(event, e.AgentsMoved) and event.at <= second:
            last[Group(event.team, event.to_works, event.to)] = event.at
    moved_at = sorted({last[group] for group in groups if group in last})
    return [ref for moment in moved_at for ref in reckoning.deeds.at(moment)]


def _called_normal_by(reckoning: Reckoning, second: int) -> list[str]:
    return [
        task_ref(event.task, event.at)
        for event in reckoning.history.events
        if isinstance(event, e.ModeChanged) and event.at == second
    ]


def left_away(reckoning: Reckoning) -> Iterator[Finding]:
    """Teams with people away at the end."""
    end = reckoning.history.lasts
    state = reckoning.history.after(end)
    for team, number in away(reckoning.plan, state).items():
        groups = [group for group in state.people if group.team == team and group.where.kind == "away"]
        text = f"{number} people of {team} were still away at the end."
        yield finding("left_away", end, (team,), text, _brought_by(reckoning, groups, end))
