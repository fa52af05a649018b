"""What evaluators and the hot wash fill in: a note, a rating and why, something said, an action."""

import datetime
from collections.abc import Callable, Sequence
from typing import get_args

from drillsim.analysis.ratings import RATINGS
from drillsim.model.proof import proof
from drillsim.model.spelling import Misspelled, write_clock
from drillsim.present.evaluation.facts import at_a_glance, proposal
from drillsim.present.evaluation.links import Link, came
from drillsim.present.forms import Form, Incomplete, Pick, Ticks, Values, Words, needed, text_of
from drillsim.present.typed_time import PAST, NoTime, past_time
from drillsim.present.words import line
from drillsim.record import commands as c
from drillsim.record import written as w
from drillsim.session.console import ConsoleView
from drillsim.session.review import ActionLine, Measured, NoteLine, ObjectiveReview, RetestLine, SaidLine
from drillsim.session.view import Briefing

OWN = ("note", "late_entry", "rate:")
"""How the keys of an evaluator's forms begin."""

MONTH = datetime.timedelta(days=30)
"""How far off the due date is that stands as an example."""

NONE = ""
"""The option that stands for nothing."""

SAYS: dict[w.Said, tuple[str, str]] = {
    "strength": ("+", "strength"),
    "area": ("-", "area to improve"),
    "question": ("?", "open question"),
}
"""What is said in a hot wash -> its sign, and what that is called."""


def note(
    by: str,
    console: ConsoleView,
    briefing: Briefing,
    now: Callable[[], int],
    link: Link,
    *,
    seen: int | None,
    old: NoteLine | None = None,
    begins: str | None = None,
) -> Form:
    """An observation, as seen at the second at which the key was pressed; a late entry (`seen` is None) asks when.

    `old` is one that is corrected. `now` is asked when it is sent.
    """
    when = Words("seen", "Seen at", "" if seen is None else write_clock(seen), hint=PAST)
    what = Words("text", "What you saw", "" if old is None else old.text, goes_on=True)

    def make(values: Values) -> c.Command:
        second = _seen_at(values, briefing, now())
        rating, task = _letter(values, "rating"), _picked(values, "task")
        if rating is not None and task is None:
            raise Incomplete("Link the task that this rates.", "task")
        return w.Observe(
            by,
            needed(values, "text", "what you saw"),
            second,
            _picked(values, "inject"),
            task,
            _picked(values, "objective"),
            rating,
            None if old is None else old.seq,
        )

    title = "Correct the note" if old else "Note" if seen is not None else "Late entry"
    return Form(
        f"note:{old.seq}" if old else "note" if seen is not None else "late_entry",
        title,
        "What people did, not what you think of it. Seen and written each have their own time on the record.",
        (
            *((when, what) if seen is None else (what, when)),
            *_links(console, link, None if old is None else old.rating),
        ),
        "Note it",
        make,
        quick=True,
        begins=begins,
    )


def _links(console: ConsoleView, link: Link, rating: str | None) -> tuple[Pick, ...]:
    injects = [(row.id, f"{row.id}: {line(row.title or row.says or row.kind)}") for row in came(console)]
    expected = [(row.name, f"{row.name}: {line(row.text)}") for row in console.expected]
    tasks = [(task.id, f"{task.id}: {line(task.do)}") for task in console.tasks]
    goals = [(row.id, f"{row.id}: {line(row.text)}") for row in console.objectives]
    return (
        _pick("inject", "About inject", injects, link.inject),
        _pick("task", "About task", [*expected, *tasks], link.task),
        _pick("objective", "For objective", goals, link.objective),
        _pick("rating", "It rates the task", [(each, f"{each}: {words}") for each, words in RATINGS.items()], rating),
    )


def _pick(name: str, label: str, options: Sequence[tuple[str, str]], chosen: str | None) -> Pick:
    """Each once; what is chosen is among them even where nothing else speaks of it."""
    known = dict(options)
    if chosen is not None:
        known.setdefault(chosen, chosen)
    return Pick(name, label, ((NONE, "-"), *known.items()), chosen or NONE)


def _picked(values: Values, name: str) -> str | None:
    return str(values.get(name) or "") or None


def _letter(values: Values, name: str) -> w.Letter | None:
    picked = _picked(values, name)
    return next((letter for letter in RATINGS if letter == picked), None)


