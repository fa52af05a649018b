"""What the report tells of what was asked before StartEx and written on the whiteboard."""

from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record import written as w
from report.reading import part, report_on, whole
from support.facilitated import Led
from support.stage import inject, stage


def led() -> Led:
    exercise = stage(
        msel=[inject("smoke", "T+00:10", tell=["lead"], says="Smoke"), inject("end", "T+01:00", kind="end")]
    )
    return Led(exercise, ["lead", "clerk"])


def ended(desk: Led) -> str:
    desk.do(c.End())
    assert desk.host.session.over
    return report_on(desk.host.session)


def test_who_was_reached_is_told_by_role_with_its_time() -> None:
    """Given Ann who answers after 40 s and a clerk on voicemail, then roles and times are told, no name."""
    desk = led()
    desk.do(r.Reach("lead", "called"))
    desk.clock.forward(40)
    desk.do(r.Reach("lead", "answered"), r.Reach("clerk", "voicemail"), r.OnShift("agents", 90))
    said = part(ended(desk.started()), "Before StartEx")
    assert said.splitlines() == [
        "- Reached before StartEx: 1 of 2 roles that were called: `lead` in 40s; `clerk` voicemail.",
        "- On shift at StartEx, as asked: `agents` 90.",
    ]


def test_the_whiteboard_is_told_as_it_stood_at_endex() -> None:
    """Given a question that became a fact and a line that was struck, when it ends, then only what stood is told."""
    desk = led().started()
    desk.do(w.Whiteboard("facilitator", "unknown", "Is the _annex_ open, Bob?"), w.Whiteboard("lead", "facts", "gone"))
    desk.jump(600)
    assert desk.client.view is not None
    first, second = (line.seq for line in desk.client.view.whiteboard)
    desk.do(w.Whiteboard("facilitator", "facts", "The annex is open", first), w.Whiteboard("lead", "facts", "", second))
    desk.do(w.Whiteboard("facilitator", "actions", "Bob calls"))
    said = whole(ended(desk), "Whiteboard at EndEx")
    assert said.splitlines() == [
        "### Facts",
        "",
        "- The annex is open (facilitator, T+00:00)",
        "",
        "### Actions",
        "",
        "- (lead alternate 1) calls (facilitator, T+00:10)",
    ]


def test_where_nobody_asked_or_wrote_there_is_no_such_section() -> None:
    said = ended(led().started())
    assert "Before StartEx" not in said
    assert "Whiteboard" not in said
