"""Where each inject of the MSEL stands, for the facilitator (doctrine.md 1.1 and 1.2)."""

from collections.abc import Collection, Iterator, Sequence

from drillsim.engine import NOBODY, SCRIPT, STAND_IN
from drillsim.model.condition_words import written
from drillsim.model.conditions import MessageSent, Sentence, TaskDone
from drillsim.model.exercise import Exercise, PlayedInject
from drillsim.model.scenario import Expect, Happens, InjectBody
from drillsim.model.spelling import write_duration
from drillsim.record import events as e
from drillsim.record.commands import Look
from drillsim.record.state import State
from drillsim.session.console import SETTLED, ExpectedRow, InjectState, ModuleRow, MselRow, ToldView

NO_PERSON = (STAND_IN, SCRIPT, NOBODY)
"""Players who never open or acknowledge anything."""


class Moves:
    """What the facilitator did with injects, and made up; reads of a growing list of events only what is new."""

    def __init__(self, exercise: Exercise) -> None:
        self.injects: dict[str, PlayedInject] = {inject.id: inject for inject in exercise.injects}
        """All there are, those made up while playing last."""
        self.improvised: set[str] = set()
        self.reasons: dict[str, str] = {}
        self.put_off: dict[str, list[tuple[int, int]]] = {}
        """The deferrals and skips of each inject that hold, oldest first: (place among all events, second)."""
        self.looks: dict[str, Look] = {}
        """What was last said about each action in words."""
        self._read = 0

    def follow(self, log: Sequence[e.Event]) -> None:
        """Takes what is new."""
        for place, event in enumerate(log[self._read :], self._read):
            match event:
                case e.InjectImprovised(_, raw):
                    body = InjectBody.model_validate(raw)
                    self.injects[body.id] = PlayedInject(body.id, body, None)
                    self.improvised.add(body.id)
                case e.InjectSkipped(at, inject, because):
                    self.reasons[inject] = because or ""
                    self.put_off.setdefault(inject, []).append((place, at))
                case e.InjectDeferred(at, inject):
                    self.put_off.setdefault(inject, []).append((place, at))
                case e.InjectRestored(_, inject):
                    self.put_off[inject].pop()
                case e.ActionSeen(_, action, _, how):
                    self.looks[action] = how
                case _:
                    pass  # nothing that the MSEL shows
        self._read = len(log)


def msel_rows(
    exercise: Exercise, state: State, moves: Moves, expected: Sequence[ExpectedRow], modules: Sequence[ModuleRow]
) -> Iterator[MselRow]:
    """Every inject, in the order of the files, then those made up."""
    for inject in moves.injects.values():
        body, name = inject.body, inject.id
        own = [row for row in expected if row.source == f"inject:{name}"]
        told = tuple(_told(state, name, role) for role in body.tell)
        how, since = _state(exercise, state, inject, moves, told, own)
        yield MselRow(
            id=name,
            title=body.title or "",
            kind=body.kind,
            state=how,
            since=since,
            told=told,
            at=inject.at,
            when=tuple(written(sentence) for sentence in inject.when),
            to=state.deferred.get(name),
            put_off=_put_off(state, name, moves),
            reason=moves.reasons.get(name, "") if how == "skipped" else "",
            module=_module(inject.at, modules),
            sender=body.from_ or "",
            via=body.via or "",
            says=body.says or "",
            ask=body.ask,
            choices=tuple(body.choices.items()),
            chosen=state.chosen.get(name),
            handout=body.handout or "",
            happens=tuple(happens_words(body.happens)),
            expects=tuple(expect_words(exercise, expect) for expect in body.expect),
            discuss=body.discuss,
            controller=body.controller or "",
            notes=body.notes or "",
            evaluator_note=body.evaluator_note or "",
            improvised=name in moves.improvised,
        )


def _put_off(state: State, inject: str, moves: Moves) -> int | None:
    return moves.put_off[inject][-1][0] if state.is_put_off(inject) else None


def _told(state: State, inject: str, role: str) -> ToldView:
    key = inject, role
    return ToldView(
        role,
        state.released.get(inject),
        state.opened.get(key),
        state.acknowledged.get(key),
        state.answered.get(key),
    )


def _state(
    exercise: Exercise,
    state: State,
    inject: PlayedInject,
    moves: Moves,
    told: Collection[ToldView],
    own: Collection[ExpectedRow],
) -> tuple[InjectState, int]:
    name = inject.id
    if name in state.released:
        return _after_release(state, name, told, own)
    if name in state.skipped:
        return "skipped", state.skipped[name]
    if name in state.due:
        return "due", state.due[name]
    if name in state.deferred:
        held = state.deferred[name] is None
        return ("held" if held else "deferred"), moves.put_off[name][-1][1]
    if inject.at is not None:
        return "scheduled", 0
    if inject.when and not any(_never(exercise, inject, sentence, state) for sentence in inject.when):
        return "armed", 0
    return "held", 0


def _never(exercise: Exercise, inject: PlayedInject, sentence: Sentence, state: State) -> bool:
    """Whether a condition can hold no more: it asks that something was not done, and it was, or done by a time, and
    it was later. Others may hold again; a wish whose time has passed is not looked for.
    """
    match sentence:
        case TaskDone(task, wanted, by):
            at = state.done.get(task)
        case MessageSent(message, wanted, by):
            at = state.sent.get(message)
        case _:
            return False
    if at is None:
        return False
    in_time = by is None or at <= exercise.second(by, inject.part)
    return in_time != wanted


def _after_release(
    state: State, name: str, told: Collection[ToldView], own: Collection[ExpectedRow]
) -> tuple[InjectState, int]:
    """Done once all that is expected is settled; where nothing is, once answered, or at once where no person is told.

    Acknowledged once every person who was told has; a stand-in acknowledges nothing.
    """
    released = state.released[name]
    people = [each for each in told if state.players.get(each.role) not in NO_PERSON]
    answered = [each.answered for each in told if each.answered is not None]
    if own and all(row.state in SETTLED for row in own):
        return "done", max([released, *(row.done for row in own if row.done is not None)])
    if not own and (answered or not people):
        return "done", min(answered, default=released)
    seconds = [each.acknowledged if each.acknowledged is not None else each.answered for each in people]
    known = [second for second in seconds if second is not None]
    if people and len(known) == len(people):
        return "acknowledged", max(known)
    return "released", released


def _module(at: int | None, modules: Sequence[ModuleRow]) -> str:
    begun = [module for module in modules if at is not None and module.begins <= at]
    return begun[-1].name if begun else ""


def happens_words(happens: Happens | None) -> Iterator[str]:
    """What an inject does to the world: `close: tulsa`."""
    if happens is None:
        return
    for name in type(happens).model_fields:
        if things := getattr(happens, name):
            yield f"{name.replace('_', ' ')}: {', '.join(things)}"


def expect_words(exercise: Exercise, expect: Expect) -> str:
    """What is expected, of whom, how soon."""
    kind, name = expect.what
    by = who_acts(exercise, kind, name, expect.by)
    return "".join(
        (
            f"{kind} {name}" if expect.action is None else expect.action,
            f" by {by}" if by else "",
            f" within {write_duration(expect.within)}" if expect.within is not None else "",
            f", not before {expect.not_before}" if expect.not_before else "",
        )
    )


def who_acts(exercise: Exercise, kind: str, name: str, by: str | None) -> str | None:
    """The role that is expected to act: the one named, else the task's own."""
    return exercise.plan.tasks[name].by if by is None and kind == "task" else by