def _seen_at(values: Values, briefing: Briefing, now: int) -> int:
    text = text_of(values, "seen")
    if not text:
        raise Incomplete(f"Say when you saw it: {PAST}.", "seen")
    try:
        return past_time(text, briefing.begins, now)
    except NoTime as error:
        raise Incomplete(str(error), "seen") from None


def take_back(old: NoteLine | SaidLine | ActionLine, by: str) -> c.Command:
    """The line stands no more; that it stood stays on the record."""
    match old:
        case NoteLine():
            return w.Observe(by, "", instead=old.seq)
        case SaidLine():
            return w.HotWash(by, old.says, "", old.objective, old.seq)
        case ActionLine():
            return w.Act(by, old.finding, "", old.objective, instead=old.seq)


def rate(by: str, row: ObjectiveReview, letter: w.Letter) -> Form:
    """A rating: the letter is chosen, why is required."""
    return Form(
        f"rate:{row.id}:{letter}",
        f"{row.id}: {letter}, {RATINGS[letter]}",
        f"{line(row.text)}\n\nMeasured: {at_a_glance(row.measured)}",
        (Words("why", "Why"),),
        "Rate it so",
        lambda values: w.Rate(by, row.id, letter, needed(values, "why", "why you rate it so")),
        quick=True,
    )


def confirm(raters: Sequence[str], row: ObjectiveReview) -> Form:
    """A rating in the hot wash: the proposal and its reasons are offered as a draft; a human says it, or otherwise."""
    first: w.Letter = row.proposed or "P"
    draft = "; ".join(row.because) if row.proposed else ""

    def make(values: Values) -> c.Command:
        letter = _letter(values, "rating") or first
        return w.Rate(_speaker(values, raters), row.id, letter, needed(values, "why", "why it is rated so"))

    options = tuple((letter, f"{letter}: {words}") for letter, words in RATINGS.items())
    return Form(
        f"confirm:{row.id}",
        f"Rate {row.id}",
        f"{line(row.text)}\n\nProposed: {proposal(row, over=True)}.\n\nA proposal is not a rating: you rate it.",
        (
            Pick("rating", "Rating", options, first),
            Words("why", "Why", line(draft), goes_on=True),
            *_who(raters, None, "Rated by"),
        ),
        "Rate it so",
        make,
    )


def say(
    speakers: Sequence[str], objective: str | None, says: w.Said, speaker: str | None, old: SaidLine | None = None
) -> Form:
    """Something said in the hot wash, by a role: never a person's name."""

    def make(values: Values) -> c.Command:
        picked = next((each for each in SAYS if each == values.get("says")), says)
        text = needed(values, "text", "what was said")
        return w.HotWash(_speaker(values, speakers), picked, text, objective, None if old is None else old.seq)

    options = tuple((key, f"{sign} {name}") for key, (sign, name) in SAYS.items())
    return Form(
        f"say:{old.seq}" if old else f"say:{objective}:{says}",
        f"{SAYS[says][1].capitalize()}: {objective or 'the exercise'}",
        "What happened and why, not who. Players first, the facilitator last.",
        (
            Words("text", "It was said", "" if old is None else old.text, goes_on=True),
            *_who(speakers, old.by if old else speaker),
            Pick("says", "This is", options, says),
        ),
        "Write it down",
        make,
        quick=True,
    )


def act(
    speakers: Sequence[str],
    objective: str | None,
    measured: Measured,
    speaker: str | None,
    old: ActionLine | None = None,
    *,
    today: datetime.date,
    needs_element: bool,
) -> Form:
    """A corrective action; owner and date may come later, the report stays a draft until then.

    `needs_element`: with US forms the capability element has to be there then, too. `today`: a date as an example.
    """
    example = (today + MONTH).isoformat()
    known = tuple(dict.fromkeys(ref for finding in measured.findings for ref in finding.evidence))
    evidence = tuple(dict.fromkeys((*(old.evidence if old else ()), *known)))

    def make(values: Values) -> c.Command:
        element = next((each for each in get_args(w.Element) if each == values.get("element")), None)
        return w.Act(
            _speaker(values, speakers),
            needed(values, "finding", "what was found"),
            needed(values, "action", "what will be done"),
            objective,
            element,
            text_of(values, "owner") or None,
            _due(values, example),
            tuple(values.get("evidence") or ()),
            None if old is None else old.seq,
            None if old is None else old.start,
            None if old is None else old.contact,
            None if old is None else old.priority,
            _proof(values),
        )

    elements = (("", "-"), *((each, each) for each in get_args(w.Element)))
    ticks = (
        Ticks("evidence", "Evidence", tuple((ref, ref) for ref in evidence), old.evidence if old else (), tall=True),
    )
    return Form(
        f"act:{old.seq}" if old else f"act:{objective}",
        f"Action: {objective or 'the exercise'}",
        f"{'Owner, element and date' if needs_element else 'Owner and date'} may stay empty now;"
        " the report says DRAFT until they are there. Owner: a role.",
        (
            Words("finding", "What was found", "" if old is None else old.finding, goes_on=True),
            Words("action", "What will be done", "" if old is None else old.action, goes_on=True),
            Words("owner", "Owner", "" if old is None else old.owner or "", hint="a role; may come later"),
            Words("due", "Due", "" if old is None else old.due or "", hint=f"{example}; may come later"),
            Words(
                "expects",
                "Shown by",
                "" if old is None else old.expects or "",
                hint="task:call_carrier within 30m; may stay empty",
            ),
            Pick("element", "Element", elements, "" if old is None else old.element or ""),
            *_who(speakers, old.by if old else speaker, "Noted by"),
            *(ticks if evidence else ()),
        ),
        "Note the action",
        make,
    )


