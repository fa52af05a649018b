"""Every section of the report, and who of the oracle tells what its numbers are."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from report.oracle import (
    told_capabilities,
    told_evacuation,
    told_msel,
    told_news,
    told_notes,
    told_response,
    told_results,
    told_review,
    told_roles,
    told_tasks,
)
from report.oracle.drawings import misplaced, said_beside
from report.oracle.facts import Facts
from report.oracle.findings import references
from report.oracle.page import Part, parts
from report.oracle.safety import safety as told_safety
from report.oracle.told import Told, differences
from report.oracle.told_assumed import assumed
from report.oracle.told_customers import customers
from report.oracle.told_timeline import timeline

SECTIONS: dict[str, Callable[[Facts], Told]] = {
    "cover": told_results.cover,
    "safety": told_safety,
    "verdict": told_results.verdict,
    "overview": told_results.overview,
    "summary": told_results.summary,
    "capabilities": told_capabilities.capabilities,
    "functions": told_results.functions,
    "levels": told_results.levels,
    "incident": told_response.incident,
    "expectations": told_response.expectations,
    "tasks": told_tasks.tasks,
    "news": told_news.news,
    "claims": told_news.claims,
    "check_ins": told_response.check_ins,
    "partners": told_response.partners,
    "decisions": told_response.decisions,
    "findings": told_review.findings,
    "refused": told_review.refused,
    "permission": told_review.permission,
    "real": told_review.real,
    "not_tested": told_review.not_tested,
    "coverage": told_review.coverage,
    "not_normal": told_review.not_normal,
    "costs": told_review.costs,
    "hot_wash": told_notes.hot_wash,
    "observations": told_notes.observations,
    "before": told_notes.before,
    "whiteboard": told_notes.whiteboard,
    "sign_off": told_review.sign_off,
    "improvement_plan": told_review.improvement_plan,
    "participants": told_review.participants,
    "timeline": timeline,
    "msel": told_msel.msel,
    "messages": told_news.messages,
    "roles": told_roles.roles,
    "evacuation": told_evacuation.evacuation,
    "eeg": told_capabilities.eeg,
    "assumed": assumed,
    "method": told_review.method,
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
