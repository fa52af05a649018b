"""Which key does what for this user: the tables of keys, with what keymap.yaml changes in them."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

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
class Wish:
    """What somebody wants: these keys (each with its place) for an action (with its place)."""

    action: str
    position: Position
    keys: tuple[tuple[str, Position], ...]


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


def keymap(wishes: Iterable[Wish]) -> tuple[Keymap, tuple[Problem, ...]]:
    """The keymap of all wishes that can be had, and why the others cannot."""
    problems: list[Problem] = []
    wanted: dict[str, Wish] = {}
    for wish in wishes:
        if (found := _readable(wish, problems)) is not None:
            wanted[wish.action] = found
    while (clash := next(_clashes(wanted), None)) is not None:
        wish, problem = clash
        problems.append(problem)
        del wanted[wish.action]  # its own key comes back, which may be in another's way now: looked at again
    keys = {action: _all_keys(wish) for action, wish in wanted.items()}
    problems.sort(key=lambda problem: problem.position)
    return Keymap(keys, {action: wish.position for action, wish in wanted.items()}), tuple(problems)


def uses(map_: Keymap, press: str) -> dict[str, Key]:
    """What a key does: screen -> the row of its table. Screens where it does nothing are left out."""
    found = {}
    for screen in SCREENS:
        row = next((key for key in map_.table(keys_of(screen)) if key.press == press), None)
        if row is not None:
            found[screen] = row
    return found


def _readable(wish: Wish, problems: list[Problem]) -> Wish | None:
    """The wish with keys that there are; None where there is no such action, or no key is left."""
    known = actions()
    if wish.action not in known or wish.action in FIXED:
        near = next(iter(difflib.get_close_matches(wish.action, set(known) - FIXED, 1)), None)
        message = f"expected an action (drillsim keys --list), found {quoted(wish.action)}"
        problems.append(_problem(wish.position, "", message, near, "key"))
        return None
    keys = tuple((key, place) for text, place in wish.keys if (key := _key(wish, text, place, problems)) is not None)
    return replace(wish, keys=keys) if keys else None


def _key(wish: Wish, text: str, place: Position, problems: list[Problem]) -> str | None:
    key = understood(text)
    if isinstance(key, CannotBe):
        found = quoted(text)
        message = f"{key.why}, found {found}" if key.why.startswith("expected") else f"{found} cannot be had: {key.why}"
        problems.append(_problem(place, wish.action, message, key.hint))
        return None
    kept = next((action for action, each in KEPT.items() if each == key and action != wish.action), None)
    if kept is not None and not (kept == "open" and "enter" in {each.press for each in actions()[wish.action]}):
        message = f"{key} stays with {kept}; choose another key"
        problems.append(_problem(place, wish.action, message))
        return None
    if wish.action in WHILE_TYPING and not (key in FUNCTION_KEYS or key.startswith("ctrl+")):
        message = f"expected a function key or ctrl and a letter, because it acts while you type, found {key}"
        problems.append(_problem(place, wish.action, message))
        return None
    return key


def _all_keys(wish: Wish) -> tuple[str, ...]:
    kept = (KEPT[wish.action],) if wish.action in KEPT else ()
    return tuple(dict.fromkeys((*kept, *(key for key, _ in wish.keys))))


def _clashes(wanted: Mapping[str, Wish]) -> Iterator[tuple[Wish, Problem]]:
    """Each wish that takes a key which does something else on a screen where its action is, the later one first."""
    map_ = Keymap({action: _all_keys(wish) for action, wish in wanted.items()})
    for action, wish in reversed(list(wanted.items())):
        for screen in SCREENS:
            table = map_.table(keys_of(screen))
            mine = {key.press for key in table if key.id == action}
            other = next((key for key in table if key.id != action and key.press in mine), None)
            if other is not None:
                place = next((place for key, place in wish.keys if key == other.press), wish.position)
                free = _free(action, map_)
                message = f"{other.press} is the key of {other.id} on the screen {screen}; free are {free}"
                yield wish, _problem(place, action, message)


def _free(action: str, map_: Keymap) -> str:
    """Some keys that nothing has on any screen of an action."""
    tables = [map_.table(keys_of(screen)) for screen in SCREENS]
    taken = {key.press for table in tables if any(key.id == action for key in table) for key in table}
    letters = [letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter not in taken]
    capitals = [key for key in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if key not in taken]
    functions = [key for key in FUNCTION_KEYS if key not in taken]
    return ", ".join([*letters[:4], *capitals[:2], *functions[:2]])


def _problem(position: Position, where: str, message: str, hint: str | None = None, code: str = "value") -> Problem:
    return Problem("error", code, position, where, message, hint)
