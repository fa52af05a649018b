"""What every key of the live screen does: one table for the key bar, the help, the bindings and docs/live.md."""

import re
from dataclasses import dataclass
from typing import Literal

Place = Literal["everywhere", "inbox", "tasks", "messages", "news due", "injects", "expected", "here", "notes"]
"""The panel in which a key does something."""


@dataclass(frozen=True, slots=True)
class Key:
    """`press` is what to press, as keyboards name it."""

    press: str
    action: str
    does: str
    place: Place = "everywhere"
    in_palette: bool = True

    @property
    def id(self) -> str:
        """What keymap.yaml calls its action: `message`, `focus_panel_log`. The same on every screen that has it."""
        return re.sub(r"\W+", "_", self.action.removeprefix("app.")).strip("_")


GO_TO = Key("ctrl+o", "app.go_to", "Go to a panel, field or button by its letter")
"""On every screen and in every dialog."""

KEYS = (
    Key("space", "toggle_clock", "Stop the clock, or let it go on"),
    Key("j", "jump", "Jump to the next event, deadline or the end"),
    Key(".", "faster", "Run the clock faster"),
    Key(",", "slower", "Run the clock slower"),
    Key("P", "pause_because", "Stop the clock and say why"),
    Key("m", "message", "Write a message"),
    Key("n", "note", "Write a note"),
    Key("D", "decide", "Decide something and say why; on an inject: answer it"),
    Key("h", "hand_over", "Ask another role to do something"),
    Key("k", "check_in", "Check people of a team in"),
    Key("M", "muster", "Show the muster board: who has been counted, who is missing; check-ins as they come in"),
    Key("b", "board", "Show the situation board: how we stand, what we know, what is due"),
    Key("W", "whiteboard", "Show the whiteboard: facts, unknown, assumed, actions"),
    Key("c", "card", "Show the card of your role: what it answers for, and whom to ask"),
    Key("r", "next_role", "Show the next of your roles alone, then all again"),
    Key("enter", "open", "Open what the cursor is on", in_palette=False),
    Key("a", "acknowledge", "Acknowledge the inject: we have understood", place="inbox"),
    Key("t", "start_task", "Start the task", place="tasks"),
    Key("d", "task_done", "Say that the task is done", place="tasks"),
    Key("p", "approve", "Read the message that waits, and approve it", place="messages"),
    Key("1", "focus_panel('inbox')", "Go to the inbox", place="everywhere"),
    Key("2", "focus_panel('tasks')", "Go to what I can do now"),
    Key("3", "focus_panel('messages')", "Go to the messages"),
    Key("4", "focus_panel('due')", "Go to what is due"),
    Key("5", "focus_panel('duty')", "Go to who is on duty"),
    Key("6", "focus_panel('timeline')", "Go to the timeline"),
    Key("7", "focus_panel('log')", "Go to the team log"),
    Key("8", "focus_panel('queues')", "Go to the customers: who waits, who abandoned"),
    Key("z", "zoom", "Show this panel alone, then all again"),
    GO_TO,
    Key("e", "end", "End the exercise (EndEx); asks once"),
    Key("q", "leave", "Stop here and keep the record; asks once"),
    Key("f9", "app.real_emergency", "REAL EMERGENCY (No Duff): everything stops at once"),
    Key("f1", "help", "Help"),
    Key("ctrl+p", "command_palette", "Every action by its name", in_palette=False),
)
"""In the order in which help tells them."""

NAMES = {"left": "←", "right": "→"}
"""Keys that are said otherwise than they are typed."""


def named(key: Key) -> str:
    """How screens and documents name a key."""
    return name_of(key.press)


def name_of(press: str) -> str:
    """`F1` for f1, `^p` for ctrl+p; other keys are said as they are typed."""
    if re.fullmatch(r"f\d+", press):
        return press.upper()
    return NAMES.get(press, press.replace("ctrl+", "^"))


BAR = (
    ("F1", "help", "help"),
    ("space", "pause", "toggle_clock"),
    ("j", "jump", "jump"),
    (". ,", "pace", "faster"),
    ("m", "message", "message"),
    ("n", "note", "note"),
    ("D", "decide", "decide"),
    ("F9", "REAL", "app.real_emergency"),
    ("b", "board", "board"),
    ("W", "whiteboard", "whiteboard"),
    ("c", "card", "card"),
    ("e", "EndEx", "end"),
    ("q", "leave", "leave"),
    ("^p", "all actions", "app.command_palette"),
)
"""What the key bar says: (key, word, action), the first ones where there is little room."""

TABLE_KEYS = (
    *(key for key in KEYS if key.action not in ("end", "leave")),
    Key("v", "app.places", "Pass the keyboard to another place"),
    Key("f2", "app.places", "The same", in_palette=False),
)
"""What they do at a table where a facilitator leads: EndEx and leaving are done at the console."""

TABLE_BAR = (
    ("F1", "help", "help"),
    ("v", "another place", "app.places"),
    ("m", "message", "message"),
    ("n", "note", "note"),
    ("D", "decide", "decide"),
    ("b", "board", "board"),
    ("F9", "REAL", "app.real_emergency"),
    ("W", "whiteboard", "whiteboard"),
    ("c", "card", "card"),
    ("space", "pause", "toggle_clock"),
    ("j", "jump", "jump"),
    (". ,", "pace", "faster"),
    ("^p", "all actions", "app.command_palette"),
)
"""The same at a table where a facilitator leads: how to pass the keyboard on is in sight on the smallest screen."""
