"""The card of a role: on at most one page, what it answers for and whom to ask."""

from collections.abc import Sequence

from drillsim.model.staff import Permission
from drillsim.present.duty import WORDS
from drillsim.present.paragraphs import Paragraph
from drillsim.present.words import line, took
from drillsim.session.view import CardView, RoleView, TellsView

MAY: dict[Permission, str] = {
    "declare": "declare an emergency",
    "approve_messages": "approve messages",
    "speak_to_media": "speak to the media",
    "spend": "spend money",
}
"""Permission -> what it lets a role do."""

MOST_TIPS = 3  # more would not fit on the page


def card(told: CardView, duty: Sequence[RoleView], tips: Sequence[str]) -> list[Paragraph]:
    """All that the plan says about a role, and who holds it now."""
    found = [Paragraph(f"{line(told.name)} ({told.id})", "title"), Paragraph(_held(told, duty))]
    found += [Paragraph(text) for text in (_may(told), *_asks(told)) if text]
    found.append(Paragraph("Tasks", "heading"))
    found += [Paragraph(f"{line(do)} ({name})", "item") for name, do in told.tasks]
    if not told.tasks:
        found.append(Paragraph("The plan gives this role no task.", "item", "dim"))
    if told.all_hands:
        found.append(Paragraph(f"With no task: {line(told.all_hands)}.", "item"))
    if told.leads:
        found.append(Paragraph(f"You lead and check in: {', '.join(told.leads)}.", "item"))
    if told.tells:
        found.append(Paragraph("Whom you tell", "heading"))
        found += [Paragraph(_tells(each), "item") for each in told.tells]
    if told.hours:
        found.append(Paragraph("What matters in which hours", "heading"))
        found += [Paragraph(f"{name}, {line(hours)}: {line(text)}", "item") for name, hours, text in told.hours]
    if tips:
        found.append(Paragraph("Tips", "heading"))
        found += [Paragraph(line(tip), "item", "dim") for tip in tips[:MOST_TIPS]]
    return found


def _held(told: CardView, duty: Sequence[RoleView]) -> str:
    role = next((each for each in duty if each.id == told.id), None)
    person = "nobody: it is uncovered" if role is None or role.person is None else line(role.person)
    player = f" ({WORDS[role.player][0]})" if role is not None else ""
    after = f" If absent: {', then '.join(line(name) for name in told.alternates)}." if told.alternates else ""
    return f"Held by {person}{player}.{after or ' The plan names no alternate.'}"


def _may(told: CardView) -> str:
    return f"You may {_listed([MAY[each] for each in told.may])}." if told.may else ""


def _asks(told: CardView) -> list[str]:
    """One sentence for what the same roles have to be asked for."""
    asked: dict[tuple[str, ...], list[str]] = {}
    for permission, roles in told.ask:
        asked.setdefault(roles, []).append(MAY[permission])
    return [f"To {_listed(what, 'or')}, ask {' or '.join(roles)}." for roles, what in asked.items()]


def _listed(words: Sequence[str], last: str = "and") -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def _tells(each: TellsView) -> str:
    every = f", then every {took(each.every)}" if each.every else ""
    ready = f"; prepared: {', '.join(each.messages)}" if each.messages else ""
    return f"{each.audience}: within {took(each.first)}{every}{ready}"
