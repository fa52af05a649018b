"""Whatever is typed, in whatever order: nothing breaks, all told is plain text, and the record plays again the same."""

import random
import re
from collections.abc import Sequence

import pytest

from drillsim.errors import RecordError
from drillsim.loading import bundled_drills
from drillsim.present.plain.words import WORDS
from drillsim.record.entries import Entry
from drillsim.session.replay import replay, shown
from support.facilitated import Led
from support.hostile_text import CONTROLS
from support.live import shipped
from support.talk import Talk, alone, facilitated

KEPT = ("quit", "end")  # one ends the conversation, the other the exercise
CLAUSES = "to via with because instead of by at as from asking what: when: fault: back: cause: owner: due:"
OTHERS = "1 2 3 9 0 -1 ² r1 r2 all yes no here P S + : ; , . = “ +5m T+00:30 16:20 now Tuesday tomorrow T+99:99 12x 500"
PLACES = ("table", "scribe", "evaluator", "facilitator")
BITS = [*CLAUSES.split(), *OTHERS.split(), *PLACES, "x" * 300, "e" + "\u0301" * 20, CONTROLS]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", sorted(bundled_drills()))
def test_no_order_of_words_breaks_a_conversation(name: str, seed: int) -> None:
    exercise = shipped(name)
    chance = random.Random(f"{name} {seed}")
    plan = exercise.plan
    names = [
        *plan.roles,
        *plan.tasks,
        *plan.messages,
        *plan.teams,
        *plan.channels,
        *(each.id for each in exercise.injects),
    ]
    talk = alone(exercise, *chance.sample(list(plan.roles), 2)) if seed == 3 else facilitated(exercise)
    words = [word.word for word in WORDS if word.word not in KEPT]
    for number in range(150):
        if number == 15:
            talk.say("start", "yes")
        typed = [chance.choice(words), *chance.choices([*BITS, *names], k=chance.randrange(6))]
        if chance.random() < 0.2:
            typed.insert(0, f"{chance.choice([*plan.roles])}:")
        if chance.random() < 0.2:
            typed = ["as", chance.choice([*plan.roles, *PLACES])]
        talk.say(" ".join(typed), *(["here"] if chance.random() < 0.5 else []))
        talk.pass_time(chance.randrange(3))
    assert not [line for line in talk.told if re.search(r"[\x00-\x1f\x7f-\x9f]|\A\s*\Z", line)]
    host = talk.table.host
    again = replay(exercise, host.session.header, host.session.entries)
    assert [shown(entry) for entry in again.entries] == [shown(entry) for entry in host.session.entries]
    assert any(line.startswith("recorded: ") for line in talk.told)


def test_a_record_that_cannot_be_written_is_told_once_and_when_it_can_be_again() -> None:
    full = False

    def append(_: Sequence[Entry]) -> None:
        if full:
            raise RecordError("no space left on the disk")

    exercise = shipped("tornado")
    talk = Talk(Led(exercise, tuple(exercise.plan.roles), append))
    talk.start()
    full = True
    assert [line for line in talk.say("note All are out") if line.startswith(("NOT DONE", "STOPPED"))] == [
        "NOT DONE: no space left on the disk",
        "STOPPED: The record cannot be written: no space left on the disk",
    ]
    assert not [line for line in talk.pass_time(5) if line.startswith("STOPPED")]
    full = False
    assert "The record can be written again. The clock stands: “go on” lets it go on." in talk.pass_time(2)
    assert talk.say("note All are out")[0] == "recorded: note."
