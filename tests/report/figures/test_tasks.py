"""Tasks planned and done, told as small stories."""

from typing import Any

from drillsim.record import commands as c
from drillsim.report import svg
from drillsim.report.document import Figure
from drillsim.report.figures.task_rows import MOST
from drillsim.report.figures.tasks import tasks
from report.reading import live
from support.figures import boxes, facts_of, rows, shipped, words
from support.stage import Raw, inject, stage

FIX: Raw = {"do": "Repair the power", "by": "lead", "takes": "30m", "effect": {"repair": ["power"]}}
LOOK: Raw = {"do": "Look for the fault", "by": "clerk", "takes": "20m"}
FAILS = inject("fails", "T+01:00", tell=["lead"], happens={"fail": ["power"]})


def asks(**tasks: str) -> Raw:
    return {**FAILS, "expect": [{"task": name, "within": within} for name, within in tasks.items()]}


def does(task: str, at: str, by: str = "lead") -> Raw:
    return {"at": at, "by": by, "does": task}


def chart(msel: list[Raw], responses: list[Raw], **plan: Any) -> Figure:
    story = stage(
        plan={"tasks": {"fix": {**FIX, "after": ["look"]}, "look": LOOK}, **plan}, msel=msel, responses=responses
    )
    (figure,) = tasks(facts_of(story))
    return figure


def row(figure: Figure, task: str) -> dict[str, str]:
    found = next(cells for cells in rows(figure) if task in cells[0])
    return dict(zip(figure.table.heads, found, strict=True))


def test_planned_is_from_when_it_was_called_for_after_what_comes_before() -> None:
    """Called for at 1:00; looking takes 20 minutes, so the repair is planned for 1:20 to 1:50."""
    figure = chart([asks(fix="1h")], [does("look", "T+01:10", "clerk"), does("fix", "T+01:40")])
    assert row(figure, "look")["planned"] == "T+01:00 to T+01:20"
    assert row(figure, "fix") == {
        "task": row(figure, "fix")["task"],
        "role": row(figure, "fix")["role"],
        "called for": "T+01:00",
        "planned": "T+01:20 to T+01:50",
        "started": "T+01:40",
        "done": "T+02:10",
        "length": "30m usual time",
        "rests on": "scripted",
        "critical path of": row(figure, "fix")["critical path of"],
    }
    assert "30m, late by 10m" in words(figure)


def test_the_chain_that_brought_a_function_back_is_framed_and_named() -> None:
    figure = chart([asks(fix="1h")], [does("look", "T+01:10", "clerk"), does("fix", "T+01:40")])
    assert len(boxes(figure, "ink", "open")) == 2
    assert "calls was back at T+02:10 by look (20m) and fix (30m)." in figure.alt
    assert words(figure).count("critical path AB") == 2  # calls and mail both waited for the power


def test_a_task_that_was_called_for_and_never_started() -> None:
    figure = chart([asks(fix="1h")], [])
    assert row(figure, "fix")["started"] == "never"
    assert words(figure).count("never started") == 2
    assert "Called for and never started: look, fix." in figure.alt
    assert not boxes(figure, "first", "hatched")


def test_where_nobody_brought_it_back_the_way_that_the_playbook_offers_is_framed() -> None:
    playbook = {"outage": {"if": "power down", "do": ["look", "fix"]}}
    figure = chart([FAILS], [does("look", "T+01:10", "clerk")], playbooks=playbook)
    assert "calls was not brought back; its playbook offers look (20m) and fix (30m)." in figure.alt
    assert "way offered AB" in words(figure)


def test_a_repair_by_the_scenario_is_nobodys_path() -> None:
    figure = chart([asks(fix="1h"), inject("back", "T+02:00", happens={"repair": ["power"]})], [])
    assert "critical path" not in " ".join([figure.alt, *words(figure)])


def test_the_tornado_waited_for_brightline() -> None:
    (figure,) = tasks(shipped("tornado"))
    assert (
        "Answer customer calls was back at T+02:10 by call_brightline (10m) and waiting for brightline (1h30m)."
        in figure.alt
    )
    assert "wait 1h30m" in words(figure)
    assert "critical path of Answer customer calls" in words(figure)


def test_what_people_did_at_the_clock_and_what_a_stand_in_did_differ_in_pattern_and_word() -> None:
    plan = {"tasks": {"look": LOOK}, "playbooks": {"p": {"if": "mode is emergency", "do": ["look"]}}}
    session = live(stage(plan=plan, players={"clerk": "stand_in"}), "lead")
    session.advance(60)
    session.take(c.Does("lead", "declare"), client_id="c1")
    session.advance(6000)
    session.finish()
    (figure,) = tasks(facts_of(session))
    assert {row(figure, "declare")["rests on"], row(figure, "look")["rests on"]} == {"measured", "simulated"}
    assert {"done: measured, people at the clock", "done: simulated, a stand-in"} <= set(words(figure))


def test_three_hundred_tasks_fit_a_page_and_the_rest_is_said() -> None:
    many = {f"t{n}": {**LOOK, "do": f"Step {n}"} for n in range(300)}
    story = stage(
        plan={"tasks": many}, responses=[does(f"t{n}", f"T+{n // 60:02}:{n % 60:02}", "clerk") for n in range(300)]
    )
    (figure,) = tasks(facts_of(story))
    assert len(boxes(figure, "first", "hatched")) == MOST
    assert f"{300 - MOST} rows are not drawn" in figure.alt
    assert len(rows(figure)) == 300
    assert figure.drawing.height < 950
    assert len(svg.in_page(figure).encode()) < 60_000


def test_the_wait_of_a_way_that_nobody_walked_is_no_critical_path() -> None:
    call = {"do": "Call", "by": "lead", "takes": "10m", "effect": {"activate": {"bpo": {"calls": 40}}}}
    story = stage(
        plan={"tasks": {"call": call}, "playbooks": {"p": {"if": "power down", "do": ["call"]}}}, msel=[FAILS]
    )
    (figure,) = tasks(facts_of(story))
    assert "wait 1h" in words(figure)
    assert words(figure).count("way offered") == 2
    assert "critical path" not in words(figure)
