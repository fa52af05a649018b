"""The whiteboard: what we know, what we do not, what we assume, what we do about it; and the forms that write on it."""

from drillsim.analysis.written import TITLES as TITLES
from drillsim.model.spelling import StoryTime
from drillsim.present import rows
from drillsim.present.forms import Field, Form, Pick, Values, Words, acting, needed, role_pick, text_of
from drillsim.present.keys import GO_TO, Key
from drillsim.present.words import both_clocks, clock, line
from drillsim.record import commands as c
from drillsim.record import written as w
from drillsim.session.view import BoardLine

_EMPTY: dict[w.Column, str] = {
    "facts": "Nothing that we are sure of yet.",
    "unknown": "Nothing asked yet.",
    "assumed": "Nothing assumed.",
    "actions": "Nobody is doing anything yet.",
}

KEYS = (
    Key("a", "add", "Write a line into the column in focus"),
    Key("enter", "open", "Change the line under the cursor", in_palette=False),
    Key("x", "strike", "Take the line under the cursor away"),
    Key("f", "move_to_facts", "We know it now: move the line under the cursor to the facts"),
    Key("1", "focus_column('facts')", "Go to the facts"),
    Key("2", "focus_column('unknown')", "Go to the unknown"),
    Key("3", "focus_column('assumed')", "Go to the assumed"),
    Key("4", "focus_column('actions')", "Go to the actions"),
    Key("W", "close", "Back to the screen before"),
    Key("f9", "app.real_emergency", "REAL EMERGENCY (No Duff): everything stops at once"),
    GO_TO,
    Key("f1", "help", "Help"),
    Key("ctrl+p", "command_palette", "Every action by its name", in_palette=False),
)
"""Of the whiteboard's screen, in the order in which help tells them."""

BAR = (
    ("F1", "help", "help"),
    ("a", "add", "add"),
    ("enter", "change", "change"),
    ("x", "strike", "strike"),
    ("f", "is a fact", "move_to_facts"),
    ("tab", "next column", "app.focus_next"),
    ("W", "back", "close"),
)
"""What its key bar says."""

HELP = (
    "Everybody at the exercise sees the whiteboard and may write on it; so does the screen for the room.",
    "Lines are numbered over all four columns, so that people can say “three is a fact now”.",
    "What was struck or changed stays on the record as it was said.",
)
"""What to know about it."""


def column(board: tuple[BoardLine, ...], which: w.Column) -> rows.Table:
    """The lines of one column, with their numbers on the whole board, who wrote them and when."""
    found = tuple(_row(number, each) for number, each in enumerate(board, 1) if each.column == which)
    title = f"{TITLES[which]}: {len(found)}" if found else TITLES[which]
    columns = (rows.Column(3, right=True), rows.Column(), rows.Column(20, needs=50, right=True))
    return rows.Table(title, columns, found, "a add  enter change  x strike  f is a fact", _EMPTY[which])


def _row(number: int, each: BoardLine) -> rows.Row:
    said = f"{each.by} {clock(each.at)}"
    cells = (rows.Cell(str(number), "dim"), rows.Cell(line(each.text)), rows.Cell(said, "dim"))
    return rows.Row(str(each.seq), cells)


def new_line(writers: tuple[str, ...], which: w.Column) -> Form:
    """Writes a line."""

    def make(values: Values) -> c.Command:
        return w.Whiteboard(acting(values, writers), _column_of(values), needed(values, "text", "what it says"))

    fields: tuple[Field, ...] = (Words("text", "Line"), _pick(which), *role_pick(writers))
    return Form(f"whiteboard:{which}", "Whiteboard", "Everybody sees it.", fields, "Write", make, quick=True)


def changed_line(writers: tuple[str, ...], board_line: BoardLine, begins: StoryTime) -> Form:
    """Says a line otherwise, or puts it into another column."""

    def make(values: Values) -> c.Command:
        text = needed(values, "text", "what it says; x strikes a line")
        return w.Whiteboard(acting(values, writers), _column_of(values), text, board_line.seq)

    fields: tuple[Field, ...] = (
        Words("text", "Line", line(board_line.text)),
        _pick(board_line.column),
        *role_pick(writers),
    )
    intro = f"Written by {board_line.by} at {both_clocks(begins, board_line.at)}."
    return Form(f"whiteboard:{board_line.seq}", "Whiteboard", intro, fields, "Change", make, quick=True)


def struck(writer: str, board_line: BoardLine) -> w.Whiteboard:
    """Takes a line away."""
    return w.Whiteboard(writer, board_line.column, "", board_line.seq)


def known_now(writer: str, board_line: BoardLine) -> w.Whiteboard:
    """What was unknown, assumed or being done is a fact now."""
    return w.Whiteboard(writer, "facts", board_line.text, board_line.seq)


def _pick(which: w.Column) -> Pick:
    return Pick("column", "Column", tuple(TITLES.items()), which)


def _column_of(values: Values) -> w.Column:
    return next(which for which in TITLES if which == text_of(values, "column"))


def whole(board: tuple[BoardLine, ...]) -> rows.Table:
    """All four columns in one list, for a screen that has other things to show too."""
    found = tuple(
        rows.Row(
            str(each.seq), (rows.Cell(str(number), "dim"), rows.Cell(which.upper(), "dim"), rows.Cell(line(each.text)))
        )
        for which in TITLES
        for number, each in enumerate(board, 1)
        if each.column == which
    )
    columns = (rows.Column(3, right=True), rows.Column(7), rows.Column())
    return rows.Table("Whiteboard", columns, found, "", "Nothing is on the whiteboard.")
