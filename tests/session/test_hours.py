"""What the live screen is shown of hours: closed functions, and a deadline counted in open hours."""

from drillsim.present.functions import functions
from drillsim.session.view import FunctionView
from support.live import Table
from support.shifts import DAY, NIGHT
from support.stage import clock, inject, stage


def table(**happens: object) -> Table:
    """A story from Monday 17:00, an hour before the night, whose mailer fails at once."""
    exercise = stage(
        plan={
            "staffing": [DAY, NIGHT],
            "functions": {"mail": {"needs": ["mailer"], "rto": "2h", "rto_counts": "open_hours"}},
            "roles": {"lead": {"sees": ["calls", "mail"]}},
        },
        msel=[inject("gone", "T+00:30", happens=happens)] if happens else [],
        scenario={"begins": "Monday 17:00"},
        lasts="48h",
        kind="tabletop",
        pace="120x",
    )
    found = Table(exercise, ("lead",))
    found.start()
    return found


def shown(of: Table, second: int) -> dict[str, FunctionView]:
    of.until(second)
    of.beat()
    assert of.client.view is not None
    return {each.id: each for each in of.client.view.functions}


def said(of: Table) -> list[tuple[str, str]]:
    assert of.client.view is not None
    rows = functions(of.client.view, of.host.session.now).rows
    return [(row.cells[0].text, row.cells[-1].text) for row in rows]


def test_a_closed_function_is_shut_and_the_rto_shown_is_that_of_the_hour() -> None:
    live = table()
    assert shown(live, clock(0, 59))["calls"].rto == clock(1)
    assert shown(live, clock(1))["mail"].closed
    assert said(live) == [("OK", "MBCO 50%, RTO 30m"), ("SHUT", "closed at these hours")]


def test_the_countdown_goes_to_the_end_of_the_open_hours_allowed() -> None:
    live = table(fail=["mailer"])
    assert shown(live, clock(0, 30))["mail"].rto_due == clock(16, 30)
    shown(live, clock(2))
    assert said(live)[1] == ("OUT", "closed, RTO in 14h30m")


def test_nothing_of_the_view_changes_with_the_second_while_an_rto_is_missed() -> None:
    live = table(fail=["mailer"])
    late = shown(live, clock(17))
    assert said(live)[1] == ("OUT", "RTO MISSED by 30m")
    assert shown(live, clock(17, 1)) == late
