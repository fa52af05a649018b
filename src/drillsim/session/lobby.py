"""Who is to play which role, who could be reached, and who is on shift, before StartEx."""

from collections.abc import Collection, Mapping, Sequence

from drillsim.analysis.asked import as_counted, on_shift_said, reach_test
from drillsim.analysis.retested import is_overdue
from drillsim.analysis.written import Writing
from drillsim.model.drill import VISITORS
from drillsim.model.exercise import Exercise
from drillsim.record.entries import Entry
from drillsim.session.view import LeftRow, LobbyRow, ShiftRow


def lobby(
    exercise: Exercise, players: Mapping[str, str], here: Collection[str], entries: Sequence[Entry]
) -> tuple[LobbyRow, ...]:
    """Every role of the plan, with its holder and alternates by name."""
    plan = exercise.plan
    calls = reach_test(entries)

    def person(name: str) -> str:
        return plan.people[name].name or name

    def row(role: str) -> LobbyRow:
        body, call = plan.roles[role], calls.get(role)
        return LobbyRow(
            role,
            body.name or role,
            person(body.holder),
            tuple(person(name) for name in body.alternates),
            players.get(role, ""),
            role in here,
            None if call is None else call.how,
            None if call is None else call.seconds,
            None if call is None else call.called_wall_ns,
        )

    return tuple(row(role) for role in plan.roles)


def left(writing: Writing) -> tuple[LeftRow, ...]:
    """What earlier drills left to do, as it stood when this one was opened; overdue ones first."""
    day = writing.left_open.day
    rows = [
        LeftRow(
            each.id,
            each.action,
            each.finding,
            each.owner,
            each.due,
            is_overdue(each, day),
            each.status == "complete",
            each.since,
        )
        for each in writing.left_open.actions
    ]
    return tuple(sorted(rows, key=lambda row: (not row.overdue, row.done)))


def on_shift(exercise: Exercise, entries: Sequence[Entry]) -> tuple[ShiftRow, ...]:
    """Every team of the plan, then visitors, as StartEx would count them now."""
    said = on_shift_said(entries)
    counted = as_counted(exercise, said)
    teams = [
        ShiftRow(name, team.name or name, counted.on_shift(name, 0), name in said)
        for name, team in exercise.plan.teams.items()
    ]
    return (*teams, ShiftRow(VISITORS, VISITORS, counted.drill.on_shift.get(VISITORS, 0), VISITORS in said))
