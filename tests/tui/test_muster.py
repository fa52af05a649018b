"""The muster board at the keyboard: what the room sees, check-ins as they are typed, logs and lists of names."""

from pathlib import Path

import pytest
from textual.widgets import Input

from drillsim.record import commands as c
from drillsim.record import events as e
from drillsim.record.entries import events_of
from drillsim.tui.screens.muster import MusterScreen
from support.anything import with_responses
from support.facilitated import FacilitatorsHands, Led, led_by_hand
from support.hostile_text import CONTROLS, HOSTILE
from support.live import Hands, Table, grid, played_by_hand, shipped, shows, until
from support.sign_in_log import sign_in_log
from support.stage import clock

SMALL = (80, 24)
PLAIN = "0123456789;[]abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""What is harmless of what commands to a terminal are made of."""


def desk() -> Led:
    """400 agents; no script speaks for them."""
    exercise = with_responses(shipped("pandemic"), [], kind="timed", pace="60x")
    return Led(exercise, ("workforce", "continuity", "telecom", "news"))


async def sent_home(hands: FacilitatorsHands, count: int = 400) -> None:
    """At T+01:00 so many are sent home; at T+01:10 the board is opened."""
    await hands.clock_at(clock(1))
    hands.table.client.act(c.Does("workforce", "send_home", count))
    await hands.clock_at(clock(1, 10))
    await hands.press("M")
    await until(hands.pilot, lambda: isinstance(hands.app.screen, MusterScreen), "the board")


async def enter(hands: FacilitatorsHands | Hands, text: str) -> None:
    await hands.type(text)
    await hands.press("enter")
    await hands.beat()


def checked(hands: FacilitatorsHands | Hands) -> list[e.CheckedIn]:
    return [event for event in events_of(hands.table.host.session.entries) if isinstance(event, e.CheckedIn)]


async def test_the_board_tells_the_room_how_many_are_counted(size: tuple[int, int]) -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await sent_home(hands)
        await enter(hands, "210 w")
        await enter(hands, "anna ben n")
        await hands.see("harbor_agents to home")
        for text in (
            "since T+01:00 (Mon 09:00)",
            "of",
            "210  ■  working at home",
            "188  >  on the way",
            "2  !  NEED HELP",
            "188  =  UNACCOUNTED",
            "100%|",
            " 90%|",
            " 50%|",
            "50 %  MET",
            "90 %  150 more",
            "NEED HELP    anna at home",
            "recorded: anna, ben need help at home",
        ):
            assert shows(hands.app, text), (text, "\n".join(grid(hands.app)))
        wall = sum(line.count("■") for line in grid(hands.app)) - 1  # one stands beside its words
        assert wall == 210
        assert not any(line.endswith("…") for line in grid(hands.app)[1:-2])

    await led_by_hand(desk(), size, story)


async def test_check_ins_are_typed_one_line_after_the_other() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await sent_home(hands, 50)
        await enter(hands, "12 safe")
        await hands.see("recorded: 12 safe at home")
        await enter(hands, "60 working home")
        await hands.see("recorded: 60 working at home, 10 surplus, 38 new to the count")
        await enter(hands, "anna asleep")
        await hands.see("NOT RECORDED")
        assert hands.app.screen.query_one(Input).value == "anna asleep"
        assert [(event.count, event.status) for event in checked(hands)] == [(12, "safe"), (60, "working")]

    await led_by_hand(desk(), SMALL, story)


async def test_a_later_status_of_a_name_puts_the_earlier_right() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await sent_home(hands)
        await enter(hands, "a17 a18 w")
        await enter(hands, "a17 s")
        await hands.see("recorded: a17 safe at home, counted before")
        await enter(hands, "a17 s")
        assert [event.counted for event in checked(hands)] == [1, 1, 0, 0]

    await led_by_hand(desk(), SMALL, story)


async def test_the_last_line_comes_back_with_the_up_arrow() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await sent_home(hands)
        entry = hands.app.screen.query_one(Input)
        await enter(hands, "12 safe")
        await enter(hands, "anna w")
        found = []
        for key in ("up", "up", "up", "down", "down"):
            await hands.press(key)
            found.append(entry.value)
        assert found == ["anna w", "12 safe", "12 safe", "anna w", ""]
        await hands.type("ben")
        await hands.press("up", "down", "down")
        assert entry.value == "ben", "what was half typed is not lost"

    await led_by_hand(desk(), SMALL, story)


async def test_tab_goes_to_the_next_team_and_escape_back_to_the_console() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await sent_home(hands)
        await hands.press("tab")
        await hands.see("inland_agents:")
        await enter(hands, "3 safe")
        await hands.press("tab")
        await enter(hands, "2 assembled")
        assert [event.team for event in checked(hands)] == ["inland_agents", "visitors"]
        await hands.press("escape")
        await until(hands.pilot, lambda: bool(hands.app.screen.query("#injects")), "the console")

    await led_by_hand(desk(), SMALL, story)


async def test_who_needs_help_is_said_at_once_to_whoever_leads() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.clock_at(clock(1))
        hands.table.client.act(c.ChecksIn(None, "harbor_agents", name="[b]anna", status="need_help", reason="no air"))
        await hands.beat()
        await hands.see("harbor_agents 1 NEED HELP")

    await led_by_hand(desk(), SMALL, story)


async def test_an_open_task_is_given_its_usual_time() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await hands.press("g")
        await hands.see("No task waits")
        await sent_home(hands)
        await hands.press("escape", "g")
        await hands.see("send_home (workforce), since 01:00")
        await hands.press("enter")
        await hands.clock_at(clock(1, 31))
        done = [event for event in events_of(hands.table.host.session.entries) if isinstance(event, e.TaskDone)]
        assert [(event.at, event.estimated) for event in done] == [(clock(1, 30), True)]

    await led_by_hand(desk(), SMALL, story)


