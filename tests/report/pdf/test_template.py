"""An organisation replaces the template: what its own may do, and what it is told where it cannot."""

import io
import os
from pathlib import Path

import pytest
from pypdf import PdfReader

from drillsim.errors import DrillsimError, NotFound, TemplateRefused
from drillsim.report.pdf import pdf, shown
from support.papers import paper


def _template(folder: Path, text: str) -> Path:
    path = folder / "mine.typ"
    path.write_text(text, encoding="utf-8")
    return path


def _refused(template: Path) -> str:
    with pytest.raises(DrillsimError) as told:
        pdf(paper(), template)
    assert told.value.exit_code == 2
    assert "\n" not in str(told.value)
    return str(told.value)


def test_the_shown_template_sets_the_same_pages_as_the_shipped_one(tmp_path: Path) -> None:
    assert pdf(paper(), _template(tmp_path, shown())) == pdf(paper())


def test_an_own_template_says_what_it_likes_with_pictures_and_files_beside_it(tmp_path: Path) -> None:
    (tmp_path / "parts.typ").write_text('#let greeting = [Ours: ]\n#image("logo.svg", alt: "logo")')
    (tmp_path / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    template = _template(
        tmp_path,
        '#import "parts.typ": greeting\n#let report = json(bytes(sys.inputs.report))\n#greeting#report.name',
    )

    text = PdfReader(io.BytesIO(pdf(paper(), template))).pages[0].extract_text()
    assert text == "Ours: After-action report: Tornado at the main site"


def test_a_template_that_is_missing_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"none\.typ: No such file"):
        pdf(paper(), tmp_path / "none.typ")
    with pytest.raises(NotFound, match="Is a directory"):
        pdf(paper(), tmp_path)
    (tmp_path / "word.typ").write_bytes(b"PK\x03\x04\xff")
    with pytest.raises(TemplateRefused, match="text in UTF-8; byte 4 is none"):
        pdf(paper(), tmp_path / "word.typ")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such thing on this system")
def test_a_template_that_never_ends_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.typ")
    for endless in (tmp_path / "pipe.typ", Path("/dev/zero")):
        with pytest.raises(NotFound, match="expected a file, found something that is none"):
            pdf(paper(), endless)


def test_a_mistake_is_told_with_file_line_and_column(tmp_path: Path) -> None:
    told = _refused(_template(tmp_path, "= Report\n\n#let x = \n#unknown-name"))
    assert "mine.typ:3:9: expected expression" in told

    (tmp_path / "parts.typ").write_text("\n#nowhere")
    told = _refused(_template(tmp_path, '#include "parts.typ"'))
    assert "parts.typ:2:2: unknown variable: nowhere" in told


def test_a_template_fetches_nothing(tmp_path: Path) -> None:
    told = _refused(_template(tmp_path, 'Hello\n#import "@preview/cetz:0.4.2": canvas'))
    assert 'mine.typ:2:9: "@preview/cetz:0.4.2" is a package, and nothing is fetched' in told

    told = _refused(_template(tmp_path, '#import "@local/house:1.0.0": letter'))
    assert "is a package, and nothing is fetched" in told


@pytest.mark.parametrize("outside", ["../secret.txt", "/../secret.txt", "/etc/passwd"])
def test_a_template_sees_its_own_folder_only(tmp_path: Path, outside: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    inner = tmp_path / "inner"
    inner.mkdir()

    told = _refused(_template(inner, f'#read("{outside}")'))
    assert "mine.typ:1:7: " in told
    assert "--root" not in told, "drillsim has no such option"


def test_a_template_without_texts_for_pictures_sets_pages_that_claim_no_standard(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')

    made = pdf(paper(), _template(tmp_path, '#image("logo.svg")'))
    assert b"pdfuaid" not in made
    assert "/StructTreeRoot" in PdfReader(io.BytesIO(made)).trailer["/Root"]  # type: ignore[operator]  # pypdf: some object
