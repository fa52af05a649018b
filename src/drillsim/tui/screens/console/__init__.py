"""The facilitator's console: the MSEL, what is expected, what is missing, who is here, and the clock."""

from drillsim.tui.screens.console.screen import ConsoleScreen

__all__ = ["ConsoleScreen"]
