"""What reached whom, when, through what; approvals; claims (rules 7 and 15)."""

from pathlib import Path

import pytest

from support.acceptance import clock, deliveries, expectation, findings, fired, play, refusals, undelivered, updates

PLAN = """
sites:
  north: {area: hills}
  south: {area: coast}
systems:
  mail: {at: north}
  host: {at: south}
  spare_host: {at: north, backup_for: host, auto_after: 10m}
functions:
  calls: {priority: 1, rto: 1h, mtpd: 6h, mbco: 50%, normal_staff: 10, routed_to: [north], needs: [mail]}
  chat: {priority: 2, rto: 1h, mtpd: 6h, mbco: 50%, normal_staff: 5, routed_to: [south], needs: [host]}
teams:
  callers: {count: 10, at: north, works: calls}
  chatters: {count: 5, at: south, works: chat}
people: {ann: {name: Ann}, bob: {name: Bob}}
roles:
  lead: {holder: ann, may: [declare, approve_messages]}
  press: {holder: bob}
audiences: [customers, staff, media]
channels:
  email: {needs: [mail], reaches: [customers, staff]}
  web: {needs: [host], reaches: [customers, media]}
  social: {reaches: [media]}
messages:
  word: {to: [customers, staff], via: [email, web], approval: given}
  formal: {to: [customers], via: [email], approval: needed}
  loud: {to: [customers, media], via: [web, social], approval: given}
  inside: {to: [staff], via: [web, email], approval: given}
tasks:
  wait: {do: Wait, by: lead}
"""


@pytest.mark.row("S-97")
@pytest.mark.row("S-98")
def test_only_the_channels_that_work_deliver(tmp_path: Path) -> None:
    msel = """
    - {id: cut, at: T+00:10, happens: {fail: [mail]}, expect: [{message: word, within: 20m}]}
    - {id: sent, if: word sent}
    - {id: mended, at: T+00:30, happens: {repair: [mail]}}
    - {id: dark, at: T+01:00, happens: {fail: [host]}}
    """
    responses = """
    - {at: T+00:15, by: press, sends: word}
    - {at: T+00:31, by: press, sends: word, via: [email]}
    - {at: T+01:05, by: press, sends: loud}
    - {at: T+01:10, by: press, sends: loud}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert deliveries(result) == [
        ("word", "customers", clock("00:15"), ["web"]),
        ("word", "customers", clock("00:31"), ["email"]),
        ("word", "staff", clock("00:31"), ["email"]),
        ("loud", "media", clock("01:05"), ["social"]),
        ("loud", "customers", clock("01:10"), ["web"]),  # the spare host took over in this second
        ("loud", "media", clock("01:10"), ["web", "social"]),
    ]
    assert undelivered(result) == [("word", "staff", clock("00:15")), ("loud", "customers", clock("01:05"))]
    assert findings(result, "undelivered") == [
        (clock("00:15"), ["word", "staff"]),
        (clock("01:05"), ["loud", "customers"]),
    ]
    assert ("sent", clock("00:15")) in fired(result)  # from the first delivery
    # For what was expected it is sent once each audience has been reached.
    assert expectation(result, "inject:cut", "word") == (clock("00:30"), clock("00:31"), "late", clock("00:01"))


def test_two_sendings_may_together_reach_all(tmp_path: Path) -> None:
    msel = """
    - {id: ask, at: T+00:00, expect: [{message: word, within: 20m}]}
    """
    responses = """
    - {at: T+00:05, by: press, sends: word, via: [web]}
    - {at: T+00:20, by: press, sends: word, via: [email]}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert expectation(result, "inject:ask", "word") == (clock("00:20"), clock("00:20"), "on_time", 0)
    assert undelivered(result) == [("word", "staff", clock("00:05"))]


def test_a_channel_that_does_not_reach_the_audience_is_no_way(tmp_path: Path) -> None:
    msel = "- {id: cut, at: T+00:10, happens: {lose: [north]}}"
    result = play(tmp_path, plan=PLAN, msel=msel, responses="- {at: T+00:10, by: press, sends: inside}")
    assert deliveries(result) == []
    assert undelivered(result) == [("inside", "staff", clock("00:10"))]


