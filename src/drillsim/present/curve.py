"""The check-in curve: how many of the head count by when, as an area, with the marks that matter."""

from bisect import bisect_left, bisect_right

from drillsim.present.muster import Cells
from drillsim.present.rows import Cell
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
    limits: dict[int, list[int]] = {}
    for target in team.targets:
        if target.limit <= seconds:
            row = min(rows - 1, int(target.share * rows)) if target.share < 1 else rows
            limits.setdefault(row, []).append(_column(target.limit, seconds, columns))
    lines = {min(rows - 1, share * rows // 100): share for share in LINES} | {rows: 100}
    drawn: list[Cells] = []
    for row in range(rows, -1, -1):
        label = f"{lines[row]:>3}%" if row in lines else " " * (LABEL - 1)
        cells = _row(row, heights, columns, is_line=row in lines)
        drawn.append((Cell(f"{label}|", "dim"), *_marked(cells, sorted(limits.get(row, ())))))
    drawn.append((Cell(" " * LABEL + _scale(team.alarm, seconds, columns), "dim"),))
    return drawn


def _heights(team: TeamMusterView, now: int, seconds: int, columns: int, full: int) -> list[int]:
    """Eighths of a row in each column up to now: they never fall."""
    steps = [second for second, _ in team.curve]
    found = []
    for column in range(_column(now - team.alarm, seconds, columns) + 1):
        place = bisect_right(steps, team.alarm + (column + 1) * seconds // columns)
        total = team.curve[place - 1][1] if place else 0
        found.append(total * full // team.head if team.head else 0)
    return found


def _row(row: int, heights: list[int], columns: int, *, is_line: bool) -> list[Cell]:
    """What is not reached yet, then the area from where it begins to rise into this row, then what is to come."""
    empty = ("- " if is_line else "  ") * (columns // 2 + 1)
    begins, full = bisect_right(heights, row * 8), bisect_left(heights, row * 8 + 8)
    area = "".join(EIGHTHS[eighths - row * 8] for eighths in heights[begins:full]) + EIGHTHS[8] * (len(heights) - full)
    cells = (Cell(empty[:begins], "dim"), Cell(area, "good"), Cell(empty[begins + len(area) : columns], "dim"))
    return [cell for cell in cells if cell.text]


def _marked(cells: list[Cell], limits: list[int]) -> list[Cell]:
    """The same with an X at each limit."""
    found: list[Cell] = []
    at = 0
    for cell in cells:
        rest, begins = cell.text, at
        for limit in limits:
            if begins <= limit < at + len(cell.text):
                found += [Cell(rest[: limit - begins], cell.tone), Cell("X", "strong")]
                rest, begins = rest[limit - begins + 1 :], limit + 1
        found.append(Cell(rest, cell.tone))
        at += len(cell.text)
    return [cell for cell in found if cell.text]


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
