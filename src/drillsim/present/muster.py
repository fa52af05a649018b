"""The muster board: big figures, the curve, everybody as one cell, who is missing; readable across a room."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from drillsim.analysis.muster import STAGES
from drillsim.model.spelling import StoryTime
from drillsim.present.paragraphs import Paragraph
from drillsim.present.rows import Cell, Tone
from drillsim.present.words import both_clocks, clock, countdown, line, span
from drillsim.session.muster_view import PersonView, ReportView, TargetView, TeamMusterView

Cells = tuple[Cell, ...]

WORDS = {
    "need_help": "need help",
    "out": "out, not assembled",
    "travelling": "on the way",
    "away": "away, not heard of",
    "unheard": "not heard of",
    "assembled": "assembled",
    "safe": "safe",
    "cannot_work": "cannot work",
    "remote": "working at home",
    "working": "working",
    "at_desk": "at their site",
    "absent": "absent",
    "not_on_shift": "not on shift",
}
"""Stage -> how it is told."""

assert tuple(WORDS) == STAGES  # a new stage needs words here

GLYPHS = {
    "need_help": "!",
    "out": "o",
    "travelling": ">",
    "away": "?",
    "unheard": "?",
    "assembled": "A",
    "safe": "S",
    "cannot_work": "x",
    "remote": "■",
    "working": "■",
    "at_desk": "·",
    "absent": "-",
    "not_on_shift": " ",
}
TONES: dict[str, Tone] = {
    "need_help": "bad",
    "out": "warn",
    "travelling": "warn",
    "away": "bad",
    "unheard": "bad",
    "assembled": "good",
    "safe": "good",
    "cannot_work": "plain",
    "remote": "good",
    "working": "good",
    "at_desk": "dim",
    "absent": "dim",
    "not_on_shift": "dim",
}
WALL = (
    "remote",
    "working",
    "safe",
    "assembled",
    "cannot_work",
    "need_help",
    "out",
    "travelling",
    "away",
    "unheard",
    "at_desk",
    "absent",
)
"""The stages of the wall, from its first cell on: who is counted comes first."""

NEED_HELP, UNACCOUNTED = "NEED HELP", "UNACCOUNTED"
ROOMY = 40  # columns from which on a target tells its limit too
NOBODY = "Nobody has been sent to check in, and nobody has reported yet."
UNHEARD = "No head count has come to your roles yet."
"""For roles that lead no team: who was sent, and that a site closed, is nobody's news."""


def figures(team: TeamMusterView) -> str:
    """`210 of 400  52.5 %`, rounded down."""
    share = 1000 * team.counted // team.head if team.head else 0
    return f"{team.counted} of {team.head}  {share // 10}.{share % 10} %"


def heading(team: TeamMusterView, begins: StoryTime, place: int, places: int) -> Cells:
    """Who is counted, since when, and which of how many teams this is."""
    to = f" to {team.to}" if team.to else ""
    which = f"team {place} of {places}" if places > 1 else ""
    return (
        Cell(f"{team.team}{to}", "strong"),
        Cell(f"since {both_clocks(begins, team.alarm)}"),
        Cell(which, "dim"),
    )


def targets(team: TeamMusterView, now: int, width: int) -> list[Cells]:
    """Each target with its limit and what came of it; without targets when 50, 90 and 100 % were counted."""
    if team.targets:
        rows = [_target(target, now) for target in team.targets]
        return [row if width >= ROOMY else row[:-1] for row in rows]
    return [
        (Cell(f"{share:>3} %"), Cell("not yet" if second is None else f"after {span(second - team.alarm)}", "strong"))
        for share, second in team.reached
    ]


def _target(target: TargetView, now: int) -> Cells:
    share = Cell(f"{target.share * 100:g} %", "strong")
    limit = Cell(f"limit {span(target.limit)}", "dim")
    if target.took is not None:
        met = target.took <= target.limit
        return (
            share,
            Cell("MET" if met else "MISSED", "good" if met else "bad"),
            Cell(f"after {span(target.took)}"),
            limit,
        )
    if now > target.due:
        return share, Cell("MISSED", "bad"), Cell(f"{target.missing} more"), limit
    return share, Cell(f"{target.missing} more", "warn"), Cell(countdown(target.due, now)), limit


def stages(team: TeamMusterView) -> list[Cells]:
    """Every stage with its number, its sign on the wall and its words; then who is unaccounted for, and surplus."""
    found = [_stage(stage, number) for stage, number in team.stages]
    tone: Tone = "bad" if team.unaccounted else "good"
    found.append(
        (
            Cell(f"{team.unaccounted:>5}", tone),
            Cell("="),
            Cell(UNACCOUNTED if team.unaccounted else "all accounted for", tone),
        )
    )
    if team.surplus:
        found.append((Cell(f"{team.surplus:>5}", "warn"), Cell("+"), Cell("surplus", "warn")))
    return found


def _stage(stage: str, number: int) -> Cells:
    word = WORDS[stage].upper() if stage == "need_help" else WORDS[stage]
    return Cell(f"{number:>5}", "strong"), Cell(GLYPHS[stage], TONES[stage]), Cell(word, TONES[stage])


