"""The reference of the language is written from the models, and the committed one is this one."""

from drillsim.loading.described import ROOTS, keys, models_of
from drillsim.loading.reference import reference
from support.shipped import ROOT


def test_the_committed_reference_is_the_generated_one() -> None:
    """Otherwise: python -m drillsim.loading.reference > docs/language.md."""
    assert (ROOT / "docs" / "language.md").read_text() == reference()


def test_every_key_of_every_entry_stands_in_it_once() -> None:
    lines = reference().splitlines()
    entries = {model for root in ROOTS.values() for model in models_of(root)}
    rows = [line for line in lines if line.startswith("| `") and line.count(" | ") >= 3]
    listed = [key.name for model in entries for key in keys(model)]
    for name in set(listed):
        assert sum(row.startswith(f"| `{name}` |") for row in rows) == listed.count(name)


def test_every_link_leads_to_a_heading() -> None:
    text = reference()
    headings = {line.removeprefix("### ").lower().replace(" ", "-") for line in text.splitlines() if line[:4] == "### "}
    links = {part.partition(")")[0] for part in text.split("](#")[1:]}
    assert links <= headings
