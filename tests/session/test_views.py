"""What a role may know, and nothing else."""

from collections.abc import Iterator

import pytest

from drillsim.loading import bundled_drills
from drillsim.model.exercise import Exercise
from drillsim.net.connection import Connection
from drillsim.net.frames import Events, Frame
from drillsim.net.frames import Led as FacilitatorsFrame
from drillsim.net.host import Host
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.session.assignments import done_note
from drillsim.session.view import HandledView, View, WaitingView
from support.canary import with_canaries
from support.facilitated import Led
from support.live import Table, shipped
from support.stage import inject, stage

TOLD = ("title", "from_", "via", "says", "choices", "ask", "handout")
"""Fields of an inject that are for those it is told to."""

FOR_ALL = ("scenario", "story")
"""Fields of a scenario that are for everybody."""


def table(name: str = "tornado", *roles: str) -> Table:
    exercise = shipped(name)
    found = Table(exercise, roles or tuple(exercise.plan.roles))
    found.start()
    return found


def view(of: Table) -> View:
    of.beat()
    assert of.client.view is not None
    return of.client.view


# Canaries


def known_to(exercise: Exercise, roles: tuple[str, ...], released: dict[str, int]) -> set[str]:
    """The places whose words these roles may read now."""
    found = set()
    for played in exercise.injects:
        if played.part is None or played.id not in released or not set(played.body.tell) & set(roles):
            continue
        file = exercise.parts[played.part].file
        found |= {f"{file}.msel.{played.body.id}.{name}" for name in TOLD}
    for part in exercise.parts:
        found |= {f"{part.file}.{name}" for name in FOR_ALL}
        found |= {f"{part.file}.objectives.{name}.text" for name in part.scenario.objectives}
    return found


def of_the_hot_wash(exercise: Exercise) -> set[str]:
    """What everybody may read besides once the exercise has ended: what each objective exercises."""
    return {f"{part.file}.objectives.{name}.capability" for part in exercise.parts for name in part.scenario.objectives}


OF_ANOTHER_PLAY = {"responses", "conduct", "hotwash", "improvements", "ratings"}
"""What a drill file tells of the play that it holds."""


def read_so_far(connection: Connection, seen: set[str], places: dict[str, str]) -> str:
    text = repr(connection.receive())
    seen |= {word for word in places if word in text}
    return text


def sentences(value: object) -> Iterator[str]:
    """Every text of several words in what a model dumps."""
    match value:
        case str() if " " in value:
            yield value
        case dict():
            yield from (text for each in value.values() for text in sentences(each))
        case list() | tuple():
            yield from (text for each in value for text in sentences(each))


@pytest.mark.parametrize("name", sorted(bundled_drills()))
def test_no_view_holds_a_text_that_is_not_for_it(name: str) -> None:
    """Before StartEx, after each event, at the end; for every role alone and for all of them together."""
    exercise, places = with_canaries(shipped(name))
    assert len(places) > 10
    everybody = tuple(exercise.plan.roles)
    groups = [*((role,) for role in everybody), everybody]
    lead = Table(exercise, everybody)
    connections = [(roles, lead.host.connect(f"c{index}", roles), set[str]()) for index, roles in enumerate(groups)]
    of_another_play = set(sentences(exercise.drill.model_dump(include=OF_ANOTHER_PLAY)))

    def check() -> None:
        for roles, connection, seen in connections:
            text = read_so_far(connection, seen, places)
            released = lead.host.session.engine.play.state.released
            told = {
                inject.id for inject in exercise.injects if inject.id in released and {*inject.body.tell} & {*roles}
            }
            untold = {inject.id for inject in exercise.injects} - told - {"end"}  # which is a word besides
            assert not {inject for inject in untold if f"'{inject}'" in text}
            assert not {sentence for sentence in of_another_play if sentence in text}
            allowed = known_to(exercise, roles, released)
            if lead.host.session.over:
                allowed |= of_the_hot_wash(exercise)
            leaked = {places[word] for word in seen}
            assert not {place for place in leaked if not place.startswith(tuple(allowed))}

    check()
    lead.start()
    while not lead.host.session.over:
        lead.client.act(r.Jump())
        lead.beat()
        check()
    told = {words for _, _, seen in connections for words in seen}
    assert told, "nothing reached anybody: the test would pass whatever happens"


