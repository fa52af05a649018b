"""How far a report is: in progress, a draft, or issued; and what it lacks."""

from dataclasses import dataclass
from datetime import UTC, datetime

from drillsim.analysis.completeness import Lack, lacking
from drillsim.report.facts import Facts
from drillsim.report.text import code, times

NOT_BEGUN = "the record holds no StartEx: nothing has come of anything yet"
_SECOND = 10**9


@dataclass(frozen=True, slots=True)
class Status:
    """The word on every page, why it stands there, and what is missing before the report can be issued."""

    word: str
    why: str
    lacks: tuple[Lack, ...]


def status(facts: Facts) -> Status:
    """Final once issued and nothing was written afterwards; without EndEx in progress, without StartEx not begun."""
    lacks = tuple(
        lacking(facts.exercise, facts.proposals, live=facts.header.live, began=facts.began, ended=facts.ended)
    )
    final = facts.writing.final
    if not facts.began:
        return Status("NOT BEGUN", NOT_BEGUN, lacks)
    if not facts.ended:
        return Status("IN PROGRESS", "the exercise has not ended: figures stand as of the last entry", lacks)
    if final is not None and not lacks:
        when = f"{datetime.fromtimestamp(final.wall_ns // _SECOND, UTC):%Y-%m-%d}" if final.wall_ns else ""
        return Status("FINAL", f"issued {when}".strip(), lacks)
    if lacks:
        return Status("DRAFT", f"{times(len(lacks), 'thing is', 'things are')} missing before it can be final", lacks)
    return Status("DRAFT", "complete, not issued yet", lacks)


def lack_words(facts: Facts, lack: Lack) -> str:
    """One thing that is missing."""
    match lack.of:
        case "objective":
            return f"objective {code(lack.what)} {lack.lacks}"
        case "action":
            return f"action “{facts.labels.text(lack.what)}” {lack.lacks}"
        case _:
            return f"{lack.what} {lack.lacks}"
