"""What every key of the console and the lobby does: for the key bar, the help, the bindings and docs/live.md."""

from drillsim.present.keys import GO_TO, Key

KEYS = (
    Key("enter", "open", "Release an inject that is due or held; open any other", in_palette=False),
    Key("l", "look", "Look at the inject under the cursor, notes and all"),
    Key("R", "release", "Release the inject under the cursor now", place="injects"),
    Key("h", "hold", "Hold the inject: it waits until you release it", place="injects"),
    Key("d", "defer", "Put the inject off to another time", place="injects"),
    Key("x", "skip", "Skip the inject and say why", place="injects"),
    Key("u", "undo", "Take the last hold, deferral or skip back, or that under the cursor"),
    Key("i", "improvise", "Make up an inject, or release one of those in reserve"),
    Key("s", "seen", "The expected action was seen", place="expected"),
    Key("o", "not_seen", "The expected action was looked for and not seen", place="expected"),
    Key("w", "later", "Look for the expected action again later", place="expected"),
    Key("t", "stand_in", "Send a stand-in in for the role", place="here"),
    Key("H", "is_here", "Whoever plays the role has come, or gone", place="here"),
    Key("p", "place", "Give the role under the cursor to somebody", place="here"),
    Key("space", "toggle_clock", "Stop the clock, or let it go on"),
    Key("P", "pause_because", "Stop the clock and say why"),
    Key("j", "jump", "Jump to the next thing that happens or is due; ends a talk"),
    Key("J", "jump_to", "Jump to a module or to a time"),
    Key("N", "next", "The talk is over: on to the next thing"),
    Key(".", "faster", "Run the clock faster"),
    Key(",", "slower", "Run the clock slower"),
    Key("C", "count", "Count the time for which the computer was away"),
    Key("g", "give_usual", "Give a task that waits for a done its usual time; marked as estimated"),
    Key("n", "note", "Write a note"),
    Key("O", "observe", "Observe: note what you see, as an evaluator would; linked to what the cursor is on"),
    Key("k", "check_in", "Check people of a team in"),
    Key("M", "muster", "Show the muster board: who has been counted, who is missing; check-ins as they come in"),
    Key("v", "app.places", "View as: pass the keyboard to a role, or show the table's screen"),
    Key("f2", "app.places", "View as, from any place while no dialog is open", in_palette=False),
    Key("1", "focus_panel('injects')", "Go to the injects"),
    Key("2", "focus_panel('expected')", "Go to what is expected"),
    Key("3", "focus_panel('coverage')", "Go to the coverage"),
    Key("4", "focus_panel('here')", "Go to who is here"),
    Key("5", "focus_panel('timeline')", "Go to the timeline"),
    Key("6", "focus_panel('log')", "Go to the log"),
    Key("7", "focus_panel('queues')", "Go to the customers: who waits, who abandoned"),
    Key("z", "zoom", "Show this panel alone, then all again"),
    GO_TO,
    Key("e", "end", "End the exercise (EndEx); asks once"),
    Key("q", "leave", "Stop here and keep the record; asks once"),
    Key("f9", "app.real_emergency", "REAL EMERGENCY (No Duff): everything stops at once"),
    Key("f1", "help", "Help"),
    Key("ctrl+p", "command_palette", "Every action by its name", in_palette=False),
)
"""Of the console, in the order in which help tells them."""

BAR = (
    ("F1", "help", "help"),
    ("space", "pause", "toggle_clock"),
    ("j", "jump", "jump"),
    ("i", "improvise", "improvise"),
    ("u", "undo", "undo"),
    ("v", "view as", "app.places"),
    ("e", "EndEx", "end"),
    ("F9", "REAL", "app.real_emergency"),
    ("^p", "all", "app.command_palette"),
    (". ,", "pace", "faster"),
    ("R", "release", "release"),
    ("h", "hold", "hold"),
    ("x", "skip", "skip"),
    ("q", "leave", "leave"),
)
"""What the console's key bar says: (key, word, action), what matters most first."""

LOBBY = (
    Key("enter", "open", "The player is here and briefed, or not yet after all", in_palette=False),
    Key("t", "stand_in", "Give the role to a stand-in"),
    Key("a", "alternate", "Give the role to its next alternate, after the last or a stand-in back to its holder"),
    Key("o", "leave_empty", "Leave the role empty on purpose: nobody acts for it"),
    Key("p", "place", "Give the role to somebody by name"),
    Key("A", "all_here", "All who are to play are here and briefed"),
    Key("S", "start", "StartEx: begin the exercise; asks once"),
    Key("f9", "app.real_emergency", "REAL EMERGENCY (No Duff): everything stops at once"),
    Key("q", "leave", "Leave; nothing has begun"),
    GO_TO,
    Key("f1", "help", "Help"),
    Key("ctrl+p", "command_palette", "Every action by its name", in_palette=False),
)
"""Of the lobby."""

LOBBY_BAR = (
    ("F1", "help", "help"),
    ("S", "StartEx", "start"),
    ("enter", "here", "check_in"),
    ("A", "all here", "all_here"),
    ("t", "stand-in", "stand_in"),
    ("a", "alternate", "alternate"),
    ("o", "empty", "leave_empty"),
    ("p", "by name", "place"),
    ("^p", "all", "app.command_palette"),
    ("q", "leave", "leave"),
)
"""What the lobby's key bar says."""
