"""What every key of a replay does: for the key bar, the help, the bindings and docs/replay.md."""

from drillsim.present.keys import GO_TO, Key

KEYS = (
    Key("left", "previous('event')", "Back to the event before"),
    Key("right", "next('event')", "On to the next event"),
    Key("<", "minute_back", "A minute back"),
    Key(">", "minute_on", "A minute on"),
    Key("[", "previous('inject')", "Back to the inject before"),
    Key("]", "next('inject')", "On to the next inject"),
    Key("D", "previous('decision')", "Back to the decision before"),
    Key("d", "next('decision')", "On to the next decision"),
    Key("O", "previous('outage')", "Back to where an outage began or ended"),
    Key("o", "next('outage')", "On to where an outage begins or ends"),
    Key("home", "to_begin", "To the beginning"),
    Key("end", "to_end", "To the end of the record"),
    Key("g", "go", "Go to a time"),
    Key("space", "toggle_clock", "Play from here, or stop"),
    Key(".", "faster", "Play faster"),
    Key(",", "slower", "Play slower"),
    Key("v", "view_as", "Whose view: the facilitator's, or that of one role"),
    Key("/", "find", "Find a text in the events"),
    Key("n", "find_next", "On to the next event with that text"),
    Key("+", "zoom_in", "Show a smaller part of the scrubber, larger"),
    Key("-", "zoom_out", "Show a larger part of the scrubber"),
    Key("enter", "open", "Show what the cursor is on in full", in_palette=False),
    Key("1", "focus_panel('events')", "Go to the events"),
    Key("2", "focus_panel('injects')", "Go to the injects"),
    Key("3", "focus_panel('tasks')", "Go to the tasks"),
    Key("4", "focus_panel('grounds')", "Go to the sites and systems (the facilitator's view has them)"),
    Key("5", "focus_panel('duty')", "Go to who is on duty"),
    Key("6", "focus_panel('timeline')", "Go to the timeline"),
    Key("7", "focus_panel('queues')", "Go to the customers: who waits, who abandoned"),
    Key("z", "zoom", "Show this panel alone, then all again"),
    GO_TO,
    Key("q", "leave", "Leave the replay"),
    Key("f1", "help", "Help"),
    Key("ctrl+p", "command_palette", "Every action by its name", in_palette=False),
)
"""In the order in which help tells them."""

BAR = (
    ("F1", "help", "help"),
    ("← →", "event", "next('event')"),
    ("< >", "minute", "minute_on"),
    ("[ ]", "inject", "next('inject')"),
    ("d", "decision", "next('decision')"),
    ("o", "outage", "next('outage')"),
    ("space", "play", "toggle_clock"),
    ("v", "view as", "view_as"),
    ("g", "go to", "go"),
    ("/", "find", "find"),
    (". ,", "pace", "faster"),
    ("+ -", "zoom", "zoom_in"),
    ("^p", "all", "app.command_palette"),
    ("q", "leave", "leave"),
)
"""What the key bar says: (key, word, action), what matters most first."""
