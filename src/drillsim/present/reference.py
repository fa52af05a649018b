"""docs/keys.md: every action with its id and its keys, and the files in which somebody sets their own.

python -m drillsim.present.reference > docs/keys.md
"""

import sys
from collections.abc import Iterator, Sequence

from drillsim.present.key_names import EDITS, KEPT_BY_TERMINALS, SAME
from drillsim.present.keymap import FIXED, KEPT
from drillsim.present.keys import Key, named
from drillsim.present.screens import ALWAYS, SCREENS

INTRODUCTION = """\
# Keys and colours of your own

Made from the code by `make docs`. Which key does what is set in `keymap.yaml`, colours in `themes/` and
`config.yaml`, all in the folder that `drillsim locate` names (`config`; with `--at DIR` it is `DIR/config`). None
of these files has to be there. What cannot be used never keeps a drill from starting: it is said in one line before
the screen and on the first screen, above the keys, and what drillsim comes with is used instead. `drillsim locate`
tells all of it.

## keymap.yaml

```
# action: key, or a list of keys
note: f5
message: [m, ctrl+t]
slower: ","
```

An action is named by its id (below, and in `drillsim keys --list`), and means the same on every screen that has it;
what is not named keeps its keys. Key bar, help and palette show what you set; these pages show what drillsim comes
with.

A key is a letter, digit or sign as it is typed (`m`, `M`, `7`, `"+"`), `space`, `enter`, `f1` to `f12`, or `ctrl+`
and a letter. `drillsim keys` shows what arrives for a key in your terminal, and what it is called. Refused, with
the reason:

- a key that another action has on one of the same screens; the message names some that are free,
- """

THEMES = """\
## themes/ and config.yaml

`config.yaml` has one key, `theme`: `drill-dark` (if nothing is set), `drill-light`, `drill-high-contrast`,
`ansi-dark` and `ansi-light` (the colours of your terminal), or one of your own. The palette (`^p`, Theme) shows
another at once and keeps the choice there; your comments stay.

`themes/sea.yaml` is the theme `sea`:

```
primary: "#88ccff"
background: "#001830"
foreground: "#e8f0f8"
```

It may set `primary`, `secondary`, `accent`, `foreground`, `background`, `surface`, `panel`, `success`, `warning`
and `error`, as `"#rrggbb"` or by a name such as `teal`. What it leaves out is that of `drill-dark`, or of
`drill-light` where its background is light. Text with a contrast below 4.5 to 1 is warned of. Every text of
`drill-high-contrast` has at least 7 to 1.

Nothing is told by colour alone; with `NO_COLOR` set, everything is shades of grey. Nothing moves by itself but the
clock: there are no animations and no blinking cursor.
"""


def reference() -> str:
    """The whole page."""
    parts = [f"{INTRODUCTION}{_refused()}", THEMES, _everywhere()]
    always = {key.id for key in ALWAYS}
    for screen, keys in SCREENS.items():
        parts.append(f"## {screen.capitalize()}\n\n{_table([key for key in keys if key.id not in always])}")
    return "\n".join(parts)


def _refused() -> str:
    kept = " and ".join(f"`{key}` ({action})" for action, key in KEPT.items())
    same = ", ".join(f"`{key}` (`{other}`)" for key, other in SAME.items())
    terminals = ", ".join(f"`{key}`" for key in KEPT_BY_TERMINALS)
    edits = ", ".join(f"`{key}`" for key in sorted(EDITS))
    return f"""\
{kept}: these keep their keys, and may have others besides,
- keys for which most terminals send the same as for another: {same},
- keys that terminals keep for themselves: {terminals},
- keys that edit what is typed in a form: {edits}; the arrow keys, `tab`, `home` and the like; `escape`,
- combinations that not every terminal passes on, such as `alt+x` or `shift+f5`.

No Duff, interrupting, the palette and going by letter act while you type, too: they can only have function keys and
`ctrl+` keys.
"""


def _everywhere() -> str:
    rows = _table(ALWAYS)
    return f"""\
## Everywhere

{rows}
Always the same: `tab` and `shift+tab` go from panel to panel and from field to field, the arrow keys, page up, page
down, `home` and `end` from row to row, `space` ticks and left and right choose in a form, `escape` closes what is
open.
"""


def _table(keys: Sequence[Key]) -> str:
    return "".join(("| key | action | what it does |\n|---|---|---|\n", *_rows(keys)))


def _rows(keys: Sequence[Key]) -> Iterator[str]:
    for key in keys:
        place = "" if key.place == "everywhere" else f" ({key.place})"
        action = "" if key.id in FIXED else f"`{key.id}`"
        yield f"| `{named(key)}` | {action} | {key.does}{place} |\n"


if __name__ == "__main__":
    sys.stdout.write(reference())
