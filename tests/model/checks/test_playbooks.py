"""Playbooks: what they leave undone, whom they leave away, what they ask for that nothing can reach."""

from pathlib import Path

import pytest

from support.documents import complaint, drill, is_content, plan, scenario

SITES = "{tulsa: {}, omaha: {}, bpo: {kind: partner, agreement: 2026-02-01}}"
SHUT = "shut: {do: Take cover, by: lead, effect: {close: [tulsa]}}"
BACK = "back: {do: Come back, by: lead, effect: {open: [tulsa], move: [{team: agents, to: tulsa}]}}"


def storm(tasks: str, do: str, resume: str = "[]", key: str = "") -> str:
    """A plan with these tasks, and a playbook against storms."""
    promise = "rto: 2h, mtpd: 8h, mbco: 40%, normal_staff: 10, routed_to: [tulsa]"
    functions = f"{{calls: {{priority: 1, {promise}, can_pause: 4h}}, mail: {{priority: 2, {promise}}}}}"
    declare = "declare: {do: Declare, by: lead, effect: {mode: emergency}}"
    book = f"{{storm: {key}{{if: hazard is storm, do: {do}, resume: {resume}}}}}"
    return plan(sites=SITES, functions=functions, tasks=f"{{{declare}, {tasks}}}", playbooks=book)


def test_a_function_is_put_aside_only_within_a_limit(tmp_path: Path) -> None:
    pause = "pause: {do: Pause, by: lead, effect: {pause: [%s]}}"
    resume = "resume: {do: Resume, by: lead, effect: {resume: [calls]}}"
    text = storm(pause % "calls, @mail", "[]")
    assert complaint(tmp_path, "pause_without_limit", text) == (
        "expected a function that says how long it can be put aside (can_pause), found mail"
    )
    assert is_content(tmp_path, "pause_without_limit", storm(f"{pause % 'calls'}, {resume}", "[pause]", "[resume]"))


@pytest.mark.row("S-51")
def test_a_team_whose_site_is_closed_is_brought_back_by_a_playbook(tmp_path: Path) -> None:
    team = "{agents: @{count: 10, at: tulsa, works: calls}}"
    left = storm(f"{SHUT}, {BACK}", "[shut]").replace("{agents: {", "{agents: @{")
    assert team in left
    assert complaint(tmp_path, "left_away", left) == (
        "shut closes tulsa, and no task of a playbook brings agents back to tulsa"
    )
    assert is_content(tmp_path, "left_away", storm(f"{SHUT}, {BACK}", "[shut]", "[back]"))


def test_a_team_sent_to_another_site_comes_back_too(tmp_path: Path) -> None:
    go = "go: {do: Go, by: lead, effect: {move: [{team: agents, to: omaha}]}}"
    left = storm(go, "[go]").replace("{agents: {", "{agents: @{")
    assert "go moves it to omaha" in complaint(tmp_path, "left_away", left)
    planned = "planned: {do: As planned, by: lead, effect: {as_planned: [teams]}}"
    assert is_content(tmp_path, "left_away", storm(f"{go}, {planned}", "[go]", "[planned]"))


def test_a_team_that_only_the_scenario_shuts_out(tmp_path: Path) -> None:
    closes = scenario(msel="[{id: warning, at: T+00:00, tell: [lead], happens: {close: [tulsa]}}]")
    left = plan().replace("{agents: {", "{agents: @{")
    assert "the scenario closes tulsa" in complaint(tmp_path, "left_away", left, closes, drill())
    assert is_content(tmp_path, "left_away", plan(), scenario(), drill())
    assert is_content(tmp_path, "left_away", storm(BACK, "[back]"), closes, drill())


@pytest.mark.row("S-49")
@pytest.mark.parametrize(
    ("done", "undone", "left"),
    [
        ("{pause: [calls]}", "{resume: [calls]}", "calls put aside"),
        ("{activate: {bpo: {calls: 5}}}", "{release: [bpo]}", "bpo active"),
        ("{deflect: {calls: 20%}}", "{deflect: {calls: 0%}}", "contacts of calls deflected"),
        ("{move: [{team: agents, to: omaha}]}", "{move: [{team: agents, to: tulsa}]}", "agents at omaha"),
        (
            "{move: [{team: agents, to: tulsa, works: mail}]}",
            "{move: [{team: agents, to: tulsa, works: calls}]}",
            "agents on mail",
        ),
        ("{route: {calls: [omaha]}}", "{route: {calls: [tulsa]}}", "calls routed to omaha instead of tulsa"),
        (
            "{route: {calls: {add: [omaha]}}}",
            "{route: {calls: {drop: [omaha]}}}",
            "calls routed to tulsa and omaha instead of tulsa",
        ),
        ("{pause: [calls]}", "{as_planned: [functions]}", "calls put aside"),
        ("{activate: {bpo: {calls: 5}}}", "{as_planned: [partners]}", "bpo active"),
        (
            "{move: [{team: agents, to: omaha, works: mail}]}",
            "{as_planned: [teams]}",
            "agents at omaha and agents on mail",
        ),
        ("{route: {calls: [omaha]}}", "{as_planned: [routing]}", "calls routed to omaha instead of tulsa"),
    ],
)
def test_what_a_playbook_does_its_resume_undoes(tmp_path: Path, done: str, undone: str, left: str) -> None:
    do = f"go: {{do: Go, by: lead, effect: {done}}}"
    undo = f"undo: {{do: Undo, by: lead, effect: {undone}}}"
    assert is_content(tmp_path, "never_undone", storm(f"{do}, {undo}", "[go]", "[undo]"))
    no_resume = complaint(tmp_path, "never_undone", storm(f"{do}, {undo}", "[go]", key="@"))
    assert no_resume == f"it has no resume, which leaves {left}"
    forgotten = complaint(tmp_path, "never_undone", storm(f"{do}, {undo}", "[go]", "@[declare]"))
    assert forgotten == f"its resume never undoes what its do brings about, which leaves {left}"


