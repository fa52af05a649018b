"""Customers: who came is drawn by chance, and cannot be reckoned again without the kernel that draws it.

So this section is held against itself, against the outcome (`drillsim report RECORD --json`) and against what the
oracle knows: counts add up (offered = answered + abandoned + dropped + deflected + waiting), intervals of the figure
add up to the table, the longest of their queues is the table's, goals are the plan's, steps are at seconds at which
people did that, and bring as many agents as then work more or fewer. Of the queue within an interval only bounds are
known: it is at least what waits at its ends, at most what waited and came. Where answers were cut off or put back
(the section says how many), these bounds are wider by their number.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

from report.oracle.drawings import said_beside
from report.oracle.facts import Facts
from report.oracle.page import Part
from report.oracle.spelling import DAY, HOUR, MINUTE, clock, percent, second, seconds, share, span
from report.oracle.told import Told, differences
from report.oracle.world import World, after_each_second

LATER = 30 * MINUTE
"""After how long the effect of a step is looked at; the head of the table says so."""
MOST_INTERVALS = 100
"""Of a figure: its intervals are the least round length of which there are no more."""
ROUND = (*(minutes * MINUTE for minutes in (1, 2, 5, 10, 15, 30)), HOUR, 2 * HOUR, 6 * HOUR, DAY)


def customers(facts: Facts, part: Part, outcome: dict[str, Any]) -> list[str]:
    """What does not fit."""
    record = facts.record
    told = Told([f"the same seed ({record.header['seed']})", *_again(part), f"{span(LATER)} later"])
    told.tables = [[list(row) for row in table] for table in part.tables]  # held against each other below
    told.data = [[list(row) for row in table] for table in part.data]
    told.drawn = [span(_interval(record.lasts))]
    found = [*differences(part, told, set()), *said_beside(part, told)]
    counts, speeds, steps = part.tables if len(part.tables) == 3 else (*part.tables, [])
    names = [name for name, body in record.plan["functions"].items() if "contacts" in body]
    if not len(counts) == len(speeds) == len(part.data) == len(names):
        return [*found, f"customers: expected a row and a figure for each of {names}"]
    figures = {rows[0][0]: rows for rows in part.data}
    for name, count, speed in zip(names, counts, speeds, strict=True):
        rows = figures[facts.function(name)]
        queue = outcome["functions"][name]["contacts"]
        again = sum(map(int, _BEGUN.findall(" ".join(x for x in _again(part) if x.startswith(facts.function(name))))))
        found += _broken(name, [*_counts(facts, name, count, queue), *_intervals(facts, count, rows, queue, again)])
        found += _broken(name, _speed(facts, name, count, speed, rows, queue))
        found += _broken(name, _steps(facts, name, [row for row in steps if row[1] == facts.function(name)], rows))
    return found


_BEGUN = re.compile(r"(\d+) w[a-z]+ begun and")


def _again(part: Part) -> list[str]:
    """What the section says of those begun and cut off or put back; `_intervals` holds it against the figure."""
    return [text for text in part.texts if _BEGUN.search(text)]


def _broken(name: str, checks: Any) -> Iterator[str]:
    return (f"customers: {name}: {what}" for what, holds in checks if not holds)


Check = tuple[str, bool]


def _counts(facts: Facts, name: str, row: list[str], queue: dict[str, int]) -> Iterator[Check]:
    offered, answered, abandoned, dropped, deflected, waiting = map(int, row[2:])
    body = facts.record.plan["functions"][name]["contacts"]
    yield f"name and channel in {row}", row[:2] == [facts.function(name), body["channel"]]
    yield (
        f"{row} against the outcome {queue}",
        [offered, answered, abandoned]
        == [
            queue["offered"],
            queue["answered"],
            queue["abandoned"],
        ],
    )
    yield f"{row} does not add up", offered == answered + abandoned + dropped + deflected + waiting
    yield f"deflected in {row}", not deflected or any(facts.record.of("contacts_deflected"))
    yield f"dropped in {row}", not dropped or any(facts.record.of("contacts_dropped", "place_lost"))


def _intervals(
    facts: Facts, count: list[str], rows: list[list[str]], queue: dict[str, int], again: int
) -> Iterator[Check]:
    lasts = facts.record.lasts
    offered, answered, abandoned, dropped, deflected, waiting = map(int, count[2:])
    put_back = again - dropped
    each = _interval(lasts)
    bounds = [[clock(begins), clock(min(lasts, begins + each))] for begins in range(0, lasts, each)]
    yield f"intervals of {span(each)}", [row[1:3] for row in rows] == bounds
    numbers = [[int(cell) for cell in row[3:]] for row in rows]
    sums = [sum(column) for column in zip(*numbers, strict=True)]
    yield f"offered by interval: {sums[0]}, in all {offered}", sums[0] == offered
    yield f"abandoned by interval: {sums[2]}, in all {abandoned}", sums[2] == abandoned
    yield f"answered by interval: {sums[1]}, in all {answered} and {again} again", sums[1] == answered + again
    yield (
        f"longest queue of all intervals, and {queue['backlog_peak']}",
        max(x[3] for x in numbers) == queue["backlog_peak"],
    )
    waits = 0
    for row, (came, answers, left, longest) in zip(rows, numbers, strict=True):
        after = waits + came - answers - left
        least, most = max(0, waits - deflected, after - deflected), waits + came + put_back
        yield f"longest queue of {row}: expected {least} to {most}", least <= longest <= most
        waits = after
    yield f"waiting at the end: {waiting}, by the intervals {waits}", waits + put_back == waiting + deflected


def _interval(lasts: int) -> int:
    return next(length for length in ROUND if length * MOST_INTERVALS >= lasts)


def _speed(
    facts: Facts, name: str, count: list[str], row: list[str], rows: list[list[str]], queue: dict[str, Any]
) -> Iterator[Check]:
    _, level, goal, longest_wait, peak, at = row
    wanted, within = str(facts.record.plan["functions"][name]["contacts"]["answer"]).split(" in ")
    limit = seconds(within)
    yield f"goal {goal}", goal == percent(share(wanted))
    yield f"longest wait {longest_wait}", longest_wait == span(queue["longest_wait"])
    yield f"longest queue {peak}", peak == str(queue["backlog_peak"])
    offered, _, _, _, deflected, waiting = map(int, count[2:])
    recent = [line for line in rows if second(line[2]) > facts.record.lasts - limit]
    came = sum(int(line[3]) for line in recent)
    all_wait = not any(int(line[4]) + int(line[5]) for line in recent)
    still = f"{waiting} still waiting" + f", none for {span(limit)} yet" * (queue["longest_wait"] < limit)
    if not queue["answered"] and (queue["within_target"] or level.startswith("none")):
        yield f"service level {level}", level.startswith(f"none answered yet; {still}" if waiting else "none answered")
        return
    in_time, judged = map(int, re.findall(r"(\d+) of (\d+)", level)[0])
    fewest = offered - deflected - min(waiting, came)
    yield f"{level}: judged are {fewest} or more", fewest <= judged <= (fewest if all_wait else offered - deflected)
    share_of = Fraction(queue["within_target"], judged)
    words = f"{percent(share_of)} in {span(limit)} ({in_time} of {judged})"
    if share_of > Fraction(queue["answered"], offered - deflected):
        words = f"{in_time} of {judged} that can be judged in {span(limit)}; {still}"
    yield f"service level {level}", level.startswith(words) and in_time == queue["within_target"]
    if peak != "0":
        line = next(
            (line for line in rows if second(line[1]) <= second(at) <= second(line[2]) and line[6] == peak), None
        )
        yield f"a queue of {peak} at {at}", line is not None


def _steps(facts: Facts, name: str, steps: list[list[str]], rows: list[list[str]]) -> Iterator[Check]:
    agents = _agents(facts, name)
    for step in steps:
        at = second(step[0])
        before = max(each for each in agents if each < at) if at else 0
        more = agents.get(at, 0) - (agents[before] if at else agents.get(0, 0))
        yield f"{step}: nothing of the kind was done then", _was_done(facts, step[2], at)
        if "came" not in step[2] or len([x for x in steps if x[2] == step[2]]) == 1:
            yield f"{step}: expected {more:+d} agents", step[3] == (f"{more:+d}" if more else "the same")
        yield f"{step}: waiting then", int(step[4]) <= _most(rows, at)
        if step[5] != "-":
            yield f"{step}: queue later", int(step[5]) <= _most(rows, at + LATER)
    yield f"{steps}: by time", all(second(a[0]) <= second(b[0]) for a, b in pairwise(steps))


def _most(rows: list[list[str]], at: int) -> int:
    """The longest queue of the intervals that touch a second."""
    return max(int(row[6]) for row in rows if second(row[1]) - MINUTE <= at <= second(row[2]) + MINUTE)


def _was_done(facts: Facts, what: str, at: int) -> bool:
    thing, _, how = what.partition(" ")
    kinds = {"": ("task_started", "task_done"), "ready": ("partner_ready",), "came": ("agents_moved",)}[how]
    return any(row.at == at and thing in (row["task"], row["partner"], row["team"]) for row in facts.record.of(*kinds))


def _agents(facts: Facts, name: str) -> dict[int, int]:
    """How many answer for a function after each second in which anything happened."""
    return {at: _answering(world, name) for at, world in after_each_second(facts.record)}


def _answering(world: World, name: str) -> int:
    working = world.working()
    body = world.record.plan["functions"][name]
    if all(map(world.is_met, body.get("needs", ()))):
        return working[name].total()
    return int(world.level(name, working) * body["normal_staff"])
