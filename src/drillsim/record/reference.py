"""The reference of what a record holds, made from the commands and events themselves."""

from dataclasses import fields
from inspect import cleandoc

from drillsim.record.codec import EVENTS
from drillsim.record.commands import KINDS


def reference() -> str:
    """Markdown: every command and event kind with its fields; the same for the same code."""
    lines = [
        "# What a record holds",
        "",
        "Made from the code by `make docs`; do not edit.",
        "",
        "An entry is `{seq, at, drill_ms, mono_ns, wall_ns, sort, kind, actor, id, cause, body}`: `at` is the exercise",
        "clock in whole seconds since StartEx, `id` the client's id of a command (null for events and for what a drill",
        "file says), `cause` the `seq` of the command that caused an event. The body holds the fields below.",
        "",
        "## Commands: what people ask for",
        "",
        *_table(KINDS),
        "",
        "## Events: what happened",
        "",
        *_table(EVENTS),
        "",
    ]
    return "\n".join(lines)


def _table(kinds: dict[str, type]) -> list[str]:
    rows = ["| kind | meaning | body |", "|---|---|---|"]
    for name, kind in kinds.items():
        body = ", ".join(f"`{item.name}`" for item in fields(kind) if item.name != "at")
        meaning = " ".join(cleandoc(kind.__doc__ or "").split()).replace("|", "or")
        rows.append(f"| `{name}` | {meaning} | {body or 'nothing'} |")
    return rows


if __name__ == "__main__":
    import sys

    sys.stdout.write(reference())
