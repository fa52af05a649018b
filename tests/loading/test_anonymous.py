"""A record without names: everything that refers to somebody still does, and nothing else is changed."""

import json
from dataclasses import replace
from typing import Any

import pytest

from drillsim.analysis.outcome import outcome
from drillsim.loading.anonymous import anonymous
from drillsim.loading.export import exported_drill
from drillsim.loading.pseudonyms import Pseudonyms
from drillsim.loading.recorded import recorded_exercise
from drillsim.record import commands as c
from drillsim.record.entries import Header
from drillsim.session.script import who_plays
from drillsim.session.session import Session
from support import drills
from support.documents import drill, plan, scenario
from support.record_samples import text


def story(*, started_wall_ns: int = 0, **sections: str) -> Header:
    """A header of the small plan, scenario and drill; `sections` of the plan, or `msel` of the scenario."""
    msel = {"msel": sections.pop("msel")} if "msel" in sections else {}
    texts = (
        text("s.drill.yaml", "drill", drill(players="{lead: Ann Smith}", facilitator="Dana Fox")),
        text("small.plan.yaml", "plan", plan(**sections)),
        text("small.scenario.yaml", "scenario", scenario(**msel)),
    )
    return Header(texts, 1, {"lead": "script"}, live=False, drillsim="0", started_wall_ns=started_wall_ns)


def played(header: Header, *commands: c.Played) -> Session:
    session = Session(recorded_exercise(header), header)
    for number, command in enumerate(commands):
        session.advance(60 * number)
        session.take(command, client_id=f"c{number}")
    session.finish()
    return session


def without(session: Session) -> tuple[Header, Session]:
    """The anonymous header, and the anonymous drill file played."""
    exercise, header, entries = anonymous(session.exercise, session.header, session.entries)
    written = exported_drill(header, exercise, entries, is_anonymous=True)
    texts = tuple(text(each.path, each.kind, written if each.kind == "drill" else each.text) for each in header.texts)
    found = replace(header, texts=texts)
    again = recorded_exercise(found)
    return header, played(replace(found, players=who_plays(again, live=False)))


def renamed(value: Any, names: Pseudonyms) -> Any:
    """An outcome with pseudonyms in the place of the ids of people."""
    match value:
        case dict():
            return {names.person(key): renamed(item, names) for key, item in value.items()}
        case list():
            return [renamed(item, names) for item in value]
        case str():
            return names.person(value)
        case _:
            return value


@pytest.mark.parametrize("name", ["tornado", "bomb_threat", "pandemic"])
def test_a_shipped_drill_without_names_comes_to_the_same_but_for_the_names(name: str) -> None:
    session = played(drills.header(name))
    before = json.loads(json.dumps(outcome(session.exercise, session.header, session.entries)))
    _, again = without(session)
    after = json.loads(json.dumps(outcome(again.exercise, again.header, again.entries)))
    names = Pseudonyms(session.exercise, session.header, session.entries)
    before["plan"].pop("digest"), after["plan"].pop("digest")
    assert after == renamed(before, names)


def test_somebody_is_called_otherwise_in_another_record() -> None:
    one, other = (played(story(started_wall_ns=ns)) for ns in (1, 2))
    first, second = (Pseudonyms(each.exercise, each.header, each.entries) for each in (one, other))
    assert first.of("Dana") == first.person("dana") == first.of("DANA")
    assert first.of("Dana") != second.of("Dana")


def test_conditions_and_absences_still_speak_of_the_same_person() -> None:
    header = story(
        msel="[{id: warning, at: T+00:10, tell: [lead], happens: {absent: {dana: 1h, agents: 10%}}}]",
        playbooks="{gone: {if: [dana absent], do: [declare]}}",
    )
    _, again = without(played(header))
    kinds = [entry.kind for entry in again.entries]
    assert "person_absent" in kinds
    assert "playbook_fired" in kinds
    assert "dana" not in json.dumps([entry.body for entry in again.entries])


def test_comments_are_left_out_and_numbers_stay_numbers() -> None:
    header = story(owner="lead # ask Dana", version="1.50")
    found, _ = without(played(header))
    assert "#" not in found.plan.text
    assert "version: 1.50\n" in found.plan.text
    assert "owner: lead\n" in found.plan.text


def test_agents_who_were_counted_apart_stay_apart() -> None:
    header = story()
    said = [c.ChecksIn(None, "agents", 1, None, "safe", None, name) for name in ("Ana R", "ana r", "4711")]
    session = played(header, *said)
    names = Pseudonyms(session.exercise, session.header, session.entries)
    assert len({names.of(name) for name in ("Ana R", "ana r", "4711")}) == 3
    _, _, entries = anonymous(session.exercise, session.header, session.entries)
    found = [entry.body["name"] for entry in entries if entry.kind == "check_in"]
    assert found == [names.of("Ana R"), names.of("ana r"), names.of("4711")]


def test_two_people_of_one_name_stay_two() -> None:
    header = story(people="{dana: {name: Dana Fox}, eli: {name: Dana Fox}}")
    session = played(header)
    names = Pseudonyms(session.exercise, session.header, session.entries)
    assert names.person("dana") != names.person("eli")
    without(session)


def test_what_names_something_of_the_plan_stays_though_somebody_is_called_so() -> None:
    """Somebody named Declare does not take the task of that id away."""
    header = story(people="{dana: {name: Declare Tulsa}, eli: {name: Eli}}")
    session = played(header, c.Does("lead", "declare"), c.Notes("lead", "Tulsa is here"))
    _, again = without(session)
    assert any(entry.kind == "task_done" and entry.body["task"] == "declare" for entry in again.entries)
    assert not any("Tulsa" in json.dumps(entry.body) for entry in again.entries)
