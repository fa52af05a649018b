"""The evacuation drill record: what fire codes and tenants ask for after a building was left (doctrine.md, 1.6)."""

from collections.abc import Iterator

from drillsim.analysis.check_ins import counted
from drillsim.analysis.muster import Muster, TeamMuster
from drillsim.analysis.words import span
from drillsim.model.drill import VISITORS
from drillsim.record import events as e
from drillsim.record.roll import since
from drillsim.report.basis import IN_WORDS, Act, Basis
from drillsim.report.document import Para, Section
from drillsim.report.facts import Facts
from drillsim.report.making import section, table
from drillsim.report.marks import link
from drillsim.report.text import clock, code, codes

NOT_MEASURED = "not measured"
_LEFT = ("out", "assembled", "safe", "need_help")
"""Statuses of people who are out of the building, or were counted where they took cover."""


def evacuation_section(facts: Facts) -> Section | None:
    """Only where people took cover, left, were counted or were sent to check in."""
    if not _reports(facts) and not facts.outcome["check_ins"] and not _done(facts):
        return None
    return section(
        "evacuation",
        "Evacuation drill record",
        table("EvacuationDrillRecord", ("item", "as recorded"), _items(facts)),
        table("EvacuationTimes", ("time", "clock", "after the alarm", "how known"), _times(facts)),
        Para(
            f"A time nobody reported stands as {NOT_MEASURED}, never as nought. The alarm is the first failure, or"
            " where nothing failed the first time that people were told or sent.",
            "note",
        ),
        f"The curve of those counted stands in {link('check_ins', 'Check-ins and targets')}."
        if facts.outcome["check_ins"]
        else "",
    )


def _items(facts: Facts) -> Iterator[tuple[str, str]]:
    drill, label = facts.exercise.drill, facts.labels
    name = None if drill.facilitator is None else label.text(drill.facilitator)
    yield "conducted by", "not stated" if name is None else name if label.names else "one person (names are left out)"
    yield "date", "not stated" if drill.held is None else str(drill.held)
    yield (
        "kind",
        "planned exercise" if drill.origin == "planned" else "real event; it does not count as a required drill",
    )
    yield "announced", {"in_advance": "in advance", "surprise": "not announced", None: "not stated"}[drill.announced]
    yield "notification method", ", ".join(_channels(facts)) or NOT_MEASURED
    sent = {team: row["expected"] for team, row in facts.outcome["check_ins"].items()}
    yield (
        "people sent to check in",
        ", ".join(f"{number} of {code(team)}" for team, number in sent.items()) or NOT_MEASURED,
    )
    heads = _heads(facts)
    yield "head count to reach", ", ".join(f"{team.head} of {code(team.team)}" for team in heads) or NOT_MEASURED
    yield "accounted for", ", ".join(f"{team.counted} of {code(team.team)}" for team in heads) or NOT_MEASURED
    yield "not accounted for", ", ".join(f"{team.unaccounted} of {code(team.team)}" for team in heads) or NOT_MEASURED
    if absent := [(team.team, there) for team in heads if team.called and (there := _absent(team))]:
        yield "absent, so neither", ", ".join(f"{number} of {code(team)}" for team, number in absent)
    left = _left(facts)
    yield "people reported as out or safe", str(left) if left else NOT_MEASURED
    hazards = list(dict.fromkeys(name for part in facts.exercise.parts for name in part.scenario.hazard))
    yield "special conditions simulated", codes(hazards) or "none"
    helped = sum(event.count for event, _ in _reports(facts) if event.status == "need_help")
    yield "people who asked for help", str(helped) if helped else "none reported"
    yield "visitors", str(facts.exercise.drill.on_shift.get(VISITORS, 0) or NOT_MEASURED)
    yield "weather, exits, wardens, sounders", f"{NOT_MEASURED}: to be written by whoever oversaw it"


def _heads(facts: Facts) -> list[TeamMuster]:
    """Of each team that was to report, or did."""
    muster = Muster(facts.exercise)
    for event in facts.history.events:
        muster.take(event)
    found = muster.teams(facts.history.after(facts.lasts))
    return [team for team in found if team.called is not None or team.heard is not None]


def _absent(team: TeamMuster) -> int:
    """Of a team that was sent: the sick are nobody to look for, and nobody counted them."""
    return dict(team.stages).get("absent", 0)


def _channels(facts: Facts) -> list[str]:
    """How people were told of it: the ways of the injects and messages until the first of them moved."""
    moved = min((since(event) for event, _ in _reports(facts)), default=facts.lasts)
    told = [facts.labels.text(x.body.via) for x in facts.history.came if x.body.via and x.body.tell and x.at <= moved]
    sent = [code(channel) for row in facts.outcome["deliveries"] if row["at"] <= moved for channel in row["channels"]]
    return list(dict.fromkeys([*told, *sent]))


