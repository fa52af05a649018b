"""Contacts a second, beside peers and limits; no row has a number before its results are right."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from benchmarks import centres, engines, kernels, oracle
from benchmarks.engines import Engine
from benchmarks.found import Found, Table
from benchmarks.kernels import ENGINES
from benchmarks.measuring import Timed, cpu
from benchmarks.missing import Missing
from benchmarks.models import SINGLES, Single
from benchmarks.oracle import FURTHEST, Result, Run, Spread

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


def measure(*, quick: bool, say: Say) -> Found:
    """All rows; what is missing, and how far it is, is said at once."""
    bench = Bench(quick, say)
    bench.one_pool()
    bench.contacts_given()
    centres.measure(bench.found, quick=quick, say=say)
    return bench.found


@dataclass
class Bench:
    """One run of the benchmarks of one pool."""

    quick: bool
    say: Say
    found: Found = field(default_factory=Found)
    runs: dict[str, Run] = field(default_factory=dict)
    """Those that are here, by the engine's name."""
    spreads: dict[tuple[str, int], Spread] = field(default_factory=dict)
    speeds: dict[tuple[str, str, int], float] = field(default_factory=dict)
    """Contacts a second, by engine, model and number of contacts; of wrong rows none."""

    def one_pool(self) -> None:
        """Every engine at both models, drawing included."""
        self._load()
        rows = []
        for model in SINGLES:
            self._check_the_limit(model)
        for engine in engines.ENGINES:
            if engine.name in self.runs:
                rows.append([engine.name, *(cell for model in SINGLES for cell in self._row(engine, model))])
        columns = [cell for model in SINGLES for cell in (f"{model.name}, a second", "SimPy = 1", "check")]
        self.found.tables.append(Table("One pool, drawing included", ["engine", *columns], rows))
        for model in SINGLES:
            for key, engine in engines.KERNELS.items():
                self._figure(f"{key} / SimPy, {model.name}", engine, engines.SIMPY, model)
                self._figure(f"{key} / cimba, {model.name}", engine, engines.CIMBA, model)

    def _load(self) -> None:
        for engine in engines.ENGINES:
            try:
                self.runs[engine.name] = engine.load()
            except Missing as why:
                self.say(f"left out: {engine.name}: {why}")

    @property
    def _limit(self) -> Engine:
        """By which the others are judged: in C, or without a compiler the same in CPython."""
        return engines.COMPILED if engines.COMPILED.name in self.runs else engines.HEAP

    def _spread(self, model: Single, n: int) -> Spread:
        if (model.name, n) not in self.spreads:
            self.spreads[model.name, n] = Spread.of(self.runs[self._limit.name], model, n)
        return self.spreads[model.name, n]

    def _check_the_limit(self, model: Single) -> None:
        """Where the limit itself is wrong nothing can be judged by it."""
        n = model.contacts(quick=self.quick)
        z = self._spread(model, n).z_of_means(oracle.expected(model, n))
        name = f"{self._limit.name}, {oracle.RUNS} runs against Erlang A, {model.name}"
        self.found.details.append({"row": name, "contacts": n, "z": z})
        self.say(f"{name}: |z| {z:.1f}")
        if z >= FURTHEST:
            self.found.wrong.append(f"{name}: |z| {z:.1f}")

    def _row(self, engine: Engine, model: Single) -> list[str]:
        """Contacts a second, the ratio to SimPy at as many, and how it was found right."""
        n = self._contacts(engine, model)
        run = self.runs[engine.name]
        first = cpu(partial(oracle.play, run, model, FIRST, SEED), rounds=1)
        timed = cpu(partial(oracle.play, run, model, n, SEED))
        z = self._z(timed.result, model, n)
        self.found.details.append(
            {"row": engine.name, "model": model.name, "contacts": n, "first_call_s": first.seconds, "z": z}
            | {"abandoned": timed.result[0], "waited_s": timed.result[1]}
        )
        if z >= FURTHEST:
            self.found.wrong.append(f"{engine.name}, {model.name}: |z| {z:.1f}")
            return ["", "", f"WRONG, |z| {z:.1f}"]
        self.speeds[engine.name, model.name, n] = n / timed.seconds
        self.found.details[-1] |= {"seconds": timed.seconds, "rounds": timed.rounds}
        simpy = self._simpy(model, n)
        ratio = "" if simpy is None else _ratio(n / timed.seconds / simpy)
        few = f" ({n:,})" if engine.most.get(model.name) else ""
        self.say(f"{engine.name}, {model.name}{few}: {n / timed.seconds:,.0f} contacts/s, {ratio}, |z| {z:.1f}")
        return [f"{n / timed.seconds:,.0f}{few}", ratio, f"z {z:.1f}"]

    def _contacts(self, engine: Engine, model: Single) -> int:
        most = engine.most.get(model.name)
        if most is None:
            return model.contacts(quick=self.quick)
        return most // engines.QUICK if self.quick else most

    def _z(self, result: Result, model: Single, n: int) -> float:
        """How far a run is from the limit's runs, and from what patience says of any queue."""
        return max(self._spread(model, n).z(result), oracle.z_of_patience(*result, model.patience))

    def _simpy(self, model: Single, n: int) -> float | None:
        """SimPy's speed at as many contacts; None where it is not here, or was wrong."""
        key = engines.SIMPY.name, model.name, n
        run = self.runs.get(engines.SIMPY.name)
        if key not in self.speeds and run is not None:
            timed = cpu(partial(oracle.play, run, model, n, SEED))
            if self._z(timed.result, model, n) < FURTHEST:
                self.speeds[key] = n / timed.seconds
        return self.speeds.get(key)

    def _figure(self, name: str, engine: Engine, other: Engine, model: Single) -> None:
        n = model.contacts(quick=self.quick)
        speeds = [self.speeds.get((each.name, model.name, n)) for each in (engine, other)]
        if speeds[0] is not None and speeds[1] is not None:
            self.found.figures[name] = speeds[0] / speeds[1]

    def contacts_given(self) -> None:
        """The engines that take arrays, at the same contacts, drawing excluded: all count the same, to the bit."""
        names = {"c": engines.COMPILED, "heap": engines.HEAP, **engines.KERNELS}
        rows = {key: [engine.name] for key, engine in names.items() if engine.name in self.runs}
        for model in SINGLES:
            n = model.contacts(quick=self.quick)
            given = kernels.drawn(n, model.rate, model.handling, model.patience, GIVEN_SEED)
            whole = kernels.whole(given)
            right = [kernels.plays("heap", each)(model.agents) for each in (given, whole)]
            speeds: dict[str, float] = {}
            for key, row in rows.items():
                timed = cpu(partial(kernels.plays(key, given), model.agents))
                counts = [timed.result, kernels.plays(key, whole)(model.agents)]
                if counts == right:
                    speeds[key] = n / timed.seconds
                row += self._given_cells(row[0], model, timed, speeds.get(key), speeds.get("c"))
            if "fast" in speeds and "c" in speeds:
                self.found.figures[f"fast / C, contacts given, {model.name}"] = speeds["fast"] / speeds["c"]
        columns = [cell for model in SINGLES for cell in (f"{model.name}, a second", "C = 1", "check")]
        title = "One pool, the same contacts given to each, drawing excluded"
        self.found.tables.append(Table(title, ["engine", *columns], list(rows.values())))

    def _given_cells(
        self, name: str, model: Single, timed: Timed[tuple[int, int]], speed: float | None, by_c: float | None
    ) -> list[str]:
        name = f"{name}, contacts given"
        if speed is None:
            self.found.wrong.append(f"{name}, {model.name}: other counts than the heap in CPython")
            return ["", "", "WRONG"]
        self.found.details.append(
            {"row": name, "model": model.name, "contacts": model.contacts(quick=self.quick)}
            | {"seconds": timed.seconds, "rounds": timed.rounds, "abandoned": timed.result[0]}
        )
        ratio = "" if by_c is None else _ratio(speed / by_c)
        self.say(f"{name}, {model.name}: {speed:,.0f} contacts/s, {ratio}")
        return [f"{speed:,.0f}", ratio, "equal"]


def _ratio(number: float) -> str:
    """With two digits, or three where it is large."""
    return f"{number:.0f}" if number >= 100 else f"{number:.2g}"
