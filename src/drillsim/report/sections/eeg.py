"""Exercise Evaluation Guides: one for each core capability, filled in as far as people did (doctrine.md, 1.3)."""

from collections.abc import Iterator

from drillsim.analysis.expectations import what_of
from drillsim.analysis.noted import LETTERS
from drillsim.analysis.ratings import asked_for, row_of, served
from drillsim.analysis.words import span
from drillsim.model.scenario import Expect
from drillsim.record import written as w
from drillsim.report.document import Block, Bullets, Heading, Para, Section, Table
from drillsim.report.facts import Facts
from drillsim.report.making import section
from drillsim.report.text import clock, code

_HEADS = (
    "organizational capability target",
    "critical task",
    "source",
    "measured",
    "observation notes",
    "target rating",
)
BLANK = "not rated"


def eeg_section(facts: Facts) -> Section | None:
    """Objectives of one capability stand under it; an objective without one under its own name."""
    capabilities: dict[str, list[str]] = {}
    for name, objective in facts.exercise.objectives.items():
        capabilities.setdefault(objective.capability or objective.text, []).append(name)
    if not capabilities:
        return None
    blocks = [block for name, objectives in capabilities.items() for block in _guide(facts, name, objectives)]
    return section("eeg", "Exercise Evaluation Guides", blocks)


def _guide(facts: Facts, capability: str, objectives: list[str]) -> Iterator[Block]:
    yield Heading(f"Core capability: {facts.labels.text(capability)}")
    texts = "; ".join(facts.labels.text(facts.exercise.objectives[name].text) for name in objectives)
    yield Para(f"Exercise objective: {texts}.")
    rows = tuple(row for name in objectives for row in _rows(facts, name))
    yield (
        Table(_HEADS, rows, "EEG", facts.labels.without_names(capability))
        if rows
        else Para("No target came due for it.")
    )
    notes = tuple(_of_objectives(facts, objectives))
    if notes:
        yield Bullets(notes)
    yield Para(f"Final core capability rating: {_final(facts, objectives)}. Evaluator, telephone, email: …………………………")


def _rows(facts: Facts, objective: str) -> Iterator[tuple[str, ...]]:
    for source, expect in asked_for(objective, facts.exercise, facts.history.came):
        kind, name = expect.what
        row = row_of(facts.outcome, source, expect)
        measured = _not_measured(facts, source, expect) if row is None else row["result"].replace("_", " ")
        if row is not None and row["done"] is not None:
            measured = f"{measured}, done {clock(row['done'])}"
        notes = list(_notes(facts, objective, name))
        yield (
            _target(facts, expect, name),
            f"{kind} {code(name)}",
            code(source),
            measured,
            "; ".join(f"“{facts.labels.text(note.text)}”" for note in notes) or "none",
            _worst(note.rating for note in notes if note.rating is not None),
        )


def _of_objectives(facts: Facts, objectives: list[str]) -> Iterator[str]:
    """Notes about an objective that are linked to no task."""
    for noted in facts.writing.of(w.Observe):
        if noted.line.objective in objectives and noted.line.task is None:
            seen = clock(noted.observed_at)
            yield f"{seen} {facts.labels.role(noted.line.by)}: “{facts.labels.text(noted.line.text)}”"


def _not_measured(facts: Facts, source: str, expect: Expect) -> str:
    is_open = any((row["source"], *what_of(row)) == (source, *expect.what) for row in facts.not_due)
    return "not due before EndEx" if is_open and facts.ended else "not due yet" if is_open else "nothing can be told"


def _target(facts: Facts, expect: Expect, name: str) -> str:
    """The organisation's own: what the inject gives it, and the RTO of the functions it serves."""
    within = "at any time" if expect.within is None else f"within {span(expect.within)}"
    rtos = [
        f"RTO of {code(each)} {span(facts.plan.functions[each].rto)}" for each in sorted(served(facts.exercise, expect))
    ]
    return "; ".join([f"{code(name)} {within}", *rtos])


def _notes(facts: Facts, objective: str, name: str) -> Iterator[w.Observe]:
    for noted in facts.writing.of(w.Observe):
        if noted.line.task == name and noted.line.objective in (None, objective):
            yield noted.line


def _worst(found: Iterator[w.Letter]) -> str:
    return max(found, key=LETTERS.index, default=BLANK)


def _final(facts: Facts, objectives: list[str]) -> str:
    """By default the worst of the objectives' ratings by people."""
    if not facts.header.live:
        return f"{BLANK}: played without people"
    ratings = facts.exercise.drill.ratings
    return _worst(ratings[name].rating for name in objectives if name in ratings)
