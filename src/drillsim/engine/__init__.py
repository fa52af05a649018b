"""The discrete-event simulation: commands and a target time in, events out. It never waits, prints or opens a file."""

from drillsim.engine.engine import Engine
from drillsim.engine.tasks import NOBODY, SCRIPT, STAND_IN, plays_script

__all__ = ["NOBODY", "SCRIPT", "STAND_IN", "Engine", "plays_script"]
