"""The reach test before StartEx: whom to call, by which numbers, who answered and how soon."""

from collections.abc import Mapping

from drillsim.model.telephones import Contact
from drillsim.present.console.places import NO_NAMES, is_person, playing
from drillsim.present.keys import GO_TO, Key
from drillsim.present.rows import Cell, Column, Row, Table, Tone
from drillsim.present.words import line
from drillsim.record.running import Reached
from drillsim.session.pacing import SECOND
from drillsim.session.view import LobbyRow

WORDS: dict[Reached | None, tuple[str, Tone]] = {
    None: ("NOT CALLED", "dim"),
    "called": ("RINGING", "warn"),
    "answered": ("ANSWERED", "good"),
    "voicemail": ("VOICEMAIL", "warn"),
    "no_answer": ("NO ANSWER", "bad"),
}
"""How a call went -> what the list says."""

KEYS = (
    Key("c", "reach('called')", "You are calling now: the time runs"),
    Key("a", "reach('answered')", "Answered"),
    Key("v", "reach('voicemail')", "Voicemail"),
    Key("n", "reach('no_answer')", "No answer"),
    Key("u", "alternate", "Use the alternate: the role goes to the next of them, whom you call then"),
    Key("e", "close", "Back to the lobby"),
    Key("f9", "app.real_emergency", "REAL EMERGENCY (No Duff): everything stops at once"),
    GO_TO,
    Key("f1", "help", "Help"),
    Key("ctrl+p", "command_palette", "Every action by its name", in_palette=False),
)
"""Of the reach test."""

BAR = (
    ("F1", "help", "help"),
    ("c", "called", "reach('called')"),
    ("a", "answered", "reach('answered')"),
    ("v", "voicemail", "reach('voicemail')"),
    ("n", "no answer", "reach('no_answer')"),
    ("u", "alternate", "alternate"),
    ("e", "back", "close"),
)
"""What its key bar says."""

HELP = (
    "Call whoever is to play each role, by the numbers that the plan gives, before the exercise begins.",
    "Press c when it rings, then a, v or n: the record keeps how each call went and how long it took, by role.",
    "The numbers come from the plan's contacts_file. They are on this screen and nowhere else: not on the record.",
)
"""What to know about it."""

NO_LIST = "No telephone list here: drillsim run reads the plan's contacts_file, where there is one."


def reach(rows: tuple[LobbyRow, ...], contacts: Mapping[str, Contact], wall_ns: int) -> Table:
    """Every role that a person is to play, with the numbers; `wall_ns` is the host's wall clock now."""
    people = [row for row in rows if is_person(row.player)]
    answered = sum(row.reached == "answered" for row in people)
    title = f"Reach test: {answered} of {len(people)} answered"
    found = tuple(_row(row, contacts.get(playing(row)), wall_ns) for row in rows)
    columns = (Column(10), Column(5, right=True), Column(15), Column(18), Column())
    keys = "c called  a answered  v voicemail  n no answer  u alternate"
    return Table(title, columns, found, keys, "The plan has no roles.", "good" if answered == len(people) else "plain")


def _row(row: LobbyRow, contact: Contact | None, wall_ns: int) -> Row:
    if not is_person(row.player):
        cells = (Cell("-", "dim"), Cell(""), Cell(row.role), Cell(NO_NAMES[row.player], "dim"), Cell(""))
        return Row(row.role, cells)
    number = line(contact.numbers[0]) if contact is not None and contact.numbers else ""
    cells = (
        Cell(*WORDS[row.reached]),
        Cell(_time(row, wall_ns), "dim"),
        Cell(row.role),
        Cell(line(playing(row)), "strong"),
        Cell(number or "no number in the list", "plain" if number else "dim"),
    )
    return Row(row.role, cells, "" if contact is None else _more(contact))


def _time(row: LobbyRow, wall_ns: int) -> str:
    """How long it took, or how long it rings by now."""
    if row.reached == "called" and row.called_wall_ns is not None:
        return _minutes(max(0, wall_ns - row.called_wall_ns) // SECOND)
    return "" if row.reach_seconds is None else _minutes(row.reach_seconds)


def _minutes(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}:{rest:02}"


def _more(contact: Contact) -> str:
    words = (
        *(("or ", number) for number in contact.numbers[1:]),
        ("prefers ", contact.prefers),
        ("then ", contact.escalation),
        ("", contact.email),
    )
    return " | ".join(f"{before}{line(text)}" for before, text in words if text)
