"""The formulas by name, with what goes in and what comes out: one door for use from outside (`drillsim formula`)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from drillsim.contacts.formulas.erlang import Steady, blocking, steady
from drillsim.contacts.formulas.redial import with_redials
from drillsim.contacts.formulas.staffing import MOST_AGENTS, fewest_agents
from drillsim.contacts.formulas.transient import Segment, course

PerHour = Annotated[float, Field(ge=0, le=1e8, description="contacts an hour, from 0 to 100 million")]
Seconds = Annotated[float, Field(gt=0, le=1e7, description="seconds, above 0, at most 10 million")]
Patience = Annotated[
    Annotated[float, Field(ge=0, le=1e7)] | None,
    Field(description="seconds, from 0 to 10 million, or null: nobody gives up"),
]
Agents = Annotated[int, Field(ge=0, le=MOST_AGENTS, description=f"a whole number from 0 to {MOST_AGENTS:,}")]
Within = Annotated[float, Field(ge=0, le=1e7, description="seconds, from 0 to 10 million")]
Share = Annotated[float, Field(gt=0, lt=1, description="a share above 0 and below 1")]
ShareFrom0 = Annotated[float, Field(ge=0, lt=1, description="a share from 0 to below 1")]


class Inputs(BaseModel):
    """What goes into a formula: no other keys, and nothing that only looks like a number."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Blocked(Inputs):
    """A queue in which nobody waits."""

    per_hour: PerHour
    aht_s: Seconds
    agents: Agents


class Patient(Blocked):
    """A queue in which nobody gives up."""

    within_s: Within = 20.0


class Impatient(Patient):
    """A queue in which people give up."""

    patience_s: Patience


class Redialling(Impatient):
    """A queue in which some who gave up call again."""

    redial: ShareFrom0


class Staffing(Inputs):
    """A target to be kept."""

    per_hour: PerHour
    aht_s: Seconds
    patience_s: Patience = None
    within_s: Within = 20.0
    service_level: Share
    most_abandoned: Annotated[
        Annotated[float, Field(ge=0, lt=1)] | None, Field(description="a share from 0 to below 1, or null: any")
    ] = None
    shrinkage: ShareFrom0 = 0.0


class Stretch(Inputs):
    """Some hours of one rate and staffing."""

    hours: Annotated[float, Field(gt=0, le=10_000, description="hours, above 0, at most 10,000")]
    per_hour: PerHour
    agents: Agents


class Changing(Inputs):
    """A queue through stretches of time."""

    segments: Annotated[list[Stretch], Field(min_length=1, max_length=10_000, description="a list of segments")]
    aht_s: Seconds
    patience_s: Annotated[
        Annotated[float, Field(gt=0, le=1e7)] | None,
        Field(description="seconds, above 0, at most 10 million, or null: nobody gives up"),
    ]
    start_n: Agents = 0


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula: `answer` takes a dict of inputs that `inputs` accepted. It raises ValueError where there is none."""

    name: str
    summary: str
    inputs: type[Inputs]
    answer: Callable[..., dict[str, Any]]


def _erlang_b(per_hour: float, aht_s: float, agents: int) -> dict[str, Any]:
    return {"blocking": blocking(per_hour / 3600 * aht_s, agents)}


def _erlang_a(
    per_hour: float, aht_s: float, agents: int, within_s: float, patience_s: float | None = None
) -> dict[str, Any]:
    return _shown(steady(per_hour, aht_s, patience_s, agents, within_s))


def _redial(
    per_hour: float, aht_s: float, agents: int, within_s: float, patience_s: float | None, redial: float
) -> dict[str, Any]:
    found = with_redials(per_hour, aht_s, patience_s, agents, within_s, redial)
    first = {"offered_per_hour": found.offered_per_hour, "amplification": found.amplification}
    return first | _shown(found.queue) | {"lost_share": found.lost_share}


def _staffing(
    per_hour: float,
    aht_s: float,
    patience_s: float | None,
    within_s: float,
    service_level: float,
    most_abandoned: float | None,
    shrinkage: float,
) -> dict[str, Any]:
    found = fewest_agents(per_hour, aht_s, patience_s, within_s, service_level, most_abandoned, shrinkage)
    return {"agents": found.agents, "positions": found.positions} | _shown(found.queue)


def _transient(segments: list[dict[str, Any]], aht_s: float, patience_s: float | None, start_n: int) -> dict[str, Any]:
    found = course([Segment(**segment) for segment in segments], aht_s, patience_s, start_n)
    return {"abandoned": list(found.abandoned), "queue_end": found.queue_end}


def _shown(queue: Steady) -> dict[str, Any]:
    return {
        "p_wait": queue.p_wait,
        "queue": queue.queue,
        "wait_s": queue.wait_s,
        "p_ab": queue.p_ab,
        "occupancy": queue.occupancy,
        "service_level": queue.service_level,
    }


FORMULAS = {
    formula.name: formula
    for formula in (
        Formula("erlang_b", "the share of contacts that find nobody free, where nobody waits", Blocked, _erlang_b),
        Formula("erlang_c", "a queue in which nobody gives up", Patient, _erlang_a),
        Formula("erlang_a", "a queue in which people give up", Impatient, _erlang_a),
        Formula("erlang_a_redial", "a queue in which some who gave up call again", Redialling, _redial),
        Formula("erlang_staffing", "the fewest agents that keep a service level", Staffing, _staffing),
        Formula("erlang_transient", "who gives up through hours of changing load and staffing", Changing, _transient),
    )
}
