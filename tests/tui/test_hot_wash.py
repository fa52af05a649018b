"""The hot wash at the keyboard: what is said by roles, the facts beside it, ratings, actions; and the next morning."""

from collections.abc import Awaitable, Callable

import pytest

from drillsim.record import commands as c
from drillsim.record import written as w
from drillsim.tui.screens.hot_wash import HotWashScreen
from drillsim.tui.screens.results import ResultsScreen
from support.facilitated import FacilitatorsHands, Led, led_by_hand
from support.live import Table, app_of, grid, played_by_hand, shows, until
from tui.test_console import SMALL, desk, small
from tui.test_evaluator import lines
from tui.test_resumed import gone_on

Story = Callable[[FacilitatorsHands], Awaitable[None]]


async def washing(hands: FacilitatorsHands) -> None:
    """EndEx, then on from the results."""
    await hands.press("e", "left", "enter")
    await hands.see("w hot wash")
    await hands.press("w")
    await until(hands.pilot, lambda: isinstance(hands.app.screen, HotWashScreen), "the hot wash")
    await hands.beat()


async def test_the_room_sees_what_was_said_beside_the_facts(size: tuple[int, int]) -> None:
    """At every size: the topic, what was said by whom, what was measured and proposed, what an action lacks."""

    async def story(hands: FacilitatorsHands) -> None:
        await hands.clock_at(780)
        await washing(hands)
        await hands.press("right", "s")
        await hands.type("The text was ready")
        await hands.press("enter", "i")
        await hands.type("Nobody told staff")
        await hands.press("enter", "o")
        await hands.type("Who leads?")
        await hands.press("enter", "a")
        await hands.type("late")
        await hands.press("enter")
        await hands.type("Train it")
        await hands.send()
        await hands.see("Train it (late)")
        screen = "\n".join(grid(hands.app))
        for text in (
            "EXERCISE",
            "ENDED",
            "2 of 2 clear: Everyone knows who leads",
            "+  lead",
            "The text was ready",
            "-  lead",
            "?  lead",
            "Facts, shown to all",
            "PROPOSED",
            "U, unable to be performed",
            "OPEN",
            "1 action without owner or due date",
            "NO OWNER",
            "q leave",
        ):
            assert text in screen, text

    await led_by_hand(desk(), size, story)


async def test_who_speaks_is_a_role_and_every_place_writes_under_its_own_name() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await washing(hands)
        for by in ("clerk", "evaluator", "facilitator"):
            await hands.press("i")
            await hands.type(f"said by {by}")
            await hands.choose("by", by)
            await hands.send()
            await hands.see(f"said by {by}")
        entries = [entry for entry in hands.table.host.session.entries if entry.kind == "hotwash"]
        assert [(entry.by, entry.actor) for entry in entries] == [
            ("clerk", "facilitator"),
            ("evaluator", "evaluator"),
            ("facilitator", "facilitator"),
        ]

    await led_by_hand(desk(), SMALL, story)


@pytest.mark.row("S-121")
async def test_a_proposal_is_confirmed_changed_or_left_open_by_people() -> None:
    """Given U proposed, when the evaluator confirms and the facilitator does not agree, both stand; none is made up."""

    async def story(hands: FacilitatorsHands) -> None:
        await hands.clock_at(780)
        await washing(hands)
        await hands.press("r")
        await hands.see("The exercise as a whole is not rated")
        await hands.press("right")
        await hands.see("nobody has rated it")
        await hands.press("r")
        await hands.see("A proposal is not a rating")
        await hands.choose("by", "evaluator")
        await hands.send()
        await hands.see("U by evaluator: declare never")
        await hands.press("r")
        await hands.choose("rating", "M")
        await hands.see("M: Performed with Major Challenges")
        await hands.send()
        await hands.see("DIFFER")
        rates = [line for line in lines(hands) if isinstance(line, w.Rate)]
        assert [(line.by, line.rating) for line in rates] == [("evaluator", "U"), ("facilitator", "M")]
        assert all("declare never" in line.why for line in rates)

    await led_by_hand(desk(), SMALL, story)


