"""Replications: the drill played again and again by stand-ins, each time with other luck.

A replication draws from streams that belong to (seed, number of the replication), so that it comes out the same
whichever were played before it, here or elsewhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from drillsim.analysis.check_ins import targets
from drillsim.analysis.history import read
from drillsim.analysis.outages import Outage, services
from drillsim.contacts.chance import Chance
from drillsim.engine import Engine, plays_script
from drillsim.engine.randomness import Streams
from drillsim.model.exercise import Exercise
from drillsim.record.codec import encode_event
from drillsim.record.commands import Played
from drillsim.record.entries import Entry
from drillsim.record.events import Event
from drillsim.session.script import conduct_commands, response_command, who_plays

Verdict = Literal["met", "missed", "undecided", "never_out"]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one replication: by function whether its RTO was met, and of each target whether it was.

    A target whose task was never started is not in it.
    """

    functions: dict[str, Verdict]
    targets: dict[tuple[str, float], bool]


def replications(exercise: Exercise, seed: int, first: int, count: int) -> Iterator[Result]:
    """`count` replications from number `first` on, one by one."""
    players = who_plays(exercise, live=True)
    acts = _script(exercise, players)
    for number in range(first, first + count):
        engine = Engine(exercise, players=players, live=True, draws=Streams(seed, number), chance=Chance(seed, number))
        history = read(exercise, _entries(_play(engine, acts)))
        functions = {name: _verdict(service.outages) for name, service in services(history).items()}
        rows = {(row["task"], row["share"]): row["result"] == "met" for row in targets(history)}
        yield Result(functions, rows)


def _script(exercise: Exercise, players: dict[str, str]) -> list[tuple[int, int, Played]]:
    """Second, 0 for conduct or 1 for a response, command; people are away, so only scripts say their lines."""
    drill = exercise.drill
    found: list[tuple[int, int, Played]] = [
        (exercise.second(act.at), 0, command) for act in drill.conduct for command in conduct_commands(exercise, act)
    ]
    found += [
        (exercise.second(response.at), 1, response_command(exercise, response))
        for response in drill.responses
        if plays_script(players.get(response.by or ""), live=True)
    ]
    return sorted(found, key=lambda act: act[:2])


def _play(engine: Engine, acts: list[tuple[int, int, Played]]) -> Iterator[Event]:
    """As a session plays it (rule 10): conduct before what is due in its second, responses after it."""
    for (second, is_response), group in groupby(acts, lambda act: act[:2]):
        if engine.over or second >= engine.ends:
            break
        yield from engine.advance(second) if is_response else engine.begin(second)
        for _, _, command in group:
            yield from engine.submit(command)
    yield from engine.advance(engine.ends)


def _entries(events: Iterator[Event]) -> Iterator[Entry]:
    for seq, event in enumerate(events, 1):
        kind, body = encode_event(event)
        yield Entry(seq, "event", event.at, kind, "engine", None, None, body)


def _verdict(outages: tuple[Outage, ...]) -> Verdict:
    """One outage missed is a miss; without any there was nothing to meet."""
    found = {outage.rto_result for outage in outages}
    return next((word for word in ("missed", "undecided", "met") if word in found), "never_out")
