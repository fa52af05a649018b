"""The facilitator at the keyboard: from the lobby through the console to the results."""

import pytest

from drillsim.model.exercise import Exercise
from drillsim.record import commands as c
from drillsim.record.entries import events_of
from drillsim.record.events import Event, RealEmergencyCalled
from drillsim.tui.screens.real_emergency import RealEmergencyScreen
from support.facilitated import FacilitatorsHands, Led, led_by_hand
from support.live import Hands, Table, grid, played_by_hand, shipped, shows, until
from support.stage import inject, stage

SMALL = (80, 24)

WORDS = {"action": "Names who is in charge", "id": "in_charge", "within": "5m", "objective": "clear"}


def small(**drill: object) -> Exercise:
    """Smoke at once, a call at T+00:30, one in reserve, one that comes if nobody declares."""
    msel = [
        inject(
            "smoke",
            "T+00:00",
            tell=["lead"],
            says="Smoke in the hall.",
            expect=[{"task": "declare", "within": "10m", "objective": "clear"}, WORDS],
            discuss="5m",
        ),
        inject("call", "T+00:30", tell=["clerk"], says="The press calls.", notes="Press them."),
        inject("boss", "held", kind="contingency", tell=["lead"], says="The boss is on the line."),
        inject("nudge", None, kind="contingency", tell=["lead"], says="Well?", **{"if": "declare not done by T+02:00"}),
        inject("end", "T+08:00", kind="end"),
    ]
    scenario = {"objectives": {"clear": {"text": "Everyone knows who leads"}}}
    return stage(msel=msel, scenario=scenario, **{"kind": "tabletop", "pace": "12x", **drill})  # type: ignore[arg-type]  # as written in a file


def desk(*people: str, **drill: object) -> Led:
    return Led(small(**drill), people or ("lead", "clerk"))


def happened(hands: FacilitatorsHands | Hands) -> list[Event]:
    return list(events_of(hands.table.host.session.entries))


def told(hands: FacilitatorsHands) -> Led:
    assert isinstance(hands.table, Led)
    return hands.table


# The lobby


async def test_the_lobby_tells_the_rules_and_checks_the_roles_in(size: tuple[int, int]) -> None:
    exercise = shipped("tornado")
    table = Led(exercise, [role for role in exercise.plan.roles if role != "it_lead"])

    async def story(hands: FacilitatorsHands) -> None:
        await hands.see("6 players not here yet")
        screen = "\n".join(grid(hands.app))
        for text in ("EXERCISE", "NOT STARTED", "NOT HERE", "Dana Ortiz", "or Eli Brandt", "script", "S StartEx"):
            assert text in screen, text
        await hands.point("places", "floor_lead")
        await hands.press("enter")
        await hands.see("5 players not here yet")
        await hands.press("shift+tab")
        for _ in range(10):
            if shows(hands.app, "NO DUFF or press F9"):
                break
            await hands.press("pagedown")
        await hands.see("NO DUFF or press F9")

    await led_by_hand(table, size, story, start=False)


@pytest.mark.row("S-88")
async def test_an_unfilled_role_gets_a_stand_in_an_alternate_or_stays_empty_and_startex_says_who_is_missing() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.point("places", "lead")
        await hands.press("enter")
        await hands.see("HERE      lead")
        await hands.press("a")
        await hands.see("NOT HERE  lead   Bob")  # somebody else has to check in anew
        await hands.press("a")
        await hands.see("NOT HERE  lead   Ann")  # after the last one it is the holder's again
        await hands.press("t", "a")
        await hands.see("NOT HERE  lead   Ann")  # and so it is after a stand-in
        await hands.press("a")
        await hands.see("NOT HERE  lead   Bob")
        await hands.point("places", "clerk")
        await hands.press("a")
        await hands.see("no alternate for clerk")
        await hands.press("t")
        await hands.see("stand-in")
        await hands.press("o")
        await hands.see("left empty on purpose")
        await hands.press("S")
        await hands.see("Not here: lead.")
        assert shows(hands.app, "Left empty on purpose: clerk.")
        await hands.press("escape")
        assert not hands.table.host.started
        await hands.press("S", "enter")
        await until(hands.pilot, lambda: hands.table.host.started)
        assert hands.table.host.session.engine.play.state.players == {"lead": "Bob", "clerk": "nobody"}

    await led_by_hand(desk(), SMALL, story, start=False)


