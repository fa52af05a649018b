"""What is expected now, what became of it, and what the facilitator could do where it does not come."""

from collections.abc import Iterator, Sequence

from drillsim.analysis.expectations import Expectation, expected
from drillsim.analysis.releases import Release
from drillsim.model import conditions as c
from drillsim.model.condition_words import written
from drillsim.model.exercise import Exercise, PlayedInject
from drillsim.model.scenario import InjectBody
from drillsim.record import events as e
from drillsim.record.state import State
from drillsim.session.console import ExpectedRow, ExpectedState, Suggestion
from drillsim.session.msel import Moves, who_acts


def expected_rows(
    exercise: Exercise, events: Sequence[e.Event], came: Sequence[Release], moves: Moves, now: int
) -> list[ExpectedRow]:
    """All that injects and playbooks have called for so far, in the order in which they did; as the outcome has it.

    `events` are at least those that bear on it.
    """
    return [_row(exercise, each, moves, now) for each in expected(exercise, events, came)]


def _row(exercise: Exercise, of: Expectation, moves: Moves, now: int) -> ExpectedRow:
    expect = of.expect
    return ExpectedRow(
        source=of.source,
        kind=of.kind,
        name=of.name,
        text=_text(exercise, of, moves),
        state=_state(of, moves, now),
        by=who_acts(exercise, of.kind, of.name, expect.by if expect else None),
        due=of.due,
        done=of.done,
        objective=expect.objective if expect else None,
    )


def _text(exercise: Exercise, of: Expectation, moves: Moves) -> str:
    if of.expect is not None and of.expect.action is not None:
        return of.expect.action
    if of.kind == "task":
        return exercise.plan.tasks[of.name].do
    if of.kind == "choice":
        body = moves.injects[of.source.partition(":")[2]].body
        return body.choices.get(of.name, of.name)
    return f"send {of.name}"


def _state(of: Expectation, moves: Moves, now: int) -> ExpectedState:
    """At the due second it is still on time, so it is overdue from the next one on."""
    look = moves.looks.get(of.name) if of.kind == "action" else None
    if of.kind == "action" and of.done is not None:
        return "seen"
    if look == "not_seen" or look == "later":
        return look
    if of.done is None:
        return "overdue" if of.due is not None and now > of.due else "open"
    if of.not_before is not None:
        return "too_early"
    return "on_time" if of.due is None or of.done <= of.due else "late"


def suggestions(state: State, moves: Moves, rows: Sequence[ExpectedRow], now: int) -> Iterator[Suggestion]:
    """Injects in reserve that could bring play back, while something expected is overdue; each with its best reason.

    In reserve are contingencies that have not come, and whatever is held or armed. One fits what is overdue where its
    conditions speak of it, or it is told to the role that is to act; a contingency that is held for the facilitator
    fits anything, for that is what it is there for.
    """
    overdue = [row for row in rows if row.state == "overdue"]
    if not overdue:
        return
    for inject in moves.injects.values():
        if inject.is_end or inject.id in state.released or inject.id in state.skipped:
            continue
        if inject.body.kind != "contingency" and inject.at is not None:
            continue
        row = next((each for each in overdue if _fits(inject, each)), None)
        if row is None and inject.body.kind == "contingency" and inject.at is None and not inject.when:
            row = overdue[0]
        if row is not None and row.due is not None:
            yield Suggestion(inject.id, title_of(inject.body), _because(row, row.due, inject, now))


def _fits(inject: PlayedInject, row: ExpectedRow) -> bool:
    return any(_speaks_of(sentence, row) for sentence in inject.when) or row.by in inject.body.tell


def _speaks_of(sentence: c.Sentence, row: ExpectedRow) -> bool:
    match sentence:
        case c.TaskDone(task, done):
            return not done and row.kind == "task" and row.name == task
        case c.MessageSent(message, sent):
            return not sent and row.kind == "message" and row.name == message
        case _:
            return False


def _because(row: ExpectedRow, due: int, inject: PlayedInject, now: int) -> str:
    by = f" ({row.by})" if row.by else ""
    armed = f"; it comes by itself if {', '.join(written(each) for each in inject.when)}" if inject.when else ""
    minutes = (now - due) // 60
    late = f"{minutes}m" if minutes else "less than 1m"  # by seconds, every view would be another one
    return f"{row.name}{by} is {late} overdue{armed}"


def title_of(body: InjectBody) -> str:
    """An inject in a few words."""
    return body.title or body.says or body.id
