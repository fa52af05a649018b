"""Several kinds and pools, and all that only drillsim's engines can: attempts a second."""

from collections.abc import Callable
from functools import partial

from benchmarks import kernels, models
from benchmarks.found import Found, Table
from benchmarks.kernels import Played
from benchmarks.measuring import Timed, in_turn
from benchmarks.missing import Missing
from benchmarks.models import Centre
from benchmarks.oracle import FURTHEST, z_of_patience

SEED = 1
FIGURES = tuple(
    f"{engine}, {what}" for engine in kernels.ENGINES for what in ("multichannel", "drill", "features / plain")
)


def measure(found: Found, *, quick: bool, say: Callable[[str], None]) -> None:
    """Adds a table, and what it says about FIGURES."""
    to_play = [
        models.multichannel(quick=quick),
        models.drill(),
        models.features(quick=quick, plain=True),
        models.features(quick=quick, plain=False),
    ]
    works = {}
    for centre in to_play:
        for engine in kernels.ENGINES:
            try:
                play = kernels.plays_centre(engine, centre)
            except Missing as why:
                say(f"left out: {engine}, {centre.name}: {why}")
                continue
            play(SEED)  # the first call compiles
            works[engine, centre.name] = partial(play, SEED)
    timed = in_turn(works, lambda number: say(f"kinds and pools: round {number}"))
    rows = [
        _row(found, engine, centre, timed[engine, centre.name], timed["kernel", centre.name].result)
        for centre in to_play
        for engine in kernels.ENGINES
        if (engine, centre.name) in timed
    ]
    columns = ("row", "attempts", "s", "attempts/s", "check")
    found.tables.append(Table("Kinds and pools, drawing included", columns, rows))
    for engine in kernels.ENGINES:
        speeds = [_speed(found, engine, name) for name in ("features", "plain")]
        if speeds[0] is not None and speeds[1] is not None:
            found.figures[f"{engine}, features / plain"] = speeds[0] / speeds[1]


def _row(found: Found, engine: str, centre: Centre, timed: Timed[Played], by_kernel: Played) -> list[str]:
    name, played = f"{engine}, {centre.name}", timed.result
    why = wrong(centre, played) or ("" if played.numbers == by_kernel.numbers else "other numbers than the kernel's")
    if why:
        found.wrong.append(f"{name}: {why}")
        return [name, f"{played.attempts:,}", "", "", f"WRONG: {why}"]
    speed = played.attempts / timed.seconds
    found.details.append(
        {"row": engine, "model": centre.name, "attempts": played.attempts, "stops": played.stops}
        | {"seconds": timed.seconds, "rounds": timed.rounds}
    )
    if centre.name == "multichannel":
        found.figures[name] = speed / 1e6  # million attempts a second
    if centre.name == "drill":
        found.figures[name] = timed.seconds
    check = f"z {_z(centre, played):.1f}" if engine == "kernel" else "as the kernel"
    return [name, f"{played.attempts:,}", f"{timed.seconds:.3f}", f"{speed:,.0f}", check]


def _speed(found: Found, engine: str, model: str) -> float | None:
    for row in found.details:
        if row["row"] == engine and row["model"] == model:
            return float(row["attempts"] / row["seconds"])
    return None


def wrong(centre: Centre, played: Played) -> str:
    """What cannot be, in words; nothing where all is as it must be."""
    for channel, tally in zip(centre.channels, played.tallies, strict=True):
        ended = tally.answered + tally.abandoned + tally.dropped + tally.deflected
        if tally.offered != ended + tally.waiting or tally.waiting:
            return f"{channel.name}: {tally.offered} came, {ended} were answered or left"
        if not tally.abandoned:
            return f"{channel.name}: nobody had to wait, so nothing was tried"
    if _z(centre, played) >= FURTHEST:
        return f"|z| {_z(centre, played):.1f} between who gave up and what they waited"
    if centre.watch is not None and not (played.stops and played.tallies[0].deflected):
        return "no watch stopped it, or nobody was deflected"
    if any(each.redial for each in centre.channels) and all(each.first == each.offered for each in played.tallies):
        return "nobody called again"
    return ""


def _z(centre: Centre, played: Played) -> float:
    return max(
        z_of_patience(tally.abandoned, tally.wait_us / 1e6, channel.patience)
        for channel, tally in zip(centre.channels, played.tallies, strict=True)
    )
