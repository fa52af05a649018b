"""One problem in a file: where it is, what was expected, what was found."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong or weak at one place of one file.

    `where` names the place in the author's words (`tasks.take_cover.by`), `message` says what was
    expected and what was found, `hint` is the nearest right answer or None.
    """

    severity: Severity
    code: str
    position: Position
    where: str
    message: str
    hint: str | None = None

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        guess = f'; did you mean "{self.hint}"?' if self.hint else ""
        note = "" if self.severity == "error" else "warning: "
        return f"{self.position}: {note}{place}{self.message}{guess} [{self.code}]"
