"""One laptop at a small table: the facilitator's client, and one for each role that somebody here plays."""

import time
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from drillsim.model.exercise import Exercise
from drillsim.net.client import Client
from drillsim.net.connection import Connection
from drillsim.net.frames import Ack, Nack, Place
from drillsim.net.host import Host
from drillsim.net.keeping import KeepClock
from drillsim.net.seeking import ProcessSeeker
from drillsim.net.timekeeper import system_clocks
from drillsim.present.console.places import UNNAMED, is_person
from drillsim.present.looking import Looking
from drillsim.present.paragraphs import Paragraph
from drillsim.present.words import line
from drillsim.record.commands import FACILITATOR
from drillsim.record.entries import Header
from drillsim.record.written import OpenActions
from drillsim.session.session import Append
from drillsim.session.store.chain import Intact

if TYPE_CHECKING:  # needed at the end, and imported then
    from drillsim.analysis.reckoning import Reckoning
    from drillsim.analysis.shape import Outcome
    from drillsim.report.verdict import Pair

PLACE = "screen"
"""How the record names the client that leads here."""

TABLE = "table"
"""The client of all roles that people here play together."""

BESIDE: tuple[Place, ...] = ("evaluator", "scribe")
"""Places of people who play no role: one watches and notes, one types for everybody."""


class Desk:
    """Opens a client of the host for a place when somebody sits down at it; what a place does bears its role's name."""

    def __init__(self, host: Host, lead: Client) -> None:
        self.host = host
        self.lead = lead
        """The client that leads the exercise: the facilitator's, or that of somebody alone at a keyboard."""
        self._clients: dict[str, tuple[Connection, Client]] = {}

    @property
    def is_facilitated(self) -> bool:
        """Whether somebody is in the facilitator's place."""
        return self.lead.hello is not None and self.lead.hello.place == "facilitator"

    @property
    def people(self) -> tuple[str, ...]:
        """The roles that people play, in the order of the plan."""
        places = () if self.lead.console is None else self.lead.console.places
        return tuple(place.role for place in places if is_person(place.player_name))

    def named(self, role: str) -> str:
        """A role and who plays it here, else who holds it."""
        places = () if self.lead.console is None else self.lead.console.places
        place = next((place for place in places if place.role == role), None)
        name = None if place is None else place.player_name if place.player_name != UNNAMED else place.holder
        return f"{role}: {line(name)}" if name else role

    def results(self, record: str) -> list[Paragraph]:
        """What came of it, once the exercise has ended; `record` is where it is."""
        from drillsim.present.verdict import results  # needed once, at the end

        reckoned, outcome = self._came_of_it
        return results(reckoned, outcome, record, self.host.story.writing.verdict, self.host.search.looking)

    @cached_property
    def _came_of_it(self) -> "tuple[Reckoning, Outcome]":
        """Once the exercise has ended nothing of it changes."""
        from drillsim.analysis.outcome import written
        from drillsim.analysis.reckoning import Reckoning

        session = self.host.session
        reckoned = Reckoning(session.exercise, session.header, session.entries)
        return reckoned, written(reckoned)

    def promises(self) -> "list[Pair]":
        """The verdict: each promise and what came of it, once the exercise has ended."""
        from drillsim.report.verdict import verdict

        return verdict(self.host.exercise, self._came_of_it[1], self.host.story.writing.verdict)

    @property
    def looking(self) -> Looking:
        """Whether the one earlier step of each broken promise is still being looked for."""
        return self.host.search.looking

    def client(self, place: str) -> Client:
        """The client of a role, or of the table."""
        if place not in self._clients:
            connection = self._connect(place)
            client = Client(connection, self.host.clocks.monotonic_ns)
            client.poll()
            self._clients[place] = connection, client
        return self._clients[place][1]

    def _connect(self, place: str) -> Connection:
        """Each place of those beside the players has the place's own name on the record."""
        match place:
            case "evaluator":
                return self.host.connect(place, (), place="evaluator")
            case "scribe":
                return self.host.connect(place, tuple(self.host.exercise.plan.roles), place="scribe")
            case _:
                return self.host.connect(place, self.people if place == TABLE else (place,))

    def poll(self) -> list[Ack | Nack]:
        """Every client takes what has come. Returns the answers to all of them."""
        answers = self.lead.poll()
        for _, client in self._clients.values():
            answers += client.poll()
        return answers

    def settle(self) -> dict[str, Client]:
        """Closes the clients of places that changed hands otherwise than to a person here; returns those, by place."""
        people = self.people
        gone = [
            place
            for place, (connection, _) in self._clients.items()
            if place not in BESIDE and (connection.roles != people if place == TABLE else place not in people)
        ]
        closed: dict[str, Client] = {}
        for place in gone:
            connection, closed[place] = self._clients.pop(place)
            self.host.disconnect(connection)
        return closed

    @property
    def speakers(self) -> list[str]:
        """Who may say something in the hot wash: players first, the facilitator last."""
        assert self.lead.hello is not None  # the hot wash comes after it
        if not self.is_facilitated:
            return [*self.lead.hello.roles, FACILITATOR]
        people = self.people
        others = (role.id for role in self.lead.briefing.roles if role.id not in people)
        return [*people, *others, "evaluator", FACILITATOR]

    @property
    def raters(self) -> list[str]:
        """Who may rate; nobody where somebody played alone."""
        return [FACILITATOR, "evaluator"] if self.is_facilitated else []

    def client_of(self, speaker: str) -> Client:
        """Who writes for somebody in the hot wash: the evaluator's place for itself, else whoever leads."""
        return self.client(speaker) if speaker == "evaluator" else self.lead

    def sit_down(self) -> None:
        """The people at this table are here from now on."""
        if self.is_facilitated and self.people:
            self.client(TABLE)


def opened(
    exercise: Exercise,
    header: Header,
    append: Append | None,
    *,
    taken: Sequence[str],
    keep_clock: KeepClock | None = None,
    recorded: Intact | None = None,
    brought: OpenActions | None = None,
) -> tuple[Host, Client]:
    """A host on this computer's clocks, and the client that leads: the facilitator's, or of the roles in `taken`.

    With `recorded` it goes on where that record ends. `brought` is what earlier drills left to do, for the lobby.
    """
    host = Host(exercise, header, append, clocks=system_clocks(), keep_clock=keep_clock, seeker=ProcessSeeker())
    if recorded is not None:
        host.resume(recorded.entries, recorded.clock)
    elif brought is not None:
        host.keeping.note(brought)
    if header.facilitated:
        connection = host.connect(PLACE, (), place="facilitator")
    else:
        connection = host.connect(PLACE, taken, leads=True)
    client = Client(connection, time.monotonic_ns)
    client.poll()
    return host, client
