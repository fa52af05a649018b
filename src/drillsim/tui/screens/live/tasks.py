"""Tasks: look at one, start it, say that it is done."""

from textual import on

from drillsim.present.rows import Cell
from drillsim.present.tasks import runs_already, sheet
from drillsim.record import commands as c
from drillsim.session.view import TaskView
from drillsim.tui.screens.dialog import Sheet, Sure
from drillsim.tui.screens.live.base import LiveBase
from drillsim.tui.widgets.row_list import RowList


class TaskActions(LiveBase):
    """What can be done about a task."""

    def task_view(self, key: str | None) -> TaskView | None:
        """A task of the list."""
        return next((each for each in self.lens.tasks if each.id == key), None)

    @on(RowList.Opened, "#tasks")
    def open_task(self, event: RowList.Opened) -> None:
        """The task under the cursor."""
        self.look_at_task(event.key)

    def look_at_task(self, name: str) -> None:
        """All that the plan says about it."""
        task = self.task_view(name)
        if task is not None:
            timed = self.client.briefing.kind == "timed"
            buttons = [("done", "Done")] if task.state == "running" else [("start", "Start")]
            paragraphs = sheet(task, self.client.second, timed=timed)
            self.app.push_screen(Sheet("Task", paragraphs, buttons), lambda chosen: self._about_task(task, chosen))

    def _about_task(self, task: TaskView, chosen: str | None) -> None:
        if chosen == "start":
            self._start(task)
        elif chosen == "done":
            self.act(c.Done(task.by, task.id), f"{task.by} is done: {task.do}")

    def _start(self, task: TaskView) -> None:
        """One that runs may be started again, a second wave: asked first, because the key is easily pressed twice."""
        command, what = c.Does(task.by, task.id), f"{task.by} starts: {task.do}"
        if self.client.is_on_the_way(command):
            self.say(Cell(f"{task.id} is being started.", "warn"))
        elif runs := runs_already(task):
            sure = Sure(f"{runs}. Start it again?", "Start it again")
            self.app.push_screen(sure, lambda chosen: self.act(command, what) if chosen else None)
        else:
            self.act(command, what)

    def action_start_task(self) -> None:
        """Starts the task under the cursor."""
        self._about_the_one_under_cursor("start")

    def action_task_done(self) -> None:
        """Says that it is done."""
        self._about_the_one_under_cursor("done")

    def _about_the_one_under_cursor(self, chosen: str) -> None:
        task = self.task_view(self.under_cursor("tasks"))
        if task is None:
            self.say(Cell("Go to the tasks (2) and to one of them first.", "warn"))
        elif chosen == "start" and task.state == "done":
            self.say(Cell("This task is done. To start it again, press enter and look at it first.", "warn"))
        else:
            self._about_task(task, chosen)