def test_what_the_facilitator_does_with_the_msel_reaches_no_player() -> None:
    """Held, put off, skipped, taken back, looked for: only the facilitator's place gets frames of it."""
    exercise, places = with_canaries(shipped("tornado"))
    desk = Led(exercise, tuple(exercise.plan.roles))
    players = [(roles, desk.host.connect("p", roles)) for roles in (("floor_lead",), tuple(exercise.plan.roles))]
    frames: list[Frame] = []
    told = 0
    for command in (
        r.Start(),
        c.Skip("reporter", "canary-reason"),
        c.Defer("power_back", 3 * 3600),
        c.Restore("reporter"),
        c.Defer("nudge_partner"),
        r.Jump(3000),
    ):
        desk.do(command)
        told += any(places[word].endswith(".says") for word in places if word in repr(desk.client.console))
        for roles, connection in players:
            new = connection.receive()
            frames += new
            allowed = tuple(known_to(exercise, roles, desk.host.session.engine.play.state.released))
            assert not [word for word in places if word in repr(new) and not places[word].startswith(allowed)]
    assert told == 6, "the facilitator has all of it all the time"
    assert not [frame for frame in frames if isinstance(frame, FacilitatorsFrame)]
    assert "canary-reason" not in repr(frames)
    assert all(kind not in repr(frames) for kind in ("deferred", "skipped", "restored"))


def test_a_role_does_not_learn_what_was_told_to_others() -> None:
    seats = table("tornado", "comms_lead")
    seats.pass_time(70)  # 14 minutes: warning and touchdown have come
    assert view(seats).inbox == ()
    assert [item.kind for item in seats.client.news] == ["started_exercise", "mode"]  # the stand-in declared it


def test_no_view_says_whether_a_need_works() -> None:
    """The walkthrough needs the power that has just failed; the task says what it needs, no more."""
    seats = table()
    before = next(task for task in view(seats).tasks if task.id == "walkthrough")
    seats.pass_time(70)
    after = next(task for task in view(seats).tasks if task.id == "walkthrough")
    assert before == after
    assert after.needs == ("tulsa_power",)
    assert after.state == "can"


# Contents


def test_an_inject_goes_from_new_to_answered() -> None:
    seats = table()
    states = [view(seats).inbox[0].state]
    for command in (
        c.Reads("floor_lead", "warning"),
        c.Reads("incident_lead", "warning"),
        c.Acknowledges("floor_lead", "warning"),
        c.Acknowledges("incident_lead", "warning"),
        c.Decides("floor_lead", "warning", None, "everybody down"),
    ):
        seats.client.act(command)
        states.append(view(seats).inbox[0].state)
    assert states == ["delivered", "delivered", "opened", "opened", "acknowledged", "answered"]


def test_a_playbook_gives_its_tasks_their_deadlines_once_it_is_known() -> None:
    seats = table()
    assert {task.due for task in view(seats).tasks} == {None}
    seats.pass_time(1)
    due = {task.id: task.due for task in view(seats).tasks if task.playbook == "tornado"}
    assert due == {
        "take_cover": 300,
        "declare_emergency": 600,
        "head_count": 2700,
        "reroute_calls": 2700,
        "call_brightline": 1800,
        "move_to_annex": None,
    }


def test_a_task_goes_from_waiting_to_done() -> None:
    seats = table()
    count = next(task for task in view(seats).tasks if task.id == "head_count")
    assert (count.state, count.waits) == ("waits", ("take_cover",))
    seats.client.act(c.Does("floor_lead", "take_cover"))
    running = next(task for task in view(seats).tasks if task.id == "take_cover")
    assert (running.state, running.started, running.ends) == ("running", 0, 480)
    seats.pass_time(45)
    states = {task.id: task.state for task in view(seats).tasks}
    assert (states["take_cover"], states["head_count"]) == ("done", "can")


def test_a_function_is_out_from_the_second_it_went_out() -> None:
    seats = table()
    seats.pass_time(70)
    calls = next(function for function in view(seats).functions if function.id == "inbound_calls")
    assert (calls.share, calls.out_since, calls.rto_due) == (0.0, 720, 720 + 7200)


def test_a_role_sees_the_functions_that_its_tasks_touch() -> None:
    """None of the plan's roles says `sees`."""
    assert {function.id for function in view(table("tornado", "telecom_lead")).functions} == {
        "inbound_calls",
        "email_support",
        "outbound_calls",
    }  # it turns the mode to normal with route_back
    assert {function.id for function in view(table("tornado", "partner_lead")).functions} == {"inbound_calls"}
    assert view(table("tornado", "comms_lead")).functions == ()


