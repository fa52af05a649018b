"""A record as a drill file: playing it gives the identical outcome."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drillsim.analysis.noted import as_noted
from drillsim.analysis.outcome import outcome
from drillsim.analysis.shape import Outcome
from drillsim.analysis.written import written
from drillsim.errors import DocumentRefused, NotFound
from drillsim.loading import load, load_recorded
from drillsim.loading.export import exported_drill, write_exported
from drillsim.loading.scan import scan
from drillsim.loading.tree import data
from drillsim.loading.yaml_text import flow, scalar
from drillsim.model.drill import Response
from drillsim.model.exercise import Exercise
from drillsim.model.spelling import write_clock
from drillsim.net.access import SAYABLE
from drillsim.record import commands as c
from drillsim.record import written as w
from drillsim.record.clean import clean
from drillsim.record.entries import Header
from drillsim.session.script import response_command, who_plays
from drillsim.session.session import Session
from support.anything import lighter, responses, with_responses
from support.drills import SHIPPED, TODAY, exercise, header

SLOW = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])


def played(exercise: Exercise, header: Header) -> Session:
    session = Session(exercise, header)
    session.finish()
    return session


def exported(session: Session) -> str:
    return exported_drill(session.header, session.exercise, session.entries)


def loaded(session: Session, text: str) -> Exercise:
    """The exported text as an exercise, with the recorded plan and scenarios."""
    texts = {each.path: each.text for each in session.header.texts} | {session.header.drill.path: text}
    found = load_recorded(texts, session.header.drill.path, today=TODAY).exercise
    assert found is not None
    return found


def again(session: Session) -> Outcome:
    """The outcome of the exported drill, played unattended."""
    found = loaded(session, exported(session))
    second = replace(session.header, live=False, players=who_plays(found, live=False), seed=found.drill.seed)
    return outcome(lighter(found), second, played(found, second).entries)


def first(session: Session) -> Outcome:
    return outcome(lighter(session.exercise), session.header, session.entries)


def assert_same(session: Session) -> None:
    """But for who was on duty how long, where a usual end has to be written as a `done`: that counts as a response.

    What the facilitator tried in vain is left out where it was about something that was taken back later.
    """
    second, expected = again(session), first(session)
    if any(entry.kind == "inject_restored" for entry in session.entries):
        second, expected = without_vain(second), without_vain(expected)
    if _ends_written(session):
        second, expected = without_people(second), without_people(expected)
    assert second == expected


def without_people(found: Outcome) -> Outcome:
    return {**found, "people": {}}


def without_vain(found: Outcome) -> Outcome:
    return {**found, "refused": [row for row in found["refused"] if row["by"] != "facilitator"]}


def _ends_written(session: Session) -> bool:
    said = sum(entry.kind == "done" for entry in session.entries)
    return sum("done" in row for row in yaml.safe_load(exported(session)).get("responses", [])) > said


@pytest.mark.parametrize("stand_ins", [False, True], ids=["as written", "stand-ins"])
@pytest.mark.parametrize("name", SHIPPED)
def test_an_exported_drill_comes_out_as_its_record(name: str, *, stand_ins: bool) -> None:
    session = played(exercise(name), header(name, stand_ins=stand_ins))
    assert_same(session)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_rehearsal_as_a_live_drill_with_nobody_there_comes_out_the_same(name: str) -> None:
    session = played(exercise(name), header(name, live=True))
    assert_same(session)


@pytest.mark.parametrize("name", SHIPPED)
def test_an_export_of_an_export_is_the_same_file(name: str) -> None:
    session = played(exercise(name), header(name, stand_ins=True))
    text = exported(session)
    found = loaded(session, text)
    second = replace(session.header, live=False, players=who_plays(found, live=False))
    repeated = played(found, second)
    assert exported_drill(session.header, found, repeated.entries) == text


@given(data=st.data())
@SLOW
def test_whatever_was_said_and_done_comes_out_the_same(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(SHIPPED))
    drill = with_responses(exercise(name), data.draw(responses(exercise(name))))
    session = played(drill, header(name, stand_ins=data.draw(st.booleans())))
    assert_same(session)


def test_what_is_exported_is_readable_for_this_user_only(tmp_path: Path) -> None:
    """Given a record, whose check-ins may be by name, when exported, then its files are as private as it is."""
    session = played(exercise("tornado"), header("tornado"))
    files = write_exported(str(tmp_path / "again.drill.yaml"), session.header, session.exercise, session.entries)
    assert {Path(file).stat().st_mode & 0o777 for file in files} == {0o600}


@pytest.mark.parametrize("by", [None, "facilitator", "scribe"])
def test_who_reports_for_a_team_without_being_a_role_is_exported(by: str | None) -> None:
    """Given heads that the facilitator or the scribe reported, when exported, then they count again."""
    drill = exercise("pandemic")
    session = Session(drill, header("pandemic", live=True))
    session.advance(3_000)
    session.take(c.ChecksIn(by, "harbor_agents", 30, "home", "working"), client_id="1")
    session.take(c.Notes(by or "scribe", "heads counted"), client_id="2")
    session.finish()
    assert "Left out" not in exported(session)
    assert_same(session)


def test_agents_have_other_names_in_a_drill_file() -> None:
    """Given two who checked in by name, one of them twice, when exported, then it counts them and names nobody."""
    session = Session(exercise("pandemic"), header("pandemic", live=True))
    session.advance(3_000)
    for number, (who, status) in enumerate([("Ana", "out"), ("Ben", "working"), ("Ana", "safe")]):
        command = c.ChecksIn("facilitator", "harbor_agents", 1, "home", status, name=who)
        session.take(command, client_id=str(number))
    session.finish()
    file = exported(session)
    assert "Ana" not in file
    assert "Ben" not in file
    assert (file.count("name: agent_1"), file.count("name: agent_2")) == (2, 1)
    assert_same(session)


@pytest.mark.parametrize("task", ["declare", "send_home"])
def test_a_task_that_got_its_usual_time_as_it_began_has_it_in_the_file_too(task: str) -> None:
    """Given a clock that stands, when a task begins and the facilitator gives it its usual time, then it ends alike."""
    drill = with_responses(exercise("pandemic"), [], kind="timed")
    players = who_plays(drill, live=True, taken=sorted(drill.plan.roles))
    session = Session(drill, replace(header("pandemic", live=True), players=players, facilitated=True))
    session.advance(3_000)
    session.take(c.Does(drill.plan.tasks[task].by, task), client_id="1")
    session.take(c.GiveUsual(task), client_id="2")
    session.finish()
    assert_same(session)


CONDUCT: list[Callable[[str], c.Command]] = [
    c.Release,
    lambda inject: c.Skip(inject, "no time"),
    lambda inject: c.Defer(inject, 7_201),
    c.Defer,
    c.Restore,
    lambda inject: c.Improvise({"id": "made_up", "says": f"About {inject}", "tell": []}),
    lambda inject: c.Place("incident_lead", "stand_in"),  # noqa: ARG005 -- every act is made from an inject
    lambda inject: c.Pause(inject),
    lambda inject: c.End(inject),
]


def _live(
    name: str,
    kind: str,
    said: Sequence[Response],
    conduct: Sequence[tuple[int, c.Command]],
    *,
    release: str = "clock",
    later: int = 0,
) -> Session:
    """People play all roles; conduct comes at seconds of its own, where nothing is due.

    `release` says who releases injects, `later` how much later than typed each response is said to be done.
    """
    drill = with_responses(exercise(name), [], kind=kind, release=release)
    players = who_plays(drill, live=True, taken=sorted(drill.plan.roles)[::2])
    session = Session(drill, replace(header(name, live=True), players=players, facilitated=True))
    acts = [*said_at(drill, said), *((second, command) for second, command in conduct)]
    for number, (second, command) in enumerate(sorted(acts, key=lambda act: act[0])):
        session.advance(second)
        if not session.over:
            sayable = isinstance(command, SAYABLE) and later > 0
            session.take(command, client_id=str(number), said=session.now + later if sayable else None)
    session.finish()
    return session


def said_at(drill: Exercise, said: Sequence[Response]) -> list[tuple[int, c.Command]]:
    return [(drill.second(each.at), response_command(drill, each)) for each in said]


@st.composite
def waves(draw: st.DrawFn, base: Exercise) -> list[dict[str, Any]]:
    """Two waves of one task that may overlap, and who says that they are done."""
    task = draw(st.sampled_from(sorted(base.plan.tasks)))
    by = base.plan.tasks[task].by
    second = draw(st.integers(0, base.lasts // 2))
    acts: list[dict[str, Any]] = []
    for word in ("does", "does", *draw(st.lists(st.just("done"), max_size=3))):
        acts.append({"at": write_clock(min(second, base.lasts)), "by": by, word: task})
        second += draw(st.sampled_from([0, 1, 60, 480, 3_600]))
    return acts


@given(data=st.data())
@SLOW
def test_a_live_drill_comes_out_the_same(data: st.DataObject) -> None:
    name, kind = data.draw(st.sampled_from(SHIPPED)), data.draw(st.sampled_from(["tabletop", "timed"]))
    base = exercise(name)
    said = with_responses(base, data.draw(responses(base)) + data.draw(waves(base))).drill.responses
    injects = st.sampled_from([inject.id for inject in base.injects])
    seconds = st.integers(0, base.lasts // 60 - 1).map(lambda minute: minute * 60 + 37)
    conduct = [
        (second, data.draw(st.sampled_from(CONDUCT))(data.draw(injects)))
        for second in data.draw(st.lists(seconds, max_size=4, unique=True))
    ]
    made_up = [act for act in conduct if isinstance(act[1], c.Improvise)]
    conduct = [act for act in conduct if act not in made_up[1:]]  # an id is given once
    release, later = data.draw(st.sampled_from(["clock", "facilitator"])), data.draw(st.sampled_from([0, 0, 61, 3_607]))
    session = _live(name, kind, said, conduct, release=release, later=later)
    assert_same(session)


def test_a_done_refused_before_the_start_in_its_second_is_not_the_end_of_that_start() -> None:
    said = [{"at": "T+00:02", "by": "floor_lead", word: "take_cover"} for word in ("done", "does", "does")]
    session = played(with_responses(exercise("tornado"), said), header("tornado"))
    assert [entry.at for entry in session.entries if entry.kind == "task_done"] == [600, 600]
    assert_same(session)


def test_a_late_done_that_was_refused_does_not_prolong_the_task() -> None:
    """At a table a task ends after its usual time; who says so later is refused, then and when it is played again."""
    late = [{"at": "T+00:02", "by": "floor_lead", "does": "take_cover"}]
    late += [{"at": "T+00:30", "by": "floor_lead", "done": "take_cover"}]
    said = with_responses(exercise("tornado"), late).drill.responses
    session = _live("tornado", "tabletop", said, [])
    assert [row["what"] for row in first(session)["refused"]] == ["take_cover"]
    assert_same(session)


def test_a_done_said_of_the_first_of_two_runs_is_written_once() -> None:
    """Two waves of one task at a table: one is said to be done, the other comes to its usual end."""
    waves = [
        {"at": "T+00:05:01", "by": "floor_lead", "does": "take_cover"},
        {"at": "T+00:05:02", "by": "floor_lead", "does": "take_cover"},
        {"at": "T+00:05:03", "by": "floor_lead", "done": "take_cover"},
    ]
    session = _live("tornado", "tabletop", with_responses(exercise("tornado"), waves).drill.responses, [])
    said = [row for row in yaml.safe_load(exported(session))["responses"] if row.get("done") == "take_cover"]
    assert [row["at"] for row in said] == ["T+00:05:03"]
    assert_same(session)


def test_a_release_that_was_refused_does_not_hold_the_inject_back() -> None:
    session = _live("tornado", "tabletop", [], [(1_800, c.Release("touchdown"))])
    assert [row["what"] for row in first(session)["refused"]] == ["touchdown"]
    assert_same(session)


def test_a_release_refused_after_the_inject_came_late_does_not_hold_it_back() -> None:
    put_off, tried = (37, c.Defer("touchdown", 1_800)), (1_837, c.Release("touchdown"))
    session = _live("tornado", "tabletop", [], [put_off, tried])
    assert [row["what"] for row in first(session)["refused"]] == ["touchdown"]
    assert_same(session)


def test_what_was_taken_back_too_late_and_never_released_never_came() -> None:
    acts: list[tuple[int, c.Command]] = [(37, c.Skip("touchdown", "no time")), (757, c.Restore("touchdown"))]
    session = _live("tornado", "tabletop", [], acts, release="facilitator")
    assert "touchdown" not in [row["inject"] for row in first(session)["fired"] if "inject" in row]
    assert_same(session)


def test_what_was_refused_does_not_count_once_its_reason_was_taken_back() -> None:
    skipped: list[tuple[int, c.Command]] = [(second, c.Skip("touchdown", "no time")) for second in (37, 97)]
    session = _live("tornado", "tabletop", [], [*skipped, (157, c.Restore("touchdown"))])
    assert [row["what"] for row in first(session)["refused"]] == ["touchdown"]
    assert_same(session)


def test_what_waited_for_the_facilitator_and_was_deferred_to_a_past_second_came_then() -> None:
    session = _live("tornado", "tabletop", [], [(7_237, c.Defer("touchdown", 7_201))], release="facilitator")
    assert {"inject": "touchdown", "at": 7_237} in first(session)["fired"]
    assert_same(session)


def test_a_task_still_running_at_the_end_of_a_timed_drill_is_unfinished() -> None:
    drill = with_responses(exercise("tornado"), [], kind="timed")
    players = who_plays(drill, live=True, taken=["floor_lead"])
    session = Session(drill, replace(header("tornado", live=True), players=players))
    session.advance(120)
    session.take(c.Does("floor_lead", "take_cover"), client_id="1")
    session.finish()
    assert yaml.safe_load(exported(session))["unfinished"] == ["take_cover"]
    assert_same(session)


def test_what_no_drill_file_can_hold_is_left_out_and_noted() -> None:
    session = Session(exercise("tornado"), header("tornado", live=True))
    session.advance(60)
    session.take(c.Does("floor_lead", "dance"), client_id="1")
    session.finish()
    text = exported(session)
    assert "# Left out of responses, because no drill file can hold it:" in text
    assert "does: dance" in text
    assert all(row.get("does") != "dance" for row in yaml.safe_load(text).get("responses", []))


def test_a_plain_yaml_reader_takes_an_export_like_the_loader() -> None:
    text = exported(played(exercise("tornado"), header("tornado")))
    read = yaml.safe_load(text)
    assert read["drill"] == "Spring tornado tabletop"
    assert read["seed"] == 1
    assert set(read["players"].values()) == {"script"}
    assert read["responses"][0] == {"at": "T+00:01", "by": "incident_lead", "does": "declare_emergency"}
    assert read["hotwash"] == yaml.safe_load((Path("drills") / "tornado.drill.yaml").read_text())["hotwash"]


HOSTILE = [
    "no",
    "12:30",
    "0x1f",
    "1_000",
    "~",
    "a, b",
    "a: b",
    "a #b",
    "- a",
    "&a",
    "*a",
    "!tag",
    "{a}",
    "[a]",
    '"',
    "'",
    "two\nlines\n",
    " blank",
    "tail ",
    "tab\there",
    "é€\U0001f300",
    "‍",
    "2026-01-01",
    "<<",
    "=",
    "1e3",
    "012",
    "x:",
    "...",
    "---",
    "../a.yaml",
]


@given(
    text=st.sampled_from(HOSTILE) | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]))
)
def test_every_text_is_written_so_that_it_is_read_back(text: str) -> None:
    assert yaml.safe_load(scalar(text)) == text
    assert yaml.safe_load(flow({"key": [text, {"a": text}]})) == {"key": [text, {"a": text}]}
    tree, doubts = scan(flow({"key": [text]}))
    assert data(tree) == {"key": [normalize("NFC", text)]}  # the loader composes what it reads
    assert doubts == []


class TestWritten:
    """`record export -o FILE`: a folder that plays by itself."""

    def write(self, path: Path) -> list[str]:
        session = played(exercise("tornado"), header("tornado"))
        return write_exported(str(path), session.header, session.exercise, session.entries)

    def test_plan_and_scenario_come_with_it(self, tmp_path: Path) -> None:
        drill = tmp_path / "again.drill.yaml"
        assert self.write(drill) == [
            str(tmp_path / name) for name in ("prairie.plan.yaml", "tornado.scenario.yaml", "again.drill.yaml")
        ]
        found = load(drill, today=TODAY).exercise
        assert found is not None
        assert found.lasts == exercise("tornado").lasts

    def test_the_same_file_is_used_and_another_is_left_alone(self, tmp_path: Path) -> None:
        self.write(tmp_path / "one.drill.yaml")
        assert self.write(tmp_path / "two.drill.yaml") == [str(tmp_path / "two.drill.yaml")]
        plan = tmp_path / "prairie.plan.yaml"
        plan.write_text(plan.read_text() + "# changed\n")
        written = self.write(tmp_path / "three.drill.yaml")
        assert written == [str(tmp_path / "three-files/prairie.plan.yaml"), str(tmp_path / "three.drill.yaml")]
        assert plan.read_text().endswith("# changed\n")
        load(tmp_path / "three.drill.yaml", today=TODAY)

    def test_a_drill_that_is_there_is_not_overwritten(self, tmp_path: Path) -> None:
        drill = tmp_path / "again.drill.yaml"
        drill.write_text("mine")
        with pytest.raises(NotFound, match="nothing is overwritten"):
            self.write(drill)
        assert drill.read_text() == "mine"

    def test_the_recorded_texts_are_used_not_those_on_disk(self, tmp_path: Path) -> None:
        self.write(tmp_path / "again.drill.yaml")
        (tmp_path / "tornado.scenario.yaml").write_text("scenario: other\n")
        with pytest.raises(DocumentRefused):
            load(tmp_path / "again.drill.yaml", today=TODAY)


def test_a_drill_that_was_broken_off_ends_in_its_export_where_its_record_does() -> None:
    drill = exercise("tornado")
    players = who_plays(drill, live=True, taken=["floor_lead"])
    session = Session(drill, replace(header("tornado", live=True), players=players))
    session.advance(120)
    session.take(c.Does("floor_lead", "take_cover"), client_id="a1")
    assert first(session)["lasts"] == 121
    assert again(session) == first(session)


LINES: list[Callable[[str, str], w.Written]] = [
    lambda text, goal: w.Observe("evaluator", text, 0, None, text, goal, "S"),
    lambda text, goal: w.Rate("evaluator", goal, "P", text),
    lambda text, goal: w.Rate("facilitator", goal, "M", text),
    lambda text, goal: w.HotWash("incident_lead", "strength", text, goal),
    lambda text, goal: w.HotWash("incident_lead", "question", text),  # noqa: ARG005 -- of the exercise
    lambda text, goal: w.Act("facilitator", text, text, goal, "Planning", text, "2026-04-01", (text,)),
    lambda text, goal: w.Act("facilitator", "", text, goal),
    lambda text, goal: w.Whiteboard("incident_lead", "facts", text),  # noqa: ARG005 -- the same
]
"""Everything that can be written beside a play, of an objective, in these words."""


def written_on(session: Session, lines: Sequence[w.Written]) -> Session:
    """They are written when the exercise is over, as the host takes them."""
    for number, line in enumerate(lines):
        session.take(line, client_id=f"w{number}", actor="facilitator")
    return session


@given(data=st.data())
@SLOW
def test_whatever_is_written_changes_no_outcome_and_is_in_the_file(data: st.DataObject) -> None:
    """Law: the exported drill plays to the same outcome, and holds the hot wash, the ratings and the actions."""
    base = exercise("tornado")
    texts = st.text(min_size=1, max_size=40).map(clean).filter(str.strip)
    chosen = data.draw(st.lists(st.tuples(st.sampled_from(LINES), texts, st.sampled_from(list(base.objectives)))))
    lines = [line(text, goal) for line, text, goal in chosen]
    session = _live("tornado", "tabletop", [], [(3_637, c.End("over"))])
    before = first(session)
    written_on(session, lines)
    assert first(session) == before == again(session)
    drill = loaded(session, exported(session)).drill
    noted = as_noted(session.exercise, session.header, written(session.entries)).drill
    assert (drill.hotwash, drill.ratings, drill.improvements) == (noted.hotwash, noted.ratings, noted.improvements)
    assert len(drill.improvements) == sum(isinstance(line, w.Act) for line in lines)


def test_a_drill_that_played_itself_keeps_what_its_file_says() -> None:
    """Its notes are copied as they were written; a live drill's file notes were of another play."""
    text = exported(played(exercise("tornado"), header("tornado")))
    assert "Everyone was under cover two minutes before the storm" in text
    live = written_on(_live("tornado", "tabletop", [], [(3_637, c.End("over"))]), [])
    assert "Everyone was under cover" not in exported(live)
    assert "improvements" not in exported(live)


