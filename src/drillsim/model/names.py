"""The names that documents define, by kind: what a reference may refer to.

Read from the documents as written, so that an entry with a fault still counts as named.
"""

from collections.abc import Iterable, Mapping
from typing import Any

_SECTIONS = {
    "sites": "site",
    "systems": "system",
    "functions": "function",
    "teams": "team",
    "people": "person",
    "roles": "role",
    "channels": "channel",
    "messages": "message",
    "tasks": "task",
}


class Names:
    """Names by kind (`site`, `partner`, `area`, `system`, ... `inject`, `objective`), in the order of the files."""

    def __init__(self) -> None:
        self.by_kind: dict[str, dict[str, None]] = {}

    def add(self, kind: str, names: Iterable[object]) -> None:
        """Adds names of a kind; anything that is no text is passed over."""
        known = self.by_kind.setdefault(kind, {})
        known.update((name, None) for name in names if isinstance(name, str))

    def of(self, *kinds: str) -> list[str]:
        """All names of these kinds."""
        return [name for kind in kinds for name in self.by_kind.get(kind, ())]

    def kinds_of(self, name: str) -> list[str]:
        """The kinds that a name is of, to tell "care_line is a function" from a typing error."""
        return [kind for kind, names in self.by_kind.items() if name in names]

    def read_plan(self, written: Mapping[str, Any]) -> None:
        """Takes the names of a plan as written."""
        for section, kind in _SECTIONS.items():
            self.add(kind, _keys(written.get(section)))
        for site, body in _entries(written.get("sites")):
            site_kind = body.get("kind") if isinstance(body, Mapping) else None
            if site_kind == "partner" or not isinstance(body, Mapping):
                self.add("partner", [site])
            if isinstance(body, Mapping):
                self.add("area", [body.get("area")])
        audiences = written.get("audiences")
        self.add("audience", audiences if isinstance(audiences, list) else ())
        rotation = written.get("rotation")
        self.add("crew", _keys(rotation.get("crews")) if isinstance(rotation, Mapping) else ())

    def read_scenario(self, written: Mapping[str, Any], prefix: str = "") -> None:
        """Takes the names of a scenario as written; `prefix` (`file/`) where several play."""
        self.add("objective", _keys(written.get("objectives")))
        msel = written.get("msel")
        for inject in msel if isinstance(msel, list) else ():
            name = inject.get("id") if isinstance(inject, Mapping) else None
            if isinstance(name, str):
                self.add("inject", [f"{prefix}{name}"])


def _keys(section: object) -> Iterable[object]:
    return section.keys() if isinstance(section, Mapping) else ()


def _entries(section: object) -> Iterable[tuple[object, Any]]:
    return section.items() if isinstance(section, Mapping) else ()
