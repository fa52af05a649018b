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
    assert said.endswith("found 8,000,000, most of them of calls at 10x the usual rate")


def test_values_that_are_none_of_theirs_get_one_line(tmp_path: Path) -> None:
    wrong = {
        "by_hour: @[1, 2, 3], handling: 5m": (
            "expected a list of 24 numbers, one for each hour of the day, found a list of 3"
        ),
        "per_hour: 60, handling: 5m, patience: @never": (
            'expected a duration, or no patience at all where nobody gives up, found "never"'
        ),
        "per_hour: 60, handling: @450": 'expected a duration such as 450s or 7m30s, found "450" [450s]',
        "per_hour: 60, handling: 5m, answer: @80 in 20s": (
            'expected a service goal such as 80% in 20s, found "80 in 20s"'
        ),
        "per_hour: 60, handling: 5m, at_once: @0": 'expected a whole number from 1 on, such as 12, found "0"',
    }
    for number, (keys, words) in enumerate(wrong.items()):
        text = CALLS.replace("per_hour: !MARK, handling: 5m", keys)
        folder = tmp_path / str(number)
        folder.mkdir()
        assert complaint(folder, "value", plan(functions=text)) == words


def test_a_rate_without_a_number_is_none(tmp_path: Path) -> None:
    text = CALLS.replace("contacts: {channel: voice, per_hour: !MARK,", "contacts: @{channel: voice, per_hour: ,")
    assert complaint(tmp_path, "value", plan(functions=text)).startswith("expected exactly one of per_hour and by_hour")


def test_nobody_and_nothing_is_allowed(tmp_path: Path) -> None:
    for keys in ("per_hour: 0, handling: 0m", "per_hour: 60, handling: 5m, patience: 0m, redial: 100%"):
        text = CALLS.replace("per_hour: !MARK, handling: 5m", keys)
        assert is_content(tmp_path, "value", plan(functions=text))
