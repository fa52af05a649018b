"""The tornado drill played at the keyboard from StartEx to the results."""

from dataclasses import replace

import pytest

from drillsim.analysis.outcome import outcome
from drillsim.record.entries import events_of
from drillsim.session.replay import replay, shown
from drillsim.session.session import Session
from drillsim.tui.widgets.reading import Reading
from support.live import Hands, Table, grid, header, played_by_hand, shipped, until
from support.seekers import Patient

MINUTE = 60


async def start_task(hands: Hands, task: str) -> None:
    await hands.go_to("tasks", task)
    await hands.press("t")


async def send(hands: Hands, message: str, **fields: str) -> None:
    """Writes a message; fields are named as in the form."""
    await hands.go_to("messages", message)
    await hands.press("enter")
    for name, value in fields.items():
        if name == "fault":
            await hands.choose(name, value)
        else:
            hands.app.screen.query_one(f"#field-{name}").focus()
            await hands.pilot.pause()
            await hands.type(value)
    hands.app.screen.query_one("#do-send").focus()
    await hands.press("enter")


async def the_example(hands: Hands) -> None:
    """What the drill's own responses say, at the same times, with keys alone."""
    await hands.press(".", ".", ".", ".", ".")
    for minute, act in (
        (1, ("task", "declare_emergency")),
        (2, ("task", "take_cover")),
        (14, ("send", "staff_alert")),
        (15, ("task", "head_count")),
        (20, ("task", "reroute_calls")),
        (25, ("send", "holding_statement", {"fault": "nature"})),
        (30, ("task", "call_brightline")),
        (100, ("send", "progress_update", {"restored_by": "T+02:00"})),
        (105, ("task", "move_to_annex")),
        (155, ("send", "progress_update")),
        (300, ("task", "walkthrough")),
        (360, ("task", "recall_staff")),
        (485, ("task", "route_back")),
        (500, ("send", "all_clear")),
    ):
        await hands.clock_at(minute * MINUTE)
        if act[0] == "task":
            await start_task(hands, str(act[1]))
        else:
            await send(hands, str(act[1]), **(dict(act[2]) if len(act) > 2 else {}))
    await hands.clock_at(540 * MINUTE)
    await until(hands.pilot, lambda: bool(hands.app.screen.query("#results")), "the results")


@pytest.mark.row("S-124")
async def test_the_tornado_drill_from_startex_to_results() -> None:
    """With the example's responses at the example's times it comes out as the example does, to the second."""
    exercise = shipped("tornado")
    taken = [role for role in exercise.plan.roles if role != "it_lead"]  # the drill gives that one to the script
    seeker = Patient(exercise)
    table = Table(exercise, taken, seeker=seeker)

    async def story(hands: Hands) -> None:
        await the_example(hands)
        screen = " ".join(" ".join(grid(hands.app)).split())
        assert "Verdict" in screen
        assert "2h08m: 8m too long." in screen
        assert hands.app.screen.query_one(Reading).has_focus
        assert "8 minutes earlier and" not in screen
        seeker.look()
        await hands.beat()
        await hands.see("8 minutes earlier and you would have kept")
        await hands.press("w")
        await hands.see("EARLIER")
        await hands.press("q")
        assert hands.app.return_code == 0

    await played_by_hand(table, (80, 24), story)
    session = table.host.session
    assert session.over
    by_itself = Session(exercise, replace(header(exercise, []), live=False, players={}))
    by_itself.finish()
    live = outcome(exercise, session.header, session.entries)
    written = outcome(exercise, by_itself.header, by_itself.entries)
    for part in ("functions", "expectations", "updates", "silence", "deliveries", "claims", "mode", "findings"):
        assert live[part] == written[part], part
    again = replay(exercise, session.header, session.entries)
    assert [shown(entry) for entry in again.entries] == [shown(entry) for entry in session.entries]
    assert len(list(events_of(session.entries))) > 50
