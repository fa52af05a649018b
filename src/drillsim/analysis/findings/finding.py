"""One finding."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from drillsim.analysis.shape import FindingRow

Code = Literal[
    "dead_backup",
    "over_seats",
    "surplus_check_in",
    "over_pause",
    "undelivered",
    "rto_missed",
    "mtpd_breached",
    "uncovered",
    "past_max_on",
    "short_rest",
    "left_away",
    "not_restored",
    "claim_false",
    "permission",
    "late",
    "never",
    "too_early",
    "data_lost",
    "priority_broken",
    "needless_declaration",
]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to learn from: about what, in one sentence, and the injects and responses it rests on."""

    code: Code
    at: int | None
    about: tuple[str, ...]
    text: str
    evidence: tuple[str, ...]

    def row(self) -> FindingRow:
        """As in the outcome."""
        return {
            "code": self.code,
            "at": self.at,
            "about": list(self.about),
            "text": self.text,
            "evidence": list(self.evidence),
        }


def finding(code: Code, at: int | None, about: tuple[str, ...], text: str, *evidence: Iterable[str]) -> Finding:
    """A finding whose evidence comes from several places, each reference once."""
    return Finding(code, at, about, text, tuple(dict.fromkeys(ref for refs in evidence for ref in refs)))
