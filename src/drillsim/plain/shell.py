"""The live drill in plain lines on this process's standard input: a client of a host in the same process."""

from collections.abc import Callable, Sequence

from drillsim.errors import Interrupted
from drillsim.model.exercise import Exercise
from drillsim.net.desk import Desk, opened
from drillsim.net.host import Host
from drillsim.net.keeping import KeepClock
from drillsim.plain.conversation import Conversation
from drillsim.plain.keyboard import Keyboard
from drillsim.record.entries import Header
from drillsim.record.written import OpenActions
from drillsim.session.session import Append, Session
from drillsim.session.store.chain import Intact

STDIN = 0  # the descriptor of standard input, also where Python made no stream of it
BEAT = 0.25  # seconds between two looks at the host: four a second are enough for a clock of seconds

Write = Callable[[str], None]
"""Writes text, with a line end behind it; what could drive a terminal is made harmless."""


def play_plain(
    exercise: Exercise,
    header: Header,
    append: Append | None,
    *,
    taken: Sequence[str],
    write: Write,
    keep_clock: KeepClock | None = None,
    place: str = "",
    recorded: Intact | None = None,
    brought: OpenActions | None = None,
) -> Session:
    """Plays an exercise in typed lines, the roles in `taken` by whoever types. `place` is where the record is,
    `brought` what earlier drills left to do.

    As on a screen: facilitated where the header says so, and going on where `recorded` ends. The end of standard
    input is leaving. Returns the session, over or left early. Raises Interrupted where a signal ended it.
    """
    host, lead = opened(
        exercise, header, append, keep_clock=keep_clock, taken=taken, recorded=recorded, brought=brought
    )
    desk = Desk(host, lead)
    conversation = Conversation(desk, lambda: desk.results(place))
    keyboard = Keyboard(STDIN)
    with keyboard.listening():
        try:
            _converse(host, conversation, keyboard, write)
        except Interrupted:
            if not conversation.has_ended:  # afterwards it is one more way to leave
                raise
        finally:
            conversation.leave()
            host.close()
    return host.session


def _converse(host: Host, conversation: Conversation, keyboard: Keyboard, write: Write) -> None:
    """Until somebody leaves."""
    _tell(conversation.begin(), write)
    while not (conversation.is_over or keyboard.at_end):
        typed = keyboard.wait(BEAT)
        host.tick()
        _tell(conversation.hear(), write)
        for each in typed:
            _take(each, host, conversation, keyboard, write)


def _take(typed: str, host: Host, conversation: Conversation, keyboard: Keyboard, write: Write) -> None:
    """What it asked for, a jump or EndEx, is finished before the next line is read; after somebody has left none is."""
    if conversation.is_over:
        return
    _tell(conversation.take(typed), write)
    host.tick()
    _tell(conversation.hear(), write)
    while host.busy:
        keyboard.require_go_on()
        host.tick()
        _tell(conversation.hear(), write)


def _tell(lines: Sequence[str], write: Write) -> None:
    if lines:
        write("\n".join(lines))
