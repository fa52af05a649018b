"""After EndEx the host looks for the one earlier step in another process, and puts what it finds on the record."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from drillsim.analysis.written import written
from drillsim.net.client import Client
from drillsim.net.desk import Desk
from drillsim.net.frames import Nack, Place
from drillsim.net.host import Host
from drillsim.net.seeking import COMMAND, Broken, ProcessSeeker
from drillsim.net.timekeeper import Clocks
from drillsim.record import running as r
from drillsim.record import written as w
from drillsim.record.written import Verdict
from drillsim.session.replay import replay
from drillsim.session.store import rows
from support import drills
from support.live import WALL, FakeClock
from support.seekers import Patient

LONGEST = 60  # seconds that a process of ours may take on a busy machine


def waited_for(holds: Callable[[], bool]) -> None:
    """Until it holds; what it waits for is another process."""
    deadline = time.monotonic() + LONGEST
    while not holds():
        assert time.monotonic() < deadline, "it never came"
        os.sched_yield()


class Evening:
    """The tornado drill, live, with one player; its host looks with this seeker."""

    def __init__(self, seeker: Patient | ProcessSeeker | None) -> None:
        self.exercise = drills.exercise("tornado")
        self.clock = FakeClock()
        self.host = self.hosted(seeker)
        self.player = Client(self.host.connect("screen", ("partner_lead",), leads=True), self.clock)
        self.player.act(r.Start())

    def hosted(self, seeker: Patient | ProcessSeeker | None) -> Host:
        header = drills.header("tornado", live=True)
        clocks = Clocks(self.clock, lambda: WALL + self.clock.ns)
        return Host(self.exercise, header, clocks=clocks, seeker=seeker)

    def ended(self) -> "Evening":
        """EndEx at T+09:00; Brightline was never called."""
        self.player.act(r.Jump(9 * 3600))
        self.host.tick()
        while self.host.busy:
            self.host.tick()
        self.host.tick()
        assert self.host.session.over
        return self

    @property
    def verdict(self) -> Verdict | None:
        return written(self.host.session.entries).verdict


def test_what_is_found_is_an_entry_of_the_hosts_own_and_no_play_is_made_from_it() -> None:
    """Given a host, when the exercise is over, then it looks once, and plays on the same with the answer on record."""
    seeker = Patient(drills.exercise("tornado"))
    evening = Evening(seeker)
    assert not seeker.is_asked(), "not before EndEx"
    evening.ended()
    assert seeker.is_asked()
    before = len(evening.host.session.entries)
    seeker.look()
    evening.host.tick()
    evening.host.tick()
    assert [(entry.kind, entry.actor, entry.sort) for entry in evening.host.session.entries[before:]] == [
        ("verdict", "host", "command")
    ]
    assert evening.verdict == seeker.answer
    assert evening.host.search.looking == "no"
    replay(evening.exercise, evening.host.session.header, evening.host.session.entries)


def test_a_search_that_breaks_off_writes_nothing_and_the_next_host_begins_it_again() -> None:
    """Given a host that was killed on the way, when its ended record is gone on with, then it is looked for again."""
    seeker = Patient(drills.exercise("tornado"))
    evening = Evening(seeker).ended()
    seeker.broken = "MemoryError"
    evening.host.tick()
    assert evening.host.search.looking == "broken_off"
    assert evening.host.search.why == "MemoryError"
    assert evening.verdict is None
    entries = evening.host.session.entries
    second = Patient(evening.exercise)
    after = evening.hosted(second)
    after.resume(entries)
    after.tick()
    assert second.is_asked()
    second.look()
    after.tick()
    assert written(after.session.entries).verdict == second.answer
    third = Patient(evening.exercise)
    last = evening.hosted(third)
    last.resume(after.session.entries)
    last.tick()
    assert not third.is_asked(), "it is on the record"
    last.close()
    assert third.closed


@pytest.mark.parametrize("place", ["facilitator", "player", "evaluator", "scribe"])
def test_nobody_else_may_write_it(place: Place) -> None:
    """Of all that is on the record this is the host's alone, before EndEx and after."""
    evening = Evening(None)
    roles = ("partner_lead",) if place in ("player", "scribe") else ()
    client = Client(evening.host.connect(place, roles, place=place), evening.clock)
    for _ in ("during", "after"):
        name = client.act(w.Verdict((), 0))
        answer = next(each for each in client.poll() if each.id == name)
        assert isinstance(answer, Nack)
        assert answer.why == "forbidden"
        evening.ended()
    assert evening.verdict is None


