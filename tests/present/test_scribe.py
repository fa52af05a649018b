"""One line for what the table says: what it becomes, what is said where it is not understood, how it may go on."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from drillsim.net.desk import Desk
from drillsim.present.scribe.completions import completions
from drillsim.present.scribe.grammar import COLUMNS, RULES, USAGES
from drillsim.present.scribe.line import understood
from drillsim.present.scribe.matching import NotUnderstood
from drillsim.present.scribe.notebook import Notebook
from drillsim.present.scribe.panels import hint, offered
from drillsim.record import commands as c
from drillsim.record import written as w
from support.facilitated import Led
from support.stage import inject, stage

GUIDE = Path(__file__).parents[2] / "docs" / "room.md"

CHOICES = {"stay": "Stay in the hall", "go": "Go to the car park"}


@cache
def book(*, talks: bool = True) -> Notebook:
    """At T+00:15: smoke (1) told to the lead, a call (2) with choices to the clerk; a head count is running."""
    exercise = stage(
        msel=[
            inject("smoke", "T+00:00", tell=["lead"], says="Smoke in the hall."),
            inject("call", "T+00:10", tell=["clerk"], says="Stay or go?", choices=CHOICES),
            inject("end", "T+08:00", kind="end"),
        ],
        plan={
            "roles": {
                "lead": {"name": "Incident lead"},
                "clerk": {"name": "People lead"},
                "it_lead": {"holder": "bob"},
            },
            "teams": {"agents": {"lead": "clerk"}},
            "tasks": {
                "head_count": {"do": "Account for every person", "by": "lead", "takes": "30m"},
                "head_office": {"do": "Call head office", "by": "lead"},
                "switch_mail": {"do": "Move mail to the cloud", "by": "clerk"},
                "switch_crm": {"do": "Bring up the standby records", "by": "clerk"},
            },
        },
        clock="stops_to_talk" if talks else "runs",
        kind="tabletop",
    )
    led = Led(exercise, list(exercise.plan.roles)).started()
    scribe = Desk(led.host, led.client).client("scribe")
    led.jump(900)
    scribe.act(c.Does("lead", "head_count"))
    scribe.poll()
    led.beat()
    scribe.poll()
    assert scribe.view is not None
    return Notebook(scribe.view, scribe.briefing, 900)


def test_a_task_that_runs_is_started_again_only_where_that_is_said() -> None:
    for line in ("lead: head_count", "lead: start head count"):
        with pytest.raises(NotUnderstood) as no:
            understood(line, book())
        assert str(no.value) == ("head_count runs already, to T+00:45; to start it again: lead: start head_count again")
    for line in ("lead: start head_count again", "lead: head count again"):
        assert understood(line, book()).command == c.Does("lead", "head_count")


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("lead: head count done", c.Done("lead", "head_count")),
        ("lead: done head count", c.Done("lead", "head_count")),
        ("lead: done", c.Done("lead", "head_count")),
        ("lead: head done", c.Done("lead", "head_count")),
        ("lead: declare", c.Does("lead", "declare")),
        ("lead: start declare", c.Does("lead", "declare")),
        ("Incident lead: office", c.Does("lead", "head_office")),
        ("incident: call head office", c.Does("lead", "head_office")),
        ("CLERK: SWITCH_MAIL", c.Does("clerk", "switch_mail")),
        ("clerk: mail cloud", c.Does("clerk", "switch_mail")),
        ("lead: ack 1", c.Acknowledges("lead", "smoke")),
        ("lead: ack smoke", c.Acknowledges("lead", "smoke")),
        ("clerk: read 2", c.Reads("clerk", "call")),
        ("lead: send word", c.Sends("lead", "word")),
        ("lead: send letter via email", c.Sends("lead", "letter", ("email",))),
        ("lead: decide evacuate because the hall burns", c.Decides("lead", "evacuate", None, "the hall burns")),
        ("lead: decide evacuate", c.Decides("lead", "evacuate")),
        ("clerk: decide 2 go because it burns", c.Decides("clerk", "call", "go", "it burns")),
        ("lead: decide 1 leave because it burns", c.Decides("lead", "smoke", None, "leave, because it burns")),
        ("lead: ask clerk count the visitors", c.Assigns("lead", "clerk", "count the visitors")),
        ("lead: ask clerk: count them by T+00:45", c.Assigns("lead", "clerk", "count them", 2700)),
        ("lead: ask clerk wait by the door", c.Assigns("lead", "clerk", "wait by the door")),
        ("lead: note we meet at 16:20", c.Notes("lead", "we meet at 16:20")),
        ("lead: nobody answers: all dark", c.Notes("lead", "nobody answers: all dark")),
        ("agents 40 working at home", c.ChecksIn("clerk", "agents", 40, "home", "working")),
        ("writers 3 cannot work because no kit", c.ChecksIn(None, "writers", 3, None, "cannot_work", "no kit")),
        ("agents 2 n at home", c.ChecksIn("clerk", "agents", 2, "home", "need_help")),
        ("agents: 12 safe", c.ChecksIn("clerk", "agents", 12, None, "safe")),
        ("fact: Tulsa is dark", w.Whiteboard("scribe", "facts", "Tulsa is dark")),
        ("Facts: Tulsa is dark", w.Whiteboard("scribe", "facts", "Tulsa is dark")),
        ("unknown: who has the keys?", w.Whiteboard("scribe", "unknown", "who has the keys?")),
        ("assumed: power is back at 18:00", w.Whiteboard("scribe", "assumed", "power is back at 18:00")),
        ("actions: Ann calls", w.Whiteboard("scribe", "actions", "Ann calls")),
    ],
)
def test_a_line_becomes_the_command_of_a_role(line: str, command: c.Command) -> None:
    """Given the table at T+00:15, when somebody says it, then this goes on the record, now."""
    found = understood(line, book())
    assert (found.command, found.said) == (command, None)
    assert found.becomes


@pytest.mark.parametrize(
    ("line", "command", "said"),
    [
        ("lead: head count done +5m", c.Done("lead", "head_count"), 1200),
        ("lead: head count done at T+00:45", c.Done("lead", "head_count"), 2700),
        ("lead: head count done at 09:45", c.Done("lead", "head_count"), 2700),
        ("lead: done at 09:45", c.Done("lead", "head_count"), 2700),
        ("lead: declare +1h30m", c.Does("lead", "declare"), 6300),
        ("lead: ack 1 +2m", c.Acknowledges("lead", "smoke"), 1020),
        ("lead: send word via post +2m", c.Sends("lead", "word", ("post",)), 1020),
        ("lead: note called the owner +2m", c.Notes("lead", "called the owner"), 1020),
        ("lead: decide evacuate because fire at T+00:20", c.Decides("lead", "evacuate", None, "fire"), 1200),
        ("lead: ask clerk count them by +45m", c.Assigns("lead", "clerk", "count them", 3600), None),
        ("agents 40 safe at spare +10m", c.ChecksIn("clerk", "agents", 40, "spare", "safe"), 1500),
    ],
)
def test_where_the_clock_stops_to_talk_it_may_be_done_later(line: str, command: c.Command, said: int | None) -> None:
    """Given a talk at T+00:15, when a line ends in a time, then it acts at that second of the story."""
    found = understood(line, book())
    assert (found.command, found.said) == (command, said)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("", "Expected ROLE:"),
        ("lead head count done", "Did you mean lead: head count done?"),
        ("leed: head count", "Did you mean lead"),
        ("lead:", "Expected what lead does"),
        ("clerk: switch", "more than one task of clerk. Did you mean switch_mail or switch_crm?"),
        ("lead: hed count done", "Did you mean head_count?"),
        ("clerk: done", "Expected which task of clerk."),
        ("lead: ack 2", "2 was told to clerk, not to lead. Did you mean 1?"),
        ("lead: ack 9", "Expected the number of an inject in the inbox, found “9”."),
        ("lead: send wurd", "Did you mean word?"),
        ("lead: send word via mail", "Expected a channel of word, found “mail”."),
        ("lead: approve notice", "Expected a message that waits for an approval"),
        ("clerk: decide 2", "Expected which answer to 2. Did you mean stay or go?"),
        ("lead: decide", "Expected what was decided."),
        ("lead: ask lead wait", "lead cannot ask lead."),
        ("lead: ask clerk", "Expected what clerk is asked to do."),
        ("lead: note", "Expected words for the note."),
        ("lead: read 1 +5m", "is done when it is typed"),
        ("lead: declare at T+00:05", "Expected a time from T+00:15"),
        ("lead: declare +5x", "found “+5x”"),
        ("agents 40 dancing", "Expected a status"),
        ("fact:", "Expected words for the whiteboard."),
    ],
)
def test_what_is_not_understood_says_what_was_expected(line: str, says: str) -> None:
    """Given the table, when a line cannot be meant so, then it is refused and the nearest right word named."""
    with pytest.raises(NotUnderstood) as no:
        understood(line, book())
    assert says in str(no.value)


@pytest.mark.parametrize("line", ["lead: head count done +5m", "lead: declare at T+00:45", "lead: note so it is +5m"])
def test_where_the_clock_runs_on_no_time_may_be_said(line: str) -> None:
    """Given a clock that does not stop to talk, when a line ends in a time, then the reason is said."""
    with pytest.raises(NotUnderstood, match="does not stop to talk"):
        understood(line, book(talks=False))


def test_a_note_that_is_nearly_a_task_says_so_before_it_goes() -> None:
    """Given a misspelt task, when it is typed, then the line below warns that it will be a note."""
    cell = hint("lead: hed count", book())
    assert "a note of lead: hed count (the nearest task is head_count)" in cell.text
    assert cell.tone == "warn"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", "lead: "),
        ("cl", "clerk: "),
        ("un", "unknown: "),
        ("lead: hea", "lead: head_count done"),
        ("lead: start head o", "lead: start head_office"),
        ("clerk: switch", "clerk: switch_mail"),
        ("lead: de", "lead: declare"),
        ("lead: dec", "lead: declare"),
        ("lead: deci", "lead: decide "),
        ("lead: ack ", "lead: ack 1"),
        ("lead: send le", "lead: send letter"),
        ("lead: send word via p", "lead: send word via post"),
        ("lead: ask cl", "lead: ask clerk "),
        ("agen", "agents "),
        ("agents 40 cann", "agents 40 cannot work"),
    ],
)
def test_tab_offers_how_a_line_may_go_on(typed: str, first: str) -> None:
    """Given the table, when so much is typed, then this comes first."""
    assert completions(typed, book())[0].text == first


def test_what_tab_takes_next_stands_out() -> None:
    cells = offered("clerk: switch", book(), 1)
    assert [(cell.text, cell.tone) for cell in cells] == [
        ("tab:", "dim"),
        ("clerk: switch_mail", "dim"),
        ("clerk: switch_crm", "strong"),
    ]


def test_whatever_is_offered_is_understood_or_begins_something() -> None:
    """Given any completion that is a whole line, when it is sent, then it is understood."""
    for before in ("lead: ", "clerk: ", "clerk: decide ", "lead: send ", "agents 4 "):
        for each in completions(before, book()):
            if not each.text.endswith(" ") and "decide" not in each.text:
                assert understood(each.text, book()).becomes


def test_a_terminal_obeys_nothing_that_was_typed() -> None:
    found = understood("lead: note \x1b]52;c;aGk=\x07 [/foo] done now", replace(book()))
    assert "\x1b" not in found.becomes


def test_the_guide_tells_all_that_can_be_typed() -> None:
    """Given the table of the grammar, then docs/room.md has each row of it, and every verb is in a row."""
    text = GUIDE.read_text(encoding="utf-8")
    for usage, does in USAGES:
        assert f"| `{usage}` | {does} |" in text, usage
    for verb in (*(rule.verb for rule in RULES), *COLUMNS):
        assert any(verb in usage for usage, _ in USAGES), verb
