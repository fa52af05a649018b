"""The shipped weekend drill, reckoned by hand: `bomb_threat` on the Lakeside plan.

Saturday 13:30 to 18:30. Until 16:00 (T+02:30) the Saturday line holds: 20 urgent line and 6 billing agents at
Lakeside, 4 agents at Hillside; normal staff 20 and 10; the urgent line's RTO is 1h30m. Then the weekend evening: 14
urgent line agents, normal staff 14, billing and Hillside closed, the urgent line's own RTO of 1h. Both MBCOs are 50%.
"""

import pytest

from drillsim.analysis.shape import Outcome
from drillsim.record import events as e
from support.drills import loaded, play, result
from support.stage import clock

SHIFT = clock(2, 30)


@pytest.fixture(scope="module")
def drill() -> Outcome:
    return result("bomb_threat")


def late(drill: Outcome) -> dict[tuple[str, str], tuple[str, int | None]]:
    """What was expected and not done on time."""
    return {
        (row["source"], row.get("task") or row.get("message") or row.get("choice") or row.get("action") or ""): (
            row["result"],
            row["late_by"],
        )
        for row in drill["expectations"]
        if row["result"] != "on_time"
    }


def test_the_levels_of_the_urgent_line(drill: Outcome) -> None:
    """Cleared at T+00:12, nobody of 20 answers. The 4 of Hillside change over by T+00:40: 4/20.

    The 6 sent home at T+00:35 were all told by T+00:50 (15m) and answer 5m + 25m + 10m later, at T+01:30: 10/20,
    exactly the MBCO. At 16:00 the 4 of Hillside go home, and of the 20 urgent line agents 6 go: of the 14 in the car
    park, who are away, and none of the 6 at home. Those answer alone: 6/14. The 8 still in the car park are back at
    T+03:32: 14/14.
    """
    assert drill["functions"]["urgent_line"]["level"] == [
        [0, 1.0],
        [clock(0, 12), 0.0],
        [clock(0, 40), 4 / 20],
        [clock(1, 30), 10 / 20],
        [SHIFT, 6 / 14],
        [clock(3, 32), 1.0],
    ]


def test_the_urgent_line_is_out_twice_by_the_promise_of_two_lines(drill: Outcome) -> None:
    """T+00:12 to T+01:30 is 1h18m of the Saturday's 1h30m; T+02:30 to T+03:32 is 1h02m of 1h: 2m too long."""
    first, second = drill["functions"]["urgent_line"]["outages"]
    assert (first["from"], first["to"], first["length"]) == (clock(0, 12), clock(1, 30), clock(1, 18))
    assert (first["rto"], first["over_rto"], first["causes"]) == ("met", 0, ["lakeside"])
    assert (second["from"], second["to"], second["length"]) == (SHIFT, clock(3, 32), clock(1, 2))
    assert (second["rto"], second["over_rto"], second["causes"]) == ("missed", clock(0, 2), ["lakeside"])
    assert {first["mtpd"], second["mtpd"]} == {"kept"}


def test_availability_is_of_the_hours_each_is_open(drill: Outcome) -> None:
    """The urgent line was open all 300 minutes, and out for 78 + 62; billing until 16:00, 150 minutes, out for 18."""
    line, billing = drill["functions"]["urgent_line"], drill["functions"]["billing"]
    assert (line["down_total"], billing["down_total"]) == (clock(2, 20), clock(0, 18))
    assert line["availability"] == pytest.approx(160 / 300)
    assert billing["availability"] == pytest.approx(132 / 150)


def test_billing_is_out_until_it_is_put_aside(drill: Outcome) -> None:
    """The 4 of Hillside are 40%, below 50%, from T+00:12; put aside as the reroute starts, until `route_back` ends."""
    billing = drill["functions"]["billing"]
    (outage,) = billing["outages"]
    assert (outage["from"], outage["to"], outage["rto"]) == (clock(0, 12), clock(0, 30), "met")
    assert billing["level"] == [[0, 1.0], [clock(0, 12), 0.4], [clock(0, 30), 0.0]]
    assert billing["paused"] == [[clock(0, 30), clock(3, 45)]]


def test_going_back_in_before_the_police_say_so_is_refused(drill: Outcome) -> None:
    (refused,) = drill["refused"]
    assert (refused["at"], refused["by"], refused["what"], refused["why"]) == (
        clock(2),
        "floor_lead",
        "walkthrough",
        "barred",
    )