def test_a_timed_move_with_names_a_log_and_a_usual_time_comes_out_the_same() -> None:
    """Who was counted by name, since when they signed in, visitors, and a task that got its usual time late."""
    says = {"team": "harbor_agents"}
    named = [("H1", "out"), ("H1", "working"), ("H2", "safe"), ("H2", "working"), ("H1", "safe"), ("=H3", "working")]
    acts: list[dict[str, Any]] = [{"at": "T+01:00", "by": "workforce", "does": "send_home", "count": 100}]
    acts += [{"at": "T+02:00", "check_in": {**says, "count": 30, "at": "home"}}]
    acts += [
        {"at": f"T+02:{minute:02}:11", "check_in": {**says, "name": name, "status": status, "since": "T+01:30"}}
        for minute, (name, status) in enumerate(named, 1)
    ]
    acts += [{"at": "T+02:30", "check_in": {"team": "visitors", "count": 3, "status": "assembled"}}]
    acts += [{"at": "T+03:00", "by": "workforce", "does": "send_home", "count": 200}]
    base = exercise("pandemic")
    said = with_responses(base, acts).drill.responses
    session = _live("pandemic", "timed", said, [(9_037, c.GiveUsual("send_home")), (14_437, c.GiveUsual("send_home"))])
    text = exported(session)
    assert "gives_usual: send_home" in text
    assert '"=H3"' not in text, "who they are stays in the record"
    assert "name: agent_3" in text
    assert_same(session)
