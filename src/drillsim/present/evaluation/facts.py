"""What was measured, in words: for the evaluator's list, and beside what the room says in the hot wash."""

from collections import Counter
from collections.abc import Iterator, Sequence

from drillsim.analysis.promises import Kept
from drillsim.analysis.ratings import RATINGS
from drillsim.present.rows import Cell, Column, Row, Table, Tone
from drillsim.present.verdict import TONES
from drillsim.present.words import about, clock, line, plural
from drillsim.report.document import KEPT
from drillsim.report.verdict import Pair
from drillsim.session.review import ExpectedFact, FactResult, Measured, NewsFact, ObjectiveReview, OutageFact

LATE: dict[FactResult, str] = {"late": "late", "overdue": "overdue", "never": "never done", "too_early": "too early"}
"""What became of something expected -> the word for it, where that is not in time."""

_FIRST: tuple[Kept, ...] = ("missed", "undecided", "kept")

COLUMNS = (Column(9), Column())


def at_a_glance(measured: Measured) -> str:
    """One line: what was expected, what was out, whom it was told to."""
    parts = [*_counts(measured.expected), *_out(measured.outages), *(_news(each) for each in measured.news if each.due)]
    return "; ".join(parts) or "not reached"


def _counts(expected: tuple[ExpectedFact, ...]) -> Iterator[str]:
    if not expected:
        return
    count = Counter(each.result for each in expected)
    if due := len(expected) - count["not_due"]:
        yield f"{count['on_time']} of {due} on time"
    for result, word in LATE.items():
        late = max((each.late_by for each in expected if each.result == result), default=0)
        if count[result]:
            yield f"{count[result]} {word}{f' {about(late)}' if late else ''}"
    if count["open"]:
        yield f"{count['open']} open"
    if count["not_due"]:
        yield f"{count['not_due']} not due before EndEx"
    if count["not_observed"]:
        yield f"{count['not_observed']} to be seen"


def _out(outages: tuple[OutageFact, ...]) -> Iterator[str]:
    """Each function once: the outage that goes on, else its longest."""
    for function in dict.fromkeys(each.function for each in outages):
        own = [each for each in outages if each.function == function]
        yield outage(max(own, key=lambda each: (each.ends is None, each.length)))


def outage(each: OutageFact) -> str:
    """An outage against what was promised."""
    beyond = f" MISSED by {about(each.over)}" if each.result == "missed" else ""
    mtpd = ", MTPD BREACHED" if each.breached else ""
    return f"{each.function} out {about(each.length)} of RTO {each.rto}{beyond}{mtpd}"


def _news(each: NewsFact) -> str:
    late = f", {each.late} late" if each.late else ""
    return f"news to {each.audience}: {plural(each.due, 'update')} due{late}"


def facts(measured: Measured, objective: ObjectiveReview | None, *, over: bool, promises: Sequence[Pair] = ()) -> Table:
    """Beside the hot wash: proposal, ratings by people, promises with what would have kept them, what they rest on."""
    rows = [*_judged(objective, over=over), *_promises(promises), *_measured(measured)]
    return Table("Facts, shown to all", COLUMNS, tuple(rows), "= evidence", "Nothing of it was reached.")


def _judged(objective: ObjectiveReview | None, *, over: bool) -> Iterator[Row]:
    if objective is None:
        return
    yield Row("proposed", (Cell("PROPOSED", "strong"), Cell(proposal(objective, over=over), "strong")))
    for each in objective.ratings:
        yield Row(f"rated:{each.by}", (Cell("RATED", "good"), Cell(f"{each.letter} by {each.by}: {line(each.why)}")))
    if not objective.ratings:
        yield Row("open", (Cell("OPEN", "warn"), Cell("nobody has rated it", "warn")))
    elif len({each.letter for each in objective.ratings}) > 1:
        yield Row("differ", (Cell("DIFFER", "warn"), Cell("those who rated it do not agree", "warn")))


def _promises(pairs: Sequence[Pair]) -> Iterator[Row]:
    """The broken ones first: they are what the room has to talk about."""
    for index, pair in enumerate(sorted(pairs, key=lambda pair: _FIRST.index(pair.result))):
        tone = TONES[pair.result]
        said = f"{line(pair.promise)} {line(pair.answer)}"
        yield Row(f"promise:{index}", (Cell(KEPT[pair.result].upper(), tone), Cell(said, tone)))
        if pair.earlier is not None:
            yield Row(f"earlier:{index}", (Cell("EARLIER", "strong"), Cell(line(pair.earlier), "strong")))


def proposal(objective: ObjectiveReview, *, over: bool) -> str:
    """What the measures would be rated, and why; a proposal is never a rating."""
    if objective.proposed is None:
        return f"nothing: {'; '.join(objective.because)}"
    words = RATINGS[objective.proposed].lower() if over else "so far"
    return f"{objective.proposed}, {words}: {'; '.join(objective.because)}"


def _measured(measured: Measured) -> Iterator[Row]:
    for index, out in enumerate(measured.outages):
        tone: Tone = "bad" if out.result == "missed" or out.breached else "plain"
        until = "still out" if out.ends is None else f"to {clock(out.ends)}"
        text = f"{outage(out)} (from {clock(out.begins)} {until})"
        yield Row(f"out:{index}", (Cell("OUT", tone), Cell(text, tone)))
    for news in measured.news:
        silent = f", longest silence {about(news.silence)}" if news.silence else ""
        yield Row(
            f"news:{news.audience}",
            (Cell("NEWS", "warn" if news.late else "plain"), Cell(f"{_news(news)}{silent}".removeprefix("news "))),
        )
    for fact in measured.expected:
        yield Row(f"expected:{fact.source}:{fact.name}", _expected(fact))
    for index, finding in enumerate(measured.findings):
        yield Row(f"finding:{index}", (Cell("FINDING", "warn"), Cell(line(finding.text))))


def _expected(fact: ExpectedFact) -> tuple[Cell, Cell]:
    due = f", due {clock(fact.due)}" if fact.due is not None else ""
    done = f", done {clock(fact.done)}" if fact.done is not None else ""
    late = f", {about(fact.late_by)} late" if fact.late_by else ""
    text = f"{fact.name}{due}{done}{late} ({line(fact.source.replace(':', ' '))})"
    match fact.result:
        case "on_time":
            return Cell("ON TIME", "good"), Cell(text)
        case "open":
            return Cell("OPEN"), Cell(text)
        case "not_due":
            return Cell("NOT DUE", "dim"), Cell(text, "dim")
        case "not_observed":
            return Cell("NOT SEEN", "dim"), Cell(text, "dim")
        case "late" | "overdue" | "never" | "too_early":
            word = {"late": "LATE", "overdue": "OVERDUE", "never": "NEVER", "too_early": "EARLY"}[fact.result]
            return Cell(word, "bad"), Cell(text, "bad")


def evidence(measured: Measured) -> tuple[Cell, ...]:
    """Everything that the facts rest on, as paragraphs: where in the record it can be looked up."""
    found: list[Cell] = []
    for fact in measured.expected:
        word, text = _expected(fact)
        found.append(Cell(f"{word.text}: {text.text}", word.tone))
    for finding in measured.findings:
        found.append(Cell(line(finding.text), "strong"))
        found.append(Cell(f"On the record as {', '.join(finding.evidence) or 'nothing by itself'}", "dim"))
    return tuple(found) or (Cell("Nothing was found; it rests on what was on time.", "dim"),)
