"""Bytes become lines, whatever pieces they come in."""

from hypothesis import given
from hypothesis import strategies as st

from drillsim.plain.keyboard import MOST, Lines


@given(st.text(alphabet="ab é漢\n"), st.integers(1, 7))
def test_lines_are_the_same_however_they_are_cut(text: str, size: int) -> None:
    lines = Lines()
    data = text.encode()
    found = [line for at in range(0, len(data), size) for line in lines.feed(data[at : at + size])]
    found += lines.feed(b"")
    assert found == (text.removesuffix("\n").split("\n") if text else [])


def test_a_line_without_an_end_is_kept_only_so_far() -> None:
    lines = Lines()
    for _ in range(10):
        assert lines.feed(b"x" * MOST) == []
    assert lines.feed(b"\r\nstatus\r\n") == ["x" * MOST, "status"]


def test_what_is_no_text_becomes_a_mark() -> None:
    assert Lines().feed(b"note \xff\xfe\n") == ["note \ufffd\ufffd"]
