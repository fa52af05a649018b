"""The tables of words in docs/plain.md, made from the table itself: `python -m drillsim.present.plain.reference`."""

import sys
from pathlib import Path

from drillsim.present.plain.words import WITHOUT, At, Word, words_at

TITLES: dict[At, str] = {
    "lobby": "In the lobby, by the facilitator",
    "start": "Before StartEx, alone",
    "console": "At the facilitator's place",
    "evaluator": "At the evaluator's place",
    "player": "At a role's place, the table's or the scribe's",
    "between": "Between two places",
    "ended": "After EndEx, by the facilitator",
    "over": "After EndEx, alone",
}
"""Place -> the heading of its words."""

BEGINS = "<!-- words: made by `make docs` from present/plain/words.py -->"
ENDS = "<!-- words end -->"


def tables() -> str:
    """The words of each place."""
    parts = [f"### {title}\n\n| words | what they do |\n|---|---|\n{_rows(at)}" for at, title in TITLES.items()]
    reasons = "\n".join(f"| `{action}` | {reason} |" for action, reason in WITHOUT.items())
    none = f"### Keys without a word\n\n| action of the key | why |\n|---|---|\n{reasons}\n"
    return "\n".join([*parts, none])


def _rows(at: At) -> str:
    return "".join(f"| `{word.usage}` | {_said(word)} |\n" for word in words_at(at))


def _said(word: Word) -> str:
    return word.does.replace("|", "\\|")


def renewed(guide: str) -> str:
    """The guide with its tables as they are now."""
    before, _, rest = guide.partition(BEGINS)
    after = rest.partition(ENDS)[2]
    return f"{before}{BEGINS}\n\n{tables()}\n{ENDS}{after}"


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")
