"""Text with marks as HTML."""

from itertools import groupby

from markupsafe import Markup, escape

from drillsim.report.html.places import Places
from drillsim.report.marks import Run, runs


def marked(text: str, places: Places) -> Markup:
    """A text with its marks as elements; a link to a place that the page does not have is its label only."""
    written = Markup()
    for to, stretch in groupby(runs(text), key=lambda run: run.to):
        inside = Markup().join(_run(run, places) for run in stretch)
        place = None if to is None else places[to]
        written += inside if place is None else Markup('<a href="#%s">%s</a>') % (place, inside)
    return written


def _run(run: Run, places: Places) -> Markup:
    if run.anchor is not None:
        place = places.written(run.anchor)
        return Markup() if place is None else Markup('<span id="%s"></span>') % place
    written = escape(run.text)
    for asked, element in ((run.said, "bdi"), (run.code, "code"), (run.strong, "strong")):
        if asked:
            written = Markup("<%s>%s</%s>") % (element, written, element)
    return written
