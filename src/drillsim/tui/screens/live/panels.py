"""Panels of the live screen: show one role alone, its card, help."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on

from drillsim.present.card import card
from drillsim.present.help import help_for
from drillsim.present.paragraphs import Paragraph
from drillsim.present.rows import Cell
from drillsim.tui.screens.dialog import Sheet
from drillsim.tui.screens.live.mustering import MusterActions
from drillsim.tui.screens.page import Page
from drillsim.tui.widgets.row_list import RowList

DRAWERS = ("messages", "due", "duty", "timeline", "log", "queues")
"""Of these panels one is shown where there is room for one column only."""


class PanelActions(MusterActions):
    """What the keys for looking around do."""

    drawers: ClassVar[tuple[str, ...]] = DRAWERS

    def action_next_role(self) -> None:
        """All roles of this place, then each alone."""
        roles = self.view.roles
        if len(roles) < 2:
            return
        after = 0 if self.role is None else roles.index(self.role) + 1
        self.role = roles[after] if after < len(roles) else None
        self.say(Cell(f"Showing {self.role or 'all your roles'}.", "strong"))
        self.show()

    def action_card(self) -> None:
        """The card of the role that is shown; asks which where there are several."""
        cards = [each for each in self.client.briefing.cards if each.id in self.lens.roles]
        if len(cards) == 1:
            self.show_card(cards[0].id)
        elif cards:
            sheet = Sheet("Whose card?", [], [(each.id, each.id) for each in cards], upright=True)
            self.app.push_screen(sheet, self.show_card)
        else:
            self.say(Cell("You have no role here.", "warn"))

    def show_card(self, role: str | None) -> None:
        """What the plan says about a role of this place."""
        told = next((each for each in self.client.briefing.cards if each.id == role), None)
        if told is not None:
            self.app.push_screen(Page(card(told, self.view.duty, self.client.briefing.tips)))

    @on(RowList.Opened, "#duty")
    def open_role(self, event: RowList.Opened) -> None:
        """The card of a role of one's own."""
        if event.key in self.view.roles:
            self.show_card(event.key)
        else:
            ask = self.key("hand_over", "h")
            self.say(Cell(f"{event.key} is not played here: {ask} asks it to do something.", "warn"))

    def help(self) -> Sequence[Paragraph]:
        """About the panel in focus first."""
        return help_for(self.focused.id or "" if self.focused is not None else "", self.table)
