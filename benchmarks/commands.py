"""What a command costs as a whole process, and a play and a replication in a warm one."""

import datetime
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path
from typing import Any

import simpy

from benchmarks.found import Found, Table
from benchmarks.measuring import in_turn
from drillsim.loading import bundled, load
from drillsim.model.exercise import Exercise
from drillsim.record.entries import Header
from drillsim.rehearsal import replications
from drillsim.session.script import who_plays
from drillsim.session.session import Session

ROOT = Path(__file__).parents[1]
PRAIRIE = ROOT / "drills" / "plans" / "prairie.plan.yaml"
HURRICANE = "hurricane_carrier"
BUSY = 20  # replications in one repetition of a warm row
ROUNDS, ROUNDS_QUICK = 15, 5  # of each process
FIGURES = ("drillsim --help / python -c pass", "drillsim check / python -c pass", "drillsim run")
"""What can have a goal: ratios, and seconds."""


def installed() -> str:
    """The command as it is installed beside this Python."""
    return str(Path(sys.executable).with_name("drillsim"))


PROCESSES = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "drillsim --help": [installed(), "--help"],
    "drillsim check": [installed(), "check", str(PRAIRIE)],
    "drillsim run": [installed(), "run", HURRICANE, "--unattended"],
}


def processes(rounds: int) -> dict[str, float]:
    """Median wall milliseconds of each whole process, measured in turn."""
    times: dict[str, list[float]] = {name: [] for name in PROCESSES}
    for _ in range(rounds + 1):  # the first round warms the caches and does not count
        for name, words in PROCESSES.items():
            begun = time.perf_counter()
            subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, check=True)
            times[name].append((time.perf_counter() - begun) * 1000)
    return {name: statistics.median(each[1:]) for name, each in times.items()}


def plays(exercise: Exercise) -> None:
    """Some unattended plays, not recorded."""
    header = Header((), 1, who_plays(exercise, live=False), live=False, drillsim="benchmark")
    for _ in range(BUSY):
        Session(exercise, header).finish()


def replicate(exercise: Exercise) -> None:
    """Some replications, by stand-ins."""
    list(replications(exercise, 1, 0, BUSY))


def steps(exercise: Exercise) -> tuple[int, int]:
    """How many events SimPy handles in one replication, and how many processes it starts."""
    counted = Counting()
    counted.watch()
    try:
        list(replications(exercise, 1, 0, 1))
    finally:
        counted.leave()
    return counted.steps, counted.processes


class Counting:
    """Counts what SimPy does while it is watched."""

    def __init__(self) -> None:
        self.steps = self.processes = 0
        self._step, self._init = simpy.Environment.step, simpy.Process.__init__

    def watch(self) -> None:
        """From here on."""
        step, init = self._step, self._init

        def counted_step(environment: simpy.Environment) -> None:
            self.steps += 1
            step(environment)

        def counted_init(process: simpy.Process, *arguments: Any, **words: Any) -> None:
            self.processes += 1
            init(process, *arguments, **words)

        simpy.Environment.step = counted_step  # type: ignore[method-assign, assignment]
        simpy.Process.__init__ = counted_init  # type: ignore[method-assign, assignment]

    def leave(self) -> None:
        """Up to here."""
        simpy.Environment.step = self._step  # type: ignore[method-assign]
        simpy.Process.__init__ = self._init  # type: ignore[method-assign]


def bare_simpy(events: int, count: int) -> None:
    """As many events in as many processes, and nothing else; as often as the plays."""
    waits = max(1, (events - 2 * count) // count)  # a process has a first and a last event of its own

    def waiting(environment: simpy.Environment, first: int) -> Generator[simpy.Event, Any, None]:
        for wait in range(waits):
            yield environment.timeout(1 + (first + wait) % 7)

    for _ in range(BUSY):
        environment = simpy.Environment()
        for number in range(count):
            environment.process(waiting(environment, number))
        environment.run()


def measure(*, quick: bool, say: Callable[[str], None]) -> Found:
    """All rows."""
    say("commands: whole processes, in turn")
    found = processes(ROUNDS_QUICK if quick else ROUNDS)
    exercise = load(bundled(HURRICANE), today=datetime.datetime.now(datetime.UTC).date()).exercise
    assert exercise is not None  # it is a drill
    events, count = steps(exercise)
    works: dict[str, Callable[[], object]] = {
        "one play": partial(plays, exercise),
        "one replication": partial(replicate, exercise),
        "bare SimPy": partial(bare_simpy, events, count),
    }
    for work in works.values():
        work()  # the first call imports
    timed = in_turn(works, lambda number: say(f"commands, in a warm process: round {number}"))
    play, replication, peer = (each.seconds * 1000 / BUSY for each in timed.values())
    nothing, start, check, run = found.values()
    rows = [[name, f"{each:.1f}", f"{each / nothing:.1f} times python -c pass"] for name, each in found.items()]
    rows += [
        ["one play", f"{play:.1f}", ""],
        ["one replication", f"{replication:.1f}", f"{replication / peer:.1f} times bare SimPy"],
        ["bare SimPy", f"{peer:.1f}", f"{events} events, {count} processes"],
    ]
    return Found(
        tables=[Table("Commands", ("row", "ms", ""), rows)],
        figures=dict(zip(FIGURES, (start / nothing, check / nothing, run / 1000), strict=True)),
        details=[
            *({"row": name, "ms": each} for name, each in found.items()),
            {"row": "one play", "ms": play},
            {"row": "one replication", "ms": replication},
            {"row": "bare SimPy", "ms": peer, "events": events, "processes": count},
        ],
    )
