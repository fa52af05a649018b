"""How wide the columns of a table are."""

from hypothesis import given
from hypothesis import strategies as st

from drillsim.report.document import Table
from drillsim.report.pdf.columns import GUTTER, LINE, layout
from drillsim.report.pdf.words import BREAK, isolated, with_breaks


def _table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(f"c{place}" for place in range(len(rows[0]))), rows, "Any")


def test_a_table_of_short_cells_is_no_wider_than_they_are() -> None:
    found = layout(_table(("T+00:15", "Lead"), ("T+00:20", "The lead")))

    assert (found.size, found.full, found.widths) == ("normal", False, (7, 8))


def test_capitals_are_wider_than_other_letters() -> None:
    table = Table(("RTO MTPD", "rto mtpd"), (), "Any")

    capitals, small = layout(table).widths
    assert capitals > small


def test_a_table_to_be_signed_has_room_to_sign() -> None:
    assert layout(_table(("sponsor", "…………"), ("owner", "…………"))).by_hand
    assert not layout(_table(("sponsor", "and so on …"), ("owner", ""))).by_hand


def test_a_long_last_column_gets_what_the_others_leave() -> None:
    found = layout(_table(*[("T+00:15", "Tue 14:10", "Lead", "What he said at the table. " * 6)] * 5))

    assert found.full
    assert found.widths[:3] == (7, 9, 4)
    assert sum(found.widths) <= LINE[found.size] - 4 * GUTTER


def test_many_columns_are_set_in_smaller_type() -> None:
    few, more, many = (layout(_table(("some words of a cell in a table",) * count)).size for count in (4, 6, 9))

    assert (few, more, many) == ("normal", "small", "tiny")


def test_a_row_longer_than_half_a_page_may_break_and_a_long_head_is_said_once() -> None:
    long = layout(Table(("head " * 100, "b"), (("word " * 400, "x"),), "Any"))

    assert long.rows_break
    assert not long.heads_repeat


@given(st.lists(st.tuples(*[st.text("ab_ \n", max_size=200)] * 5), min_size=1, max_size=6))
def test_every_column_has_room_and_all_fit_on_the_line(rows: list[tuple[str, ...]]) -> None:
    found = layout(_table(*rows))

    assert all(width > 0 for width in found.widths)
    assert sum(found.widths) <= LINE[found.size] - 5 * GUTTER + 0.5


def test_long_words_may_break_after_signs_and_short_ones_never() -> None:
    assert with_breaks("people_partner_alternate_1") == BREAK.join(("people_", "partner_", "alternate_", "1"))
    assert with_breaks("x" * 30) == BREAK.join(("x" * 12, "x" * 12, "x" * 6))
    assert with_breaks("a short text with well-known words") == "a short text with well-known words"


@given(st.text())
def test_breaks_change_no_text(text: str) -> None:
    assert with_breaks(text.replace(BREAK, "")).replace(BREAK, "") == text.replace(BREAK, "")


def test_words_from_right_to_left_do_not_turn_what_stands_around_them() -> None:
    assert isolated("שלום") == f"{chr(0x2068)}שלום{chr(0x2069)}"
    assert isolated("façade") == "façade"
