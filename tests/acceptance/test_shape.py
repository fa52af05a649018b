"""The outcome as other programs read it: names, order, types (section 6)."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from support.acceptance import HEAD, Json, clock, errors, play, write

PLAN = """
sites:
  north: {area: hills}
systems:
  power: {at: north}
functions:
  calls: {priority: 1, rto: 1h, mtpd: 6h, mbco: 50%, normal_staff: 10, routed_to: [north], needs: [power]}
  mail: {priority: 2, rto: 1h, mtpd: 6h, mbco: 50%, normal_staff: 3, routed_to: [north]}
teams:
  callers: {count: 10, at: north, works: calls}
  mailers: {count: 3, at: north, works: mail}
people: {ann: {name: Ann}, bob: {name: Bob}}
roles:
  lead: {holder: ann, may: [declare, approve_messages]}
  press: {holder: bob}
audiences: [customers, staff]
channels: {social: {reaches: [customers]}}
messages: {word: {to: [customers, staff], via: [social], approval: given}}
updates: {customers: {first: 10m, by: press, counts_from: start}}
tasks:
  declare: {do: Declare, by: lead, effect: {mode: emergency}}
  never: {do: Never, by: lead, after: [declare]}
playbooks:
  dark: {if: power down, do: [{task: never, within: 5m}]}
