"""The reference of the language, `docs/language.md`, written from the models so that it cannot grow stale.

python -m drillsim.loading.reference > docs/language.md
"""

import sys
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, WithJsonSchema

from drillsim.loading.described import (
    ROOTS,
    SHORTHANDS,
    Key,
    Kind,
    an,
    is_model,
    keys,
    meaning,
    models_in,
    models_of,
    options,
    parts,
)
from drillsim.loading.scan import MOST_BYTES, MOST_CHARACTERS, MOST_DEPTH, MOST_NODES
from drillsim.model import conditions
from drillsim.model.fields import Spelled

_HEAD = """\
<!-- Written by `python -m drillsim.loading.reference`. Edit the models, not this file. -->

# The language: every key

Three kinds of file, in YAML. The first key names the kind, and the file's name ends in it:

| first key | file | what it says |
|---|---|---|
| `plan:` | `NAME.plan.yaml` | what the centre promised, with what, by whom |
| `scenario:` | `NAME.scenario.yaml` | what goes wrong and when: the MSEL |
| `drill:` | `NAME.drill.yaml` | who plays which scenario on which plan, and what they did |

A drill names its plan and its scenarios by their paths relative to itself, with `/`, inside the exercise's
folder: the pack, else the folder above the nearest `drills/`, else the drill's own. The names of one drill's
scenarios differ: where several play, an inject is `file/id`.

`drillsim check FILE` reports every problem of a file at once, as `file:line:column: where: what was expected,
what was found; did you mean "..."?`. Editors complete and check with the schema that
`drillsim schema plan > plan.schema.json` writes (or `scenario`, `drill`) and the first line
`# yaml-language-server: $schema=plan.schema.json`.

## Spelling

| what | spelled | right | refused |
|---|---|---|---|
| duration | days, hours, minutes, seconds, in this order | `30s` `15m` `2h` `1h30m` `2d` | `30`, `30 min` |
| estimate | a duration, or best / usual / worst, or `{best, usual, worst, source}` | \
`15m` `10m / 15m / 40m` | best over usual, usual over worst |
| exercise clock | since StartEx, or the story's weekday and time: the first at or after its \
begin | `T+00:15` `T+36:00` `T+00:15:30` `Saturday 10:50` | `12:30`, `T+0:15` |
| weekday and time | begin of the story | `Tuesday 14:10` | `14:10` |
| share | per cent, 0% to 100% | `40%` `12.5%` | `0.4` |
| factor | times as much, with an end where wanted | `1.8x` `1.8x for 3h` | `1.8` |
| number of people | a whole number, with an end where wanted | `12` `12 for 2h` | `012`, `12.0` |
| money | digits, and a point | `38.00` | `$38` |
| date | year-month-day | `2026-01-15` | `15.1.2026` |
| day and month | | `15 March` | `March 15` |
| weekdays and hours | | `Monday to Friday 07:00 to 21:00` `Saturday 08:00 to 16:00` | \
`Mon-Fri 7-21` |
| service goal | share, and how soon | `80% in 20s` | `80/20` |
| pace | 1x to 120x, or jump | `12x` `jump` | `0.5x` |
| id | small letters, digits, `_`; begins with a letter | `take_cover` | `Take cover` |
| one of a list of words | as listed below | `up` `down` | `yes`, `no`, `true` |

A key without a value is better left out. Text that holds `, ` inside `{}` or `[]`, or `: `, or ` #`, is put
in quotes or in a block (`>`).
"""

