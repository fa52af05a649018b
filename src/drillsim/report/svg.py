"""A figure as SVG: within a page, whose themes colour it, or alone with the colours of print.

Both are the same shapes. Within a page a shape has a class for its role and the page's `style()` says which colour that
is; alone each shape has its colour itself, so that typst needs no style sheet. The same figure gives the same bytes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Protocol, assert_never, get_args

from drillsim.record.clean import AUTHORED, clean
from drillsim.report.document import Figure
from drillsim.report.drawing import Box, Dot, Drawing, Line, Pattern, Role, Shape, Words

Theme = Mapping[Role | str, str]
"""The colour of each role, and of the `paper` behind all."""

LIGHT: Theme = {
    "paper": "#ffffff",
    "ink": "#1b1b1b",
    "quiet": "#5f6368",
    "grid": "#c9cdd1",
    "first": "#0a5a9c",
    "second": "#7a4400",
    "third": "#6b3fa0",
    "good": "#006b4f",
    "bad": "#b3261e",
    "limit": "#1b1b1b",
    "band": "#6b6b6b",
}
"""After Okabe and Ito's colours for all eyes, darkened: words on white have a contrast of 4.5:1 and more."""

DARK: Theme = {
    "paper": "#14171a",
    "ink": "#f1f1f1",
    "quiet": "#a9b0b7",
    "grid": "#434a51",
    "first": "#6db6f2",
    "second": "#f0b35f",
    "third": "#c9a6f5",
    "good": "#4fd1a5",
    "bad": "#ff8f84",
    "limit": "#f1f1f1",
    "band": "#9aa1a8",
}

FONTS = "'Noto Sans', 'DejaVu Sans', Arial, sans-serif"
_NO_XML = re.compile("[\ufffe\uffff]")


class _Paint(Protocol):
    """Writes the attributes that colour a shape: of which roles its `fill` and its `stroke` are."""

    def __call__(self, **roles: str) -> str: ...


def in_page(figure: Figure) -> str:
    """For an HTML page that has `style()`; no wider than its place, read out by its title and `alt`."""
    size = f'{_size(figure.drawing)} class="drawing"'
    return "".join(_svg(figure, size, _classes))


def alone(figure: Figure) -> str:
    """A document of its own, for print: in the fixed colours of `LIGHT`."""
    size = f'xmlns="http://www.w3.org/2000/svg" {_size(figure.drawing)}'
    return "".join(_svg(figure, size, _colours(LIGHT))) + "\n"


def _size(drawing: Drawing) -> str:
    wide, high = _n(drawing.width), _n(drawing.height)
    return f'width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'


def properties(theme: Theme) -> str:
    """The custom properties of a theme, for the rule in which a page sets its own: `--figure-ink:#1b1b1b;...`."""
    return "".join(f"--figure-{role}:{colour};" for role, colour in theme.items())


def style() -> str:
    """The rules of a page that colour figures by the custom properties of `properties`."""
    rules = [
        f".drawing .{what}-{role}{{{what}:var(--figure-{role})}}"
        for what in ("fill", "stroke")
        for role in ("paper", *get_args(Role))
    ]
    return "\n".join([".drawing{max-width:100%;height:auto;display:block}", *rules])


def _classes(**roles: str) -> str:
    return f' class="{" ".join(f"{what}-{role}" for what, role in roles.items())}"'


def _colours(theme: Theme) -> _Paint:
    def paint(**roles: str) -> str:
        return "".join(f' {what}="{theme[role]}"' for what, role in roles.items())

    return paint


def _svg(figure: Figure, size: str, paint: _Paint) -> Iterator[str]:
    key = _key(figure.name)
    yield f'<svg {size} role="img" aria-labelledby="{key}-title {key}-desc" font-family="{FONTS}">'
    yield f'<title id="{key}-title">{_text(figure.title)}</title><desc id="{key}-desc">{_text(figure.alt)}</desc>'
    yield from _patterns(figure.drawing, key, paint)
    for shape in figure.drawing.shapes:
        yield "\n" + _drawn(shape, key, paint)
    yield "\n</svg>"


def _key(name: str) -> str:
    """The name of a figure as the beginning of its ids."""
    return "figure-" + re.sub(r"[^a-z0-9_-]", "-", name.lower())


def _text(text: str) -> str:
    """Text as XML takes it, on one line."""
    return escape(_NO_XML.sub("\ufffd", " ".join(clean(text, AUTHORED).split())))


def _n(number: float) -> str:
    """To a tenth of a pixel, so that every computer writes the same."""
    return f"{round(number, 1) + 0.0:.1f}".removesuffix(".0")  # adding 0.0 makes -0.0 to 0.0


