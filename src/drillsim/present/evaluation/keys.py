"""What every key of the evaluator's place and of the hot wash does: for key bars, help, bindings, docs/evaluate.md."""

from drillsim.present.keys import GO_TO, Key

KEYS = (
    Key("n", "observe", "Note what you see: its time is now, its link what the cursor is on or what came last"),
    Key("L", "late_entry", "Late entry: note what you saw earlier, and say when"),
    Key("1", "rate('P')", "Rate the objective P: performed without challenges; asks why"),
    Key("2", "rate('S')", "Rate it S: performed with some challenges; asks why"),
    Key("3", "rate('M')", "Rate it M: performed with major challenges; asks why"),
    Key("4", "rate('U')", "Rate it U: unable to be performed; asks why"),
    Key("p", "retest", "Retest: an open action of an earlier drill passed or failed; asks why"),
    Key("s", "seen", "The expected action was seen", place="expected"),
    Key("o", "not_seen", "The expected action was looked for and not seen", place="expected"),
    Key("w", "later", "Look for the expected action again later", place="expected"),
    Key("l", "link", "Link the note to something else", place="notes"),
    Key(
        "enter",
        "open",
        "Open what the cursor is on: facts of an objective, a note to correct or take back",
        in_palette=False,
    ),
    Key("W", "whiteboard", "Show the whiteboard: facts, unknown, assumed, actions"),
    Key("5", "focus_panel('objectives')", "Go to the objectives"),
    Key("6", "focus_panel('expected')", "Go to what is expected"),
    Key("7", "focus_panel('notes')", "Go to the notes"),
    Key("8", "focus_panel('injects')", "Go to the injects"),
    Key("9", "focus_panel('log')", "Go to the log"),
    Key("z", "zoom", "Show this panel alone, then all again"),
    GO_TO,
    Key("v", "app.places", "Pass the keyboard to another place"),
    Key("f2", "app.places", "The same", in_palette=False),
    Key("f9", "app.real_emergency", "REAL EMERGENCY (No Duff): everything stops at once"),
    Key("f1", "help", "Help"),
    Key("ctrl+p", "command_palette", "Every action by its name", in_palette=False),
)
"""Of the evaluator's place, in the order in which help tells them."""

BAR = (
    ("F1", "help", "help"),
    ("n", "note", "observe"),
    ("1", "P", "rate('P')"),
    ("2", "S", "rate('S')"),
    ("3", "M", "rate('M')"),
    ("4", "U", "rate('U')"),
    ("L", "late entry", "late_entry"),
    ("p", "retest", "retest"),
    ("v", "another place", "app.places"),
    ("F9", "REAL", "app.real_emergency"),
    ("^p", "all", "app.command_palette"),
    ("l", "link", "link"),
    ("s", "seen", "seen"),
    ("o", "not seen", "not_seen"),
    ("w", "later", "later"),
)
"""What the evaluator's key bar says: (key, word, action), what matters most first."""

HOT_WASH = (
    Key("s", "say('strength')", "Write down a strength"),
    Key("i", "say('area')", "Write down an area to improve"),
    Key("o", "say('question')", "Write down an open question"),
    Key("n", "say('strength')", "Write down something new; what it is stands in the form"),
    Key("a", "act", "Note an action: what was found, what will be done"),
    Key("r", "rate", "Rate the objective; the proposal and its reasons are the draft"),
    Key("p", "retest", "Retest: an open action of an earlier drill passed or failed; asks why"),
    Key("=", "evidence", "Show what the facts rest on"),
    Key("t", "next_topic", "The next objective, as the right arrow key; the first topic is the exercise"),
    Key("T", "topic_before", "The objective before, as the left arrow key"),
    Key("enter", "open", "Open the line or the action: correct it or take it back", in_palette=False),
    Key("1", "focus_panel('said')", "Go to what was said"),
    Key("2", "focus_panel('facts')", "Go to the facts"),
    Key("3", "focus_panel('actions')", "Go to the actions"),
    Key("F", "projector", "For the projector: what is said and the facts alone, then all again"),
    Key("w", "app.results", "Back to the results"),
    GO_TO,
    Key("q", "leave", "Leave; the record is kept, drillsim resume RECORD comes back here"),
    Key("f1", "help", "Help"),
    Key("ctrl+p", "command_palette", "Every action by its name", in_palette=False),
)
"""Of the hot wash; `q` leaves as everywhere, so that `o` is the open question."""

HOT_WASH_BAR = (
    ("F1", "help", "help"),
    ("s", "+", "say('strength')"),
    ("i", "-", "say('area')"),
    ("o", "?", "say('question')"),
    ("a", "action", "act"),
    ("r", "rate", "rate"),
    ("=", "evidence", "evidence"),
    ("t", "next", "next_topic"),
    ("p", "retest", "retest"),
    ("q", "leave", "leave"),
    ("w", "back", "app.results"),
    ("F", "projector", "projector"),
    ("^p", "all", "app.command_palette"),
)
"""What the key bar of the hot wash says."""
