"""Help: every key, those of the panel in focus first, and the words that the screen uses."""

from drillsim.tui.screens.page import Page


class HelpScreen(Page):
    """A page about the keys."""
