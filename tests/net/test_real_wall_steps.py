"""Real seconds while the wall clock is really set, with libfaketime (R11); only in the long run."""

import os
import time
from pathlib import Path

import pytest

from drillsim.session.store.chain import read_intact
from support.live_host import playing

LIBRARIES = [*Path("/usr/lib").glob("*/faketime/libfaketime.so.1")]  # where Debian puts it
MOST = 50  # milliseconds

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif("DRILLSIM_LONG" not in os.environ, reason="takes real seconds: set DRILLSIM_LONG=1"),
    pytest.mark.skipif(not LIBRARIES, reason="no libfaketime on this machine (apt-get install faketime)"),
]


def test_the_clock_of_the_wall_is_set_by_hours_and_the_drill_keeps_time(tmp_path: Path) -> None:
    record, offset = tmp_path / "x.drillrecord", tmp_path / "offset"
    offset.write_text("+0s\n")
    faked = {
        "LD_PRELOAD": str(LIBRARIES[0]),
        "FAKETIME_TIMESTAMP_FILE": str(offset),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    with playing(record, surroundings=faked) as live:
        assert live.send("pace", pace=1) == ""
        assert live.send("notes", by="facilitator", text="first") == ""
        began = time.monotonic_ns()
        for step in ("+3600s", "-3600s", "+0s"):
            time.sleep(1)  # real seconds are what is tested here
            offset.write_text(f"{step}\n")
        time.sleep(1)
        passed = (time.monotonic_ns() - began) // 1_000_000
        assert live.send("notes", by="facilitator", text="last") == ""
    entries = read_intact(record).entries
    first, last = (entry.drill_ms for entry in entries if entry.kind == "notes")
    assert abs((last - first) - passed) <= MOST
    assert [entry.body["seconds"] for entry in entries if entry.kind == "wall_step"] == [3600, -7200, 3600]
