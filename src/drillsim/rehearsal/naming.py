"""Which response is meant: by its name, its name and second, or the number of its entry."""

import re
from collections.abc import Sequence

from drillsim.model import spelling
from drillsim.rehearsal.responses import Response, named

_ORDER = ("task", "message", "choice", "decision", "approval", "assignment", "inject", "done", "check_in", "action")
"""A name alone means the first of these that bears it: a task is what was begun, not when it was said to be done."""


class Unclear(Exception):
    """No response, or more than one, is meant; the sentence says which there are. `names` are near at hand."""

    def __init__(self, text: str, names: Sequence[str] = ()) -> None:
        super().__init__(text)
        self.names = tuple(names)


def meant(responses: Sequence[Response], asked: str) -> Response:
    """`call_brightline`, `done:head_count`, `progress_update@T+02:35` or `#57`. Raises Unclear."""
    if re.fullmatch(r"#\d{1,15}", asked):
        found = [each for each in responses if each.seq == int(asked[1:])]
        if not found:
            raise Unclear(f"expected the entry of a response, found {asked}, which is none")
        return found[0]
    name, at_sign, clock = asked.partition("@")
    second = _second(clock) if at_sign else None
    alike = _alike(responses, name)
    if not alike:
        known = list(dict.fromkeys(each.name for each in responses))
        raise Unclear(f"expected a response of this drill, found {name or 'an empty name'}", known)
    found = [each for each in alike if second in (None, each.at)]
    if len(found) == 1:
        return found[0]
    times = ", ".join(f"{spelled(each)} (#{each.seq})" for each in alike)
    if not found:
        raise Unclear(f"expected when {name} came, found {clock}: there is {times}")
    raise Unclear(f"expected one response, found that {name} came {len(found)} times: {times}")


def _second(clock: str) -> int:
    try:
        found = spelling.clock(clock).seconds
    except spelling.Misspelled as error:
        raise Unclear(f"{error} after @, found {clock}") from None
    if found is None:
        raise Unclear(f"expected a time such as T+00:30 after @, found {clock}")
    return found


def _alike(responses: Sequence[Response], name: str) -> list[Response]:
    kind, colon, _ = name.partition(":")
    if colon and kind in _ORDER:
        return [each for each in responses if each.ref == name]
    for kind in _ORDER:
        found = [each for each in responses if named(each.command) == (kind, name)]
        if found:
            return found
    return []


def spelled(response: Response) -> str:
    """How this very response is asked for: `progress_update@T+02:35`."""
    return f"{response.name}@{spelling.write_clock(response.at)}"
