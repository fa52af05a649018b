"""What can be typed in plain lines: one table for the parser, the help and docs/plain.md."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

At = Literal["lobby", "start", "console", "evaluator", "player", "between", "ended", "over"]
"""Where a word does something: the facilitator's lobby, before StartEx alone, the console, the evaluator's place, a
role's, the table's or the scribe's, between two places, after EndEx by the facilitator, and alone."""


@dataclass(frozen=True, slots=True)
class Word:
    """`word` is typed first; `after` is what follows it. `keys` are the actions of the screen's keys it stands for."""

    word: str
    after: str
    does: str
    at: tuple[At, ...]
    keys: tuple[str, ...] = ()

    @property
    def usage(self) -> str:
        """The whole line, as help writes it."""
        return f"{self.word} {self.after}".rstrip()


PLAYED: tuple[At, ...] = ("lobby", "start", "console", "evaluator", "player", "between")
ENDED: tuple[At, ...] = ("ended", "over")
EVERYWHERE: tuple[At, ...] = (*PLAYED, *ENDED)
BEFORE: tuple[At, ...] = ("lobby", "start")
LIVE: tuple[At, ...] = ("console", "player")
WATCHING: tuple[At, ...] = ("console", "evaluator", "ended")
REVIEWING: tuple[At, ...] = (*WATCHING, "over")
ALL: tuple[At, ...] = ("console", "evaluator", "player")
LATER_TOO: tuple[At, ...] = (*ALL, "ended")