# Files


async def import_file(hands: FacilitatorsHands, path: Path, *, confirm: bool = True) -> None:
    await hands.press("f5")
    await hands.type(str(path))
    await hands.press("enter")
    await hands.see("can be read")
    if confirm:
        hands.app.screen.query_one("#do-import").focus()
        await hands.press("enter")


async def test_help_opens_over_the_boards_dialogs(tmp_path: Path, size: tuple[int, int]) -> None:
    log = tmp_path / "log.csv"
    log.write_text("name,time\nana,T+01:01\n")

    async def story(hands: FacilitatorsHands) -> None:
        await sent_home(hands)
        await hands.press("f5", "f1")
        await hands.see("The path of a text file")
        await hands.press("escape", "escape")
        await import_file(hands, log, confirm=False)
        await hands.press("f1")
        await hands.see("It asks for one of: Import 1")
        await hands.press("escape", "escape", "f7", "f1")
        await hands.see("one a line, or columns name,team")

    await led_by_hand(desk(), size, story)


async def test_a_log_is_shown_first_and_imported_only_then(tmp_path: Path, size: tuple[int, int]) -> None:
    log = tmp_path / "log.csv"
    log.write_text("\n".join([*sign_in_log(390, clock(1), 540), "T+00:20,H1,connected,home", "T+01:05,H2,asleep,home"]))

    async def story(hands: FacilitatorsHands) -> None:
        await sent_home(hands)
        await import_file(hands, log, confirm=False)
        for text in (
            "780 rows can be read, 2 cannot",
            "390 out",
            "390 working",
            "390 new to the count",
            "expected a time from the alarm at T+01:00 on",
            "expected one of out, assembled",
        ):
            await hands.see(text)
        assert checked(hands) == []
        await hands.press("escape")
        await hands.see("Nothing was imported.")
        await import_file(hands, log)
        await until(hands.pilot, lambda: len(checked(hands)) == 780, "all rows")
        await hands.beat()
        await hands.see("imported: 780 check-ins, 390 new to the count")
        await import_file(hands, log, confirm=False)
        await hands.see("Nothing in it is new.")

    await led_by_hand(desk(), size, story)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "expected a file, found none"),
        (b"\xff\xfe", "expected text in UTF-8"),
        (b"a" * (1024 * 1024 + 1), "at most 1 MiB"),
        (b"what\nx\n", "expected a column for the name"),
    ],
)
async def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "l"
    if content is not None:
        path.write_bytes(content)

    async def story(hands: FacilitatorsHands) -> None:
        await sent_home(hands)
        await hands.press("f5")
        await hands.type(str(path))
        await hands.press("enter")
        await hands.see("NOT READ")
        await hands.see(said)

    await led_by_hand(desk(), (160, 50), story)


async def test_with_a_list_of_names_those_who_have_not_reported_are_named(tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("anna\nben\ncy [b]\n")

    async def story(hands: FacilitatorsHands) -> None:
        await sent_home(hands)
        await hands.press("f7")
        await hands.type(str(names))
        await hands.press("enter")
        await hands.see("UNACCOUNTED  anna, ben, cy [b] and 397 without a name")
        await enter(hands, "anna w")
        await hands.see("UNACCOUNTED  ben, cy [b] and 397 without a name")
        await hands.press("f6")
        await hands.see("Reported by name (1)")
        assert len(checked(hands)) == 1  # a list is no report

    await led_by_hand(desk(), SMALL, story)


# Others


async def test_whoever_is_alone_at_the_keyboard_checks_teams_in_and_sees_only_what_was_reported() -> None:
    exercise = with_responses(shipped("pandemic"), [], kind="timed", pace="60x")

    async def story(hands: Hands) -> None:
        await hands.press("M")
        await until(hands.pilot, lambda: isinstance(hands.app.screen, MusterScreen), "the board")
        await hands.see("Nobody has been sent to check in")
        await enter(hands, "5 safe")
        await hands.see("395  ?  not heard of")
        await hands.press("f5")
        await hands.see("The facilitator imports logs")

    await played_by_hand(Table(exercise, ["telecom"]), SMALL, story)


async def test_help_tells_what_may_be_typed(size: tuple[int, int]) -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await sent_home(hands)
        await hands.press("f1")
        await hands.see("cy needs help, and why")

    await led_by_hand(desk(), size, story)


async def test_what_people_type_is_shown_as_typed_and_harmless(size: tuple[int, int]) -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await sent_home(hands)
        for name in ("[/foo]", "[@click=app.quit]x", "=1+1", "\u202eevil", "e" + "\u0301" * 9):
            hands.table.client.act(c.ChecksIn(None, "harbor_agents", name=name, status="need_help", reason=HOSTILE))
        await hands.beat()
        await hands.see("[/foo]")
        assert not set(CONTROLS) & set("".join(grid(hands.app))) - set(PLAIN)
        await hands.press("f6")
        await hands.see("395 unaccounted for")
        assert not set(CONTROLS) & set("".join(grid(hands.app))) - set(PLAIN)

    await led_by_hand(desk(), size, story)


async def test_the_end_of_the_exercise_closes_the_board() -> None:
    async def story(hands: FacilitatorsHands) -> None:
        await sent_home(hands)
        hands.table.client.act(c.End())
        await hands.clock_at(clock(1, 12))
        await hands.beat()
        await until(hands.pilot, lambda: bool(hands.app.screen.query("#results")), "the results")

    await led_by_hand(desk(), SMALL, story)
