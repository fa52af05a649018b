"""Crews that relieve each other: who is missing, who works too long, who rests too little."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint
from drillsim.model.checks.words import either, listed
from drillsim.model.spelling import HOUR, write_duration

if TYPE_CHECKING:
    from drillsim.model.plan import Plan
    from drillsim.model.staff import Rotation

LONG_DUTY = 12 * HOUR  # HSE good practice guidelines: at most 12 hours, overtime included


def no_holder(plan: "Plan") -> Iterator[Complaint]:
    """A role with a task that nobody ever holds while the rotation runs.

    Which is: no crew that comes on names it, and its holder and alternates are all in crews, so that they
    rest or do something else (language.md, section 5, rule 9).
    """
    for role in _never_held(plan):
        message = f"expected somebody to hold {role} in the rotation, found it in no crew and nobody outside them"
        yield Complaint("no_holder", "plan", ("roles", role), message)


def crew_gaps(plan: "Plan") -> Iterator[Complaint]:
    """A role that is in other crews or has a task, and is missing from a crew."""
    if plan.rotation is None:
        return
    never = _never_held(plan)
    wanted = [role for role in _rotating(plan) if role not in never]
    for crew, members in plan.rotation.crews.items():
        missing = [role for role in wanted if role not in members]
        empty = [role for role in missing if not _outside(plan, role)]
        found = [f"nobody holds {listed(empty)} while {crew} is on"] if empty else []
        found += [
            f"{either(_outside(plan, role))}, in no crew and never relieved, holds {role} while {crew} is on"
            for role in missing
            if role not in empty
        ]
        if found:
            yield Complaint("crew_gap", "plan", ("rotation", "crews", crew), "; ".join(found))


def crew_rest(plan: "Plan") -> Iterator[Complaint]:
    """The order of the crews against max_on and min_rest, per person; a handover is taken from the rest."""
    if plan.rotation:
        yield from _on_too_long(plan.rotation)
        yield from _rests_too_little(plan.rotation)


def _on_too_long(rotation: "Rotation") -> Iterator[Complaint]:
    most = rotation.max_on
    if most is None:
        return
    long = {who: on for who, (on, _) in _turns(rotation).items() if on is None or on > most}
    for on, people in _groups(long):
        message = f"this order {_keeps(people, on)}, past max_on {write_duration(most)}"
        yield Complaint("crew_rest", "plan", ("rotation", "order"), message)


def _rests_too_little(rotation: "Rotation") -> Iterator[Complaint]:
    least = rotation.min_rest
    if least is None:
        return
    short = {who: rest for who, (_, rest) in _turns(rotation).items() if rest is not None and rest < least}
    for rest, people in _groups(short):
        given = write_duration(rest or 0)
        so_little = f"this order gives {listed(people)} {given} of rest, handover taken off"
        message = f"{so_little}; min_rest is {write_duration(least)}"
        yield Complaint("crew_rest", "plan", ("rotation", "order"), message)


def long_duty(plan: "Plan") -> Iterator[Complaint]:
    """More than 12 hours on duty, even where max_on allows it; past max_on crew_rest speaks."""
    if plan.rotation is None:
        return
    most = plan.rotation.max_on
    allowed = {
        who: on for who, (on, _) in _turns(plan.rotation).items() if most is None or (on is not None and on <= most)
    }
    for on, people in _groups({who: on for who, on in allowed.items() if on is None or on > LONG_DUTY}):
        message = f"this rotation {_keeps(people, on)}; more than 12 hours is too long"
        yield Complaint("long_duty", "plan", ("rotation", "period"), message)


def _keeps(people: list[str], on: int | None) -> str:
    if on is None:
        return f"never relieves {listed(people)}"
    return f"keeps {listed(people)} on for {write_duration(on)} at a stretch"


def _rotating(plan: "Plan") -> list[str]:
    wanted = {task.by for task in plan.tasks.values()}
    for members in plan.rotation.crews.values() if plan.rotation else ():
        wanted.update(members)
    return [role for role in plan.roles if role in wanted]


def _outside(plan: "Plan", role: str) -> list[str]:
    crews = plan.rotation.crews.values() if plan.rotation else ()
    in_crews = {person for members in crews for person in members.values()}
    known = plan.roles[role]
    return [person for person in dict.fromkeys((known.holder, *known.alternates)) if person not in in_crews]


def _never_held(plan: "Plan") -> list[str]:
    rotation = plan.rotation
    if rotation is None:
        return []
    held = {role for crew in rotation.order for role in rotation.crews.get(crew, ())}
    busy = {task.by for task in plan.tasks.values()}
    return [role for role in plan.roles if role in busy and role not in held and not _outside(plan, role)]


def _turns(rotation: "Rotation") -> dict[str, tuple[int | None, int | None]]:
    """Per person the longest duty (None: never relieved) and the shortest rest, as the order comes round."""
    turns: dict[str, list[int]] = {}
    for turn, crew in enumerate(rotation.order):
        for person in dict.fromkeys(rotation.crews.get(crew, {}).values()):
            turns.setdefault(person, []).append(turn)
    return {person: _duty_and_rest(rotation, mine) for person, mine in turns.items()}


def _duty_and_rest(rotation: "Rotation", turns: list[int]) -> tuple[int | None, int | None]:
    round_again = [*turns[1:], turns[0] + len(rotation.order)]
    off = [following - turn - 1 for turn, following in zip(turns, round_again, strict=True)]
    if not any(off):
        return None, None
    first = next(index for index, turns_off in enumerate(off) if turns_off) + 1
    on = longest = 1
    for turns_off in [*off[first:], *off[:first]]:
        longest = max(longest, on)
        on = 1 if turns_off else on + 1
    rest = min(turns_off for turns_off in off if turns_off) * rotation.period - rotation.handover
    return longest * rotation.period, max(0, rest)


def _groups(lengths: Mapping[str, int | None]) -> Iterator[tuple[int | None, list[str]]]:
    found: dict[int | None, list[str]] = {}
    for person, length in lengths.items():
        found.setdefault(length, []).append(person)
    yield from found.items()
