"""The tornado report to the letter, and what holds for the report of every shipped drill.

After a wanted change `PYTHONPATH=tests python -m report.reading` writes the golden file anew; read the diff.
"""

import re

import pytest

from drillsim.analysis.words import span
from drillsim.model.spelling import write_clock
from report.reading import GOLDEN, cells, part, report_of, report_on, shipped, titles, whole
from support import drills
from support.drills import SHIPPED


def test_the_tornado_report() -> None:
    assert shipped("tornado") == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SHIPPED)
def test_the_same_record_gives_the_same_bytes(name: str) -> None:
    assert shipped(name) == report_on(drills.play(name))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_row_has_as_many_cells_as_its_head(name: str) -> None:
    widths: set[int] = set()
    for line in shipped(name).splitlines():
        columns = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        if columns:
            widths.add(columns)
            assert len(widths) == 1, line
        else:
            widths.clear()


@pytest.mark.parametrize("name", SHIPPED)
def test_the_chart_fits_a_terminal_of_eighty_columns(name: str) -> None:
    charts = re.findall(r"```text\n(.*?)```", shipped(name), re.DOTALL)
    assert charts
    assert max(len(line) for chart in charts for line in chart.splitlines()) <= 80


@pytest.mark.parametrize("name", SHIPPED)
def test_names_of_people_are_left_out_unless_asked_for(name: str) -> None:
    plan, drill = drills.exercise(name).plan, drills.exercise(name).drill
    names = [person.name or "" for person in plan.people.values()]
    names += [player for player in drill.players.values() if player not in ("script", "stand_in")]
    names += [drill.facilitator] if drill.facilitator else []
    words = {word for person in names for word in person.split()}
    said = set(re.findall(r"\w+", shipped(name)))
    assert not words & said
    assert str(plan.people[next(iter(plan.people))].name) in shipped(name, names=True)


@pytest.mark.row("S-118")
@pytest.mark.parametrize("name", SHIPPED)
def test_every_outage_of_the_outcome_is_in_the_report(name: str) -> None:
    found = cells(part(shipped(name), "Functions against RTO and MTPD (reckoned)"))
    for row in drills.result(name)["functions"].values():
        for outage in row["outages"]:
            length = span(outage["length"])
            assert any(length in [cell.split(" (")[0] for cell in line] and outage["rto"] in line for line in found)


@pytest.mark.row("S-119")
@pytest.mark.parametrize("name", SHIPPED)
def test_every_finding_is_there_with_what_it_rests_on(name: str) -> None:
    said = part(shipped(name), "Findings")
    for finding in drills.result(name)["findings"]:
        assert finding["evidence"]
        assert all(_as_told(ref) in said for ref in finding["evidence"])
    assert len(cells(said)) == len(drills.result(name)["findings"])


def _as_told(reference: str) -> str:
    """A reference as a reader sees it: its second as the clock shows it."""
    name, _, second = reference.partition("@")
    return f"`{name}` {write_clock(int(second))}" if second else f"`{name}`"


@pytest.mark.row("S-107")
@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_is_scored_into_one_figure(name: str) -> None:
    assert "score" not in shipped(name).lower()


def test_what_is_empty_says_so_where_a_reader_would_look_for_it() -> None:
    said = shipped("tornado")
    assert part(said, "Refused actions") == "The rules refused nothing."
    assert part(said, "Undelivered") == "Every message that was sent reached all whom it was for."
    assert part(said, "Acts and statements without permission") == "Nobody acted or spoke without permission."
    assert "## Check-ins and targets" not in titles(said)


@pytest.mark.row("S-24")
def test_the_tornado_in_plain_sentences() -> None:
    said = whole(shipped("tornado"), "Verdict")
    assert "You promised “Answer customer calls” back within 2h. It took 2h08m: 8m too long." in said
    assert "back within 4h. It was still out at the end, after 8h58m: 4h58m too long." in said
    assert "2 of 4 updates came on time, 2 late (by up to 4h45m). The longest silence was 5h40m." in said


@pytest.mark.row("S-25")
def test_the_server_loss_counts_both_outages() -> None:
    assert "It was out 2 times; the worst time it took 1h30m." in whole(shipped("server_loss"), "Verdict")


@pytest.mark.row("S-30")
@pytest.mark.row("S-79")
def test_four_hundred_agents_go_home() -> None:
    said = shipped("pandemic")
    assert "back within 4h. It took 4h." in whole(said, "Verdict")
    section = part(said, "Check-ins and targets")
    assert ["`harbor_agents`", "400", "3h", "12h", "39h", "39h", "360", "40", "0"] in cells(section)
    assert ["`send_home`", "50%", "24h", "12h", "met"] in cells(section)
    assert ["`send_home`", "90%", "48h", "39h", "met"] in cells(section)


@pytest.mark.row("S-82")
def test_a_role_that_nobody_holds() -> None:
    said = whole(shipped("hurricane_carrier"), "Roles and duty")
    assert "Uncovered: Telephony lead from T+12:30 to T+24:30, 12h." in said
    assert "Uncovered: Communications lead from T+12:30 to T+24:30, 12h." in said


@pytest.mark.row("S-10")
def test_put_aside_for_too_long() -> None:
    assert "put aside for 39h45m: 15h45m too long." in whole(shipped("hurricane_carrier"), "Verdict")


def test_stand_ins_are_marked_as_simulated() -> None:
    said = report_of(drills.exercise("email_outage"), stand_ins=True)
    assert ["Floor safety lead", "stand-in (simulated)"] in cells(part(said, "Exercise participants"))
