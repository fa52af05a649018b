"""How a line that is being typed may go on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drillsim.model.drill import STATUSES
from drillsim.present.scribe.grammar import COLUMNS, RULES, named
from drillsim.present.scribe.matching import Named, matching, simple
from drillsim.present.scribe.notebook import Notebook
from drillsim.present.words import line

MOST = 8  # more do not fit under the line


@dataclass(frozen=True, slots=True)
class Completion:
    """The whole line as it would read, and what it is about."""

    text: str
    about: str = ""


def completions(text: str, book: Notebook) -> tuple[Completion, ...]:
    """The first few; none where the line is what it would become."""
    head, colon, rest = text.lstrip().partition(":")
    roles = matching(head, book.roles)
    if not colon:
        found = [*_heads(head, book), *_of_team(head, book)]
    elif len(roles) == 1 and simple(head) not in COLUMNS:
        found = list(_of_role(f"{head}: ", roles[0].id, rest.lstrip(), book))
    else:
        found = []
    return tuple(each for each in found if each.text.rstrip() != text.strip())[:MOST]


def _heads(typed: str, book: Notebook) -> Iterator[Completion]:
    """What may stand before the colon, and teams."""
    for each in _fitting(typed, book.roles):
        yield Completion(f"{each.id}: ", line(each.name))
    for each in _fitting(typed, [Named(word) for word in COLUMNS] if typed else []):
        yield Completion(f"{each.id}: ", "whiteboard")
    for each in _fitting(typed, book.teams if typed else []):
        yield Completion(f"{each.id} ", "how many, and how they are")


def _of_team(typed: str, book: Notebook) -> Iterator[Completion]:
    """How the people of a team are, once it is said how many."""
    team, _, rest = typed.partition(" ")
    count, blank, how = rest.partition(" ")
    if count.isdecimal() and blank and matching(team, book.teams):
        for each in _fitting(how, [Named(status, status.replace("_", " ")) for status in STATUSES]):
            yield Completion(f"{team} {count} {each.name}")


def _of_role(before: str, role: str, typed: str, book: Notebook) -> Iterator[Completion]:
    verb, blank, rest = typed.partition(" ")
    if blank and verb in ("ack", "read", "decide"):
        yield from _injects(f"{before}{verb} ", role, rest, book)
    elif blank and verb in ("send", "approve"):
        yield from _messages(f"{before}{verb} ", rest, book, waiting=verb == "approve")
    elif blank and verb == "ask":
        others = [each for each in book.roles if each.id != role]
        yield from (Completion(f"{before}{verb} {each.id} ", line(each.name)) for each in _fitting(rest, others))
    elif blank and verb in ("start", "done"):
        yield from _tasks(f"{before}{verb} ", role, rest, book)
    else:
        yield from _tasks(before, role, typed, book)
        verbs = [Named(rule.verb) for rule in RULES]
        yield from (Completion(f"{before}{each.id} ") for each in _fitting(typed, verbs))


def _tasks(before: str, role: str, typed: str, book: Notebook) -> Iterator[Completion]:
    """What runs can be done, what is not done can be started."""
    tasks = {each.id: each for each in book.tasks_of(role) if each.state != "done"}
    for each in _fitting(typed, [named(task) for task in tasks.values()]):
        task = tasks[each.id]
        ends = " done" if task.state == "running" and not before.endswith("done ") else ""
        yield Completion(f"{before}{task.id}{ends}", line(task.do))


def _injects(before: str, role: str, typed: str, book: Notebook) -> Iterator[Completion]:
    """The newest first."""
    for number, each in reversed(list(enumerate(book.view.inbox, 1))):
        if role in each.told and str(number).startswith(typed):
            yield Completion(f"{before}{number}", line(each.says or each.title or each.id)[:40])


def _messages(before: str, typed: str, book: Notebook, *, waiting: bool) -> Iterator[Completion]:
    name, via, channel = typed.partition(" via ")
    found = [each for each in book.view.messages if each.waiting is not None or not waiting]
    if via:
        channels = next((each.via for each in found if each.id == name), ())
        yield from (
            Completion(f"{before}{name} via {each.id}", line(each.name))
            for each in _fitting(channel, [Named(*one) for one in channels])
        )
    else:
        yield from (Completion(f"{before}{each.id}") for each in _fitting(typed, [Named(one.id) for one in found]))


def _fitting(typed: str, choices: Iterable[Named]) -> tuple[Named, ...]:
    """All where nothing is typed yet."""
    found = tuple(choices)
    return matching(typed, found) if typed.strip() else found
