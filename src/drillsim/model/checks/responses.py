"""What a drill file says was done: by whom, through which channels, on which objectives."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint, Path
from drillsim.model.checks.injects import bodies
from drillsim.model.checks.names import Known, bare, by_bare_id, looks_like_id
from drillsim.model.checks.references import Reference
from drillsim.model.checks.words import Guesses, either, quoted
from drillsim.model.drill import VISITORS
from drillsim.model.names import Names
from drillsim.model.spelling import write_clock

if TYPE_CHECKING:
    from drillsim.model.exercise import Exercise

NOT_ROLES = ("facilitator", "evaluator", "scribe")
"""Who may also note, report for a team, and mark an expected action as seen."""


def who_acts(exercise: "Exercise", names: Names) -> Iterator[Complaint]:
    """A role acts; the facilitator, evaluators and the scribe only mark, note and report for a team."""
    roles, guesses = names.of("role"), Guesses()
    for row, response in enumerate(exercise.drill.responses):
        by = response.by
        marks = any(act is not None for act in (response.seen, response.notes, response.check_in))
        if by is None or by in roles or (marks and by in NOT_ROLES):
            continue
        wanted = "a role, facilitator, evaluator or scribe" if marks else "a role"
        known = [*roles, *NOT_ROLES] if marks else roles
        message = f"expected {wanted}, found {quoted(by)}"
        yield Complaint("unknown_name", "drill", ("responses", row, "by"), message, guesses.nearest(by, known))


def channels(exercise: "Exercise") -> Iterator[Complaint]:
    """A message goes out by channels that it was prepared for."""
    for row, response in enumerate(exercise.drill.responses):
        message = exercise.plan.messages.get(response.sends or "")
        for index, channel in enumerate(response.via or ()):
            if message and channel in exercise.plan.channels and channel not in message.via:
                own = either(message.via) if message.via else "none"
                text = f"expected a channel of {response.sends} ({own}), found {channel}"
                yield Complaint("value", "drill", ("responses", row, "via", index), text)


def seen_actions(exercise: "Exercise") -> Iterator[Complaint]:
    """What is marked as seen is an expected action in words."""
    guesses = Guesses()
    expected = [expect for body in bodies(exercise) for expect in body.expect]
    actions = [expect.id for expect in expected if expect.action is not None and expect.id]
    for row, response in enumerate(exercise.drill.responses):
        seen = response.seen
        if seen is not None and seen not in actions:
            message = f"expected the id of an expected action, found {quoted(seen)}"
            hint = guesses.nearest(seen, actions)
            yield Complaint("unknown_name", "drill", ("responses", row, "seen"), message, hint)


def decisions(exercise: "Exercise", names: Names) -> Iterator[Complaint]:
    """A decision names an inject or is in words; an id that is nearly an inject's was meant to be one."""
    guesses = Guesses()
    injects = [*names.of("inject"), *(act.adds.id for act in exercise.drill.conduct if act.adds)]
    known, spelled = set(injects), by_bare_id(injects)
    for row, response in enumerate(exercise.drill.responses):
        said = response.decides or ""
        if said in known or not looks_like_id(said):
            continue
        meant = spelled.get(bare(said)) or guesses.nearest(said, injects)
        if meant:
            message = f"expected an inject or a decision in words, found {quoted(said)}"
            yield Complaint("unknown_name", "drill", ("responses", row, "decides"), message, meant)


def check_ins(exercise: "Exercise", names: Names) -> Iterator[Complaint]:
    """Whoever checks in is of a team, or a visitor; nobody signed in later than it was reported."""
    known = Known(names)
    for row, response in enumerate(exercise.drill.responses):
        report = response.check_in
        if report is None:
            continue
        if report.team != VISITORS:
            place = ("responses", row, "check_in", "team")
            yield from known.missing(Reference(place, report.team, ("team",)), "drill")
        at = exercise.second(response.at)
        if report.since is not None and exercise.second(report.since) > at:
            found = write_clock(exercise.second(report.since))
            message = f"expected a time up to {write_clock(at)}, when it was reported, found {found}"
            yield Complaint("value", "drill", ("responses", row, "check_in", "since"), message)


def people_counted(exercise: "Exercise", names: Names) -> Iterator[Complaint]:
    """On shift are teams, and visitors."""
    known = Known(names)
    for team in exercise.drill.on_shift:
        if team != VISITORS:
            yield from known.missing(Reference(("on_shift", team), team, ("team",), key=True), "drill")


def objectives(exercise: "Exercise", names: Names) -> Iterator[Complaint]:
    """Ratings and improvements speak of objectives of the scenarios."""
    spoken: list[tuple[Path, str, bool]] = [(("ratings", name), name, True) for name in exercise.drill.ratings]
    for row, action in enumerate(exercise.drill.improvements):
        if action.objective is not None:
            spoken.append((("improvements", row, "objective"), action.objective, False))
    known = Known(names)
    for path, name, key in spoken:
        yield from known.missing(Reference(path, name, ("objective",), key), "drill")
