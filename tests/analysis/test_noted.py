"""What was said of a live drill, as the keys of a drill file."""

from dataclasses import replace

from drillsim.analysis.noted import NO_FINDING, as_noted
from drillsim.analysis.written import written
from drillsim.model.drill import Drill
from drillsim.record import written as w
from drillsim.session.session import Session
from support.stage import Raw, header, stage

GOALS = {"objectives": {"one": {"text": "One"}, "two": {"text": "Two"}}}
OF_THE_FILE: Raw = {"ratings": {"one": {"rating": "P", "why": "last year"}}, "hotwash": {"went_well": ["last year"]}}


def noted(*lines: w.Written, live: bool = True, taken_back: int | None = None) -> Drill:
    """The drill's keys after these lines, the one of that place taken back."""
    exercise = stage(scenario=GOALS, **OF_THE_FILE)
    session = Session(exercise, replace(header(exercise, live=live, taken=["lead"]), facilitated=live))
    session.advance(60)
    seqs = [session.take(line, client_id=str(number)).seq for number, line in enumerate(lines)]
    if taken_back is not None:
        session.take(w.Act("facilitator", "", "", instead=seqs[taken_back]), client_id="back")
    return as_noted(exercise, session.header, written(session.entries)).drill


def test_a_live_drill_has_nothing_that_its_file_says_of_another_play() -> None:
    found = noted()
    assert (found.hotwash, found.ratings, found.improvements) == (None, {}, ())
    assert noted(live=False).ratings["one"].why == "last year"


def test_who_said_what_of_which_objective() -> None:
    found = noted(
        w.HotWash("lead", "strength", "The text was ready", "one"),
        w.HotWash("clerk", "area", "Nobody told staff"),
        w.HotWash("evaluator", "question", "Who calls the partner?"),
    ).hotwash
    assert found is not None
    assert found.went_well == ("lead, of one: The text was ready",)
    assert found.to_improve == ("clerk: Nobody told staff", "evaluator asks: Who calls the partner?")


def test_where_several_rated_the_lowest_stands_with_what_each_said() -> None:
    """No rating is above what somebody saw."""
    found = noted(
        w.Rate("evaluator", "one", "P", "all there"),
        w.Rate("facilitator", "one", "M", "staff not told"),
        w.Rate("evaluator", "two", "U", "nothing came"),
        w.Rate("evaluator", "two", "S", "it came late"),
    ).ratings
    assert (found["one"].rating, found["one"].why) == ("M", "evaluator P: all there; facilitator M: staff not told")
    assert (found["two"].rating, found["two"].why) == ("S", "it came late")


def test_an_action_keeps_what_it_has_and_lacks_the_rest() -> None:
    """What was taken back is no action; what has no finding says so."""
    found = noted(
        w.Act("facilitator", "", "Call sooner"),
        w.Act("facilitator", "late", "Train it", "one", "Training", "lead", "2026-04-01", ("task:declare@600",)),
        w.Act("facilitator", "x", "Wrong"),
        taken_back=2,
    ).improvements
    bare, whole = found
    assert (bare.action, bare.finding, bare.owner, bare.due) == ("Call sooner", NO_FINDING, None, None)
    assert (whole.objective, whole.element, whole.owner, str(whole.due)) == ("one", "Training", "lead", "2026-04-01")
    assert whole.evidence == ("task:declare@600",)
