"""Who may start what and when; what a task's time is; what was expected of it (rules 5 and 6, section 4)."""

from pathlib import Path

import pytest

from support.acceptance import clock, expectation, findings, fired, outages, play, refusals

PLAN = """
sites:
  north: {area: hills}
  south: {area: coast}
systems:
  power: {at: north}
  gate: {at: south}
functions:
  calls: {priority: 1, rto: 1h, mtpd: 6h, mbco: 50%, normal_staff: 10, routed_to: [north]}
teams:
  callers: {count: 10, at: north, works: calls}
people: {ann: {name: Ann}, bob: {name: Bob}, cat: {name: Cat}}
roles:
  lead: {holder: ann, may: [declare, approve_messages]}
  floor: {holder: bob}
  press: {holder: cat, may: [speak_to_media]}
audiences: [customers]
channels:
  web: {needs: [gate], reaches: [customers]}
messages:
  notice: {to: [customers], via: [web], approval: needed}
tasks:
  first: {do: First, by: lead, takes: 10m}
  second: {do: Second, by: lead, takes: 5m, after: [first], needs: [power]}
  third: {do: Third, by: lead, after: [second, first]}
  at_once: {do: At once, by: lead}
  then: {do: Then, by: floor, after: [at_once]}
  declare: {do: Declare, by: lead, effect: {mode: emergency}}
  floor_declares: {do: Declare too, by: floor, takes: 5m, effect: {mode: emergency}}
  normal: {do: Over, by: lead, effect: {mode: normal}}
playbooks:
  storm:
    if: hazard is storm
    do: [{task: first, within: 20m}, {task: second, within: 20m}, third]
"""


@pytest.mark.row("S-14")
@pytest.mark.row("S-78")
def test_the_first_reason_is_the_one_that_is_told(tmp_path: Path) -> None:
    msel = """
    - {id: cut, at: T+00:01, happens: {fail: [power]}}
    - {id: gone, at: T+01:00, happens: {absent: {bob: 30m}}}
    """
    responses = """
    - {at: T+00:02, by: floor, does: second}      # not his, before its time and without power
    - {at: T+00:03, by: lead, does: second}       # before its time, without power
    - {at: T+00:04, by: lead, does: first}
    - {at: T+00:14, by: lead, does: second}       # only the power is missing
    - {at: T+00:20, by: floor, approves: notice}  # nothing waits: unknown before not allowed
    - {at: T+00:21, by: press, sends: notice}
    - {at: T+00:22, by: floor, approves: notice}
    - {at: T+00:23, by: lead, approves: notice}
    - {at: T+00:24, by: lead, approves: notice}
    - {at: T+00:25, by: lead, done: second}       # it does not run
    - {at: T+01:10, by: floor, does: first}       # nobody holds the role: before wrong role
    - {at: T+01:11, by: floor, done: second}       # unknown before uncovered
    - {at: T+01:12, by: floor, approves: notice}  # unknown before uncovered
    - {at: T+01:13, by: press, sends: notice}
    - {at: T+01:14, by: floor, approves: notice}  # uncovered before not allowed
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert refusals(result) == [
        (clock("00:02"), "floor", "wrong_role"),
        (clock("00:03"), "lead", "after"),
        (clock("00:14"), "lead", "needs"),
        (clock("00:20"), "floor", "unknown"),
        (clock("00:22"), "floor", "not_allowed"),
        (clock("00:24"), "lead", "unknown"),
        (clock("00:25"), "lead", "unknown"),
        (clock("01:10"), "floor", "uncovered"),
        (clock("01:11"), "floor", "unknown"),
        (clock("01:12"), "floor", "unknown"),
        (clock("01:14"), "floor", "uncovered"),
    ]
    assert all(set(row) == {"at", "by", "what", "why", "text"} for row in result["refused"])
    assert result["roles"]["floor"]["uncovered"] == [[clock("01:00"), clock("01:30")]]


def test_what_ends_in_a_second_comes_before_the_responses_of_that_second(tmp_path: Path) -> None:
    responses = """
    - {at: T+00:00, by: floor, does: then}      # before the task that it follows
    - {at: T+00:00, by: lead, does: at_once}
    - {at: T+00:00, by: floor, does: then}
    - {at: T+00:00, by: lead, does: first}
    - {at: T+00:09:59, by: lead, does: second}
    - {at: T+00:10, by: lead, does: second}
    - {at: T+00:15, by: lead, does: third}
    """
    result = play(tmp_path, plan=PLAN, responses=responses)
    assert refusals(result) == [(0, "floor", "after"), (clock("00:09:59"), "lead", "after")]
    assert expectation(result, "playbook:storm", "third") == (None, clock("00:15"), "on_time", 0)


def test_an_inject_comes_before_the_responses_of_its_second(tmp_path: Path) -> None:
    msel = """
    - {id: cut, at: T+00:10, happens: {fail: [power]}}
    - {id: back, at: T+00:20, happens: {repair: [power]}}
    """
    responses = """
    - {at: T+00:00, by: lead, does: first}
    - {at: T+00:10, by: lead, does: second}
    - {at: T+00:20, by: lead, does: second}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert refusals(result) == [(clock("00:10"), "lead", "needs")]
    assert expectation(result, "playbook:storm", "second") == (clock("00:20"), clock("00:25"), "late", clock("00:05"))


