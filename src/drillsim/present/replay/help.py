"""Help for a replay: its keys, and the words that it uses."""

from collections.abc import Sequence

from drillsim.present.help import CLOSES, key_rows
from drillsim.present.keys import Key
from drillsim.present.paragraphs import Paragraph
from drillsim.present.replay.scrubber import LEGEND

PANELS = {
    "events": "Events: what happened, up to the row that says now, and what is still to come. Enter shows one in full.",
    "injects": "Injects: of the facilitator's view the MSEL as it stood then, of a role's what it had been told.",
    "tasks": "Tasks: what ran, what could be started, what was done by then.",
    "grounds": "Sites and systems: what did not work, and how many people were where.",
    "duty": "On duty: who held each role then, and who played it.",
    "timeline": "Timeline: what came, what the roles did, what was out, up to then.",
    "queues": "Customers: who waited then, who had abandoned, the queue up to then.",
}
"""Panel -> what it is for."""

WORDS = (
    ("▼", "where you are; a click on the scrubber goes there"),
    ("verified", "the record is as it was written"),
    ("NOT AS WRITTEN", "somebody changed the record; drillsim record verify tells where"),
    ("STILL BEING WRITTEN", "the drill goes on; at the end the replay follows it"),
    ("BROKEN OFF", "the record ends without EndEx, and nobody writes it"),
    ("CUT OFF", "the site is open, but something that it needs is not there"),
)


def replay_help(panel: str, keys: Sequence[Key]) -> list[Paragraph]:
    """What to read when F1 is pressed in a panel of a replay, which has these keys."""
    first = [Paragraph(PANELS[panel], tone="strong")] if panel in PANELS else []
    words = [Paragraph(f"{word}: {meaning}.", "item") for word, meaning in WORDS]
    return [
        Paragraph("Help", "title"),
        *first,
        Paragraph("Nothing here changes the record.", tone="dim"),
        *key_rows(keys),
        Paragraph("Words", "heading"),
        Paragraph(f"The scrubber: {LEGEND}.", "item"),
        *words,
        CLOSES,
    ]
