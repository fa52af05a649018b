"""Lists: columns find room, the cursor stays on what it was on, long text is read to its end."""

import pytest
from textual.app import App, ComposeResult

from drillsim.present.rows import Cell, Column, Row, Table
from drillsim.tui.widgets.row_layout import lay_out, wrapped
from drillsim.tui.widgets.row_list import RowList
from support.live import grid

COLUMNS = (Column(5), Column(14, needs=60), Column(), Column(10, right=True))


def table(*names: str, settled: str = "", text: str = "some words") -> Table:
    rows = tuple(
        Row(name, (Cell("CAN"), Cell("a_role"), Cell(f"{name} {text}"), Cell("due 00:10")), settled=name == settled)
        for name in names
    )
    return Table("Tasks", COLUMNS, rows, "enter look", "Nothing.")


def texts(of: Table, width: int, *, height: int = 20, wrap: int = 1) -> list[list[str]]:
    lines = lay_out(of, width, height, wrap=wrap, must_fit=False, roomy=10)
    return [[cell.text if cell else "" for cell, _, _ in line.cells] for line in lines]


def test_a_column_that_needs_more_room_is_left_out() -> None:
    assert texts(table("one"), 80) == [["CAN", "a_role", "one some words", "due 00:10"]]
    assert texts(table("one"), 50) == [["CAN", "one some words", "due 00:10"]]


@pytest.mark.parametrize("width", [10, 24, 40, 60, 80, 200])
def test_a_line_is_as_wide_as_the_panel(width: int) -> None:
    (line,) = lay_out(table("one", text="long " * 50), width, 5, wrap=1, must_fit=False, roomy=10)
    used = 2 + sum(size for _, size, _ in line.cells) + 2 * (len(line.cells) - 1)
    assert used <= max(width, 2 + 3 + 8 + 8 + 4)  # below what the columns keep, the line is cut on the right


def test_where_there_is_room_a_long_text_goes_on_below() -> None:
    found = texts(table("one", text="a few more words than fit here"), 50, wrap=3)
    assert [line[1] for line in found] == ["one a few more words than fit", "here"]
    assert len(texts(table("one", text="a few more words than fit here"), 50, height=5, wrap=3)) == 1


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("one two three", ["one two", "three"]),
        ("incomprehensibilities now", ["incompreh…", "now"]),
        ("漢字 漢字 漢字", ["漢字 漢字", "漢字"]),
        ("a b c d e f g h i j k l m n o p q r s t", ["a b c d e", "f g h i j", "k l m n o…"]),
    ],
)
def test_text_is_broken_between_words(text: str, lines: list[str]) -> None:
    assert wrapped(text, 10, 3) == lines


class ListApp(App[None]):
    def compose(self) -> ComposeResult:
        yield RowList(id="list", wrap=3)
        yield RowList(id="log", follows=True, opens=False, wrap=3)


def rows_of(app: App[None], name: str) -> RowList:
    return app.query_one(f"#{name}", RowList)


def under(rows: RowList) -> str | None:
    """What the cursor is on now."""
    return rows.key


async def test_a_list_comes_to_rest_where_its_scrollbar_takes_the_column_that_a_column_needs() -> None:
    """With a column less the text would be wider and so shorter, the scrollbar would go, the column come, and so on."""

    class Narrow(App[None]):
        CSS = "#list { width: 60; height: 12; }"

        def compose(self) -> ComposeResult:
            yield RowList(id="list", wrap=3)

    app = Narrow()
    async with app.run_test(size=(80, 24)) as pilot:
        rows = rows_of(app, "list")
        rows.show(table(*"abcdef", text="some more words than find room here"))
        await pilot.pause()
        shown = []
        for _ in range(6):
            await pilot.pause()
            shown.append(rows.show_vertical_scrollbar)
        assert len(set(shown)) == 1
        assert "a_role" in grid(app)[1]


async def test_the_cursor_stays_on_its_row_until_that_is_settled() -> None:
    app = ListApp()
    async with app.run_test(size=(60, 24)) as pilot:
        rows = rows_of(app, "list")
        rows.show(table("one", "two", "three"))
        rows.focus()
        await pilot.press("down")
        assert under(rows) == "two"
        rows.show(table("three", "one", "two"))
        assert under(rows) == "two"
        rows.show(table("three", "one", "two", settled="two"))
        assert under(rows) == "one"  # what stood above it, for nothing stood below
        rows.show(table())
        assert under(rows) is None
        await pilot.press("down", "up", "enter", "end", "home")


async def test_where_its_row_is_settled_the_cursor_goes_on_to_the_next_and_is_in_sight() -> None:
    app = ListApp()
    names = [f"n{number}" for number in range(30)]
    async with app.run_test(size=(60, 24)) as pilot:
        rows = rows_of(app, "list")
        rows.show(table(*names))
        rows.focus()
        await pilot.press(*["down"] * 20)
        app.set_focus(None)  # a form lies over it
        rows.show(table(*names[:20], *names[21:], names[20], settled=names[20]))
        rows.focus()
        await pilot.pause()
        assert under(rows) == "n21"
        assert any(line.startswith("> ") and "n21" in line for line in grid(app))
        assert rows.was_moved_to == "n20"  # nobody chose what it is on now


async def test_a_log_shows_its_last_line_even_where_the_lines_grow() -> None:
    app = ListApp()
    async with app.run_test(size=(60, 30)) as pilot:
        log = rows_of(app, "log")
        for count in (1, 5, 40):
            log.show(
                table(*(f"n{number}" for number in range(count)), text="a text that takes two lines here, no more")
            )
            await pilot.pause()
            await pilot.pause()
            last = [line for line in grid(app) if line.strip()][-1]
            assert last.endswith("more")


async def test_a_list_can_be_scrolled_to_its_last_line() -> None:
    app = ListApp()
    async with app.run_test(size=(60, 30)) as pilot:
        rows = rows_of(app, "list")
        rows.show(table(*(f"n{number}" for number in range(30)), text="a text that takes two lines here, no more"))
        rows.focus()
        await pilot.pause()
        await pilot.press("end")
        await pilot.pause()
        shown = [line for line in grid(app)[:15] if line]
        assert shown[-1].strip().endswith("more")
        assert shown[-2].startswith("> CAN")
