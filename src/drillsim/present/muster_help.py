"""Help on the muster board: what may be typed, what the signs mean, and how something is put right."""

from collections.abc import Sequence

from drillsim.present.help import CLOSES
from drillsim.present.keys import Key, named
from drillsim.present.muster import GLYPHS, WORDS
from drillsim.present.muster_keys import FIXED
from drillsim.present.paragraphs import Paragraph

TYPED = (
    ("12 safe", "12 people without names are safe"),
    ("40 w home", "40 work at the site home; the first letters are enough"),
    ("anna ben a", "anna and ben have assembled"),
    ("#1207 o", "badge 1207 is out of the building; a # tells a badge from a number of people"),
    ("cy n: cannot walk", "cy needs help, and why"),
)
"""Line -> what it records."""


def muster_help(keys: Sequence[Key]) -> list[Paragraph]:
    """What to read when help is asked for on the board, whose keys are these for this user."""
    return [
        Paragraph("Help", "title"),
        Paragraph("The muster board: how many of a team have been counted since the alarm, and who has not."),
        Paragraph("In the line", "heading"),
        *(Paragraph(f"“{line}”: {meaning}", "item") for line, meaning in TYPED),
        Paragraph(
            "Letters: o out, a assembled, s safe, w working, c cannot work, n need help, off not on shift.", "item"
        ),
        Paragraph(
            "Nothing is taken back on a record. To put something right, say it again by name: a later status replaces"
            " the earlier one, and nobody is counted twice. A number of people cannot be put right so."
        ),
        Paragraph("Keys", "heading"),
        *(Paragraph(f"{named(key):<8} {key.does}", "item") for key in (*FIXED, *keys)),
        Paragraph("Signs", "heading"),
        *(Paragraph(f"{sign} {WORDS[stage]}", "item") for stage, sign in GLYPHS.items() if sign.strip()),
        Paragraph("escape closes this.", tone="dim"),
    ]


def path_help(title: str, columns: str) -> list[Paragraph]:
    """What to read where the path of a file is asked for."""
    return [
        Paragraph("Help", "title"),
        Paragraph(title, tone="strong"),
        Paragraph("The path of a text file in UTF-8; ~ is your own folder. Other programs write such files."),
        Paragraph(f"Columns: {columns}."),
        Paragraph("enter reads the file; a log is shown before anything of it is recorded.", "item"),
        Paragraph("escape closes it, and nothing is done.", "item"),
        CLOSES,
    ]