def test_a_task_lasts_until_somebody_says_done(tmp_path: Path) -> None:
    responses = """
    - {at: T+00:00, by: lead, does: first}
    - {at: T+00:04, by: lead, done: first}
    - {at: T+00:05, by: lead, does: second}
    - {at: T+00:35, by: lead, done: second}
    """
    result = play(tmp_path, plan=PLAN, responses=responses)
    assert expectation(result, "playbook:storm", "first") == (clock("00:20"), clock("00:04"), "on_time", 0)
    assert expectation(result, "playbook:storm", "second") == (clock("00:20"), clock("00:35"), "late", clock("00:15"))
    assert expectation(result, "playbook:storm", "third") == (None, None, "never", None)
    assert findings(result, "late") == [(clock("00:20"), ["second"])]


def test_an_unfinished_task_has_no_end(tmp_path: Path) -> None:
    responses = """
    - {at: T+00:00, by: lead, does: first}
    - {at: T+00:30, by: lead, does: second}
    """
    result = play(tmp_path, plan=PLAN, responses=responses, drill="unfinished: [first]")
    assert expectation(result, "playbook:storm", "first") == (clock("00:20"), None, "never", None)
    assert refusals(result) == [(clock("00:30"), "lead", "after")]
    assert (clock("00:20"), ["first"]) in findings(result, "never")


def test_a_task_still_running_at_the_end_was_not_done(tmp_path: Path) -> None:
    responses = "- {at: T+00:50, by: lead, does: first}"
    result = play(tmp_path, plan=PLAN, responses=responses, lasts="1h")
    assert expectation(result, "playbook:storm", "first") == (clock("00:20"), None, "never", None)
    result = play(tmp_path / "longer", plan=PLAN, responses=responses, lasts="1h1s")
    assert expectation(result, "playbook:storm", "first")[1:3] == (clock("01:00"), "late")


def test_nothing_is_reckoned_at_the_end_itself(tmp_path: Path) -> None:
    msel = """
    - {id: last, at: T+01:00, happens: {fail: [power]}}
    - {id: end, at: T+01:00, kind: end}
    """
    responses = """
    - {at: T+00:50, by: lead, does: first}
    - {at: T+01:00, by: lead, does: declare}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses, lasts="1h")
    assert ("end", clock("01:00")) in fired(result)
    assert result["lasts"] == clock("01:00")
    assert result["mode"] == [["normal", 0]]
    assert result["refused"] == []
    assert result["identified"]["declared_at"] is None


def test_an_end_ends_the_exercise_at_its_clock(tmp_path: Path) -> None:
    msel = """
    - {id: end, at: T+00:30, kind: end}
    - {id: late, if: first done, happens: {close: [north]}}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses="- {at: T+00:20, by: lead, does: first}")
    assert result["lasts"] == clock("00:30")
    assert fired(result)[-1] == ("end", clock("00:30"))
    assert outages(result, "calls") == []


@pytest.mark.parametrize(
    ("said", "judged"),
    [
        ("T+00:20", (clock("00:20"), clock("00:20"), "on_time", 0)),
        ("T+00:20:01", (clock("00:20"), clock("00:20:01"), "late", 1)),
        ("T+00:05", (clock("00:20"), clock("00:05"), "on_time", 0)),  # done before it was asked for
    ],
)
def test_at_the_due_second_is_on_time(tmp_path: Path, said: str, judged: tuple[object, ...]) -> None:
    msel = "- {id: ask, at: T+00:10, expect: [{task: at_once, within: 10m}]}"
    result = play(tmp_path, plan=PLAN, msel=msel, responses=f"- {{at: {said}, by: lead, does: at_once}}")
    assert expectation(result, "inject:ask", "at_once") == judged


def test_before_the_inject_that_it_must_wait_for_is_too_early(tmp_path: Path) -> None:
    msel = """
    - {id: ask, at: T+00:10, expect: [{task: at_once, within: 1h, not_before: clear}, {task: first, not_before: clear}]}
    - {id: clear, at: T+00:30}
    """
    responses = """
    - {at: T+00:20, by: lead, does: first}
    - {at: T+00:29:59, by: lead, does: at_once}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    # The first ends at 00:30, the second of the inject: not before it.
    assert expectation(result, "inject:ask", "first") == (None, clock("00:30"), "on_time", 0)
    assert expectation(result, "inject:ask", "at_once")[1:3] == (clock("00:29:59"), "too_early")
    assert findings(result, "too_early") == [(clock("01:10"), ["at_once"])]


def test_what_only_people_can_see_is_judged_by_people(tmp_path: Path) -> None:
    msel = """
    - id: ask
      at: T+00:10
      expect:
        - {action: Writes it down, id: log, within: 10m}
        - {action: Calls back, id: call, within: 10m}
        - {action: Stays calm, id: calm, within: 10m}
    """
    responses = """
    - {at: T+00:20, by: facilitator, seen: log}
    - {at: T+00:21, by: facilitator, seen: call}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    rows = {row["action"]: row["result"] for row in result["expectations"] if "action" in row}
    assert sorted(rows.values()) == ["late", "not_observed", "on_time"]
    assert not [about for _, about in findings(result, "never") if set(about) & {"calm", "Stays calm"}]


