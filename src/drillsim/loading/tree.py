"""A YAML text as a small tree of texts, lists and mappings, each with its place. Nothing is typed here."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Scalar:
    """A piece of text; `plain` means without quotes or a block sign."""

    value: str
    line: int
    column: int
    plain: bool


@dataclass(slots=True)
class Sequence:
    """A list."""

    line: int
    column: int
    items: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys and values in the order of the file."""

    line: int
    column: int
    flow: bool = False
    entries: dict[str, tuple[Scalar, "Node"]] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
"""What every YAML reader takes for nothing, where it stands without quotes."""

Data = str | None | list["Data"] | dict[str, "Data"]


def data(node: Node) -> Data:
    """The tree as lists, mappings and texts; an empty plain value is None."""
    match node:
        case Scalar(value, _, _, plain):
            return None if plain and value in _NOTHING else value
        case Sequence(_, _, items):
            return [data(item) for item in items]
        case Mapping():
            return {key: data(value) for key, (_, value) in node.entries.items()}


def place(node: Node, path: tuple[str | int, ...], *, key: bool = False) -> tuple[int, int]:
    """Line and column of a value by its path, or (`key`) of the last key itself.

    Where the path leads out of the tree (something missing), the innermost thing that is there.
    """
    at = node
    for depth, step in enumerate(path):
        if isinstance(at, Mapping) and step in at.entries:
            key_node, value = at.entries[str(step)]
            if key and depth == len(path) - 1:
                return key_node.line, key_node.column
            at = value
        elif isinstance(at, Sequence) and isinstance(step, int) and step < len(at.items):
            at = at.items[step]
        else:
            break
    return at.line, at.column
