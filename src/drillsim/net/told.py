"""What a player may do about an inject, and for a role: only what was told to it, only while a person plays it."""

import re
from dataclasses import replace

from drillsim.engine import NOBODY, SCRIPT, STAND_IN
from drillsim.net.access import Forbidden
from drillsim.net.connection import Connection
from drillsim.net.frames import Place
from drillsim.net.story import Story
from drillsim.record import commands as c

PLAYING: tuple[Place, ...] = ("player", "scribe")
"""The places that act for roles and know what these were told."""

_ONE_WORD = re.compile(r"[\w./-]+")


def require_hands(connection: Connection, command: c.Command, story: Story) -> None:
    """Raises Forbidden where a player acts for a role that a stand-in, the script or nobody plays by now."""
    player = story.session.engine.play.state.players.get(getattr(command, "by", ""))
    if connection.place in PLAYING and story.session.started and player in (STAND_IN, SCRIPT, NOBODY):
        raise Forbidden("forbidden", "somebody else plays this role by now")


def as_told(connection: Connection, command: c.Command, story: Story) -> c.Command:
    """A command as its client may mean it: injects to come and those told to others are no injects to a player.

    Raises Forbidden where one is opened or acknowledged. A decision about one is a decision in words, whether or not
    there is such an inject: the answer does not tell.
    """
    if connection.place not in PLAYING:
        return command
    match command:
        case c.Reads(by, inject) | c.Acknowledges(by, inject) if not story.is_told(inject, by):
            raise Forbidden("unknown", f"no inject {inject} has come to {by} yet")
        case c.Decides(by, what) if not story.is_told(what, by):
            return in_words(command)
        case _:
            return command


def in_words(decision: c.Decides) -> c.Decides:
    """A decision in words: a single word is quoted, so that nobody takes it for the name of an inject."""
    return replace(decision, what=f"“{decision.what}”") if _ONE_WORD.fullmatch(decision.what) else decision
