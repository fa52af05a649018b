"""Help for the facilitator: the keys of the panel in focus first, and the words that the console uses."""

from collections.abc import Sequence

from drillsim.present.keys import Key, named
from drillsim.present.paragraphs import Paragraph

PANELS = {
    "injects": "Injects: the MSEL. What wants your hand is on top; FITS marks what could bring play back.",
    "expected": "Expected: what injects and playbooks called for. Words only you can judge: seen, not seen, later.",
    "coverage": "Coverage: what nobody has observed or touched yet, who is due news, whom injects keep busy.",
    "here": "Here: who holds each role in the story, and who plays it. A place may change hands at any time.",
    "timeline": "Timeline: what came, what the roles did, what was out, on the clock of the exercise.",
    "queues": "Customers: who waits and how long, who abandoned, the queue over time, what the last step changed.",
    "log": "Log: everything that happened, in order. All of it is on the record.",
}
"""Panel -> what it is for."""

WORDS = (
    ("DUE", "its time or its conditions have come; you release it"),
    ("OUT", "released; not everybody who was told has acknowledged it"),
    ("ACK", "acknowledged by everybody who plays a role that was told"),
    ("DONE", "all that it expects is settled; where it expects nothing, somebody has answered"),
    ("ARMED", "it comes once its conditions hold"),
    ("HELD", "it comes only if you release it; also where its conditions can hold no more"),
    ("PUT OFF", "you moved it to another time"),
    ("FITS", "something expected is overdue, and this inject is in reserve for that"),
    (
        "LOAD",
        "how many injects a role was told in the last quarter of an hour, at Here too: “told 2 in 15m”; 5 are many",
    ),
    ("UNTOUCHED", "nobody has started this task"),
    ("EMPTY", "the role is left empty on purpose; nobody acts for it, no stand-in either"),
    ("No Duff", "this is real: say it, or press F9, and the exercise stops for everybody"),
)


LOBBY_PANELS = {
    "told": "Briefing: the story, the objectives and the ground rules. Read it out; the arrow keys scroll it.",
    "places": "Role check-in: who plays each role, and whether they are here and briefed. Nobody acts for who is not.",
    "shift": "On shift now: ask whoever sees the floor how many are there; head counts go by it. Enter changes one.",
}
"""Panel of the lobby -> what it is for."""


def console_help(panel: str, keys: Sequence[Key]) -> list[Paragraph]:
    """What to read when F1 is pressed in a panel of the console, which has these keys."""
    first = [Paragraph(PANELS[panel], tone="strong")] if panel in PANELS else []
    keys = sorted(keys, key=lambda key: key.place != panel)
    return [Paragraph("Help", "title"), *first, *_keys(keys), *_words()]


def lobby_help(panel: str, keys: Sequence[Key]) -> list[Paragraph]:
    """What to read when F1 is pressed in a panel of the lobby, which has these keys."""
    first = [Paragraph(LOBBY_PANELS[panel], tone="strong")] if panel in LOBBY_PANELS else []
    return [Paragraph("Help", "title"), *first, *_keys(keys), *_words()]


def _keys(keys: Sequence[Key]) -> list[Paragraph]:
    found = [Paragraph("Keys", "heading")]
    found += [Paragraph(f"{named(key):<6} {key.does}{_place(key)}", "item") for key in keys]
    found.append(Paragraph("tab and shift+tab go from panel to panel, the arrow keys from row to row.", "item"))
    return found


def _place(key: Key) -> str:
    return "" if key.place == "everywhere" else f" (in the panel {key.place})"


def _words() -> list[Paragraph]:
    found = [Paragraph("Words", "heading")]
    found += [Paragraph(f"{word}: {meaning}.", "item") for word, meaning in WORDS]
    return [*found, Paragraph("escape closes this.", tone="dim")]
