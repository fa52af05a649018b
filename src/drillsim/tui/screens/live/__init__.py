"""The live screen: what is so now for the roles of this place, and everything they can do about it."""

from drillsim.tui.screens.live.screen import LiveScreen

__all__ = ["LiveScreen"]
