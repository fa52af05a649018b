"""How fast a killed drill goes on: a record of 100,000 entries, rebuilt to the exact state (R7: at most 5 s).

    python benchmarks/resume.py [--entries N]

Each figure is the median of several whole processes, beside `python -c pass` and reading the record alone.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

READ = "from drillsim.session.store.chain import read_intact; read_intact({record!r})"
RESUME = """
import gc
gc.disable()  # as drillsim resume does, until the first frame
from drillsim.loading.recorded import recorded_exercise
from drillsim.net.host import Host
from drillsim.session.store.file import RecordWriter
writer, recorded = RecordWriter.reopen({record!r})
host = Host(recorded_exercise(recorded.header), recorded.header, writer.append, keep_clock=writer.keep_clock)
host.resume(recorded.entries, recorded.clock)
host.connect("screen", ("floor_lead",)).receive()
os._exit(0)
"""


def make(record: Path, entries: int) -> int:
    """A live tornado drill in which people write notes and start tasks; how many entries it has."""
    from drillsim.record import commands as c
    from drillsim.record import running as r
    from drillsim.record.entries import Entry
    from drillsim.session.script import who_plays
    from drillsim.session.session import Session
    from drillsim.session.store.file import RecordWriter
    from support.drills import exercise, header

    drill, written = exercise("tornado"), header("tornado", live=True)
    written.players.update(who_plays(drill, live=True, taken=["floor_lead"]))
    held: list[Entry] = []
    with RecordWriter.create(record, written) as writer:
        session = Session(drill, written, held.extend)
        session.take(r.Start(), client_id="start")
        number = 0
        while len(session.entries) < entries:
            number += 1
            session.advance(number * 30_000 // entries)
            session.take(c.Notes("floor_lead", f"note {number}: heads counted at the shelter"), client_id=str(number))
            if len(held) > 500:
                writer.append(held)
                held.clear()
        writer.append(held)
        return len(session.entries)


def timed(code: str, runs: int) -> float:
    """The median of whole processes, in seconds."""
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONPATH": str(ROOT / "src")})
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints one line for each figure."""
    parser = argparse.ArgumentParser(description="How fast a killed drill goes on.")
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    wanted = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        record = Path(folder, "long.drillrecord")
        count = make(record, wanted.entries)
        base = timed("pass", 9)
        print(f"python -c pass                    {base * 1000:8.1f} ms")
        for name, code in (
            ("reading and verifying the record", READ),
            ("resume, to the first view", "import os" + RESUME),
        ):
            took = timed(code.format(record=str(record)), wanted.runs)
            print(f"{name:<33} {took * 1000:8.1f} ms = {took / base:6.1f}x, {count / took:9,.0f} entries a second")


if __name__ == "__main__":
    main()
