"""Whether the memory of a live drill stays flat: five hours at the facilitator's console, all roles stand-ins.

    python benchmarks/soak.py [--times 15] [--hours 5] [--pace 8]

The screen runs on a pseudo-terminal at four beats a second of a clock that goes `--times` as fast as the real one, so
that five hours take twenty minutes and have as many beats, entries and redraws. A key is pressed every minute of that
clock: panels, the board, help. Prints the memory of the process every half hour, and how much it grew after the first.
"""

import argparse
import os
import sys
import time
from pathlib import Path

import pexpect

KEYS = ("1", "2", "3", "4", "5", "6", "7", "z", "z", "\x1bOP", "\x1b")  # the last two: F1, escape
SIZE = (50, 160)


def child(times: int, pace: int) -> None:
    """The console of a long drill, on a clock that goes `times` as fast."""
    import datetime

    from drillsim.loading import bundled, load
    from drillsim.net.client import Client
    from drillsim.net.host import Host
    from drillsim.net.timekeeper import Clocks
    from drillsim.record.commands import SetPace
    from drillsim.record.entries import Header, Text
    from drillsim.record.running import Start
    from drillsim.session.script import who_plays
    from drillsim.tui.app import LiveApp

    def quick() -> int:
        return time.monotonic_ns() * times

    exercise = load(str(bundled("hurricane_carrier")), today=datetime.date(2026, 3, 10)).exercise
    assert exercise is not None
    texts = (Text("drill", "drill", "", ""), Text("plan", "plan", "", ""))
    header = Header(texts, 1, who_plays(exercise, live=True, taken=()), live=True, drillsim="0", facilitated=True)
    host = Host(exercise, header, clocks=Clocks(quick, lambda: time.time_ns() * times))
    client = Client(host.connect("console", (), place="facilitator"), quick)
    client.poll()
    client.act(Start())
    client.act(SetPace(pace))
    client.poll()
    LiveApp(host, client, beat=0.25 / times).run()


def memory(pid: int) -> float:
    """MB that a process holds."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def main() -> None:
    """Prints the course of the memory."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--times", type=int, default=15, help="how many times as fast as the real clock")
    parser.add_argument("--hours", type=float, default=5)
    parser.add_argument("--pace", type=int, default=8)
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    said = parser.parse_args()
    if said.child:
        child(said.times, said.pace)
        return
    words = [__file__, "--child", "--times", str(said.times), "--pace", str(said.pace)]
    env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    screen = pexpect.spawn(sys.executable, words, dimensions=SIZE, env=env, timeout=60, encoding="utf-8")
    screen.expect("EXERCISE")
    begins, last, pressed, found = time.monotonic(), -1, -1, []
    while (hours := (time.monotonic() - begins) * said.times / 3600) < said.hours and screen.isalive():
        _drain(screen)
        if int(hours * 60) > pressed:
            pressed = int(hours * 60)
            screen.send(KEYS[pressed % len(KEYS)])
        if int(hours * 2) > last:
            last = int(hours * 2)
            found.append(memory(screen.pid or 0))
            print(f"{hours:5.1f} h  {found[-1]:6.1f} MB", flush=True)
    found.append(memory(screen.pid or 0))
    grown = (found[-1] / found[min(2, len(found) - 1)] - 1) * 100
    print(f"{said.hours:5.1f} h  {found[-1]:6.1f} MB; {grown:+.1f} % since the first hour")
    screen.close(force=True)


def _drain(screen: "pexpect.spawn[str]") -> None:
    """Reads what the screen draws, as a terminal does, for a tenth of a second."""
    ends = time.monotonic() + 0.1
    while time.monotonic() < ends:
        try:
            screen.read_nonblocking(65536, timeout=0.05)
        except pexpect.TIMEOUT:
            continue


if __name__ == "__main__":
    main()
