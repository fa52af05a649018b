"""Help: every key, those of the panel in focus first, and the words that the screen uses."""

from collections.abc import Sequence

from drillsim.present.keys import Key, named
from drillsim.present.paragraphs import Paragraph

PANELS = {
    "inbox": "Inbox: what has been told to your roles. Open it, acknowledge it, then decide or hand it over.",
    "tasks": "What I can do now: the tasks of your roles, what the plan asks for first. Start them, say when done.",
    "messages": "Messages: prepared texts. Fill in the blanks, choose channels, send; approve what waits for you.",
    "due": "What is due: every clock that runs for your roles, the next first. Enter sees to it.",
    "duty": "On duty: who holds each role. YOU are played here; a STAND-IN follows the plan and is simulated.",
    "timeline": "Timeline: what came, what you did, what was out, on the clock of the exercise.",
    "queues": "Customers: who waits and how long, who abandoned, the queue over time, what the last step changed.",
    "log": "Team log: what your roles learned and did, and what others did for them. All of it is on the record.",
}
"""Panel -> what it is for."""

START = "The story, the ground rules, and who plays which role. Nothing happens before StartEx."
CLOSES = Paragraph("escape closes this.", tone="dim")

PLACES = {"inbox": "inbox", "tasks": "tasks", "messages": "messages"}

WORDS = (
    ("RTO", "within this time a function is back at its agreed minimum level (MBCO) after it went out"),
    ("OUT", "below that minimum, and not put aside on purpose"),
    ("ASIDE", "put aside on purpose; that is no outage while it lasts no longer than the plan allows"),
    ("SAID", "it was said to start at a time to come"),
    ("PERIOD", "what a playbook that runs says about the hours that it is now"),
    ("CAN", "the task can be tried now; whether what it needs works, you find out"),
    ("WAITS", "it comes after other tasks, which are named"),
    ("READY", "your roles have not sent this message; whether others have, ask them"),
    ("ABANDONED", "customers who gave up waiting; who calls again counts again"),
    ("80% in 20s", "the service level so far: of all who came, so many were answered within that time"),
    ("STAND-IN", "nobody plays this role; it follows the plan, and what it does is marked as simulated"),
)


def page(title: str, sentences: Sequence[str], keys: Sequence[Key]) -> list[Paragraph]:
    """Help for a screen of its own: what to know about it, and its keys."""
    told = (Paragraph(text, "item") for text in sentences)
    return [Paragraph(title, "title"), *told, *_rows(keys), CLOSES]


def help_for(panel: str, keys: Sequence[Key]) -> list[Paragraph]:
    """What to read when F1 is pressed in a panel of a screen with these keys."""
    found = [Paragraph("Help", "title")]
    if panel in PANELS:
        found.append(Paragraph(PANELS[panel], tone="strong"))
    here = PLACES.get(panel)
    found += key_rows(sorted(keys, key=lambda key: key.place != here))
    found.append(Paragraph("page up and page down scroll a dialog whose text is longer than it.", "item"))
    found.append(Paragraph("Words", "heading"))
    found += [Paragraph(f"{word}: {meaning}.", "item") for word, meaning in WORDS]
    return [*found, CLOSES]


def start_help(keys: Sequence[Key], then: Sequence[Key]) -> list[Paragraph]:
    """Before StartEx, alone: the keys of this screen, then what the next one is like, whose keys are `then`."""
    first = [Paragraph("Help", "title"), Paragraph(START, tone="strong"), *key_rows(keys)]
    return [*first, Paragraph("Once the exercise has begun", "heading"), *help_for("", then)[1:]]


def screen_help(keys: Sequence[Key], about: str = "") -> list[Paragraph]:
    """What to read on a screen without panels: what it is for, and its keys."""
    told = [Paragraph(about, tone="strong")] if about else []
    return [Paragraph("Help", "title"), *told, *_rows(keys), CLOSES]


def key_rows(keys: Sequence[Key]) -> list[Paragraph]:
    """Every key of a screen, and how to get about."""
    return [
        *_rows(keys),
        Paragraph("tab and shift+tab go from panel to panel, the arrow keys from row to row.", "item"),
    ]


def _rows(keys: Sequence[Key]) -> list[Paragraph]:
    return [Paragraph("Keys", "heading"), *(Paragraph(_key(key), "item") for key in keys)]


def _key(key: Key) -> str:
    place = "" if key.place == "everywhere" else f" (in the {key.place})"
    return f"{named(key):<6} {key.does}{place}"