"""
MSEL = """
- {id: cut, at: T+00:10, tell: [lead], says: Dark, happens: {fail: [power]}, expect: [{task: declare}]}
"""
RESPONSES = """
- {at: T+00:05, by: lead, does: never}
- {at: T+00:12, by: press, sends: word, claims: {fault: ours, restored_by: T+01:00}}
- {at: T+00:15, by: lead, does: declare}
"""
TOP = """
drill plan scenario engine seed lasts functions expectations updates silence roles people check_ins targets refused
fired deliveries undelivered claims mode identified findings
"""
OUTAGE = "from to length open_length rto over_rto mtpd breached_at causes"


@pytest.fixture
def result(tmp_path: Path) -> Json:
    return play(tmp_path, plan=PLAN, msel=MSEL, responses=RESPONSES)


def test_the_names_of_everything_in_their_order(result: Json) -> None:
    assert list(result) == TOP.split()
    assert list(result["plan"]) == ["name", "version", "digest"]
    calls = result["functions"]["calls"]
    assert list(calls) == ["outages", "down_total", "availability", "level", "paused", "over_pause"]  # no contacts yet
    assert list(calls["outages"][0]) == OUTAGE.split()
    assert list(result["updates"][0]) == ["audience", "due", "delivered", "result", "late_by"]
    assert list(result["roles"]["lead"]) == ["held", "uncovered"]
    assert list(result["people"]["ann"]) == ["on_duty", "past_max_on", "short_rest"]
    assert list(result["refused"][0]) == ["at", "by", "what", "why", "text"]
    assert [list(row) for row in result["fired"]] == [["inject", "at"], ["playbook", "at"]]
    assert list(result["deliveries"][0]) == ["message", "audience", "at", "channels"]
    assert list(result["undelivered"][0]) == ["message", "audience", "at", "why"]
    assert list(result["identified"]) == ["failed_at", "told_at", "declared_at"]
    assert all(list(row) == ["code", "at", "about", "text", "evidence"] for row in result["findings"])
    assert [set(row) for row in result["expectations"]] == [{"source", "task", "due", "done", "result", "late_by"}] * 2


def test_every_role_person_and_function_is_there_even_when_idle(result: Json) -> None:
    assert list(result["functions"]) == ["calls", "mail"]
    assert set(result["roles"]) == {"lead", "press"}
    assert set(result["people"]) == {"ann", "bob"}
    assert result["check_ins"] == {}
    assert result["targets"] == []
    assert result["people"]["bob"]["on_duty"] == [[clock("00:12"), clock("00:12")]]


def test_times_are_whole_seconds_and_shares_fractions(result: Json) -> None:
    assert result["lasts"] == clock("03:00")
    assert all(isinstance(at, int) and 0 <= share <= 1 for at, share in result["functions"]["calls"]["level"])
    assert isinstance(result["functions"]["calls"]["availability"], float)
    assert isinstance(result["functions"]["calls"]["down_total"], int)
    assert result["seed"] == 1


def test_the_digest_is_that_of_the_plans_text(tmp_path: Path, result: Json) -> None:
    text = (tmp_path / "small.plan.yaml").read_bytes()
    assert text.startswith(HEAD.encode())
    assert result["plan"]["digest"].endswith(hashlib.sha256(text).hexdigest())


def test_nothing_is_late_with_a_null(result: Json) -> None:
    rows = {(row["source"], row["task"]): row for row in result["expectations"]}
    declare = rows["inject:cut", "declare"]
    assert (declare["due"], declare["done"], declare["result"], declare["late_by"]) == (None, 900, "on_time", 0)
    never = rows["playbook:dark", "never"]
    assert (never["due"], never["done"], never["result"], never["late_by"]) == (900, None, "never", None)


def test_a_claim_has_an_error_only_where_there_is_a_truth(result: Json) -> None:
    fault, restored = result["claims"]
    assert (fault["truth"], fault["correct"]) == (None, None)  # the scenario gives no truth
    assert (restored["truth"], restored["correct"]) == (None, None)  # they never come back
    assert [found["code"] for found in result["findings"]].count("claim_false") == 0


def test_evidence_names_things_and_times(result: Json) -> None:
    for found in result["findings"]:
        for reference in found["evidence"]:
            sort, _, rest = reference.partition(":")
            assert sort in {"inject", "playbook", "task", "message", "role"}
            assert ("@" in rest) == (sort in {"task", "message", "role"})


def test_findings_are_in_time_order(result: Json) -> None:
    times = [found["at"] for found in result["findings"] if found["at"] is not None]
    assert times == sorted(times)


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "drillsim", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, stdin=subprocess.DEVNULL)


def test_the_command_prints_the_same_object(tmp_path: Path, result: Json) -> None:
    ran = run("run", str(tmp_path / "small.drill.yaml"), "--unattended", "--json")
    assert ran.returncode == 0, ran.stderr
    printed = json.loads(ran.stdout)
    assert {**printed, "engine": ""} == {**result, "engine": ""}
    assert list(printed) == TOP.split()


def test_the_exit_status_tells_what_was_missed_only_when_asked(tmp_path: Path, result: Json) -> None:
    assert result["lasts"]
    path = str(tmp_path / "small.drill.yaml")
    assert run("run", path, "--unattended", "--json", "--fail-on", "missed").returncode == 1
    quiet = PLAN.replace("updates: {customers: {first: 10m, by: press, counts_from: start}}\n", "")
    path = str(write(tmp_path / "quiet", plan=quiet))
    assert run("run", path, "--unattended", "--json", "--fail-on", "missed").returncode == 0
    broken = str(write(tmp_path / "broken", plan=PLAN, msel="- {id: a, at: T+00:10, happens: {fail: [powr]}}"))
    assert run("run", broken, "--unattended", "--json").returncode == 2


def test_a_record_gives_the_same_object(tmp_path: Path, result: Json) -> None:
    record = tmp_path / "small.drillrecord"
    ran = run("run", str(tmp_path / "small.drill.yaml"), "--unattended", "--json", "--record", str(record))
    assert ran.returncode == 0, ran.stderr
    told = run("report", str(record), "--json")
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout) == json.loads(ran.stdout)
    assert json.loads(told.stdout)["functions"] == result["functions"]


def test_an_exported_drill_plays_the_same_again(tmp_path: Path) -> None:
    conduct = """
    - {at: T+00:08, adds: {id: news, tell: [press], says: News}}
    - {at: T+00:20, places: {press: stand_in}}
    - {at: T+01:00, ends: early}
    """
    path = write(
        tmp_path, plan=PLAN, msel=MSEL, responses=RESPONSES, conduct=conduct, drill="players: {lead: stand_in}"
    )
    record = str(tmp_path / "small.drillrecord")
    first = run("run", str(path), "--unattended", "--json", "--record", record)
    assert first.returncode == 0, first.stderr
    again = tmp_path / "again" / "again.drill.yaml"
    exported = run("record", "export", record, "-o", str(again))
    assert exported.returncode == 0, exported.stderr
    assert "stand_in" not in again.read_text(encoding="utf-8").split("players:")[1].splitlines()[0]
    second = run("run", str(again), "--unattended", "--json")
    assert second.stdout == first.stdout


def test_key_order_changes_nothing_but_the_digest(tmp_path: Path, result: Json) -> None:
    lines = PLAN.replace(
        "  lead: {holder: ann, may: [declare, approve_messages]}\n  press: {holder: bob}\n",
        "  press: {holder: bob}\n  lead: {may: [declare, approve_messages], holder: ann}\n",
    )
    other = play(tmp_path / "other", plan=lines, msel=MSEL, responses=RESPONSES)
    assert other["plan"]["digest"] != result["plan"]["digest"]
    assert {**other, "plan": 0} == {**result, "plan": 0}


CONTACTS = "contacts: {channel: voice, per_hour: 60, handling: 5m, patience: 3m, answer: 80% in 20s}"


def test_contacts_are_told_where_the_plan_has_them(tmp_path: Path) -> None:
    waiting = "- {id: busy, if: calls waiting above 5}"
    assert errors(write(tmp_path / "none", plan=PLAN, msel=waiting))
    assert "normal_staff: 10, " in PLAN
    with_them = PLAN.replace("normal_staff: 10, ", f"normal_staff: 10, {CONTACTS}, ", 1)
    found = play(tmp_path / "some", plan=with_them, msel=f"{MSEL}\n{waiting}", responses=RESPONSES)
    (contacts,) = [each["contacts"] for each in found["functions"].values() if "contacts" in each]
    assert set(contacts) == {"offered", "answered", "abandoned", "within_target", "longest_wait", "backlog_peak"}
    assert all(isinstance(number, int) for number in contacts.values())
    assert contacts["answered"] + contacts["abandoned"] <= contacts["offered"]


@pytest.mark.row("S-58")
def test_what_a_check_prints(tmp_path: Path) -> None:
    """A backup beside its primary falls with it; one elsewhere that needs the same falls with that."""
    more = """  spare: {at: north, backup_for: power}
  far: {at: cloud, needs: [grid], backup_for: main}
  main: {at: north, needs: [feed]}
  feed: {needs: [grid]}
  grid: {}
  apart: {at: cloud, backup_for: power}
functions:"""
    plan = PLAN.replace("functions:", more, 1).replace("{area: hills}", "{area: hills}\n  cloud: {kind: cloud}", 1)
    path = write(tmp_path, plan=plan, msel="- {id: a, at: T+00:10, happens: {fail: [powr]}}")
    ran = run("check", str(path), "--json")
    assert ran.returncode != 0
    said = json.loads(ran.stdout)
    assert set(said) == {"problems", "shared_fate"}
    wrong = next(row for row in said["problems"] if row["severity"] == "error")
    assert set(wrong) == {"severity", "code", "file", "line", "column", "where", "message", "hint"}
    assert (wrong["code"], wrong["hint"]) == ("unknown_name", "power")
    right = run("check", str(write(tmp_path, plan=plan)), "--json")
    assert right.returncode == 0, right.stderr
    said = json.loads(right.stdout)
    fates = {(row["primary"], row["backup"]): sorted(row["common"]) for row in said["shared_fate"]}
    assert fates == {
        ("power", "spare"): ["hills", "north"],
        ("power", "apart"): [],
        ("main", "far"): ["grid"],
    }
