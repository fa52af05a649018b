"""The record of a live drill in which every place where people write, in documents or on screen, holds their words."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from drillsim.cli.playing import header_of
from drillsim.loading import load
from drillsim.loading.yaml_text import flow
from drillsim.net.access import cleaned
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record import written as w
from drillsim.record.codec import decode_command, encode_command
from drillsim.record.entries import Stamp
from drillsim.session.session import Session
from drillsim.session.store.file import RecordWriter
from support.stage import PLAN, inject, merged

Words = Callable[[str], str]
"""What stands in a place, by the name of the place."""

MORNING = 1_773_136_800 * 10**9  # 2026-03-10 10:00 UTC
_GOALS = ("one", "two")


def typed_record(folder: Path, text: Words, name: Words, typed: Words | None = None) -> Path:
    """The record. `text` gives prose of documents, `name` what is a name, `typed` what is typed while it is played."""
    drill = _documents(folder, text, name)
    loaded = load(str(drill), today=datetime.date(2026, 3, 10))
    exercise = loaded.exercise
    assert exercise is not None
    players = {"lead": name("player_lead"), "clerk": "stand_in"}
    header = header_of(loaded, exercise, players=players, live=True, facilitated=True)
    path = folder / "typed.drillrecord"
    with RecordWriter.create(path, header, min_free_mb=0) as writer:
        session = Session(exercise, header, writer.append)
        for number, command in enumerate(_during(typed or text, name)):
            session.advance(20 * number)
            session.take(_as_sent(command), client_id=f"d{number}", stamp=Stamp(20_000 * number, 1, MORNING))
        session.advance(1800)
        session.take(_as_sent(c.End((typed or text)("end"))), client_id="end", stamp=Stamp(1_800_000, 2, MORNING))
        session.finish()
        for number, line in enumerate(_after(typed or text, name)):
            session.take(_as_sent(line), client_id=f"a{number}", stamp=Stamp(1_800_000, 3, MORNING))
    return path


def _as_sent(command: c.Command) -> c.Command:
    """As the host takes it from a screen."""
    kind, body = encode_command(command)
    return decode_command(kind, cleaned(body))


def _documents(folder: Path, text: Words, name: Words) -> Path:
    _write(folder / "p.plan.yaml", _plan(text, name))
    _write(folder / "s.scenario.yaml", _scenario(text, name))
    _write(folder / "d.drill.yaml", _drill(text, name))
    return folder / "d.drill.yaml"


def _write(path: Path, document: dict[str, Any]) -> None:
    path.write_text("".join(f"{key}: {flow(value)}\n" for key, value in document.items()), encoding="utf-8")


def _plan(text: Words, name: Words) -> dict[str, Any]:
    people = {person: {"name": name(f"person_{person}")} for person in ("ann", "bob", "cat", "eve_on_call")}
    week = "Monday to Sunday 00:00 to 24:00"
    staff = {"on_shift": {"agents": 100, "writers": 20}, "normal_staff": {"calls": 100, "mail": 20}}
    return merged(
        PLAN,
        {
            "plan": text("plan"),
            "version": text("version"),
            "owner": name("owner"),
            "purpose": text("purpose"),
            "sites": {"hub": {"name": text("site")}},
            "systems": {"power": {"name": text("system")}},
            "functions": {
                "calls": {
                    "name": text("function"),
                    "impact": {"1h": text("impact")},
                    "workaround": {"name": text("workaround"), "without": ["crm"], "level": "10%"},
                }
            },
            "teams": {"agents": {"name": text("team")}},
            "people": people,
            "roles": {"lead": {"name": text("role"), "all_hands": text("all_hands")}},
            "staffing": [{"name": text("hours"), "when": [week], **staff, "on_call": {"clerk": "eve_on_call"}}],
            "channels": {"post": {"name": text("channel")}},
            "messages": {"word": {"text": f"{text('message')[:19_000]} {{what}}"}},
            "tasks": {
                "declare": {"do": text("task")},
                "move": {"do": "Move", "by": "lead", "effect": {"move": [{"team": "agents", "to": "home"}]}},
            },
            "playbooks": {
                "dark": {
                    "if": ["power down", "bob absent"],
                    "do": ["declare"],
                    "hours": {text("hour")[:500]: text("what")},
                }
            },
            "costs": {"agent_hour": "10", "currency": text("currency")},
            "tips": [text("tip")],
        },
    )


def _scenario(text: Words, name: Words) -> dict[str, Any]:
    first = inject(
        "first",
        "T+00:00",
        title=text("title"),
        tell=["lead", "clerk"],
        via=text("via"),
        says=text("says"),
        choices={"go": text("choice"), "stay": text("other_choice")},
        ask=[text("question")],
        handout=text("handout"),
        controller=name("controller"),
        notes=text("controller_notes"),
        evaluator_note=text("evaluator_note"),
        happens={"fail": ["power"], "absent": {"bob": "8h", "cat": "1h"}},
        expect=[
            {"task": "declare", "within": "10m", "objective": "one"},
            {"action": text("action_in_words"), "id": "look", "by": "lead", "within": "5m", "objective": "two"},
        ],
    )
    first["from"] = text("from")
    return {
        "scenario": text("scenario"),
        "hazard": "trouble",
        "begins": "Monday 09:00",
        "lasts": "1h",
        "story": text("story"),
        "truth": {"cause": text("truth"), "fault": "ours"},
        "objectives": {goal: {"text": text(goal), "capability": text(f"capability_{goal}")} for goal in _GOALS},
        "msel": [first, inject("second", "T+00:40", tell=["lead"], says=text("second"))],
    }


def _drill(text: Words, name: Words) -> dict[str, Any]:
    return {
        "drill": text("drill"),
        "plan": "p.plan.yaml",
        "scenario": "s.scenario.yaml",
        "kind": "timed",
        "facilitator": name("facilitator"),
        "players": {"lead": name("drill_player"), "clerk": "stand_in"},
        "about": {
            "venue": text("venue"),
            "sponsor": name("sponsor"),
            "scope": text("scope"),
            "contact": name("point_of_contact"),
        },
        "attended": [{"name": name("attendee"), "role": text("as"), "organisation": text("organisation")}],
        "improvements": [
            {
                "finding": text("old_finding"),
                "action": text("old_action"),
                "owner": name("old_owner"),
                "contact": name("old_contact"),
                "priority": text("priority"),
                "evidence": [text("old_evidence")],
            }
        ],
        "hotwash": {"went_well": [text("old_well")], "to_improve": [text("old_to_improve")]},
        "ratings": {"one": {"rating": "P", "why": text("old_why")}},
    }


def _during(text: Words, name: Words) -> Iterator[c.Command]:
    improvised = {
        "id": "third",
        "title": text("improvised_title"),
        "tell": ["lead"],
        "says": text("improvised"),
        "choices": {"yes": text("improvised_choice")},
        "controller": name("improvised_controller"),
        "notes": text("improvised_notes"),
    }
    fill = {"what": text("fill"), "when": text("when")}
    yield r.Start()
    yield c.Reads("lead", "first")
    yield c.Notes("lead", text("note"))
    yield c.Does("lead", text("no_task"))
    yield c.Does(text("no_role"), "declare")
    yield c.Does("lead", "move")
    yield c.Does("lead", "declare")
    yield c.Sends("lead", "word", fill=fill, cause=text("cause"), fault="ours")
    yield c.Decides("lead", "first", "go", text("because"), (text("option"),))
    yield c.Decides("lead", text("decision"), because=text("why_decided"), knowing=("first",))
    yield c.Assigns("lead", "clerk", text("assignment"))
    yield c.Seen("lead", text("no_action"))
    yield c.ChecksIn("lead", "agents", 1, None, "cannot_work", text("reason"))
    yield c.ChecksIn(None, "agents", 1, "home", "working", text("agent_reason"), name("agent")[:32])
    yield c.ChecksIn("lead", "agents", 1, None, "need_help", text("need"), name("agent")[:32])
    yield c.Improvise(improvised)
    yield c.Skip("second", text("skip"))
    yield c.Place("clerk", name("placed"))
    yield c.Pause(text("pause"))
    yield c.Resume()
    yield c.RealEmergency("lead", text("emergency"))
    yield c.Resume()
    yield w.Whiteboard("lead", "facts", text("whiteboard"))
    yield w.Observe("evaluator", text("observation"), 60, "first", "declare", "one", "S")
    yield w.Observe("evaluator", text("observed_task"), 60, "first", text("free_task"))


def _after(text: Words, name: Words) -> Iterator[w.Written]:
    yield w.Observe("evaluator", text("late_observation"), 90)
    yield w.Rate("evaluator", "one", "S", text("rating_one"))
    yield w.Rate("evaluator", "two", "M", text("rating_two"))
    yield w.HotWash("lead", "strength", text("strength"), "one")
    yield w.HotWash("clerk", "question", text("open_question"))
    yield w.Act(
        "facilitator",
        text("finding"),
        text("act"),
        "one",
        "Planning",
        name("act_owner"),
        "2026-04-01",
        (text("proof"),),
    )