def wall(team: TeamMusterView, width: int, height: int) -> list[Cells]:
    """One cell for each of the head count, by stage; where they are more than cells, each stands for several."""
    numbers = dict(team.stages)
    total = sum(numbers.get(stage, 0) for stage in WALL)
    room = max(1, width * height)
    each = max(1, ceil(total / room))
    cells = [(stage, ceil(numbers[stage] / each)) for stage in WALL if numbers.get(stage)]
    while each > 1 and sum(number for _, number in cells) > room:  # every stage rounds up, so that none is lost
        each += 1
        cells = [(stage, ceil(numbers[stage] / each)) for stage in WALL if numbers.get(stage)]
    rows = list(_rows(cells, width))
    if each > 1:
        rows.append((Cell(f"one sign for {each} people", "dim"),))
    return rows


def _rows(cells: Sequence[tuple[str, int]], width: int) -> Iterator[Cells]:
    row: list[Cell] = []
    room = width
    for stage, number in cells:
        while number:
            here = min(number, room)
            row.append(Cell(GLYPHS[stage] * here, TONES[stage]))
            number, room = number - here, room - here
            if not room:
                yield tuple(row)
                row, room = [], width
    if row:
        yield tuple(row)


def missing_names(team: TeamMusterView, listed: Sequence[str]) -> list[str]:
    """Who is unaccounted for by name: out and not assembled, or on the list and not heard of."""
    known = {person.name: person for person in team.people}
    out = [person.name for person in team.people if person.status == "out"]
    silent = [name for name in listed if name not in known]
    return sorted({*out, *silent})


def who(
    team: TeamMusterView, listed: Sequence[str], width: int = 200, height: int = 100, *, lists: str = ""
) -> list[Cells]:
    """Who needs help, longest first, then who is unaccounted for, by name where there are names.

    In lines of so many columns; where there is no room for all of it one line each, and how many more there are.
    `lists`: how a list of names is taken here; nothing where it cannot be.
    """
    told = list(_who(team, listed, lists))
    rows = [row for said in told for row in said.rows(width)]
    if len(rows) <= height:
        return rows
    rows = [said.row() for said in told]
    more = len(rows) - height + 1
    return rows if more <= 1 else [*rows[: height - 1], (Cell(f"{more} more: F6", "bad"),)]


@dataclass(frozen=True, slots=True)
class _Said:
    """A word, and a text beside it."""

    word: str
    text: str
    tone: Tone
    of_text: Tone

    def rows(self, width: int) -> list[Cells]:
        """In as many lines as it takes."""
        lines = textwrap.wrap(self.text, max(20, width - len(UNACCOUNTED) - 2), break_on_hyphens=False)
        return [self.row(text, "" if place else self.word) for place, text in enumerate(lines)]

    def row(self, text: str | None = None, word: str | None = None) -> Cells:
        """In one line."""
        head = self.word if word is None else word
        body = self.text if text is None else text
        return Cell(f"{head:<{len(UNACCOUNTED)}}", self.tone), Cell(body, self.of_text)


def _who(team: TeamMusterView, listed: Sequence[str], lists: str) -> Iterator[_Said]:
    calling = sorted((each for each in team.people if each.status == "need_help"), key=lambda each: each.since)
    yield from (_Said(NEED_HELP, _calls(person), "bad", "bad") for person in calling)
    nameless = dict(team.stages).get("need_help", 0) - len(calling)
    if nameless > 0:
        yield _Said(NEED_HELP, f"{nameless} without a name", "bad", "bad")
    names = missing_names(team, listed)
    if names:
        rest = team.unaccounted - len(names)
        more = f" and {rest} without a name" if rest > 0 else ""
        yield _Said(UNACCOUNTED, ", ".join(line(name) for name in names) + more, "warn", "plain")
    elif team.unaccounted:
        yield _Said(UNACCOUNTED, f"{team.unaccounted}{lists and f'; {lists}'}", "warn", "dim")


def _calls(person: PersonView) -> str:
    where = f" at {person.site}" if person.site else ""
    why = f": {line(person.reason)}" if person.reason else ""
    return f"{line(person.name)}{where} since {clock(person.since)}{why}"


def needs_help(report: ReportView) -> str:
    """Who called for help, in one line."""
    who = line(report.name) if report.name is not None else f"{report.count} people"
    where = f" at {report.site}" if report.site else ""
    why = f": {line(report.reason)}" if report.reason else ""
    return f"{who} of {report.team}{where}{why}"


def names_page(name: str, team: TeamMusterView | None, listed: Sequence[str]) -> list[Paragraph]:
    """Everybody who needs help or is unaccounted for, and where those are who reported by name."""
    if team is None:
        return [Paragraph(name, "title"), Paragraph(NOBODY)]
    words = [Paragraph(f"{name}: {team.unaccounted} unaccounted for", "title")]
    for person in team.people:
        if person.status == "need_help":
            words.append(Paragraph(f"{NEED_HELP}  {_calls(person)}", "item", "bad"))
    missing = missing_names(team, listed)
    words.append(Paragraph(f"Unaccounted for, by name ({len(missing)})", "heading"))
    words += [Paragraph(line(each), "item", "warn") for each in missing] or [
        Paragraph("No names known.", "item", "dim")
    ]
    words.append(Paragraph(f"Reported by name ({len(team.people)})", "heading"))
    words += [Paragraph(_reported(person), "item") for person in team.people]
    return words


def _reported(person: PersonView) -> str:
    where = f" at {person.site}" if person.site else ""
    why = f": {line(person.reason)}" if person.reason else ""
    return f"{line(person.name)}  {person.status.replace('_', ' ')}{where} since {clock(person.since)}{why}"
