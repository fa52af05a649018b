"""An inject that the facilitator makes up while playing, held to what the files may say."""

from collections.abc import Collection
from typing import Any

from pydantic import ValidationError

from drillsim.model.checks.references import references
from drillsim.model.demand import too_many
from drillsim.model.exercise import Exercise
from drillsim.model.scenario import InjectBody

PREFIX = "improvised_"


class NotAnInject(ValueError):
    """What is wrong with it, in one line."""


def completed(exercise: Exercise, raw: dict[str, Any], taken: Collection[str]) -> dict[str, Any]:
    """The inject as it goes on the record: with an id, told to all where it says `all`, every name of it known.

    Raises NotAnInject.
    """
    found = dict(raw)
    if found.get("tell") == "all":
        found["tell"] = list(exercise.plan.roles)
    if "id" not in found:
        number = next(n for n in range(1, len(taken) + 2) if f"{PREFIX}{n}" not in taken)
        found["id"] = f"{PREFIX}{number}"
    try:
        body = InjectBody.model_validate(found)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or "inject"
        raise NotAnInject(f"{where}: {first['msg']}") from None
    if body.id in taken:
        raise NotAnInject(f"id: expected a new name, found {body.id} again")
    if (excess := too_many(exercise, [body])) is not None:
        raise NotAnInject(f"happens.surge: {excess[1]}")
    known = _names(exercise, taken)
    for each in references(body):
        if not any(each.name in known.get(kind, ()) for kind in each.kinds):
            where = ".".join(str(step) for step in each.path)
            raise NotAnInject(f"{where}: the exercise has no {' or '.join(each.kinds)} {each.name}")
    return found


def _names(exercise: Exercise, injects: Collection[str]) -> dict[str, Collection[str]]:
    plan = exercise.plan
    return {
        "site": plan.sites,
        "partner": [name for name, site in plan.sites.items() if site.kind == "partner"],
        "area": plan.areas,
        "system": plan.systems,
        "function": plan.functions,
        "team": plan.teams,
        "person": plan.people,
        "role": plan.roles,
        "audience": plan.audiences,
        "channel": plan.channels,
        "message": plan.messages,
        "task": plan.tasks,
        "objective": exercise.objectives,
        "inject": injects,
    }
