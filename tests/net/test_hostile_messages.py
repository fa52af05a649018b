"""Messages that are none: whatever a client sends is answered, and what was not acknowledged leaves nothing behind."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from drillsim.net.frames import Ack, Nack, Up
from drillsim.net.host import Host
from drillsim.record.clean import clean
from drillsim.record.entries import Text
from drillsim.session.store.chain import read_intact
from drillsim.session.store.file import RecordWriter
from drillsim.session.store.rows import digest
from support.live import header
from support.stage import inject, stage

CONTROLS = "\x1b]52;c;aGFja2Vk\x07\u202e"
UNKEPT: Any = [None, 5, True, [], {}, "", " ", "a" * 65, "a\n", CONTROLS, "\ud800", "é"]
NUMBER = 10**5000


def nested(depth: int) -> Any:
    found: Any = "x"
    for _ in range(depth):
        found = [found]
    return found


def room(path: Path) -> tuple[Host, RecordWriter]:
    exercise = stage(msel=[inject("smoke", "T+00:10", tell=["lead"], says="Smoke")], lasts="6h")
    written = header(exercise, ["lead", "clerk"])
    texts = tuple(Text(each.path, each.kind, "", digest("")) for each in written.texts)
    written = replace(written, texts=texts, facilitated=True)
    writer = RecordWriter.create(path, written, min_free_mb=0)
    return Host(exercise, written, writer.append), writer


def answers_to(host: Host, *ups: Up) -> list[Ack | Nack]:
    connection = host.connect("program", (), place="facilitator")
    for up in ups:
        connection.send(up)
        host.tick()
    return [frame for frame in connection.receive() if isinstance(frame, Ack | Nack)]


@pytest.mark.parametrize("name", UNKEPT, ids=ascii)
def test_an_id_that_is_none_is_refused_and_the_record_stays_as_it_was_written(tmp_path: Path, name: Any) -> None:
    host, writer = room(tmp_path / "a.drillrecord")
    with writer:
        answers = answers_to(host, Up("s", "start", {}), Up(name, "notes", {"text": "x"}))
    assert [(each.id, getattr(each, "why", "ack")) for each in answers] == [("s", "ack"), (None, "bad_message")]
    entries = read_intact(tmp_path / "a.drillrecord").entries
    assert entries == host.session.entries
    assert [each.kind for each in entries if each.sort == "command"] == ["start"]


BODIES: list[tuple[Any, Any]] = [
    ([], {}),
    (None, {}),
    ({}, {}),
    (CONTROLS, {}),
    ("x" * 100_000, {}),
    ("notes", None),
    ("notes", {"text": nested(5000)}),
    ("notes", {"text": NUMBER}),
    ("notes", {"text": b"x"}),
    ("notes", {None: "x"}),
    ("notes", {"text": "x", 1: 2, "b": 3, CONTROLS: 4}),
    ("notes", {"text": "x", "said": NUMBER}),
    ("jump", {"to": NUMBER}),
    ("jump", {"to": -NUMBER}),
    ("defer", {"inject": "smoke", "to": NUMBER}),
    ("does", {"by": "lead", "task": "declare", "count": NUMBER}),
    ("sends", {"by": "lead", "message": "word", "fault": "theirs"}),
    ("inject", {"says": "x", "tell": "all", "discuss": float("nan")}),
    ("inject", {"says": "x", "choices": {CONTROLS: "x"}}),
    ("inject", {"says": "x", CONTROLS: "x"}),
    ("inject", {"says": "x", "ask": nested(5000)}),
]


@pytest.mark.parametrize(("kind", "body"), BODIES, ids=range(len(BODIES)))
def test_a_message_that_is_none_is_refused_in_a_harmless_sentence(tmp_path: Path, kind: Any, body: Any) -> None:
    host, writer = room(tmp_path / "a.drillrecord")
    with writer:
        (_, found) = answers_to(host, Up("s", "start", {}), Up("b", kind, body))
    assert isinstance(found, Nack)
    assert (found.id, found.why) == ("b", "bad_message")
    assert found.text == clean(found.text, 300)
    entries = read_intact(tmp_path / "a.drillrecord").entries
    assert [each.kind for each in entries if each.sort == "command"] == ["start"]


@pytest.mark.parametrize("body", [{"text": "x" * 1_000_000}, {"x" * 1_000_000: "x"}, {"text": ["x"] * 100_000}])
def test_a_message_that_is_too_large_is_refused(tmp_path: Path, body: Any) -> None:
    host, writer = room(tmp_path / "a.drillrecord")
    with writer:
        (_, found) = answers_to(host, Up("s", "start", {}), Up("b", "notes", body))
    assert isinstance(found, Nack)
    assert found.why == "too_large"
    assert len(found.text) < 300


LONG = "x" * 2000


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("does", {"by": "lead", "task": LONG}),
        ("sends", {"by": "lead", "message": LONG}),
        ("reads", {"by": "lead", "inject": LONG}),
        ("decides", {"by": "lead", "what": "smoke", "choice": LONG}),
        ("release", {"inject": LONG}),
        ("assigns", {"by": "lead", "to": LONG, "what": "x"}),
        ("seen", {"action": LONG, "how": "seen"}),
        ("place", {"role": LONG, "player": "x"}),
        ("restore", {"inject": LONG}),
        ("check_in", {"by": "facilitator", "team": LONG, "count": 1, "status": "safe"}),
    ],
)
def test_a_refusal_does_not_repeat_all_that_was_typed(tmp_path: Path, kind: str, body: Any) -> None:
    host, writer = room(tmp_path / "a.drillrecord")
    with writer:
        (*_, found) = answers_to(host, Up("s", "start", {}), Up("j", "jump", {"to": 700}), Up("b", kind, body))
    assert isinstance(found, Nack)
    assert len(found.text) < 200
    refused = [entry.body for entry in host.session.entries if entry.kind == "refused"]
    assert all(len(each["what"]) < 120 for each in refused)


def test_ids_and_texts_as_long_as_they_may_be_are_taken(tmp_path: Path) -> None:
    host, writer = room(tmp_path / "a.drillrecord")
    name = "aZ0._:-" + "x" * 57
    note = Up(name, "notes", {"text": "漢" * 5000})
    made_up = Up("i", "inject", {"says": "x" * 5000, "tell": ["lead"], "choices": {"one": "x", "two": "y"}})
    with writer:
        answers = answers_to(host, Up("s", "start", {}), note, made_up)
    assert [type(each) for each in answers] == [Ack, Ack, Ack]
    assert len(read_intact(tmp_path / "a.drillrecord").entries[-1].body) > 0