@pytest.mark.row("S-93")
def test_what_needs_approval_goes_out_with_it(tmp_path: Path) -> None:
    msel = """
    - {id: cut, at: T+00:10, happens: {fail: [mail]}, expect: [{message: formal, within: 20m}]}
    - {id: mended, at: T+00:20, happens: {repair: [mail]}}
    - {id: cut_again, at: T+01:00, happens: {fail: [mail]}}
    """
    responses = """
    - {at: T+00:15, by: press, sends: formal}      # the mail is down, and nothing goes out yet
    - {at: T+00:20, by: lead, approves: formal}    # it is up again in this second
    - {at: T+00:50, by: press, sends: formal}
    - {at: T+01:00, by: lead, approves: formal}    # the mail went down in this second
    """
    plan = PLAN + "updates:\n  customers: {first: 5m, by: press, counts_from: start}\n"
    result = play(tmp_path, plan=plan, msel=msel, responses=responses)
    assert deliveries(result) == [("formal", "customers", clock("00:20"), ["email"])]
    assert undelivered(result) == [("formal", "customers", clock("01:00"))]
    assert expectation(result, "inject:cut", "formal") == (clock("00:30"), clock("00:20"), "on_time", 0)
    assert updates(result, "customers") == [(clock("00:05"), clock("00:20"), "late", clock("00:15"))]


def test_never_approved_it_never_went_out(tmp_path: Path) -> None:
    msel = "- {id: ask, at: T+00:00, expect: [{message: formal, within: 20m}]}"
    responses = """
    - {at: T+00:15, by: press, sends: formal}
    - {at: T+00:16, by: press, approves: formal}
    """
    result = play(tmp_path, plan=PLAN, msel=msel, responses=responses)
    assert refusals(result) == [(clock("00:16"), "press", "not_allowed")]
    assert expectation(result, "inject:ask", "formal") == (clock("00:20"), None, "never", None)
    assert deliveries(result) == []
    assert undelivered(result) == []


@pytest.mark.row("S-94")
def test_claims_about_the_fault_and_the_time(tmp_path: Path) -> None:
    msel = """
    - {id: cut, at: T+00:10, happens: {fail: [mail]}}
    - {id: also, at: T+00:30, happens: {close: [south]}}
    - {id: mended, at: T+01:00, happens: {repair: [mail]}}
    """
    responses = """
    - {at: T+00:05, by: press, sends: loud, claims: {fault: ours, restored_by: T+00:30}}
    - {at: T+00:15, by: press, sends: loud, claims: {fault: supplier, restored_by: T+00:59}}
    - {at: T+00:40, by: press, sends: loud, claims: {restored_by: T+01:00}}
    - {at: T+00:41, by: press, sends: loud, claims: {restored_by: T+02:00, cause: A digger}}
    - {at: T+01:00, by: press, sends: loud, claims: {restored_by: T+02:00}}
    """
    result = play(
        tmp_path, plan=PLAN, msel=msel, responses=responses, scenario="truth: {cause: A cable, fault: supplier}"
    )
    rows = [(row["at"], row["what"], row["said"], row["truth"], row["correct"]) for row in result["claims"]]
    hour = clock("01:00")
    # calls are out from 00:10 to 01:00 and the more urgent; chat is out from 00:30 and never back.
    assert [row for row in rows if row[1] != "cause"] == [
        (clock("00:05"), "fault", "ours", "supplier", False),
        (clock("00:05"), "restored_by", clock("00:30"), None, None),  # nothing was out
        (clock("00:15"), "fault", "supplier", "supplier", True),
        (clock("00:15"), "restored_by", clock("00:59"), hour, False),
        (clock("00:40"), "restored_by", hour, hour, True),
        (clock("00:41"), "restored_by", clock("02:00"), hour, True),
        (clock("01:00"), "restored_by", clock("02:00"), None, None),  # only chat, which never came back
    ]
    assert [row for row in rows if row[1] == "cause"] == [(clock("00:41"), "cause", "A digger", "A cable", None)]
    errors = [row.get("error") for row in result["claims"] if row["what"] == "restored_by" and row["truth"]]
    assert errors == [-60, 0, 3600]
    assert findings(result, "claim_false") == [(clock("00:05"), ["loud"]), (clock("00:15"), ["loud"])]


def test_a_fault_nobody_knows_cannot_be_judged_as_told(tmp_path: Path) -> None:
    result = play(tmp_path, plan=PLAN, responses="- {at: T+00:05, by: press, sends: word, claims: {cause: Rain}}")
    (row,) = result["claims"]
    assert (row["what"], row["correct"]) == ("cause", None)
    assert findings(result, "claim_false") == []