def test_a_playbook_task_waits_only_for_tasks_that_playbooks_list(tmp_path: Path) -> None:
    last = "last: {do: Last, by: lead, after: [middle]}, middle: {do: Middle, by: lead, after: [first]}"
    tasks = f"{last}, first: {{do: First, by: lead}}"
    assert complaint(tmp_path, "task_unreachable", storm(tasks, "[declare, @last]")) == (
        "last waits for middle and first, which no playbook lists"
    )
    assert is_content(tmp_path, "task_unreachable", storm(tasks, "[first, middle, last]"))


def test_in_a_drill_only_playbooks_that_can_fire_call_for_a_task(tmp_path: Path) -> None:
    def with_flood(resume: str) -> str:
        return plan(
            tasks="{walk: {do: Walk, by: lead}, recall: {do: Recall, by: lead, after: [walk]}}",
            playbooks=f"{{storm: {{if: hazard is storm, resume: {resume}}},"
            " flood: {if: hazard is flood, resume: [walk, recall]}}",
        )

    message = complaint(tmp_path, "task_unreachable", with_flood("[@recall]"), drill())
    assert message == "recall waits for walk, which nothing in this drill calls for"
    assert is_content(tmp_path, "task_unreachable", with_flood("[recall]"))
    expects = scenario(msel="[{id: warning, at: T+00:00, tell: [lead], expect: [{task: walk}]}]")
    assert is_content(tmp_path, "task_unreachable", with_flood("[recall]"), expects, drill())


def test_a_critical_task_is_expected_by_an_inject(tmp_path: Path) -> None:
    timed = storm(SHUT, "[declare, {task: shut, within: 5m}]", "[declare]")
    message = complaint(tmp_path, "task_without_inject", timed.replace("{task: shut", "@{task: shut"), drill())
    assert message == "storm sets a time for shut, which no inject of this drill expects; add an expect"
    row = "{id: warning, at: T+00:00, tell: [lead], %s}"
    for key in (
        "expect: [{task: shut}]",
        "expect: []}, {id: late, if: shut not done by T+00:10, tell: [lead]",
    ):
        assert is_content(tmp_path, "task_without_inject", timed, scenario(msel=f"[{row % key}]"), drill())
    elsewhere = timed.replace("hazard is storm", "hazard is flood")
    assert is_content(tmp_path, "task_without_inject", elsewhere, drill())


@pytest.mark.row("S-38")
def test_a_playbook_clock_that_nobody_hears_start(tmp_path: Path) -> None:
    def server_down(noticed: str, place: str = "") -> str:
        return plan(
            systems=f"{{crm: {{{noticed}}}}}",
            playbooks=f"{{loss: {{if: {place}crm down for 5m, do: [{{task: declare, within: 10m}}]}}}}",
        )

    def told(*rows: str) -> str:
        fails = "{id: fails, at: T+00:10, happens: {fail: [crm]}, expect: [{task: declare}]}"
        return scenario(msel=f"[{', '.join((fails, *rows))}]")

    late = "{id: phone, at: T+00:35, tell: [lead]}"
    in_time = "{id: phone, at: T+00:15, tell: [lead]}"
    assert complaint(tmp_path, "clock_before_told", server_down("", "@"), told(), drill()) == (
        "its clock starts at T+00:15 in this drill, and no inject tells anybody; add tell"
    )
    assert complaint(tmp_path, "clock_before_told", server_down("", "@"), told(late), drill()) == (
        "it begins at T+00:15 in this drill, nobody is told before T+00:35: its times count from then"
    )
    assert is_content(tmp_path, "clock_before_told", server_down(""), told(in_time), drill())
    assert is_content(tmp_path, "clock_before_told", server_down("noticed_after: 4m"), told(late), drill())
