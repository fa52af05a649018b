"""The verdict: each promise kept or missed, in plain sentences."""

from dataclasses import replace

import pytest

from drillsim.analysis.outcome import outcome, written
from drillsim.analysis.reckoning import Reckoning
from drillsim.present.verdict import results, verdict
from drillsim.session.session import Session
from support.live import header, shipped


def told(name: str) -> list[tuple[str, str]]:
    """(tone, sentence) of a shipped drill that played itself."""
    exercise = shipped(name)
    played = replace(header(exercise, []), live=False, players={})
    session = Session(exercise, played)
    session.finish()
    return [(each.tone, each.text) for each in verdict(outcome(exercise, played, session.entries), exercise)]


def test_the_tornado_drill() -> None:
    assert told("tornado") == [
        ("bad", "You promised “Answer customer calls” back within 2 hours. It took 2 h 08: missed by 8 min."),
        (
            "bad",
            "You promised “Answer customer email” back within 4 hours. It was still out at the end, after 8 h 58: "
            "missed by 4 h 58 and more.",
        ),
        ("good", "You promised “Courtesy and renewal calls” back within 24 hours. It was never out."),
        ("good", "You may put “Courtesy and renewal calls” aside for 48 hours. It was put aside for 8 h 40: kept."),
        (
            "bad",
            "You promised customers news within 30 min, then every hour. 2 of 4 updates came late or never; "
            "the longest silence was 5 h 40.",
        ),
        ("good", "You promised staff news within 15 min. It came on time."),
    ]


def test_a_second_outage_is_told_after_the_first_and_a_target_with_its_time() -> None:
    server = " ".join(text for _, text in told("server_loss"))
    assert "It took 30 min: kept. It was out again at T+04:30. It took 1 h 30: kept." in server
    pandemic = " ".join(text for _, text in told("pandemic"))
    assert "within 24 hours. It took 12 hours: kept." in pandemic
    assert "within 48 hours. It took 39 hours: kept." in pandemic


@pytest.mark.parametrize(
    "name",
    ["tornado", "server_loss", "email_outage", "pandemic", "hurricane_carrier", "bomb_threat", "vendor_outage"],
)
def test_the_results_open_with_the_verdict_and_name_all_parts(name: str) -> None:
    exercise = shipped(name)
    played = replace(header(exercise, []), live=False, players={})
    session = Session(exercise, played)
    session.finish()
    reckoned = Reckoning(exercise, played, session.entries)
    found = results(reckoned, written(reckoned), "x.drillrecord")
    headings = [each.text for each in found if each.kind == "heading"]
    assert headings == [
        "Verdict",
        "Out of service",
        "Customers",
        "Late and on time",
        "Roles nobody held",
        "Silence",
        "Not yet back to normal",
        "Other findings",
        "The record",
    ]
    texts = [each.text for each in found]
    left_over = texts[texts.index("Not yet back to normal") : texts.index("The record")]
    assert len(left_over) == len(set(left_over))  # what is left over is said once
    assert found[-1].text == "The report: drillsim report x.drillrecord"
    first = next(index for index, each in enumerate(found) if each.kind == "verdict")
    assert first <= 3
