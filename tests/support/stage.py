"""A small stage for stories: one plan in which little happens by itself, and what a test puts on it.

The plan: a hub with 100 agents on calls (needs power) and 20 writers on mail, a spare site, agents' homes behind a
VPN, a partner. A test overrides what its story needs; numbers may be written as numbers.
"""

from collections.abc import Mapping
from typing import Any

from drillsim.analysis.levels import levels
from drillsim.analysis.world import World
from drillsim.model.drill import Drill
from drillsim.model.exercise import Exercise, Part
from drillsim.model.plan import Plan
from drillsim.model.scenario import Scenario
from drillsim.record.entries import Header, Text
from drillsim.record.events import Event
from drillsim.record.state import fold
from drillsim.session.script import who_plays
from drillsim.session.session import Session

Raw = dict[str, Any]

PLAN: Raw = {
    "plan": "A small centre",
    "version": 1,
    "owner": "lead",
    "reviewed": "2026-01-01",
    "review_every": "365d",
    "sites": {
        "hub": {"area": "north", "needs": ["power"]},
        "spare": {"area": "south"},
        "home": {"kind": "remote", "needs": ["vpn"]},
        "bpo": {"kind": "partner", "seats": 40, "ready_after": "1h"},
    },
    "systems": {
        "power": {"at": "hub"},
        "vpn": {},
        "crm": {"at": "hub"},
        "crm_copy": {"backup_for": "crm"},
        "mailer": {},
    },
    "functions": {
        "calls": {
            "priority": 1,
            "rto": "1h",
            "mtpd": "4h",
            "mbco": "50%",
            "normal_staff": 100,
            "routed_to": ["hub"],
        },
        "mail": {
            "priority": 2,
            "rto": "4h",
            "mtpd": "1d",
            "mbco": "50%",
            "normal_staff": 20,
            "routed_to": ["hub"],
            "can_pause": "2h",
        },
    },
    "teams": {
        "agents": {"count": 100, "at": "hub", "works": "calls"},
        "writers": {"count": 20, "at": "hub", "works": "mail"},
    },
    "people": {"ann": {"name": "Ann"}, "bob": {"name": "Bob"}, "cat": {"name": "Cat"}},
    "roles": {
        "lead": {
            "holder": "ann",
            "alternates": ["bob"],
            "may": ["declare", "approve_messages", "spend", "speak_to_media"],
        },
        "clerk": {"holder": "cat"},
    },
    "audiences": ["customers", "staff"],
    "channels": {
        "post": {"reaches": ["customers", "staff"]},
        "email": {"reaches": ["customers"], "needs": ["mailer"]},
    },
    "messages": {
        "word": {"to": ["customers"], "via": ["post"], "approval": "given"},
        "letter": {"to": ["customers"], "via": ["email"], "approval": "given"},
        "notice": {"to": ["customers"], "via": ["post"], "approval": "needed"},
    },
    "tasks": {
        "declare": {"do": "Declare", "by": "lead", "effect": {"mode": "emergency"}},
        "stand_down": {"do": "Stand down", "by": "lead", "effect": {"mode": "normal"}},
    },
}


def text(value: Any) -> Any:
    """Numbers as the loader would read them: as text."""
    if isinstance(value, Mapping):
        return {str(key): text(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [text(item) for item in value]
    return value if value is None else str(value)


def merged(base: Raw, changes: Mapping[str, Any]) -> Raw:
    """A copy with changes put in, mapping by mapping; None takes a key away."""
    found = dict(base)
    for key, value in changes.items():
        if value is None:
            found.pop(key, None)
        elif isinstance(value, Mapping) and isinstance(found.get(key), Mapping):
            found[key] = merged(found[key], value)
        else:
            found[key] = value
    return found


def inject(name: str, at: str | None = None, **body: Any) -> Raw:
    """One row of the MSEL."""
    return {"id": name, **({"at": at} if at else {}), **body}


def stage(
    *,
    plan: Mapping[str, Any] | None = None,
    msel: list[Raw] | None = None,
    responses: list[Raw] | None = None,
    lasts: str = "8h",
    scenario: Mapping[str, Any] | None = None,
    more: list[tuple[str, str, Raw]] | None = None,
    **drill: Any,
) -> Exercise:
    """An exercise. `more` are further scenarios as (file, starts in hours and minutes `00:30`, body)."""
    story: Raw = {"scenario": "A bad day", "hazard": "trouble", "begins": "Monday 09:00", "lasts": lasts}
    story |= {"msel": msel or [], **(scenario or {})}
    parts = [Part("first", Scenario.model_validate(text(story)))]
    for file, starts, body in more or []:
        hours, minutes = starts.split(":")
        raw = {"scenario": file, "hazard": file, "begins": "Monday 09:00", "lasts": lasts, "msel": [], **body}
        parts.append(Part(file, Scenario.model_validate(text(raw)), int(hours) * 3600 + int(minutes) * 60))
    written = {"drill": "A story", "plan": "p.plan.yaml", "scenario": "s.scenario.yaml", **drill}
    written["responses"] = responses or []
    return Exercise(
        Drill.model_validate(text(written)), Plan.model_validate(text(merged(PLAN, plan or {}))), tuple(parts)
    )


def header(
    exercise: Exercise, *, live: bool = False, stand_ins: bool = False, taken: list[str] | None = None
) -> Header:
    """A header without real texts."""
    texts = (Text("s.drill.yaml", "drill", "", "0"), Text("p.plan.yaml", "plan", "", "0"))
    players = who_plays(exercise, live=live, taken=taken or (), stand_ins=stand_ins)
    return Header(texts, exercise.drill.seed, players, live, "test")


def played(exercise: Exercise, *, stand_ins: bool = False) -> Session:
    """The exercise played to its end, unattended."""
    session = Session(exercise, header(exercise, stand_ins=stand_ins))
    session.finish()
    return session


def events(exercise: Exercise, kind: type[Event], *, stand_ins: bool = False) -> list[Any]:
    """The events of one kind in a play."""
    return [event for event in played(exercise, stand_ins=stand_ins).engine.play.log if isinstance(event, kind)]


def clock(hours: int, minutes: int = 0, seconds: int = 0) -> int:
    """Seconds since StartEx."""
    return hours * 3600 + minutes * 60 + seconds


def level(exercise: Exercise, function: str, second: int) -> float:
    """The level of a function after all phases of a second."""
    log = played(exercise).engine.play.log
    state = fold(exercise, [event for event in log if event.at <= second])
    return levels(World(exercise.plan, state))[function].share
