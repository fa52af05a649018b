"""Every action by its name, for whoever does not know its key."""

from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.command import CommandList, CommandPalette

from drillsim.present.field_help import palette_help


class Palette(CommandPalette):
    """Textual's own, which no key that comes too early or too late breaks, and which has help."""

    BINDINGS = [Binding("f1", "help", id="help", show=False)]

    def action_help(self) -> None:
        """How it is used."""
        from drillsim.tui.screens.help import HelpScreen  # not needed for the first frame

        self.app.push_screen(HelpScreen(palette_help()))

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Closes it, while it is in front; else the second of two quick keys would take away the screen below."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def _action_command_list(self, action: str) -> None:
        """Nothing to go through while the list has no room yet, or no more."""
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)
