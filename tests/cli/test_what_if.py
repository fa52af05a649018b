"""`drillsim what-if`: the one earlier step, and any one response moved or left out."""

from pathlib import Path

import pytest

from drillsim.analysis.written import written
from drillsim.session.store.chain import read_intact
from drillsim.session.store.file import RecordWriter
from support import drills
from support.cli import drillsim, recorded

BRIGHTLINE = (
    "“Ask Brightline for 60 agents” (call_brightline, by the Partner and vendor lead) was begun at T+00:30, 18 minutes"
    " after the first word of it: 8 minutes earlier and you would have kept the promise."
)


@pytest.fixture(scope="module")
def tornado(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the tornado drill, played unattended."""
    return recorded(tmp_path_factory.mktemp("tornado"))


def without_verdict(folder: Path) -> Path:
    """A record whose host was killed before the search was over."""
    session = drills.play("tornado")
    place = folder / "killed.drillrecord"
    with RecordWriter.create(place, session.header, min_free_mb=0) as writer:
        writer.append(session.entries)
    return place


def test_the_verdict_is_in_the_record_and_is_printed(tornado: Path) -> None:
    """Unattended, it was looked for before anything was told."""
    ended = drillsim("what-if", tornado, folder=tornado.parent)
    assert ended.code == 0
    assert ended.err == ""
    assert ended.out.split("\n\n")[0] == (
        f"You promised “Answer customer calls” back within 2h. It took 2h08m: 8m too long.\n  {BRIGHTLINE}"
    )
    assert ended.out.count("No single earlier step would have kept it.") == 2
    assert BRIGHTLINE in drillsim("report", tornado, folder=tornado.parent).out.replace("`", "")


def test_a_record_without_one_gets_it_and_keeps_it(tmp_path: Path) -> None:
    """Given a record whose host was killed before, when it is asked, then it is looked for once, and kept."""
    record = without_verdict(tmp_path)
    digest = drillsim("replay", record, "--digest", folder=tmp_path).out
    first = drillsim("what-if", record, "--json", folder=tmp_path)
    assert first.code == 0
    assert first.json["kept"] is True
    assert f"Kept in {record}" in first.err
    again = drillsim("what-if", record, "--json", folder=tmp_path)
    assert again.json == first.json
    assert again.err == ""
    assert written(read_intact(record).entries).verdict is not None
    assert drillsim("record", "verify", record, folder=tmp_path).code == 0
    assert drillsim("replay", record, "--digest", folder=tmp_path).out == digest


def test_it_is_told_where_it_cannot_be_kept(tmp_path: Path) -> None:
    """Given a record that another drillsim holds, then the answer comes all the same, and says that it is not kept."""
    record = without_verdict(tmp_path)
    writer, _ = RecordWriter.reopen(record, min_free_mb=0)
    with writer:
        ended = drillsim("what-if", record, folder=tmp_path)
    assert ended.code == 0
    assert BRIGHTLINE in ended.out
    assert ended.err.startswith("Not kept in the record: ")


def test_moving_a_response_tells_promise_by_promise_what_changes(tornado: Path) -> None:
    ended = drillsim("what-if", tornado, "--move", "call_brightline", "-10m", folder=tornado.parent)
    assert ended.code == 0
    lines = ended.out.splitlines()
    assert lines[0] == (
        "What if call_brightline (by partner_lead) had come 10 minutes earlier, at T+00:20 instead of T+00:30, and"
        " nothing else had changed?"
    )
    assert "Promises: 1 better." in lines
    assert "  better  “Answer customer calls” back in time: missed by 8m -> kept" in lines
    assert "  same    “Answer customer email” back in time: missed by 4h58m" in lines
    assert "  Answer customer calls: T+00:02 to T+02:10 (2h08m) -> T+00:02 to T+02:00 (1h58m)" in lines
    assert "  call_brightline (playbook tornado): late by 10m -> on time" in lines
    assert any(line.endswith("abandoned, 139 fewer") for line in lines)


def test_at_the_step_it_is_kept_and_a_minute_less_is_not_enough(tornado: Path) -> None:
    for by, after in (("-8m", "kept"), ("-7m", "missed by 1m")):
        ended = drillsim("what-if", tornado, "--move", "#46", by, folder=tornado.parent)
        assert f"“Answer customer calls” back in time: missed by 8m -> {after}" in ended.out


def test_leaving_a_response_out(tornado: Path) -> None:
    ended = drillsim("what-if", tornado, "--drop", "call_brightline", "--json", folder=tornado.parent)
    calls = next(each for each in ended.json["promises"] if each["promise"] == "rto:inbound_calls")
    assert calls["change"] == "worse"
    assert (calls["before"]["over"], calls["after"]["over"]) == (480, 2580)
    assert ended.json["response"] == {"entry": 46, "what": "task:call_brightline", "by": "partner_lead", "at": 1800}
    assert ended.json["moved"] is None
    assert ended.json["refused"] is False


def test_nothing_moved_changes_nothing(tornado: Path) -> None:
    found = drillsim("what-if", tornado, "--move", "call_brightline", "0m", "--json", folder=tornado.parent).json
    assert {each["change"] for each in found["promises"]} == {"same"}
    assert (found["outages"], found["timings"], found["customers"]) == ({}, {}, {})
    assert found["refusals"] == {"before": [], "after": []}


def test_a_refusal_is_told(tornado: Path) -> None:
    ended = drillsim("what-if", tornado, "--move", "route_back", "-2h", folder=tornado.parent)
    assert "The rules would have refused it at T+06:05: see below." in ended.out
    assert "  then: route_back comes after recall_staff (at T+06:05)" in ended.out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            ("--drop", "call_brightlin"),
            'expected a response of this drill, found call_brightlin; did you mean "call_br',
        ),
        (("--drop", "#1"), "expected the entry of a response, found #1, which is none"),
        (("--drop", ""), "expected a response of this drill, found an empty name"),
        (
            ("--move", "progress_update", "-5m"),
            "expected one response, found that progress_update came 2 times: progress_update@T+01:40 (#55),"
            " progress_update@T+02:35 (#63)",
        ),
        (("--move", "progress_update@T+02:00", "-5m"), "expected when progress_update came, found T+02:00: there is"),
        (("--move", "progress_update@2", "-5m"), "expected a time such as T+00:15 or Saturday 10:50 after @, found 2"),
        (("--move", "call_brightline", "-31m"), "expected a move to T+00:00 or later, found -31m for call_brightline"),
        (("--move", "call_brightline", "soon"), "expected how much earlier (-10m) or later (5m), found soon"),
        (("--move", "call_brightline", "-10"), 'found -10; did you mean "-10h"?'),
        (("--move", "call_brightline"), "--move"),
        (("--move", "call_brightline", "-1m", "--drop", "walkthrough"), "--move and --drop are two changes"),
        (("--drop", "\x1b[2J"), "expected a response of this drill, found "),
    ],
)
def test_a_wrong_call_is_one_line(tornado: Path, words: tuple[str, ...], says: str) -> None:
    ended = drillsim("what-if", tornado, *words, folder=tornado.parent)
    assert ended.code == 2
    assert says in ended.err
    assert ended.err.count("\n") == 1
    assert "\x1b" not in ended.err
    assert ended.out == ""


def test_a_drill_that_goes_on_cannot_be_asked_yet(tmp_path: Path) -> None:
    session = drills.play("tornado")
    place = tmp_path / "early.drillrecord"
    with RecordWriter.create(place, session.header, min_free_mb=0) as writer:
        writer.append(session.entries[:20])
    for words in ((), ("--drop", "take_cover")):
        ended = drillsim("what-if", place, *words, folder=tmp_path)
        assert ended.code == 2
        assert "expected a drill that has ended, found one that is still played or was broken off" in ended.err
        assert ended.err.count("\n") == 1


def test_what_is_no_record_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("nothing")
    for name in ("x", "gone", ""):
        ended = drillsim("what-if", name, folder=tmp_path)
        assert ended.code == 3
        assert ended.err.count("\n") == 1


def test_an_unattended_run_looks_for_it_where_it_is_told(tmp_path: Path) -> None:
    """In the report and in the record; the one JSON object is the outcome, which does not hold it."""
    assert BRIGHTLINE in drillsim("run", "tornado", "--unattended", folder=tmp_path).out.replace("`", "")
    record = tmp_path / "x.drillrecord"
    drillsim("run", "tornado", "--unattended", "--json", "--record", record, folder=tmp_path)
    assert written(read_intact(record).entries).verdict is not None
