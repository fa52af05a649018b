"""The whole timed move of 400 agents, played live: waves, check-ins by number, name and log, a pause, the end."""

import pytest

from drillsim.analysis.check_ins import COUNTED
from drillsim.analysis.outcome import outcome
from drillsim.analysis.shape import Outcome
from drillsim.exchange.check_in_log import Known, Reading, check_ins, news, read_log
from drillsim.record import commands as c
from drillsim.session.muster_view import MusterView, TeamMusterView
from support.anything import with_responses
from support.facilitated import Led
from support.live import shipped
from support.sign_in_log import sign_in_log

HOUR = 3600


class Move:
    """The facilitator leads, people play all roles, and no script speaks for the agents."""

    def __init__(self) -> None:
        everybody = ("workforce", "continuity", "telecom", "news")
        self.desk = Led(with_responses(shipped("pandemic"), [], kind="timed", pace="60x"), everybody).started()

    def at(self, hours: float, *commands: c.Command) -> None:
        self.desk.until(int(hours * HOUR))
        for command in commands:
            self.desk.client.act(command)
        self.desk.beat()

    @property
    def muster(self) -> MusterView:
        found = self.desk.console.muster
        assert found is not None
        return found

    @property
    def team(self) -> TeamMusterView:
        return self.muster.teams[0]

    def import_log(self, text: str) -> tuple[int, int]:
        """Everything of a log that is news; gives how many rows that was, and how many could not be read."""
        client = self.desk.client
        assert self.muster.course is not None
        alarms = {team.team: team.alarm for team in self.muster.teams}
        briefing = client.briefing
        known = Known(briefing.teams, briefing.sites, briefing.begins, client.second, alarms, self.muster.course, 0)
        log = read_log(text, "log.csv", known, Reading("harbor_agents", "story"))
        found = news(log, self.muster, COUNTED)
        for command in check_ins(found.rows):
            client.act(command)
            client.poll()
        self.desk.beat()
        return len(found.rows), len(log.problems)

    def outcome(self) -> Outcome:
        session = self.desk.host.session
        return outcome(session.exercise, session.header, session.entries)


def working(count: int) -> c.ChecksIn:
    return c.ChecksIn(None, "harbor_agents", count)


@pytest.mark.row("S-79")
def test_400_agents_go_home_and_each_is_counted_once() -> None:
    move = Move()
    move.at(0.4, c.Does("continuity", "declare"))
    move.at(1, c.Does("workforce", "send_home", 100))
    log = "\n".join(sign_in_log(100, HOUR, HOUR))
    move.at(1.5, working(10))
    assert (move.team.sent, move.team.counted, move.team.unaccounted) == (100, 10, 90)
    move.at(2.5, c.Pause("somebody at the door"))
    move.desk.pass_time(600)
    assert move.import_log(log) == (200, 0)
    team = move.team
    assert (team.counted, team.surplus, team.unaccounted) == (100, 10, 0)  # ten had been reported without a name
    told = [int(item.what) for item in move.desk.client.news if item.kind == "checked_in"]
    assert sum(told) == 210, "ten by number, a hundred out, a hundred working"
    assert len(told) < 10, "not a line of the log for each"
    assert move.import_log(log) == (0, 0)
    move.at(2.5, c.Resume(), c.Done("workforce", "send_home"))
    move.at(3, c.Does("workforce", "send_home", 300))
    move.at(4, c.ChecksIn(None, "harbor_agents", name="H0001", status="need_help", reason="no light"))
    assert dict(move.team.stages)["need_help"] == 1
    move.at(5, c.ChecksIn(None, "harbor_agents", name="H0001"), working(150))
    assert (move.team.counted, dict(move.team.stages).get("need_help", 0)) == (250, 0)
    assert [target.took is not None for target in move.team.targets] == [True, False]
    move.at(5.5, c.GiveUsual("send_home"))
    move.at(30, working(120))
    assert [target.took is not None for target in move.team.targets] == [True, True]
    move.at(31, c.End())
    move.at(32)
    row = move.outcome()["check_ins"]["harbor_agents"]
    assert row["expected"] == 400
    assert row["reached"][-1] == [30 * HOUR, 360]  # one in ten is ill from the sixth hour on
    assert [each["result"] for each in move.outcome()["targets"]] == ["met", "met"]