def retest(by: Sequence[str], rows: Sequence[RetestLine]) -> Form:
    """Whether an open action of an earlier drill was seen to work in this one."""
    first = rows[0].id

    def make(values: Values) -> c.Command:
        result = values.get("passed")
        if result not in (PASSED, FAILED):
            raise Incomplete("Choose whether it passed or failed first: go to “It”, then left or right.", "passed")
        why = needed(values, "why", "what you saw of it")
        return w.Retest(_speaker(values, by), str(values.get("action") or first), result == PASSED, why)

    return Form(
        "retest",
        "Retest: actions of earlier drills",
        "\n\n".join(retest_words(row) for row in rows) if len(rows) <= TOLD_WHOLE else _brief(rows),
        (
            Pick("action", "Action", tuple((row.id, f"{row.id}: {line(row.action)}") for row in rows), first),
            Pick("passed", "It", ((NONE, "choose"), (PASSED, "passed: it works"), (FAILED, "failed")), NONE),
            Words("why", "Why"),
            *_who(by, None, "Seen by"),
        ),
        "Put it on the record",
        make,
        begins="action",
    )


def _brief(rows: Sequence[RetestLine]) -> str:
    overdue = sum(row.overdue for row in rows)
    told = f"{len(rows)} actions, {overdue} overdue; left and right go through them."
    return f"{told} What each was found for stands in the report, as Retested actions."


TOLD_WHOLE = 3
"""Actions that a form has room to tell of, on a small screen."""

PASSED, FAILED = "passed", "failed"

RULED = {"pass": "passed", "fail": "FAILED", "not_tested": "not tested"}
"""What came of a retest -> the word for it."""


def retest_words(row: RetestLine) -> str:
    """An open action, what shows it, and what was said of it so far."""
    overdue = f", OVERDUE since {row.due}" if row.overdue else ""
    found = [f"{row.id}{overdue}: {line(row.action)} (found: {line(row.finding) or 'none stated'})."]
    if row.expects and row.rule is None:
        found.append(f"The record shows it at EndEx: {line(row.expects)}.")
    elif row.rule is not None:
        found.append(f"By the record {RULED[row.rule]}: {line('; '.join(row.because))}.")
    found += [f"{each.by} says {'passed' if each.passed else 'FAILED'}: {line(each.why)}." for each in row.said]
    return " ".join(found)


def _who(speakers: Sequence[str], first: str | None, label: str = "Said by") -> tuple[Pick, ...]:
    if len(speakers) < 2:
        return ()
    chosen = first if first is not None and first in speakers else speakers[0]
    return (Pick("by", label, tuple((each, each) for each in speakers), chosen),)


def _speaker(values: Values, speakers: Sequence[str]) -> str:
    return str(values.get("by") or speakers[0])


def _proof(values: Values) -> str | None:
    text = text_of(values, "expects")
    if not text:
        return None
    try:
        return str(proof(text))
    except Misspelled as error:
        raise Incomplete(f"{str(error).capitalize()}, found “{line(text[:30])}”.", "expects") from None


def _due(values: Values, example: str) -> str | None:
    text = text_of(values, "due")
    if not text:
        return None
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise Incomplete(f"Expected a date such as {example}, found “{line(text[:30])}”.", "due") from None