def _patterns(drawing: Drawing, key: str, paint: _Paint) -> Iterator[str]:
    """Only those that the drawing uses."""
    used = sorted({(x.pattern, x.role) for x in drawing.shapes if isinstance(x, Box)})
    found = [_pattern(pattern, role, key, paint) for pattern, role in used if pattern in ("hatched", "dotted")]
    if found:
        yield f"<defs>{''.join(found)}</defs>"


def _pattern(pattern: Pattern, role: Role, key: str, paint: _Paint) -> str:
    if pattern == "hatched":
        inside = f'<path d="M-1 1L1 -1M0 6L6 0M5 7L7 5" stroke-width="1.2"{paint(stroke=role)}/>'
    else:
        inside = f'<circle cx="1.5" cy="1.5" r="1"{paint(fill=role)}/>'
    side = 6 if pattern == "hatched" else 4
    opens = f'<pattern id="{key}-{pattern}-{role}" width="{side}" height="{side}" patternUnits="userSpaceOnUse">'
    return f"{opens}{inside}</pattern>"


def _drawn(shape: Shape, key: str, paint: _Paint) -> str:
    match shape:
        case Box():
            return _box(shape, key, paint)
        case Line():
            return _line(shape, paint)
        case Dot():
            return _dot(shape, paint)
        case Words():
            return _words(shape, paint)
        case _:
            assert_never(shape)


def _box(box: Box, key: str, paint: _Paint) -> str:
    place = f'<rect x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}"'
    match box.pattern:
        case "solid":
            faint = ' fill-opacity="0.16"' if box.role == "band" else ""
            return f"{place}{paint(fill=box.role)}{faint}/>"
        case "open":
            return f'{place} fill="none" stroke-width="{_n(box.edge)}"{paint(stroke=box.role)}/>'
        case "hatched" | "dotted":
            fill = f' fill="url(#{key}-{box.pattern}-{box.role})"'
            return f'{place}{fill} stroke-width="{_n(box.edge)}"{paint(stroke=box.role)}/>'
        case _:
            assert_never(box.pattern)


def _line(line: Line, paint: _Paint) -> str:
    path = _path(line.points)
    dashes = ' stroke-dasharray="5 3"' if line.dashed else ""
    drawn = f'<path d="{path}" fill="none" stroke-width="{_n(line.width)}"{dashes}{paint(stroke=line.role)}/>'
    if line.area_to is None or not line.points:
        return drawn
    down = f"V{_n(line.area_to)}H{_n(line.points[0][0])}Z"
    return f'<path d="{path}{down}" fill-opacity="0.22"{paint(fill=line.role)}/>{drawn}'


def _path(points: Sequence[tuple[float, float]]) -> str:
    """Pieces that run straight across or straight up or down are written short."""
    written: list[str] = []
    before: tuple[str, str] | None = None
    for point in points:
        x, y = _n(point[0]), _n(point[1])
        if before is None:
            written.append(f"M{x} {y}")
        elif (x, y) == before:
            continue
        elif y == before[1]:
            written.append(f"H{x}")
        elif x == before[0]:
            written.append(f"V{y}")
        else:
            written.append(f"L{x} {y}")
        before = x, y
    return "".join(written)


def _dot(dot: Dot, paint: _Paint) -> str:
    x, y, r = dot.x, dot.y, dot.radius
    match dot.form:
        case "round":
            return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}"{paint(fill=dot.role)}/>'
        case "square":
            side = _n(2 * r)
            return f'<rect x="{_n(x - r)}" y="{_n(y - r)}" width="{side}" height="{side}"{paint(fill=dot.role)}/>'
        case "cross":
            path = f"M{_n(x - r)} {_n(y - r)}L{_n(x + r)} {_n(y + r)}M{_n(x - r)} {_n(y + r)}L{_n(x + r)} {_n(y - r)}"
            return f'<path d="{path}" fill="none" stroke-width="2"{paint(stroke=dot.role)}/>'
        case _:
            assert_never(dot.form)


def _words(words: Words, paint: _Paint) -> str:
    """A halo in the colour of the paper keeps words readable over lines and patterns.

    It is a text of its own beneath: typst paints letter by letter, and the halo of one would eat the one before.
    """
    place = f'<text x="{_n(words.x)}" y="{_n(words.y)}" font-size="{_n(words.size)}"'
    if words.anchor != "start":
        place += f' text-anchor="{words.anchor}"'
    if words.bold:
        place += ' font-weight="bold"'
    text = _text(words.text)
    shown = f"{place}{paint(fill=words.role)}>{text}</text>"
    if not words.halo:
        return shown
    halo = paint(fill="paper", stroke="paper")
    return f'{place} stroke-width="3.5" stroke-linejoin="round"{halo}>{text}</text>{shown}'
