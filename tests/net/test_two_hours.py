"""A drill of two hours at 1x: its clock is right to the nanosecond, whatever the wall clock does (R11)."""

import random

from drillsim.net.frames import Ack
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.session.pacing import SECOND
from support.computer import Computer
from support.live import shipped

HOURS = 3600 * SECOND


def test_after_two_hours_the_clock_is_right_to_the_nanosecond() -> None:
    computer = Computer(shipped("tornado"))
    computer.sit_down()
    assert isinstance(computer.send(r.Start()), Ack)
    assert isinstance(computer.send(c.SetPace(1)), Ack)
    began, chance, steps = computer.monotonic, random.Random(11), 0
    while computer.monotonic - began < 2 * HOURS:
        passing = min(chance.randrange(1, 4 * SECOND), began + 2 * HOURS - computer.monotonic)
        computer.forward(passing)
        if chance.random() < 0.01:  # summer time, somebody who sets the clock, a time server
            computer.set_wall(chance.choice([HOURS, -HOURS, -2 * HOURS, 86_400 * SECOND, 7 * SECOND]))
            steps += 1
        computer.set_wall(chance.randrange(-400_000, 400_000))  # steering, up to 500 parts in a million
        computer.beat()
    assert computer.host.clockwork.pacer.exercise_ns == 2 * HOURS
    assert computer.host.clock.milliseconds == 7_200_000
    assert len(computer.bodies("wall_step")) == steps > 10
    assert computer.kinds("host_suspended", "pause") == []
