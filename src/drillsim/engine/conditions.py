"""Conditions, looked at when the clock leaves a second (rule 10)."""

from typing import assert_never

from drillsim.analysis.levels import levels
from drillsim.engine.calendar import Rank, Steps
from drillsim.engine.play import Play
from drillsim.engine.queues import WatchedQueues, marks
from drillsim.model.conditions import (
    Chose,
    HazardIs,
    LevelBelow,
    MessageSent,
    ModeIs,
    PersonAbsent,
    PlaceIs,
    QueueAbove,
    RoleUncovered,
    Sentence,
    SystemIs,
    TaskDone,
)

Known = (
    SystemIs | PlaceIs | LevelBelow | TaskDone | MessageSent | RoleUncovered | PersonAbsent | ModeIs | HazardIs | Chose
)
"""What is so by the state alone."""


class Watch:
    """The conditions of one inject or playbook: since when each sentence holds."""

    def __init__(self, play: Play, queues: WatchedQueues, sentences: tuple[Sentence, ...], part: int | None) -> None:
        self.play = play
        self.queues = queues
        self.sentences = sentences
        self.part = part
        self.begins = 0 if part is None else play.exercise.parts[part].starts
        """The second from which its conditions are watched."""
        self.marks = marks(sentences)
        """What it asks about queues."""
        self.since: list[int | None] = [None] * len(sentences)
        for index, sentence in enumerate(sentences):
            by = self._by(index)
            if isinstance(sentence, TaskDone | MessageSent) and by is not None:
                play.calendar.process(look_at(play, by))

    def _by(self, index: int) -> int | None:
        sentence = self.sentences[index]
        if isinstance(sentence, TaskDone | MessageSent) and sentence.by is not None:
            return self.play.exercise.second(sentence.by, self.part)
        return None

    def holds(self) -> bool:
        """Looks now: whether every sentence holds, for as long as it asks. To be asked at every second left."""
        now = self.play.now
        met = True
        for index, sentence in enumerate(self.sentences):
            lasting = getattr(sentence, "lasting", 0)
            since = self._since(index, sentence)
            if since is None:
                met = False
            elif now - since < lasting:
                met = False
                if since != self.since[index]:
                    self.play.calendar.process(look_at(self.play, since + lasting))
            self.since[index] = since
        return met

    def _since(self, index: int, sentence: Sentence) -> int | None:
        """Since which second a sentence is so; None where it is not. A queue is known between two looks, too."""
        if isinstance(sentence, QueueAbove):
            since = self.queues.since((sentence.function, sentence.number))
            return None if since is None else max(since, self.begins)
        if not is_so(self.play, sentence, self._by(index), self.part):
            return None
        before = self.since[index]
        return self.play.now if before is None else before

    @property
    def began(self) -> int:
        """When the last sentence to hold began to."""
        return max((since for since in self.since if since is not None), default=self.play.now)


def look_at(play: Play, second: int) -> Steps:
    """Makes sure that the conditions are looked at when the clock leaves a second."""
    if second >= play.now:
        yield play.calendar.due(second, Rank.LOOK, 0)
        play.changed = True


def is_so(play: Play, sentence: Known, by: int | None, part: int | None) -> bool:
    """Whether a sentence is so now, whatever time it asks for. A function closed at these hours is below no level."""
    state = play.state
    match sentence:
        case SystemIs(system, wanted):
            return play.world.up(system) == (wanted == "up")
        case PlaceIs(place, wanted):
            return _place_is(play, place, wanted)
        case LevelBelow(function, share):
            return play.world.hours.is_open(function) and levels(play.world)[function].share < float(share)
        case TaskDone(task, wanted_done):
            return _happened_by(state.done.get(task), by, play.now, wanted=wanted_done)
        case MessageSent(message, wanted_sent):
            return _happened_by(state.sent.get(message), by, play.now, wanted=wanted_sent)
        case RoleUncovered(role):
            return state.holders.get(role) is None
        case PersonAbsent(person):
            return person in state.absent
        case ModeIs(mode):
            return state.mode == mode
        case HazardIs(hazard):
            return hazard in state.hazards
        case Chose(inject, choice):
            own = play.exercise.qualified(inject, part)
            return state.chosen.get(own) == choice or (part is None and _any_file_chose(play, inject, choice))
        case _:
            assert_never(sentence)


def _any_file_chose(play: Play, inject: str, choice: str) -> bool:
    """A plan's playbook does not know the files: it means the inject of that name in any of them."""
    return any(
        played.body.id == inject and play.state.chosen.get(played.id) == choice for played in play.exercise.injects
    )


def _place_is(play: Play, place: str, wanted: str) -> bool:
    if place not in play.plan.sites:
        return place in play.state.lost
    if wanted == "lost":
        return play.world.site_lost(place)
    return play.world.site_open(place) == (wanted == "open")


def _happened_by(at: int | None, by: int | None, now: int, *, wanted: bool) -> bool:
    """Done by T holds once done at or before T; not done by T holds from T on."""
    if by is None:
        return (at is not None) == wanted
    in_time = at is not None and at <= by
    return in_time if wanted else now >= by and not in_time
