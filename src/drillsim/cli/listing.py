"""`drillsim list`: the drills there are, bundled ones and those of this folder."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drillsim.cli import out
from drillsim.cli.group import Command

if TYPE_CHECKING:
    from drillsim.session.store.places import Recent

LOCAL = ("*.drill.yaml", "drills/*.drill.yaml")


@click.command("list", cls=Command)
@click.option("--json", "as_json", is_flag=True, help="One JSON object: drills, each with its name, file and so on.")
@click.option("--at", metavar="DIR", help="Where drillsim's data, records included, are kept.")
def command(*, as_json: bool, at: str | None) -> None:
    """List the bundled drills and those of this folder (*.drill.yaml, drills/*.drill.yaml)."""
    rows = _rows(_recent(at))
    if as_json:
        out.json_data({"drills": rows})
        return
    out.data(_table([("NAME", "HAZARD", "LENGTH", "LAST PLAYED", "TITLE"), *map(_cells, rows)]))


def _recent(at: str | None) -> "Recent":
    from drillsim.errors import RecordError
    from drillsim.session.store.places import Recent, recent_records, records_folder

    try:
        recent = recent_records(records_folder(None if at is None else Path(at)))
    except RecordError as error:
        out.tell(f"drillsim: warning: {error}; what was played last is not known")
        return Recent((), 0)
    if recent.unreadable:
        files = "file" if recent.unreadable == 1 else "files"
        out.say(f"{recent.unreadable} {files} in the folder of records cannot be read as records.")
    return recent


def _rows(recent: "Recent") -> list[dict[str, Any]]:
    from drillsim.loading.bundled import bundled_drills

    files = {name: (path, True) for name, path in bundled_drills().items()}
    known = {path.resolve() for path, _ in files.values()}
    for pattern in LOCAL:
        for path in sorted(Path().glob(pattern)):
            if path.resolve() not in known:
                files[str(path)] = (path, False)
    return [_row(name, path, recent, bundled=bundled) for name, (path, bundled) in files.items()]


def _row(name: str, path: Path, recent: "Recent", *, bundled: bool) -> dict[str, Any]:
    from drillsim.cli.documents import today
    from drillsim.errors import NotFound
    from drillsim.loading import check

    row: dict[str, Any] = {"name": name, "file": str(path), "bundled": bundled, "title": None}
    row |= {"hazard": [], "lasts": None, "last_played": _last_played(path, recent), "errors": 0}
    try:
        loaded = check(path, today=today())
    except NotFound:
        return row | {"errors": 1}
    if loaded.exercise is None or loaded.has_errors:
        return row | {"errors": sum(problem.severity == "error" for problem in loaded.problems) or 1}
    hazards = [hazard for part in loaded.exercise.parts for hazard in part.scenario.hazard]
    return row | {
        "title": loaded.exercise.drill.drill,
        "hazard": list(dict.fromkeys(hazards)),
        "lasts": loaded.exercise.lasts,
    }


def _last_played(path: Path, recent: "Recent") -> str | None:
    """When a drill of this file name was played last; a record does not tell from which folder it came."""
    played = next((each for each in recent.played if each.drill.path == path.name and each.started), None)
    return None if played is None or played.started is None else played.started.isoformat(timespec="seconds")


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    from drillsim.model.spelling import write_duration

    if row["errors"]:
        return row["name"], "-", "-", "-", f"has errors: drillsim check {row['name']}"
    length = write_duration(row["lasts"])
    played = row["last_played"]
    return row["name"], ", ".join(row["hazard"]), length, played[:10] if played else "never", row["title"]


def _table(rows: list[tuple[str, ...]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    return "\n".join("  ".join([*map(str.ljust, row, widths), row[-1]]).rstrip() for row in rows)
