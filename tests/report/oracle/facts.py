"""All that the oracle reckons of a record, each thing once, and how things are called in the report."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from report.oracle.expected import Expected, expectations
from report.oracle.findings import Finding, findings
from report.oracle.news import Update, declared, silences, updates
from report.oracle.outages import Course, courses
from report.oracle.record import Record, Row
from report.oracle.spelling import clock

OTHERS = {"facilitator", "evaluator", "scribe", "agents"}
"""Who acts and is no role of the plan."""


@dataclass(frozen=True)
class Facts:
    """Of one record."""

    record: Record

    @cached_property
    def courses(self) -> dict[str, Course]:
        """Each function over time, the most urgent first."""
        return courses(self.record)

    @cached_property
    def asked(self) -> list[Expected]:
        """All that was expected, due or not."""
        return expectations(self.record)

    @cached_property
    def expectations(self) -> list[Expected]:
        """What was done, or due before EndEx; without a due time that is the planned end."""
        return [each for each in self.asked if self.came_due(each)]

    def came_due(self, each: Expected) -> bool:
        """Only what came due can be late or never."""
        lasts = self.record.lasts
        open_until = self.record.lasts_planned() if each.due is None else each.due + 1
        return each.done is not None or open_until <= lasts

    @cached_property
    def updates(self) -> list[Update]:
        """News that fell due."""
        due = updates(self.record, self.courses)
        return [each for each in due if each.delivered is not None or each.due < self.record.lasts]

    @cached_property
    def updates_at_the_end(self) -> list[Update]:
        """Those due in the second of EndEx, in which they could still come."""
        return [each for each in updates(self.record, self.courses) if each not in self.updates]

    @cached_property
    def silences(self) -> dict[str, int]:
        """The longest, by audience."""
        return silences(self.record, self.courses)

    @cached_property
    def findings(self) -> list[Finding]:
        """By time."""
        return findings(self.record, self.courses, self.expectations, self.updates)

    def position(self, person: str) -> str:
        """The roles that somebody holds, else those of an alternate: how the report calls a person."""
        roles = self.record.plan["roles"]
        holds = [self.role(role) for role, body in roles.items() if body["holder"] == person]
        stands_in = [
            f"{self.role(role)} alternate {body['alternates'].index(person) + 1}"
            for role, body in roles.items()
            if person in body.get("alternates", ())
        ]
        return ", ".join(holds or stands_in)

    def without_names(self, text: str) -> str:
        """Names of the plan's people in what was written become their positions."""
        for person, body in self.record.plan["people"].items():
            for word in (body["name"], *body["name"].split()):
                text = re.sub(rf"\b{re.escape(word)}\b", f"({self.position(person)})", text)
        return text

    def told_as(self, text: str) -> str:
        """What an author wrote, on one line."""
        return " ".join(self.without_names(text).split())

    def written(self, kind: str) -> list[Row]:
        """What people wrote beside the play: the last word of each line, what was taken back left out.

        A rating is replaced by a later one of the same person; any other line by one that names its entry.
        """
        found: dict[object, Row] = {}
        for row in self.record.said(kind):
            name = (row["by"], row["objective"]) if kind == "rate" else row["instead"] or row.seq
            found.pop(name, None)
            found[row.seq if name == row["instead"] else name] = row
        return [row for row in found.values() if kind == "rate" or (row["text"] or row["action"])]

    def written_at(self, row: Row) -> str:
        """On the exercise clock; after EndEx on the calendar."""
        end = next(self.record.of("exercise_ended"))
        when = datetime.fromtimestamp(row.wall_ns // 10**9, UTC)
        return clock(row.at) if row.seq < end.seq else f"after EndEx, {when:%Y-%m-%d %H:%M} UTC"

    def seen_at(self, note: Row) -> int:
        """The second of what an evaluator noted, which may be before it was written."""
        return note.at if note["observed_at"] is None else int(note["observed_at"])

    @cached_property
    def actions(self) -> list[dict[str, Any]]:
        """The improvement plan: of a live drill what was written, else as the drill file has it."""
        if self.record.live:
            return [row.body for row in self.written("action")]
        return list(self.record.drill.get("improvements", ()))

    @cached_property
    def rated(self) -> set[str]:
        """Objectives that people rated at this play."""
        return {row["objective"] for row in self.written("rate")}

    def rating(self, objective: str) -> str | None:
        """The worst letter that anybody gave; None without people."""
        letters = [row["rating"] for row in self.written("rate") if row["objective"] == objective]
        return max(letters, key="PSMU".index, default=None)

    @cached_property
    def declared(self) -> int | None:
        """The first second of emergency."""
        return declared(self.record)

    @cached_property
    def hazards(self) -> list[str]:
        """Of the scenario."""
        named = self.record.scenario["hazard"]
        return named if isinstance(named, list) else [named]

    @cached_property
    def failed(self) -> int | None:
        """The first second at which the scenario loses, closes or fails anything."""
        struck = [
            row.at
            for row in self.record.of("inject_released")
            if {"lose", "close", "fail", "weaken"} & set(self.record.injects[row["inject"]].get("happens", {}))
        ]
        return min(struck, default=None)

    @cached_property
    def told(self) -> int | None:
        """The first inject at or after it that tells anybody."""
        told = [
            row.at
            for row in self.record.of("inject_released")
            if self.failed is not None and row.at >= self.failed and self.record.injects[row["inject"]].get("tell")
        ]
        return min(told, default=None)

    def function(self, name: str) -> str:
        """By its name in the plan."""
        return self.record.name("functions", name)

    def role(self, name: str | None) -> str:
        """By its name in the plan; a dash for none."""
        if name is None:
            return "-"
        return name if name in OTHERS else self.record.name("roles", name)
