"""When a happening can be known (language.md, rule 17): truth and knowledge are apart."""

from collections.abc import Sequence
from typing import assert_never

from drillsim.analysis.releases import Release, told_at
from drillsim.model import conditions as c
from drillsim.model.exercise import Exercise
from drillsim.record import events as e


def known_at(exercise: Exercise, fired: e.PlaybookFired, came: Sequence[Release]) -> int | None:
    """When anybody could first know that the conditions of a playbook hold; None: nobody can yet.

    `came` are the injects released so far. The second may lie before the one at which the playbook fired (a
    server `down for 15m` may be known to be down at once), or ahead, before `noticed_after` has passed.

    A hazard is known from the first inject with `tell` at or after the second from which it holds. All other
    conditions are taken to have begun when the last of them did (`fired.since`). Where an inject made
    something happen at that second, they are known from the first inject with `tell` from then on, or when
    the system named is noticed, whichever comes first. What players did themselves is known at once, and so
    is everything in an exercise that tells nobody anything.
    """
    sentences = exercise.plan.playbooks[fired.playbook].if_
    seconds = [_known(exercise, sentence, fired.since, came) for sentence in sentences]
    found = [second for second in seconds if second is not None]
    return max(found) if len(found) == len(seconds) else None


def _known(exercise: Exercise, sentence: c.Sentence, since: int, came: Sequence[Release]) -> int | None:
    match sentence:
        case c.HazardIs(hazard):
            return _learnt(exercise, _hazard_began(exercise, hazard, since, came), came)
        case c.SystemIs(system, state):
            noticed = exercise.plan.systems[system].noticed_after if state == "down" else None
            return _learnt(exercise, since, came, noticed) if _happened(came, since) else since
        case c.PlaceIs() | c.LevelBelow() | c.QueueAbove() | c.PersonAbsent():
            return _learnt(exercise, since, came) if _happened(came, since) else since
        case c.TaskDone() | c.MessageSent() | c.RoleUncovered() | c.ModeIs() | c.Chose():
            return since
        case _:
            assert_never(sentence)


def _learnt(exercise: Exercise, began: int, came: Sequence[Release], noticed_after: int | None = None) -> int | None:
    if not exercise.tells_somebody:
        return began
    told = told_at(came, began)
    noticed = None if noticed_after is None else began + noticed_after
    return min((second for second in (told, noticed) if second is not None), default=None)


def _happened(came: Sequence[Release], second: int) -> bool:
    return any(release.at == second and release.body.happens is not None for release in came)


def _hazard_began(exercise: Exercise, hazard: str, since: int, came: Sequence[Release]) -> int:
    holds_from = dict(exercise.hazards).get(hazard)
    begun_by = (release.at for release in came if release.body.happens and hazard in release.body.happens.hazard)
    return next(begun_by, since) if holds_from is None else holds_from
