"""What there is to learn from a drill (language.md, section 6): a closed set of codes, with evidence."""

from collections.abc import Callable, Iterator

from drillsim.analysis.findings import backups, messages, people, response, restoration, service
from drillsim.analysis.findings.finding import Finding
from drillsim.analysis.reckoning import Reckoning

FINDERS: tuple[Callable[[Reckoning], Iterator[Finding]], ...] = (
    backups.dead_backup,
    backups.data_lost,
    service.rto_missed,
    service.mtpd_breached,
    service.over_pause,
    service.priority_broken,
    people.over_seats,
    people.surplus_check_in,
    people.uncovered,
    people.past_max_on,
    people.short_rest,
    response.permission,
    response.needless_declaration,
    response.expected,
    messages.undelivered,
    messages.updates_due,
    messages.claim_false,
    restoration.not_restored,
    restoration.left_away,
)


def findings(reckoning: Reckoning) -> list[Finding]:
    """Every finding, by time; those without one last, those of one second by code and name."""
    found = [finding for find in FINDERS for finding in find(reckoning)]
    return sorted(found, key=lambda x: (x.at is None, x.at or 0, x.code, x.about))
