"""What is in a log of sign-ins before it is imported, and what came of it, in words."""

from collections.abc import Sequence

from drillsim.exchange.check_in_log import Clock, Log, News
from drillsim.exchange.name_list import Listed
from drillsim.present.paragraphs import Paragraph
from drillsim.present.words import full_clock, line, plural
from drillsim.problems import Problem

CLOCKS = {
    "wall": "Times of day are read as the wall clock's.",
    "story": "Times of day are read as the story's.",
}


def preview(file: str, log: Log, found: News, clock: Clock) -> list[Paragraph]:
    """How many rows, of what, from when to when, what is new, and every row that cannot be read."""
    words = [
        Paragraph(f"Import {line(file)}?", "title"),
        Paragraph(f"{plural(len(log.rows), 'row')} can be read, {len(log.problems)} cannot. {CLOCKS[clock]}"),
    ]
    if log.rows:
        first, last = log.rows[0].second, log.rows[-1].second
        words.append(Paragraph(f"First {full_clock(first)}, last {full_clock(last)}.", "item"))
    for status, number in found.by_status.items():
        words.append(Paragraph(f"{number:>6} {status.replace('_', ' ')}", "item", "strong"))
    words.append(Paragraph(f"{found.arrivals:>6} new to the count", "item", "good" if found.arrivals else "plain"))
    if found.surplus:
        words.append(Paragraph(f"{found.surplus:>6} of them surplus: more than are on the way", "item", "warn"))
    words.append(
        Paragraph(f"{found.ignored:>6} ignored: known already, said twice, or older than what is known", "item")
    )
    if log.passed_over:
        words.append(Paragraph(f"{log.passed_over:>6} passed over: signed out", "item"))
    if not found.rows:
        words.append(Paragraph("Nothing in it is new.", tone="strong"))
    if log.problems:
        words.append(Paragraph("Rows that cannot be read", "heading"))
        words += [Paragraph(said(problem), "item", "bad") for problem in log.problems]
    words.append(Paragraph("Nothing is recorded yet: tab to Import and enter. escape closes this.", tone="dim"))
    return words


def said(problem: Problem) -> str:
    """`FILE:LINE:COLUMN: time: expected ..., found ...`, in one harmless line."""
    place = f"{problem.where}: " if problem.where else ""
    guess = f'; did you mean "{problem.hint}"?' if problem.hint else ""
    return line(f"{problem.position}: {place}{problem.message}{guess}")


def imported(rows: int, counted: int, surplus: int) -> str:
    """What came of an import."""
    more = f", {surplus} surplus" if surplus else ""
    return f"imported: {plural(rows, 'check-in')}, {counted} new to the count{more}"


def taken(listed: Sequence[Listed], problems: Sequence[Problem]) -> str:
    """What came of a list of names."""
    if problems:
        return f"{plural(len(listed), 'name')} taken; {len(problems)} lines not, the first: {said(problems[0])}"
    return f"{plural(len(listed), 'name')} taken: who of them has not reported stands below."
