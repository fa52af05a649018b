"""Check-ins as they are typed on the muster board, one line for each: `12 safe`, `40 working home`, `anna ben w`.

First a number or names, then a status or its first letters, then, if it is another, the site; behind a colon why.
"""

import re
from collections.abc import Sequence

from drillsim.analysis.check_ins import COUNTED
from drillsim.model.checks.words import nearest
from drillsim.model.drill import STATUSES
from drillsim.model.spelling import Misspelled, agent_name
from drillsim.present.statuses import status_meant
from drillsim.present.words import line
from drillsim.record.clean import clean
from drillsim.record.commands import ChecksIn
from drillsim.session.muster_view import ReportView

MOST = 100_000
"""People in one line; more than any contact centre has."""
MOST_NAMES = 100
"""Names in one line: their answers must all fit into what a client holds."""

HINT = "12 safe · 40 w home · anna ben a · cy n: cannot walk"
"""What may be typed."""

_COUNT = re.compile(r"\d{1,7}", re.ASCII)


class NotUnderstood(ValueError):
    """What was typed is no check-in; the sentence says what was expected, and the nearest right word."""


def read_entry(text: str, team: str, sites: Sequence[str], by: str | None = None) -> list[ChecksIn]:
    """The check-ins of one typed line, for this team. Raises NotUnderstood."""
    said, _, why = clean(text).partition(":")
    words = said.split()
    if len(words) < 2:
        raise NotUnderstood(f"Expected who and then how they are, such as {HINT}")
    place = next((number for number, word in enumerate(words[1:], 1) if status_meant(word) is not None), None)
    if place is None:
        raise NotUnderstood(_no_status(words))
    status = status_meant(words[place]) or ""
    site = _site(words[place + 1 :], sites)
    reason = line(why) or None
    return [ChecksIn(by, team, count, site, status, reason, name) for count, name in _who(words[:place])]


def _who(words: Sequence[str]) -> list[tuple[int, str | None]]:
    if len(words) == 1 and _COUNT.fullmatch(words[0]):
        count = int(words[0])
        if not 1 <= count <= MOST:
            raise NotUnderstood(
                f"Expected 1 to {MOST} people, found {words[0]}. A badge number is typed as #{words[0]}."
            )
        return [(count, None)]
    if len(words) > MOST_NAMES:
        raise NotUnderstood(f"Expected at most {MOST_NAMES} names in a line, found {len(words)}.")
    return [(1, _name(word)) for word in words]


def _name(word: str) -> str:
    if _COUNT.fullmatch(word):
        raise NotUnderstood(f"Expected one number or names, found “{word}” among names: a badge is typed as #{word}.")
    try:
        return agent_name(word.removeprefix("#"))
    except Misspelled as error:
        raise NotUnderstood(f"Expected {error.expected}, found “{word[:40]}”.") from None


def _no_status(words: Sequence[str]) -> str:
    found = words[1] if _COUNT.fullmatch(words[0]) else words[-1]
    near = nearest(found.lower(), STATUSES)
    guess = f"; did you mean {near}?" if near else "."
    return f"“{found[:40]}” is no status{guess} Expected one of {', '.join(STATUSES)} (o a s w c n off)."


def _site(words: Sequence[str], sites: Sequence[str]) -> str | None:
    if not words:
        return None
    word = words[0].lower()
    found = [word] if word in sites else [site for site in sites if site.startswith(word)]
    if len(words) > 1:
        raise NotUnderstood(f"Expected a site and nothing else after the status, found “{' '.join(words)[:40]}”.")
    if len(found) != 1:
        near = nearest(word, sites)
        guess = f"; did you mean {near}?" if near else "."
        raise NotUnderstood(f"“{word[:40]}” is no site{guess} Expected one of {', '.join(found or sites)}.")
    return found[0]


def answer(reports: Sequence[ReportView]) -> str:
    """What became of what was typed: recorded, how many are new to the count, how many more than expected."""
    if not reports:
        return "recorded"
    first = reports[0]
    total = sum(report.count for report in reports)
    names = [line(report.name) for report in reports if report.name is not None]
    who = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "") if names else str(total)
    site = f" at {first.site}" if first.site is not None else ""
    surplus, counted = sum(report.surplus for report in reports), sum(report.counted for report in reports)
    parts = [f"recorded: {who} {first.status.replace('_', ' ')}{site}"]
    if surplus:
        parts.append(f"{surplus} surplus")
    if first.status in COUNTED and 0 < counted < total:
        parts.append(f"{counted} new to the count")
    if first.status in COUNTED and counted == surplus == 0:
        parts.append("counted before")
    return ", ".join(parts)
