"""The MSEL as conducted: each inject as planned and as it came, who read it when, and what was expected of it."""

from collections.abc import Iterator, Mapping, Sequence

from drillsim.analysis.words import span
from drillsim.model.condition_words import written
from drillsim.model.exercise import PlayedInject
from drillsim.model.scenario import InjectBody
from drillsim.record import events as e
from drillsim.report.basis import Act, Basis, unlike
from drillsim.report.document import Heading, Para, Section
from drillsim.report.facts import Facts
from drillsim.report.making import bullets, section, table
from drillsim.report.text import clock, code, story

_HEADS = (
    "no",
    "inject",
    "planned",
    "came",
    "story time",
    "against plan",
    "how",
    "category",
    "from",
    "to",
    "via",
    "read by",
    "expected action",
)
_OF_INJECTS = e.InjectReleased | e.InjectSkipped | e.InjectDeferred | e.InjectOpened | e.InjectAcknowledged | e.Decided
_HOW = {"clock": "by the clock", "condition": "its conditions held", "facilitator": "released by hand"}


def msel_section(facts: Facts) -> Section:
    """All injects of the files in their order, then those that the facilitator made up."""
    about = _about(facts)
    planned = [_row(facts, about, number, inject) for number, inject in enumerate(facts.exercise.injects, 1)]
    added = [x.event for x in facts.acts if isinstance(x.event, e.InjectImprovised)]
    improvised = [_improvised(facts, about, len(planned) + number, event) for number, event in enumerate(added, 1)]
    return section(
        "msel",
        "MSEL as conducted",
        table("MSEL", _HEADS, [*planned, *improvised], empty="There was no inject."),
        Para(
            "Controllers' notes stand in the scenario.",
            "note",
        ),
        Heading("Texts as told"),
        bullets(_texts(facts)) or "Nobody was told anything.",
    )


def _texts(facts: Facts) -> Iterator[str]:
    """Word for word, in the order in which they came; what ends the exercise comes last."""
    ends = {inject.id: inject.body for inject in facts.exercise.injects}
    told = [(release.at, release.inject, release.body) for release in facts.history.came]
    told += [(release.at, release.inject, ends[release.inject]) for release in facts.history.last_words]
    for at, name, body in told:
        if body.says:
            yield f"{clock(at)} {code(name)}: “{facts.labels.text(body.says)}”"


_About = Mapping[str, Sequence[Act]]
"""By inject (`file/id` where several scenarios play) all that happened to it and was done with it, in order."""


def _about(facts: Facts) -> _About:
    found: dict[str, list[Act]] = {}
    for act in facts.acts:
        event = act.event
        if isinstance(event, _OF_INJECTS) and event.inject is not None:
            found.setdefault(event.inject, []).append(act)
    return found


def _row(facts: Facts, about: _About, number: int, inject: PlayedInject) -> tuple[str, ...]:
    return _cells(facts, about, number, inject.id, inject.body, _planned(inject), inject.at)


def _improvised(facts: Facts, about: _About, number: int, event: e.InjectImprovised) -> tuple[str, ...]:
    body = InjectBody.model_validate(event.inject)
    return _cells(facts, about, number, body.id, body, f"improvised {clock(event.at)}", None)


def _planned(inject: PlayedInject) -> str:
    if inject.at is not None:
        return clock(inject.at)
    if inject.when:
        return "if " + " and ".join(written(sentence) for sentence in inject.when)
    return "held, by hand"


def _cells(
    facts: Facts, about: _About, number: int, name: str, body: InjectBody, planned: str, at: int | None
) -> tuple[str, ...]:
    acts = about.get(name, ())
    came, how = _came(facts, name, acts)
    label = facts.labels
    return (
        str(number),
        code(name),
        planned,
        clock(came),
        "-" if came is None else story(facts.exercise, came),
        _against(at, came),
        how,
        body.kind,
        label.text(body.from_) if body.from_ else "-",
        ", ".join(label.role(role) for role in body.tell) or "nobody",
        label.text(body.via) if body.via else "-",
        "; ".join(_read(facts, acts)) or "-",
        "; ".join(_expected(body)) or "none",
    )


def _came(facts: Facts, name: str, about: Sequence[Act]) -> tuple[int | None, str]:
    """When it came and how; else what became of it, with the reason where one was given."""
    last = "not come by the end"
    for act in about:
        match act.event:
            case e.InjectReleased(at=at, how=how):
                return at, _HOW[how]
            case e.InjectSkipped(at=at, because=because):
                last = f"skipped {clock(at)}" + (f": {facts.labels.text(because)}" if because else "")
            case e.InjectDeferred(at=at, to=to):
                last = f"deferred {clock(at)}" + ("" if to is None else f" to {clock(to)}")
            case _:
                pass  # what people did with it stands in a column of its own
    ends = next((x for x in facts.history.last_words if x.inject == name), None)
    return (None, last) if ends is None else (ends.at, _HOW[ends.how])


def _against(planned: int | None, came: int | None) -> str:
    if planned is None or came is None:
        return "-"
    if planned == came:
        return "as planned"
    return f"{span(came - planned)} later" if came > planned else f"{span(planned - came)} earlier"


def _read(facts: Facts, about: Sequence[Act]) -> Iterator[str]:
    """Who opened, acknowledged and answered it, and when; what was not done as the exercise was played says so."""
    usual: Basis = "measured" if facts.header.live else "scripted"
    words = {e.InjectOpened: "opened", e.InjectAcknowledged: "acknowledged", e.Decided: "answered"}
    for act in about:
        event = act.event
        if isinstance(event, e.InjectOpened | e.InjectAcknowledged | e.Decided):
            how = unlike(act.basis, usual)
            yield f"{facts.labels.role(event.by)} {words[type(event)]} {clock(event.at)}{how}"


def _expected(body: InjectBody) -> Iterator[str]:
    for expect in body.expect:
        kind, name = expect.what
        within = "" if expect.within is None else f" within {span(expect.within)}"
        yield f"{kind} {code(name)}{within}"
