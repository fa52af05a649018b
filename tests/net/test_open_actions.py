"""What earlier drills left to do, at a live drill: told before StartEx, tried, and kept from nobody's record."""

import pytest

from drillsim.analysis.written import written
from drillsim.net.desk import opened
from drillsim.record import commands as c
from drillsim.record import written as w
from drillsim.record.codec import decode_command, encode_command
from drillsim.session.replay import replay
from support.facilitated import Led
from support.live import Table, header, shipped
from support.talk import Talk

LATE = w.OpenAction(
    "spring-1", "RTO missed", "Call on the warning", None, None, "partner_lead", "2026-04-01", "task:call_brightline",
    "open", "Spring tornado, 2026-03-10",
)  # fmt: skip
DONE = w.OpenAction(
    "spring-2", "", "Buy torches", None, None, None, None, None, "complete", "Spring tornado, 2026-03-10"
)
BROUGHT = w.OpenActions("host", "2026-09-01", (DONE, LATE))


def led() -> Led:
    exercise = shipped("tornado")
    table = Led(exercise, tuple(exercise.plan.roles))
    table.host.keeping.note(BROUGHT)
    table.host.audience.tell_lobby()
    table.beat()
    return table


def test_the_lobby_tells_them_overdue_ones_first_and_not_what_shows_them() -> None:
    rows = led().client.left
    assert [(row.id, row.overdue, row.done) for row in rows] == [("spring-1", True, False), ("spring-2", False, True)]
    assert "call_brightline" not in str(rows)


def test_they_are_on_the_record_before_startex_and_the_drill_plays_again_so() -> None:
    exercise = shipped("tornado")
    host, client = opened(exercise, header(exercise, ()), None, taken=(), brought=BROUGHT)
    assert [entry.kind for entry in host.session.entries] == ["open_actions"]
    assert client.left
    table = led()
    table.start()
    table.jump(300)
    again = replay(table.exercise, table.host.session.header, table.host.session.entries)
    assert again.entries[0].kind == "open_actions"


def test_who_watches_says_whether_one_works_and_nobody_else() -> None:
    table = led()
    table.start()
    assert table.do(w.Retest("facilitator", "spring-1", True, "seen")) == []
    assert written(table.host.session.entries).retests[0].line.passed
    (told,) = table.do(w.Retest("facilitator", "spring-9", True, "seen"))
    assert "no open action spring-9 was brought to this exercise" in told
    assert table.do(w.Retest("facilitator", "spring-1", True, " "))
    assert table.do(BROUGHT) == ["this place may not do that"]


def test_a_player_alone_does_not_judge() -> None:
    exercise = shipped("tornado")
    table = Table(exercise, tuple(exercise.plan.roles))
    table.host.keeping.note(BROUGHT)
    table.start()
    table.client.act(w.Retest("floor_lead", "spring-1", True, "I did well"))
    assert table.beat() == ["this place may not do that"]


def test_in_plain_lines_they_are_listed_and_marked() -> None:
    talk = Talk(led())
    assert any("spring-1: Call on the warning (OVERDUE since 2026-04-01" in line for line in talk.say("story"))
    talk.start()
    talk.say("jump to T+00:10")
    assert "spring-1, OVERDUE since 2026-04-01" in "\n".join(talk.say("retest"))
    assert talk.say("retest spring-2 failed because nobody found them") == ["recorded: retest of spring-2."]
    assert talk.say("retest spring-2 maybe because")[0].startswith("NOT DONE: expected passed or failed and why")
    (retest,) = written(talk.table.host.session.entries).retests
    assert retest.line == w.Retest("facilitator", "spring-2", False, "nobody found them")
    talk.say("end", "yes")
    told = "\n".join(talk.say("retest"))
    assert "By the record FAILED: call_brightline (playbook:tornado) was never done" in told or "not tested" in told


def test_an_action_of_an_older_record_has_what_it_lacks_as_if_nobody_had_said_it() -> None:
    kind, body = encode_command(w.Act("lead", "Late", "Call", owner="lead"))
    older = {name: value for name, value in body.items() if name not in ("start", "contact", "priority", "expects")}
    assert decode_command(kind, older) == w.Act("lead", "Late", "Call", owner="lead")
    with pytest.raises(TypeError):
        decode_command(kind, {name: value for name, value in older.items() if name != "owner"})


def test_a_record_with_such_an_action_plays_again() -> None:
    table = led()
    table.start()
    assert table.do(w.Act("facilitator", "Late", "Call", expects="task:take_cover"), c.End("over")) == []
    entries = list(table.host.session.entries)
    for entry in entries:
        if entry.kind == "action":
            for name in ("start", "contact", "priority"):
                del entry.body[name]
    assert replay(table.exercise, table.host.session.header, entries).over


def test_what_shows_it_has_to_be_there() -> None:
    table = led()
    table.start()
    (told,) = table.do(w.Act("facilitator", "Late", "Call", expects="task:take_covr"))
    assert told.startswith('expected a task, found "take_covr"; did you mean task:take_cover')
