"""The check-in curve: how many of the head count by when, as an area, with the marks that matter."""

from bisect import bisect_right

from drillsim.present.muster import Cells
from drillsim.present.rows import Cell, Tone
from drillsim.present.words import clock
from drillsim.session.muster_view import TeamMusterView

LABEL = 5  # columns before the area
EIGHTHS = " ▁▂▃▄▅▆▇█"
LINES = (50, 90)
"""Per cent at which a line goes across; the top is 100."""
AHEAD = 4
"""A limit is in the picture once this many times the time since the alarm reaches it."""
SHORTEST = 600  # seconds that the curve shows at least


def shown_seconds(team: TeamMusterView, now: int) -> int:
    """How long the curve is: to now and a little on, and to the next limits, where they are not far."""
    passed = max(SHORTEST, now - team.alarm)
    limits = [target.limit for target in team.targets if target.limit <= AHEAD * passed]
    return max([passed + passed // 10, *(limit + limit // 20 for limit in limits)])


def curve(team: TeamMusterView, now: int, width: int, height: int) -> list[Cells]:
    """From the top: 100 %, the area, the scale. `X` stands at a limit, at the share that it is of."""
    columns, rows = max(8, width - LABEL - 1), max(2, height - 2)
    seconds = shown_seconds(team, now)
    heights = _heights(team, now, seconds, columns, rows * 8)
    limits = {
        (min(rows - 1, int(target.share * rows)) if target.share < 1 else rows, _column(target.limit, seconds, columns))
        for target in team.targets
        if target.limit <= seconds
    }
    lines = {min(rows - 1, share * rows // 100): share for share in LINES} | {rows: 100}
    drawn: list[Cells] = []
    for row in range(rows, -1, -1):
        label = f"{lines[row]:>3}%" if row in lines else " " * (LABEL - 1)
        drawn.append((Cell(f"{label}|", "dim"), *_row(row, heights, lines, limits)))
    drawn.append((Cell(" " * LABEL + _scale(team.alarm, seconds, columns), "dim"),))
    return drawn


def _heights(team: TeamMusterView, now: int, seconds: int, columns: int, full: int) -> list[int]:
    """Eighths of a row in each column, up to now; -1 behind it."""
    steps = [second for second, _ in team.curve]
    found = []
    here = _column(now - team.alarm, seconds, columns)
    for column in range(columns):
        second = team.alarm + (column + 1) * seconds // columns
        place = bisect_right(steps, second)
        total = team.curve[place - 1][1] if place else 0
        found.append(-1 if column > here else total * full // team.head if team.head else 0)
    return found


def _row(row: int, heights: list[int], lines: dict[int, int], limits: set[tuple[int, int]]) -> list[Cell]:
    cells: list[Cell] = []
    for column, eighths in enumerate(heights):
        sign, tone = _sign(row, column, eighths, lines, limits)
        if cells and cells[-1].tone == tone:
            cells[-1] = Cell(cells[-1].text + sign, tone)
        else:
            cells.append(Cell(sign, tone))
    return cells


def _sign(row: int, column: int, eighths: int, lines: dict[int, int], limits: set[tuple[int, int]]) -> tuple[str, Tone]:
    if (row, column) in limits:
        return "X", "strong"
    filled = max(0, min(8, eighths - row * 8))
    if filled:
        return EIGHTHS[filled], "good"
    return ("-", "dim") if row in lines and column % 2 == 0 else (" ", "dim")


def _column(passed: int, seconds: int, columns: int) -> int:
    return min(columns - 1, passed * columns // seconds)


def _scale(alarm: int, seconds: int, columns: int) -> str:
    parts = 4 if columns >= 40 else 2
    cells = [" "] * columns
    for part in range(parts):
        for index, sign in enumerate(clock(alarm + seconds * part // parts)):
            place = columns * part // parts + index
            if place < columns:
                cells[place] = sign
    return "".join(cells)
