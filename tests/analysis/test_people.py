"""Names in what people wrote: which are recognised, and what is left as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillsim.analysis.people import Names, Somebody, everybody, folded, is_role
from support.stage import played, stage

MARIA = Somebody("Maria Lopez", "person", "maria_l")
JOHN = Somebody("John May", "player")
EXERCISE = stage(plan={"roles": {"lead": {"name": "Incident lead"}}})


def told(text: str, *people: Somebody) -> str:
    names = Names(EXERCISE, people or (MARIA, JOHN))
    return names.replaced(text, lambda _, of: "<?>" if of is None else f"<{of.name[0]}>")


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Maria Lopez called", "<M> called"),
        ("MARIA LOPEZ's phone", "<M>'s phone"),
        ("maria did not answer", "<M> did not answer"),
        ("Lopez, Maria", "<M>, <M>"),
        ("Maria-Lopez and Maria\nLopez", "<M> and <M>"),
        ("John says they may leave in May", "<J> says they may leave in <J>"),
        ("Mariana and Lopezville", "Mariana and Lopezville"),
        ("nobody is here", "nobody is here"),
        ("", ""),
    ],
)
def test_names_are_recognised_as_whole_words_in_any_capitals(text: str, without: str) -> None:
    assert told(text) == without


def test_a_name_that_two_people_share_is_said_of_neither() -> None:
    other = Somebody("Ana Lopez", "person", "ana_l")
    assert told("Lopez, or Maria Lopez or Ana Lopez or Ana", MARIA, other) == "<?>, or <M> or <A> or <A>"


def test_whoever_is_only_noted_is_recognised_by_the_whole_name_of_several_words() -> None:
    """`Head of Operations` and `Facilities` may answer for an action: their words are words of any sentence."""
    noted = (Somebody("Head of Operations", "noted"), Somebody("Facilities", "noted"))
    text = "Facilities and the head of operations met; operations go on"
    assert told(text, *noted) == "Facilities and the <H> met; operations go on"


def test_words_by_which_roles_are_called_are_nobody() -> None:
    assert told("the lead is here, Ann Lead", Somebody("Ann Lead", "player")) == "the lead is here, <A>"
    assert is_role(EXERCISE, "INCIDENT lead")
    assert is_role(EXERCISE, "lead")
    assert not is_role(EXERCISE, "Maria")


def test_everybody_of_the_stage_is_known() -> None:
    session = played(EXERCISE)
    assert {each.name for each in everybody(EXERCISE, session.header, session.entries)} == {"Ann", "Bob", "Cat"}


@given(st.text(max_size=60))
def test_text_without_names_stays_as_it_is(text: str) -> None:
    assert told(text, Somebody("Qqqq Zzzz", "person")) == text or "qqqq" in folded(text) or "zzzz" in folded(text)


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_name_between_any_two_texts_is_never_left(before: str, after: str) -> None:
    assert "lopez" not in told(f"{before} Lopez {after}").casefold()