def test_the_results_do_not_wait_for_it() -> None:
    """Given the results, when the search ends, then they say more; until then they say that it is looked for."""
    seeker = Patient(drills.exercise("tornado"))
    evening = Evening(seeker).ended()
    evening.player.poll()
    desk = Desk(evening.host, evening.player)
    assert any(each.text.startswith("Looking for the one earlier step") for each in desk.results("x"))
    assert all(pair.earlier is None for pair in desk.promises())
    seeker.look()
    evening.host.tick()
    assert not any(each.text.startswith("Looking for") for each in desk.results("x"))
    assert {pair.earlier is not None for pair in desk.promises() if pair.result == "missed"} == {True}


def test_a_real_process_finds_the_same_as_this_one() -> None:
    """Given the record over a pipe, then the answer comes back over another, and the process is gone."""
    seeker = ProcessSeeker()
    evening = Evening(seeker).ended()

    def is_over() -> bool:
        evening.host.tick()
        return evening.host.search.looking != "going_on"

    waited_for(is_over)
    assert evening.host.search.looking == "no", evening.host.search.why
    patient = Patient(evening.exercise)
    patient.begin(evening.host.session.header, evening.host.session.entries[:-1])
    patient.look()
    assert evening.verdict == patient.answer
    evening.host.close()


def asked(seeker: ProcessSeeker) -> None:
    """Begins with the tornado drill."""
    seeker.begin(drills.header("tornado"), drills.play("tornado").entries)


def broken(seeker: ProcessSeeker) -> str:
    """Why it ended without an answer."""
    found: list[str] = []

    def has_broken() -> bool:
        try:
            assert seeker.found() is None
        except Broken as error:
            found.append(str(error))
        return bool(found)

    waited_for(has_broken)
    return found[0]


@pytest.mark.parametrize(
    ("program", "says"),
    [
        ("import sys; sys.exit('no \\x1b[2Jroom')", "no \N{REPLACEMENT CHARACTER}[2Jroom"),
        ("print('{}')", "the process that looks for it ended"),
        ("import os; os.kill(os.getpid(), 9)", "the process that looks for it ended"),
    ],
)
def test_a_process_that_fails_is_said_to_have_failed(program: str, says: str) -> None:
    """Whatever becomes of it: no answer is made up, and what it said last drives no terminal."""
    seeker = ProcessSeeker((sys.executable, "-c", program))
    asked(seeker)
    assert broken(seeker) == says


def test_where_no_process_can_be_started_the_exercise_ends_all_the_same() -> None:
    evening = Evening(ProcessSeeker(("/nowhere/at/all",))).ended()
    assert evening.host.search.looking == "broken_off"
    assert evening.host.search.why.startswith("no process could be started for it (")
    evening.host.tick()
    evening.host.close()


def test_a_process_that_nobody_waits_for_any_more_ends() -> None:
    """Given one that would look for ever, when the host closes, then it is gone at once; so it is if the host dies."""
    seeker = ProcessSeeker((sys.executable, "-c", "import time; time.sleep(600)"))
    asked(seeker)
    begun = time.monotonic()
    seeker.close()
    seeker.close()
    assert time.monotonic() - begun < LONGEST


def test_it_ends_with_the_host_that_was_killed(tmp_path: Path) -> None:
    """Given a search whose host's end of the pipe is closed, as by SIGKILL, then it does not go on alone."""
    said = tmp_path / "said"
    with said.open("wb") as target:
        process = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=target, stderr=subprocess.DEVNULL)
        assert process.stdin is not None
        process.stdin.write(f"{rows.header_text(drills.header('vendor_outage'))}\n".encode())
        for entry in drills.play("vendor_outage").entries:
            process.stdin.write(f"{json.dumps(rows.row_of(entry))}\n".encode())
        process.stdin.write(b"\n")
        process.stdin.close()
        assert process.wait(LONGEST) == 0
    assert said.read_bytes() == b"", "nobody was there to hear it"
