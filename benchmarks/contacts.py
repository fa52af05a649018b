"""Contacts a second at one pool, beside peers and limits; no row has a number before its results are right."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from benchmarks import centres, engines, kernels, oracle
from benchmarks.engines import Engine
from benchmarks.found import Found, Table
from benchmarks.kernels import ENGINES
from benchmarks.measuring import Timed, in_turn, once
from benchmarks.missing import Missing
from benchmarks.models import SINGLES, Single
from benchmarks.oracle import FURTHEST, Judge, Result, Run

SEED = 1
FIRST = 200  # contacts of the first call, which imports and compiles
GIVEN_SEED = 7
FIGURES = (
    *(f"{engine} / {peer}, {model.name}" for engine in ENGINES for peer in ("SimPy", "cimba") for model in SINGLES),
    *(f"fast / C, contacts given, {model.name}" for model in SINGLES),
    *centres.FIGURES,
)
"""What can have a goal: ratios, but for a centre's million attempts a second or seconds."""

Say = Callable[[str], None]
Cells = Mapping[str, Sequence[str]]
"""Of one model: speed, ratio and check, by the engine's name."""


def measure(*, quick: bool, say: Say) -> Found:
    """All rows; what is missing, and how far it is, is said at once."""
    found = Found()
    runs = _loaded(say)
    judge = Judge(runs.get(engines.COMPILED.name) or runs[engines.HEAP.name])
    cells = [_one_pool(found, runs, judge, model, quick=quick, say=say) for model in SINGLES]
    found.tables.append(_table("One pool, drawing included", "SimPy = 1", runs, cells))
    cells = [_contacts_given(found, runs, model, quick=quick, say=say) for model in SINGLES]
    found.tables.append(_table("One pool, the same contacts given to each, drawing excluded", "C = 1", runs, cells))
    centres.measure(found, quick=quick, say=say)
    return found


def _loaded(say: Say) -> dict[str, Run]:
    """Those that are here, by the engine's name."""
    runs = {}
    for engine in engines.ENGINES:
        try:
            runs[engine.name] = engine.load()
        except Missing as why:
            say(f"left out: {engine.name}: {why}")
    return runs


def _table(title: str, ratio: str, runs: Mapping[str, Run], cells: Sequence[Cells]) -> Table:
    columns = [column for model in SINGLES for column in (f"{model.name}, a second", ratio, "check")]
    rows = [[name, *(cell for each in cells for cell in each[name])] for name in runs if name in cells[0]]
    return Table(title, ["engine", *columns], rows)


# Drawing included


def _one_pool(found: Found, runs: Mapping[str, Run], judge: Judge, model: Single, *, quick: bool, say: Say) -> Cells:
    """Every engine at one model, and SimPy at as many contacts as the slow ones."""
    n = model.contacts(quick=quick)
    z = judge.of_the_limit(model, n)
    found.details.append({"row": f"the limit, {oracle.RUNS} runs", "model": model.name, "contacts": n, "z": z})
    if z >= FURTHEST:
        found.wrong.append(f"the limit at {model.name} is {z:.1f} deviations from Erlang A: nothing can be judged")
        return dict.fromkeys(runs, ("", "", "not judged"))
    many = {engine.name: engine.contacts(model, quick=quick) for engine in engines.ENGINES if engine.name in runs}
    simpy = engines.SIMPY.name
    to_play = {*many.items(), *((simpy, each) for each in many.values() if simpy in runs)}
    firsts = {name: once(partial(oracle.play, runs[name], model, FIRST, SEED))[0] for name in many}
    works = {(name, each): partial(oracle.play, runs[name], model, each, SEED) for name, each in sorted(to_play)}
    timed = in_turn(works, lambda number: say(f"one pool, {model.name}: round {number}"))
    speeds: dict[tuple[str, int], float] = {}
    for (name, each), took in timed.items():
        z = judge.z(took.result, model, each)
        detail = {"row": name, "model": model.name, "contacts": each, "first_call_s": firsts[name], "z": z}
        found.details.append(detail | {"abandoned": took.result[0], "waited_s": took.result[1]})
        if z >= FURTHEST:
            found.wrong.append(f"{name}, {model.name}, {each:,} contacts: {z:.1f} deviations")
        else:
            speeds[name, each] = each / took.seconds
            found.details[-1] |= {"seconds": took.seconds, "rounds": took.rounds}
    for key, engine in engines.KERNELS.items():
        for peer, other in (("SimPy", engines.SIMPY), ("cimba", engines.CIMBA)):
            if (engine.name, n) in speeds and (other.name, n) in speeds:
                figure = f"{key} / {peer}, {model.name}"
                found.figures[figure] = speeds[engine.name, n] / speeds[other.name, n]
    return {name: _cells(name, each, n, speeds, timed, judge, model) for name, each in many.items()}


def _cells(
    name: str,
    each: int,
    n: int,
    speeds: Mapping[tuple[str, int], float],
    timed: Mapping[tuple[str, int], Timed[Result]],
    judge: Judge,
    model: Single,
) -> Sequence[str]:
    check = f"z {judge.z(timed[name, each].result, model, each):.1f}"
    if (name, each) not in speeds:
        return "", "", f"WRONG, {check}"
    few = "" if each == n else f" ({each:,})"
    simpy = speeds.get((engines.SIMPY.name, each))
    ratio = "" if simpy is None else _ratio(speeds[name, each] / simpy)
    return f"{speeds[name, each]:,.0f}{few}", ratio, check


# Drawing excluded


def _contacts_given(found: Found, runs: Mapping[str, Run], model: Single, *, quick: bool, say: Say) -> Cells:
    """The engines that take arrays, at the same contacts: all count the same, to the bit, in whole seconds too."""
    all_that_take: dict[str, Engine] = {"c": engines.COMPILED, "heap": engines.HEAP, **engines.KERNELS}
    names = {key: engine.name for key, engine in all_that_take.items() if engine.name in runs}
    n = model.contacts(quick=quick)
    given = kernels.drawn(n, model.rate, model.handling, model.patience, GIVEN_SEED)
    whole = kernels.whole(given)
    right = [kernels.plays("heap", each)(model.agents) for each in (given, whole)]
    works = {key: partial(kernels.plays(key, given), model.agents) for key in names}
    timed = in_turn(works, lambda number: say(f"contacts given, {model.name}: round {number}"))
    speeds = {}
    for key, took in timed.items():
        name = f"{names[key]}, contacts given"
        if [took.result, kernels.plays(key, whole)(model.agents)] != right:
            found.wrong.append(f"{name}, {model.name}: other counts than the heap in CPython")
            continue
        speeds[key] = n / took.seconds
        found.details.append(
            {"row": name, "model": model.name, "contacts": n, "abandoned": took.result[0]}
            | {"seconds": took.seconds, "rounds": took.rounds}
        )
    if "fast" in speeds and "c" in speeds:
        found.figures[f"fast / C, contacts given, {model.name}"] = speeds["fast"] / speeds["c"]
    cells: dict[str, Sequence[str]] = {}
    for key, name in names.items():
        ratio = _ratio(speeds[key] / speeds["c"]) if key in speeds and "c" in speeds else ""
        cells[name] = (f"{speeds[key]:,.0f}", ratio, "equal") if key in speeds else ("", "", "WRONG")
    return cells


def _ratio(number: float) -> str:
    """With two digits, or three where it is large."""
    return f"{number:.0f}" if number >= 100 else f"{number:.2g}"
