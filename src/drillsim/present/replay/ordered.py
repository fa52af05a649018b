"""Commands in words: what nothing that happened tells of, and what an event came of."""

from drillsim.present.words import about, full_clock, line, plural
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.record import written as w
from drillsim.record.codec import SAID, decode_command, said_of
from drillsim.record.entries import Entry

REACHED = {
    "called": "is called",
    "answered": "answers the telephone",
    "voicemail": "has voicemail",
    "no_answer": "does not answer",
}


def ordered(entry: Entry) -> str:
    """Who asked for what, and for when."""
    command = decode_command(entry.kind, entry.body)
    found = _running(command) or _written(command)
    return line(found or _asked(entry))


def _running(command: c.Command) -> str:
    """How the exercise was run."""
    match command:
        case r.Here(role, is_here):
            return f"{role}: the player is here" if is_here else f"{role}: the player is not here"
        case r.Reach(role, how):
            return f"reach test: {role} {REACHED[how]}"
        case r.OnShift(team, count):
            return f"on shift: {count} of {team}"
        case c.Place(role, player):
            return f"{role} is given to {player}"
        case r.Start():
            return "StartEx is declared"
        case r.Jump(to):
            return "jump to the next thing" if to is None else f"jump to {full_clock(to)}"
        case r.Next():
            return "the talk is over: on to the next thing"
        case r.Count(seconds):
            return f"the {about(seconds)} for which the computer was away count"
        case r.WallStep(seconds):
            return f"the computer's clock was set by {plural(seconds, 'second')}"
        case r.HostSuspended(seconds):
            return f"the computer was away for {about(seconds)}"
        case r.HostDown(seconds):
            return f"nobody ran the drill for {about(seconds)}"
        case r.StorageRecovered(seconds):
            return f"the record could not be written for {about(seconds)}, and can again"
        case _:
            return ""


def _written(command: c.Command) -> str:
    """What somebody wrote beside the play."""
    match command:
        case w.Whiteboard(by, column, text):
            return f"whiteboard, {column}, by {by}: {text or 'a line is taken away'}"
        case w.Observe(by, text, rating=rating):
            return f"{by} observes{f' ({rating})' if rating else ''}: {text or 'an observation is taken back'}"
        case w.Rate(by, objective, rating, why):
            return f"{by} rates {objective} {rating}: {why}"
        case w.HotWash(by, says, text):
            return f"hot wash, {says.replace('_', ' ')}, by {by}: {text or 'taken back'}"
        case w.Act(by, finding, action):
            return f"action, by {by}: {action or 'taken back'} ({finding})"
        case w.Verdict(sought):
            found = sum(each.step is not None for each in sought)
            return f"the one earlier step: looked for {plural(len(sought), 'missed promise')}, found for {found}"
        case _:
            return ""


def _asked(entry: Entry) -> str:
    """What somebody asked for in the play; what came of it, events tell."""
    found = [f"{key.replace('_', ' ')} {_value(value)}" for key, value in entry.body.items() if _is_told(key, value)]
    when = said_of(entry.body)
    later = "" if when is None else f", for {full_clock(when)}"
    return f"{entry.by}: {entry.kind.replace('_', ' ')}{later}{': ' if found else ''}{'; '.join(found)}"


def _is_told(key: str, value: object) -> bool:
    return key not in ("by", SAID) and value not in (None, "", [], {})


def _value(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(_value(each) for each in value)
        case dict():
            return ", ".join(f"{key} {_value(each)}" for key, each in value.items() if each not in (None, "", [], {}))
        case _:
            return str(value)
