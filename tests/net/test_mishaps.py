"""What the computer does to a drill behind its back: sleeps, late beats, set clocks, full disks, crashes."""

from dataclasses import replace

import pytest

from drillsim.model.exercise import Exercise
from drillsim.net.frames import Ack, Nack
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.session.pacing import SECOND
from support.computer import Computer
from support.live import shipped


@pytest.fixture
def computer() -> Computer:
    """The tornado drill at 12x, StartEx declared."""
    return started(shipped("tornado"))


def started(exercise: Exercise) -> Computer:
    found = Computer(exercise)
    found.sit_down()
    assert isinstance(found.send(r.Start()), Ack)
    return found


def stopping_to_talk() -> Exercise:
    exercise = shipped("tornado")
    return replace(exercise, drill=exercise.drill.model_copy(update={"clock": "stops_to_talk"}))


def shown(computer: Computer) -> int:
    return computer.host.clock.milliseconds


# Jumps


@pytest.mark.parametrize("to", [0, 59, 60])
def test_a_jump_goes_forward_or_is_refused_and_the_drill_goes_on(computer: Computer, to: int) -> None:
    computer.forward(5 * SECOND)
    computer.beat()
    found = computer.send(r.Jump(to))
    assert isinstance(found, Nack)
    assert (found.why, found.text) == ("bad_message", f"expected a second later than the one shown, 60, found {to}")
    computer.forward(4 * SECOND)
    computer.beat()
    assert shown(computer) == 108_000


def test_a_jump_past_the_end_ends(computer: Computer) -> None:
    assert isinstance(computer.send(r.Jump(10**9)), Ack)
    for _ in range(50):
        computer.beat()
    assert computer.host.session.over
