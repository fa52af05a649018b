"""What a drill file says that people did, as commands; and who plays which role."""

from collections.abc import Collection, Iterator

from drillsim.engine import SCRIPT, STAND_IN
from drillsim.model.drill import Conduct, Response
from drillsim.model.exercise import Exercise
from drillsim.record import commands as c


def response_command(exercise: Exercise, response: Response) -> c.Response:
    """The command of one line of `responses`."""
    by = response.by or ""
    if response.does is not None:
        return c.Does(by, response.does, response.count)
    if response.done is not None:
        return c.Done(by, response.done)
    if response.sends is not None:
        return _sends(exercise, by, response.sends, response)
    if response.approves is not None:
        return c.Approves(by, response.approves)
    if response.check_in is not None:
        report = response.check_in
        since = None if report.since is None else exercise.second(report.since)
        return c.ChecksIn(
            response.by, report.team, report.count, report.at, report.status, report.reason, report.name, since
        )
    if response.reads is not None:
        return c.Reads(by, response.reads)
    if response.acknowledges is not None:
        return c.Acknowledges(by, response.acknowledges)
    if response.seen is not None:
        return c.Seen(by, response.seen)
    if response.decides is not None:
        return c.Decides(by, response.decides, response.choice, response.because, response.options, response.knowing)
    if response.assigns is not None:
        due = response.assigns.due
        return c.Assigns(by, response.assigns.to, response.assigns.what, None if due is None else exercise.second(due))
    return c.Notes(by, response.notes or "")


def _sends(exercise: Exercise, by: str, message: str, response: Response) -> c.Sends:
    claims = response.claims
    restored_by = exercise.second(claims.restored_by) if claims and claims.restored_by else None
    return c.Sends(
        by,
        message,
        response.via,
        response.fill.model_dump(exclude_none=True) if response.fill else None,
        claims.cause if claims else None,
        claims.fault if claims else None,
        restored_by,
    )


def conduct_commands(exercise: Exercise, act: Conduct) -> Iterator[c.Conduct]:
    """The commands of one line of `conduct`."""
    if act.releases is not None:
        yield c.Release(act.releases)
    elif act.skips is not None:
        yield c.Skip(act.skips, act.because)
    elif act.defers is not None:
        yield c.Defer(act.defers, None if act.to is None else exercise.second(act.to))
    elif act.adds is not None:
        yield c.Improvise(act.as_written or {})
    elif act.places is not None:
        for role, player in act.places.items():
            yield c.Place(role, player)
    elif act.gives_usual is not None:
        yield c.GiveUsual(act.gives_usual)
    else:
        yield c.End(act.ends or "")


def who_plays(
    exercise: Exercise, *, live: bool, taken: Collection[str] = (), stand_ins: bool = False
) -> dict[str, str]:
    """Who plays each role from StartEx on: a name, stand_in or script ("Who plays").

    `taken` are the roles that somebody at this screen plays. `stand_ins` turns every other role without a response
    into a stand-in. A role that the drill does not name is script in an unattended run, else a stand-in; in a live
    drill a named person who is not here is played by a stand-in too.
    """
    acting = {response.by for response in exercise.drill.responses}
    found = {}
    for role in exercise.plan.roles:
        named = exercise.drill.players.get(role)
        if role in taken:
            found[role] = named if named not in (None, STAND_IN, SCRIPT) else "player"
        elif (stand_ins and role not in acting) or named == STAND_IN:
            found[role] = STAND_IN
        elif live:
            found[role] = SCRIPT if named == SCRIPT else STAND_IN
        else:
            found[role] = named or SCRIPT
    return found
