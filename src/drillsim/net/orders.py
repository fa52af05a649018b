"""A command that its client may give, made ready to be taken now; or why this is not the time for it."""

from collections.abc import Callable, Mapping

from drillsim.model.exercise import Exercise
from drillsim.model.scenario import InjectBody
from drillsim.net.access import Forbidden
from drillsim.net.clock_face import ClockFace
from drillsim.net.improvised import NotAnInject, completed
from drillsim.net.told import in_words
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.session.pacing import SECOND
from drillsim.session.session import Session


def ready(
    exercise: Exercise,
    session: Session,
    face: ClockFace,
    command: c.Command,
    said: int | None,
    injects: Callable[[], Mapping[str, InjectBody]],
) -> c.Command:
    """The command with what only the host knows filled in; `injects` gives all there are. Raises Forbidden."""
    if said is not None:
        _require_time_to_come(session, face, said)
    match command:
        case r.Next() if not face.stops_to_talk:
            raise Forbidden("bad_message", "this exercise's clock does not stop to talk; jump instead")
        case r.Jump(to) if to is not None and to <= session.now:
            expected = f"expected a second later than the one shown, {session.now}, found {to}"
            raise Forbidden("bad_message", expected)
        case c.Restore(inject) if not session.engine.play.state.is_put_off(inject):
            raise Forbidden("unknown", f"{inject} was neither skipped nor put off, or has come since")
        case c.Seen(action=action) if action not in _actions(injects()):
            raise Forbidden("unknown", f"no inject expects an action {action}")
        case c.GiveUsual(task) if session.engine.play.state.open_run(task) is None:
            raise Forbidden("unknown", f"{task} does not wait for anybody to say that it is done")
        case c.ChecksIn(since=since) if since is not None and not 0 <= since <= session.now:
            raise Forbidden("bad_message", f"expected a second from 0 to the one shown, {session.now}, found {since}")
        case r.Start():
            return r.Start(face.clocks.utc_offset, face.clocks.boot)
        case r.Count():
            return _counted(face)
        case c.Improvise(inject):
            try:
                return c.Improvise(completed(exercise, inject, injects()))
            except NotAnInject as error:
                raise Forbidden("bad_message", str(error)) from None
        case _:
            return command


def is_resent(sent: c.Command, recorded: c.Command) -> bool:
    """Whether a command is one that was recorded before, where the host completed what the client left out."""
    match sent, recorded:
        case (r.Start(), r.Start()) | (r.Count(), r.Count()):
            return True
        case c.Improvise(inject), c.Improvise(known):
            return all(known.get(key) == value for key, value in inject.items() if (key, value) != ("tell", "all"))
        case c.Decides(), c.Decides():
            return recorded in (sent, in_words(sent))
        case _:
            return sent == recorded


def _actions(injects: Mapping[str, InjectBody]) -> set[str]:
    return {expect.id for body in injects.values() for expect in body.expect if expect.action and expect.id}


def _require_time_to_come(session: Session, face: ClockFace, said: int) -> None:
    if not face.stops_to_talk:
        raise Forbidden("bad_message", "only where the clock stops to talk may a response name a time of the story")
    if said < session.now:
        raise Forbidden("bad_message", f"expected the second shown, {session.now}, or later, found {said}")


def _counted(face: ClockFace) -> r.Count:
    if face.away is None:
        raise Forbidden("bad_message", "the computer was not away, or it has been said whether that counts")
    return r.Count(face.away.real // SECOND)
