"""`drillsim rehearse`: the odds of keeping each promise, before anybody's hour is spent."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from drillsim.cli import out
from drillsim.cli.documents import complete_drill, loaded_drill
from drillsim.cli.group import Command
from drillsim.cli.progress import Progress
from drillsim.cli.usage import Number

if TYPE_CHECKING:
    from drillsim.model.exercise import Exercise
    from drillsim.rehearsal import Odds, Result
    from drillsim.rehearsal.odds import Chance

EXAMPLES = """
drillsim rehearse tornado --runs 200
drillsim rehearse acme.drill.yaml --runs 1000 --json
"""


@click.command("rehearse", cls=Command, epilog=EXAMPLES)
@click.argument("drill", metavar="DRILL", shell_complete=complete_drill)
@click.option("--runs", type=Number(1), metavar="N", required=True, help="How often to play it.")
@click.option("--seed", type=Number(0), metavar="N", help="Instead of the drill's seed.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: odds of each function and target.")
def command(drill: str, *, runs: int, seed: int | None, as_json: bool) -> None:
    """Play a drill many times, each time with other luck, and tell how often each promise was kept.

    Every role that the drill does not call a script is played by the plan (a stand-in); how fast people react,
    whether they can be reached and how long tasks take is drawn from the plan's estimates. The same seed gives the
    same answer.
    """
    from drillsim.rehearsal import odds, replications

    loaded, exercise = loaded_drill(drill)
    seed = exercise.drill.seed if seed is None else seed
    found = odds(exercise, _with_news(replications(exercise, seed, 0, runs), runs))
    if as_json:
        plan = next(file for file in loaded.files if file.kind == "plan")
        out.json_data(_object(exercise, plan.digest, seed, found))
    else:
        out.data("\n".join(_lines(exercise, found)))


def _with_news(results: "Iterator[Result]", runs: int) -> "Iterator[Result]":
    progress = Progress()
    for number, result in enumerate(results, 1):
        yield result
        progress.tell(f"{number} of {runs} runs")


def _object(exercise: "Exercise", digest: str, seed: int, found: "Odds") -> dict[str, Any]:
    from drillsim import __version__

    return {
        "drill": exercise.drill.drill,
        "plan": {"name": exercise.plan.plan, "version": exercise.plan.version, "digest": digest},
        "scenario": [part.scenario.scenario for part in exercise.parts],
        "engine": f"drillsim {__version__}",
        "seed": seed,
        "runs": found.runs,
        "functions": {
            name: {
                **_shares(each),
                "undecided": found.undecided[name],
                "never_out": found.never_out[name],
            }
            for name, each in found.functions.items()
        },
        "targets": [
            {
                "task": each.task,
                "share": each.share,
                "limit": each.limit,
                **_shares(each.chance),
                "not_started": each.not_started,
            }
            for each in found.targets
        ],
    }


def _shares(found: "Chance") -> dict[str, Any]:
    return {
        "met": found.met,
        "missed": found.missed,
        "chance": found.chance,
        "low": found.low,
        "high": found.high,
    }


def _lines(exercise: "Exercise", found: "Odds") -> Iterator[str]:
    from drillsim.model.spelling import write_duration

    yield f"{exercise.drill.drill}: {found.runs} runs, played by the plan (simulated)."
    for name, each in found.functions.items():
        apart = _apart(found.undecided[name], "still out at the end") + _apart(found.never_out[name], "never out")
        yield f"{name}: RTO of {_rtos(exercise, name)} {_odds(each)}{apart}"
    for target in found.targets:
        promise = f"{target.share:.0%} within {write_duration(target.limit)}"
        yield f"{target.task}: {promise} {_odds(target.chance)}{_apart(target.not_started, 'never started')}"


def _rtos(exercise: "Exercise", name: str) -> str:
    """The function's own RTO, and others that hold at some hours."""
    from drillsim.model.spelling import write_duration

    own = write_duration(exercise.plan.functions[name].rto)
    lines = (line for line in exercise.plan.staffing if name in line.rto)
    others = [f"{write_duration(line.rto[name])} at {line.name}" for line in lines]
    return f"{own} ({', '.join(others)})" if others else own


def _odds(found: "Chance") -> str:
    n = found.met + found.missed
    if found.chance is None or found.low is None or found.high is None:
        return "decided in no run"
    return f"met in {found.chance:.0%} of {n} (95 % interval {found.low:.1%} to {found.high:.1%})"


def _apart(count: int, what: str) -> str:
    return f"; in {count} {what}" if count else ""
