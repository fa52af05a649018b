"""The decision log: when, who, what, why, what was known, and what came of it."""

from collections.abc import Iterator

from drillsim.analysis.words import span
from drillsim.model.scenario import Expect
from drillsim.record import events as e
from drillsim.report.basis import Act, Basis, Row, grouped, unlike
from drillsim.report.document import Section
from drillsim.report.facts import Facts
from drillsim.report.making import section
from drillsim.report.text import clock, code, codes

_HEADS = ("at", "who", "what", "why", "what was known", "what came of it")


def decisions_section(facts: Facts) -> Section:
    """What was decided in words, and the starts of tasks that change something for the centre: they have an effect.

    Known is what the role names as known; where it names nothing, the injects told to it by then.
    """
    rows = [row for act in facts.acts if (row := _row(facts, act)) is not None]
    blocks = grouped(facts.captions, "DecisionLog", _HEADS, rows)
    return section("decisions", "Decision log", blocks or "Nothing was decided.")


def _row(facts: Facts, act: Act) -> Row | None:
    match act.event:
        case e.Decided() as event:
            return Row(_decided(facts, event), act.basis)
        case e.TaskStarted() as event if facts.plan.tasks[event.task].effect is not None:
            return Row(_started(facts, event, act.basis), act.basis)
        case _:
            return None


def _decided(facts: Facts, event: e.Decided) -> tuple[str, ...]:
    label = facts.labels
    what = label.text(event.what) if event.what else ""
    choice = code(event.choice) if event.choice else ""
    about = f"{code(event.inject)}: " if event.inject else ""
    others = f"; also thought of: {', '.join(label.text(option) for option in event.options)}" if event.options else ""
    why = f"{label.text(event.because)}{others}" if event.because else f"not said{others}"
    return (
        clock(event.at),
        label.role(event.by),
        f"{about}{choice or what}{f' ({what})' if choice and what and what != event.choice else ''}",
        why,
        codes(event.knowing) or _told(facts, event.by, event.at),
        _judged(facts, event),
    )


def _judged(facts: Facts, event: e.Decided) -> str:
    rows = (row for row in facts.outcome["expectations"] if event.choice is not None)
    found = next((row for row in rows if row.get("choice") == event.choice and row["done"] == event.at), None)
    return "no result is recorded" if found is None else f"expected: {found['result'].replace('_', ' ')}"


def _started(facts: Facts, event: e.TaskStarted, basis: Basis | None) -> tuple[str, ...]:
    task = facts.plan.tasks[event.task]
    return (
        clock(event.at),
        facts.labels.role(event.by),
        f"starts {code(event.task)}: {facts.labels.text(task.do)}",
        f"asked for by {codes(asked)}" if (asked := _asked_by(facts, event)) else "not said",
        _told(facts, event.by, event.at),
        "; ".join(_came_of(facts, event, basis)) or "no end is recorded",
    )


def _asked_by(facts: Facts, event: e.TaskStarted) -> list[str]:
    """The playbooks and injects that called for it by then."""
    asked = [
        f"inject:{x.inject}" for x in facts.history.came if x.at <= event.at and _expects(x.body.expect, event.task)
    ]
    for act in facts.acts:
        if isinstance(act.event, e.PlaybookFired) and act.event.at <= event.at:
            book = facts.plan.playbooks[act.event.playbook]
            if event.task in {step.task for step in (*book.do, *book.resume)}:
                asked.append(f"playbook:{act.event.playbook}")
    return asked


def _expects(expects: tuple[Expect, ...], task: str) -> bool:
    return any(expect.task == task for expect in expects)


def _told(facts: Facts, role: str, second: int) -> str:
    told = [x.inject for x in facts.history.came if x.at <= second and role in x.body.tell]
    return codes(told) or "nothing was told to this role by then"


def _came_of(facts: Facts, event: e.TaskStarted, basis: Basis | None) -> Iterator[str]:
    """Its end, and the partners and modes that it brought about; an end that is the plan's usual time says so."""
    for act in facts.acts:
        match act.event:
            case e.TaskDone(at, task, run) if run == event.run:
                yield f"done {clock(at)}, after {span(at - event.at)}{unlike(act.basis, basis)}"
            case e.ModeChanged(at, mode, task) if task == event.task and at >= event.at:
                yield f"mode {mode} from {clock(at)}"
            case e.PartnerReady(at, partner, _, agents) if at >= event.at and _calls(facts, event.task, partner):
                yield f"{agents} agents of {code(partner)} ready {clock(at)}"
            case _:
                pass  # other events follow from these, and stand in the timeline


def _calls(facts: Facts, task: str, partner: str) -> bool:
    effect = facts.plan.tasks[task].effect
    return effect is not None and partner in effect.activate
