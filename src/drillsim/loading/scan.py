"""The guarded reader: limits first, then a tree (reliability.md, 3.5).

The text is read as libyaml's stream of events, never composed or constructed, so that neither deep nesting
nor references can exhaust the process. Anchors, aliases, tags, merge keys, directives, several documents,
duplicate keys and values that other YAML readers would turn into something else are refused with their place.
"""

import re
import unicodedata
from collections.abc import Iterator

import yaml

from drillsim.loading.plain import refusals, type_of
from drillsim.loading.tree import Mapping, Node, Scalar, Sequence
from drillsim.loading.words import quoted

MOST_BYTES = 1 << 20  # a plan of ten thousand lines is about half of this
MOST_DEPTH = 32  # shipped files go 8 deep
MOST_NODES = 50_000  # about one a line and more for the largest file allowed
MOST_CHARACTERS = 20_000  # of one text
MOST_MARKS = 3  # combining marks in a row: more hide the line above, and sorting them takes quadratic time
MOST_DOUBTS = 500  # more problems than anybody mends at once, few enough to stay quick

_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)
_CUT = re.compile(r"\s+#\w")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C scanner where PyYAML was built with it


class Unreadable(Exception):
    """A text that is refused: what is wrong, where, and the right spelling where there is one."""

    def __init__(
        self, message: str, line: int = 1, column: int = 1, hint: str | None = None, code: str = "yaml"
    ) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column
        self.hint = hint
        self.code = code
        self.path: tuple[str | int, ...] = ()
        """Where it stands, by the keys above it; empty where that is not known."""
        self.before: list[Unreadable] = []
        """What was refused earlier in the same text."""


DOCUMENTS = "a plan, a scenario or a drill"
"""What a file holds, unless it is one of settings."""


def decoded(raw: bytes) -> str:
    """The text of a file: UTF-8, at most 1 MiB, without control characters, its lines ending in LF.

    Raises Unreadable.
    """
    if len(raw) > MOST_BYTES:
        raise Unreadable(f"expected a file of at most {MOST_BYTES} bytes, found more")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig", "replace")
        found = f"found the byte 0x{raw[error.start]:02x}"
        raise Unreadable(f"expected UTF-8 text, {found}", *_place(before, len(before))) from None
    if not text.strip():
        raise Unreadable(f"expected {DOCUMENTS}, found an empty file")
    text = _lines(text)
    if bad := _UNSAFE.search(text):
        raise Unreadable(f"expected plain text, found {_control(bad[0])}", *_place(text, bad.start()))
    return text


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place(text: str, index: int) -> tuple[int, int]:
    before = text[:index]
    return before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1


def _control(character: str) -> str:
    return f"the control character U+{ord(character):04X}"


def scan(text: str, keys: str = "plan:, scenario: or drill:") -> tuple[Mapping, list[Unreadable]]:
    """The tree of a text, and what is refused in it without hiding the rest. `keys` are such as are expected.

    Raises Unreadable where the text is no YAML, or breaks a limit, so that nothing more can be said; its
    `before` holds what was refused earlier.
    """
    if directive := _DIRECTIVE.search(text):
        at = _place(text, directive.start())
        raise Unreadable("expected no directives (% at the begin of a line), found one", *at)
    lines = text.split("\n")
    builder = _Builder(lines)
    try:
        root = builder.build(text)
        if not isinstance(root, Mapping):
            raise _no_mapping(root, keys)
    except Unreadable as error:
        error.before = builder.doubts
        raise
    except yaml.MarkedYAMLError as error:
        refusal = _syntax(error, lines)
        refusal.before = builder.doubts
        raise refusal from None
    except (
        yaml.YAMLError,
        ValueError,
        OverflowError,
    ) as error:  # ValueError: PyYAML's own scanner, "\U99999999"
        raise Unreadable(f"expected YAML, found a fault: {ascii(str(error))[1:200]}") from None
    return root, builder.doubts