def test_a_message_waits_for_those_who_may_approve() -> None:
    seats = table("tornado", "comms_lead", "incident_lead")
    seats.client.act(c.Sends("comms_lead", "client_notice", None, {"what": "wind"}, "wind", "nature", 7200))
    notice = next(message for message in view(seats).messages if message.id == "client_notice")
    assert notice.waiting == WaitingView(0, "comms_lead", ("email",), (("what", "wind"),), "wind", "nature", 7200)
    assert notice.approvers == ("incident_lead",)
    seats.client.act(c.Approves("incident_lead", "client_notice"))
    notice = next(message for message in view(seats).messages if message.id == "client_notice")
    assert (notice.waiting, notice.approvers, notice.sent) == (None, (), (0,))


def test_updates_are_due_to_the_role_that_is_to_tell() -> None:
    seats = table("tornado", "comms_lead", "floor_lead")
    seats.pass_time(70)
    assert [(each.audience, each.due) for each in view(seats).updates] == [("customers", 720 + 1800)]
    seats.client.act(c.Sends("comms_lead", "holding_statement"))
    seats.pass_time(1)
    assert [(each.audience, each.due) for each in view(seats).updates] == [("customers", 840 + 3600)]


def test_stand_ins_and_uncovered_roles_are_told() -> None:
    seats = table("hurricane_carrier", "telecom")
    players = {role.id: role.player for role in view(seats).duty}
    assert players["telecom"] == "here"
    assert players["continuity"] == "stand_in"
    for _ in range(60):
        seats.client.act(r.Jump())
        seats.beat()
    assert any(item.kind == "held" and item.by == "news" and not item.what for item in seats.client.news)


def test_the_timeline_shows_what_the_role_did() -> None:
    seats = table()
    seats.client.act(c.Does("floor_lead", "take_cover"))
    seats.client.act(c.Sends("hr_lead", "staff_alert"))
    lanes = {lane.label: lane for lane in view(seats).lanes}
    assert [(bar.begins, bar.ends, bar.planned) for bar in lanes["floor_lead"].bars] == [(0, None, 480)]
    assert [mark.sign for mark in lanes["hr_lead"].marks] == ["message"]
    assert lanes["inbound_calls"].bars[0].begins == 0  # sheltering closes the site


def test_what_another_role_asks_for_is_on_the_list() -> None:
    seats = table("tornado", "comms_lead", "floor_lead")
    seats.client.act(c.Assigns("floor_lead", "comms_lead", "call the newsroom back", 3600))
    (asked,) = view(seats).asked
    assert (asked.by, asked.to, asked.what, asked.due) == ("floor_lead", "comms_lead", "call the newsroom back", 3600)


def test_the_inbox_says_when_each_role_handled_an_inject() -> None:
    seats = table()
    seats.client.act(c.Reads("floor_lead", "warning"))
    seats.pass_time(5)
    seats.client.act(c.Acknowledges("floor_lead", "warning"))
    seats.pass_time(5)
    seats.client.act(c.Decides("incident_lead", "warning", None, "down"))
    told = {each.role: each for each in view(seats).inbox[0].handled}
    assert told["floor_lead"] == HandledView("floor_lead", 0, 60, None)
    assert told["incident_lead"] == HandledView("incident_lead", None, None, 120)
    alone = table("tornado", "floor_lead")
    assert [each.role for each in view(alone).inbox[0].handled] == ["floor_lead"]


def test_the_time_box_of_an_inject_is_for_those_it_is_told_to() -> None:
    seats = Table(stage(msel=[inject("talk", "T+00:00", tell=["lead"], says="Well?", discuss="5m")]), ("lead", "clerk"))
    seats.start()
    assert view(seats).inbox[0].discuss == 300


def test_what_was_asked_is_done_once_the_one_asked_says_so() -> None:
    seats = table("tornado", "comms_lead", "floor_lead")
    for _ in range(2):
        seats.client.act(c.Assigns("floor_lead", "comms_lead", "call the newsroom back", 3600))
    seats.client.act(c.Notes("floor_lead", done_note("call the newsroom back")))  # not the one who was asked
    assert [each.done for each in view(seats).given] == [None, None]
    seats.pass_time(5)
    seats.client.act(c.Notes("comms_lead", done_note("call the newsroom back")))
    assert [each.done for each in view(seats).given] == [60, None]
    assert view(seats).given == view(seats).asked