async def test_all_may_be_checked_in_at_once_and_a_role_given_by_name() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.press("A")
        await hands.see("all here")
        await hands.point("places", "clerk")
        await hands.press("p")
        await hands.fill("name", "Dora")
        await hands.send()
        await hands.see("NOT HERE  clerk  Dora")
        await hands.press("f1")
        await hands.see("Help")
        await hands.press("escape", "q")
        assert hands.app.return_code == 0

    await led_by_hand(desk(), SMALL, story, start=False)


# The console


async def test_the_console_shows_what_is_so(size: tuple[int, int]) -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.clock_at(700)
        screen = "\n".join(grid(hands.app))
        for text in (
            "EXERCISE",
            "T+00:11:",
            "Mon 09:11",
            "12x",
            "RUNNING",
            "Mode: normal",
            "1 unread",
            "TRY boss",
            "Smoke in the hall.",
            "FITS",
            "TO COME",
            "in 18m",
            "OVERDUE",
            "see: Names who is in charge",
            "F9 REAL",
        ):
            assert text in screen, text
        assert ">" in screen  # the cursor, without any colour
        assert "━━ Injects" in screen  # and the focus

    await led_by_hand(desk(), size, story)


async def test_a_form_says_whether_the_clock_goes_on_meanwhile_and_how_late_it_is() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.press("i", "enter")
        await hands.see("Make up an inject")
        await hands.see("The clock runs, 12x: it is T+00:00 (Mon 09:00).")
        await hands.clock_at(700)
        await hands.see("it is T+00:11 (Mon 09:11).")
        told(hands).do(c.Pause())
        await hands.beat()
        await hands.see("The clock stands: it is T+00:11 (Mon 09:11).")

    await led_by_hand(desk(), SMALL, story)


async def test_a_large_console_has_room_for_every_column() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        lines = grid(hands.app)
        assert any("Declare" in each and " lead " in each and each.endswith("smoke") for each in lines)  # whose, why
        assert any("lead   Ann" in each and "told 1 in 15m" in each for each in lines)

    await led_by_hand(desk(), (160, 50), story)


@pytest.mark.parametrize("size", [SMALL, (120, 40), (160, 50)])
async def test_who_is_here_hides_nobody(size: tuple[int, int]) -> None:
    roles = {f"r{number}": {"holder": "ann"} for number in range(5)}

    async def story(hands: FacilitatorsHands) -> None:
        await hands.press("4")
        for role in ("lead", "clerk", *roles):
            await hands.see(f" {role} ")

    await led_by_hand(desk(plan={"roles": roles}), size, story)


async def test_in_one_column_the_number_keys_open_the_panels() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        for key, title in (("2", "Expected"), ("3", "Coverage"), ("4", "Here"), ("5", "Timeline"), ("6", "Team log")):
            await hands.press(key)
            await hands.see(f"━━ {title}")
        await hands.press("1")
        await hands.see("━━ Injects")
        assert shows(hands.app, "── Team log"), "the last one stays open"
        await hands.press("z")
        await hands.see_no("── Team log")
        await hands.press("z")
        await hands.see("── Team log")

    await led_by_hand(desk(), SMALL, story)


@pytest.mark.row("S-124")
async def test_hold_put_off_skip_and_take_it_back() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        def state() -> str:
            return told(hands).inject("call").state

        await hands.go_to("injects", "call")
        await hands.press("h")
        assert state() == "held"
        await hands.see("HELD")
        await hands.press("h")
        await hands.see("call is held already")
        await hands.press("u")
        assert state() == "scheduled"
        await hands.go_to("injects", "call")
        await hands.press("d")
        await hands.type("+2h")
        await hands.press("enter")
        assert (state(), told(hands).inject("call").to) == ("deferred", told(hands).inject("call").since + 7200)
        await hands.press("u")
        await hands.go_to("injects", "call")
        await hands.press("x", "enter")
        await hands.see("Write why first.")
        await hands.type("no time")
        await hands.press("enter")
        assert (state(), told(hands).inject("call").reason) == ("skipped", "no time")
        assert not shows(hands.app, "What you typed is kept")
        await hands.press("1", "home", "u")  # the last one, wherever the cursor is
        assert state() == "scheduled"
        await hands.press("u")
        await hands.see("No inject is held, put off or skipped.")

    await led_by_hand(desk(), SMALL, story)


