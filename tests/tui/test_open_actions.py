"""Open actions of earlier drills at the screens: told in the lobby, marked with one key."""

from drillsim.analysis.written import written
from drillsim.record import written as w
from net.test_open_actions import led
from support.facilitated import FacilitatorsHands, led_by_hand
from support.live import grid


async def test_the_evaluator_marks_one_with_a_key_and_a_why(size: tuple[int, int]) -> None:
    table = led()

    async def story(hands: FacilitatorsHands) -> None:
        await hands.sit_at("evaluator")
        table.clock.forward(4)
        await hands.beat()
        await hands.press("p")
        await hands.see("Retest: actions of earlier drills")
        assert "OVERDUE since 2026-04-01" in "\n".join(grid(hands.app))
        await hands.fill("why", "they called at once")
        await hands.send()
        await hands.see("Choose whether it passed or failed first")
        await hands.choose("passed", "passed")
        await hands.send()
        await hands.see_no("Retest: actions of earlier drills")
        (retest,) = written(table.host.session.entries).retests
        assert retest.line == w.Retest("evaluator", "spring-2", True, "they called at once")

    await led_by_hand(table, size, story)
