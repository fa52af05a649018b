"""What a line may say: one table for the parser, the help and docs/room.md."""

from collections.abc import Callable
from dataclasses import dataclass

from drillsim.model.drill import STATUSES
from drillsim.present.forms import STATES
from drillsim.present.scribe.matching import Named, NotUnderstood, matching, near, simple, the_one
from drillsim.present.scribe.notebook import Notebook
from drillsim.present.statuses import status_meant
from drillsim.present.tasks import AGAIN, runs_already, without_again
from drillsim.present.typed_time import NoTime, typed_time
from drillsim.record import commands as c
from drillsim.record import written as w
from drillsim.session.view import TaskView

Spoken = (
    c.Does | c.Done | c.Acknowledges | c.Reads | c.Decides | c.Sends | c.Approves | c.Assigns | c.ChecksIn | c.Notes
)
"""What a line can make a role do."""

Reads = Callable[[Notebook, str, str], Spoken]
"""(what is before the scribe, the role, what follows the verb) -> the command. Raises NotUnderstood."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`verb` is the first word after `ROLE:`; `usage` how it is typed, `does` what becomes of it.

    `is_free`: it ends in words of one's own. `sayable`: it may be said for a time to come (rule 20).
    """

    verb: str
    usage: str
    does: str
    read: Reads
    is_free: bool = False
    sayable: bool = True


# Tasks


def start(book: Notebook, role: str, words: str) -> Spoken:
    """Starts a task; of several that fit, the only one that neither runs nor is done. `again` where it runs already."""
    words, again = without_again(words)
    task = _task(book, role, words, lambda each: each.state not in ("running", "done"))
    if (runs := runs_already(task)) and not again:
        raise NotUnderstood(f"{runs}; to start it again: {role}: start {task.id} {AGAIN}")
    return c.Does(role, task.id)


def finish(book: Notebook, role: str, words: str) -> Spoken:
    """Says that a task is done; of several that fit, or where none is named, the only one that runs."""
    task = _task(book, role, words, lambda each: each.state == "running")
    return c.Done(role, task.id)


def named(task: TaskView) -> Named:
    """A task by its id and by what there is to do."""
    return Named(task.id, task.do)


def _task(book: Notebook, role: str, words: str, likely: Callable[[TaskView], bool]) -> TaskView:
    tasks = {each.id: each for each in book.tasks_of(role)}
    choices = [named(each) for each in tasks.values()]
    found = matching(words, choices) if words else tuple(choices)
    best = [each.id for each in found if likely(tasks[each.id])]
    if len(found) > 1 and len(best) == 1:
        return tasks[best[0]]
    if not words:
        raise NotUnderstood(f"Expected which task of {role}.", best or (each.id for each in choices))
    return tasks[the_one(words, choices, f"task of {role}").id]


# Injects


def acknowledge(book: Notebook, role: str, words: str) -> Spoken:
    """By its number in the inbox."""
    return c.Acknowledges(role, book.inject(words, role).id)


def open_inject(book: Notebook, role: str, words: str) -> Spoken:
    """By its number in the inbox."""
    return c.Reads(role, book.inject(words, role).id)


def decide(book: Notebook, role: str, words: str) -> Spoken:
    """In words, or on an inject by its number; a choice by its id or its text."""
    what, because = _split(words, "because")
    first, _, rest = what.partition(" ")
    if not what:
        raise NotUnderstood("Expected what was decided.", ("decide WHAT because WHY",))
    if not first.isdigit():
        return c.Decides(role, what, None, because)
    inject = book.inject(first, role)
    choices = [Named(key, text) for key, text in inject.choices]
    if choices and rest:
        return c.Decides(role, inject.id, the_one(rest, choices, "choice").id, because)
    if choices:
        raise NotUnderstood(f"Expected which answer to {first}.", (each.id for each in choices))
    if not rest and because is None:
        raise NotUnderstood(f"Expected what was answered to {first}.")
    return c.Decides(role, inject.id, None, ", because ".join(part for part in (rest, because) if part))


# Messages


def send(book: Notebook, role: str, words: str) -> Spoken:
    """Through all its channels, or those that are named."""
    name, via = _split(words, "via")
    messages = {each.id: each for each in book.view.messages}
    message = messages[the_one(name, [Named(each) for each in messages], "message").id]
    if via is None:
        return c.Sends(role, message.id)
    channels = [Named(*each) for each in message.via]
    wanted = via.replace(" and ", ",").split(",")
    return c.Sends(role, message.id, tuple(the_one(each, channels, f"channel of {message.id}").id for each in wanted))


