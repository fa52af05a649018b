"""Who holds a role (rule 9), and the crews that relieve each other."""

from drillsim.engine.calendar import Rank, Steps
from drillsim.engine.play import Play
from drillsim.model.staffing import Hours
from drillsim.record.events import CrewCameOn, PersonAbsent, PersonBack, RoleHeld


def holder(play: Play, role: str) -> str | None:
    """Who is on call at these hours, then the holder, then alternates in order; of them who is not absent.

    While a rotation runs, the crew's person first, and of all these only people who are in no crew.
    """
    body = play.plan.roles[role]
    on_call = Hours(play.plan, play.state.line).on_call(role)
    candidates = [*([on_call] if on_call else []), body.holder, *body.alternates]
    rotation = play.plan.rotation
    if rotation is not None and play.state.crew is not None:
        resting = {person for crew in rotation.crews.values() for person in crew.values()}
        on_duty = rotation.crews.get(play.state.crew, {}).get(role)
        candidates = ([on_duty] if on_duty else []) + [person for person in candidates if person not in resting]
    return next((person for person in candidates if person not in play.state.absent), None)


def settle_roles(play: Play) -> None:
    """Says of each role whose holder changed who holds it now."""
    for role in play.plan.roles:
        person = holder(play, role)
        if role not in play.state.holders or play.state.holders[role] != person:
            play.emit(RoleHeld(play.now, role, person))


def person_absent(play: Play, person: str, lasts: int | None) -> None:
    """Somebody cannot be reached, for `lasts` seconds or for good; until the last of several absences is over."""
    if person not in play.state.absent:
        play.emit(PersonAbsent(play.now, person))
        settle_roles(play)
    back = None if lasts is None else play.now + lasts
    known = play.back_at.get(person, play.now)
    play.back_at[person] = None if back is None or known is None else max(back, known)
    if back is not None:
        play.calendar.process(_back(play, person, back))


def _back(play: Play, person: str, second: int) -> Steps:
    yield play.calendar.due(second, Rank.RETURN, person)
    if person in play.state.absent and play.back_at.get(person) == second:
        del play.back_at[person]
        play.emit(PersonBack(play.now, person))
        settle_roles(play)


def begin_rotation(play: Play) -> None:
    """The rotation begins, once, and goes on to the end of the exercise."""
    if play.plan.rotation is not None and play.state.crew is None and play.plan.rotation.order:
        _come_on(play, play.plan.rotation.order[0])
        play.calendar.process(_rotate(play, play.now))


def _rotate(play: Play, began: int) -> Steps:
    rotation = play.plan.rotation
    turn = 0
    while rotation is not None and rotation.period > 0:
        turn += 1
        yield play.calendar.due(began + turn * rotation.period, Rank.CREW, 0)
        _come_on(play, rotation.order[turn % len(rotation.order)])


def _come_on(play: Play, crew: str) -> None:
    play.emit(CrewCameOn(play.now, crew))
    settle_roles(play)
