"""Help: every key, those of the panel in focus first, and the words that the screen uses."""

from drillsim.present.help import help_for
from drillsim.tui.screens.page import Page


class HelpScreen(Page):
    """A page about the keys."""

    def __init__(self, panel: str) -> None:
        super().__init__(help_for(panel))
