"""What shows in a later drill that a corrective action works: the closed form of `expects`."""

import re
from dataclasses import dataclass
from typing import Literal, get_args

from drillsim.model.spelling import Misspelled, duration, write_duration

Kind = Literal["task", "message", "choice", "function"]
KINDS: tuple[str, ...] = get_args(Kind)

_FORM = re.compile(r"(\w+):([a-z][a-z0-9_]*)(?: within (\S+))?", re.ASCII)
_EXPECTED = "something a drill can show, such as task:call_carrier, function:care_line or message:hold within 30m"


@dataclass(frozen=True, slots=True)
class Proof:
    """A task, message or choice done in time whenever a drill calls for it; a function back within its RTO.

    `within` (seconds) takes the place of the drill's own limit: counted from the inject or playbook that calls for
    it, of a function from when it went out.
    """

    kind: Kind
    name: str
    within: int | None = None

    def __str__(self) -> str:
        limit = "" if self.within is None else f" within {write_duration(self.within)}"
        return f"{self.kind}:{self.name}{limit}"


def proof(value: object) -> Proof:
    """Reads `task:call_brightline within 30m`. Raises Misspelled."""
    match = _FORM.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise Misspelled(_EXPECTED)
    kind = next((kind for kind in get_args(Kind) if kind == match[1]), None)
    if kind is None:
        raise Misspelled(f"one of {', '.join(f'{each}:' for each in KINDS)} before the name")
    return Proof(kind, match[2], None if match[3] is None else duration(match[3]))
