"""The template: the one that comes with drillsim, or an organisation's own."""

import re
from pathlib import Path

from drillsim.errors import NotFound, TemplateRefused

SHIPPED = Path(__file__).with_name("templates") / "report.typ"
FONTS = "fonts"
"""The folder beside a template that may hold fonts of its own."""
_PACKAGE = re.compile(r'"@[\w-]+/[^"\n]*"')


def shown() -> str:
    """The template that comes with drillsim, to be copied and changed."""
    return SHIPPED.read_text(encoding="utf-8")


def own(path: Path) -> Path:
    """An organisation's template, where it can be read and asks for nothing from elsewhere."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise NotFound(f"template {path}: expected a file, found something that is none")
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise NotFound(f"template {path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise TemplateRefused(f"{path}: a template is text in UTF-8; byte {error.start} is none") from error
    for number, line in enumerate(text.splitlines(), 1):
        if found := _PACKAGE.search(line):
            raise TemplateRefused(
                f"{path}:{number}:{found.start() + 1}: {found[0]} is a package, and nothing is fetched; "
                "put its files beside the template and import them by their names"
            )
    return path
