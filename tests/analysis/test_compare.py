"""Two drills of one plan: what nobody can compare is not told as better or worse."""

import pytest

from drillsim.analysis.compare import Pair, compared
from drillsim.analysis.outcome import written
from drillsim.analysis.reckoning import Reckoning
from drillsim.analysis.shape import Outcome
from drillsim.present.archive.compare import Drill, compare_lines
from support.stage import Raw, inject, played, stage

PLAN: Raw = {"functions": {"calls": {"needs": ["crm"]}}}


def drill(mended: str | None, lasts: str) -> Outcome:
    """Calls go out at T+01:00, and come back when the customer records are mended, if ever."""
    msel = [inject("fails", "T+01:00", happens={"fail": ["crm"]})]
    if mended:
        msel.append(inject("mended", mended, happens={"repair": ["crm"]}))
    session = played(stage(plan=PLAN, msel=msel, lasts=lasts))
    return written(Reckoning(session.exercise, session.header, session.entries))


WHOLE, CUT_SOON, CUT_LATE = drill("T+02:00", "4h"), drill(None, "90m"), drill(None, "4h")


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (WHOLE, CUT_SOON, "not comparable: still out at the end of 2"),
        (CUT_SOON, WHOLE, "not comparable: still out at the end of 1"),
        (CUT_SOON, CUT_LATE, "not comparable: still out at the end of 1 and 2"),
        (WHOLE, CUT_LATE, "+2h at least, worse"),
        (CUT_LATE, WHOLE, "-2h at least, better"),
    ],
)
def test_an_outage_that_the_end_cut_off_is_not_shorter(first: Outcome, second: Outcome, told: str) -> None:
    lines = compare_lines(Drill(first, None, "a"), Drill(second, None, "b"), compared(first, second))
    assert told in " ".join(" ".join(lines).split())


def test_titles_tell_two_drills_of_one_name_apart() -> None:
    one, other = Drill(WHOLE, "2026-04-01", "spring.drillrecord"), Drill(CUT_LATE, "2026-10-01", "autumn.drillrecord")
    head, below, *_ = compare_lines(one, other, [])
    assert head.endswith("held 2026-04-01 (spring.drillrecord)")
    assert below.endswith("held 2026-10-01 (autumn.drillrecord)")


def test_on_time_is_a_word_and_no_word_is_broken() -> None:
    name = "a_message_with_a_long_name (inject:an_inject_with_a_long_name_as_well)"
    pair = Pair("expectation", name, 0, None, "on time", "never")
    lines = list(compare_lines(Drill(WHOLE, None, "a"), Drill(WHOLE, None, "b"), [pair]))
    said = " ".join(" ".join(lines).split())
    assert f"! {name}: on time -> never: worse" in said
    assert all(len(line) <= 80 for line in lines)
