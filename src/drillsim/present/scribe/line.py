"""Reading a line: the command that it becomes, for when it is said, and how that reads in words."""

from dataclasses import dataclass
from typing import assert_never

from drillsim.present.scribe import grammar
from drillsim.present.scribe.grammar import COLUMNS, PLAIN, RULES, TASK_ALONE, TASK_DONE, Rule, Spoken
from drillsim.present.scribe.matching import Named, NotUnderstood, matching, near, simple
from drillsim.present.scribe.notebook import Notebook
from drillsim.present.scribe.times import second_said, split_time
from drillsim.present.tasks import without_again
from drillsim.present.words import both_clocks
from drillsim.record import commands as c
from drillsim.record import written as w
from drillsim.record.clean import clean

SCRIBE = "scribe"
"""The name under which the scribe writes on the whiteboard."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a line becomes, `becomes` in words.

    `said` is the second at which it is said to be done (None: now), `doubt` says what else was near.
    """

    command: c.Command
    said: int | None
    becomes: str
    doubt: str = ""


def understood(text: str, book: Notebook) -> Typed:
    """What somebody said, as a command of the role. Raises NotUnderstood."""
    text = " ".join(clean(text).split())
    if not text:
        raise NotUnderstood("Expected ROLE: and what the role does.", (f"{each.id}:" for each in book.roles))
    head, colon, rest = text.partition(":")
    if colon and (column := COLUMNS.get(simple(head).removesuffix("s"))):
        return _on_the_whiteboard(column, rest.strip())
    if not (colon and matching(head, book.roles)) and (found := _check_in(text, book)):
        return found
    if not colon:
        raise NotUnderstood(f"Expected ROLE: and what the role does, found “{text}”.", _with_a_role(text, book))
    return _of_a_role(_role(head, book), rest.strip(), book)


def _role(head: str, book: Notebook) -> str:
    if not matching(head, book.roles):
        words = (*book.roles, *(Named(each) for each in COLUMNS))
        raise NotUnderstood(f"Expected a role before the colon, found “{head}”.", near(head, words))
    return book.role(head)


def _with_a_role(text: str, book: Notebook) -> tuple[str, ...]:
    """The line as it may have been meant: its first word is a role, and only the colon is missing."""
    first, _, rest = text.partition(" ")
    found = matching(first, book.roles)
    return tuple(f"{each.id}: {rest}".strip() for each in found) or tuple(f"{each.id}:" for each in book.roles[:3])


def _on_the_whiteboard(column: w.Column, text: str) -> Typed:
    if not text:
        raise NotUnderstood("Expected words for the whiteboard.")
    return Typed(w.Whiteboard(SCRIBE, column, text), None, f"on the whiteboard, {column}: {text}")


def _check_in(text: str, book: Notebook) -> Typed | None:
    words, time = split_time(text, is_free=False)
    command = grammar.check_in(book, words)
    if command is None:
        return None
    said = second_said(time, book)
    return Typed(command, said, _told(command, said, book))


def _of_a_role(role: str, text: str, book: Notebook) -> Typed:
    if not text:
        verbs = (rule.verb for rule in RULES)
        raise NotUnderstood(f"Expected what {role} does: a task, or {', '.join(verbs)}.")
    rule, words = _rule(role, text, book)
    words, time = split_time(words, is_free=rule.is_free)
    if time is not None and not rule.sayable:
        raise NotUnderstood(f"{rule.usage} is done when it is typed: leave the time out.")
    command, said = rule.read(book, role, words), second_said(time, book)
    return Typed(command, said, _told(command, said, book), _doubt(rule, words, role, book))


def _rule(role: str, text: str, book: Notebook) -> tuple[Rule, str]:
    """By the verb; else a task, alone or with `done` behind it; else what was said becomes a note."""
    verb, _, rest = text.partition(" ")
    for rule in RULES:
        if verb.lower() == rule.verb:
            return rule, rest.strip()
    words, _ = split_time(text, is_free=False)
    if simple(words).endswith(" done"):
        ending = text[len(words) :]  # the time, which is read once more with its rule
        return TASK_DONE, f"{words[: words.lower().rindex('done')].strip()}{ending}"
    tasks = [grammar.named(each) for each in book.tasks_of(role)]
    return (TASK_ALONE, text) if matching(without_again(words)[0], tasks) else (PLAIN, text)


def _doubt(rule: Rule, words: str, role: str, book: Notebook) -> str:
    """A note that is nearly a task: people mistype."""
    if rule is not PLAIN:
        return ""
    tasks = near(words, [grammar.named(each) for each in book.tasks_of(role)])
    return f"the nearest task is {tasks[0]}" if tasks else ""


def _told(command: Spoken, said: int | None, book: Notebook) -> str:
    when = "" if said is None else f"{both_clocks(book.told.begins, said)}: "
    return f"{when}{_in_words(command, book)}"


def _in_words(command: Spoken, book: Notebook) -> str:
    match command:
        case c.Does(by, task):
            return f"{by} starts {task}: {_do(task, book)}"
        case c.Done(by, task):
            return f"{by} is done with {task}: {_do(task, book)}"
        case c.Acknowledges(by, inject):
            return f"{by} acknowledges {inject}"
        case c.Reads(by, inject):
            return f"{by} opens {inject}"
        case c.Decides(by, what, choice, because):
            answer = f": {choice}" if choice else ""
            return f"{by} decides {what}{answer}{f', because {because}' if because else ''}"
        case c.Sends(by, message, via):
            return f"{by} sends {message} through {', '.join(via) if via else 'all its channels'}"
        case c.Approves(by, message):
            return f"{by} approves {message}"
        case c.Assigns(by, to, what, due):
            return f"{by} asks {to}: {what}{f', by {both_clocks(book.told.begins, due)}' if due is not None else ''}"
        case c.ChecksIn(_, team, count, site, status):
            return f"{count} of {team} {status.replace('_', ' ')}{f' at {site}' if site else ''}"
        case c.Notes(by, text):
            return f"a note of {by}: {text}"
        case _:
            assert_never(command)


def _do(task: str, book: Notebook) -> str:
    return next(each.do for each in book.view.tasks if each.id == task)
