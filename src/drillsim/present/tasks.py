"""What can my role do now: every task of these roles, the most pressing first."""

from drillsim.present.rows import Cell, Column, Row, Table, Tone
from drillsim.present.words import about, block, clock, line
from drillsim.session.view import TaskState, TaskView, View

WORDS: dict[TaskState, tuple[str, Tone]] = {
    "running": ("RUNNING", "good"),
    "said": ("SAID", "good"),
    "can": ("CAN", "strong"),
    "waits": ("WAITS", "dim"),
    "nobody": ("NOBODY", "bad"),
    "done": ("DONE", "dim"),
}
"""State of a task -> what the list says."""

AGAIN = "again"
"""What is typed behind a task that runs already, where starting it once more is meant."""

SOON = 10 * 60  # seconds: a deadline this near is said in the tone of a warning


def tasks(view: View, now: int) -> Table:
    """Running first, then what the plan asks for by its deadline, then what can be done, waits, is done."""
    several = len(view.roles) > 1
    columns = (Column(7), *([Column(14, needs=70)] if several else []), Column(), Column(18, right=True))
    order = sorted(enumerate(view.tasks), key=lambda item: (_group(item[1]), _due(item[1]), item[0]))
    rows = tuple(_row(task, now, several=several) for _, task in order)
    return Table(
        "What I can do now",
        columns,
        rows,
        "enter look  t start  d done",
        "These roles have no task." if several else "This role has no task.",
    )


def _group(task: TaskView) -> int:
    if task.state in ("running", "said"):
        return 0
    if task.state == "done":
        return 4
    if task.state == "can":
        return 1 if task.playbook else 2
    return 2 if task.due is not None else 3


def _due(task: TaskView) -> float:
    return float("inf") if task.due is None else task.due


def _row(task: TaskView, now: int, *, several: bool) -> Row:
    word, tone = WORDS[task.state]
    by = (Cell(task.by, "dim"),) if several else ()
    cells = (Cell(word, tone), *by, Cell(line(task.do), _weight(task)), when(task, now))
    return Row(task.id, cells, _under(task, several=several))  # a second t is of the same task, not of the next


def _weight(task: TaskView) -> Tone:
    if task.state in ("done", "waits"):
        return "dim"
    return "strong" if task.playbook else "plain"


def when(task: TaskView, now: int) -> Cell:
    """In a few words: until when it runs, by when it is due, what it waits for, or how long it takes."""
    if task.said is not None:
        return Cell(f"{'starts' if task.state == 'said' else 'done'} {clock(task.said)}", "good")
    if task.state == "running":
        return Cell("until you say done" if task.ends is None else f"ends {clock(task.ends)}", "good")
    if task.state == "done" and task.done is not None:
        late = task.done - task.due if task.due is not None else 0
        return Cell(f"{clock(task.done)}, {about(late)} late" if late > 0 else clock(task.done), "dim")
    if task.due is not None and now > task.due:
        return Cell(f"OVERDUE {about(now - task.due)}", "bad")
    if task.due is not None:
        return Cell(f"due {clock(task.due)}", "warn" if task.due - now <= SOON else "plain")
    if task.state == "waits":
        return Cell(f"after {', '.join(task.waits)}", "dim")
    if task.needs:
        return Cell(f"needs {line(', '.join(task.needs))}", "dim")
    return Cell(f"usual {about(task.usual)}" if task.usual else "at once", "dim")


def runs_already(task: TaskView) -> str:
    """That it runs, and until when; empty where it does not. Starting it again is allowed, and asked about first."""
    if task.state == "said" and task.said is not None:
        return f"{task.id} is said to start already, at T+{clock(task.said)}"
    if task.state != "running":
        return ""
    ends = task.ends if task.said is None else task.said
    return f"{task.id} runs already, {'until you say done' if ends is None else f'to T+{clock(ends)}'}"


def without_again(words: str) -> tuple[str, bool]:
    """The words for a task, and whether it is to be started though it runs."""
    before, _, last = words.strip().rpartition(" ")
    return (before.rstrip(), True) if before and last.casefold() == AGAIN else (words.strip(), False)


def _under(task: TaskView, *, several: bool) -> str:
    """What the line itself has no room for."""
    words = [task.by] if several else []
    if task.state == "running" and task.started is not None:
        words.append(f"since {clock(task.started)}")
    if task.state == "nobody":
        words.append("nobody holds the role")
    if task.state == "waits":
        words.append(f"after {', '.join(task.waits)}")
    if task.state in ("can", "waits"):
        if task.needs:
            words.append(f"needs {line(', '.join(task.needs))}")
        words.append(f"usual {about(task.usual)}" if task.usual else "at once")
    return " | ".join(words)


def sheet(task: TaskView, now: int, *, timed: bool) -> tuple[Cell, ...]:
    """One task whole, as paragraphs."""
    found = [Cell(f"{task.by}: {task.id}", "dim"), Cell(block(task.do), "strong")]
    state = {
        "can": "It can be started now.",
        "said": f"It is said to start at {clock(task.said or 0)}.",
        "running": "It is running.",
        "done": "It has been done. It can be started again.",
        "waits": f"It comes after {', '.join(task.waits)}.",
        "nobody": "Nobody holds this role now.",
    }[task.state]
    found.append(Cell(state))
    if task.needs:
        found.append(Cell(f"Needs: {line(', '.join(task.needs))}."))
    if task.usual:
        ending = "it runs until you say done" if timed else "it ends by itself, unless you say done before"
        found.append(Cell(f"Usually takes {about(task.usual)}; {ending}."))
    else:
        found.append(Cell("It is done at once."))
    if task.playbook is not None:
        within = f", due at {clock(task.due)}" if task.due is not None else ""
        found.append(Cell(f"The plan asks for it: playbook {task.playbook}{within}."))
    found.append(when(task, now))
    return tuple(found)
