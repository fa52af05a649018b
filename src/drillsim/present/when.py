"""When a response is said to have been done (rule 20)."""

from dataclasses import replace

from drillsim.present.forms import Form, Words, to_come
from drillsim.present.words import both_clocks, line, story
from drillsim.record.commands import Command, Does
from drillsim.session.view import Briefing

SAID = "said"
"""The field in which a response says when it would have been done."""


def saying_when(form: Form, briefing: Briefing, now: int, label: str = "Done when?") -> Form:
    """The form of a response, with the question when it would have been done."""
    words = Words(SAID, label, hint=f"now {story(briefing.begins, now)[4:]}; or +5m, 14:30, T+00:45")
    return replace(form, fields=(*form.fields, words), said=lambda values: to_come(values, SAID, briefing, now))


def when_done(command: Command, what: str, briefing: Briefing, now: int) -> Form:
    """Asks of a response that needs nothing else when it would have been done; of the start of a task, started."""
    acted = "started" if isinstance(command, Does) else "done"
    return saying_when(
        Form(
            "when_done",
            f"When would that have been {acted}?",
            f"{line(what)}\n\nNow it is {story(briefing.begins, now)}. Enter: now.",
            (),
            "Say so",
            lambda _: command,
            quick=True,
        ),
        briefing,
        now,
        f"{acted.capitalize()} when?",
    )


def acts_later(briefing: Briefing, said: int) -> str:
    """What is answered to a response that was said for later."""
    return f"Taken: it acts at {both_clocks(briefing.begins, said)}."
