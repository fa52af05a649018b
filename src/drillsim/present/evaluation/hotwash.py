"""The hot wash: what is said of an objective, by roles, and the actions that come of it."""

from collections.abc import Iterable

from drillsim.analysis.completeness import NEEDED, Needed
from drillsim.present.evaluation.forms import SAYS
from drillsim.present.rows import Cell, Column, Row, Table, Tone
from drillsim.present.words import line, plural
from drillsim.session.review import ActionLine, Measured, ObjectiveReview, ReviewView, SaidLine

SAID = (Column(2), Column(16), Column())
ACTIONS = (Column(10), Column(), Column(12, needs=64), Column(14, needs=44), Column(10, needs=54))

LACKS: dict[Needed, str] = {**NEEDED, "element": "element"}
"""What an action may lack -> what screens call it, short enough for all of it in 80 columns."""

NONE_LEFT = "Earlier drills of this plan left nothing to retest, as far as is known here (drillsim actions)."

TONES: dict[str, Tone] = {"strength": "good", "area": "warn", "question": "plain"}


def topics(review: ReviewView) -> tuple[str | None, ...]:
    """What is gone through: the exercise as a whole (None), then each objective."""
    return (None, *(each.id for each in review.objectives))


def objective(review: ReviewView, topic: str | None) -> ObjectiveReview | None:
    """The objective of a topic; None for the exercise as a whole."""
    return next((each for each in review.objectives if each.id == topic), None)


def measured(review: ReviewView, topic: str | None) -> Measured:
    """The facts of a topic."""
    found = objective(review, topic)
    return review.whole if found is None else found.measured


def said(review: ReviewView, topic: str | None) -> Table:
    """What was said of a topic, in the order in which it was."""
    rows = tuple(_said(each) for each in review.said if each.objective == topic)
    places = topics(review)
    found = objective(review, topic)
    name = "The exercise" if found is None else f"{found.id}: {line(found.text)}"
    title = f"{places.index(topic) + 1} of {len(places)} {name}"
    return Table(
        title, SAID, rows, "s + strength  i - to improve  o ? question", "Players first, the facilitator last."
    )


def _said(each: SaidLine) -> Row:
    sign, _ = SAYS[each.says]
    return Row(str(each.seq), (Cell(sign, TONES[each.says]), Cell(each.by, "dim"), Cell(line(each.text))))


def actions(review: ReviewView) -> Table:
    """All actions of the exercise, and what they lack."""
    lacking = sum(bool(each.missing) for each in review.actions)
    title = f"Actions: {lack(review.actions)}" if lacking else f"Actions: {len(review.actions)}"
    rows = tuple(_action(each) for each in review.actions)
    return Table(
        title, ACTIONS, rows, "a new  enter change", "a notes what will be done.", "warn" if lacking else "plain"
    )


def lack(found: Iterable[ActionLine]) -> str:
    """Why the report stays a draft."""
    lacking = [each for each in found if each.missing]
    words = [word for name, word in LACKS.items() if any(name in each.missing for each in lacking)]
    last = f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]
    return f"{plural(len(lacking), 'action')} without {last}: the report stays DRAFT"


def still_missing(each: ActionLine) -> str:
    """Of one action, for who changes it."""
    words = [LACKS[name] for name in each.missing]
    return f"Still missing: {', '.join(words)}." if words else "Nothing is missing."


def _action(each: ActionLine) -> Row:
    cells = (
        Cell("NO " + each.missing[0].upper() if each.missing else "COMPLETE", "warn" if each.missing else "good"),
        Cell(f"{line(each.action)} ({line(each.finding)})"),
        Cell(each.element or "-", "dim"),
        Cell(line(each.owner) if each.owner else "-", "dim"),
        Cell(each.due or "-", "dim"),
    )
    return Row(str(each.seq), cells)