async def test_one_u_takes_one_act_back_and_a_skip_rather_than_what_the_cursor_happens_to_be_on() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        def states() -> list[str]:
            return [told(hands).inject(name).state for name in ("call", "nudge")]

        await hands.go_to("injects", "call")
        await hands.press("h")
        await hands.go_to("injects", "nudge")
        await hands.press("h")
        await hands.press("x")
        await hands.type("no time")
        await hands.press("enter")
        assert states() == ["held", "skipped"]
        await hands.press("u")
        assert states() == ["held", "held"]
        await hands.press("u")
        assert states() == ["held", "armed"]
        await hands.press("u")
        assert states() == ["scheduled", "armed"]

    await led_by_hand(desk(), SMALL, story)


async def test_release_now_and_a_held_inject_by_enter() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.go_to("injects", "call")
        await hands.press("R")
        assert told(hands).inject("call").state == "released"
        await hands.go_to("injects", "call")
        await hands.press("R")
        await hands.see("call is released already.")
        await hands.go_to("injects", "boss")
        await hands.press("enter")
        assert told(hands).inject("boss").state == "released"

    await led_by_hand(desk(), SMALL, story)


async def test_the_letter_of_an_inject_has_the_notes_and_what_can_be_done() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.go_to("injects", "call")
        await hands.press("enter")
        await hands.see("Notes, for controllers only: Press them.")
        assert shows(hands.app, "T+00:30, Mon 09:30")  # both clocks
        hands.app.screen.query_one("#do-release").focus()
        await hands.press("enter")
        assert told(hands).inject("call").state == "released"

    await led_by_hand(desk(), SMALL, story)


@pytest.mark.row("S-35")
async def test_an_inject_is_made_up_or_taken_from_the_reserve() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.press("i")
        await hands.see("boss: The boss is on the line.")
        await hands.press("enter")  # a new one
        await hands.fill("says", "The mayor is here.")
        await hands.choose("to", "clerk")
        await hands.send()
        await until(hands.pilot, lambda: told(hands).inject("improvised_1").state == "released")
        assert [each.role for each in told(hands).inject("improvised_1").told] == ["clerk"]
        await hands.press("i")
        hands.app.screen.query_one("#do-boss").focus()
        await hands.press("enter")
        await hands.see("for controllers only")
        await hands.press("enter")  # release now
        assert told(hands).inject("boss").state == "released"

    await led_by_hand(desk(), SMALL, story)


async def test_where_the_facilitator_sets_the_pace_enter_releases_what_is_due() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.see("1 due")
        await hands.clock_at(300)
        await hands.see("waits 5m")
        await hands.press("enter")
        assert told(hands).inject("smoke").since == hands.table.host.session.now
        await hands.see("OUT")

    await led_by_hand(desk(release="facilitator"), SMALL, story)


@pytest.mark.parametrize(("key", "state"), [("s", "seen"), ("o", "not_seen"), ("w", "later")])
async def test_an_action_in_words_is_ticked(key: str, state: str) -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.go_to("expected", "1")
        await hands.press(key)
        assert told(hands).expected("in_charge").state == state
        await hands.see(state.replace("_", " ").upper())
        await hands.go_to("expected", "0")
        await hands.press(key)
        await hands.see("declare is a task: the record itself tells")

    await led_by_hand(desk(), SMALL, story)


async def test_an_action_in_words_is_judged_on_its_sheet_too() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.go_to("expected", "1")
        await hands.press("enter")
        await hands.see("It serves the objective clear.")
        await hands.press("enter")
        assert told(hands).expected("in_charge").state == "seen"

    await led_by_hand(desk(), SMALL, story)


async def test_jump_to_a_time_and_to_a_module() -> None:
    modules = [{"name": "Alarm"}, {"name": "Way back", "from": "T+02:00"}]
    exercise = stage(msel=[inject("end", "T+08:00", kind="end")], scenario={"modules": modules}, kind="tabletop")

    async def story(hands: FacilitatorsHands) -> None:
        await hands.press("J")
        await hands.type("+90m")
        await hands.send()
        assert hands.table.host.session.now == 5400
        await hands.press("J")
        await hands.type("T+00:10")
        await hands.send()
        await hands.see("found an earlier one")
        hands.app.screen.query_one("#do-discard").focus()
        await hands.press("enter", "J")
        await hands.choose("to", "7200")
        await hands.send()
        assert hands.table.host.session.now == 7200

    await led_by_hand(Led(exercise, ["lead"]), SMALL, story)


async def test_pause_with_a_reason_pace_and_jump() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.press("P")
        await hands.type("coffee")
        await hands.press("enter")
        await hands.see("PAUSED 00:00 by facilitator: coffee")
        await hands.press("space", ".")
        await hands.see("20x | RUNNING")
        await hands.press("j")
        assert hands.table.host.session.now == 1800

    await led_by_hand(desk(), (120, 40), story)


