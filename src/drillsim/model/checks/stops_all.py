"""A telephone at the wrong place of the plan (`stops_all`)."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from drillsim.model.checks.complaint import Complaint
from drillsim.model.checks.words import listed
from drillsim.model.checks.workplaces import routed

if TYPE_CHECKING:
    from drillsim.model.plan import Plan

_TELEPHONE = re.compile(r"phone|pbx|telecom|telco|voice|voip|carrier|trunk|dial|\b(acd|ivr|sip)\b")


def stops_all(plan: "Plan") -> Iterator[Complaint]:
    """A need of a site stops every function there. Asked about where that is hardly meant.

    Which is: the thing needed is a telephone by its id or name, and a function that is or can be routed there
    has contacts other than voice, or is one of several there and does not say that it takes voice.
    """
    there: dict[str, list[str]] = {}
    for function, sites in routed(plan).items():
        for site in sites:
            there.setdefault(site, []).append(function)
    for name, place in plan.sites.items():
        silent = _without_voice(plan, there.get(name, []))
        for index, need in enumerate(place.needs if silent else ()):
            if _is_telephone(plan, need):
                stops = f"without {need} every function at {name} stops, {listed(silent)} too"
                message = f"{stops}; meant only for calls? write needs_at"
                yield Complaint("stops_all", "plan", ("sites", name, "needs", index), message)


def _without_voice(plan: "Plan", functions: list[str]) -> list[str]:
    found = []
    for name in functions:
        function = plan.functions.get(name)
        contacts = function.contacts if function else None
        if (contacts and contacts.channel != "voice") or (function and not contacts and len(functions) > 1):
            found.append(name)
    return found


def _is_telephone(plan: "Plan", need: str) -> bool:
    system = plan.systems.get(need)
    words = f"{need} {system.name if system and system.name else ''}".lower().replace("_", " ")
    return _TELEPHONE.search(words) is not None
