"""Customers on a screen: numbers with their words, a chart, and what the last step changed."""

from dataclasses import replace
from fractions import Fraction

from drillsim.model.spelling import ServiceGoal
from drillsim.present.functions import functions
from drillsim.present.queues import chart, has_queues, queues
from drillsim.present.rows import Row
from drillsim.session.view import FunctionView, QueueView, TurnView, View

QUEUE = QueueView(
    waiting=119,
    longest=492,
    answered=842,
    abandoned=1031,
    dropped=0,
    deflected=0,
    in_time=0.618,
    goal=ServiceGoal(Fraction(4, 5), 20),
    most=136,
    most_at=1773,
    stretch=60,
    chart=(0, 17, 68, 136),
)
CALLS = FunctionView("calls", "Answer calls", 0.3, 0.4, 7200, queue=QUEUE)
MAIL = FunctionView("mail", "Answer mail", 1.0, 0.4, 7200)


def row(queue: QueueView) -> Row:
    """The row of one queue."""
    (found,) = queues((replace(CALLS, queue=queue), MAIL)).rows
    return found


def texts(found: Row) -> list[str]:
    """What its cells say."""
    return [cell.text for cell in found.cells]


def test_a_queue_is_told_in_numbers_with_their_words() -> None:
    found = row(QUEUE)
    assert texts(found) == ["Answer calls", "119 waiting", "for 8m", "1,031 abandoned"]
    assert found.under.splitlines() == ["61% in 20s (goal 80%); 842 answered", "most 136 at 00:29 ▁▂▅█"]


def test_who_was_dropped_or_deflected_is_told_where_anybody_was() -> None:
    found = row(replace(QUEUE, dropped=17, deflected=1200))
    assert found.under.splitlines()[0].endswith("842 answered, 17 dropped, 1,200 deflected")


def test_an_empty_queue_has_nobody_who_waits_longest() -> None:
    found = row(replace(QUEUE, waiting=0, longest=0, abandoned=0, most=0, chart=(0, 0), answered=0))
    assert texts(found)[1:4] == ["0 waiting", "", "0 abandoned"]
    assert found.under.splitlines() == ["61% in 20s (goal 80%)", "nobody had to wait ▁▁"]


def test_without_a_goal_there_is_no_service_level() -> None:
    assert row(replace(QUEUE, goal=None, in_time=None)).under.splitlines()[0] == "842 answered"


def test_the_last_step_and_what_it_changed() -> None:
    changes = []
    for turn in (TurnView(2100, "Reroute calls", 239), TurnView(2100, "", 100), TurnView(2100, "Reroute", 119)):
        changes.append(row(replace(QUEUE, turn=turn)).under.splitlines()[1])
    assert changes == [
        "120 fewer waiting since Reroute calls at 00:35",
        "19 more waiting since 00:35",
        "as many waiting since Reroute at 00:35",
    ]


def test_a_chart_shows_nobody_lowest_and_the_longest_queue_highest() -> None:
    assert chart((0, 1, 50, 100), 100) == "▁▂▅█"
    assert chart((), 0) == ""


def test_functions_say_how_many_wait_where_anybody_may() -> None:
    view = View(("lead",), "normal", 0, (CALLS, MAIL), (), (), (), (), (), (), ())
    for narrow in (False, True):
        table = functions(view, 0, narrow=narrow)
        assert [each.cells[4].text for each in table.rows] == ["119 waiting", ""]
        assert {len(each.cells) for each in table.rows} == {len(table.columns)}
    quiet = functions(replace(view, functions=(MAIL,)), 0)
    assert "waiting" not in str(quiet)
    assert not has_queues((MAIL,))
