"""The cover, the verdict, the overview, the summary in numbers, functions and levels."""

from collections.abc import Iterator

from report.oracle.facts import Facts
from report.oracle.findings import uncovered
from report.oracle.outages import Course, Outage
from report.oracle.people import accounted
from report.oracle.promises import promises, worst_of
from report.oracle.ratings import lacking
from report.oracle.spelling import clock, percent, seconds, share, span, story
from report.oracle.told import Cell, Prose, Rows, Told

REAL_TIME = "1x"
"""The pace at which a second of the exercise takes a second."""
SHORT = 12
"""Characters of a digest where it is shortened."""
DIGEST_NOTE = "SHA-256"
"""The name of the digest has a number in it."""
NOT_STATED = "not stated"


def _status(facts: Facts) -> str:
    lacks = len(lacking(facts))
    return f"{lacks} things are missing" if lacks else ""


def cover(facts: Facts) -> Told:
    """The cover, and what stands at the foot of every page."""
    record, drill = facts.record, facts.record.drill
    play, whole = record.chain
    plan = record.sha_of("plan")[:SHORT]
    actions = len(facts.actions)
    return Told(
        [
            drill["drill"],
            _status(facts),
            drill["drill"],
            held(facts),
            f"{record.plan['plan']}, version {record.plan['version']}",
            record.scenario["scenario"],
            played(facts),
            f"{actions} corrective actions",
            f"record {whole[:SHORT]} (up to EndEx {play[:SHORT]}), plan {plan}",
        ]
    )


def held(facts: Facts) -> str:
    """A live drill was held on the day it began; any other when its file says."""
    return facts.record.date if facts.record.live else str(facts.record.drill.get("held", "no date stated"))


def played(facts: Facts) -> str:
    """What somebody wrote up after a drill says of which day it tells."""
    drill = facts.record.drill
    written_up = not facts.record.live and "held" in drill and drill["kind"] != "unattended"
    return f"as written up of the exercise held {drill['held']}" if written_up else ""


def verdict(facts: Facts) -> Told:
    """A line for each promise."""
    return Told([text for each in promises(facts) for text in (each.promise, each.answer, each.earlier)])


def overview(facts: Facts) -> Told:
    """What HSEEP's overview asks for; then what was played, and how."""
    record = facts.record
    plan = record.plan
    rows: Rows = [
        ["held", held(facts)],
        *_asked_for(facts),
        ["plan", f"{plan['plan']}, version {plan['version']}"],
        ["plan's digest", Prose(f"{record.sha_of('plan')[:SHORT]} ({DIGEST_NOTE}")],
        ["kind", Prose("")],
        ["played", Prose(played(facts))],
        ["facilitator", Prose("")],
        ["announced", Prose("")],
        ["story begins", record.scenario["begins"]],
        ["length", Prose(f"{span(record.lasts)} (planned: {span(record.lasts_planned())})")],
        ["pace", Prose(_paces(facts) if record.live else "")],
    ]
    return Told(tables=[rows])


def _asked_for(facts: Facts) -> Iterator[list[Cell]]:
    """As the drill and the scenario state it; who is named as a person is left out."""
    scenario, about = facts.record.scenario, facts.record.drill.get("about", {})
    goals = scenario.get("objectives", {}).values()
    organisations = dict.fromkeys(
        x["organisation"] for x in facts.record.drill.get("attended", ()) if "organisation" in x
    )
    story = f": {scenario['story']}" if "story" in scenario else ""
    for name, words in (
        ("scope", [about.get("scope")]),
        ("core capabilities", dict.fromkeys(goal.get("capability") for goal in goals)),
        ("objectives", [goal["text"] for goal in goals]),
        ("threat or hazard", [", ".join(facts.hazards)]),
        ("scenario", [f"{scenario['scenario']}{story}"]),
        ("venue", [about.get("venue")]),
    ):
        yield [name, "; ".join(facts.told_as(each) for each in words if each) or NOT_STATED]
    yield ["sponsor", Prose("") if "sponsor" in about else NOT_STATED]
    yield ["participating organisations", "; ".join(map(facts.told_as, organisations)) or NOT_STATED]
    yield ["point of contact", Prose("") if "contact" in about else NOT_STATED]


def _paces(facts: Facts) -> str:
    """The last of each second."""
    first = facts.record.drill.get("pace", REAL_TIME)
    changes = {row.at: row["pace"] for row in facts.record.of("pace_set")}
    later = [f"{pace}x from {clock(at)}" for at, pace in changes.items()]
    return " ".join([first, *later, f"what was timed above {REAL_TIME} is no measure"])


