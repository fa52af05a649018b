"""What people said of a play, as the keys of a drill file have it: hot wash, ratings, improvements."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from drillsim.analysis.written import Writing
from drillsim.model.drill import Hotwash, Improvement, Rating
from drillsim.model.exercise import Exercise
from drillsim.record import written as w
from drillsim.record.entries import Header

LETTERS: tuple[w.Letter, ...] = get_args(w.Letter)
"""The best first."""

NO_FINDING = "none stated"
"""What stands where an action was noted without what it answers to: a drill file wants something there."""


def as_noted(exercise: Exercise, header: Header, writing: Writing) -> Exercise:
    """The exercise with what was said of this play of it.

    A live drill is a play of its own: what its file notes was said of another one. Its own hot wash, ratings and
    improvements are on its record. A drill that plays itself has those of its file.
    """
    if not header.live:
        return exercise
    notes: dict[str, object] = {
        "hotwash": _hotwash(writing),
        "ratings": _ratings(writing),
        "improvements": tuple(_improvement(noted.line) for noted in writing.of(w.Act)),
    }
    return replace(exercise, drill=exercise.drill.model_copy(update=notes))


def _hotwash(writing: Writing) -> Hotwash | None:
    """Who said it, of which objective; an open question is something to improve until it is answered."""
    said = [noted.line for noted in writing.of(w.HotWash)]
    if not said:
        return None
    well = tuple(_said(line) for line in said if line.says == "strength")
    return Hotwash(went_well=well, to_improve=tuple(_said(line) for line in said if line.says != "strength"))


def _said(line: w.HotWash) -> str:
    of = f", of {line.objective}" if line.objective else ""
    asks = " asks" if line.says == "question" else ""
    return f"{line.by}{asks}{of}: {line.text}"


def _ratings(writing: Writing) -> dict[str, Rating]:
    found: dict[str, list[w.Rate]] = {}
    for noted in writing.ratings:
        found.setdefault(noted.line.objective, []).append(noted.line)
    return {objective: _rating(rates) for objective, rates in found.items()}


def _rating(rates: Sequence[w.Rate]) -> Rating:
    """Where several rated, the lowest, with what each said: no rating above what somebody saw."""
    lowest = max((rate.rating for rate in rates), key=LETTERS.index)
    if len(rates) == 1:
        return Rating(rating=lowest, why=rates[0].why)
    return Rating(rating=lowest, why="; ".join(f"{rate.by} {rate.rating}: {rate.why}" for rate in rates))


def _improvement(line: w.Act) -> Improvement:
    return Improvement.model_validate(
        {
            "objective": line.objective,
            "finding": line.finding.strip() or NO_FINDING,
            "evidence": tuple(ref for ref in line.evidence if ref.strip()),
            "action": line.action,
            "element": line.element,
            "owner": (line.owner or "").strip() or None,
            "contact": (line.contact or "").strip() or None,
            "priority": (line.priority or "").strip() or None,
            "start": _date(line.start),
            "due": _date(line.due),
            "expects": line.expects,
        }
    )


def _date(said: str | None) -> str | None:
    return None if said is None else datetime.date.fromisoformat(said).isoformat()
