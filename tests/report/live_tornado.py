"""A tornado that people played: everything a report can tell of a live drill, with odd seconds and numbers in texts."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from drillsim import __version__
from drillsim.cli.playing import numpy_of
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record import written as w
from drillsim.record.entries import Header, Stamp
from drillsim.session.session import Session
from drillsim.session.store.file import RecordWriter
from support import drills
from support.drills import exercise

NIGHT = 1_790_000_000 * 10**9
"""StartEx on the wall clock: in September 2026."""
BUS = {"id": "bus", "kind": "information", "tell": ["hr_lead"], "says": "Bus 7 stands in a queue of 12 cars."}


def record(path: Path, ends: int = 29_999) -> Path:
    """Played second by second up to EndEx at `ends`; written about until long after."""
    with RecordWriter.create(path, header(), min_free_mb=0) as writer:
        session = Session(exercise("tornado"), header(), writer.append)
        for number, (second, command) in enumerate(_story(ends), 1):
            if session.started:
                session.advance(second, _stamp(second))
            session.take(command, client_id=f"c{number}", stamp=_stamp(second))
    return path


def lobby(path: Path) -> Path:
    """Opened, and never started."""
    with RecordWriter.create(path, header(), min_free_mb=0) as writer:
        Session(exercise("tornado"), header(), writer.append).take(
            r.OnShift("tulsa_agents", 190), client_id="c1", stamp=_stamp(0)
        )
    return path


def header() -> Header:
    """Facilitated, with a stand-in for one role."""
    asked = drills.header("tornado", live=True)
    return replace(
        asked,
        drillsim=__version__,
        facilitated=True,
        started_wall_ns=NIGHT,
        players={**exercise("tornado").drill.players, "partner_lead": "stand_in"},
        numpy=numpy_of(exercise("tornado")),
        contacts_engine="python",
    )


def _stamp(second: int) -> Stamp:
    return Stamp(second * 1000, second * 10**9, NIGHT + second * 10**9)


def _story(ends: int) -> list[tuple[int, c.Command]]:
    before: list[tuple[int, c.Command]] = [(0, r.OnShift("tulsa_agents", 190)), (0, r.Start())]
    during = sorted([*_played(), *_written()], key=lambda each: each[0])
    return [*before, *(each for each in during if each[0] < ends), (ends, c.End()), *_afterwards()]


def _played() -> Iterator[tuple[int, c.Command]]:
    yield 61, c.Does("incident_lead", "declare_emergency")
    yield 77, c.Acknowledges("floor_lead", "warning")
    yield 125, c.Does("floor_lead", "take_cover")
    yield 683, c.Done("floor_lead", "take_cover")
    yield 700, c.Does("hr_lead", "head_count")
    yield 905, c.Sends("hr_lead", "staff_alert", fill={"what": "Stay in shelter 4 until 15:20"})
    yield 1201, c.Pause("a break of 10 minutes")
    yield 1201, c.Resume()
    yield 1207, c.Does("telecom_lead", "reroute_calls")
    yield 1500, c.Sends("comms_lead", "holding_statement", fault="ours")
    yield 2213, c.Done("telecom_lead", "reroute_calls")
    yield 1807, c.ChecksIn("hr_lead", "tulsa_agents", 150, None, "assembled")
    yield 1933, c.ChecksIn("hr_lead", "tulsa_agents", 3, None, "need_help")
    yield 2105, c.ChecksIn("hr_lead", "tulsa_agents", 26, None, "assembled")
    yield 2501, c.Done("hr_lead", "head_count")
    yield 3000, c.Decides("incident_lead", "close for 24 hours", None, "3 walls are cracked", ("wait 2 hours",))
    yield 3100, c.Decides("floor_lead", "reporter", None, "they asked 2 times")
    yield 3200, c.Assigns("incident_lead", "hr_lead", "find 30 chairs", 5400)
    yield 3300, c.Skip("power_back", "no time before 17:00")
    yield 3301, c.Restore("power_back")
    yield 3302, c.Defer("power_back", 17_000)
    yield 4001, c.Improvise(BUS)
    yield 4100, c.SetPace(30)
    yield 4500, c.Notes("hr_lead", "Counted 219 of 250")
    yield 6000, c.Sends("comms_lead", "progress_update", restored_by=7200)
    yield 6300, c.Does("hr_lead", "move_to_annex")
    yield 9001, c.Done("hr_lead", "move_to_annex")
    yield 9500, c.Does("floor_lead", "walkthrough")
    yield 18_000, c.Does("floor_lead", "walkthrough")
    yield 20_003, c.Done("floor_lead", "walkthrough")
    yield 20_100, c.Does("hr_lead", "recall_staff")
    yield 28_200, c.Done("hr_lead", "recall_staff")
    yield 28_300, c.Does("telecom_lead", "route_back")


def _written() -> Iterator[tuple[int, c.Command]]:
    yield 800, w.Whiteboard("facilitator", "facts", "2 people hurt")
    yield 1600, w.Observe("evaluator", "Cover took 9 minutes", 683, "warning", "take_cover", "protect_people", "S")
    yield 1650, w.Observe("evaluator", "2 of 8 shelter doors were locked", 640, None, None, "protect_people", "M")
    yield 1700, w.Rate("evaluator", "protect_people", "P", "all 190 were under cover")


def _afterwards() -> Iterator[tuple[int, c.Command]]:
    yield 31_000, w.HotWash("facilitator", "strength", "Under cover in 9 minutes", "protect_people")
    yield 31_010, w.HotWash("hr_lead", "area", "14 people were counted twice")
    yield 31_100, w.Rate("evaluator", "protect_people", "S", "1 door stuck")
    yield 31_200, w.Rate("facilitator", "keep_answering", "M", "2 hours were too long")
    yield (
        31_300,
        w.Act(
            "facilitator",
            "Counted twice",
            "Buy 2 tally counters",
            "protect_people",
            "Equipment",
            "hr_lead",
            "2026-12-01",
        ),
    )
    yield (
        31_400,
        w.Act(
            "facilitator",
            "2 locked doors",
            "Give the wardens 4 keys",
            evidence=("task:take_cover@605", "inject:warning"),
            contact="floor_lead",
            priority="1st",
        ),
    )