def test_what_was_expected(drill: Outcome) -> None:
    """The head count ended at T+00:27 + 10m, 2m after the playbook's T+00:05 + 30m; the second wave was never sent.

    All else was on time: the walkthrough from T+02:50 took 30m, to T+03:20 (due T+03:30), `bring_back` from T+03:22
    10m, to T+03:32 (due T+03:45); everyone was out at T+00:20, exactly as due.
    """
    assert late(drill) == {
        ("playbook:bomb_threat", "head_count"): ("late", clock(0, 2)),
        ("inject:shift_ends", "second_wave"): ("never", None),
    }


def test_news(drill: Outcome) -> None:
    """Customers: from the impact at T+00:12; staff: from the declaration at T+00:08; to the stand-down at T+04:00."""
    rows = [(row["audience"], row["due"], row["result"], row["late_by"]) for row in drill["updates"]]
    assert rows == [
        ("staff", clock(0, 23), "on_time", 0),  # 0:20
        ("customers", clock(0, 42), "on_time", 0),  # 0:40
        ("staff", clock(1, 20), "on_time", 0),  # 1:10
        ("customers", clock(1, 40), "on_time", 0),  # 1:35
        ("staff", clock(2, 10), "late", clock(0, 25)),  # 2:35
        ("customers", clock(2, 35), "late", clock(0, 15)),  # 2:50
        ("staff", clock(3, 35), "on_time", 0),  # 3:35
        ("customers", clock(3, 50), "on_time", 0),  # 3:48
    ]
    assert drill["silence"] == {"customers": clock(1, 15), "staff": clock(1, 25)}


def test_a_promise_too_early(drill: Outcome) -> None:
    """Said at T+00:40: back at T+01:15. It was T+01:30."""
    (claim,) = drill["claims"]
    assert (claim["at"], claim["said"], claim["truth"], claim["correct"]) == (
        clock(0, 40),
        clock(1, 15),
        clock(1, 30),
        False,
    )
    assert claim["error"] == -clock(0, 15)


def test_who_is_on_call_holds_the_role(drill: Outcome) -> None:
    assert drill["roles"]["incident_lead"]["held"] == [["rosa", 0, clock(5)]]
    assert drill["roles"]["people_lead"]["held"] == [["nina", 0, SHIFT], ["omar", SHIFT, clock(5)]]


def test_the_mode_and_what_came(drill: Outcome) -> None:
    assert drill["mode"] == [
        ["normal", 0],
        ["emergency", clock(0, 8)],
        ["resuming", clock(3, 20)],
        ["normal", clock(4)],
    ]
    assert drill["identified"] == {"failed_at": None, "told_at": None, "declared_at": clock(0, 8)}
    came = {row["inject"]: row["at"] for row in drill["fired"] if "inject" in row}
    assert came["client_calls"] == SHIFT


def test_the_findings(drill: Outcome) -> None:
    """As it was said to be over, 6 still worked from home and the line was routed there."""
    assert [(finding["code"], finding["at"], finding["about"]) for finding in drill["findings"]] == [
        ("late", clock(0, 35), ["head_count"]),
        ("claim_false", clock(0, 40), ["holding_statement"]),
        ("late", clock(2, 10), ["staff"]),
        ("never", clock(2, 30), ["second_wave"]),
        ("late", clock(2, 35), ["customers"]),
        ("rto_missed", clock(3, 30), ["urgent_line"]),
        ("not_restored", clock(4), ["line_agents"]),
        ("not_restored", clock(4), ["urgent_line"]),
    ]


def test_who_goes_home_at_four_and_who_stays() -> None:
    moved = [event for event in play("bomb_threat").engine.play.log if isinstance(event, e.AgentsMoved)]
    assert [(x.team, x.count, x.where.kind, x.where.site) for x in moved if x.at == SHIFT and x.why == "went_off"] == [
        ("line_agents", 6, "away", "lakeside"),
        ("billing_agents", 6, "away", "lakeside"),
        ("hillside_agents", 4, "away", "hillside"),
    ]


def test_the_only_warning_is_meant() -> None:
    """Billing does not pay for a second site."""
    assert [(problem.code, problem.where) for problem in loaded("bomb_threat").problems] == [
        ("single_point", "functions.billing")
    ]
