"""Help at the evaluator's place and in the hot wash: the keys of the panel in focus first, then the words."""

from collections.abc import Sequence

from drillsim.analysis.ratings import RATINGS
from drillsim.present.keys import Key, named
from drillsim.present.paragraphs import Paragraph

PANELS = {
    "objectives": "Objectives: what was measured so far, what that would be rated, your rating. enter shows facts.",
    "expected": "Expected: what injects and playbooks called for. Words only people can judge: seen, not seen, later.",
    "notes": "Notes: what was seen, at the time it was seen. Written later, it says so. enter corrects or takes back.",
    "injects": "Injects: the MSEL, injects to come included. enter shows one, with the author's note for evaluators.",
    "log": "Log: everything that happened, in order.",
    "said": "What was said of this topic, by roles. No fault: what happened and why, not who.",
    "facts": "Facts: what was measured. The proposal follows from it; people rate. = shows what it rests on.",
    "actions": "Actions: what will be done. Without owner, element and due date the report stays a draft.",
}
"""Panel -> what it is for."""

WORDS = (
    *((letter, words) for letter, words in RATINGS.items()),
    ("so far", "the exercise goes on: what is open may still be done, what is overdue counts as late"),
    ("proposed", "what the measures would be rated, never above the evidence; it is no rating"),
    ("mine", "your rating; a later one replaces it, the record keeps both"),
    ("written", "when a note was written, where that is later than what it tells was seen"),
    ("DRAFT", "an action lacks its owner, its element or its due date, or nobody has validated the report"),
)


def evaluation_help(panel: str, keys: Sequence[Key]) -> list[Paragraph]:
    """What to read when F1 is pressed at the evaluator's place or in the hot wash, whose keys these are."""
    found = [Paragraph("Help", "title")]
    if panel in PANELS:
        found.append(Paragraph(PANELS[panel], tone="strong"))
    found.append(Paragraph("Keys", "heading"))
    found += [Paragraph(_key(key), "item") for key in sorted(keys, key=lambda key: key.place != panel)]
    found.append(Paragraph("tab and shift+tab go from panel to panel, up and down from row to row.", "item"))
    found.append(Paragraph("Words", "heading"))
    found += [Paragraph(f"{word}: {meaning}.", "item") for word, meaning in WORDS]
    return [*found, Paragraph("escape closes this.", tone="dim")]


def _key(key: Key) -> str:
    place = "" if key.place == "everywhere" else f" (in the panel {key.place})"
    return f"{named(key):<6} {key.does}{place}"
