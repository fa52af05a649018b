"""One complaint about a document, by the path of the value it is about; `loading` knows the line."""

from dataclasses import dataclass
from typing import Literal

Source = Literal["plan", "drill"] | int
"""The plan, the drill, or a scenario by its number in the drill (0 where a scenario is checked alone)."""

Path = tuple[str | int, ...]
"""Keys as spelled in the file, and positions in lists from 0: ("tasks", "declare", "by")."""

ERRORS = frozenset(
    {
        "yaml",
        "key",
        "missing",
        "value",
        "duplicate",
        "unknown_name",
        "cycle",
        "rto_over_mtpd",
        "unscheduled",
        "after_end",
        "no_holder",
        "pause_without_limit",
        "never_arrives",
    }
)
WARNINGS = frozenset(
    {
        "shared_fate",
        "single_point",
        "stops_all",
        "kit_shares_fate",
        "no_alternate",
        "crew_gap",
        "crew_rest",
        "role_without_duty",
        "permission",
        "overload",
        "no_staffing",
        "dead_channel",
        "review_overdue",
        "not_confirmed",
        "rto_unreachable",
        "left_away",
        "never_undone",
        "task_unreachable",
        "clock_before_told",
        "objective_unused",
        "inject_without_action",
        "no_next_update",
        "long_duty",
        "task_without_inject",
        "audience_untold",
        "not_read",
        "old_text",
        "untrained",
    }
)


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something wrong (an error code) or weak (a warning code) at one path of one document.

    `key` points at the key itself instead of its value. `message` says what was expected and what was found;
    `hint` is the nearest right answer, where there is one.
    """

    code: str
    source: Source
    path: Path
    message: str
    hint: str | None = None
    key: bool = False

    def __post_init__(self) -> None:
        if self.code not in ERRORS and self.code not in WARNINGS:
            raise ValueError(f"{self.code} is not a code of the language")


@dataclass(frozen=True, slots=True)
class Pair:
    """A primary and its backup, with the single sites, areas and systems whose loss takes both (sorted)."""

    primary: str
    backup: str
    common: tuple[str, ...]
