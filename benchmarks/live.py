"""How quick and how quiet the live screen is: first frame, idle, and at 60x with every panel open.

    python benchmarks/live.py

Each figure is of a whole process on a pseudo-terminal, beside `python -c pass` in the same run: trust the ratios.
"""

import argparse
import os
import platform
import resource
import statistics
import sys
import time
from pathlib import Path

import pexpect

FIRST_FRAME = "NOT STARTED"
SECONDS = 10  # of watching, for each load
CHILD = """
import datetime, sys
from drillsim.loading import bundled, load
from drillsim.record.entries import Header, Text
from drillsim.session.script import who_plays
exercise = load(str(bundled(sys.argv[1])), today=datetime.date(2026, 3, 10)).exercise
roles = list(exercise.plan.roles)
players = who_plays(exercise, live=True, taken=roles)
texts = (Text("drill", "drill", "", ""), Text("plan", "plan", "", ""))
from drillsim.tui.app import play_live
play_live(exercise, Header(texts, 1, players, True, "0"), None, taken=roles)
"""


def spawn(drill: str, columns: int, rows: int) -> "pexpect.spawn[str]":
    """The live screen of a drill on a pseudo-terminal of this size."""
    env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    return pexpect.spawn(
        sys.executable, ["-c", CHILD, drill], dimensions=(rows, columns), env=env, timeout=30, encoding="utf-8"
    )


def first_frame(drill: str) -> float:
    """Milliseconds from starting the process to the start screen."""
    begins = time.perf_counter()
    child = spawn(drill, 80, 24)
    child.expect(FIRST_FRAME)
    taken = (time.perf_counter() - begins) * 1000
    child.close(force=True)
    return taken


def nothing() -> float:
    """Milliseconds of `python -c pass`."""
    begins = time.perf_counter()
    pexpect.run(f"{sys.executable} -c pass")
    return (time.perf_counter() - begins) * 1000


def processor(pid: int) -> float:
    """Seconds of processor time that a process has used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def load(keys: list[str], columns: int, rows: int, *, jumps: int = 4) -> tuple[float, float]:
    """Per cent of one core with these keys pressed after StartEx and some jumps, and MB at the end."""
    child = spawn("tornado", columns, rows)
    pid = child.pid or 0
    child.expect(FIRST_FRAME)
    child.send("s")
    child.expect("RUNNING")
    for key in ["j"] * jumps + keys:
        child.send(key)
        drain(child, 0.4)
    drain(child, 1)
    before, begins = processor(pid), time.perf_counter()
    drain(child, SECONDS)
    share = (processor(pid) - before) / (time.perf_counter() - begins) * 100
    status = Path(f"/proc/{pid}/status").read_text()
    memory = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024
    child.close(force=True)
    return share, memory


def drain(child: "pexpect.spawn[str]", seconds: float) -> None:
    """Reads what the screen draws, as a terminal does."""
    ends = time.perf_counter() + seconds
    while time.perf_counter() < ends:
        try:
            child.read_nonblocking(65536, timeout=0.1)
        except pexpect.TIMEOUT:
            continue


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    import textual

    versions = f"Python {platform.python_version()}, textual {textual.__version__}"
    print(f"{versions}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    base = statistics.median(nothing() for _ in range(runs))
    frame = statistics.median(first_frame("tornado") for _ in range(runs))
    print(f"python -c pass            {base:7.0f} ms")
    print(f"first frame               {frame:7.0f} ms   {frame / base:5.1f}x   goal < 600 ms")
    slower = [","] * 5
    to_60 = ["."] * 3
    for name, keys, size, goal in (
        ("paused, 80x24", [" "], (80, 24), "near zero"),
        ("1x, 80x24", slower, (80, 24), "near zero"),
        ("60x, 80x24", to_60, (80, 24), "< 15 %"),
        ("60x, 80x24, timeline", [*to_60, "6"], (80, 24), "< 15 %"),
        ("60x, 160x50, all panels", to_60, (160, 50), ""),
    ):
        share, memory = load(keys, *size)
        print(f"{name:<25} {share:7.1f} %    {memory:5.0f} MB  {goal}")
    print(f"of this program itself    {resource.getrusage(resource.RUSAGE_SELF).ru_utime:7.1f} s")


if __name__ == "__main__":
    main()
