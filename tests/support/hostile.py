"""Hostile plans, scenarios and drills with their harmless twins."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SMALL = b"scenario: Storm\nhazard: storm\nbegins: Monday 09:00\nlasts: 1h\nmsel: []\n"
"""The smallest scenario: harmless."""


def with_story(story: bytes) -> bytes:
    """The smallest scenario with a story, which is any text."""
    return SMALL + b"story: " + story + b"\n"


def with_injects(rows: str) -> bytes:
    """The smallest scenario with some rows of the MSEL."""
    return SMALL.replace(b"msel: []\n", b"msel:\n" + rows.encode())


def _systems(number: int, needs: Callable[[int], str]) -> bytes:
    rows = "".join(f"  s{index}: {{needs: [{needs(index)}]}}\n" for index in range(number))
    return (
        "plan: P\nversion: 1\nowner: o\nreviewed: 2026-01-01\nreview_every: 90d\nsites: {}\nfunctions: {}\n"
        f"teams: {{}}\npeople: {{}}\nroles: {{}}\ntasks: {{}}\nsystems:\n{rows}"
    ).encode()


REFUSED: dict[str, bytes] = {
    "bomb of aliases": b"scenario: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n",
    "brackets": with_story(b"[" * 100_000 + b"]" * 100_000),
    "braces": with_story(b"{a: " * 50_000 + b"}" * 50_000),
    "dashes": SMALL + b"story:\n" + b"- " * 100_000,
    "questions": SMALL + b"? " * 100_000,
    "anchor": with_story(b"&a text"),
    "alias": with_story(b"*a"),
    "merge key": SMALL + b"<<: {story: x}\n",
    "tag of python": with_story(b"!!python/object/apply:os.system ['true']"),
    "tag": with_story(b"!x text"),
    "tag of a binary": with_story(b"!!binary aGVsbG8="),
    "directives": b"".join(b"%%TAG !a%d! x\n" % index for index in range(60_000)) + b"---\n" + SMALL,
    "directives at the end": SMALL + b"...\n" + b"".join(b"%%TAG !a%d! x\n" % index for index in range(60_000)),
    "huge scalar": with_story(b"x" * 20_001),
    "huge key": SMALL + b"k" * 20_001 + b": x\n",
    "huge file": SMALL + b"# " + b"x" * (1 << 20) + b"\n",
    "nodes": with_injects("".join(f"  - {{id: i{index}, at: held}}\n" for index in range(20_000))),
    "not UTF-8": with_story(b"caf\xe9"),
    "UTF-16": SMALL.decode().encode("utf-16"),
    "raw escape": with_story(b"a\x1b]52;c;eA==\x07b"),
    "escape in a comment": SMALL + b"# \x1b[2J\n",
    "written escape": with_story(rb'"\e]52;c;eA==\a"'),
    "written NUL": with_story(rb'"\0"'),
    "written C1": with_story(rb'"\x9b2J"'),
    "written line separator": with_story(rb'"\L"'),
    "bidi": with_story("a\u202eb".encode()),
    "written bidi": with_story(rb'"\u2066"'),
    "lone surrogate": with_story(rb'"\ud800"'),
    "pair of surrogates": with_story(rb'"\ud83d\ude00"'),
    "beyond unicode": with_story(rb'"\U00110000"'),
    "raw surrogate": with_story(b"\xed\xa0\x80"),
    "NUL": with_story(b"a\x00b"),
    "duplicate key": SMALL + b"lasts: 2h\n",
    "duplicate keys": SMALL + b"lasts: 2h\n" * 20_000,
    "several documents": SMALL + b"---\n" + SMALL,
    "empty": b"",
    "blank": b" \n\n",
    "only a BOM": b"\xef\xbb\xbf",
    "only comments": b"# nothing\n# here\n",
    "a word": b"hello\n",
    "a list": b"- scenario\n",
    "key of a list": SMALL + b"[a, b]: x\n",
    "key of a mapping": SMALL + b"{a: b}: x\n",
    "no key": SMALL + b": x\n",
    "open bracket": SMALL + b"story: [\n",
    "tab": SMALL + b"truth:\n\tcause: x\n",
    "boolean": with_story(b"no"),
    "boolean key": SMALL + b"yes: x\n",
    "base sixty": with_story(b"12:30"),
    "octal": with_story(b"010"),
    "binary": with_story(b"0b101"),
    "underscored number": with_story(b"1_000"),
    "not a number": with_story(b".nan"),
    "time stamp": with_story(b"2026-01-15 10:00:00"),
    "sign": with_story(b"="),
    "cut text": with_story(b"Press #5 now"),
    "many unknown keys": SMALL + b"".join(b"k%d: x\n" % index for index in range(24_000)),
    "many faulty rows": with_injects("".join(f"  - {{id: A{index}, at: x}}\n" for index in range(9_000))),
    "long unknown key": SMALL + b"k" * 19_000 + b": x\n",
    "key of two lines": SMALL + b'"a\\nb": x\n',
    "marker of a key": SMALL + b'"[key]": x\n',
    "long value": SMALL.replace(b"1h", b"1" * 19_000 + b"q"),
    "many combining marks": SMALL
    + b"".join(b"k%d: a%s\n" % (index, ("\u0301\u0323" * 9_000).encode()) for index in range(28)),
    "wrong kind of everything": b"scenario: []\nhazard: {}\nbegins: []\nlasts: {}\nmsel: x\n",
    "cycle of two": _systems(2, lambda index: f"s{1 - index}"),
    "cycle of itself": _systems(1, lambda _: "s0"),
    "cycle of thousands": _systems(8_000, lambda index: f"s{(index + 1) % 8_000}"),
}
"""Files that must be refused, as bytes."""

HARMLESS: dict[str, bytes] = {
    "smallest": SMALL,
    "BOM": b"\xef\xbb\xbf" + SMALL,
    "CRLF": SMALL.replace(b"\n", b"\r\n"),
    "CR": SMALL.replace(b"\n", b"\r"),
    "document marks": b"---\n" + SMALL + b"...\n",
    "comments": b"# first\n" + SMALL + b"# last\n",
    "quoted signs": with_story(b"'& * ! % << {'"),
    "quoted words": with_story(b"'no'"),
    "quoted merge key": with_story(b"'<<'"),
    "quoted number": with_story(b"'12:30'"),
    "depth": with_injects("  - {id: a, at: held, expect: [{task: a}], happens: {surge: {f: 2x}}}\n"),
    "big text": with_story(b"x" * 20_000),
    "big file": SMALL + b"# x\n" * 250_000,
    "many rows": with_injects("".join(f"  - {{id: i{index}, at: held}}\n" for index in range(9_000))),
    "accents": with_story("Crème brûlée für Zoë, 中文, עברית, emoji 😀".encode()),
    "decomposed": with_story("Cre\u0300me".encode()),
    "joiners": with_story("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 👩\u200d🚒 \u200e".encode()),
    "written accents": with_story(rb'"caf\u00e9 \U0001F600"'),
    "hash": with_story(b"'Press #5' # comment"),
    "tab in text": with_story(b'"a\tb"'),
    "block": SMALL + b"story: |\n  one\n  two # not a comment\n",
    "needs in a chain": _systems(500, lambda index: f"s{index + 1}" if index < 499 else ""),
}
"""Twins that must pass."""


@dataclass(frozen=True)
class Trick:
    """A drill whose plan or scenario is named in a way that must be refused, or (`passes`) must not."""

    plan: str = "plans/p.plan.yaml"
    scenario: str = "../scenarios/s.scenario.yaml"
    passes: bool = False


TRICKS: dict[str, Trick] = {
    "plain": Trick(passes=True),
    "dots inside": Trick(plan="./plans/../plans/p.plan.yaml", passes=True),
    "link inside": Trick(plan="plans/link.plan.yaml", passes=True),
    "absolute": Trick(plan="/etc/p.plan.yaml"),
    "home": Trick(plan="~/p.plan.yaml"),
    "url": Trick(plan="https://example.org/p.plan.yaml"),
    "file url": Trick(plan="file:///etc/p.plan.yaml"),
    "backslash": Trick(plan="plans\\\\p.plan.yaml"),
    "drive": Trick(plan="C:p.plan.yaml"),
    "two lines": Trick(plan="plans/p\\n.plan.yaml"),
    "above the root": Trick(plan="../../outside/o.plan.yaml"),
    "far above the root": Trick(plan="../" * 40 + "etc/o.plan.yaml"),
    "link out of the root": Trick(plan="plans/out.plan.yaml"),
    "folder that leads out": Trick(plan="away/o.plan.yaml"),
    "dots through a link": Trick(plan="away/../outside/o.plan.yaml"),
    "link to itself": Trick(plan="plans/loop.plan.yaml"),
    "wrong ending": Trick(plan="plans/p.yaml"),
    "ending of another kind": Trick(plan="../scenarios/s.scenario.yaml"),
    "pipe": Trick(plan="plans/pipe.plan.yaml"),
    "device": Trick(plan="plans/zero.plan.yaml"),
    "folder": Trick(plan="plans/folder.plan.yaml"),
    "missing": Trick(plan="plans/q.plan.yaml"),
    "long name": Trick(plan="p" * 5_000 + ".plan.yaml"),
    "no plan at all": Trick(plan="plans/other.plan.yaml"),
    "scenario above the root": Trick(scenario="../../outside/o.scenario.yaml"),
    "scenario a pipe": Trick(scenario="../scenarios/pipe.scenario.yaml"),
    "itself": Trick(plan="trick.drill.yaml"),
}
"""What a drill may name and what not; `lay_out` makes the folders for it."""

PLAN = _systems(0, lambda _: "").replace(b"systems:\n", b"")


def lay_out(folder: Path) -> dict[str, Path]:
    """An exercise with links and pipes in it, and beside its root what no drill may reach."""
    root, outside = folder / "root", folder / "outside"
    drills, plans, scenarios = root / "drills", root / "drills" / "plans", root / "scenarios"
    for each in (plans, scenarios, outside, plans / "folder.plan.yaml"):
        each.mkdir(parents=True)
    (plans / "p.plan.yaml").write_bytes(PLAN)
    (scenarios / "s.scenario.yaml").write_bytes(SMALL)
    (outside / "o.plan.yaml").write_bytes(PLAN)
    (outside / "o.scenario.yaml").write_bytes(SMALL)
    (plans / "other.plan.yaml").write_text("other: 1\n")
    (plans / "link.plan.yaml").symlink_to("p.plan.yaml")
    (plans / "out.plan.yaml").symlink_to(outside / "o.plan.yaml")
    (plans / "loop.plan.yaml").symlink_to("loop.plan.yaml")
    (drills / "away").symlink_to(outside)
    (plans / "zero.plan.yaml").symlink_to("/dev/zero")
    os.mkfifo(plans / "pipe.plan.yaml")
    os.mkfifo(scenarios / "pipe.scenario.yaml")
    found = {}
    for index, (name, trick) in enumerate(TRICKS.items()):
        found[name] = drills / f"trick{index}.drill.yaml"
        found[name].write_text(f'drill: D\nplan: "{trick.plan}"\nscenario: "{trick.scenario}"\n')
    return found
