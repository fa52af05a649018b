"""What players did or did not do: without permission, needlessly, late, never, too early."""

from collections.abc import Iterator

from drillsim.analysis.evidence import inject_ref, message_ref, role_ref, task_ref
from drillsim.analysis.expectations import Expectation
from drillsim.analysis.findings.finding import Finding, finding
from drillsim.analysis.reckoning import Reckoning
from drillsim.analysis.words import listed, span
from drillsim.model.plan import Task
from drillsim.model.spelling import write_clock
from drillsim.record import events as e


def permission(reckoning: Reckoning) -> Iterator[Finding]:
    """A role declared, spent or answered the media without being allowed to. It acts all the same."""
    media = {release.inject for release in reckoning.history.came if release.body.kind == "media"}
    for event in reckoning.history.events:
        match event:
            case e.TaskStarted(at, task, _, by):
                needed = _needed(reckoning.plan.tasks[task])
                did, refs = f"started {task}", [task_ref(task, at)]
                about = task
            case e.Decided(at, by, str(inject)) if inject in media:
                needed = ["speak_to_media"]
                did, refs = f"answered {inject}", [inject_ref(inject)]
                about = inject
            case _:
                continue
        lacking = [what for what in needed if not _may(reckoning, by, what)]
        if lacking:
            text = f"{by} {did} at {write_clock(at)} without the permission {listed(lacking)}."
            yield finding("permission", at, (by, about), text, refs, [role_ref(by, at)])


def _needed(task: Task) -> list[str]:
    """An emergency needs `declare`, a partner needs `spend`, nothing else needs a permission."""
    if task.effect is None:
        return []
    declares, spends = task.effect.mode == "emergency", bool(task.effect.activate)
    return ["declare"] * declares + ["spend"] * spends


def _may(reckoning: Reckoning, role: str, what: str) -> bool:
    body = reckoning.plan.roles.get(role)
    return body is not None and what in body.may


def needless_declaration(reckoning: Reckoning) -> Iterator[Finding]:
    """An emergency began, and so far neither a fired playbook nor an inject had asked for that task."""
    for mode, second in reckoning.history.modes:
        task = _declared_by(reckoning, second) if mode == "emergency" else None
        if task is not None and task not in _asked_for(reckoning, second):
            yield finding(
                "needless_declaration",
                second,
                (task,),
                f"{task} began an emergency at {write_clock(second)} that nothing had asked for.",
                [task_ref(task, second)],
            )


def _declared_by(reckoning: Reckoning, second: int) -> str | None:
    changes = [x for x in reckoning.history.events if isinstance(x, e.ModeChanged) and x.at == second]
    return changes[-1].task if changes else None


def _asked_for(reckoning: Reckoning, second: int) -> set[str]:
    asked = {x.task for release in reckoning.history.came if release.at <= second for x in release.body.expect}
    fired = [x for x in reckoning.history.events if isinstance(x, e.PlaybookFired) and x.at <= second]
    playbooks = [reckoning.plan.playbooks[x.playbook] for x in fired]
    steps = {step.task for playbook in playbooks for step in (*playbook.do, *playbook.resume)}
    return steps | {task for task in asked if task is not None}


def expected(reckoning: Reckoning) -> Iterator[Finding]:
    """Expectations that were late, never met or met too early, each at its due second."""
    for item in reckoning.expectations:
        text = _text(item)
        if item.result in ("late", "never", "too_early") and text is not None:
            yield finding(item.result, item.due, (item.name,), text, [item.source], _refs(reckoning, item))


def _text(item: Expectation) -> str | None:
    source = item.source.replace(":", " ")
    due = "" if item.due is None else f" by {write_clock(item.due)}"
    asked = f"{item.name}, expected by {source}{due},"
    verb = {"task": "done", "message": "delivered", "choice": "chosen", "action": "seen"}[item.kind]
    done = write_clock(item.done or 0)
    match item.result:
        case "late":
            return f"{asked} was {verb} {span(item.late_by or 0)} late, at {done}."
        case "never":
            return f"{asked} was never {verb}."
        case "too_early":
            return f"{asked} was {verb} at {done}, before {item.not_before} came."
        case "on_time" | "not_observed":
            return None


def _refs(reckoning: Reckoning, item: Expectation) -> Iterator[str]:
    """The response that came late or too early; of what was never done, the starts that came to nothing."""
    if item.not_before is not None:
        yield inject_ref(item.not_before)
    if item.kind == "task":
        if item.done is not None:
            yield task_ref(item.name, item.done)
        for event in reckoning.history.events:
            if item.done is None and isinstance(event, e.TaskStarted) and event.task == item.name:
                yield task_ref(item.name, event.at)
    elif item.done is not None and item.kind == "message":
        yield message_ref(item.name, item.done)
    elif item.done is not None:
        for event in reckoning.history.events:
            if event.at == item.done and isinstance(event, e.Decided) and event.choice == item.name:
                yield role_ref(event.by, event.at)