def _left(facts: Facts) -> int:
    """Each name once, by its latest status; numbers added up."""
    latest: dict[str, str] = {}
    number = 0
    for event, _ in sorted(_reports(facts), key=lambda each: since(each[0])):
        if event.name is not None:
            latest[event.name] = event.status
        elif event.status in _LEFT:
            number += event.count
    return number + sum(status in _LEFT for status in latest.values())


def _reports(facts: Facts) -> list[tuple[e.CheckedIn, Basis | None]]:
    return [(act.event, act.basis) for act in facts.acts if isinstance(act.event, e.CheckedIn)]


_Time = tuple[str, int | None, str]


def _times(facts: Facts) -> Iterator[tuple[str, ...]]:
    known = list(_known(facts))
    alarm = known[0][1]
    for name, at, how in known:
        after = (
            "-" if at is None or alarm is None else span(at - alarm) if at >= alarm else f"{span(alarm - at)} before"
        )
        yield name, NOT_MEASURED if at is None else clock(at), after, "-" if at is None else how


def _known(facts: Facts) -> Iterator[_Time]:
    alarm, how = _alarm(facts)
    yield "T0 alarm", alarm, how
    yield _of("T1 first person out", facts, ("out", "assembled", "safe"), first=True)
    yield _of("T2 last person out", facts, ("out", "assembled", "safe"), first=False)
    yield "T3 wardens report their sweeps clear", None, ""
    yield "T4 head count complete", *_complete(facts)
    yield from (_task(facts, task, act) for task, act in _done(facts).items())
    cleared = [
        x.event.at
        for x in facts.acts
        if isinstance(x.event, e.SiteCleared | e.SiteOpened) and x.event.at > (alarm or 0)
    ]
    yield "T5 all clear", min(cleared, default=None), "by the scenario and what people did"
    yield _of("T6 first person at work again", facts, ("working",), first=True)
    yield "T7 every function that was out is back at its MBCO", _back(facts), "reckoned"
    yield "T8 the last target reached", _targets(facts), "reckoned from the check-ins"


def _alarm(facts: Facts) -> tuple[int | None, str]:
    """The first failure; where nothing failed the first time that people were told, or sent to check in."""
    failed = facts.outcome["identified"]["failed_at"]
    if failed is not None:
        return failed, "by the scenario"
    told = [(release.at, "by the scenario") for release in facts.history.came if release.body.tell][:1]
    sent = [(row["started"], "as people were sent") for row in facts.outcome["check_ins"].values()]
    return min([*told, *sent], key=lambda each: each[0], default=(None, ""))


def _done(facts: Facts) -> dict[str, Act]:
    """The first end of each task that the plan has for the safety of people."""
    found: dict[str, Act] = {}
    for act in facts.acts:
        if isinstance(act.event, e.TaskDone) and facts.plan.tasks[act.event.task].safety is not None:
            found.setdefault(act.event.task, act)
    return found


def _task(facts: Facts, task: str, act: Act) -> _Time:
    return f"“{facts.labels.text(facts.plan.tasks[task].do)}” said to be done", act.event.at, _how(act.basis)


def _of(name: str, facts: Facts, statuses: tuple[str, ...], *, first: bool) -> _Time:
    found = [(since(event), _how(basis)) for event, basis in _reports(facts) if event.status in statuses]
    if not found:
        return name, None, ""
    at, how = min(found) if first else max(found)
    return name, at, how


def _how(basis: Basis | None) -> str:
    return "by the scenario" if basis is None else IN_WORDS[basis]


def _complete(facts: Facts) -> tuple[int | None, str]:
    """When the last of all who were sent had been counted; never where anybody is unaccounted for."""
    rows = list(facts.outcome["check_ins"].values())
    if not rows or any(not row["reached"] or counted(row) < row["expected"] for row in rows):
        return None, ""
    at = max(next(second for second, total in row["reached"] if total >= row["expected"]) for row in rows)
    return at, _how(next((basis for event, basis in _reports(facts) if event.at == at), None))


def _back(facts: Facts) -> int | None:
    outages = [outage for row in facts.outcome["functions"].values() for outage in row["outages"]]
    ends = [outage["to"] for outage in outages if outage["to"] is not None]
    return max(ends) if ends and len(ends) == len(outages) else None


def _targets(facts: Facts) -> int | None:
    """The last of all targets, each counted from the first start of its task; None where one was never reached."""
    starts: dict[str, int] = {}
    for act in facts.acts:
        if isinstance(act.event, e.TaskStarted):
            starts.setdefault(act.event.task, act.event.at)
    rows = facts.outcome["targets"]
    found = [starts[row["task"]] + row["took"] for row in rows if row["took"] is not None]
    return max(found) if found and len(found) == len(rows) else None
