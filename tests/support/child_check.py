"""Checks files each in a process of its own, with limits: `python child_check.py < paths > one JSON a line`.

The parent imports drillsim once and forks for every file, so that a hundred files take seconds. Every child
may use 10 s of processor time and 1 GiB of addresses; the parent waits 20 s for it. A line says the outcome:
`{path, status: ok|not_found|signal N|exit N, lines: [...], codes: [...], peak_mb}`.
"""

import contextlib
import datetime
import json
import os
import resource
import signal
import sys

import drillsim.loading as loading
from drillsim.errors import NotFound

TODAY = datetime.date(2026, 3, 1)
UNITS = 1 << 20 if sys.platform == "darwin" else 1 << 10  # of the peak of memory, in a megabyte
SECONDS, PATIENCE, ADDRESSES = 10, 20, 1 << 30


def check_here(path: str) -> dict[str, object]:
    """The outcome of one check in this process."""
    try:
        loaded = loading.check(path, today=TODAY)
    except NotFound as error:
        return {"status": "not_found", "lines": [str(error)], "codes": []}
    problems = loaded.problems
    lines, codes = (
        [str(each) for each in problems],
        [each.code for each in problems if each.severity == "error"],
    )
    return {"status": "ok", "lines": lines, "codes": codes}


def check_in_child(path: str) -> dict[str, object]:
    """The outcome of one check in a child, however the child ends."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.close(read)
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
            if sys.platform == "linux":  # elsewhere the limit is refused or has no effect
                resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
            with open(write, "w") as answer:
                json.dump(check_here(path), answer)
            status = 0
        finally:
            os._exit(status)
    os.close(write)
    with open(read) as answer:
        signal.signal(signal.SIGALRM, lambda *_: os.kill(pid, signal.SIGKILL))
        signal.alarm(PATIENCE)
        text = answer.read()
        _, status, usage = os.wait4(pid, 0)
        signal.alarm(0)
    outcome: dict[str, object] = {"status": "", "lines": [], "codes": []}
    if os.WIFSIGNALED(status):
        outcome["status"] = f"signal {os.WTERMSIG(status)}"
    elif os.WEXITSTATUS(status):
        outcome["status"] = f"exit {os.WEXITSTATUS(status)}"
    else:
        with contextlib.suppress(ValueError):
            outcome = json.loads(text)
    return {**outcome, "path": path, "peak_mb": usage.ru_maxrss / UNITS}


if __name__ == "__main__":
    for line in sys.stdin.read().splitlines():
        sys.stdout.write(json.dumps(check_in_child(json.loads(line))) + "\n")
        sys.stdout.flush()
