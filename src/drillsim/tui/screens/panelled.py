"""Full screens made of panels: go to one, show it alone, say something above the keys."""

from collections.abc import Callable
from typing import ClassVar

from textual.containers import Container

from drillsim.present.queues import has_queues, queues
from drillsim.present.rows import Cell, Table
from drillsim.session.view import FunctionView
from drillsim.tui.screens.base import Whole
from drillsim.tui.widgets.last_word import LastWord
from drillsim.tui.widgets.row_list import RowList


class Panelled(Whole):
    """Panels stand in containers, which the width of the terminal arranges; zoomed, one fills the screen."""

    drawers: ClassVar[tuple[str, ...]] = ()
    """Of these panels one is shown where there is room for one column only."""

    def show(self, *, anew: bool = False) -> None:
        """Shows what is so; `anew`: panels may have come into sight."""
        raise NotImplementedError  # the screen knows its panels

    def say(self, *cells: Cell) -> None:
        """Shows a line above the keys."""
        self.query_one(LastWord).show(*cells)

    def show_panel(self, name: str, table: Callable[[], Table]) -> None:
        """Shows rows in a panel, where that is in sight."""
        panel = self.query_one(f"#{name}", RowList)
        if panel.display:
            panel.show(table())

    def show_queues(self, functions: tuple[FunctionView, ...]) -> None:
        """Customers, where the plan says what they bring; else their panel takes no room."""
        panel = self.query_one("#queues", RowList)
        panel.set_class(not has_queues(functions), "-none")
        if panel.display:
            panel.show(queues(functions))

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
        """The panel that is shown below the others where there is one column."""
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
