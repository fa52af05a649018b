"""A list of names: who should report. One a line, or a table with a column for the name, and perhaps the team."""

from collections.abc import Iterable

from drillsim.exchange.check_in_log import MEANINGS
from drillsim.exchange.table import DELIMITERS, Field, lines, split_lines, tidy, without_mark
from drillsim.model.checks.words import Guesses
from drillsim.model.spelling import Misspelled, agent_name
from drillsim.problems import Position, Problem
from drillsim.record.clean import clean

Listed = tuple[str, str]
"""(team, name)."""


def read_names(text: str, file: str, teams: Iterable[str], team: str) -> tuple[list[Listed], list[Problem]]:
    """Everybody on the list, each once, and what is wrong with a line; who has no team is of `team`.

    Raises TableRefused where it is no list.
    """
    teams = tuple(teams)
    found: dict[Listed, None] = {}
    problems: list[Problem] = []
    for name, of in _rows(text, file, problems):
        try:
            own = team if not of.text else next((each for each in teams if tidy(each) == tidy(of.text)), None)
            if own is None:
                problems.append(of.wrong("team", "a team of the plan", Guesses().nearest(of.text, list(teams))))
            else:
                found[own, agent_name(name.text)] = None
        except Misspelled as error:
            problems.append(name.wrong("name", error.expected))
    return list(found), problems


def _rows(text: str, file: str, problems: list[Problem]) -> Iterable[tuple[Field, Field]]:
    first = split_lines(without_mark(text))[0]
    is_table = any(sign in first for sign in DELIMITERS) or MEANINGS.get(tidy(first)) == "name"
    if not is_table:
        for number, row in enumerate(split_lines(without_mark(text)), 1):
            if row.strip():
                here = Position(file, number)
                yield Field(clean(row.strip()), here), Field("", here)
        return
    for line in lines(text, file, MEANINGS, "name"):
        if isinstance(line, Problem):
            problems.append(line)
        else:
            yield line.field("name"), line.field("team")
