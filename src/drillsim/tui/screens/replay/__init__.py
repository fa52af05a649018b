"""A record shown again."""

from drillsim.tui.screens.replay.screen import ReplayScreen

__all__ = ["ReplayScreen"]
