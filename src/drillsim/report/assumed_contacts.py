"""What the queues rest on: the plan's values of contacts, and what drillsim takes where nothing better is known."""

from collections.abc import Iterator

from drillsim.analysis.words import span
from drillsim.contacts.attempts import MOST_ATTEMPTS
from drillsim.contacts.customers import REDIAL_AFTER_S
from drillsim.model.services import Contacts
from drillsim.report.facts import Facts
from drillsim.report.text import code, percent
from drillsim.report.value import UNSURE, Value

OWN = "drillsim.contacts"
"""Values that no plan gives."""


def contact_values(facts: Facts) -> Iterator[Value]:
    """Of each function that has contacts; then the assumptions of the model itself."""
    queues = facts.reckoned.queues.of if facts.lasts else {}
    for name, queue in queues.items():
        yield from _of(f"functions.{name}.contacts", queue.contacts, f"contacts of {code(name)}")
    if not queues:
        return
    every = "all contacts"
    yield Value(f"{OWN}.times", "exponential about their mean where one duration is given", "assumed", every)
    yield Value(f"{OWN}.begin", "nobody in hand and nobody waiting at StartEx", "assumed", every)
    if any(queue.contacts.redial for queue in queues.values()):
        again = f"after {span(int(REDIAL_AFTER_S))} on average, {MOST_ATTEMPTS} attempts at most"
        yield Value(f"{OWN}.redial", again, "assumed", "who calls again")


def _of(name: str, contacts: Contacts, rests: str) -> Iterator[Value]:
    if contacts.per_hour is None:
        yield Value(f"{name}.by_hour", "a rate for each hour of the day", "none given", rests)
    else:
        yield Value(f"{name}.per_hour", f"{float(contacts.per_hour):g} an hour", "none given", rests)
    handling = contacts.handling
    if handling.source in UNSURE:
        spread = "" if handling.best == handling.worst else f", {span(handling.best)} to {span(handling.worst)}"
        yield Value(f"{name}.handling", f"{span(round(handling.mean))} on average{spread}", handling.source, rests)
    if contacts.patience is not None:
        yield Value(f"{name}.patience", f"{span(contacts.patience)} on average", "none given", rests)
    if contacts.redial:
        yield Value(f"{name}.redial", percent(contacts.redial), "none given", rests)
    if contacts.at_once > 1:
        taken = f"{contacts.at_once} at once, none slower for it"
        yield Value(f"{name}.at_once", taken, "none given", rests)