WORDS = (
    # Looking
    Word("status", "", "How things stand now, and what waits for you", ALL),
    Word("time", "", "Both clocks, the pace, and whether the clock runs", PLAYED),
    Word("inbox", "", "What your roles were told, oldest first", ("player",), ("focus_panel('inbox')",)),
    Word(
        "open", "N", "Read inject N, or request rN, whole; the record says that it was opened", ("player",), ("open",)
    ),
    Word("tasks", "", "What your roles can do now", ("player",), ("focus_panel('tasks')",)),
    Word("task", "TASK", "Read a task whole", ("player",)),
    Word("messages", "", "The prepared messages", ("player",), ("focus_panel('messages')",)),
    Word("message", "MESSAGE", "Read a prepared message, or one that waits for an approval", ("player",)),
    Word("due", "", "Every clock that runs for your roles, the next first", ("player",), ("focus_panel('due')",)),
    Word("board", "", "The situation: how we stand, what we know, what is due", ("player",), ("board",)),
    Word("card", "[ROLE]", "What a role of yours answers for, and whom to ask", ("player",), ("card",)),
    Word("only", "ROLE or all", "Look at one of your roles alone, then at all again", ("player",), ("next_role",)),
    Word("msel", "", "Every inject, and where it stands", WATCHING, ("focus_panel('injects')",)),
    Word("look", "N", "Read inject N whole, notes and all", WATCHING, ("look", "open")),
    Word("expected", "", "What is expected of the players", WATCHING, ("focus_panel('expected')",)),
    Word("coverage", "", "What nobody has observed or touched yet", WATCHING, ("focus_panel('coverage')",)),
    Word(
        "who",
        "",
        "Who holds each role, and who plays it",
        (*BEFORE, *LATER_TOO),
        ("focus_panel('here')", "focus_panel('duty')"),
    ),
    Word("customers", "", "Who waits and how long, who abandoned", LATER_TOO, ("focus_panel('queues')",)),
    Word(
        "timeline",
        "",
        "What came, what was done and what was out, by the clock",
        LATER_TOO,
        ("focus_panel('timeline')",),
    ),
    Word("log", "[NUMBER]", "What happened last, the last 20 things or so many", LATER_TOO, ("focus_panel('log')",)),
    Word("story", "", "The briefing once more", (*BEFORE, *ALL)),
    # A player's moves
    Word("ack", "N", "Inject N is understood", ("player",), ("acknowledge",)),
    Word(
        "do",
        "TASK [again]",
        "Start a task; again, where it runs already and is to be started once more",
        ("player",),
        ("start_task",),
    ),
    Word("done", "TASK or rN", "A task, or what another role asked of you, is done", ("player",), ("task_done",)),
    Word(
        "send",
        "MESSAGE [via CHANNEL, ...] [with what: ...; when: ...]",
        "Send a prepared message; with fills its blanks, and makes claims (cause, fault, back)",
        ("player",),
        ("message",),
    ),
    Word("approve", "MESSAGE", "Approve a message that waits", ("player",), ("approve",)),
    Word("return", "MESSAGE because ...", "Tell the sender what to change before you approve it", ("player",)),
    Word(
        "answer",
        "N CHOICE [because ...]",
        "Answer inject N: by one of its choices, or in words",
        ("player",),
        ("decide",),
    ),
    Word(
        "decide",
        "... because ... [instead of ...; ...]",
        "Decide something, say why, and what else you thought of",
        ("player",),
        ("decide",),
    ),
    Word("ask", "ROLE to ... [by TIME]", "Ask another role to do something", ("player",), ("hand_over",)),
    Word("hand over", "N to ROLE [by TIME]", "Hand inject N over to another role", ("player",), ("hand_over",)),
    Word(
        "check in",
        "NUMBER or NAME TEAM STATUS [because ...]",
        "People of a team report, or one by name: a later status of a name replaces the earlier",
        LIVE,
        ("check_in",),
    ),
    Word("muster", "[TEAM]", "Who has been counted, and who is missing", LATER_TOO, ("muster", "names", "next_team")),
    Word("usual", "TASK", "Give a task that waits for a done its usual time", ("console",), ("give_usual",)),
    Word("note", "...", "Write something down", (*BEFORE, *ALL), ("note",)),
    # Beside the play
    Word(
        "whiteboard",
        "",
        "What everybody at the exercise sees: facts, unknown, assumed, actions",
        ALL,
        ("whiteboard", "scribe_whiteboard"),
    ),
    Word("fact", "...", "Write a fact on the whiteboard", ALL, ("add",)),
    Word("unknown", "...", "Write on the whiteboard what is not known", ALL),
    Word("assumed", "...", "Write on the whiteboard what is assumed", ALL),
    Word("action", "...", "Write on the whiteboard what is to be done", ALL),
    Word("correct", "LINE ...", "Write another text instead of a line of the whiteboard, by its number", ALL),
    Word("rub out", "LINE", "Take a line off the whiteboard", ALL, ("strike",)),
    Word(
        "observe",
        "[N] [OBJECTIVE] [TASK] [P, S, M or U] [TIME]: ...",
        "Note what was seen: of what, how the task is rated, when; without a head of now and of what came last",
        WATCHING,
        ("observe", "late_entry", "link"),
    ),
    Word(
        "rate",
        "OBJECTIVE P, S, M or U because ...",
        "Rate an objective, with the reason",
        WATCHING,
        ("rate", "rate('P')", "rate('S')", "rate('M')", "rate('U')"),
    ),
    Word(
        "retest",
        "[ACTION passed or failed because ...]",
        "What earlier drills left to do; whether one of it was seen to work",
        WATCHING,
        ("retest",),
    ),
    Word(
        "objectives",
        "",
        "Each objective: what was measured, what that would be rated, how people rated it",
        REVIEWING,
        ("focus_panel('objectives')",),
    ),
    Word(
        "facts",
        "[OBJECTIVE]",
        "What was measured of an objective, or of the exercise",
        REVIEWING,
        ("focus_panel('facts')", "next_topic", "topic_before"),
    ),
    Word("evidence", "[OBJECTIVE]", "What in the record the facts rest on", REVIEWING, ("evidence",)),
    Word("notes", "", "What was observed, by when it was seen", REVIEWING, ("focus_panel('notes')",)),
    Word("take back", "NUMBER", "Take back a note, or what was said or planned in the hot wash", REVIEWING),
    Word(
        "hot wash",
        "",
        "What was said so far, and the actions, with what they lack",
        ENDED,
        ("app.hot_wash", "focus_panel('said')", "focus_panel('actions')"),
    ),
    Word("strength", "[OBJECTIVE:] ...", "Said in the hot wash: a strength", ENDED, ("say('strength')",)),
    Word("area", "[OBJECTIVE:] ...", "Said in the hot wash: an area to improve", ENDED, ("say('area')",)),
    Word("question", "[OBJECTIVE:] ...", "Said in the hot wash: an open question", ENDED, ("say('question')",)),
    Word(
        "action",
        "... because ... [; owner: ROLE; element: Planning; due: 2026-04-01; expects: task:...; objective: ...]",
        "A corrective action, why, and whose it is",
        ENDED,
        ("act",),
    ),
    # The facilitator's moves
    Word("release", "N", "Release inject N now", ("console",), ("release", "open")),
    Word("hold", "N", "Hold inject N: it waits until you release it", ("console",), ("hold",)),
    Word("defer", "N to TIME", "Put inject N off to another time", ("console",), ("defer",)),
    Word("skip", "N because ...", "Skip inject N and say why", ("console",), ("skip",)),
    Word("undo", "[N]", "Take the last hold, deferral or skip back, or that of inject N", ("console",), ("undo",)),
    Word(
        "improvise",
        "[to ROLE] [from WHOM] [via HOW] [asking QUESTION]: ...",
        "Make up an inject; it comes at once",
        ("console",),
        ("improvise",),
    ),
    Word("seen", "ACTION", "The expected action was seen", WATCHING, ("seen",)),
    Word("not seen", "ACTION", "The expected action was looked for and not seen", WATCHING, ("not_seen",)),
    Word("later", "ACTION", "Look for the expected action again later", WATCHING, ("later",)),
    Word("here", "ROLE", "Whoever plays the role is here", ("lobby", "console"), ("open", "is_here")),
    Word("gone", "ROLE", "Whoever plays the role is not here, after all", ("lobby", "console"), ("open", "is_here")),
    Word("all here", "", "All who are to play are here and briefed", ("lobby",), ("all_here",)),
    Word("stand-in", "ROLE", "Give the role to a stand-in", ("lobby", "console"), ("stand_in",)),
    Word("alternate", "ROLE", "Give the role to its next alternate, or back to its holder", ("lobby",), ("alternate",)),
    Word(
        "empty", "ROLE", "Leave the role empty on purpose: nobody acts for it", ("lobby", "console"), ("leave_empty",)
    ),
    Word("place", "ROLE NAME", "Give the role to somebody by name", ("lobby", "console"), ("place",)),
    Word(
        "as",
        "ROLE, facilitator, table, evaluator or scribe",
        "Pass the keyboard on",
        (*ALL, "between"),
        ("app.places",),
    ),
    Word(
        "call",
        "ROLE",
        "The reach test: whoever is to hold the role is called by telephone now",
        ("lobby",),
        ("reach_test", "reach('called')"),
    ),
    Word(
        "reached",
        "ROLE answered, voicemail or no answer",
        "How that call ended; it is timed",
        ("lobby",),
        ("reach('answered')", "reach('voicemail')", "reach('no_answer')"),
    ),
    Word(
        "on shift",
        "[TEAM NUMBER]",
        "Who is on shift now, or how many of a team, or visitors, are",
        ("lobby",),
        ("as_planned",),
    ),
    # The clock
    Word("start", "", "StartEx: begin the exercise", BEFORE, ("start",)),
    Word(
        "pause",
        "[because ...]",
        "Stop the clock, and say why",
        (*BEFORE, *LIVE),
        ("toggle_clock", "pause_because"),
    ),
    Word("go on", "", "Let the clock go on", (*BEFORE, *LIVE), ("toggle_clock", "scribe_clock")),
    Word(
        "jump",
        "[to TIME or MODULE]",
        "Jump to the next thing that happens or is due",
        LIVE,
        ("jump", "jump_to", "scribe_jump"),
    ),
    Word("next", "", "The talk is over: on to the next thing", LIVE, ("jump", "next")),
    Word("faster", "", "Run the clock faster", LIVE, ("faster",)),
    Word("slower", "", "Run the clock slower", LIVE, ("slower",)),
    Word("pace", "NUMBERx", "Run the clock so many times as fast as real time, from 1x to 120x", LIVE, ()),
    Word("count", "", "Count the time for which the computer was away", LIVE, ("count",)),
    Word(
        "real emergency",
        "[because ...]",
        "No Duff: everything stops at once",
        PLAYED,
        ("app.real_emergency", "say_why"),
    ),
    Word("emergency over", "", "The real emergency is over: the exercise goes on", PLAYED, ("resume",)),
    Word("end", "", "End the exercise (EndEx); asks once", LIVE, ("end",)),
    Word("results", "", "The results once more", ENDED, ("app.results",)),
    Word("quit", "", "Stop here and keep the record; asks once", EVERYWHERE, ("leave",)),
    Word("help", "[WORD]", "The words that can be typed here, or one of them", EVERYWHERE, ("help", "command_palette")),
)
"""In the order in which help tells them."""

