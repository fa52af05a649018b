"""Who is on duty in each role, and who plays it at this exercise."""

from drillsim.present.rows import Cell, Column, Row, Table, Tone
from drillsim.present.words import line
from drillsim.session.view import RoleView, View

WORDS: dict[str, tuple[str, Tone]] = {
    "here": ("YOU", "good"),
    "elsewhere": ("PERSON", "plain"),
    "stand_in": ("STAND-IN", "dim"),
    "script": ("SCRIPT", "dim"),
    "nobody": ("EMPTY", "warn"),
}
"""Who plays a role -> what the list says."""

COLUMNS = (Column(8), Column(16), Column())


def duty(view: View) -> Table:
    """The client's own roles first, in the order of the plan."""
    rows = tuple(row(role) for role in sorted(view.duty, key=lambda role: not role.mine))
    uncovered = sum(role.person is None for role in view.duty)
    title = f"On duty: {uncovered} uncovered" if uncovered else "On duty"
    return Table(title, COLUMNS, rows, "", "The plan has no roles.", "bad" if uncovered else "plain")


def row(role: RoleView) -> Row:
    """One role."""
    word, tone = WORDS["elsewhere" if role.player == "here" and not role.mine else role.player]
    person = Cell("NOBODY: uncovered", "bad") if role.person is None else Cell(line(role.person))
    return Row(role.id, (Cell(word, tone), Cell(role.id), person))