def test_one_task_expected_twice_is_judged_twice(tmp_path: Path) -> None:
    msel = "- {id: ask, at: T+00:10, expect: [{task: first, within: 1h}]}"
    responses = "- {at: T+00:20, by: lead, does: first}"
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert expectation(result, "inject:ask", "first") == (clock("01:10"), clock("00:30"), "on_time", 0)
    assert expectation(result, "playbook:storm", "first") == (clock("00:20"), clock("00:30"), "late", clock("00:10"))


def test_a_task_started_again_was_done_the_first_time(tmp_path: Path) -> None:
    responses = """
    - {at: T+00:05, by: lead, does: first}
    - {at: T+01:00, by: lead, does: first}
    """
    result = play(tmp_path, plan=PLAN, responses=responses)
    assert expectation(result, "playbook:storm", "first") == (clock("00:20"), clock("00:15"), "on_time", 0)
    assert refusals(result) == []


@pytest.mark.row("S-43")
def test_without_permission_it_is_done_and_found(tmp_path: Path) -> None:
    responses = "- {at: T+00:10, by: floor, does: floor_declares}"
    result = play(tmp_path, plan=PLAN, responses=responses)
    assert findings(result, "permission") == [(clock("00:10"), ["floor", "floor_declares"])]  # when it starts
    assert result["mode"] == [["normal", 0], ["emergency", clock("00:15")]]
    assert result["identified"]["declared_at"] == clock("00:15")


@pytest.mark.row("S-92")
def test_a_word_to_the_press_is_for_those_who_may_speak(tmp_path: Path) -> None:
    msel = """
    - {id: paper, at: T+00:10, kind: media, tell: [floor], says: Is it true}
    - {id: radio, at: T+00:10, kind: media, tell: [floor], says: Is it true}
    - {id: blog, at: T+00:10, kind: media, tell: [press], says: Is it true}
    - {id: chief, at: T+00:10, kind: question, tell: [floor], says: Is it true}
    """
    responses = """
    - {at: T+00:15, by: floor, decides: paper, because: It is}
    - {at: T+00:16, by: floor, assigns: {to: press, what: radio}}
    - {at: T+00:17, by: press, decides: blog}
    - {at: T+00:18, by: floor, decides: chief}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert findings(result, "permission") == [(clock("00:15"), ["floor", "paper"])]


@pytest.mark.row("S-36")
@pytest.mark.row("S-44")
def test_an_emergency_that_nobody_asked_for(tmp_path: Path) -> None:
    plan = PLAN + "  blackout: {if: power down for 20m, do: [declare]}\n"
    msel = """
    - {id: blip, at: T+00:10, happens: {fail: [power]}}
    - {id: back, at: T+00:25, happens: {repair: [power]}}
    - {id: again, at: T+01:00, happens: {fail: [power]}}
    """
    early = play(tmp_path, plan=plan, msel=msel, responses="- {at: T+00:20, by: lead, does: declare}")
    assert findings(early, "needless_declaration") == [(clock("00:20"), ["declare"])]
    assert ("blackout", clock("01:20")) in fired(early)  # fifteen minutes never fired
    right = play(tmp_path / "right", plan=plan, msel=msel, responses="- {at: T+01:21, by: lead, does: declare}")
    assert findings(right, "needless_declaration") == []
    msel = "- {id: ask, at: T+00:20, expect: [{task: declare}]}"
    asked = play(tmp_path / "asked", plan=plan, msel=msel, responses="- {at: T+00:20, by: lead, does: declare}")
    assert findings(asked, "needless_declaration") == []


@pytest.mark.row("S-46")
def test_the_modes_follow_the_tasks(tmp_path: Path) -> None:
    responses = """
    - {at: T+00:10, by: lead, does: declare}
    - {at: T+00:40, by: lead, does: normal}
    - {at: T+01:00, by: lead, does: declare}
    """
    result = play(tmp_path, plan=PLAN, responses=responses)
    assert result["mode"] == [
        ["normal", 0],
        ["emergency", clock("00:10")],
        ["normal", clock("00:40")],
        ["emergency", clock("01:00")],
    ]
    assert result["identified"]["declared_at"] == clock("00:10")