WITHOUT = {
    "zoom": "there are no panels: each word tells one thing alone",
    "app.go_to": "there is no cursor to move: each word goes straight to its thing",
    "close": "nothing lies open",
    "scroll": "a terminal scrolls by itself",
    "move_to_facts": "rub the line out, and write the fact",
    "inject_alone": "drillsim screen --plain prints lines of its own",
    "whiteboard_alone": "drillsim screen --plain prints lines of its own",
    **dict.fromkeys(
        ("focus_column('facts')", "focus_column('unknown')", "focus_column('assumed')", "focus_column('actions')"),
        "there are no columns to go to: whiteboard tells all four",
    ),
    "import_log": "a log is looked at before it is imported; so far that is done on the muster board",
    "list_of_names": "a list stays at the screen that read it",
    "take": "whoever takes the keyboard says here",
    "app.interrupt": "it is the same key, ^c",
    "projector": "lines have no size",
}
"""Actions of keys that have no word, and why."""

ANSWERS = ("yes", "no", "here")
"""What answers a question: StartEx, EndEx and leaving ask for yes; whoever takes the keyboard says here."""


PLACES: dict[At, str] = {
    "lobby": "the facilitator's place before StartEx",
    "start": "your place before StartEx",
    "console": "the facilitator's place",
    "evaluator": "the evaluator's place",
    "player": "a role's place",
    "between": "the time between two places",
    "ended": "the facilitator's place after EndEx",
    "over": "the time after EndEx",
}
"""Place -> how it is named to somebody who types its words elsewhere."""


def words_at(place: At) -> tuple[Word, ...]:
    """What can be typed there."""
    return tuple(word for word in WORDS if place in word.at)


def help_lines(words: Sequence[Word]) -> list[str]:
    """A line for each."""
    return [f"{word.usage}: {word.does}." for word in words]


NOTES = (
    "Words and names may be cut short as long as only one fits: ta for take_cover.",
    "A TIME is T+02:10, 16:20, Tuesday 16:20 or +45m.",
    "With several roles begin with the one that acts: hr_lead: note All are out.",
    "Where the clock stops to talk, add when it would have been done: do head_count at +5m.",
)
"""What help says about all of them."""
