"""Conditions as people read and write them: the way back from typed nodes to the sentences of a file."""

from typing import assert_never

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
from drillsim.model.spelling import Clock, StoryTime, write_clock, write_duration


def written(sentence: Sentence) -> str:
    """A condition in the spelling that a scenario or a plan has for it."""
    match sentence:
        case SystemIs(name, state, lasting) | PlaceIs(name, state, lasting):
            return f"{name} {state}{_for(lasting)}"
        case LevelBelow(function, share, lasting):
            return f"{function} below {float(share * 100):g}%{_for(lasting)}"
        case QueueAbove(function, number, lasting):
            return f"{function} waiting above {number}{_for(lasting)}"
        case TaskDone(task, done, by):
            return f"{task} {'' if done else 'not '}done{_by(by)}"
        case MessageSent(message, sent, by):
            return f"{message} {'' if sent else 'not '}sent{_by(by)}"
        case RoleUncovered(role):
            return f"{role} uncovered"
        case PersonAbsent(person):
            return f"{person} absent"
        case ModeIs(mode):
            return f"mode is {mode}"
        case HazardIs(hazard):
            return f"hazard is {hazard}"
        case Chose(inject, choice):
            return f"{inject} chose {choice}"
        case _:
            assert_never(sentence)


def _for(lasting: int) -> str:
    return f" for {write_duration(lasting)}" if lasting else ""


def _by(clock: Clock | None) -> str:
    if clock is None:
        return ""
    if clock.seconds is not None:
        return f" by {write_clock(clock.seconds)}"
    return f" by {StoryTime(clock.weekday, clock.minute)}"
