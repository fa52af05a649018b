"""The screen before StartEx: what is played, by whom, and how this place plays it."""

from collections.abc import Sequence

from drillsim.present.duty import row
from drillsim.present.paragraphs import Paragraph
from drillsim.present.rows import Column, Table
from drillsim.present.words import block, line, span
from drillsim.session.view import Briefing, LeftRow

KINDS = {
    "tabletop": "Tabletop: a task takes its usual time on the exercise clock, unless you say done before.",
    "timed": "Timed: do it really. A task of yours runs until you say done; the time is measured.",
    "unattended": "Written to play by itself: here people play it, and a task takes its usual time.",
}
"""Kind of a drill -> what it means at this screen."""


RULES = (
    "No fault: the exercise tries the plan, not the people. Nobody is scored.",
    "Play the problem, not the scenario: do what you would do if it were so.",
    "In a real emergency say NO DUFF or {emergency}: the exercise stops at once, for everybody.",
)
"""The ground rules, read out before StartEx; how a real emergency is called at this place is left open."""


def briefing(
    told: Briefing,
    left: Sequence[LeftRow] = (),
    *,
    facilitated: bool = False,
    jump: str = "j",
    emergency: str = "press F9",
) -> list[Paragraph]:
    """What players are told before the clock runs; `facilitated`: somebody is there to release injects.

    `left` is what earlier drills left to do. `jump` and `emergency` are how that is done at this place.
    """
    found = [
        Paragraph(line(told.drill), "title"),
        Paragraph(f"{line(told.plan)}, version {line(told.version)}", tone="dim"),
        Paragraph("The story", "heading"),
        Paragraph(
            f"{line(', '.join(told.scenarios))}. It begins on {told.begins} and lasts {span(told.lasts)} at most.",
            "text",
            "strong",
        ),
    ]
    if told.story:
        found.append(Paragraph(block(told.story)))
    if told.objectives:
        found.append(Paragraph("What it is to show", "heading"))
        found += [Paragraph(line(text), "item") for text in told.objectives]
    found += [
        *_left(left),
        Paragraph("Ground rules", "heading"),
        *(Paragraph(text.format(emergency=emergency), "item") for text in RULES),
    ]
    found += [Paragraph("How it is played here", "heading"), Paragraph(KINDS[told.kind], "item")]
    found += [Paragraph(text, "item") for text in _differences(told, jump, facilitated=facilitated)]
    found += [Paragraph(line(tip), "item", "dim") for tip in told.tips]
    return found


def _left(left: Sequence[LeftRow]) -> list[Paragraph]:
    """Open actions of earlier drills: this one shows whether they work."""
    if not left:
        return []
    overdue = sum(row.overdue for row in left)
    title = f"Left to do from earlier drills: {len(left)}{f', {overdue} overdue' if overdue else ''}"
    told = [Paragraph(_left_words(row), "item", "warn" if row.overdue else "plain") for row in left]
    return [Paragraph(title, "heading"), *told]


def _left_words(row: LeftRow) -> str:
    owner = f"owner {line(row.owner)}" if row.owner else "no owner"
    due = f"OVERDUE since {row.due}" if row.overdue else f"due {row.due}" if row.due else "no due date"
    how = "done, to be shown" if row.done else due
    return f"{row.id}: {line(row.action)} ({how}; {owner}; from {line(row.since)})"


def _differences(told: Briefing, jump: str, *, facilitated: bool) -> list[str]:
    """How the clock and the injects go here, where that is not the usual way."""
    found = []
    if told.stops_to_talk:
        found.append(f"The story's clock stands while you talk; {jump} ends the talk and goes to the next thing.")
    elif told.pace is None:
        found.append(f"The drill asks for jumps: the clock begins at 1x here, and {jump} goes to the next event.")
    elif told.pace > 1:
        found.append(f"The clock runs {told.pace}x as fast as real time.")
    if told.facilitator_releases and facilitated:
        found.append("Nothing comes by itself: what is due waits for the facilitator to release it.")
    elif told.facilitator_releases:
        found.append("The drill leaves the injects to a facilitator. Here the clock releases them.")
    return found


def places(told: Briefing) -> Table:
    """Who plays which role."""
    rows = tuple(row(role) for role in told.roles)
    mine = [role for role in told.roles if role.mine]
    titles = f"You play {'all roles' if len(mine) == len(told.roles) else f'{len(mine)} of {len(told.roles)} roles'}"
    return Table(titles, (Column(8), Column(16), Column()), rows, empty="The plan has no roles.")
