"""The screen before StartEx: what is played, by whom, and how this place plays it."""

from drillsim.present.duty import row
from drillsim.present.paragraphs import Paragraph
from drillsim.present.rows import Column, Table
from drillsim.present.words import block, line, span
from drillsim.session.view import Briefing

KINDS = {
    "tabletop": "Tabletop: a task takes its usual time on the exercise clock, unless you say done before.",
    "timed": "Timed: do it really. A task of yours runs until you say done; the time is measured.",
    "unattended": "Written to play by itself: here people play it, and a task takes its usual time.",
}
"""Kind of a drill -> what it means at this screen."""


def briefing(told: Briefing) -> list[Paragraph]:
    """What players are told before the clock runs."""
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
    found += [Paragraph("How it is played here", "heading"), Paragraph(KINDS[told.kind], "item")]
    found += [Paragraph(text, "item") for text in _differences(told)]
    found.append(Paragraph("Nobody is to blame. In a real emergency, stop the exercise and call for help.", "item"))
    found += [Paragraph(line(tip), "item", "dim") for tip in told.tips]
    return found


def _differences(told: Briefing) -> list[str]:
    """Where this place plays otherwise than the drill asks."""
    found = []
    if told.pace is None:
        found.append("The drill asks for jumps: the clock begins at 1x here, and j goes to the next event.")
    elif told.pace > 1:
        found.append(f"The clock runs {told.pace}x as fast as real time.")
    if told.stops_to_talk:
        found.append("The drill asks for a clock that stops to talk. Here it runs: stop it with the space bar.")
    if told.facilitator_releases:
        found.append("The drill leaves the injects to a facilitator. Here the clock releases them.")
    return found


def places(told: Briefing) -> Table:
    """Who plays which role."""
    rows = tuple(row(role) for role in told.roles)
    mine = [role for role in told.roles if role.mine]
    titles = f"You play {'all roles' if len(mine) == len(told.roles) else f'{len(mine)} of {len(told.roles)} roles'}"
    return Table(titles, (Column(8), Column(16), Column()), rows, empty="The plan has no roles.")
