"""What a command costs as a live drill grows: five players and a facilitator, who note and ask more and more.

    PYTHONPATH=tests python benchmarks/long_session.py [ROUNDS]

Prints the mean milliseconds of a command, with all that every client is told of it, for each 200 commands.
"""

import sys
import time
from dataclasses import replace

from drillsim.net.client import Client
from drillsim.net.host import Host
from drillsim.net.timekeeper import Clocks
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.session.assignments import done_note
from support.live import WALL, FakeClock, header, shipped

AT_ONCE = 200


def main(rounds: int) -> None:
    """Plays and prints."""
    exercise = shipped("tornado")
    roles = list(exercise.plan.roles)[:5]
    clock = FakeClock()
    written = replace(header(exercise, roles), facilitated=True)
    host = Host(exercise, written, clocks=Clocks(clock, lambda: WALL + clock.ns))
    facilitator = Client(host.connect("facilitator", (), place="facilitator"), clock)
    players = [Client(host.connect(role, (role,)), clock) for role in roles]
    facilitator.act(r.Start())
    for number in range(rounds):
        began = time.perf_counter()
        for each in range(AT_ONCE):
            by = each % len(roles)
            clock.forward(0.2)
            players[by].act(_command(roles, by, number, each))
            for client in (facilitator, *players):
                client.poll()
        spent = (time.perf_counter() - began) * 1000 / AT_ONCE
        print(f"{len(host.session.entries):6} entries: {spent:6.2f} ms a command", flush=True)


def _command(roles: list[str], by: int, number: int, each: int) -> c.Command:
    """Of ten commands eight are notes, one asks another for something, one says that this is done."""
    role, what = roles[by], f"round {number}, errand {each // 10}"
    match each % 10:
        case 3:
            return c.Assigns(role, roles[by + 1], what)
        case 4:
            return c.Notes(role, done_note(what))
        case _:
            return c.Notes(role, f"note {number}-{each}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
