"""What the screens of a timed drill of 500 agents cost at ten looks a second, and how soon a key is answered on screen.

    python -m benchmarks.boards [--seconds 20]

The 400-agent move at 60x, 100 more agents beside it, somebody checks in at every look or, as a floor of people does it,
at every third. Each row is a whole process on a
pseudo-terminal: the share of one core, and the median and the worst of forty keys from press to the first byte drawn.
"""

import argparse
import os
import statistics
import sys
import time

import pexpect

from benchmarks.live import drain, processor

GOALS = {(80, 24): 10, (160, 50): 20}  # per cent of one core
KEYS = 40
BEAT = 0.1


def child(screen: str, every: int) -> None:
    """The facilitator's console, or the muster board over it, in the middle of the move."""
    import datetime

    from drillsim.loading import bundled, load
    from drillsim.net.client import Client
    from drillsim.net.host import Host
    from drillsim.net.timekeeper import system_clocks
    from drillsim.record import commands as c
    from drillsim.record.entries import Header, Text
    from drillsim.record.running import Start
    from drillsim.session.script import who_plays
    from drillsim.tui.app import LiveApp

    exercise = load(str(bundled("pandemic")), today=datetime.date(2026, 3, 10)).exercise
    assert exercise is not None
    texts = (Text("drill", "drill", "", ""), Text("plan", "plan", "", ""))
    players = who_plays(exercise, live=True, taken=tuple(exercise.plan.roles))
    host = Host(exercise, Header(texts, 1, players, live=True, drillsim="0", facilitated=True), clocks=system_clocks())
    client = Client(host.connect("console", (), place="facilitator"), time.monotonic_ns)

    class Busy(LiveApp):
        """Somebody checks in at every so many looks."""

        looks = 0
        checked_in = 0

        def beat(self) -> None:
            """One more agent works at home."""
            self.looks += 1
            if self.client.clock.state == "running" and self.looks % every == 0 and self.checked_in < 400:
                self.checked_in += 1
                self.client.act(c.ChecksIn(c.FACILITATOR, "harbor_agents", name=f"a{self.checked_in}"))
            super().beat()

    client.poll()
    for command in (Start(), c.Does("continuity", "declare"), c.Does("workforce", "send_home")):
        client.act(command)
    client.poll()
    app = Busy(host, client, beat=BEAT)
    if screen == "muster":
        app.call_later(app.set_timer, 1, lambda: app.screen.run_action("muster"))
    app.run()


def measured(screen: str, every: int, columns: int, rows: int, seconds: float) -> tuple[float, list[float]]:
    """Per cent of one core over so many seconds, and the milliseconds that each key took."""
    words = ["-m", "benchmarks.boards", "--child", screen, "--every", str(every)]
    env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    shown = pexpect.spawn(sys.executable, words, dimensions=(rows, columns), env=env, timeout=60, encoding="utf-8")
    shown.expect("RUNNING")
    drain(shown, 5)
    pid = shown.pid or 0
    before, begins = processor(pid), time.perf_counter()
    drain(shown, seconds)
    share = (processor(pid) - before) / (time.perf_counter() - begins) * 100
    if screen == "console":
        shown.send("1")  # to the injects, where the cursor moves
    keys = [
        _key(shown, "x\x7f"[number % 2] if screen == "muster" else ("\x1b[B", "\x1b[A")[number % 2])
        for number in range(KEYS)
    ]
    shown.close(force=True)
    return share, keys


def _key(shown: "pexpect.spawn[str]", press: str) -> float:
    """Milliseconds from a key to the first thing that is drawn after a moment without anything."""
    quiet = False
    while not quiet:
        try:
            shown.read_nonblocking(65536, timeout=0.02)
        except pexpect.TIMEOUT:
            quiet = True
    begins = time.perf_counter()
    shown.send(press)
    shown.read_nonblocking(1, timeout=5)
    return (time.perf_counter() - begins) * 1000


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("--every", type=int, default=1, help=argparse.SUPPRESS)
    said = parser.parse_args()
    if said.child:
        child(said.child, said.every)
        return
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for screen, every in (("console", 3), ("muster", 3), ("console", 1), ("muster", 1)):
        for (columns, rows), goal in GOALS.items():
            share, keys = measured(screen, every, columns, rows, said.seconds)
            times = f"key {statistics.median(keys):4.0f} ms, worst {max(keys):4.0f} ms (goal < 100)"
            found = f"{share:5.1f} % of a core (goal < {goal})   {times}"
            print(f"{screen:8} a check-in every {every} looks  {columns}x{rows:<3} {found}", flush=True)


if __name__ == "__main__":
    main()
