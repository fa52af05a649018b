"""The guarded reader: limits first, then a tree (reliability.md, 3.5).

The text is read as libyaml's stream of events, never composed or constructed, so that neither deep nesting nor
references can exhaust the process. Anchors, aliases, tags, merge keys, several documents, duplicate keys and
values that other YAML readers would turn into something else are refused with their place.
"""

import re
import unicodedata
from collections.abc import Iterator

import yaml

from drillsim.loading.tree import Mapping, Node, Scalar, Sequence

MOST_BYTES = 1 << 20  # a plan of ten thousand lines is about half of this
MOST_DEPTH = 32  # shipped files go 8 deep
MOST_NODES = 50_000  # about one a line and more for the largest file allowed
MOST_CHARACTERS = 20_000  # of one text

_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BOOLEANS = frozenset(
    word for base in ("yes", "no", "on", "off", "true", "false") for word in (base, base.title(), base.upper())
)
_BASE_SIXTY = re.compile(r"[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?")
_OCTAL = re.compile(r"[-+]?0[0-9_]+|0[xbo][0-9a-fA-F_]+")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C scanner where PyYAML was built with it


class Unreadable(Exception):
    """A text that is refused: what is wrong, where, and the right spelling where there is one."""

    def __init__(self, message: str, line: int = 1, column: int = 1, hint: str | None = None, code: str = "yaml") -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column
        self.hint = hint
        self.code = code
        self.before: list[Unreadable] = []
        """What was refused earlier in the same text."""


def decoded(raw: bytes) -> str:
    """The text of a file: UTF-8, at most 1 MiB, without control characters."""
    if len(raw) > MOST_BYTES:
        raise Unreadable(f"expected a file of at most {MOST_BYTES} bytes, found more")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before) - (before.rfind(b"\n") + 1) + 1
        raise Unreadable(f"expected UTF-8 text, found the byte 0x{raw[error.start]:02x}", line, column) from None
    if not text.strip():
        raise Unreadable("expected a plan, a scenario or a drill, found an empty file")
    text = text.replace("\r\n", "\n")
    if bad := _UNSAFE.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        column = bad.start() - (text.rfind("\n", 0, bad.start()) + 1) + 1
        raise Unreadable(f"expected plain text, found the control character {_code(bad[0])}", line, column)
    return text


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def scan(text: str) -> tuple[Mapping, list[Unreadable]]:
    """The tree of a text, and what is refused in it without hiding the rest.

    Raises Unreadable where the text is no YAML, or breaks a limit, so that nothing more can be said.
    """
    lines = text.split("\n")
    builder = _Builder(lines)
    try:
        root = builder.build(text)
    except yaml.MarkedYAMLError as error:
        refusal = _syntax(error, lines)
        refusal.before = builder.problems
        raise refusal from None
    except yaml.YAMLError as error:
        raise Unreadable(f"expected YAML, found {ascii(str(error))[:200]}") from None
    if not isinstance(root, Mapping):
        line, column = (root.line, root.column) if root else (1, 1)
        raise Unreadable("expected keys such as plan:, scenario: or drill:, found something else", line, column)
    return root, builder.problems


def _syntax(error: yaml.MarkedYAMLError, lines: list[str]) -> Unreadable:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = error.problem or "not readable"
    if "mapping values are not allowed" in problem:
        return Unreadable("expected quotes round text that holds a colon and a blank, found none", line, column)
    if "anchor" in problem or "alias" in problem:
        return Unreadable("expected no anchors or aliases (& and *), found one; put quotes round text that begins so", line, column)
    if "\\t" in problem or (line <= len(lines) and lines[line - 1].lstrip(" ").startswith("\t")):
        return Unreadable("expected blanks for indentation, found a tab", line, column)
    return Unreadable(f"expected YAML, found a fault: {ascii(problem)[1:-1]}", line, column)


