"""What is in the code is in the documents: generated pages are the generated ones, and nothing is missing."""

from pathlib import Path
from typing import get_args

from drillsim.model.checks.complaint import ERRORS, WARNINGS
from drillsim.present.keymap import FIXED
from drillsim.present.reference import reference as keys_reference
from drillsim.present.screens import actions
from drillsim.record.events import Event
from drillsim.record.reference import reference

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_of_commands_and_events_is_the_generated_one() -> None:
    assert (DOCS / "events.md").read_text("utf-8") == reference(), "run make docs"


def test_the_page_of_keys_is_the_generated_one() -> None:
    text = (DOCS / "keys.md").read_text("utf-8")
    assert text == keys_reference(), "run make docs"
    for action in actions():
        assert action in FIXED or f"`{action}`" in text, action


def test_every_command_and_event_says_what_it_is() -> None:
    for kind in get_args(Event):
        assert kind.__doc__, kind
        assert not kind.__doc__.startswith(kind.__name__ + "("), f"{kind.__name__} has no docstring"


def test_every_code_of_a_check_is_explained() -> None:
    text = (DOCS / "checks.md").read_text("utf-8")
    assert [code for code in sorted(ERRORS | WARNINGS) if f"`{code}`" not in text] == []
