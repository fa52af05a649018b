"""Findings: each code by its rule (language.md, section 6), with the numbers that its sentence has to say."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from report.oracle.expected import Expected
from report.oracle.news import Update, declared, truth_of_return
from report.oracle.outages import Course
from report.oracle.record import Record, Row
from report.oracle.spelling import clock, seconds, span
from report.oracle.world import World, at_second


@dataclass(frozen=True)
class Finding:
    """`text` says the numbers in the order in which the report's sentence does."""

    code: str
    at: int | None
    about: tuple[str, ...]
    text: str


def findings(
    record: Record, courses: dict[str, Course], expected: list[Expected], updates: list[Update]
) -> list[Finding]:
    """By time, by code, by what they are about."""
    refuse_unknown(record, courses)
    found = [
        *_of_outages(record, courses),
        *_of_expected(expected),
        *_of_updates(updates),
        *_undelivered(record),
        *_claims(record, courses),
        *_uncovered(record),
        *_backups(record),
        *_permissions(record),
        *_needless(record),
        *_not_restored(record),
        *_left_away(record),
    ]
    return sorted(found, key=lambda each: (each.at is None, each.at or 0, each.code, each.about))


def _of_outages(record: Record, courses: dict[str, Course]) -> Iterator[Finding]:
    for name, course in courses.items():
        body = record.plan["functions"][name]
        rto, mtpd = seconds(body["rto"]), seconds(body["mtpd"])
        for out in course.outages:
            to = "the end" if out.ends is None else clock(out.ends)
            was = f"out from {clock(out.begins)} to {to}, {span(out.length)}"
            if out.rto == "missed":
                text = f"{was}; its RTO of {span(rto)} was missed by {span(out.over)}"
                yield Finding("rto_missed", out.begins + rto, (name,), text)
            if out.breached is not None:
                text = f"{was}, longer than {span(mtpd)}, by {span(out.length - mtpd)}"
                yield Finding("mtpd_breached", out.breached, (name,), text)
        for begins, ends in course.aside:
            limit = seconds(body["can_pause"])
            if ends - begins > limit:
                text = f"put aside from {clock(begins)} for {span(ends - begins)}, longer than {span(limit)}"
                yield Finding("over_pause", begins + limit, (name,), text)


def refuse_unknown(record: Record, courses: dict[str, Course]) -> None:
    """Codes that no drill of the oracle has: it would rather fail than overlook one."""
    assert not any(row["surplus"] for row in record.of("checked_in")), "the oracle does not know surplus_check_in"
    by_priority = list(courses.values())
    for rank, course in enumerate(by_priority):
        backs = [out.ends for out in course.outages if out.ends is not None]
        for its in (out for urgent in by_priority[:rank] for out in urgent.outages):
            broken = any(its.begins <= back and (its.ends is None or back < its.ends) for back in backs)
            assert not broken, "the oracle does not know priority_broken"


def _of_expected(expected: list[Expected]) -> Iterator[Finding]:
    for each in expected:
        if each.result in ("late", "never"):
            due = "" if each.due is None else clock(each.due)
            text = f"{each.name}, expected by {each.source.replace(':', ' ')} by {due}"
            if each.done is not None:
                text += f", {span(each.late)} late, at {clock(each.done.at)}"
            yield Finding(each.result, each.due, (each.name,), text)


def _of_updates(updates: list[Update]) -> Iterator[Finding]:
    for update in updates:
        if update.result != "on time":
            text = f"{update.audience} were due news at {clock(update.due)}"
            if update.delivered is not None:
                text += f", {span(update.late)} late, at {clock(update.delivered.at)}"
            yield Finding(update.result, update.due, (update.audience,), text)


def _undelivered(record: Record) -> Iterator[Finding]:
    for row in record.of("message_undelivered"):
        text = f"at {clock(row.at)}: {row['why']}"
        yield Finding("undelivered", row.at, (row["message"], row["audience"]), text)


def _claims(record: Record, courses: dict[str, Course]) -> Iterator[Finding]:
    for row in record.of("claim_made"):
        truth = truth_of_return(courses, row.at)
        if row["fault"] is not None and row["fault"] != record.scenario["truth"]["fault"]:
            yield Finding("claim_false", row.at, (row["message"],), f"said at {clock(row.at)}")
        if row["restored_by"] is not None and truth is not None and row["restored_by"] < truth:
            text = f"said at {clock(row.at)}, by {clock(row['restored_by'])}; came back {clock(truth)}"
            yield Finding("claim_false", row.at, (row["message"],), text)


def uncovered(record: Record, role: str) -> Iterator[tuple[int, int]]:
    """Stretches in which nobody held a role."""
    for person, begins, ends in held(record, role):
        if person is None:
            yield begins, ends


def held(record: Record, role: str) -> Iterator[tuple[str | None, int, int]]:
    """Who held a role, from when to when."""
    rows = [row for row in record.of("role_held") if row["role"] == role]
    for index, row in enumerate(rows):
        ends = rows[index + 1].at if index + 1 < len(rows) else record.lasts
        if ends > row.at:
            yield row["person"], row.at, ends


def _uncovered(record: Record) -> Iterator[Finding]:
    for role in record.plan["roles"]:
        for begins, ends in uncovered(record, role):
            text = f"from {clock(begins)} to {clock(ends)}, {span(ends - begins)}"
            yield Finding("uncovered", begins, (role,), text)


