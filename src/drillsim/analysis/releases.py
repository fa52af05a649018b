"""Injects that came, with what they said and did."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from drillsim.model.exercise import Exercise
from drillsim.model.scenario import InjectBody
from drillsim.record import events as e


@dataclass(frozen=True, slots=True)
class Release:
    """An inject that came: its name in the drill, what it says, its scenario (None: the drill's own)."""

    at: int
    inject: str
    body: InjectBody
    part: int | None = None


def releases(exercise: Exercise, events: Iterable[e.Event]) -> Iterator[Release]:
    """Every inject that came, in order; one that the facilitator made up is read from its own event."""
    known = {inject.id: (inject.body, inject.part) for inject in exercise.injects}
    for event in events:
        if isinstance(event, e.InjectImprovised):
            body = InjectBody.model_validate(event.inject)
            known[body.id] = (body, None)
        elif isinstance(event, e.InjectReleased):
            yield Release(event.at, event.inject, *known[event.inject])


def told_at(came: Sequence[Release], since: int) -> int | None:
    """The first second at or after `since` at which an inject told anybody anything."""
    return next((release.at for release in came if release.at >= since and release.body.tell), None)


def fails(release: Release) -> bool:
    """Whether an inject makes something fail, or takes a site away."""
    happens = release.body.happens
    return happens is not None and bool(happens.lose or happens.close or happens.fail or happens.weaken)


def known_from(came: Sequence[Release], at: int, since: int) -> int:
    """The second before which nobody could have given a response that came `at`, to what began `since`.

    People answer what has gone wrong once they have heard of it: so not before the first word, to anybody, of the last
    failure up to `since` of which there was word by then; where something began before anything failed, of the first
    failure. A response that came before any such word, or where nothing failed, answers what was told before: so not
    before the first inject that told anybody anything.
    """
    failed = [release.at for release in came if fails(release)]
    answered = [second for second in failed if second <= since] or failed[:1]
    words = [told_at(came, second) for second in answered]
    heard = [word for word in words if word is not None and word <= at]
    first = told_at(came, 0)
    return max(heard, default=at if first is None else min(first, at))
