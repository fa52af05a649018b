"""Typst sets the pages. The only module that imports it, when a PDF is made: it comes with the extra `pdf`."""

import os
import re
from concurrent.futures import Future
from pathlib import Path
from threading import Thread
from types import ModuleType
from typing import Any, Literal

from drillsim.errors import NotInstalled, TemplateRefused
from drillsim.report.document import Document
from drillsim.report.pdf.content import content
from drillsim.report.pdf.template import FONTS, SHIPPED, own

Paper = Literal["a4", "us-letter"]

_LACKING = re.compile(r'the text `"(.+?)"` could not be displayed')
_NUMBER = re.compile(r"\\u\{([0-9a-f]+)\}")
_PLACE = re.compile(r"┌─ (?P<file>.+):(?P<line>\d+):(?P<column>\d+)")


def pdf(document: Document, template: Path | None = None, paper: Paper = "a4") -> bytes:
    """A tagged PDF; the same document and template give the same bytes, on any machine: no fonts of its system.

    It claims PDF/UA-1, and PDF/A-2a where the document has a date. A letter that is in none of the fonts stands as its
    number, and the first page says so. A template that does without what these standards ask for gives a PDF all the
    same, which claims neither.
    """
    typst = _typst()
    path = SHIPPED if template is None else own(template)
    standards = ["ua-1"] if document.date is None else ["a-2a", "ua-1"]
    lacking: frozenset[str] = frozenset()
    while standards:
        try:
            return _set(typst, path, {**_asked(document, path, paper, lacking), "pdf_standards": standards})
        except typst.TypstError as error:
            found = _lacking(error) - lacking
            lacking |= found
            standards = standards if found else []
    try:
        return _set(typst, path, _asked(document, path, paper, lacking))
    except typst.TypstError as error:
        raise TemplateRefused(_told(path, error)) from error


def _typst() -> ModuleType:
    try:
        import typst
    except ImportError as error:
        raise NotInstalled(f"PDF needs the package typst ({error}): pip install 'drillsim[pdf]'") from error
    return typst


def _asked(document: Document, path: Path, paper: Paper, lacking: frozenset[str]) -> dict[str, Any]:
    """The template sees its own folder and the report. Packages are looked for where none can be, nor be put."""
    fonts = path.parent / FONTS
    return {
        "root": path.resolve().parent,
        "sys_inputs": {"report": content(document, lacking), "paper": paper},
        "ignore_system_fonts": True,
        "font_paths": [fonts] if fonts.is_dir() else [],
        "package_path": os.devnull,
        "package_cache_path": os.devnull,
        "timestamp": document.date or 0,
    }


def _set(typst: ModuleType, path: Path, asked: dict[str, Any]) -> bytes:
    """In a thread of its own: whoever waits for a template that never ends can break off with Ctrl-C."""
    made: Future[bytes] = Future()

    def set_pages() -> None:
        try:
            made.set_result(typst.compile(path.resolve(), format="pdf", **asked))
        except BaseException as error:  # noqa: BLE001 - it is raised again where it is waited for
            made.set_exception(error)

    Thread(target=set_pages, daemon=True).start()
    return made.result()


def _lacking(error: Any) -> frozenset[str]:
    """The letters that typst found in none of the fonts: it names each where a standard forbids to print a box."""
    named = _LACKING.findall(error.diagnostic)
    return frozenset(letter for word in named for letter in _NUMBER.sub(lambda it: chr(int(it[1], 16)), word))


def _told(path: Path, error: Any) -> str:
    """What typst says, on one line, at its place in the template or in a file that it reads; columns count from 1."""
    found = _PLACE.search(error.diagnostic)
    hints = "".join(f"; {hint}" for hint in error.hints if "--root" not in hint)  # an option of typst's own command
    said = f"{' '.join(error.message.split())}{hints}"
    if found is None:
        return f"{path}: {said}"
    return f"{found['file']}:{found['line']}:{int(found['column']) + 1}: {said}"
