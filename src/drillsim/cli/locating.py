"""`drillsim locate`: where settings, data, records and the crash log are, and what is set."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drillsim.cli import out
from drillsim.cli.group import Command

if TYPE_CHECKING:
    from drillsim.problems import Problem

EXAMPLES = """
drillsim locate
drillsim locate --json
"""


@click.command("locate", cls=Command, epilog=EXAMPLES)
@click.option("--json", "as_json", is_flag=True, help="One JSON object: config, data, records, log, set, problems.")
@click.option("--at", metavar="DIR", help="Where drillsim's data are kept, records and settings included.")
def command(*, as_json: bool, at: str | None) -> None:
    """Print where drillsim keeps its files, what is set in them, and what is wrong there."""
    folders = _folders(None if at is None else Path(at))
    values, problems = _set(at)
    if as_json:
        told = [str(problem) for problem in problems]
        out.json_data({**folders, "set": values, "problems": told})
        return
    rows = [(name, path, "" if Path(path).exists() else "(not there yet)") for name, path in folders.items()]
    rows += [(each["name"], each["value"], each["from"]) for each in values]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    out.data("\n".join("  ".join([*map(str.ljust, row, widths), row[2]]).rstrip() for row in rows))
    for problem in problems:
        out.tell(str(problem))


def _folders(at: Path | None) -> dict[str, str]:
    import platformdirs

    from drillsim.session.store.places import data_folder, records_folder, settings_folder

    log = platformdirs.user_log_path("drillsim", appauthor=False)
    found = {"config": settings_folder(at), "data": data_folder(at), "records": records_folder(at), "log": log}
    return {name: str(path) for name, path in found.items()}


def _set(at: str | None) -> "tuple[list[dict[str, Any]], list[Problem]]":
    """Each value that is set with its origin, the theme always; and what cannot be used."""
    from drillsim.cli.personal import settings_of
    from drillsim.present.key_list import COMES_SO, action_rows
    from drillsim.present.keymap import keymap
    from drillsim.tui.theme import chosen, themes_of

    settings = settings_of(at)
    mine, unusable = keymap(settings.keys)
    themes, wrong = themes_of(settings.themes)
    theme, unknown = chosen(settings.theme, themes)
    given = settings.theme if settings.theme is not None and not unknown else None
    origin = COMES_SO if given is None else f"{given.position.file}:{given.position.line}"
    rows = [{"name": "theme", "value": theme, "from": origin}]
    rows += [
        {"name": f"key {row.action}", "value": " ".join(row.keys), "from": row.origin}
        for row in action_rows(mine)
        if row.origin != COMES_SO
    ]
    return rows, [*settings.problems, *unusable, *wrong, *unknown]