def _backups(record: Record) -> Iterator[Finding]:
    for row in record.of("switched_to"):
        task, backup = row["task"], row["backup"]
        body = record.plan["systems"][backup]
        if not at_second(record, row.at).is_up(backup):
            yield Finding("dead_backup", row.at, (task, backup), f"at {clock(row.at)}")
        if "copies_every" in body:
            every = span(seconds(body["copies_every"]))
            yield Finding("data_lost", row.at, (backup,), f"copied every {every}: up to {every}, at {clock(row.at)}")


def _permissions(record: Record) -> Iterator[Finding]:
    for row in record.of("task_started", "decided"):
        may = record.plan["roles"].get(row["by"], {}).get("may", ())
        if row.kind == "task_started":
            about, effect = row["task"], record.plan["tasks"][row["task"]].get("effect", {})
            needed = ["declare"] * (effect.get("mode") == "emergency") + ["spend"] * ("activate" in effect)
        else:
            about = row["inject"]
            media = about is not None and record.injects[about].get("kind") == "media"
            needed = ["speak_to_media"] * media
        if set(needed) - set(may):
            yield Finding("permission", row.at, (row["by"], about), f"at {clock(row.at)}")


def asked_for(record: Record, task: str, by: int) -> list[str]:
    """Injects, then playbooks, that had called for a task by a second."""
    asked = []
    for row in record.of("inject_released"):
        wanted = [each.get("task") for each in record.injects[row["inject"]].get("expect", ())]
        if row.at <= by and task in wanted:
            asked.append(f"inject:{row['inject']}")
    for row in record.of("playbook_fired"):
        if row.at <= by and task in steps(record.plan["playbooks"][row["playbook"]], "do", "resume"):
            asked.append(f"playbook:{row['playbook']}")
    return asked


def steps(playbook: dict[str, Any], *lists: str) -> list[str]:
    """The tasks of a playbook."""
    all_steps = [step for each in lists for step in playbook.get(each, ())]
    return [step["task"] if isinstance(step, dict) else step for step in all_steps]


def _needless(record: Record) -> Iterator[Finding]:
    for row in record.of("mode_changed"):
        if row["mode"] == "emergency" and not asked_for(record, row["task"], row.at):
            yield Finding("needless_declaration", row.at, (row["task"],), f"at {clock(row.at)}")


def second_of_normal(record: Record) -> int:
    """Rule 19: when the mode turned normal after an emergency, else the end."""
    emergency = declared(record)
    normal = [row.at for row in record.of("mode_changed") if row["mode"] == "normal"]
    return next((at for at in normal if emergency is not None and at >= emergency), record.lasts)


def _not_restored(record: Record) -> Iterator[Finding]:
    at = second_of_normal(record)
    for name, number in _as_it_is(record, at_second(record, at)):
        yield Finding("not_restored", at, (name,), f"{number} at {clock(at)}")


def _as_it_is(record: Record, world: World) -> Iterator[tuple[str, str]]:
    """What is not as planned, and how many people where it is people."""
    for name, body in record.plan["functions"].items():
        if name in world.aside:
            yield name, ""
        if set(world.routes[name]) != set(body["routed_to"]):
            yield name, ""
        if name in world.around:
            yield name, ""
    for name, body in record.plan["teams"].items():
        elsewhere, other_work = _astray(world, name, body)
        if elsewhere:
            yield name, str(elsewhere)
        if other_work:
            yield name, str(other_work)
    for name in sorted({partner for partner, _ in world.partners}):
        yield name, ""
    for name in sorted(world.standing_in):
        yield name, ""


def _astray(world: World, team: str, body: dict[str, Any]) -> tuple[int, int]:
    """How many are not at the team's own site, and how many there are on other work. The absent are neither."""
    elsewhere = other_work = 0
    for (of, works, (how, site)), number in world.people.items():
        if of == team and how not in ("absent", "on_call"):
            if (how, site) != ("at", body["at"]):
                elsewhere += number
            elif works != body.get("works"):
                other_work += number
    return elsewhere, other_work


def _left_away(record: Record) -> Iterator[Finding]:
    world = at_second(record, record.lasts)
    for team in record.plan["teams"]:
        away = sum(number for (of, _, (how, _)), number in world.people.items() if of == team and how == "away")
        if away:
            yield Finding("left_away", record.lasts, (team,), f"{away} people")


def references(record: Record, courses: dict[str, Course], updates: list[Update]) -> set[str]:
    """Everything that evidence may point to: a thing of the record, and the clock of the second of it."""
    found = {f"function:{name} {clock(out.begins)}" for name, course in courses.items() for out in course.outages}
    found |= {f"task:{row['task']} {clock(row.at)}" for row in record.of("task_started")}
    found |= {f"task:{row['task']} {clock(row.at)}" for row in record.of("task_done")}
    found |= {f"message:{row['message']} {clock(row.at)}" for row in _messages(record)}
    found |= {f"role:{role} {clock(begins)}" for role in record.plan["roles"] for begins, _ in uncovered(record, role)}
    found |= {f"role:{row['by']} {clock(row.at)}" for row in record.of("task_started", "decided", "message_sent")}
    by = {audience: rule.get("by") for audience, rule in record.plan.get("updates", {}).items()}
    return found | {f"role:{by[each.audience]} {clock(each.due)}" for each in updates}


def _messages(record: Record) -> Iterator[Row]:
    return record.of("message_sent", "message_approved", "message_delivered", "message_undelivered", "claim_made")
