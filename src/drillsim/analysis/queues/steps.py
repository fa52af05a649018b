"""Which of the changes of a queue were people's doing."""

from dataclasses import dataclass
from typing import Literal

from drillsim.record import events as e

By = Literal["task", "partner", "team"]


@dataclass(frozen=True, slots=True)
class Step:
    """People's doing changed a queue at a second: a task, a partner who was ready, a team that came.

    `more` agents answer from then on (fewer where below 0); `waiting` contacts waited then.
    """

    at: int
    by: By
    id: str
    more: int
    waiting: int


def doing(event: e.Event, function: str) -> tuple[By, str] | None:
    """What people did, where an event is their doing and may bear on a function."""
    match event:
        case e.TaskStarted(_, task) | e.TaskDone(_, task):
            return "task", task
        case e.PartnerReady(_, partner, served) if served == function:
            return "partner", partner
        case e.AgentsMoved(_, team, why="arrived" | "checked_in", to_works=works) if works == function:
            return "team", team
        case _:
            return None
