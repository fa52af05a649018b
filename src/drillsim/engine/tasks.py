"""Tasks: who may start one and when, how long it takes, what "done" means (rules 5 and 10; "Time a task takes")."""

from collections.abc import Callable, Mapping

from drillsim.engine import effects
from drillsim.engine.calendar import Rank, Steps
from drillsim.engine.people import own_sites_to_return_to
from drillsim.engine.play import Play
from drillsim.model.plan import Task
from drillsim.record.clean import said_back
from drillsim.record.commands import FACILITATOR, Does, Done
from drillsim.record.events import Refused, TaskDone, TaskStarted, UsualTimeGiven, Why
from drillsim.record.state import Run

STAND_IN, SCRIPT = "stand_in", "script"
NOBODY = "nobody"
"""The player of a role that is left empty on purpose: nobody acts for it, no stand-in either."""


def plays_script(player: str | None, *, live: bool) -> bool:
    """Whether the drill file speaks for a role: unattended for all but stand-ins, live only for `script`.

    Where nothing is said of a role, or nobody in particular speaks (`None`), the file does.
    """
    return player in (None, SCRIPT) or (not live and player != STAND_IN)


class Script:
    """The ends of tasks written in a played file: a task with a `done` or `gives_usual` ahead runs until then."""

    def __init__(self, play: Play, players: Mapping[str, str]) -> None:
        self.ahead: dict[str, list[int]] = {}
        for response in play.exercise.drill.responses:
            if response.done is not None and plays_script(players.get(response.by or ""), live=play.live):
                self.ahead.setdefault(response.done, []).append(play.exercise.second(response.at))
        for act in play.exercise.drill.conduct:
            if act.gives_usual is not None:
                self.ahead.setdefault(act.gives_usual, []).append(play.exercise.second(act.at))
        for times in self.ahead.values():
            times.sort()
        self.unfinished = set(play.exercise.drill.unfinished)

    def has_end(self, task: str, now: int) -> bool:
        """Whether the usual time ends a task that starts now: no end of its own lies ahead, nor is it unfinished."""
        times = self.ahead.get(task, [])
        while times and times[0] < now:
            times.pop(0)
        if times:
            times.pop(0)
            return False
        return task not in self.unfinished

    def passed(self, task: str, now: int) -> None:
        """An end that was refused, because the task does not run, is not ahead of a start in the same second."""
        times = self.ahead.get(task, [])
        if times and times[0] <= now:
            times.pop(0)


def refuse(play: Play, by: str, what: str, why: Why, text: str) -> None:
    """Records that a response was refused, and why; what was typed is said back cut."""
    play.emit(Refused(play.now, by, said_back(what), why, said_back(text)))


def uncovered(play: Play, by: str, what: str) -> bool:
    """Refuses a response of a role that nobody holds."""
    if by in play.plan.roles and play.state.holders.get(by) is None:
        refuse(play, by, what, "uncovered", f"nobody holds the role {by} now")
        return True
    return False


def start(play: Play, script: Script, command: Does, *, simulated: bool = False, settle: Callable[[], None]) -> bool:
    """Starts a task, or refuses it with the first reason there is."""
    reason = why_not(play, command.by, command.task)
    if reason is not None:
        refuse(play, command.by, command.task, *reason)
        return False
    task = play.plan.tasks[command.task]
    run = play.state.runs + 1
    ends = (
        play.now + play.draws.seconds(task.takes, command.task, "takes")
        if _ends_by_itself(play, script, command, simulated=simulated)
        else None
    )
    person = play.state.holders.get(command.by)
    play.emit(TaskStarted(play.now, command.task, run, command.by, person, ends, simulated))
    if task.effect is not None:
        effects.at_start(play, task.effect, run, command.count)
        settle()
    if ends == play.now:
        finish(play, play.state.running[run], settle)
    elif ends is not None:
        play.calendar.process(_run(play, play.state.running[run], settle))
    return True


