"""Where people of a team are."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["at", "away", "coming", "to_check_in", "accounted", "absent", "on_call", "off_shift"]


@dataclass(frozen=True, slots=True, order=True)
class Whereabouts:
    """People are somewhere (language.md, rule 12).

    at           at a site, and able to work there as far as the site allows
    away         their site closed under them (`site`), or they came back from an absence (no site)
    coming       on the way to `site` with task run `run`, to arrive by themselves
    to_check_in  on the way to `site`, there once they check in
    accounted    reported safe, assembled or unable to work at `site`: counted, working nowhere
    absent       not to be had
    on_call      temporary staff who have not been called for
    off_shift    at home after or before their shift; how many are there is not counted
    """

    kind: Kind
    site: str | None = None
    run: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """People of one team with one work (None: a reserve) at one place."""

    team: str
    works: str | None
    where: Whereabouts


AWAY = Whereabouts("away")
ABSENT = Whereabouts("absent")
ON_CALL = Whereabouts("on_call")
OFF_SHIFT = Whereabouts("off_shift")


def at(site: str) -> Whereabouts:
    """At a site."""
    return Whereabouts("at", site)


def away(site: str) -> Whereabouts:
    """Away because this site closed."""
    return Whereabouts("away", site)
