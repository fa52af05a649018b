"""Injects, requests and the timeline as lines: the clock first, then how it stands and what to type for it."""

from collections.abc import Iterator, Sequence

from drillsim.present.assignments import state, when
from drillsim.present.inbox import WORDS
from drillsim.present.words import clock, line
from drillsim.session.view import AskedView, BoardLine, InjectView, Lane, View


def inject_line(at: int, how: str, number: int, *, to: Sequence[str], sender: str, via: str, says: str) -> str:
    """`[T+00:50] NEW 4 from Channel 6 newsroom by phone: ...`."""
    parts = [f"{how} {number}"]
    parts += [f"to {', '.join(to)}"] if to else []
    parts += [f"from {line(sender)}"] if sender else []
    parts += [f"by {line(via)}"] if via else []
    return f"[T+{clock(at)}] {' '.join(parts)}: {line(says)}"


def inbox_line(inject: InjectView, number: int, *, several: bool) -> str:
    """An inject of a player's; `several`: roles are played here, so it says which were told."""
    return inject_line(
        inject.at,
        WORDS[inject.state][0],
        number,
        to=inject.told if several else (),
        sender=inject.sender,
        via=inject.via,
        says=inject.says or inject.title or inject.id,
    )


def request_line(asked: AskedView, number: int, now: int) -> str:
    """What another role asked for; `r1` is what to type for it."""
    left = when(asked, now)
    return f"[T+{clock(asked.at)}] {state(asked, now)[0]} r{number} to {asked.to} by {asked.by}: " + line(
        f"{asked.what}{f', {left}' if left else ''}"
    )


def inbox_lines(view: View, now: int) -> list[str]:
    """All that these roles were told and asked, oldest first."""
    several = len(view.roles) > 1
    found = [(each.at, inbox_line(each, number, several=several)) for number, each in enumerate(view.inbox, 1)]
    found += [(each.at, request_line(each, number, now)) for number, each in enumerate(view.asked, 1)]
    new = sum(each.state == "delivered" for each in view.inbox)
    lines = [text for _, text in sorted(found, key=lambda each: each[0])]
    return [f"Inbox, {new} new:", *lines] if lines else ["Inbox: nothing has come yet."]


def timeline_lines(lanes: Sequence[Lane]) -> list[str]:
    """A line for each lane in which anything is."""
    lines = [
        f"{_NAMES[lane.kind]}{lane.label}: {', '.join(_course(lane))}" for lane in lanes if lane.bars or lane.marks
    ]
    return ["Timeline:", *lines] if lines else ["Timeline: nothing yet."]


_NAMES = {"injects": "", "role": "role ", "function": "out of service, "}


def _course(lane: Lane) -> Iterator[str]:
    found = [(mark.at, f"{mark.sign} {clock(mark.at)}") for mark in lane.marks]
    word = "" if lane.kind == "function" else "task "
    for bar in lane.bars:
        until = "still on" if bar.ends is None else f"to {clock(bar.ends)}"
        found.append((bar.begins, f"{word}{clock(bar.begins)} {until}"))
    yield from (text for _, text in sorted(found))


COLUMNS: dict[str, str] = {"facts": "FACT", "unknown": "UNKNOWN", "assumed": "ASSUMED", "actions": "ACTION"}
"""Column of the whiteboard -> how its lines begin."""


def board_line(each: BoardLine) -> str:
    """`[T+00:50] ON THE WHITEBOARD: FACT 45 by hr_lead: All are out`."""
    return f"[T+{clock(each.at)}] ON THE WHITEBOARD: {_written(each)}"


def board_lines(lines: Sequence[BoardLine]) -> list[str]:
    """Facts, then what is not known, what is assumed, what is to be done; the number is what to type for a line."""
    found = [_written(each) for column in COLUMNS for each in lines if each.column == column]
    return ["Whiteboard:", *found] if found else ["Whiteboard: nothing yet."]


def _written(each: BoardLine) -> str:
    return f"{COLUMNS[each.column]} {each.seq} by {line(each.by)}: {line(each.text)}"
