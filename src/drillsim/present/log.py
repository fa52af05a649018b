"""The team log: what these roles learned and did, and what others did for them, in order, on both clocks."""

from collections.abc import Iterable, Mapping
from typing import assert_never

from drillsim.model.spelling import StoryTime
from drillsim.present.rows import Cell, Column, Row, Table, Tone
from drillsim.present.words import full_clock, line, story
from drillsim.session.news import News
from drillsim.session.view import View

COLUMNS = (Column(8), Column(9, needs=46), Column(14, needs=60), Column())
PLAYERS = {
    "stand_in": "is now played by a stand-in",
    "script": "is now played by the script",
    "nobody": "is left empty on purpose from now on",
    "person": "is now played by a person",
}


def log(news: Iterable[News], view: View, begins: StoryTime) -> Table:
    """All that is still held, oldest first."""
    does = {task.id: line(task.do) for task in view.tasks}
    return Table("Team log", COLUMNS, tuple(row(item, does, begins) for item in news), "", "Nothing yet.")


def row(item: News, does: Mapping[str, str], begins: StoryTime) -> Row:
    """One entry; `does` says what tasks are."""
    text, tone = said(item, does)
    clocks = Cell(full_clock(item.at).removeprefix("T+"), "dim"), Cell(story(begins, item.at), "dim")
    return Row(str(item.seq), (*clocks, Cell("" if item.kind == "inject" else line(item.by), "dim"), Cell(text, tone)))


def said(item: News, does: Mapping[str, str]) -> tuple[str, Tone]:
    """What happened, in words, and how they are meant."""
    task = does.get(item.what, item.what)
    text = line(item.text)
    match item.kind:
        case "started_exercise":
            return "StartEx", "strong"
        case "ended":
            return "EndEx", "strong"
        case "inject":
            return f"NEW {f'from {line(item.by)}: ' if item.by else ''}{text}", "warn"
        case "due":
            return f"due, waits for release: {item.what}", "warn"
        case "skipped":
            return f"skipped {item.what}{f': {text}' if text else ''}", "dim"
        case "deferred":
            return f"put off {item.what} {f'to {text}' if text else 'until released by hand'}", "dim"
        case "restored":
            return f"no longer skipped or put off: {item.what}", "dim"
        case "opened":
            return f"read {item.what}", "dim"
        case "acknowledged":
            return f"acknowledged {item.what}", "dim"
        case "started":
            return f"started: {task}", "plain"
        case "done":
            return f"done: {task}", "good"
        case "set_free":
            return f"done: {task}, which you waited for: {text}", "good"
        case "sent":
            return f"sent {item.what}", "plain"
        case "waits":
            return f"sent {item.what}, which waits for approval", "warn"
        case "approved":
            return f"approved {item.what}", "good"
        case "decided":
            return f"decided: {line(item.what)}{f' because {text}' if text else ''}", "strong"
        case "assigned":
            return f"asked {item.what}: {text}", "plain"
        case "noted":
            return f"note: {text}", "plain"
        case "settled":
            return f"answers: {text}", "good"
        case "refused":
            return f"REFUSED {item.what}: {text}", "bad"
        case "mode":
            return f"mode: {item.what.upper()}", "strong"
        case "held":
            return (f"is now held by {text or line(item.what)}", "plain") if item.what else ("is UNCOVERED", "bad")
        case "played":
            return PLAYERS.get(item.what, item.what), "dim"
        case "checked_in":
            return f"{item.what} checked in: {text}", "plain"
        case "paused":
            return f"clock paused{f': {text}' if text else ''}", "dim"
        case "real_emergency":
            return f"NO DUFF, a real emergency{f': {text}' if text else ''}: the clock stands", "bad"
        case "resumed":
            return "clock runs again", "dim"
        case "pace":
            return f"pace {item.what}x", "dim"
        case _:
            assert_never(item.kind)
