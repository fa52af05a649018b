"""The keys of the scribe's screen: letters and digits belong to the line.

Their actions have ids of their own, so that a letter that somebody gives to the same action elsewhere takes none away.
"""

from drillsim.present.keys import GO_TO, Key

KEYS = (
    Key("f2", "app.places", "Pass the keyboard to another place"),
    Key("f3", "scribe_whiteboard", "Show the whiteboard: facts, unknown, assumed, actions"),
    Key("f6", "scribe_clock", "Stop the clock, or let it go on"),
    Key("f7", "scribe_jump", "Jump to the next thing; ends a talk"),
    Key("f9", "app.real_emergency", "REAL EMERGENCY (No Duff): everything stops at once"),
    GO_TO,
    Key("f1", "help", "Help"),
    Key("ctrl+p", "command_palette", "Every action by its name", in_palette=False),
)
"""In the order in which help tells them."""

BAR = (
    ("F1", "what to type", "help"),
    ("F2", "another place", "app.places"),
    ("F3", "whiteboard", "scribe_whiteboard"),
    ("F6", "pause", "scribe_clock"),
    ("F7", "jump", "scribe_jump"),
    ("F9", "REAL", "app.real_emergency"),
    ("^p", "all actions", "app.command_palette"),
)
"""What the key bar says."""
