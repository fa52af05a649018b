"""The screen for the room, in words: for the projector, and line by line where there is no screen."""

from collections.abc import Iterator

from drillsim.present.keys import GO_TO, Key
from drillsim.present.rows import Cell
from drillsim.present.start import RULES
from drillsim.present.top import first_line, state
from drillsim.present.whiteboard import TITLES
from drillsim.present.words import block, clock, full_clock, line, plural, span, story
from drillsim.session.room import RoomInject, RoomView
from drillsim.session.view import TalkView

SILENCE = 5  # real seconds without a word of a drill that runs: the host keeps its clock once a second

KEYS = (
    Key("f", "inject_alone", "Nothing but the inject, or everything again"),
    Key("w", "whiteboard_alone", "Nothing but the whiteboard, or everything again"),
    Key("q", "leave", "Close this screen; the drill goes on"),
    GO_TO,
    Key("f1", "help", "Help"),
    Key("ctrl+p", "command_palette", "Every action by its name", in_palette=False),
)
"""Of the screen for the room."""

BAR = (
    ("F1", "help", "help"),
    ("f", "inject alone", "inject_alone"),
    ("w", "whiteboard alone", "whiteboard_alone"),
    ("q", "close", "leave"),
)
"""What its key bar says."""

HELP = (
    "For the projector: the last inject, the question for the room, the time left, both clocks, the whiteboard.",
    "Nothing to come is on it, and nothing that only the facilitator knows.",
    "It only reads the record: closing it changes nothing, and it goes on after a drill that was killed and resumed.",
    "Letters too small for the last row? Enlarge the terminal's font: 80 columns and 24 lines are enough.",
)
"""What to know about it."""


def head(view: RoomView) -> tuple[Cell, ...]:
    """The first line, as on every screen."""
    return first_line(view.drill, view.begins, view.clock, view.clock.second)


def word(view: RoomView) -> Cell:
    """The first thing to read: what goes on, where that is not the inject."""
    if view.clock.state == "real_emergency":
        return Cell("REAL EMERGENCY. NO DUFF: this is not part of the exercise.", "bad")
    if view.silent >= SILENCE:
        return Cell(f"No word from the drill for {span(view.silent)}.", "warn")
    if view.clock.state == "paused":
        return state(view.clock)
    if view.mode != "normal":
        return Cell(f"{view.mode.upper()} since {clock(view.mode_since)}", "strong")
    return Cell("")


def time_left(talk: TalkView | None) -> tuple[str, Cell]:
    """What is left of the time-box, in large digits and in words; empty where there is none."""
    if talk is None or talk.time_box is None:
        return "", Cell("")
    left = talk.time_box - talk.seconds
    minutes, seconds = divmod(abs(left), 60)
    digits = f"{minutes:02}:{seconds:02}"
    return digits, Cell("OVER the time-box by", "bad") if left < 0 else Cell("time left to talk", "good")


def sender(view: RoomView) -> str:
    """From whom, by what, to whom, when; empty where nothing has come."""
    inject = view.inject
    if inject is None or view.clock.state in ("before", "ended", "real_emergency"):
        return ""
    parts = [f"from {line(inject.sender)}" if inject.sender else "", f"by {line(inject.via)}" if inject.via else ""]
    parts += [f"to {', '.join(inject.told)}", f"at {clock(inject.at)} ({story(view.begins, inject.at)})"]
    return "  ".join(part for part in parts if part)


def text(view: RoomView) -> tuple[Cell, ...]:
    """What stands large: the inject and what it asks the room; before StartEx the ground rules."""
    match view.clock.state:
        case "before":
            return (Cell("The exercise has not begun.", "strong"), *(Cell(rule) for rule in RULES))
        case "ended":
            return (Cell("EndEx. The exercise has ended. Thank you.", "strong"),)
        case "real_emergency":
            why = line(view.clock.paused_why) or "Nobody has said why yet."
            return (Cell(why, "bad"), Cell("The exercise stands still for everybody. Do what you would do on any day."))
        case "running" | "talking" | "paused":
            return (Cell("Nothing has come yet."),) if view.inject is None else _inject(view.inject)


def _inject(inject: RoomInject) -> tuple[Cell, ...]:
    parts = [Cell(block(inject.says or inject.id), "strong")]
    parts += [Cell(f"For the room: {block(question)}", "warn") for question in inject.ask]
    parts += [Cell(f"Handout: {line(inject.handout)}")] if inject.handout else []
    return tuple(parts)


# Line by line


def lines(view: RoomView) -> tuple[str, ...]:
    """How it stands, oldest news first, for a terminal that shows lines; the clock comes with what happened."""
    return (*_standing(view), *_told(view), *_board(view))


def _standing(view: RoomView) -> Iterator[str]:
    shown = f"[{full_clock(view.clock.second)} {story(view.begins, view.clock.second)}]"
    yield f"{shown} EXERCISE {line(view.drill)}: {_state(view)}, mode {view.mode}"


def _state(view: RoomView) -> str:
    """Without the seconds that go on by themselves."""
    clock_view = view.clock
    why = f": {line(clock_view.paused_why)}" if clock_view.paused_why else ""
    match clock_view.state:
        case "before":
            return "not started"
        case "running":
            return f"running, {clock_view.pace}x"
        case "talking":
            return "talking, the story's clock stands"
        case "paused":
            return f"PAUSED by {clock_view.paused_by}{why}"
        case "real_emergency":
            return f"REAL EMERGENCY{why}"
        case "ended":
            return "ended"


def _told(view: RoomView) -> Iterator[str]:
    if view.inject is not None and view.clock.state not in ("before", "ended"):
        yield f"INJECT {sender(view) or view.inject.id}"
        for cell in _inject(view.inject):
            yield from (f"  {each}" for each in cell.text.split("\n"))


def _board(view: RoomView) -> Iterator[str]:
    for number, each in enumerate(view.whiteboard, 1):
        yield f"WHITEBOARD {number} {TITLES[each.column]}: {line(each.text)} ({each.by} {clock(each.at)})"


def news(before: RoomView, after: RoomView) -> tuple[str, ...]:
    """What is new, in lines: nothing where only time has passed."""
    shown = f"[{full_clock(after.clock.second)} {story(after.begins, after.clock.second)}]"
    found: list[str] = []
    if (_state(before), before.mode) != (_state(after), after.mode):
        found += _standing(after)
    if after.inject is not None and _id(before) != _id(after):
        found += [f"{shown} {each}" if index == 0 else each for index, each in enumerate(_told(after))]
    known = set(before.whiteboard)
    found += [f"{shown} {each}" for each, on in zip(_board(after), after.whiteboard, strict=True) if on not in known]
    if (struck := len(before.whiteboard) - len(after.whiteboard)) > 0:
        found.append(f"{shown} WHITEBOARD: {plural(struck, 'line')} struck")
    if before.silent < SILENCE <= after.silent:
        found.append(f"{shown} No word from the drill for {span(after.silent)}.")
    if after.silent < SILENCE <= before.silent and after.clock.state != "ended":
        found.append(f"{shown} The drill is heard of again.")
    return tuple(found)


def _id(view: RoomView) -> tuple[str, int] | None:
    return None if view.inject is None else (view.inject.id, view.inject.at)
