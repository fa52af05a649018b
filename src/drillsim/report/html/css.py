"""Words in a style sheet: what stands at the edges of printed pages."""

import re

from markupsafe import Markup

from drillsim.report.marks import without_marks

_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 .,-]")


def css_text(text: str) -> Markup:
    """A text as a string of CSS, without its marks: all but letters, digits and a few signs as their numbers.

    Nothing is left in it that HTML or CSS could read.
    """
    line = " ".join(without_marks(text).split())
    escaped = _NOT_PLAIN.sub(lambda sign: f"\\{ord(sign[0]):x} ", line)
    return Markup(f'"{escaped}"')
