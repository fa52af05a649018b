"""The outcome as one object: its keys, its order, and that it can be written as JSON."""

import json

import pytest

from drillsim.analysis.outcome import outcome
from drillsim.analysis.words import listed, span
from drillsim.record import events as e
from support.histories import came_of, entries, mode
from support.stage import clock, header, stage


def test_the_keys_stand_in_the_order_of_the_language() -> None:
    keys = (
        "drill plan scenario engine seed lasts functions expectations updates silence roles people check_ins"
        " targets refused fired deliveries undelivered claims mode identified findings"
    )
    result = came_of(stage())
    assert list(result) == keys.split()
    assert list(result["functions"]["calls"]) == [
        "outages",
        "down_total",
        "availability",
        "level",
        "paused",
        "over_pause",
    ]


@pytest.mark.row("S-01")
def test_it_says_what_was_played_on_which_version_of_the_plan() -> None:
    result = came_of(stage(more=[("second", "01:00", {})], seed=7))
    assert (result["drill"], result["plan"]) == (
        "A story",
        {"name": "A small centre", "version": "1", "digest": "0"},
    )
    assert (result["scenario"], result["seed"]) == (["A bad day", "second"], 7)
    assert (result["engine"], result["lasts"]) == ("drillsim test", clock(9))


def test_it_holds_nothing_but_json() -> None:
    result = came_of(stage(), e.SystemFailed(60, "power"), *mode(120, "emergency"))
    assert json.loads(json.dumps(result)) == result


def test_a_drill_that_ends_as_it_begins_has_an_outcome() -> None:
    result = came_of(stage(), ends=0)
    assert (result["lasts"], result["functions"]["calls"]["availability"]) == (0, 1.0)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0s"), (45, "45s"), (60, "1m"), (61, "1m01s"), (7680, "2h08m"), (3601, "1h00m01s"), (172800, "48h")],
)
def test_spans_read_like_spoken_ones(seconds: int, words: str) -> None:
    assert span(seconds) == words


def test_names_in_a_sentence() -> None:
    assert [listed(names) for names in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a and b", "a, b and c"]


def test_a_drill_that_was_broken_off_is_reckoned_up_to_its_last_entry() -> None:
    drill = stage()
    closes: list[e.Event] = [e.SiteClosed(clock(1), "hub"), e.Noted(clock(2), "lead", "power cut in the room")]
    result = outcome(drill, header(drill), entries(closes))
    assert result["lasts"] == clock(2) + 1