# Places


async def test_a_place_changes_hands_a_late_join_and_a_stand_in() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.go_to("here", "clerk")
        assert shows(hands.app, "STAND-IN  clerk")
        await hands.press("enter")
        await hands.fill("name", "Dora")
        await hands.choose("player", "person")
        await hands.send()
        await hands.see("played by Dora")
        await hands.sit_at("clerk")
        await hands.see("The press calls")  # what came before is told to whoever comes late
        await hands.sit_at("console")
        await hands.go_to("here", "clerk")
        await hands.press("t")
        await hands.see("STAND-IN  clerk")
        await hands.press("v")
        assert not hands.app.screen.query("#do-clerk")

    async def late(hands: FacilitatorsHands) -> None:
        await hands.clock_at(1900)
        await story(hands)

    await led_by_hand(desk("lead"), SMALL, late)


async def test_nothing_is_seen_by_the_wrong_eyes_when_the_keyboard_is_passed_on() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.press("v")
        hands.app.screen.query_one("#do-clerk").focus()
        await hands.press("enter")
        screen = "\n".join(grid(hands.app))
        assert "clerk: Cat" in screen
        assert "The clock runs, 12x: it is T+00:00 (Mon 09:00)." in screen
        assert not [word for word in ("Smoke", "press", "TO COME", "Expected", "boss") if word in screen]
        await hands.press("enter")
        await hands.see("What I can do now")
        screen = "\n".join(grid(hands.app))
        assert not [word for word in ("Smoke", "TO COME", "Expected", "boss") if word in screen]

    await led_by_hand(desk(), SMALL, story)


async def test_what_a_place_does_bears_its_own_name_and_the_clock_is_the_facilitators() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.sit_at("lead")
        await hands.press("2", "home", "t")
        await hands.press("space")
        await hands.see("PAUSED")
        await hands.press("e")
        await hands.see("EndEx is the facilitator's")
        await hands.press("q")
        await hands.see("go to the facilitator's console first")
        offered = [str(each.title) for each in hands.app.get_system_commands(hands.app.screen)]
        assert not [each for each in offered if "EndEx" in each or "keep the record" in each]
        commands = [(each.kind, each.actor) for each in hands.table.host.session.entries if each.sort == "command"]
        assert commands == [("start", "facilitator"), ("does", "lead"), ("pause", "facilitator")]

    await led_by_hand(desk(), SMALL, story)


async def test_the_table_plays_all_its_roles_on_one_screen() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.sit_at("table")
        await hands.see("Smoke in the hall.")
        assert shows(hands.app, "Declare")
        hands.table.client.act(c.Place("clerk", "stand_in"))
        await hands.beat()
        await hands.see("What I can do now")
        client = hands.app.desk.client("table")
        assert client.hello is not None
        assert client.hello.roles == ("lead",)

    await led_by_hand(desk(), SMALL, story)


async def test_who_looks_at_an_inject_to_come_finds_every_button_and_does_not_release_it_with_enter() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.go_to("injects", "call")
        await hands.press("d")
        await hands.type("+2h")
        await hands.press("enter", "enter")
        await hands.see("Take back")
        assert shows(hands.app, "Close")
        await hands.press("enter")
        await hands.see_no("Take back")
        assert {row.id: row.state for row in told(hands).console.msel}["call"] == "deferred"

    await led_by_hand(desk(), SMALL, story)


async def test_nobody_comes_or_goes_where_a_stand_in_plays() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.go_to("here", "clerk")
        await hands.press("H")
        await hands.see("Nobody plays clerk who could come or go")

    await led_by_hand(desk("lead"), SMALL, story)


# No Duff


async def test_a_real_emergency_stops_everything_until_the_facilitator_lets_it_go_on(size: tuple[int, int]) -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.clock_at(60)
        await hands.press("h", "i", "f9")  # over whatever is open
        await hands.see("NO DUFF: THIS IS NOT PART OF THE EXERCISE")
        assert shows(hands.app, "Called by facilitator at T+00:01:00")
        assert not shows(hands.app, "Injects")
        hands.table.clock.forward(4)
        await hands.press("escape", "space", "j", "f9")
        await hands.see("for 00:04 now")
        assert hands.table.host.session.now == 60
        await hands.press("w")
        await hands.type("smoke in the kitchen")
        await hands.press("enter")
        await hands.see("smoke in the kitchen")
        await hands.press("R")
        await hands.see_no("NO DUFF")
        assert hands.table.client.clock.state == "running"
        calls = [event for event in happened(hands) if isinstance(event, RealEmergencyCalled)]
        assert [(call.by, call.because) for call in calls] == [
            ("facilitator", ""),
            ("facilitator", "smoke in the kitchen"),
        ]

    await led_by_hand(desk(), size, story)


