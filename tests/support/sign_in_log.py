"""A log of sign-ins as badges and a VPN would write it, for tests and for trying by hand.

python -m support.sign_in_log 400 --from T+01:00 --within 45m > log.csv
"""

import argparse
import random
import sys
from collections.abc import Iterator

from drillsim.model.spelling import clock, duration, write_clock

HEADING = "time,badge,event,location"


def sign_in_log(agents: int, begins: int, within: int, *, seed: int = 1) -> Iterator[str]:
    """Lines of a log: each agent badges out within a tenth of the time and signs in at home later, most soon."""
    chance = random.Random(seed)
    rows = []
    for number in range(1, agents + 1):
        left = begins + int(chance.triangular(0, within / 10))
        there = left + int(chance.triangular(within / 10, within * 9 / 10, within / 4))
        rows += [(left, number, "badge out", "harbor"), (there, number, "connected", "home")]
    yield HEADING
    for second, number, event, location in sorted(rows):
        yield f"{write_clock(second)},H{number:04},{event},{location}"


def main() -> None:
    """Writes a log to standard output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("agents", type=int)
    parser.add_argument("--from", dest="begins", default="T+01:00")
    parser.add_argument("--within", default="45m")
    given = parser.parse_args()
    lines = sign_in_log(given.agents, clock(given.begins).seconds or 0, duration(given.within))
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
