"""What is due: go from a deadline to what it is about."""

from textual import on

from drillsim.present.due import ASKED, GIVEN, NEWS, PERIOD, TASK
from drillsim.present.rows import Cell
from drillsim.tui.screens.live.inbox import InboxActions
from drillsim.tui.screens.live.messages import MessageActions
from drillsim.tui.screens.live.tasks import TaskActions
from drillsim.tui.widgets.row_list import RowList


class DueActions(InboxActions, TaskActions, MessageActions):
    """What can be done about a deadline is what can be done about its subject."""

    @on(RowList.Opened, "#due")
    def open_due(self, event: RowList.Opened) -> None:
        """A message to write, a task, or what was asked; an RTO only runs."""
        if event.key.startswith(NEWS):
            self.tell(event.key.removeprefix(NEWS))
        elif event.key.startswith(TASK):
            self.look_at_task(event.key.removeprefix(TASK))
        elif event.key.startswith(ASKED):
            self.open_asked(int(event.key.removeprefix(ASKED)))
        elif event.key.startswith(GIVEN):
            self.open_given(int(event.key.removeprefix(GIVEN)))
        elif event.key.startswith(PERIOD):
            self.say(Cell("The plan's heading for these hours; the role's card (c) has them all.", "dim"))
        else:
            self.say(Cell("What brings a function back is among your tasks, or another role's.", "dim"))
