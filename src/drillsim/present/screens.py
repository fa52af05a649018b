"""Every full screen by its name, with the table of its keys: for the keymap, `drillsim keys` and docs/keys.md."""

from collections.abc import Mapping

from drillsim.present.console.keys import KEYS as CONSOLE
from drillsim.present.console.keys import LOBBY
from drillsim.present.console.reach import KEYS as REACH
from drillsim.present.evaluation.keys import HOT_WASH
from drillsim.present.evaluation.keys import KEYS as EVALUATOR
from drillsim.present.keys import GO_TO, KEYS, TABLE_KEYS, Key
from drillsim.present.muster_keys import KEYS as MUSTER
from drillsim.present.replay.keys import KEYS as REPLAY
from drillsim.present.room import KEYS as ROOM
from drillsim.present.scribe.keys import KEYS as SCRIBE
from drillsim.present.whiteboard import KEYS as WHITEBOARD

REAL_EMERGENCY = Key("f9", "app.real_emergency", "REAL EMERGENCY (No Duff): everything stops at once")
HELP = Key("f1", "help", "Help")
PALETTE = Key("ctrl+p", "command_palette", "Every action by its name", in_palette=False)
INTERRUPT = (
    Key("ctrl+c", "app.interrupt", "Stop the program at once; the record is kept", in_palette=False),
    Key("ctrl+q", "app.interrupt", "The same", in_palette=False),
)
ALWAYS = (REAL_EMERGENCY, GO_TO, HELP, PALETTE, *INTERRUPT)
"""What every screen has."""

START = (
    Key("s", "start", "StartEx: begin the exercise"),
    Key("enter", "start", "The same", in_palette=False),
    Key("q", "leave", "Leave; nothing has begun"),
    GO_TO,
    HELP,
)
"""Before StartEx, alone at the keyboard."""

BOARD = (
    Key("b", "close", "Back to the live screen"),
    Key("q", "close", "The same", in_palette=False),
    GO_TO,
    HELP,
)
"""The situation board."""

HAND_OVER = (
    Key("enter", "take", "I am here: show my place"),
    Key("v", "app.places", "Pass the keyboard to another place"),
    Key("f2", "app.places", "The same", in_palette=False),
    HELP,
)
"""Between two places at one keyboard."""

EMERGENCY = (
    Key("R", "resume", "It is over: the exercise goes on"),
    Key("w", "say_why", "Say what is the matter"),
    HELP,
)
"""The banner of a real emergency."""

RESULTS = (
    Key("w", "app.hot_wash", "Hot wash: what went well, what to improve, what will be done"),
    Key("q", "leave", "Leave; drillsim resume RECORD comes back here"),
    Key("pagedown", "scroll", "Read on", in_palette=False),
    GO_TO,
    HELP,
)
"""After EndEx."""

SCREENS: Mapping[str, tuple[Key, ...]] = {
    "start": START,
    "lobby": LOBBY,
    "console": CONSOLE,
    "live": KEYS,
    "table": TABLE_KEYS,
    "board": BOARD,
    "muster": MUSTER,
    "hand-over": HAND_OVER,
    "real emergency": EMERGENCY,
    "evaluator": EVALUATOR,
    "results": RESULTS,
    "hot wash": HOT_WASH,
    "replay": REPLAY,
    "reach test": REACH,
    "whiteboard": WHITEBOARD,
    "scribe": SCRIBE,
    "room": ROOM,
}
"""Name -> its keys, in the order in which people meet them."""


def keys_of(screen: str) -> tuple[Key, ...]:
    """All keys of a screen, those that every screen has at the end."""
    own = SCREENS[screen]
    ids = {key.id for key in own}
    return (*own, *(key for key in ALWAYS if key.id not in ids))


def actions() -> dict[str, tuple[Key, ...]]:
    """Every action by its id: its keys on every screen, as they come."""
    found: dict[str, tuple[Key, ...]] = {}
    for screen in SCREENS:
        for key in keys_of(screen):
            found[key.id] = tuple(dict.fromkeys((*found.get(key.id, ()), key)))
    return found
