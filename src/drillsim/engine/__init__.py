"""The discrete-event simulation: commands and a target time in, events out. It never waits, prints or opens a file."""

from drillsim.engine.engine import Engine

__all__ = ["Engine"]