_REFUSED = f"""\
## What is refused, and why

YAML has more in it than a plan needs, and readers do not agree on all of it. A file is refused when it holds:

| what | why |
|---|---|
| anchors, aliases, merge keys (`&`, `*`, `<<`) | a few lines could stand for millions |
| tags (`!`), directives (`%` at the begin of a line) | they change what the rest means |
| several documents (`---` a second time) | a file is one plan, scenario or drill |
| a key twice, however it is spelled | other readers let the last one win, silently |
| `yes`, `no`, `on`, `off`, `true`, `false` without quotes | some readers take them for true and false |
| `12:30`, `010`, `0x1F`, `1_000`, `1e3`, `.inf`, `=`, `<<` without quotes | \
some readers take them for numbers or signs |
| a list or nothing as a key | keys are words |
| ` #` directly before a letter or digit | the text would be cut there; a comment has a blank after `#` |
| tabs as indentation | YAML refuses them |
| control characters, also written as `"\\e"`, and signs that turn the direction of writing | \
they drive terminals |
| anything but UTF-8 | |
| more than {MOST_BYTES:,} bytes, {MOST_NODES:,} values, {MOST_DEPTH} levels, \
{MOST_CHARACTERS:,} characters in a text | no plan needs it |
| files outside the exercise's folder, absolute paths, `~`, `\\`, addresses | \
a drill from elsewhere could read anything |

What is accepted reads the same with any other YAML reader, but for the types it gives to numbers and dates.
"""


def reference() -> str:
    """The whole text."""
    sections = [_HEAD, "\n".join(_conditions()), _REFUSED, *("\n".join(_kind(kind)) for kind in ROOTS)]
    return "\n".join(section.rstrip("\n") + "\n" for section in sections)


def _forms() -> list[str]:
    schema = next(mark.json_schema for mark in parts(conditions.Conditions)[1] if isinstance(mark, WithJsonSchema))
    return str((schema or {})["description"]).partition(": ")[2].split("; ")


def _conditions() -> Iterator[str]:
    yield "## Conditions"
    yield ""
    yield "If this, do that: `if` of a playbook or an inject. Square brackets: may be left out."
    yield ""
    for form in _forms():
        yield f"- `{form}`"
    yield ""
    yield (
        f'A list of up to {conditions.MOST_SENTENCES} means all of them; for "or" write two injects. '
        "There are no operators, no expressions and no code. `X` is an id of the plan, `INJECT` and `CHOICE` "
        "are ids of the scenario."
    )


def _kind(kind: Kind) -> Iterator[str]:
    root = ROOTS[kind]
    shared = {model for other in ROOTS if other != kind for model in models_of(ROOTS[other])}
    yield f"## The {kind}"
    for model in models_of(root):
        if model in shared and _first_kind(model) != kind:
            continue
        yield ""
        if model is not root:
            yield f"### {_title(model)}"
            yield ""
        yield meaning(model) + _shorthand(model)
        yield ""
        yield "| key | | spelled | meaning |"
        yield "|---|---|---|---|"
        for key in keys(model):
            yield f"| `{key.name}` | {_need(key)} | {_spelled(key)} | {_cell(key.meaning)} |"


def _first_kind(model: type[BaseModel]) -> Kind:
    return next(kind for kind, root in ROOTS.items() if model in models_of(root))


def _title(model: type[BaseModel]) -> str:
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in model.__name__).strip()
    return words.capitalize()


def _anchor(model: type[BaseModel]) -> str:
    return f"[{_title(model).lower()}](#{_title(model).lower().replace(' ', '-')})"


def _shorthand(model: type[BaseModel]) -> str:
    short = SHORTHANDS.get(model)
    return f" May be written shorter, as {_words(short)}." if short is not None else ""


def _need(key: Key) -> str:
    if key.is_required:
        return "required"
    return "" if key.default is None else f"else `{key.default}`"


def _spelled(key: Key) -> str:
    words = _words(key.annotation)
    if key.may_stand_alone:
        (model,) = models_in(key.annotation)
        words = f"{_anchor(model)}, or a {words}"
    return _cell(words)


def _words(annotation: Any) -> str:
    bare, marks = parts(annotation)
    spelled = next((mark for mark in marks if isinstance(mark, Spelled)), None)
    if spelled is not None and not list(models_in(bare)):
        return an(spelled.kind)
    if len(options(bare)) > 1:
        return " or ".join(_words(option) for option in options(bare))
    if is_model(bare):
        return _anchor(bare)
    origin, inner = get_origin(bare), get_args(bare)
    if origin is Literal:
        return ", ".join(f"`{word}`" for word in inner)
    if origin is tuple:
        of = _words(inner[0])
        return f"list of: {of}"
    return f"{_words(inner[0])}: {_words(inner[1])}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(reference())
