"""Measures speed and compares it, all in one run; see README.md."""

import argparse
import datetime
import gc
import importlib.metadata
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import simpy

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
PACKAGES = ("click", "numpy", "pydantic", "pydantic_core", "pyyaml", "simpy")


@dataclass(frozen=True)
class Row:
    """One line of the table; `ratio` to what it is compared with, which is to stay below aim and floor."""

    name: str
    milliseconds: float
    ratio: float | None = None
    aim: float | None = None
    floor: float | None = None
    note: str = ""

    @property
    def is_beyond(self) -> bool:
        """Whether the build has to fail."""
        return self.ratio is not None and self.floor is not None and self.ratio > self.floor


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


def warm(work: Callable[[], object], repeat: int = 5) -> float:
    """Median CPU milliseconds of some work that was done once before."""
    work()
    times = []
    for _ in range(repeat):
        gc.collect()
        begun = time.process_time()
        work()
        times.append((time.process_time() - begun) * 1000)
    return statistics.median(times)


def plays(exercise: Exercise) -> None:
    """Some unattended plays, not recorded."""
    header = Header((), 1, who_plays(exercise, live=False), live=False, drillsim="benchmark")
    for _ in range(BUSY):
        Session(exercise, header).finish()


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


def measured(rounds: int) -> list[Row]:
    """All rows."""
    found = processes(rounds)
    nothing = found["python -c pass"]
    exercise = load(bundled(HURRICANE), today=datetime.datetime.now(datetime.UTC).date()).exercise
    assert exercise is not None  # it is a drill
    play = warm(lambda: plays(exercise)) / BUSY
    replication = warm(lambda: list(replications(exercise, 1, 0, BUSY))) / BUSY
    events, count = steps(exercise)
    peer = warm(lambda: bare_simpy(events, count)) / BUSY
    rate = f"{1000 / replication:.0f} a second"
    return [
        Row("python -c pass", nothing),
        Row("drillsim --help", found["drillsim --help"], found["drillsim --help"] / nothing, 5, 6),
        Row("drillsim check", found["drillsim check"], found["drillsim check"] / nothing, 16, 22),
        Row("drillsim run", found["drillsim run"], found["drillsim run"] / 1000, None, 1, "compared with 1 s"),
        Row("one play", play),
        Row("one replication", replication, replication / peer, None, None, f"{rate}; compared with bare SimPy"),
        Row("bare SimPy", peer, None, None, None, f"{1000 / peer:.0f} a second; {events} events, {count} processes"),
    ]


def table(rows: list[Row]) -> Iterator[str]:
    """The rows as text."""
    yield f"{'row':<18}{'ms':>9}{'ratio':>9}{'aim':>6}{'floor':>7}"
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        aim, floor = ("" if each is None else f"{each:g}" for each in (row.aim, row.floor))
        note = f"{row.note}{' BEYOND THE FLOOR' if row.is_beyond else ''}"
        yield f"{row.name:<18}{row.milliseconds:>9.1f}{ratio:>9}{aim:>6}{floor:>7}  {note}".rstrip()


def surroundings() -> dict[str, Any]:
    """What the figures depend on."""
    versions = {name: importlib.metadata.version(name) for name in (*PACKAGES, "drillsim")}
    return {
        "python": platform.python_version(),
        "platform": platform.platform(),
        "processors": os.cpu_count(),
        "versions": versions,
        "at": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
    }


def main() -> int:
    """Prints the table; 1 where something is beyond its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows there, with versions")
    parser.add_argument("--rounds", type=int, default=15, metavar="N", help="of each process (15)")
    wanted = parser.parse_args()
    rows = measured(wanted.rounds)
    print("\n".join(table(rows)))
    if wanted.json:
        found = {"surroundings": surroundings(), "rows": [asdict(row) for row in rows]}
        wanted.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return int(any(row.is_beyond for row in rows))


if __name__ == "__main__":
    sys.exit(main())
