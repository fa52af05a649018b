"""Playbook clocks that nobody hears start (`clock_before_told`)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drillsim.model import conditions as says
from drillsim.model.checks.complaint import Complaint
from drillsim.model.spelling import write_clock

if TYPE_CHECKING:
    from drillsim.model.checks.possible import Possible


def clocks_before_told(possible: "Possible") -> Iterator[Complaint]:
    """A playbook with times whose condition holds before anybody is told, or nobody is told at all.

    Looked at where the second is known: hazards, systems and sites taken by timed injects. A system that is
    noticed by itself (`noticed_after`) counts as told then.
    """
    for name in possible.playbooks:
        playbook = possible.exercise.plan.playbooks[name]
        if all(step.within is None for step in playbook.do):
            continue
        holds = [_holds(possible, sentence) for sentence in playbook.if_]
        known = [second for second in holds if second is not None]
        if not known or len(known) < len(holds):
            continue
        since, happened, noticed = max(known, key=lambda times: times[:2])
        heard = [second for second in (_told(possible, happened), noticed) if second is not None]
        if not heard or min(heard) > since:
            yield _early(name, since, min(heard, default=None))


def _early(playbook: str, since: int, heard: int | None) -> Complaint:
    begin = write_clock(since)
    if heard is None:
        message = f"its clock starts at {begin} in this drill, and no inject tells anybody; add tell"
    else:
        told = write_clock(heard)
        message = f"it begins at {begin} in this drill, nobody is told before {told}: its times count from then"
    return Complaint("clock_before_told", "plan", ("playbooks", playbook, "if"), message)


def _holds(possible: "Possible", sentence: says.Sentence) -> tuple[int, int, int | None] | None:
    """When a sentence first holds, when what makes it so happened, and when that is noticed unasked."""
    causes = possible.causes(sentence)
    if not causes or None in causes:
        return None
    happened = min(second for second in causes if second is not None)
    lasting = sentence.lasting if isinstance(sentence, says.SystemIs | says.PlaceIs) else 0
    systems = possible.exercise.plan.systems
    system = systems.get(sentence.system) if isinstance(sentence, says.SystemIs) else None
    noticed = system.noticed_after if system else None
    return happened + lasting, happened, None if noticed is None else happened + noticed


def _told(possible: "Possible", happened: int) -> int | None:
    """The first second from then on at which an inject tells somebody; one with a condition may at once."""
    tells = [inject.at for inject in possible.exercise.injects if inject.body.tell]
    if None in tells:
        return happened
    return min((at for at in tells if at is not None and at >= happened), default=None)
