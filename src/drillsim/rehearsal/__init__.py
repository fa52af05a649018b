"""Many simulated runs of one drill: how likely each promise is kept."""

from drillsim.rehearsal.odds import Odds, Target, odds
from drillsim.rehearsal.replications import Result, replications

__all__ = ["Odds", "Result", "Target", "odds", "replications"]
