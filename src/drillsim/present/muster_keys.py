"""What every key of the muster board does. Letters are typed into its line, so all of its keys are others."""

from drillsim.present.keys import GO_TO, Key

KEYS = (
    Key("f4", "next_team", "The next team; tab does the same"),
    Key("f5", "import_log", "Import a log of sign-ins (badges, VPN, telephony): shows it first"),
    Key("f6", "names", "Everybody who needs help or is unaccounted for"),
    Key("f7", "list_of_names", "Take a list of the names that should report"),
    GO_TO,
    Key("f9", "app.real_emergency", "REAL EMERGENCY (No Duff): everything stops at once"),
    Key("f1", "help", "Help"),
    Key("ctrl+p", "command_palette", "Every action by its name", in_palette=False),
)
"""In the order in which help tells them."""

FIXED = (
    Key("enter", "send", "Record the check-ins in the line"),
    Key("up", "earlier", "Bring the last line back; again: the one before"),
    Key("down", "later", "The line after it"),
    Key("tab", "next_team", "The next team"),
    Key("escape", "close", "Back; stops an import that is going on"),
)
"""Those that stay as they are, whatever somebody sets."""

BAR = (
    ("enter", "record", "send"),
    ("F4", "next team", "next_team"),
    ("F5", "import log", "import_log"),
    ("F6", "names", "names"),
    ("F7", "name list", "list_of_names"),
    ("esc", "back", "close"),
    ("F1", "help", "help"),
    ("F9", "REAL", "app.real_emergency"),
)
"""What its key bar says."""