def summary(facts: Facts) -> Told:
    """Each number stands in a section after it as well."""
    found = [each for each in promises(facts) if each.tested]
    on_time = sum(each.result == "on time" for each in facts.expectations)
    texts = [f"{sum(each.result == 'kept' for each in found)} of {len(found)}" if found else ""]
    for name, course in facts.courses.items():
        if course.outages:
            worst = worst_of(course)
            texts += [f"{facts.function(name)} out from {clock(worst.begins)}", span(worst.length)]
    texts.append(f"{on_time} of {len(facts.expectations)}" if facts.expectations else "")
    in_time = sum(each.result == "on time" for each in facts.updates)
    texts.append(f"{in_time} of {len(facts.updates)}" if facts.updates else "")
    texts += [span(longest) for longest in facts.silences.values()]
    texts += [f"{team.counted} of {team.sent}" for team in accounted(facts.record)]
    for role in facts.record.plan["roles"]:
        gone = list(uncovered(facts.record, role))
        if gone:
            texts += [f"{len(gone)} stretches", span(sum(ends - begins for begins, ends in gone))]
    texts += [str(len(facts.findings)), str(len(facts.actions))]
    return Told([*texts, *lacking(facts)])


def functions(facts: Facts) -> Told:
    """Against RTO and MTPD."""
    plan = facts.record.plan["functions"]
    promised: Rows = [
        [
            facts.function(name),
            name,
            str(plan[name]["priority"]),
            span(seconds(plan[name]["rto"])),
            span(seconds(plan[name]["mtpd"])),
            percent(share(plan[name]["mbco"])),
            str(plan[name]["normal_staff"]),
        ]
        for name in facts.courses
    ]
    out = [_outage(facts, outage) for course in facts.courses.values() for outage in course.outages]
    totals: Rows = [
        [
            facts.function(name),
            str(len(course.outages)),
            span(course.down),
            percent(1 - share("100%") * course.down / facts.record.lasts),
            span(course.put_aside) if course.put_aside else "never",
        ]
        for name, course in facts.courses.items()
    ]
    texts = [*_aside(facts), _order(facts)]
    return Told(texts, [promised, *([out] if out else []), totals])


def _outage(facts: Facts, out: Outage) -> list[str | Prose]:
    aside = out.ends is not None and any(begins == out.ends for begins, _ in facts.courses[out.function].aside)
    return [
        facts.function(out.function),
        clock(out.begins),
        "(still out)" if out.ends is None else clock(out.ends) + " (put aside)" * aside,
        span(out.length),
        out.rto,
        span(out.over) if out.over else "-",
        "kept" if out.breached is None else f"breached {clock(out.breached)}",
        ", ".join(out.causes) or "decisions alone",
    ]


def _aside(facts: Facts) -> Iterator[str]:
    for name, course in facts.courses.items():
        limit = seconds(facts.record.plan["functions"][name].get("can_pause", "0s"))
        for begins, ends in course.aside:
            over = f", {span(ends - begins - limit)} too long" if ends - begins > limit else ""
            to = "to the end" if ends == facts.record.lasts else f"to {clock(ends)}"
            stretch = f"from {clock(begins)} {to}, {span(ends - begins)}"
            yield f"{facts.function(name)}: {stretch} (allowed {span(limit)}{over})"


def _order(facts: Facts) -> str:
    back = sorted(
        (out.ends, name)
        for name, course in facts.courses.items()
        for out in course.outages
        if out.ends is not None and all(out.ends != begins for begins, _ in course.aside)
    )
    plan = facts.record.plan["functions"]
    return " ".join(f"{facts.function(name)} (priority {plan[name]['priority']}) at {clock(at)}" for at, name in back)


def levels(facts: Facts) -> Told:
    """Every change of every level; the figure's table is by function, the section's by time."""
    plan = facts.record.plan["functions"]
    changes = [
        (at, place, name, percent(level), percent(share(plan[name]["mbco"])), facts.courses[name].state(at))
        for place, name in enumerate(plan)
        for at, level in facts.courses[name].levels
    ]
    in_time: Rows = [
        [clock(at), facts.function(name), level, mbco, state] for at, _, name, level, mbco, state in sorted(changes)
    ]
    of_figure: Rows = [
        [facts.function(name), clock(at), level, mbco, state]
        for each in facts.courses
        for at, _, name, level, mbco, state in changes
        if name == each
    ]
    drawn = [_drawn(facts, name, course) for name, course in facts.courses.items()]
    return Told([], [in_time], [of_figure], [*drawn, "100% 50% 0%"])


def _drawn(facts: Facts, name: str, course: Course) -> str:
    body = facts.record.plan["functions"][name]
    said = [f"RTO {span(seconds(body['rto']))} MBCO {percent(share(body['mbco']))} {span(course.put_aside)}"]
    said += [f"{span(out.length)} {span(out.over)} {len(course.outages)}" for out in course.outages]
    return " ".join(said)


def story_clock(facts: Facts, at: int) -> str:
    """The story's clock at a second of the exercise."""
    return story(facts.record.scenario["begins"], at)
