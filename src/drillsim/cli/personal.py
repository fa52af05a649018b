"""What this user has set, as the screen takes it; what is wrong in it is told and left out."""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from drillsim.cli import out

if TYPE_CHECKING:
    from drillsim.loading.settings import Settings
    from drillsim.problems import Problem
    from drillsim.tui.personal import Personal


def settings_of(at: str | None) -> "Settings":
    """The settings of this user, or those under --at."""
    from drillsim.loading.settings import read_settings
    from drillsim.session.store.places import settings_folder

    return read_settings(settings_folder(None if at is None else Path(at)))


def personal(at: str | None) -> "Personal":
    """This user's keys and themes. What is wrong is told on standard error, and once more on the screen."""
    from drillsim.loading.choosing import keep_theme
    from drillsim.present.keymap import keymap
    from drillsim.tui.personal import Personal
    from drillsim.tui.theme import chosen, themes_of

    settings = settings_of(at)
    mine, unusable = keymap(settings.keys)
    themes, wrong = themes_of(settings.themes)
    theme, unknown = chosen(settings.theme, themes)
    problems = [*settings.problems, *unusable, *wrong, *unknown]
    said = in_one_line(problems)
    if said:
        out.tell(said)
    brief = said.replace(f"{settings.folder}{os.sep}", "")
    return Personal(mine, theme, themes, brief, partial(keep_theme, settings.folder))


def in_one_line(problems: "Sequence[Problem]") -> str:
    """The first error, or where there is none the first warning, and how many more there are."""
    if not problems:
        return ""
    first = min(problems, key=lambda problem: problem.severity != "error")
    more = f" (and {len(problems) - 1} more: drillsim locate)" if problems[1:] else ""
    return f"{first}{more}"
