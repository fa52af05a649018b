"""The team log: what these roles learned and did, and what others did for them, in order, on both clocks."""

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import assert_never

from drillsim.model.spelling import StoryTime
from drillsim.present.rows import Cell, Column, Row, Table, Tone
from drillsim.present.words import full_clock, line, story
from drillsim.session.news import News
from drillsim.session.view import View

NAME = 50  # characters of an inject's text that name it in the log
COLUMNS = (Column(8), Column(9, needs=46), Column(14, needs=60), Column())
PLAYERS = {
    "stand_in": "is now played by a stand-in",
    "script": "is now played by the script",
    "nobody": "is left empty on purpose from now on",
    "person": "is now played by a person",
}


@dataclass(frozen=True, slots=True)
class Names:
    """What to say instead of an id, where it is known."""

    tasks: Mapping[str, str]
    injects: Mapping[str, str]


def names(view: View) -> Names:
    """Of the tasks and injects that a view holds."""
    return Names(
        {task.id: line(task.do) for task in view.tasks},
        {each.id: short(each.title or each.says or each.id) for each in view.inbox},
    )


def short(text: str) -> str:
    """The beginning of a text in one line, to tell injects apart."""
    return textwrap.shorten(line(text), NAME, placeholder="…")


def log(news: Iterable[News], known: Names, begins: StoryTime) -> Table:
    """All that is still held, oldest first."""
    return Table("Team log", COLUMNS, tuple(row(item, known, begins) for item in news), "", "Nothing yet.")


def row(item: News, known: Names, begins: StoryTime) -> Row:
    """One entry."""
    text, tone = said(item, known)
    clocks = Cell(full_clock(item.at).removeprefix("T+"), "dim"), Cell(story(begins, item.at), "dim")
    return Row(str(item.seq), (*clocks, Cell("" if item.kind == "inject" else line(item.by), "dim"), Cell(text, tone)))


def said(item: News, known: Names) -> tuple[str, Tone]:
    """What happened, in words, and how they are meant."""
    task = known.tasks.get(item.what, item.what)
    inject = f"“{known.injects[item.what]}”" if item.what in known.injects else item.what
    text = line(item.text)
    match item.kind:
        case "started_exercise":
            return "StartEx", "strong"
        case "ended":
            return "EndEx", "strong"
        case "inject":
            return f"NEW {f'from {line(item.by)}: ' if item.by else ''}{text}", "warn"
        case "due":
            return f"due, waits for release: {inject}", "warn"
        case "skipped":
            return f"skipped {inject}{f': {text}' if text else ''}", "dim"
        case "deferred":
            return (f"put off to {text}: {inject}" if text else f"held until it is released: {inject}"), "dim"
        case "restored":
            return f"the last hold, deferral or skip taken back: {inject}", "dim"
        case "opened":
            return f"read {inject}", "dim"
        case "acknowledged":
            return f"acknowledged {inject}", "dim"
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
        case "decided" if item.what in known.injects:
            return f"answered {inject}{f': {text}' if text else ''}", "strong"
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
            return (f"{item.what} NEED HELP", "bad") if text == "need_help" else (f"{item.what} {text}", "plain")
        case "paused":
            return f"clock paused{f': {text}' if text else ''}", "dim"
        case "real_emergency":
            return f"NO DUFF, a real emergency{f': {text}' if text else ''}: the clock stands", "bad"
        case "resumed":
            return text or "clock runs again", "dim"
        case "pace":
            return f"pace {item.what}x", "dim"
        case _:
            assert_never(item.kind)