class _Builder:
    """Puts the tree together from libyaml's events, on a stack of its own instead of the call stack."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.problems: list[Unreadable] = []
        self.stack: list[Mapping | Sequence] = []
        self.keys: list[Scalar | None] = []
        self.root: Node | None = None
        self.nodes = 0

    def build(self, text: str) -> Node | None:
        documents = 0
        for event in _events(text):
            match event:
                case yaml.DocumentStartEvent():
                    documents += 1
                    if documents > 1:
                        raise Unreadable("expected one document in a file, found a second one", *_at(event))
                case yaml.AliasEvent():
                    raise Unreadable("expected no anchors or aliases (& and *), found one", *_at(event))
                case yaml.MappingStartEvent():
                    line, column = self._start(event)
                    self._open(Mapping(line, column, bool(event.flow_style)))
                case yaml.SequenceStartEvent():
                    self._open(Sequence(*self._start(event)))
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self._close()
                case yaml.ScalarEvent():
                    line, column = self._start(event)
                    plain = event.style in (None, "")
                    self._place(self._scalar(event, Scalar(event.value, line, column, plain)))
        return self.root

    def _start(self, event: yaml.NodeEvent) -> tuple[int, int]:
        at = _at(event)
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise Unreadable(f"expected at most {MOST_NODES} values in a file, found more", *at)
        if event.anchor is not None:
            raise Unreadable("expected no anchors or aliases (& and *), found one", *at)
        if getattr(event, "tag", None) is not None:
            raise Unreadable("expected no tags (!), found one; put quotes round text that begins so", *at)
        return at

    def _open(self, node: Mapping | Sequence) -> None:
        if self._expects_key():
            raise Unreadable("expected a word as a key, found a list or mapping", node.line, node.column)
        if len(self.stack) >= MOST_DEPTH:
            raise Unreadable(f"expected at most {MOST_DEPTH} levels, found more", node.line, node.column)
        self._place(node)
        self.stack.append(node)
        self.keys.append(None)

    def _close(self) -> None:
        self.stack.pop()
        self.keys.pop()

    def _expects_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1], Mapping) and self.keys[-1] is None

    def _place(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        key = self.keys[-1]
        if key is None:
            assert isinstance(node, Scalar)  # _open refuses anything else as a key
            self.keys[-1] = node
            return
        self.keys[-1] = None
        if key.value in parent.entries:
            first = parent.entries[key.value][0]
            what = f"expected each key once, found {ascii(key.value)} again (first on line {first.line})"
            self.problems.append(Unreadable(what, key.line, key.column, code="duplicate"))
            return
        parent.entries[key.value] = (key, node)

    def _scalar(self, event: yaml.ScalarEvent, node: Scalar) -> Scalar:
        at = (node.line, node.column)
        if len(node.value) > MOST_CHARACTERS:
            raise Unreadable(f"expected texts of at most {MOST_CHARACTERS} characters, found a longer one", *at)
        if bad := _UNSAFE.search(node.value):
            raise Unreadable(f"expected plain text, found the control character {_code(bad[0])}", *at)
        node.value = unicodedata.normalize("NFC", node.value)
        if node.plain:
            self._plain(event, node, at)
        return node

    def _plain(self, event: yaml.ScalarEvent, node: Scalar, at: tuple[int, int]) -> None:
        found = node.value
        is_key = self._expects_key()
        if found == "<<" and is_key:
            raise Unreadable("expected no merge keys (<<), found one", *at)
        if found in _BOOLEANS:
            self.problems.append(Unreadable(f"expected a word other than {found}, which YAML reads as true or false; put quotes round it", *at, f"'{found}'"))
        elif is_key and found in ("", "~", "null", "Null", "NULL"):
            self.problems.append(Unreadable("expected a word as a key, found nothing", *at))
        elif _BASE_SIXTY.fullmatch(found):
            hint = f"T+{found.zfill(5)}" if re.fullmatch(r"\d{1,2}:\d\d", found) else f"'{found}'"
            self.problems.append(Unreadable(f"expected T+ before a time, or quotes round it, found {found}, which YAML reads as a number", *at, hint))
        elif _OCTAL.fullmatch(found):
            digits = found.lstrip("0")
            self.problems.append(Unreadable(f"expected a number without leading zeros, or quotes, found {found}", *at, digits if digits.isdigit() else None))
        cut = self.lines[event.end_mark.line][event.end_mark.column :] if event.end_mark.line < len(self.lines) else ""
        if found and re.match(r"\s+#\w", cut):
            self.problems.append(Unreadable("expected quotes round text that holds a #, found text cut there (a comment has a blank after #)", *at))


def _events(text: str) -> Iterator[yaml.Event]:
    loader = _LOADER(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


def _at(event: yaml.Event) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1
