"""A programme of drills of one small plan: each held on its day, recorded, and taken in by the commands themselves."""

import itertools
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from support import documents
from support.cli import Ended, drillsim

PLAN = documents.plan(
    systems="{pbx: {at: tulsa}, spare_pbx: {backup_for: pbx, tested: 2026-02-01}}",
    people="{dana: {name: Dana}, eli: {name: Eli}, fay: {name: Fay}}",
    roles="{lead: {holder: dana, alternates: [eli], may: [declare]}, news: {holder: fay}, it: {holder: eli}}",
    audiences="[customers]",
    channels="{web: {reaches: [customers]}}",
    messages="{word: {to: [customers], via: [web], approval: given}}",
    tasks="{declare: {do: Declare, by: lead, takes: 5m, effect: {mode: emergency}}, mend: {do: Mend, by: it}}",
    playbooks=(
        "{storm: {if: [hazard is storm], do: [{task: declare, within: 30m}]}, fire: {if: [hazard is fire], do: [mend]}}"
    ),
)
SCENARIO = documents.scenario(
    msel="[{id: warning, at: T+00:00, tell: [lead], expect: [{task: declare, within: 30m}]}]",
)


@dataclass
class Programme:
    """What lies in `folder`: the data in `folder/data`, documents and records in `folder`."""

    folder: Path
    _numbers: Any = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        (self.folder / "small.plan.yaml").write_text(PLAN)
        (self.folder / "small.scenario.yaml").write_text(SCENARIO)

    def run(self, *words: str | Path, typed: str = "") -> Ended:
        """A command, with the programme's own data."""
        return drillsim(*words, folder=self.folder, typed=typed)

    def done(self, *words: str | Path) -> str:
        """What a command printed that had to succeed."""
        ended = self.run(*words)
        assert ended.code == 0, ended.err
        return ended.out

    def json(self, *words: str | Path) -> Any:
        """The same of one that prints JSON."""
        ended = self.run(*words, "--json")
        assert ended.code == 0, ended.err
        return ended.json

    def hold(self, name: str, day: str, *responses: str, **keys: str) -> Path:
        """A drill of that name, held on that day and written up in its file; its record."""
        record = self.folder / f"{name}.drillrecord"
        written = {"held": day, "kind": "tabletop", "responses": f"[{', '.join(responses)}]", **keys}
        (self.folder / f"{name}.drill.yaml").write_text(documents.drill(drill=name.capitalize(), **written))
        ended = self.run("run", f"{name}.drill.yaml", "--unattended", "--record", record)
        assert ended.code == 0, ended.err
        return record

    def actions(self) -> dict[str, Any]:
        """All corrective actions, by name."""
        return {each["id"]: each for each in self.json("actions")["actions"]}


LATE = "{at: T+00:40, by: lead, does: declare}"
IN_TIME = "{at: T+00:10, by: lead, does: declare}"

IMPROVEMENT = (
    "[{finding: Nobody said it, action: Say it at once, element: Training, owner: lead, due: 2026-03-01,"
    " expects: 'task:declare'}]"
)