def _no_mapping(root: Node | None, keys: str) -> Unreadable:
    if root is None:
        return Unreadable(f"expected {DOCUMENTS}, found nothing but comments")
    found = quoted(root.value) if isinstance(root, Scalar) else "a list"
    return Unreadable(f"expected keys such as {keys}, found {found}", root.line, root.column)


def _syntax(error: yaml.MarkedYAMLError, lines: list[str]) -> Unreadable:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = error.problem or "not readable"
    if "mapping values are not allowed" in problem:
        words = "expected quotes round text that holds a colon and a blank, found none"
        return Unreadable(words, line, column)
    if "anchor" in problem or "alias" in problem:
        words = "expected no anchors or aliases (& and *), found one; put quotes round text that begins so"
        return Unreadable(words, line, column)
    if "\\t" in problem or (line <= len(lines) and lines[line - 1].lstrip(" ").startswith("\t")):
        return Unreadable("expected blanks for indentation, found a tab", line, column)
    return Unreadable(f"expected YAML, found a fault: {ascii(problem)[1:-1]}", line, column)


class _Builder:
    """Puts the tree together from libyaml's events, on a stack of its own instead of the call stack."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.doubts: list[Unreadable] = []
        self.stack: list[Mapping | Sequence] = []
        self.keys: list[Scalar | None] = []
        self.path: list[str | int] = []
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
        steps = [self._step(node)] if self.stack else []
        self._place(node)
        self.path += steps
        self.stack.append(node)
        self.keys.append(None)

    def _close(self) -> None:
        self.stack.pop()
        self.keys.pop()
        if self.path:
            self.path.pop()

    def _step(self, node: Node) -> str | int:
        """The key or the place in the list at which a node stands; a key stands at itself."""
        parent, key = self.stack[-1], self.keys[-1]
        if isinstance(parent, Sequence):
            return len(parent.items)
        return key.value if key else node.value if isinstance(node, Scalar) else ""

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
            what = f"expected each key once, found {quoted(key.value)} again (first on line {first.line})"
            self._doubt(what, key, code="duplicate")
            return
        parent.entries[key.value] = (key, node)

    def _doubt(self, message: str, node: Scalar, hint: str | None = None, code: str = "yaml") -> None:
        if len(self.doubts) < MOST_DOUBTS:
            doubt = Unreadable(message, node.line, node.column, hint, code)
            doubt.path = (*self.path, self._step(node)) if self.stack else ()
            self.doubts.append(doubt)

    def _scalar(self, event: yaml.ScalarEvent, node: Scalar) -> Scalar:
        at = (node.line, node.column)
        if len(node.value) > MOST_CHARACTERS:
            words = f"expected texts of at most {MOST_CHARACTERS} characters, found a longer one"
            raise Unreadable(words, *at)
        if bad := _UNSAFE.search(node.value):
            raise Unreadable(f"expected plain text, found {_control(bad[0])}", *at)
        if node.plain:
            self._plain(event, node)
        if not node.value.isascii():
            node.value = unicodedata.normalize("NFC", _few_marks(node.value))
        node.value = _lines(node.value)
        return node

    def _plain(self, event: yaml.ScalarEvent, node: Scalar) -> None:
        is_key = self._expects_key()
        if is_key and node.value == "<<":
            raise Unreadable("expected no merge keys (<<), found one", node.line, node.column)
        if is_key and type_of(node.value) == "null":
            self._doubt("expected a word as a key, found nothing", node)
        for message, hint in refusals(node.value):
            self._doubt(message, node, hint)
        end = event.end_mark
        cut = self.lines[end.line][end.column :] if end and end.line < len(self.lines) else ""
        if node.value and _CUT.match(cut):
            words = "expected quotes round text that holds a #, found text cut there"
            self._doubt(f"{words} (a comment has a blank after #)", node)


def _few_marks(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def _events(text: str) -> Iterator[yaml.Event]:
    loader = _LOADER(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


def _at(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    assert mark is not None  # libyaml marks every event
    return mark.line + 1, mark.column + 1