async def test_a_line_and_an_action_are_changed_and_taken_back() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await washing(hands)
        await hands.press("s")
        await hands.type("It wen")
        await hands.press("enter")
        await hands.see("It wen")
        await hands.press("1", "enter", "enter")
        await hands.type("t well")
        await hands.choose("says", "area")
        await hands.send()
        await hands.see("-  lead")
        assert shows(hands.app, "It went well")
        await hands.press("1", "enter")
        hands.app.screen.query_one("#do-take_back").focus()
        await hands.press("enter")
        await hands.see("Players first, the facilitator last.")
        await hands.press("a")
        await hands.type("late")
        await hands.press("enter")
        await hands.type("Train it")
        await hands.fill("due", "soon")
        await hands.send()
        await hands.see("Expected a date such as ")
        await hands.press("backspace", "backspace", "backspace", "backspace")
        await hands.type("2026-04-01")
        await hands.send()
        await hands.see("1 action without owner or element:")
        await hands.press("3", "enter")
        await hands.see("Still missing: owner")
        await hands.press("enter")
        await hands.fill("owner", "lead")
        await hands.choose("element", "Training")
        await hands.send()
        await hands.see("COMPLETE")
        act = [line for line in lines(hands) if isinstance(line, w.Act)][-1]
        assert (act.owner, act.due, act.element, act.action) == ("lead", "2026-04-01", "Training", "Train it")

    await led_by_hand(desk(about={"forms": "us"}), SMALL, story)


async def test_evidence_the_projector_help_and_the_way_back() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.clock_at(780)
        await washing(hands)
        await hands.press("left")
        await hands.see("2 of 2 clear")
        await hands.press("=")
        await hands.see("NEVER: declare, due 00:10 (inject smoke)")
        await hands.press("escape", "F")
        await hands.see_no("── Actions")
        await hands.press("F")
        await hands.see("── Actions")
        await hands.press("f1")
        await hands.see("What was said of this topic, by roles.")
        await hands.press("escape", "w")
        await until(hands.pilot, lambda: isinstance(hands.app.screen, ResultsScreen), "the results")
        await hands.press("w")
        await until(hands.pilot, lambda: isinstance(hands.app.screen, HotWashScreen), "the hot wash")
        await hands.press("q")
        assert hands.app.return_code == 0

    await led_by_hand(desk(), SMALL, story)


async def test_after_endex_no_key_plays() -> None:
    """Given the hot wash, when keys of the console and the player are pressed, then nothing is recorded."""

    async def story(hands: FacilitatorsHands) -> None:
        await washing(hands)
        before = len(hands.table.host.session.entries)
        await hands.press("space", "e", "j", "v", "f2", "f9", "t", "d", "x", "h", "R", "m", "P")
        assert isinstance(hands.app.screen, HotWashScreen)
        assert len(hands.table.host.session.entries) == before
        hands.table.client.act(c.Release("call"))
        await hands.beat()
        await hands.see("REFUSED")
        assert shows(hands.app, "the exercise has ended")
        assert len(hands.table.host.session.entries) == before

    await led_by_hand(desk(), SMALL, story)


async def test_somebody_who_played_alone_has_a_hot_wash_too_and_rates_nothing() -> None:
    async def story(hands: object) -> None:
        assert isinstance(hands, FacilitatorsHands) or hasattr(hands, "press")
        press, see = hands.press, hands.see  # type: ignore[attr-defined]  # the same hands, whoever's they are
        await press("e", "left", "enter")
        await see("w hot wash")
        await press("w")
        await see("Facts, shown to all")
        await press("s")
        await hands.type("I knew the plan")  # type: ignore[attr-defined]  # likewise
        await press("enter")
        await see("I knew the plan")
        await press("right", "r")
        await see("Only a facilitator or an evaluator rates")

    await played_by_hand(Table(small(), ["lead"]), SMALL, story)


async def test_the_next_morning_the_hot_wash_goes_on_and_the_play_stays_closed() -> None:
    """Given a hot wash that was left, when its record is gone on with, then results, lines and ratings are there."""
    led = desk().started()
    led.do(c.End())
    led.pass_time(1)
    led.do(w.HotWash("lead", "strength", "The text was ready"))
    assert led.host.session.over
    before = len(led.host.session.entries)
    led.clock.forward(16 * 3600)
    after = gone_on(led)
    app = app_of(after)
    async with app.run_test(size=SMALL) as pilot:
        hands = FacilitatorsHands(after, app, pilot)
        await hands.beat()
        await until(pilot, lambda: isinstance(app.screen, ResultsScreen), "the results")
        await hands.press("w")
        await hands.see("The text was ready")
        await hands.press("i")
        await hands.type("We slept over it")
        await hands.press("enter")
        await hands.see("We slept over it")
    entries = after.host.session.entries
    assert entries[:before] == led.host.session.entries
    assert [entry.kind for entry in entries[before:]] == ["hotwash"], "nothing else is recorded, no time counts"


def test_an_ended_drill_is_over_from_the_first_frame_on() -> None:
    """Given a record that ends with EndEx, when it is gone on with, then the clock says so before anything is shown."""
    led = desk().started()
    led.do(c.End())
    led.pass_time(1)
    after: Led = gone_on(led)
    assert after.client.clock.state == "ended"