def _ends_by_itself(play: Play, script: Script, command: Does, *, simulated: bool) -> bool:
    if not script.has_end(command.task, play.now):
        return False
    player = play.state.players.get(command.by)
    really_done = play.live and play.exercise.drill.kind == "timed" and not simulated and player != "script"
    return not really_done


def why_not(play: Play, by: str, task_id: str) -> tuple[Why, str] | None:
    """The first reason why a role may not start a task now, with a sentence; None where it may."""
    task = play.plan.tasks.get(task_id)
    if task is None:
        return "unknown", f"the plan has no task {task_id}"
    if play.state.holders.get(by) is None:
        return "uncovered", f"nobody holds the role {by} now"
    if task.by != by:
        return "wrong_role", f"{task_id} is a task of {task.by}"
    kept_out = _kept_out(play, task)
    if kept_out:
        return "barred", f"{task_id} must wait: nobody may enter {', '.join(kept_out)}"
    undone = [other for other in task.after if other not in play.state.done]
    if undone:
        return "after", f"{task_id} comes after {', '.join(undone)}"
    unmet = [need for need in task.needs if not play.world.met(need)]
    if unmet:
        return "needs", f"{task_id} needs {', '.join(unmet)}"
    return None


def _kept_out(play: Play, task: Task) -> list[str]:
    """The barred sites that a task opens, needs or moves people to (rule 18), sorted.

    A task needs a site only where its `needs` name the site itself: a system that stands there goes on. To bring
    the teams back as planned moves people to the own site of every team that has some elsewhere.
    """
    entered = set(task.needs)
    if task.effect is not None:
        entered |= {*task.effect.open, *(move.to for move in task.effect.move)}
        if "teams" in task.effect.as_planned:
            entered |= set(own_sites_to_return_to(play))
    return sorted(entered & play.state.barred)


def _run(play: Play, run: Run, settle: Callable[[], None]) -> Steps:
    if run.ends is not None:
        yield play.calendar.due(run.ends, Rank.TASK, run.task)
    if run.number in play.state.running:  # somebody may have said done before
        finish(play, run, settle)


def finish(play: Play, run: Run, settle: Callable[[], None], *, said: bool = False) -> None:
    """A task is done: what it does at its end happens."""
    estimated = not said and play.exercise.drill.kind == "timed" and play.plan.tasks[run.task].takes.worst > 0
    play.emit(TaskDone(play.now, run.task, run.number, estimated))
    effect = play.plan.tasks[run.task].effect
    if effect is not None:
        effects.at_end(play, effect, run.number, run.task)
        settle()


def give_usual(play: Play, task: str, settle: Callable[[], None]) -> None:
    """A run that waits for somebody to say done gets its usual time instead: it ends then, or now where that is over.

    What came of it is marked as estimated.
    """
    run = play.state.open_run(task)
    if run is None:
        refuse(play, FACILITATOR, task, "unknown", f"{task} does not wait for anybody to say that it is done")
        return
    usual = play.draws.seconds(play.plan.tasks[task].takes, task, "takes")
    ends = max(play.now, run.started + usual)
    play.emit(UsualTimeGiven(play.now, task, run.number, ends))
    given = play.state.running[run.number]
    if ends == play.now:
        finish(play, given, settle)
    else:
        play.calendar.process(_run(play, given, settle))


def done(play: Play, script: Script, command: Done, settle: Callable[[], None]) -> None:
    """Somebody says that a running task is finished."""
    if command.task not in play.plan.tasks:
        refuse(play, command.by, command.task, "unknown", f"the plan has no task {command.task}")
        return
    run = play.state.running_task(command.task)
    if run is None:
        script.passed(command.task, play.now)
        refuse(play, command.by, command.task, "unknown", f"{command.task} is not running")
    elif not uncovered(play, command.by, command.task):
        if play.plan.tasks[command.task].by != command.by:
            refuse(
                play,
                command.by,
                command.task,
                "wrong_role",
                f"{command.task} is a task of {play.plan.tasks[command.task].by}",
            )
        else:
            finish(play, run, settle, said=True)
