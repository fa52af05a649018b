"""What the guarded reader refuses, and where; each refusal has a twin that passes."""

import pytest

from drillsim.loading.scan import MOST_CHARACTERS, MOST_DEPTH, Unreadable, decoded, scan
from drillsim.loading.tree import data


def refused(text: str) -> list[tuple[int, int, str]]:
    try:
        _, doubts = scan(text)
    except Unreadable as refusal:
        doubts = [*refusal.before, refusal]
    return [(doubt.line, doubt.column, doubt.message) for doubt in doubts]


@pytest.mark.parametrize(
    ("hostile", "line", "column", "word", "twin"),
    [
        ("a: 1\nb: &x 1\n", 2, 4, "anchors", "a: 1\nb: '&x 1'\n"),
        ("a: 1\nb: *x\n", 2, 4, "anchors", "a: 1\nb: '*x'\n"),
        ("a: {<<: b}\n", 1, 5, "merge keys", "a: {'<<': b}\n"),
        ("a: 1\nb: !x y\n", 2, 4, "tags", "a: 1\nb: '!x y'\n"),
        ("a: !!str 1\n", 1, 4, "tags", "a: '1'\n"),
        ("%YAML 1.1\n---\na: 1\n", 1, 1, "directives", "a: '%YAML'\n"),
        ("a: 1\n---\nb: 1\n", 2, 1, "one document", "---\na: 1\n"),
        ("a: 1\nb: {c: 1, c: 2}\n", 2, 11, "each key once", "a: 1\nb: {c: 1, d: 2}\n"),
        ("a: yes\n", 1, 4, "true or false", "a: 'yes'\n"),
        ("a: 1\nNo: 1\n", 2, 1, "true or false", "a: 1\nnot: 1\n"),
        ("a: 12:30\n", 1, 4, "T+ before a time", "a: T+12:30\n"),
        ("a: 010\n", 1, 4, "leading zeros", "a: 10\n"),
        ("a: 0x1F\n", 1, 4, "plain digits", "a: x1F\n"),
        ("a: 1_000\n", 1, 4, "plain digits", "a: 1000\n"),
        ("a: 1e3\n", 1, 4, "without leading zeros", "a: 1000\n"),
        ("a: .inf\n", 1, 4, "plain digits", "a: '.inf'\n"),
        ("a: 2026-01-15 10:00:00\n", 1, 4, "plain digits", "a: 2026-01-15\n"),
        ("a: =\n", 1, 4, "a sign of its own", "a: '='\n"),
        ("a: <<\n", 1, 4, "a sign of its own", "a: '<<'\n"),
        ("a: 1\n~: 1\n", 2, 1, "found nothing", "a: 1\n'~': 1\n"),
        ("a: Press #5 now\n", 1, 4, "text cut there", "a: 'Press #5 now'\n"),
        ("a: Press # 5 now\nb: x #y\n", 2, 4, "text cut there", "a: Press # 5 now\n"),
        ("a: 1\n[b, c]: 1\n", 2, 1, "word as a key", "a: 1\nb: [c]\n"),
        ("a: b: c\n", 1, 5, "colon and a blank", "a: 'b: c'\n"),
        ("a:\n\tb: c\n", 2, 1, "a tab", "a:\n  b: c\n"),
        ('a: "\\e]52;"\n', 1, 4, "U+001B", 'a: "\\t"\n'),
        ('a: ok\nb: "\\u202e"\n', 2, 4, "U+202E", 'a: ok\nb: "\\u200e"\n'),
        (f"a: {'x' * (MOST_CHARACTERS + 1)}\n", 1, 4, "a longer one", f"a: {'x' * MOST_CHARACTERS}\n"),
        (
            "a: " + "[" * MOST_DEPTH,
            1,
            MOST_DEPTH + 3,
            "levels",
            f"a: {'[' * (MOST_DEPTH - 1) + ']' * (MOST_DEPTH - 1)}",
        ),
        ("- a\n", 1, 1, "found a list", "a: 1\n"),
        ("\nhello\n", 2, 1, 'found "hello"', "\nhello: 1\n"),
        ("# a\n", 1, 1, "nothing but comments", "# a\na: 1\n"),
    ],
)
def test_a_refusal_has_its_place_and_its_twin_passes(
    hostile: str, line: int, column: int, word: str, twin: str
) -> None:
    ((found_line, found_column, message),) = refused(hostile)
    assert (found_line, found_column) == (line, column)
    assert word in message
    assert refused(twin) == []


def test_columns_count_characters_not_bytes() -> None:
    ((line, column, _),) = refused("a: {é😀ü: 1, b: yes}\n")
    assert (line, column) == (1, 16)


def test_what_does_not_end_the_reading_is_reported_together() -> None:
    text = "a: yes\na: 010\nb: x #y\nc: &d e\n"
    assert [line for line, _, _ in refused(text)] == [1, 2, 2, 3, 4]


@pytest.mark.parametrize(
    ("raw", "line", "column", "word"),
    [
        (b"", 1, 1, "empty"),
        (b" \n\t\n", 1, 1, "empty"),
        (b"\xef\xbb\xbf", 1, 1, "empty"),
        (b"a: 1\nb: caf\xe9\n", 2, 7, "0xe9"),
        ("a: é".encode() + b"\xff", 1, 5, "0xff"),
        ("a: 1\n".encode("utf-16"), 1, 1, "0xff"),
        (b"a: 1\nb: \x1b[2J\n", 2, 4, "U+001B"),
        (b"a: 1\r\nb: \x00\r\n", 2, 4, "U+0000"),
        (b"a: 1\n# \xc2\x9b\n", 2, 3, "U+009B"),
        ("a: 1\u2028".encode(), 1, 5, "U+2028"),
        (b"#" * ((1 << 20) + 1), 1, 1, "1048576 bytes"),
    ],
)
def test_bytes_that_are_no_text_are_refused(raw: bytes, line: int, column: int, word: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        decoded(raw)
    assert (refusal.value.line, refusal.value.column) == (line, column)
    assert word in refusal.value.message


@pytest.mark.parametrize("raw", [b"\xef\xbb\xbfa: 1\nb: 2\n", b"a: 1\r\nb: 2\r\n", b"a: 1\rb: 2\r"])
def test_a_bom_and_other_line_ends_change_nothing(raw: bytes) -> None:
    assert decoded(raw) == "a: 1\nb: 2\n"


def test_texts_are_composed_and_marks_do_not_pile_up() -> None:
    root, _ = scan(f"a: Cre\u0300me\nb: {'z' + chr(0x0301) * 50}\n")
    read = data(root)
    assert isinstance(read, dict)
    assert read["a"] == "Crème"
    assert read["b"] == "ź" + "\u0301" * 2


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_nothing_and_in_quotes_it_is_text(nothing: str) -> None:
    root, _ = scan(f"a: {nothing}\nb: '{nothing}'\n")
    assert data(root) == {"a": None, "b": nothing}
