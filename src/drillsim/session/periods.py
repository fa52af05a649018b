"""What matters in these hours, by the playbooks that run: the heading of the time that it is now."""

import re
from collections.abc import Collection, Iterator

from drillsim.model.plan import Plan
from drillsim.model.spelling import HOUR
from drillsim.session.cards import concerns
from drillsim.session.following import Following
from drillsim.session.view import PeriodView

_BAND = re.compile(r"(\d{1,4}) to (\d{1,4})")


def periods(plan: Plan, following: Following, roles: Collection[str], now: int) -> Iterator[PeriodView]:
    """Of each playbook of these roles whose conditions can be known, the band of hours since then, such as `4 to 12`.

    Bands that are not written as `FROM to TO` are on the role's card only.
    """
    for fired in following.fired:
        known = following.known_at(fired)
        if known is None or known > now or not concerns(plan, fired.playbook, roles):
            continue
        for hours, says in plan.playbooks[fired.playbook].hours.items():
            band = _BAND.fullmatch(hours)
            if band is not None and known + int(band[1]) * HOUR <= now < known + int(band[2]) * HOUR:
                yield PeriodView(fired.playbook, hours, says, known + int(band[2]) * HOUR)
