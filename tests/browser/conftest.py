"""A real browser: Debian's chromium, driven by playwright."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = ("chromium", "chromium-browser")


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """One for a module, not for all: while it is open no other event loop can run in this process."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: pip install playwright"
    )
    program = next(filter(None, map(shutil.which, CHROMIUM)))
    with playwright.sync_playwright() as driver:
        # Root, as in a container, has no sandbox; the pages are ours.
        started = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


class Opened:
    """A page in a browser, with all that it asked for and said."""

    def __init__(self, page: "Page") -> None:
        """Hears everything from now on; whatever is asked of another file or host is counted and refused."""
        self.page = page
        self.asked: list[str] = []
        self.said: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", self._refuse)
        page.on("request", lambda request: self.asked.append(request.url))
        page.route(lambda url: not url.startswith("file:"), lambda route: route.abort())

    def _refuse(self, dialog: Any) -> None:
        self.said.append(f"a dialog: {dialog.message}")
        dialog.dismiss()


Open = Callable[..., Opened]


@pytest.fixture
def opened(browser: "Browser", tmp_path: Path) -> Iterator[Open]:
    """Opens the text of a page as a file, as somebody would who got it by mail; keywords are those of a context."""
    contexts = []

    def open_page(text: str, **how: Any) -> Opened:
        file = tmp_path / "report.html"
        file.write_text(text, encoding="utf-8")
        context = browser.new_context(**how)
        contexts.append(context)
        found = Opened(context.new_page())
        found.page.goto(file.as_uri())
        return found

    yield open_page
    for context in contexts:
        context.close()
