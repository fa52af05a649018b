"""One laptop at a small table: the facilitator's client, and one for each role that somebody here plays."""

from drillsim.net.client import Client
from drillsim.net.connection import Connection
from drillsim.net.frames import Ack, Nack, Place
from drillsim.net.host import Host
from drillsim.present.console.places import is_person

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

    def sit_down(self) -> None:
        """The people at this table are here from now on."""
        if self.is_facilitated and self.people:
            self.client(TABLE)
