"""Open actions of earlier drills, and whether this drill showed that they work (doctrine.md, 1.5)."""

from collections.abc import Iterator

from drillsim.analysis.retested import Retested, Verdict, retested
from drillsim.report.document import Section
from drillsim.report.facts import Facts
from drillsim.report.making import section, table
from drillsim.report.marks import strong
from drillsim.report.text import code, refs

_HEADS = ("action", "corrective action", "from", "due", "result", "by the record", "by people", "evidence")

_RESULT: dict[Verdict, str] = {"pass": "pass", "fail": strong("FAIL"), "not_tested": "not tested"}


def retested_section(facts: Facts) -> Section | None:
    """One row for each action that was open when this drill began; none where none was brought."""
    rows = [_row(facts, each) for each in retested(facts.reckoned, facts.writing)]
    if not rows:
        return None
    return section("retested", "Retested actions", table("RetestedActions", _HEADS, rows))


def _row(facts: Facts, each: Retested) -> tuple[str, ...]:
    label, action = facts.labels, each.action
    due = action.due or "no date"
    return (
        code(action.id),
        f"{label.text(action.action)} (found: {label.text(action.finding)})",
        label.text(action.since),
        f"{due}: {strong('OVERDUE')}" if each.overdue else due,
        " ".join(_result(each)),
        _by_record(facts, each),
        "; ".join(_by_people(facts, each)) or "nobody said",
        refs(each.rule.evidence) if each.rule is not None and each.rule.evidence else "-",
    )


def _result(each: Retested) -> Iterator[str]:
    yield _RESULT[each.result]
    if each.disagree:
        yield "(the record and people disagree)"


def _by_record(facts: Facts, each: Retested) -> str:
    """What the rule looked for, and what it found."""
    if each.rule is None:
        return "it names nothing that a record shows"
    because = "; ".join(facts.labels.text(text) for text in each.rule.because)
    return f"{_RESULT[each.rule.verdict]}: {because} (expects {code(each.action.expects or '')})"


def _by_people(facts: Facts, each: Retested) -> Iterator[str]:
    for noted in each.said:
        verdict = _RESULT["pass" if noted.line.passed else "fail"]
        yield f"{verdict} ({facts.labels.role(noted.line.by)}): {facts.labels.text(noted.line.why)}"
