"""Life safety, told before all else."""

from report.reading import part, shipped


def test_of_a_closed_site_those_are_told_whom_nobody_reported_while_others_were_counted() -> None:
    """Given both teams of Lakeside were counted outside, then its visitors are still not known to be safe."""
    said = part(shipped("bomb_threat"), "Life safety")
    assert "- Nobody of `visitors` checked in: how many of the 10 were safe is not on the record." in said
    assert "Nobody of `billing_agents`" not in said
    assert "shift at StartEx" not in said
