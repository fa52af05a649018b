"""The private telephone list beside a plan: who can be called, and how. It is never in a record or a report."""

from dataclasses import dataclass

COLUMNS = ("person", "vendor", "mobile", "second", "email", "prefers", "escalation")
"""The columns that the list may have; one of `person` and `vendor` is needed."""

NUMBERS = ("mobile", "second")
"""Those that hold a telephone number."""


@dataclass(frozen=True, slots=True)
class Contact:
    """How somebody can be reached; what the list does not say is empty.

    `who` is a person of the plan, by id or name, or a vendor. `prefers` and `escalation` are words: how they like to
    be reached, and whom to call where they do not answer.
    """

    who: str
    mobile: str = ""
    second: str = ""
    email: str = ""
    prefers: str = ""
    escalation: str = ""

    @property
    def numbers(self) -> tuple[str, ...]:
        """The telephone numbers, the first to try first."""
        return tuple(number for number in (self.mobile, self.second) if number)
