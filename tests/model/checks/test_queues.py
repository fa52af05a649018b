"""Queues: asked about where there are any, and no more contacts than can be played one by one."""

from pathlib import Path

from support.documents import complaint, drill, is_content, plan, scenario

CALLS = """
  calls: {priority: 1, rto: 1h, mtpd: 4h, mbco: 50%, normal_staff: 10, routed_to: [tulsa],
          contacts: {channel: voice, per_hour: !MARK, handling: 5m}}"""


def functions(rate: str) -> str:
    """One function with so many contacts an hour."""
    return CALLS.replace("!MARK", rate)


def test_a_condition_asks_about_a_queue_that_is_there(tmp_path: Path) -> None:
    busy = scenario(msel="[{id: a, if: [calls waiting above 5]}]")
    assert is_content(tmp_path, "value", plan(functions=functions("60")), busy)
    none = scenario(msel="[{id: a, if: [mode is emergency, @calls waiting above 5]}]")
    said = complaint(tmp_path, "value", none, plan())
    assert said == "expected a function with contacts, found calls, for which the plan has none"


def test_a_playbook_too(tmp_path: Path) -> None:
    said = complaint(tmp_path, "value", plan(playbooks="{busy: {if: [@calls waiting above 50], do: [declare]}}"))
    assert said == "expected a function with contacts, found calls, for which the plan has none"


def test_what_would_take_more_memory_than_there_is_is_refused_with_the_number(tmp_path: Path) -> None:
    said = complaint(tmp_path, "value", plan(functions=functions("@1250001")), drill())
    assert said == "expected at most 5,000,000 contacts in this exercise, found 5,000,004, most of them of calls"
    assert is_content(tmp_path, "value", plan(functions=functions("1250000")), drill())


def test_the_largest_surge_counts(tmp_path: Path) -> None:
    storm = scenario(msel="[{id: a, at: T+00:00, happens: {surge: {calls: 10x}}}]")
    said = complaint(tmp_path, "value", plan(functions=functions("@200000")), storm)
    assert said == "expected at most 5,000,000 contacts in this exercise, found 8,000,000, most of them of calls"
