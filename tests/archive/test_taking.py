"""Records taken into the database: again and again, in any order, and what was said of actions in between stays."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from drillsim.archive.changing import assign, close, is_issued
from drillsim.archive.database import Database
from drillsim.archive.taking import is_new, take_in
from drillsim.loading.export import exported_drill
from drillsim.record import running as r
from drillsim.record import written as w
from drillsim.session.amending import amend
from drillsim.session.session import Session
from drillsim.session.store.file import RecordWriter
from drillsim.session.store.reader import RecordReader
from support.drills import exercise, header

NOW = 1_790_000_000 * 10**9


def live_record(path: Path, *, started: int = NOW, brought: w.OpenActions | None = None) -> Path:
    """A live tornado drill in which nobody did anything, to its end."""
    of_that_day = replace(header("tornado", live=True), started_wall_ns=started)
    with RecordWriter.create(path, of_that_day, min_free_mb=0) as writer:
        session = Session(exercise("tornado"), of_that_day, writer.append)
        if brought is not None:
            session.take(brought, client_id="host-0")
        session.take(r.Start(), client_id="start")
        session.finish()
    return path


def act(action: str = "Call sooner", **more: object) -> w.Act:
    return w.Act("facilitator", "It was late", action, **more)  # type: ignore[arg-type]  # its own fields


def snapshot(database: Database) -> tuple[object, ...]:
    return database.drills(), database.actions()


def test_what_the_hot_wash_noted_is_there_under_a_short_name(tmp_path: Path) -> None:
    record = live_record(tmp_path / "x.drillrecord")
    amend(record, [act(owner="partner_lead"), act("Buy torches")], wall_ns=NOW)
    with Database(tmp_path / "drillsim.db") as database:
        take_in(database, record)
        assert [(each.id, each.said.action, each.missing) for each in database.actions()] == [
            ("tornado-1", "Call sooner", ("due date",)),
            ("tornado-2", "Buy torches", ("owner", "due date")),
        ]


def test_a_later_word_on_the_record_renews_it_and_one_taken_back_is_taken_back(tmp_path: Path) -> None:
    record = live_record(tmp_path / "x.drillrecord")
    (noted,) = amend(record, [act()], wall_ns=NOW)
    with Database(tmp_path / "drillsim.db") as database:
        take_in(database, record)
        amend(record, [act("Call at once", instead=noted.seq)], wall_ns=NOW + 1)
        assert is_new(database, record)
        take_in(database, record)
        assert not is_new(database, record)
        assert [(each.id, each.said.action) for each in database.actions()] == [("tornado-1", "Call at once")]
        amend(record, [act("", instead=noted.seq)], wall_ns=NOW + 2)
        take_in(database, record)
        assert [each.status for each in database.actions()] == [None]


def test_what_is_assigned_goes_on_the_record_until_its_report_is_final(tmp_path: Path) -> None:
    record = live_record(tmp_path / "x.drillrecord")
    amend(record, [act(evidence=("task:declare@600",))], wall_ns=NOW)
    with Database(tmp_path / "drillsim.db") as database:
        take_in(database, record)
        written_on = assign(database, database.action("tornado-1"), {"owner": "hr_lead"}, by="", why="", wall_ns=NOW)
        assert written_on == record
        assert not is_issued(database, database.action("tornado-1"))
        amend(record, [w.Final("facilitator")], wall_ns=NOW)
        take_in(database, record)
        assert assign(database, database.action("TORNADO-1"), {"due": "2027-01-01"}, by="", why="", wall_ns=NOW) is None
        assert is_issued(database, database.action("tornado-1")), "the report keeps what it says"
        take_in(database, record)
        found = database.action("tornado-1")
        assert (found.said.owner, found.said.due, found.missing) == ("hr_lead", "2027-01-01", ())
        close(database, found, by="", why="done", wall_ns=NOW, verified_in=None)
        take_in(database, record)
        assert database.action("tornado-1").status == "complete"


def test_of_two_words_about_the_same_the_later_counts(tmp_path: Path) -> None:
    """The database said the due date first, the record says it later."""
    record = live_record(tmp_path / "x.drillrecord")
    (noted,) = amend(record, [act()], wall_ns=NOW)
    with Database(tmp_path / "drillsim.db") as database:
        take_in(database, record)
        with database.writing():
            database.change(database.action("tornado-1"), {"due": "2027-01-01", "owner": "hr_lead"})
        amend(record, [act(due="2027-02-02", instead=noted.seq)], wall_ns=NOW)
        take_in(database, record)
        said = database.action("tornado-1").said
        assert (said.due, said.owner) == ("2027-02-02", "hr_lead")


def test_an_evaluator_says_that_an_action_of_the_first_drill_works(tmp_path: Path) -> None:
    first = live_record(tmp_path / "first.drillrecord")
    amend(first, [act()], wall_ns=NOW)
    with Database(tmp_path / "drillsim.db") as database:
        take_in(database, first)
        brought = w.OpenActions("host", "2027-01-01", tuple(each.brought() for each in database.actions()))
        second = live_record(tmp_path / "second.drillrecord", started=NOW + 10**18, brought=brought)
        amend(second, [w.Retest("evaluator", "tornado-1", True, "called within a minute")], wall_ns=NOW + 10**18)
        take_in(database, second)
        found = database.action("tornado-1")
        assert (found.status, found.course[-1].by, found.course[-1].why) == (
            "verified",
            "evaluator",
            "called within a minute",
        )


STEPS = st.lists(st.sampled_from(["first", "second", "assign", "close"]), min_size=1, max_size=8)


@settings(max_examples=25)
@given(STEPS)
def test_taking_in_twice_is_taking_in_once(steps: Sequence[str]) -> None:
    """Whatever was said in between: a record that has not changed changes nothing."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        records = {name: RECORDS[name] for name in ("first", "second")}
        with Database(place / "drillsim.db") as database:
            for number, step in enumerate(steps):
                if step in records:
                    take_in(database, records[step])
                elif database.actions():
                    _say(database, step, number)
                before = snapshot(database)
                for record in records.values():
                    if database.stamp_of(record) is not None:
                        take_in(database, record)
                assert snapshot(database) == before


def _say(database: Database, step: str, number: int) -> None:
    action = database.actions()[-1]
    if step == "assign":
        with database.writing():
            database.change(action, {"owner": f"lead {number}", "due": "2027-01-01"})
    elif not action.missing:
        close(database, action, by="", why="done", wall_ns=NOW, verified_in=None)


def _records() -> dict[str, Path]:
    folder = Path(tempfile.mkdtemp())
    first = live_record(folder / "first.drillrecord")
    amend(first, [act(), act("Buy torches", owner="hr_lead")], wall_ns=NOW)
    second = live_record(folder / "second.drillrecord", started=NOW + 1)
    amend(second, [act("Practise")], wall_ns=NOW + 1)
    return {"first": first, "second": second}


RECORDS = _records()


def test_what_shows_an_action_travels_with_an_exported_drill(tmp_path: Path) -> None:
    """Its dates, contact and priority too: the file's improvements are those of the record."""
    record = live_record(tmp_path / "x.drillrecord")
    told = {"start": "2026-12-01", "contact": "Front desk", "priority": "high", "expects": "task:take_cover within 10m"}
    amend(record, [act(**told)], wall_ns=NOW)
    with RecordReader.open(record) as reader:
        text = exported_drill(reader.header, exercise("tornado"), list(reader.entries()))
    for value in told.values():
        assert value in text
    assert "drillsim does not read this file" not in text
