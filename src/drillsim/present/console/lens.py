"""The console's view as the panels of the live screen read it: levels, news due and the timeline of all roles."""

from drillsim.session.console import ConsoleView
from drillsim.session.view import View


def strip(console: ConsoleView) -> View:
    """What stands on top of the console: functions that are out or put aside, else all of them; who is due news."""
    troubled = tuple(
        each for each in console.functions if each.out_since is not None or each.put_aside_since is not None
    )
    return View(
        roles=tuple(place.role for place in console.places),
        mode=console.mode,
        mode_since=console.mode_since,
        functions=troubled or console.functions,
        inbox=(),
        asked=(),
        tasks=(),
        messages=(),
        updates=console.updates,
        duty=(),
        lanes=console.lanes,
    )
