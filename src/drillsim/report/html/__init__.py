"""The document as one HTML file that opens offline: no script, no remote file, light, dark and on paper."""

from datetime import UTC, datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from drillsim.report.document import Document
from drillsim.report.html.css import css_text
from drillsim.report.html.places import Places
from drillsim.report.html.words import marked
from drillsim.report.html.writer import Writer
from drillsim.report.marks import without_marks
from drillsim.report.svg import DARK, LIGHT, properties, style


def page(document: Document) -> str:
    """The whole file. The same document gives the same text; what people wrote in it is text and nothing else."""
    environment = _environment()
    places = Places(document)
    writer = Writer(environment.get_template("blocks.html").module, places)

    def words(text: str) -> Markup:
        return marked(text, places)

    return environment.get_template("page.html").render(
        document=document,
        sections=[(places.sections[section.key], section, writer.section(section)) for section in document.sections],
        date=None if document.date is None else datetime.fromtimestamp(document.date, UTC).isoformat(),
        words=words,
        plain=without_marks,
        css_text=css_text,
        light=Markup(properties(LIGHT)),
        dark=Markup(properties(DARK)),
        figure_rules=Markup(style()),
    )


@cache
def _environment() -> Environment:
    """Everything that a template writes is escaped, and a name that nobody gave is an error, not a blank."""
    return Environment(
        loader=PackageLoader("drillsim.report.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
