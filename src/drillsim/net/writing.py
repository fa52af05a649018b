"""Whether something to be written beside the play names what there is, and says anything."""

import datetime
from typing import assert_never

from drillsim.analysis.written import text_of
from drillsim.model.checks.proofs import proof_in
from drillsim.model.spelling import Misspelled
from drillsim.net.access import Forbidden
from drillsim.net.story import Story
from drillsim.record import written as w

NEEDED = {
    w.Whiteboard: "words for the whiteboard",
    w.Observe: "what was observed",
    w.Rate: "why it is rated so",
    w.HotWash: "what was said",
    w.Act: "an action",
    w.Retest: "why it passed or failed",
    w.Final: "the end of the report",
}
"""What has to be said in each."""


def require_fit(line: w.ByPeople, story: Story) -> None:
    """Raises Forbidden where it says nothing, or speaks of something that is not there."""
    replaces = None if isinstance(line, w.Rate | w.Retest | w.Final) else line.instead
    replaced = None if replaces is None else story.writing.standing(replaces, type(line))
    if replaces is not None and replaced is None:
        raise Forbidden("unknown", f"entry {replaces} holds nothing of this kind that stands now")
    if replaces is None and not text_of(line):
        raise Forbidden("bad_message", f"expected {NEEDED[type(line)]}, found nothing")
    match line:
        case w.Observe():
            if replaced is not None and replaced.by != line.by:
                raise Forbidden("forbidden", f"{replaced.by} noted that; whoever noted it corrects it")
            _require_observation(line, story)
        case w.Rate(objective=objective) | w.HotWash(objective=objective):
            _require_objective(objective, story)
        case w.Act():
            _require_objective(line.objective, story)
            _require_action(line, story)
        case w.Retest(action=action):
            if action not in {each.id for each in story.writing.left_open.actions}:
                raise Forbidden("unknown", f"no open action {action} was brought to this exercise")
        case w.Whiteboard():
            pass  # the column was looked at with the message
        case w.Final():
            raise Forbidden(
                "forbidden", "a report is made final by drillsim report RECORD --final, when it is complete"
            )
        case _:
            assert_never(line)


def _require_objective(objective: str | None, story: Story) -> None:
    if objective is not None and objective not in story.exercise.objectives:
        raise Forbidden("unknown", f"the exercise has no objective {objective}")


def _require_observation(line: w.Observe, story: Story) -> None:
    now = story.session.now
    if line.observed_at is not None and not 0 <= line.observed_at <= now:
        raise Forbidden("bad_message", f"expected a second from 0 to the one shown, {now}, found {line.observed_at}")
    if line.inject is not None and line.inject not in story.injects():
        raise Forbidden("unknown", f"there is no inject {line.inject}")
    _require_objective(line.objective, story)


def _require_action(line: w.Act, story: Story) -> None:
    for said in (line.start, line.due):
        try:
            _ = said is None or datetime.date.fromisoformat(said)
        except ValueError:
            raise Forbidden("bad_message", f"expected a date such as 2026-04-01, found {said}") from None
    if line.expects is None:
        return
    try:
        proof_in(story.exercise, line.expects)
    except Misspelled as error:
        near = "" if error.hint is None else f"; did you mean {error.hint}?"
        raise Forbidden("bad_message", f"{error}{near}") from None
