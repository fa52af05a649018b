"""Who is here: every role, who holds it in the story and who plays it, before StartEx and while it is played."""

from drillsim.engine import NOBODY, SCRIPT, STAND_IN
from drillsim.present.console.shift import not_asked
from drillsim.present.duty import WORDS
from drillsim.present.rows import Cell, Column, Row, Table, Tone
from drillsim.present.words import line, plural
from drillsim.session.console import ConsoleView, PlaceRow
from drillsim.session.view import LobbyRow, ShiftRow

COLUMNS = (Column(8), Column(16), Column(22, needs=50), Column())

NO_NAMES = {STAND_IN: "stand-in", SCRIPT: "script", NOBODY: "left empty on purpose"}
"""Players who are no person -> how they are named."""


UNNAMED = "player"
"""Who plays a role that a drill gives to no one by name: somebody at the table."""


def here(console: ConsoleView) -> Table:
    """While it is played: how many persons, who they are, what they have not read."""
    people = [place for place in console.places if place.player in ("here", "elsewhere")]
    away = sum(not place.is_here for place in people)
    uncovered = sum(place.holder is None for place in console.places)
    title = f"Here: {len(people) - away} of {plural(len(people), 'player')}"
    if others := len(console.places) - len(people):
        title += f", {plural(others, 'role')} without"
    if uncovered:
        title += f", {uncovered} uncovered"
    rows = tuple(_place(place) for place in console.places)
    return Table(title, COLUMNS, rows, "enter give to  H here  t stand-in", tone="bad" if uncovered else "plain")


def _place(place: PlaceRow) -> Row:
    word: tuple[str, Tone] = WORDS[place.player]
    if place.player in ("here", "elsewhere"):
        word = ("HERE", "good") if place.is_here else ("NOT HERE", "warn")
    holder = Cell("nobody", "bad") if place.holder is None else Cell(line(place.holder))
    named = place.player_name not in (*NO_NAMES, UNNAMED, place.holder)
    notes = ["UNCOVERED" if place.holder is None else ""]
    notes += [f"played by {line(place.player_name)}" if named else ""]
    notes += [f"{place.unread} unread" if place.unread else "", f"told {place.load} in 15m" if place.load else ""]
    note = ", ".join(each for each in notes if each)
    return Row(place.role, (Cell(*word), Cell(place.role), holder, Cell(note, "dim")))


def is_person(player: str) -> bool:
    """Whether a player is somebody who sits at this exercise."""
    return player not in NO_NAMES


def lobby(rows: tuple[LobbyRow, ...]) -> Table:
    """Before StartEx: the role check-in."""
    away = missing(rows)
    title = f"Role check-in: {plural(len(away), 'player')} not here yet" if away else "Role check-in: all here"
    found = tuple(_checked_in(row) for row in rows)
    keys = "enter here  t stand-in  a alternate  o empty"
    return Table(title, COLUMNS, found, keys, "The plan has no roles.", "warn" if away else "good")


def _checked_in(row: LobbyRow) -> Row:
    others = [name for name in (row.holder, *row.alternates) if name not in (row.player, playing(row))]
    alternates = f"or {', '.join(line(name) for name in others)}" if others else "no alternate"
    if not is_person(row.player):
        word: tuple[str, Tone] = ("EMPTY", "warn") if row.player == NOBODY else ("-", "dim")
        cells = (Cell(*word), Cell(row.role), Cell(NO_NAMES[row.player], word[1]), Cell(alternates, "dim"))
    else:
        word = ("HERE", "good") if row.is_here else ("NOT HERE", "warn")
        cells = (Cell(*word), Cell(row.role), Cell(line(playing(row))), Cell(alternates, "dim"))
    return Row(row.role, cells)


def playing(row: LobbyRow) -> str:
    """Who plays it; somebody who has no name here is the one who holds the role."""
    return row.holder if row.player == UNNAMED else row.player


def missing(rows: tuple[LobbyRow, ...]) -> tuple[str, ...]:
    """The roles that a person is to play who has not checked in."""
    return tuple(row.role for row in rows if is_person(row.player) and not row.is_here)


def next_player(row: LobbyRow) -> str | None:
    """The next of a role's alternates, after the last its holder; the holder first where no person plays it.

    None where the plan names nobody else.
    """
    names = (row.holder, *row.alternates)
    if not is_person(row.player):
        return row.holder
    if len(names) == 1:
        return None
    at = names.index(row.player) if row.player in names else 0
    return names[(at + 1) % len(names)]


def empty(rows: tuple[LobbyRow, ...]) -> tuple[str, ...]:
    """The roles that are left empty on purpose."""
    return tuple(row.role for row in rows if row.player == NOBODY)


def start_words(
    rows: tuple[LobbyRow, ...],
    on_shift: tuple[ShiftRow, ...],
    *,
    stops_to_talk: bool,
    timed: bool,
    jump: str,
) -> tuple[Cell, ...]:
    """What is asked once before StartEx: how the clock goes, who is missing, who is played by nobody.

    Where people are `timed`, also how many are on shift, if nobody asked: they are measured against it.
    """
    clock = f"the story's clock stands while you talk: {jump} goes on" if stops_to_talk else "the clock runs"
    parts = [Cell(f"The exercise begins now, for everybody, and {clock}.", "strong")]
    if away := missing(rows):
        parts.append(Cell(f"Not here: {', '.join(away)}. Nobody acts for them until they come.", "warn"))
    if nobody := empty(rows):
        parts.append(Cell(f"Left empty on purpose: {', '.join(nobody)}."))
    stood_in = [row.role for row in rows if row.player == STAND_IN]
    if stood_in:
        parts.append(Cell(f"Played by stand-ins, which is marked as simulated: {', '.join(stood_in)}."))
    if timed and (shift := not_asked(on_shift)) is not None:
        parts.append(shift)
    return tuple(parts)