async def test_a_role_may_call_it_and_the_record_says_who() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.sit_at("clerk")
        await hands.press("f9")
        await hands.see("Called by clerk")
        await hands.press("R")
        await hands.see("What I can do now")

    await led_by_hand(desk(), SMALL, story)


async def test_it_comes_over_the_list_of_actions_which_is_there_once() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.press("ctrl+p", "f9")
        await hands.see("NO DUFF")
        await hands.press("ctrl+p", "R")
        await hands.see_no("NO DUFF")
        await hands.press("escape")
        await hands.see("Injects")
        assert hands.app.return_code is None

    await led_by_hand(desk(), SMALL, story)


async def test_it_is_there_before_startex_and_for_somebody_alone() -> None:
    async def lobby(hands: FacilitatorsHands) -> None:
        await hands.press("f9")
        await hands.see("REAL EMERGENCY")
        await hands.press("R")
        await hands.see("Role check-in")

    async def alone(hands: Hands) -> None:
        await hands.press("f9")
        await hands.see("Called by lead")
        assert isinstance(hands.app.screen, RealEmergencyScreen)
        await hands.press("R")
        await hands.see("What I can do now")

    await led_by_hand(desk(), SMALL, lobby, start=False)
    await played_by_hand(Table(small(), ["lead"]), SMALL, alone)


# A clock that stops to talk


async def test_the_clock_stops_to_talk_and_a_response_says_when_it_would_have_been_done() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.sit_at("lead")
        await hands.press("1", "enter", "escape")  # opening it begins the talk
        hands.table.clock.forward(4)
        await hands.beat()
        await hands.see("TALKING 04:56 left")
        await hands.press("2", "home", "t")
        await hands.see("When would that have been started?")
        await hands.see("Started when?")
        assert shows(hands.app, "now 09:00")
        await hands.type("+5m")
        await hands.press("enter")
        await hands.see("Taken: it acts at T+00:05 (Mon 09:05).")
        await hands.see("SAID")
        assert shows(hands.app, "starts 00:05")
        await hands.press("j")
        assert hands.table.host.session.now == 300
        assert hands.table.host.session.engine.play.state.done["declare"] == 300
        await hands.press("D")
        await hands.fill("what", "close the hall")
        await hands.fill("said", "T+00:01")
        await hands.send()
        await hands.see("found an earlier one")

    await led_by_hand(desk(clock="stops_to_talk", pace="1x"), SMALL, story)


async def test_a_talk_over_its_time_box_says_so_and_n_ends_it() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        hands.table.client.act(c.Reads("lead", "smoke"))
        told(hands).pass_time(400)
        await hands.beat()
        await hands.see("TALKING 01:40 OVER")
        await hands.press("N")
        assert hands.table.host.session.now == 1800
        await hands.see_no("01:40 OVER")
        assert grid(hands.app)[0].endswith("TALKING")

    await led_by_hand(desk(clock="stops_to_talk", pace="1x"), (120, 40), story)


async def test_the_key_of_a_real_emergency_is_whole_on_the_smallest_screen() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.clock_at(1)
        assert grid(hands.app)[-1].rstrip().endswith("F9 REAL")

    await led_by_hand(desk(), SMALL, story)


# The end


@pytest.mark.row("S-124")
async def test_endex_is_asked_once_and_closes_what_is_open() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.clock_at(1200)
        await hands.press("e", "escape")
        assert not hands.table.host.session.over
        await hands.press(*"hr: done", "enter")  # a line for the scribe, typed at the wrong place
        assert not hands.table.host.session.over
        await hands.press("e", "left", "enter")
        await until(hands.pilot, lambda: bool(hands.app.screen.query("#results")), "the results")
        assert "Verdict" in "\n".join(grid(hands.app))

    await led_by_hand(desk(), SMALL, story)


async def test_the_results_come_whoever_sits_at_the_keyboard() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.sit_at("lead")
        for _ in range(12):
            if not hands.table.host.session.over:
                await hands.press("j")
        await until(hands.pilot, lambda: bool(hands.app.screen.query("#results")), "the results")

    await led_by_hand(desk(), SMALL, story)
