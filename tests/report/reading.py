"""Reports of small stories, and how tests read them.

Write the golden report anew, from the checkout: `PYTHONPATH=tests python -m report.reading`.
"""

import re
from pathlib import Path

from drillsim.analysis.outcome import written
from drillsim.analysis.reckoning import Reckoning
from drillsim.model.exercise import Exercise
from drillsim.report.aar import aar
from drillsim.report.markdown.page import page
from drillsim.session.session import Session
from support import drills
from support.stage import header, played

GOLDEN = Path(__file__).parent / "golden" / "tornado.md"


def report_of(exercise: Exercise, *, stand_ins: bool = False, names: bool = False) -> str:
    """The report of a story, played unattended."""
    return report_on(played(exercise, stand_ins=stand_ins), names=names)


def report_on(session: Session, *, names: bool = False) -> str:
    """The report of a drill that was played."""
    reckoned = Reckoning(session.exercise, session.header, session.entries)
    return page(aar(reckoned, written(reckoned), names=names))


def shipped(name: str, *, names: bool = False) -> str:
    """The report of a shipped drill, played as written."""
    return page(aar(drills.reckoned(name), drills.result(name), names=names))


def live(exercise: Exercise, *taken: str) -> Session:
    """A live drill, of which somebody at this screen plays some roles; ready for commands."""
    return Session(exercise, header(exercise, live=True, taken=list(taken)))


def part(text: str, title: str) -> str:
    """A section or a subsection, by its heading."""
    found = re.search(rf"^#+ (?:Appendix [A-Z]: )?{re.escape(title)}$(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None, f"no {title} in\n{text}"
    return found[1].strip()


def whole(text: str, title: str) -> str:
    """A section with its subsections."""
    found = re.search(rf"^## (?:Appendix [A-Z]: )?{re.escape(title)}$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None, f"no {title} in\n{text}"
    return found[1].strip()


def cells(text: str) -> list[list[str]]:
    """The rows of all tables, heads and rules left out."""
    lines = _outside_charts(text).splitlines()
    rules = {index for index, line in enumerate(lines) if re.fullmatch(r"\|( -+ \|)+", line)}
    rows = [line for index, line in enumerate(lines) if line.startswith("| ") and not {index, index + 1} & rules]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows]


def titles(text: str) -> list[str]:
    """All headings."""
    return re.findall(r"^(#+ .*)$", _outside_charts(text), re.MULTILINE)


def _outside_charts(text: str) -> str:
    return re.sub(r"^```text$.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


if __name__ == "__main__":
    GOLDEN.write_text(shipped("tornado"), encoding="utf-8")
