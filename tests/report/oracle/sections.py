"""Every section of the report, and who of the oracle tells what its numbers are."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from report.oracle import notes, response, results, review
from report.oracle.assumed import assumed
from report.oracle.customers import customers
from report.oracle.drawings import misplaced, said_beside
from report.oracle.facts import Facts
from report.oracle.findings import references
from report.oracle.page import Part, parts
from report.oracle.timeline import timeline
from report.oracle.told import Told, differences

SECTIONS: dict[str, Callable[[Facts], Told]] = {
    "cover": results.cover,
    "verdict": results.verdict,
    "overview": results.overview,
    "summary": results.summary,
    "capabilities": review.capabilities,
    "functions": results.functions,
    "levels": results.levels,
    "incident": response.incident,
    "expectations": response.expectations,
    "tasks": response.tasks,
    "news": response.news,
    "claims": response.claims,
    "check_ins": response.check_ins,
    "partners": response.partners,
    "decisions": response.decisions,
    "findings": review.findings,
    "refused": review.refused,
    "permission": review.permission,
    "real": review.real,
    "not_tested": review.not_tested,
    "coverage": review.coverage,
    "not_normal": review.not_normal,
    "costs": review.costs,
    "hot_wash": notes.hot_wash,
    "observations": notes.observations,
    "before": notes.before,
    "whiteboard": notes.whiteboard,
    "sign_off": review.sign_off,
    "improvement_plan": review.improvement_plan,
    "participants": review.participants,
    "timeline": timeline,
    "msel": response.msel,
    "messages": response.messages,
    "roles": response.roles,
    "evacuation": notes.evacuation,
    "eeg": review.eeg,
    "assumed": assumed,
    "method": review.method,
}
"""By the id of the section in the page."""


@dataclass(frozen=True)
class Oracle:
    """Says of a page where a number is not what the record gives. `outcome` is what `--json` prints of that record."""

    facts: Facts
    outcome: dict[str, Any]

    @cached_property
    def told(self) -> dict[str, Told]:
        """What each section has to say."""
        return {name: tell(self.facts) for name, tell in SECTIONS.items()}

    @cached_property
    def references(self) -> set[str]:
        """What evidence may point to."""
        return references(self.facts.record, self.facts.courses, self.facts.updates)

    def untraced(self, html: str) -> list[str]:
        """Every such place, with what stands around it; and sections, tables and figures that nobody expected."""
        page = parts(html)
        found = [f"{name}: left out" for name, told in self.told.items() if told.says_anything and name not in page]
        return [*found, *(each for part in page.values() for each in self._of(part)), *_misnumbered(page)]

    def _of(self, part: Part) -> list[str]:
        if part.name == "customers":
            return customers(self.facts, part, self.outcome)
        if part.name not in self.told:
            return [f"{part.name}: a section that the oracle does not know"]
        told = self.told[part.name]
        found = [*differences(part, told, self.references), *said_beside(part, told)]
        return [*found, *misplaced(self.facts, part)] if part.name == "levels" else found


def _misnumbered(page: dict[str, Part]) -> list[str]:
    """Tables and figures are numbered through the page, each kind from 1 on; a figure's data twice: fold and table."""
    found = []
    for kind, times in (("Table", 1), ("Figure", 1), ("Data of figure", 2)):
        numbered = [(part.name, number) for part in page.values() for label, number in part.numbered if label == kind]
        for place, (name, number) in enumerate(numbered):
            if number != place // times + 1:
                found.append(f"{name}: {kind} {number}, expected {place // times + 1}")
    return found
