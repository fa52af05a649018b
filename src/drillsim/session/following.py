"""What views need to know of the past while a drill is played: since when something is out, what came, what is due."""

from collections.abc import Sequence

from drillsim.analysis.expectations import BEAR_ON_EXPECTATIONS
from drillsim.analysis.history import Moment, Walk
from drillsim.analysis.knowledge import known_at
from drillsim.analysis.releases import Release, releases
from drillsim.analysis.updates import Reminders
from drillsim.model.exercise import Exercise
from drillsim.record import events as e
from drillsim.session.assignments import Assignments
from drillsim.session.muster import MusterViews
from drillsim.session.view import UpdateView


class Following:
    """Reads the growing list of a play's events once, and answers for the second shown."""

    def __init__(self, exercise: Exercise, log: Sequence[e.Event]) -> None:
        self.exercise = exercise
        self.log = log
        self.mode_since = 0
        self.outages: dict[str, list[tuple[int, int | None]]] = {name: [] for name in exercise.plan.functions}
        """Each function's outages, the last one open while it is out."""
        self.sent: dict[str, list[e.MessageSent]] = {}
        self.runs: dict[str, list[tuple[e.TaskStarted, int | None]]] = {}
        """By role: each start of a task and when it was done."""
        self.started_by: dict[int, str] = {}
        """Who started each run of a task."""
        self.decided: list[e.Decided] = []
        self.assignments = Assignments()
        self.muster = MusterViews(exercise)
        self.came: list[Release] = []
        self.fired: list[e.PlaybookFired] = []
        self.bearing: list[e.Event] = []
        """Those from which expectations are reckoned."""
        self._injects: list[e.Event] = []
        self._walk = Walk(exercise)
        self._reminders = Reminders(exercise)
        self._read = 0
        self._second = 0
        self.moment: Moment = self._walk.look(0)

    def follow(self, now: int) -> None:
        """Takes what is new; `now` is the second shown, in which more may happen."""
        came = len(self._injects)
        for event in self.log[self._read :]:
            self._go_to(event.at)
            self._walk.take(event)
            self._note(event)
            self.muster.take(event)
            if isinstance(event, BEAR_ON_EXPECTATIONS):
                self.bearing.append(event)
        self._read = len(self.log)
        if len(self._injects) > came:
            self.came = list(releases(self.exercise, self._injects))
        self._go_to(now)
        self._look()

    def updates_due(self, now: int) -> list[UpdateView]:
        """Whom the plan promises news and when the next are due, the first due first."""
        found = []
        for audience, update in self.exercise.plan.updates.items():
            due = self._reminders.next_due(self.log, audience, now)
            if due is not None:
                found.append(UpdateView(audience, update.by, due))
        return sorted(found, key=lambda each: each.due)

    def known_at(self, fired: e.PlaybookFired) -> int | None:
        """When anybody could know that a playbook's conditions hold."""
        return known_at(self.exercise, fired, self.came)

    def _go_to(self, second: int) -> None:
        if second > self._second:
            self._look()
            self._second = second

    def _look(self) -> None:
        self.moment = self._walk.look(self._second)
        for name, outages in self.outages.items():
            is_open = bool(outages) and outages[-1][1] is None
            if name in self.moment.out:
                if is_open:
                    continue
                if outages and outages[-1][1] == self._second:  # it came back and went out within one second
                    outages[-1] = (outages[-1][0], None)
                else:
                    outages.append((self._second, None))
            elif is_open:
                begins = outages[-1][0]
                if begins == self._second:  # out for no whole second
                    outages.pop()
                else:
                    outages[-1] = (begins, self._second)

    def _note(self, event: e.Event) -> None:
        match event:
            case e.ModeChanged(at):
                self.mode_since = at
            case e.InjectImprovised() | e.InjectReleased():
                self._injects.append(event)
            case e.PlaybookFired():
                self.fired.append(event)
            case e.TaskStarted(by=by):
                self.started_by[event.run] = by
                self.runs.setdefault(by, []).append((event, None))
            case e.TaskDone(at, _, run):
                runs = self.runs.get(self.started_by.get(run, ""), [])
                for index in reversed(range(len(runs))):
                    if runs[index][0].run == run:
                        runs[index] = (runs[index][0], at)
                        break
            case e.MessageSent(by=by):
                self.sent.setdefault(by, []).append(event)
            case e.Decided():
                self.decided.append(event)
            case e.Assigned():
                self.assignments.ask(event)
            case e.Noted():
                self.assignments.note(event)
            case _:
                pass  # nothing that a view remembers
