"""What people type: names cut short, the nearest right word, the clauses of a sentence."""

import pytest

from drillsim.plain.typed import NotDone, clause, found, last_clause, pairs, understood
from drillsim.present.plain.words import WORDS, words_at

TASKS = ("take_cover", "paper_slips", "paper_trail", "walkthrough")


@pytest.mark.parametrize(
    ("typed", "name"), [("take_cover", "take_cover"), ("w", "walkthrough"), ("PAPER_S", "paper_slips")]
)
def test_a_name_may_be_cut_short(typed: str, name: str) -> None:
    assert found(typed, TASKS, "task") == name


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("paper", "“paper” may be paper_slips or paper_trail."),
        ("tak_cover", "“tak_cover” is no task here; did you mean take_cover?"),
        ("xyz", "“xyz” is no task here; it may be take_cover, paper_slips, paper_trail or walkthrough."),
        ("", "expected task: take_cover, paper_slips, paper_trail or walkthrough."),
    ],
)
def test_a_wrong_name_is_answered_with_the_right_ones(typed: str, said: str) -> None:
    with pytest.raises(NotDone) as no:
        found(typed, TASKS, "task")
    assert str(no.value) == said


@pytest.mark.parametrize(
    ("text", "word", "rest"),
    [
        ("release 3", "release", "3"),
        ("rel 3", "release", "3"),
        ("NOT SEEN heads_counted", "not seen", "heads_counted"),
        ("not see  heads counted", "not seen", "heads counted"),
        ("go on", "go on", ""),
        ("real emergency because smoke  on 3", "real emergency", "because smoke on 3"),
        ("stand-in it_lead", "stand-in", "it_lead"),
        ("e", "", "“e” may be expected, evidence, empty or end."),
        ("relaese 3", "", "did you mean release?"),
        ("real emergncy", "", "did you mean real emergency?"),
        ("xyzzy", "", "“xyzzy” is no word here; help tells the words."),
    ],
)
def test_a_word_may_be_cut_short_and_a_wrong_one_names_the_nearest(text: str, word: str, rest: str) -> None:
    if word:
        known, after = understood(text, words_at("console"))
        assert (known.word, " ".join(after.split())) == (word, rest)
        return
    with pytest.raises(NotDone) as no:
        understood(text, words_at("console"))
    assert rest in str(no.value)


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.word)
def test_every_word_is_understood_whole(word: object) -> None:
    name, at = getattr(word, "word", ""), getattr(word, "at", ())
    for place in at:
        assert understood(name, words_at(place))[0].word == name


def test_clauses() -> None:
    assert clause("shelter because the sirens sound", "because") == ("shelter", "the sirens sound")
    assert clause("because of smoke", "because") == ("", "of smoke")
    assert clause("nothing else", "because") == ("nothing else", None)
    assert last_clause("we meet at noon at +5m", "at") == ("we meet at noon", "+5m")
    assert pairs("what: lines are down; when: 16:00", ["what", "when"], "blank") == {
        "what": "lines are down",
        "when": "16:00",
    }
