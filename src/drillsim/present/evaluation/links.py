"""What an observation is about, by itself: what came last, or what the cursor is on."""

from dataclasses import dataclass

from drillsim.session.console import TO_COME, ConsoleView, ExpectedRow, MselRow


@dataclass(frozen=True, slots=True)
class Link:
    """An inject, something expected (or a task of the plan), an objective; each None where there is none."""

    inject: str | None = None
    task: str | None = None
    objective: str | None = None


def came(console: ConsoleView) -> list[MselRow]:
    """The injects that came, the last released or opened first."""
    rows = [row for row in console.msel if row.state not in TO_COME and row.state != "skipped"]
    return sorted(rows, key=_touched, reverse=True)


def _touched(row: MselRow) -> tuple[int, str]:
    """When it was released, or somebody opened it last; of one second the order of names."""
    steps = [second for each in row.told for second in (each.delivered, each.opened) if second is not None]
    return max(steps, default=row.since), row.id


def link(console: ConsoleView, panel: str | None, key: str | None) -> Link:
    """What the cursor is on, where it is on something that tells; else the last inject that was released or opened."""
    now = next(iter(came(console)), None)
    inject = None if now is None else now.id
    match panel, key:
        case "expected", str(number):
            return of_expected(console.expected[int(number)], inject)
        case "injects", str(name) if any(row.id == name for row in came(console)):
            return Link(name, None, _objective_of(console, name))
        case "objectives", str(name):
            return Link(inject, None, name)
        case "coverage", str(name) if name.startswith("objective:"):
            return Link(inject, None, name.removeprefix("objective:"))
        case "coverage", str(name) if name.startswith("task:"):
            return Link(inject, name.removeprefix("task:"), None)
        case _:
            return Link(inject, None, None if inject is None else _objective_of(console, inject))


def of_expected(row: ExpectedRow, inject: str | None) -> Link:
    """Something expected: by its own inject, else by the last that came."""
    kind, _, name = row.source.partition(":")
    return Link(name if kind == "inject" else inject, row.name, row.objective)


def _objective_of(console: ConsoleView, inject: str) -> str | None:
    """The one objective that an inject's expectations serve; None where they serve none or several."""
    rows = [row for row in console.expected if row.source == f"inject:{inject}"]
    found = {row.objective for row in rows if row.objective}
    return found.pop() if len(found) == 1 else None
