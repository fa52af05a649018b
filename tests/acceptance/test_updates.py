"""No news is not good news: when the audiences were due some, and when they had it (rule 8)."""

from pathlib import Path

import pytest

from support.acceptance import clock, findings, outages, play, updates

PLAN = """
sites:
  north: {area: hills}
  south: {area: coast}
systems:
  mail: {at: north}
functions:
  calls: {priority: 1, rto: 1h, mtpd: 6h, mbco: 50%, normal_staff: 10, routed_to: [north]}
  chat: {priority: 2, rto: 1h, mtpd: 6h, mbco: 50%, normal_staff: 5, routed_to: [south]}
teams:
  callers: {count: 10, at: north, works: calls}
  chatters: {count: 5, at: south, works: chat}
people: {ann: {name: Ann}, bob: {name: Bob}}
roles:
  lead: {holder: ann, may: [declare, approve_messages]}
  press: {holder: bob}
audiences: [customers, staff, clients, media]
channels:
  social: {reaches: [customers, staff, clients, media]}
  mail: {needs: [mail], reaches: [customers]}
messages:
  customer: {to: [customers], via: [social], approval: given}
  by_mail: {to: [customers], via: [mail], approval: given}
  team: {to: [staff], via: [social], approval: given}
  client: {to: [clients], via: [social], approval: given}
updates:
  customers: {first: 30m, every: 1h, by: press, counts_from: impact}
  staff: {first: 15m, every: 30m, by: press, counts_from: start}
  clients: {first: 10m, by: press, counts_from: emergency}
tasks:
  declare: {do: Declare, by: lead, effect: {mode: emergency}}
  over: {do: Over, by: lead, takes: 10m, effect: {mode: normal}}
  shut: {do: Close the south, by: lead, effect: {close: [south]}}
  chat_north: {do: Chat to the north, by: lead, effect: {move: [{team: chatters, to: north}], route: {chat: [north]}}}
"""
NEVER = (None, "never", None)


@pytest.mark.row("S-95")
def test_each_is_due_from_the_one_before_and_judged_by_when_it_came(tmp_path: Path) -> None:
    msel = """
    - {id: cut, at: T+00:10, happens: {close: [north]}}
    """
    responses = """
    - {at: T+00:09:59, by: press, sends: customer}   # before anything was out: no news of it
    - {at: T+00:40, by: press, sends: customer}      # due 00:40, at the second
    - {at: T+01:41, by: lead, sends: customer}       # due 01:40; whoever sends it
    - {at: T+02:00, by: press, sends: customer}      # due 02:41, early
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses, lasts="3h")
    assert updates(result, "customers") == [
        (clock("00:40"), clock("00:40"), "on_time", 0),
        (clock("01:40"), clock("01:41"), "late", 60),
        (clock("02:41"), clock("02:00"), "on_time", 0),
        (clock("03:00"), *NEVER),  # due at the very end binds
    ]
    assert result["silence"]["customers"] == clock("01:01")
    assert (clock("01:40"), ["customers"]) in findings(result, "late")
    assert (clock("03:00"), ["customers"]) in findings(result, "never")


def test_news_in_the_second_of_the_first_impact_counts(tmp_path: Path) -> None:
    msel = "- {id: cut, at: T+00:10, happens: {close: [north]}}"
    responses = "- {at: T+00:10, by: press, sends: customer}"
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses, lasts="1h9m59s")
    # The next would be due at 01:10, after the end.
    assert updates(result, "customers") == [(clock("00:40"), clock("00:10"), "on_time", 0)]


def test_what_reached_nobody_is_no_news(tmp_path: Path) -> None:
    msel = "- {id: cut, at: T+00:10, happens: {fail: [mail], close: [north]}}"
    responses = "- {at: T+00:20, by: press, sends: by_mail}"
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses, lasts="1h")
    assert updates(result, "customers") == [(clock("00:40"), *NEVER)]
    assert result["silence"]["customers"] == clock("00:50")


@pytest.mark.parametrize("lasts", ["14m59s", "15m"])
def test_from_the_start_the_first_binds_if_due_by_the_end(tmp_path: Path, lasts: str) -> None:
    result = play(tmp_path, plan=PLAN, lasts=lasts)
    assert updates(result, "staff") == ([(clock("00:15"), *NEVER)] if lasts == "15m" else [])
    assert updates(result, "customers") == []  # nothing was ever out
    assert updates(result, "clients") == []  # nobody declared


def test_with_neither_impact_nor_declaration_they_run_to_the_end(tmp_path: Path) -> None:
    responses = """
    - {at: T+00:10, by: press, sends: team}
    - {at: T+00:50, by: press, sends: team}
    """
    result = play(tmp_path, plan=PLAN, responses=responses, lasts="2h")
    assert updates(result, "staff") == [
        (clock("00:15"), clock("00:10"), "on_time", 0),
        (clock("00:40"), clock("00:50"), "late", clock("00:10")),
        (clock("01:20"), *NEVER),
    ]
    assert result["silence"]["staff"] == clock("01:10")


def test_without_a_declaration_they_end_when_every_function_is_back(tmp_path: Path) -> None:
    msel = """
    - {id: cut, at: T+00:10, happens: {close: [south]}}
    - {id: again, at: T+01:30, happens: {close: [north]}}
    """
    responses = """
    - {at: T+00:10, by: press, sends: team}
    - {at: T+00:40, by: lead, does: chat_north}      # chat is back in this second
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses, lasts="3h")
    assert outages(result, "chat")[0] == (clock("00:10"), clock("00:40"))
    # Due 00:40 both, at the end of the updates; they do not begin again with the second outage.
    assert updates(result, "customers") == [(clock("00:40"), *NEVER)]
    assert updates(result, "staff") == [(clock("00:15"), clock("00:10"), "on_time", 0), (clock("00:40"), *NEVER)]
    assert result["silence"]["customers"] == clock("00:30")
    assert result["silence"]["staff"] == clock("00:30")


