"""Who is told what, and by which ways."""

from pathlib import Path

import pytest

from support.documents import complaint, drill, is_content, plan, scenario

CHANNELS = "{email: {needs: [mail], reaches: [customers, clients]}, social: {reaches: [customers]}}"


def telling(message: str, **sections: str) -> str:
    """A plan with one message."""
    usual = {"audiences": "[customers, clients]", "channels": CHANNELS, "systems": "{mail: {}, feed: {}}"}
    updates = "{customers: {first: 1h}, clients: {first: 1h}}"
    return plan(messages=f"{{word: {message}}}", updates=updates, **{**usual, **sections})


@pytest.mark.row("S-96")
def test_a_message_to_customers_says_when_they_hear_more(tmp_path: Path) -> None:
    silent = "@{to: [customers], via: [social], approval: given, says: [what_happened]}"
    message = complaint(tmp_path, "no_next_update", telling(silent))
    assert message == "word does not tell customers when they hear more; if more will come, say next_update"
    spoken = "{to: [customers], via: [social], approval: given, says: [next_update]}"
    assert is_content(tmp_path, "no_next_update", telling(spoken))
    in_text = '{to: [customers], via: [social], approval: given, text: "More by {next_update}."}'
    assert is_content(tmp_path, "no_next_update", telling(in_text))


@pytest.mark.row("S-91")
def test_an_audience_with_neither_message_nor_cadence(tmp_path: Path) -> None:
    assert complaint(tmp_path, "audience_untold", plan(audiences="[@neighbours]")) == (
        "nothing is planned for neighbours: no message is to neighbours and no updates are due"
    )
    due = plan(audiences="[neighbours]", updates="{neighbours: {first: 1h}}")
    assert is_content(tmp_path, "audience_untold", due)


def test_a_message_goes_by_channels_that_reach_those_it_is_for(tmp_path: Path) -> None:
    lost = "{to: [customers, clients], via: @[social], approval: given}"
    message = complaint(tmp_path, "audience_untold", telling(lost))
    assert message == "word goes to clients, whom social does not reach"
    assert is_content(tmp_path, "audience_untold", telling(lost.replace("@[social]", "[social, email]")))


@pytest.mark.row("S-98")
def test_a_message_whose_only_channel_is_broken_by_the_scenario(tmp_path: Path) -> None:
    storm = scenario(msel="[{id: warning, at: T+00:00, tell: [lead], happens: {fail: [feed]}}]")
    mail = "{mail: {needs: [feed]}, feed: {}}"
    by_email = "{to: [clients], via: @[email], approval: given}"
    message = complaint(tmp_path, "dead_channel", telling(by_email, systems=mail), storm, drill())
    assert message == "word cannot reach clients while feed is down in this drill; add a channel"
    covered = "{mail: {needs: [feed]}, feed: {}, spare: {backup_for: feed, auto_after: 1m, tested: 2026-02-01}}"
    plain = by_email.replace("@", "")
    assert is_content(tmp_path, "dead_channel", telling(plain, systems=covered), storm, drill())
    assert is_content(tmp_path, "dead_channel", telling(plain, systems=mail), scenario(), drill())


@pytest.mark.row("S-97")
def test_a_second_channel_keeps_a_message_alive(tmp_path: Path) -> None:
    storm = scenario(msel="[{id: warning, at: T+00:00, tell: [lead], happens: {fail: [mail]}}]")
    both = "{to: [customers], via: [email, social], approval: given}"
    assert is_content(tmp_path, "dead_channel", telling(both), storm, drill())