def test_a_card_holds_what_the_plan_says_of_a_role() -> None:
    (card,) = table("tornado", "comms_lead").client.briefing.cards
    assert (card.id, card.name, card.may) == ("comms_lead", "Communications lead", ("speak_to_media",))
    assert dict(card.ask)["approve_messages"] == ("incident_lead",)
    assert [(each.audience, each.first, each.every) for each in card.tells] == [("customers", 1800, 3600)]
    assert card.tells[0].messages == ("holding_statement", "progress_update", "all_clear")
    (lead,) = table("hurricane_carrier", "continuity").client.briefing.cards
    assert ("hurricane", "0 to 1", "declare and protect people") in lead.hours
    assert table("tornado", "hr_lead").client.briefing.cards[0].all_hands == "Calls every agent, keeps the head count"


# What the others do


def news_of(connection: Connection, host: Host) -> list[tuple[str, str, str]]:
    host.tick()
    return [
        (item.kind, item.by, item.what)
        for frame in connection.receive()
        if isinstance(frame, Events)
        for item in frame.events
    ]


def test_who_waits_for_a_task_or_an_approval_hears_of_it_and_nobody_else_does() -> None:
    """head_count (hr_lead) comes after take_cover (floor_lead); comms_lead's notice waits for incident_lead."""
    seats = table()
    clients = {role: seats.host.connect(role, [role]) for role in ("hr_lead", "comms_lead", "partner_lead")}
    for role in clients:
        news_of(clients[role], seats.host)
    seats.client.act(c.Does("floor_lead", "take_cover"))
    seats.client.act(c.Done("floor_lead", "take_cover"))
    seats.client.act(c.Sends("comms_lead", "client_notice"))
    seats.client.act(c.Approves("incident_lead", "client_notice"))
    seats.client.act(c.Assigns("comms_lead", "it_lead", "mend it"))
    seats.client.act(c.Notes("it_lead", done_note("mend it")))
    heard = {role: news_of(connection, seats.host) for role, connection in clients.items()}
    assert heard == {
        "hr_lead": [("set_free", "floor_lead", "take_cover")],
        "comms_lead": [
            ("waits", "comms_lead", "client_notice"),
            ("approved", "incident_lead", "client_notice"),
            ("assigned", "comms_lead", "it_lead"),
            ("settled", "it_lead", ""),
        ],
        "partner_lead": [],
    }


def test_the_words_of_a_role_reach_only_those_whom_they_concern() -> None:
    """Each word is typed by one role; every other role alone gets exactly those that are meant for it."""
    seats = table()
    words = {
        "canarynotex": {"comms_lead"},
        "canarydecidesx": {"comms_lead"},
        "canarybecausex": {"comms_lead"},
        "canaryoptionx": set(),
        "canaryaskedx": {"comms_lead", "floor_lead"},
        "canaryfillx": {"comms_lead", "incident_lead"},
        "canarycausex": {"comms_lead", "incident_lead"},
    }
    clients = {role: seats.host.connect(role, [role]) for role in seats.exercise.plan.roles}
    for command in (
        c.Notes("comms_lead", "canarynotex"),
        c.Decides("comms_lead", "canarydecidesx", None, "canarybecausex", ("canaryoptionx",), ("warning",)),
        c.Assigns("comms_lead", "floor_lead", "canaryaskedx", 600),
        c.Sends("comms_lead", "client_notice", None, {"what": "canaryfillx"}, "canarycausex"),
    ):
        seats.client.act(command)
    seats.beat()
    read = {role: repr(connection.receive()) for role, connection in clients.items()}
    for word, meant in words.items():
        assert {role for role, text in read.items() if word in text} == meant, word


def test_the_board_of_a_role_that_sees_no_function_knows_nothing_of_sites_and_systems() -> None:
    """At T+00:12 the power of Tulsa fails; comms_lead was told nothing of it and sees no function."""
    seats = table("tornado", "comms_lead")
    seats.pass_time(55)
    before = view(seats)
    seats.pass_time(10)
    after = view(seats)
    assert "tulsa_power" in seats.host.session.engine.play.state.failed
    assert (before.functions, before.inbox, before.tasks) == (after.functions, after.inbox, after.tasks)
    assert (before.asked, before.given) == (after.asked, after.given)