def test_news_after_the_end_of_the_updates_is_late_and_not_never(tmp_path: Path) -> None:
    msel = "- {id: cut, at: T+00:10, happens: {close: [south]}}"
    responses = """
    - {at: T+00:20, by: lead, does: declare}
    - {at: T+00:45, by: lead, does: over}            # done, and normal, at 00:55
    - {at: T+01:00, by: press, sends: customer}
    - {at: T+01:10, by: press, sends: client}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses, lasts="3h")
    assert updates(result, "customers") == [(clock("00:40"), clock("01:00"), "late", clock("00:20"))]
    assert updates(result, "clients") == [(clock("00:30"), clock("01:10"), "late", clock("00:40"))]
    assert result["silence"]["customers"] == clock("00:45")  # 00:10 to 00:55
    assert result["silence"]["clients"] == clock("00:35")  # 00:20 to 00:55


def test_declared_they_outlast_the_outage(tmp_path: Path) -> None:
    msel = "- {id: cut, at: T+00:10, happens: {close: [south]}}"
    responses = """
    - {at: T+00:05, by: lead, does: declare}
    - {at: T+00:15, by: lead, does: chat_north}
    - {at: T+00:35, by: press, sends: customer}
    - {at: T+02:00, by: lead, does: over}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses, lasts="3h")
    assert updates(result, "customers") == [
        (clock("00:40"), clock("00:35"), "on_time", 0),
        (clock("01:35"), *NEVER),
    ]
    assert updates(result, "clients") == [(clock("00:15"), *NEVER)]  # no `every`: one due only
    assert result["silence"]["customers"] == clock("01:35")  # 00:35 to 02:10


def test_declared_after_all_was_back_the_ended_updates_stay_ended(tmp_path: Path) -> None:
    msel = "- {id: cut, at: T+00:10, happens: {close: [south]}}"
    responses = """
    - {at: T+00:15, by: lead, does: chat_north}
    - {at: T+01:00, by: lead, does: declare}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses, lasts="3h")
    assert updates(result, "customers") == []  # they ended at 00:15, before the first was due


def test_players_may_cause_the_first_impact(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, responses="- {at: T+00:10, by: lead, does: shut}", lasts="1h")
    assert updates(result, "customers") == [(clock("00:40"), *NEVER)]
    assert result["identified"]["failed_at"] is None  # what players close is no failure
