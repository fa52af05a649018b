"""Panels: go to one, show it alone, show one role alone, help."""

from typing import ClassVar

from textual.containers import Container

from drillsim.present.help import help_for
from drillsim.present.rows import Cell
from drillsim.tui.screens.help import HelpScreen
from drillsim.tui.screens.live.base import LiveBase

DRAWERS = ("messages", "updates", "duty", "timeline", "log")
"""Of these panels one is shown where there is room for one column only."""


class PanelActions(LiveBase):
    """What the keys for looking around do."""

    drawers: ClassVar[tuple[str, ...]] = DRAWERS

    def show(self, *, anew: bool = False) -> None:
        """Shows what the client holds; `anew`: panels may have come into sight."""
        raise NotImplementedError  # the screen knows its panels

    def action_focus_panel(self, name: str) -> None:
        """Goes to a panel, and opens it where only one of several is shown."""
        if self.has_class("-zoomed"):
            self.action_zoom()
        if name in self.drawers:
            self.open_drawer(name)
        panel = self.query_one(f"#{name}")
        if panel.focusable:
            self.set_focus(panel)  # at once: the next key may already be there
        else:
            panel.focus()
        self.show(anew=True)

    def open_drawer(self, name: str) -> None:
        """The panel that is shown below the tasks where there is one column."""
        for each in self.drawers:
            self.query_one(f"#{each}").set_class(each == name, "-drawer")

    def action_zoom(self) -> None:
        """Shows the panel in focus alone, or all again."""
        alone = self.has_class("-zoomed")
        self.query(".-alone").remove_class("-alone")
        self.query(".-holds").remove_class("-holds")
        panel = self.focused
        self.set_class(not alone and panel is not None, "-zoomed")
        if not alone and panel is not None and isinstance(panel.parent, Container):
            panel.add_class("-alone")
            panel.parent.add_class("-holds")
        self.call_after_refresh(self.show, anew=True)

    def action_next_role(self) -> None:
        """All roles of this place, then each alone."""
        roles = self.view.roles
        if len(roles) < 2:
            return
        after = 0 if self.role is None else roles.index(self.role) + 1
        self.role = roles[after] if after < len(roles) else None
        self.say(Cell(f"Showing {self.role or 'all your roles'}.", "strong"))
        self.show()

    def action_help(self) -> None:
        """Help, for the panel in focus first."""
        self.app.push_screen(HelpScreen(help_for(self.focused.id or "" if self.focused is not None else "")))
