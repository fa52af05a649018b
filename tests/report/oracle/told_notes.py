"""What people said and wrote: their own numbers, as they typed them."""

from report.oracle.facts import Facts
from report.oracle.spelling import clock
from report.oracle.told import Cell, Told


def hot_wash(facts: Facts) -> Told:
    """Of a live drill what was said, the exercise first, then by objective; else as the drill file has it."""
    if not facts.record.live:
        said = facts.record.drill.get("hotwash", {})
        return Told([*said.get("went_well", ()), *said.get("to_improve", ())])
    topics = [None, *facts.record.scenario.get("objectives", {})]
    return Told([row["text"] for topic in topics for row in facts.written("hotwash") if row["objective"] == topic])


def observations(facts: Facts) -> Told:
    """By objective, those of none last; within one by when it was seen, which may be before it was written."""
    order = [*facts.record.scenario.get("objectives", {}), None]
    rows: list[tuple[int, int, int, list[Cell]]] = []
    for row in facts.written("observe"):
        seen = facts.seen_at(row)
        about = ", ".join(filter(None, (row["inject"], row["task"]))) or "-"
        cells: list[Cell] = [row["objective"] or "-", clock(seen), facts.written_at(row), facts.role(row["by"])]
        rows.append((order.index(row["objective"]), seen, row.seq, [*cells, about, row["rating"] or "-", row["text"]]))
    return Told(tables=[[cells for *_, cells in sorted(rows, key=lambda each: each[:3])]])


def whiteboard(facts: Facts) -> Told:
    """Column by column, each line with when it was written."""
    columns = dict.fromkeys(("facts", "assumptions", "actions", "decisions", "questions"))
    lines = facts.written("whiteboard")
    order = [*dict.fromkeys([*columns, *(row["column"] for row in lines)])]
    return Told([f"{row['text']} ({clock(row.at)})" for column in order for row in lines if row["column"] == column])


def before(facts: Facts) -> Told:
    """How many are on shift, as somebody said before StartEx."""
    assert not any(facts.record.said("reach")), "the oracle does not know the reach test"
    said = {row["team"]: row["count"] for row in facts.record.said("on_shift")}
    return Told([", ".join(f"{team} {count}" for team, count in said.items())])
