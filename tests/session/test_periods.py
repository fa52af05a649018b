"""The heading of the hours that it is now (S-40)."""

import pytest

from drillsim.present.due import due
from drillsim.record import running as r
from support.live import Table, shipped
from support.stage import stage

HOURS = {"0 to 1": "declare", "1 to 4": "move", "night": "rest"}


def headings(table: Table) -> list[tuple[str, str, int]]:
    view = table.client.view
    assert view is not None
    return [(period.hours, period.says, period.ends) for period in view.periods]


@pytest.mark.row("S-40")
def test_a_48_hour_drill_is_jumped_through_and_has_its_heading_at_36_30() -> None:
    exercise = shipped("hurricane_carrier")
    table = Table(exercise, tuple(exercise.plan.roles))
    table.start()
    table.client.act(r.Jump(36 * 3600 + 30 * 60))
    while table.host.busy:
        table.beat()
    table.beat()
    assert table.host.session.now == 36 * 3600 + 30 * 60
    found = headings(table)
    assert ("24 to 48", "plan the return") in [(hours, says) for hours, says, _ in found]
    view = table.client.view
    assert view is not None
    assert due(view, table.host.session.now).rows[0].cells[0].text == "PERIOD"
    while not table.host.session.over:
        table.client.act(r.Jump())
        table.beat()
    assert table.host.session.now >= 48 * 3600


@pytest.mark.row("S-40")
def test_the_heading_turns_with_the_hours_since_anybody_could_know_and_is_the_roles_own() -> None:
    book = {"if": "crm down", "do": [{"task": "declare", "within": "10m"}], "hours": HOURS}
    exercise = stage(
        plan={"playbooks": {"book": book}},
        msel=[{"id": "fails", "at": "T+00:30", "tell": ["lead"], "happens": {"fail": ["crm"]}}],
    )
    table = Table(exercise, tuple(exercise.plan.roles))
    table.start()
    seen = []
    for second in (1_799, 1_860, 5_399, 5_400, 16_199, 16_200):
        table.client.act(r.Jump(second))
        table.beat()
        seen.append([says for _, says, _ in headings(table)])
    assert seen == [[], ["declare"], ["declare"], ["move"], ["move"], []]
