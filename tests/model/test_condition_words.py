"""Conditions in words: what is written is what was read."""

import pytest

from drillsim.model.condition_words import written
from drillsim.model.conditions import sentence


@pytest.mark.parametrize(
    "words",
    [
        "crm down",
        "crm down for 1h30m",
        "hub lost",
        "calls below 40% for 1h",
        "calls below 12.5%",
        "calls waiting above 50 for 10m",
        "declare done",
        "declare not done by T+00:45",
        "word not sent by Saturday 10:50",
        "word sent by T+00:15:30",
        "lead uncovered",
        "ann absent",
        "mode is emergency",
        "hazard is tornado",
        "email_outage/reporter chose deny",
    ],
)
def test_what_is_written_is_what_was_read(words: str) -> None:
    assert written(sentence(words)) == words