def approve(book: Notebook, role: str, words: str) -> Spoken:
    """One that waits."""
    waiting = [Named(each.id) for each in book.view.messages if each.waiting is not None]
    return c.Approves(role, the_one(words, waiting, "message that waits for an approval").id)


# Words


def ask(book: Notebook, role: str, words: str) -> Spoken:
    """Another role for something, with a time where one is said."""
    whom, _, what = words.partition(" ")
    to = book.role(whom.rstrip(":"))
    before, by = _split(what, "by")
    due = None
    if by is not None:
        try:
            due = typed_time(by, book.told.begins, book.now)
        except NoTime:
            before = what  # `by` was a word like any other
    if to == role:
        raise NotUnderstood(f"{role} cannot ask {role}.", (each.id for each in book.roles if each.id != role))
    if not before.strip():
        raise NotUnderstood(f"Expected what {to} is asked to do.")
    return c.Assigns(role, to, before.strip(), due)


def note(_: Notebook, role: str, words: str) -> Spoken:
    """As it was said."""
    if not words:
        raise NotUnderstood("Expected words for the note.")
    return c.Notes(role, words)


def _split(words: str, at: str) -> tuple[str, str | None]:
    """What stands before and after the last such word; None where there is no such word."""
    before, found, after = f" {words} ".rpartition(f" {at} ")
    return (before.strip(), after.strip() or None) if found else (words.strip(), None)


RULES = (
    Rule("start", "ROLE: start TASK", "starts the task; with again behind it also where it runs already", start),
    Rule("done", "ROLE: done TASK", "says that the task is done; without TASK, the only one that runs", finish),
    Rule("ack", "ROLE: ack 4", "acknowledges inject 4 of the inbox", acknowledge),
    Rule("read", "ROLE: read 4", "opens inject 4 of the inbox", open_inject, sayable=False),
    Rule("decide", "ROLE: decide WHAT because WHY", "a decision and its reason", decide, is_free=True),
    Rule("send", "ROLE: send MESSAGE via CHANNEL, CHANNEL", "sends the message; without via, through all", send),
    Rule("approve", "ROLE: approve MESSAGE", "approves the message that waits", approve),
    Rule("ask", "ROLE: ask ROLE WHAT by TIME", "asks another role to do something", ask, is_free=True),
    Rule("note", "ROLE: note TEXT", "a note of the role", note, is_free=True),
)
"""By their verbs. `decide 4 CHOICE because WHY` answers inject 4."""

TASK_ALONE = Rule("", "ROLE: TASK", "starts the task, by its id, words of it or a beginning of them", start)
TASK_DONE = Rule("", "ROLE: TASK done", "says that the task is done", finish)
PLAIN = Rule("", "ROLE: anything else", "becomes a note of the role, as typed", note, is_free=True)

COLUMNS: dict[str, w.Column] = {"fact": "facts", "unknown": "unknown", "assumed": "assumed", "action": "actions"}
"""What stands before the colon for a line on the whiteboard -> its column."""

TEAM_USAGE = "TEAM 40 working at SITE because WHY"
"""A check-in; SITE and WHY may be left out."""

USAGES = (
    *((rule.usage, rule.does) for rule in (TASK_ALONE, *RULES[:1], TASK_DONE, *RULES[1:], PLAIN)),
    (TEAM_USAGE, f"checks people of a team in: {', '.join(STATES.values())}"),
    *((f"{word}: TEXT", f"a line on the whiteboard: {column}") for word, column in COLUMNS.items()),
)
"""Everything that can be typed, and what becomes of it, for help and docs."""

LATER = (
    "At the end of a line `+5m`, `at T+00:45` or `at 14:30` says when it was done, where the clock stops to talk; after"
    " words of your own only the first two count."
)

_STATUSES = [Named(status, STATES[status]) for status in STATUSES]


def check_in(book: Notebook, words: str) -> c.ChecksIn | None:
    """`TEAM 40 working at SITE because WHY`; None where the words do not begin with a team and a number."""
    said, reason = _split(words, "because")
    parts = said.split()
    at = next((index for index, part in enumerate(parts) if part.isdecimal() and part.isascii()), 0)
    if not at:
        return None
    team = " ".join(parts[:at]).rstrip(":")
    if not matching(team, book.teams) and not near(team, book.teams):
        return None
    how, site = _split(" ".join(parts[at + 1 :]), "at")
    name = the_one(team, book.teams, "team").id
    wanted = "status (working, safe, assembled, out, cannot work, need help, not on shift)"
    status = status_meant(how) or the_one(how, _STATUSES, wanted).id
    place = None if site is None else simple(site).replace(" ", "_")
    return c.ChecksIn(book.lead_of(name), name, int(parts[at]), place, status, reason)
