"""Rule 17: a playbook's clock runs from when anybody could know."""

from drillsim.analysis.knowledge import known_at
from drillsim.analysis.releases import releases
from drillsim.record import events as e
from support.histories import came_of, history, release
from support.stage import Raw, inject, stage

FAILS = inject("fails", "T+00:10", happens={"fail": ["crm"]})
SAYS = inject("says", "T+00:35", tell=["lead"])


def known(
    condition: object,
    *events: e.Event,
    since: int = 600,
    at: int = 600,
    msel: list[Raw],
    plan: Raw | None = None,
) -> int | None:
    """When anybody could know of a playbook that fired at `at`, its conditions holding since `since`."""
    book = {"if": condition, "do": [{"task": "declare", "within": "10m"}]}
    exercise = stage(plan={"playbooks": {"book": book}, **(plan or {})}, msel=msel)
    log = history(exercise, e.PlaybookFired(at, "book", since), *events).events
    fired = next((event for event in log if isinstance(event, e.PlaybookFired)), None)
    return None if fired is None else known_at(exercise, fired, tuple(releases(exercise, log)))


def test_what_an_inject_made_happen_is_known_once_anybody_is_told() -> None:
    came: list[e.Event] = [release(600, "fails"), release(2100, "says")]
    assert known("crm down", *came, msel=[FAILS, SAYS]) == 2100
    assert known("crm down", *came[:1], msel=[FAILS, SAYS]) is None
    assert known("calls below 50%", *came, msel=[FAILS, SAYS]) == 2100


def test_it_may_be_told_by_the_same_inject() -> None:
    told = inject("fails", "T+00:10", tell=["lead"], happens={"fail": ["crm"]})
    assert known("crm down", release(600, "fails"), msel=[told]) == 600


def test_what_was_told_before_it_happened_tells_nothing() -> None:
    came: list[e.Event] = [release(60, "says"), release(600, "fails")]
    assert known("crm down", *came, msel=[FAILS, SAYS]) is None


def test_a_system_that_is_noticed_needs_no_telling() -> None:
    noticed: Raw = {"systems": {"crm": {"noticed_after": "5m"}}}
    came: list[e.Event] = [release(600, "fails"), release(2100, "says")]
    assert known("crm down", *came, plan=noticed, msel=[FAILS, SAYS]) == 900
    late: Raw = {"systems": {"crm": {"noticed_after": "2h"}}}
    assert known("crm down", *came, plan=late, msel=[FAILS, SAYS]) == 2100


def test_where_a_scenario_tells_nobody_it_is_known_at_once() -> None:
    assert known("crm down", release(600, "fails"), msel=[FAILS]) == 600


def test_what_players_did_is_known_at_once() -> None:
    assert known("mode is emergency", msel=[SAYS]) == 600
    assert known("declare done", release(600, "fails"), msel=[FAILS, SAYS]) == 600
    assert known("hub closed", msel=[SAYS]) == 600


def test_a_hazard_of_the_file_is_known_from_the_first_telling() -> None:
    assert known("hazard is trouble", release(2100, "says"), since=0, at=0, msel=[SAYS]) == 2100


def test_a_hazard_that_an_inject_begins_is_known_from_the_first_telling_after_that() -> None:
    begins = inject("begins", "T+00:10", happens={"hazard": "flood"})
    came: list[e.Event] = [release(60, "says"), release(600, "begins"), release(900, "more")]
    assert known("hazard is flood", *came, msel=[begins, SAYS, inject("more", "T+00:15", tell=["lead"])]) == 900


def test_of_several_conditions_the_last_to_be_known_counts() -> None:
    came: list[e.Event] = [release(600, "fails"), release(2100, "says")]
    assert known(["crm down", "mode is emergency"], *came, msel=[FAILS, SAYS]) == 2100


def due(*events: e.Event) -> int | None:
    """The due second of a task within 10m of `crm down for 15m`."""
    steps = {"if": "crm down for 15m", "do": [{"task": "declare", "within": "10m"}]}
    exercise = stage(plan={"playbooks": {"book": steps}}, msel=[FAILS, SAYS])
    return came_of(exercise, release(600, "fails"), *events, e.PlaybookFired(1500, "book", 600))["expectations"][0][
        "due"
    ]


def test_a_playbooks_within_counts_from_the_later_of_holding_and_knowing() -> None:
    assert due(release(2100, "says")) == 2700
    assert due(release(700, "says")) == 2100
    assert due() is None
