"""Which key does what for this user: the tables of keys, with what keymap.yaml changes in them."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from string import ascii_lowercase, ascii_uppercase

from drillsim.loading.settings import Given, KeyLine
from drillsim.loading.words import quoted
from drillsim.present.key_names import FUNCTION_KEYS, CannotBe, understood
from drillsim.present.keys import Key, name_of, named
from drillsim.present.screens import SCREENS, actions, keys_of
from drillsim.problems import Position, Problem

KEPT = {"real_emergency": "f9", "interrupt": "ctrl+c", "open": "enter"}
"""Actions whose key stays, whatever else they are given: what somebody presses without thinking has to work."""

WHILE_TYPING = frozenset({"real_emergency", "interrupt", "go_to", "command_palette"})
"""Actions that act while somebody types, too: no key of theirs may be one that types something."""

FIXED = frozenset({"scroll"})
"""Actions that the cursor keys do."""


@dataclass(frozen=True, slots=True)
class Keymap:
    """The actions whose keys were changed: their keys, and where that is written."""

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    origins: Mapping[str, Position] = field(default_factory=dict)

    def table(self, keys: Sequence[Key]) -> tuple[Key, ...]:
        """A table of keys as it is now: one row for each key of an action, where its first stood."""
        found: list[Key] = []
        for key in keys:
            if key.id not in self.keys:
                found.append(key)
            elif not any(other.id == key.id for other in found):
                first, *others = self.keys[key.id]
                found.append(replace(key, press=first))
                found += [replace(key, press=press, does="The same", in_palette=False) for press in others]
        return tuple(found)

    def names(self, keys: Sequence[Key]) -> dict[str, str]:
        """How a key of the table is named as it comes -> how the first key is named that does the same now."""
        return {named(key): name_of(self.keys[key.id][0]) for key in keys if key.id in self.keys}

    def name(self, action: str, usual: str) -> str:
        """How the first key of an action is named; `usual`: as it comes."""
        return name_of(self.keys[action][0]) if action in self.keys else usual


def keymap(lines: Iterable[KeyLine]) -> tuple[Keymap, tuple[Problem, ...]]:
    """The keymap of all lines that can be had, and why the others cannot."""
    problems: list[Problem] = []
    wanted: dict[str, KeyLine] = {}
    for line in lines:
        if (found := _usable(line, problems)) is not None:
            wanted[line.action.text] = found
    while (clash := next(_clashes(wanted), None)) is not None:
        action, problem = clash
        problems.append(problem)
        del wanted[action]  # its own key comes back, which may be in another's way now: looked at again
    keys = {action: _all_keys(line) for action, line in wanted.items()}
    problems.sort(key=lambda problem: problem.position)
    return Keymap(keys, {action: line.action.position for action, line in wanted.items()}), tuple(problems)


def uses(map_: Keymap, press: str) -> dict[str, Key]:
    """What a key does: screen -> the row of its table. Screens where it does nothing are left out."""
    found = {}
    for screen in SCREENS:
        row = next((key for key in map_.table(keys_of(screen)) if key.press == press), None)
        if row is not None:
            found[screen] = row
    return found


def _usable(line: KeyLine, problems: list[Problem]) -> KeyLine | None:
    """The line with keys that there are; None where there is no such action, or no key is left."""
    action, known = line.action, actions()
    if action.text not in known or action.text in FIXED:
        near = next(iter(difflib.get_close_matches(action.text, set(known) - FIXED, 1)), None)
        message = f"expected an action (drillsim keys --list), found {quoted(action.text)}"
        problems.append(Problem("error", "key", action.position, "", message, near))
        return None
    keys = []
    for given in line.keys:
        key = understood(given.text)
        if isinstance(key, CannotBe):
            expected = key.why.startswith("expected")
            message = f"{key.why}, found " if expected else f"cannot be had, {key.why}: "
            problems.append(_problem(given, action.text, f"{message}{quoted(given.text)}", key.hint))
        elif (why := _taken(action.text, key)) is not None:
            problems.append(_problem(given, action.text, why))
        else:
            keys.append(given)
    return replace(line, keys=tuple(keys)) if keys else None


def _taken(action: str, key: str) -> str | None:
    """Why an action can never have a key that others can."""
    kept = next((other for other, each in KEPT.items() if each == key and other != action), None)
    if kept is not None and key not in {each.press for each in actions()[action]}:
        return f"{key} stays with {kept}; choose another key"
    if action in WHILE_TYPING and not (key in FUNCTION_KEYS or key.startswith("ctrl+")):
        return f"expected a function key or ctrl and a letter, because it acts while you type, found {key}"
    return None


def _all_keys(line: KeyLine) -> tuple[str, ...]:
    kept = (KEPT[line.action.text],) if line.action.text in KEPT else ()
    return tuple(dict.fromkeys((*kept, *(key.text for key in line.keys))))


def _clashes(wanted: Mapping[str, KeyLine]) -> Iterator[tuple[str, Problem]]:
    """Each action that takes a key which does something else on one of its screens, the later one first."""
    map_ = Keymap({action: _all_keys(line) for action, line in wanted.items()})
    for action, line in reversed(list(wanted.items())):
        for screen in SCREENS:
            table = map_.table(keys_of(screen))
            mine = {key.press for key in table if key.id == action}
            other = next((key for key in table if key.id != action and key.press in mine), None)
            if other is not None:
                given = next((key for key in line.keys if key.text == other.press), line.action)
                free = _free(action, map_)
                message = f"{other.press} is the key of {other.id} on the screen {screen}; free are {free}"
                yield action, _problem(given, action, message)


def _free(action: str, map_: Keymap) -> str:
    """Some keys that nothing has on any screen of an action."""
    tables = [map_.table(keys_of(screen)) for screen in SCREENS]
    taken = {key.press for table in tables if any(key.id == action for key in table) for key in table}
    kinds = (ascii_lowercase, 4), (ascii_uppercase, 2), (FUNCTION_KEYS, 2)
    return ", ".join(key for keys, most in kinds for key in [key for key in keys if key not in taken][:most])


def _problem(given: Given, action: str, message: str, hint: str | None = None) -> Problem:
    return Problem("error", "value", given.position, action, message, hint)
