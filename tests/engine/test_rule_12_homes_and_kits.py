"""Rule 12, agents at home: what a lost area takes from work (`lives`), and the laptops there are (`kit`)."""

from typing import Any

import pytest

from drillsim.analysis.outcome import outcome
from drillsim.model.exercise import Exercise
from support.stage import Raw, clock, header, inject, level, merged, played, stage

AT_HOME: Raw = {
    "sites": {"home": {"needs": []}, "depot": {"area": "coast"}, "pier": {"area": "coast"}},
    "functions": {"calls": {"routed_to": ["hub", "spare", "home"]}, "mail": {"routed_to": ["hub", "home"]}},
    "tasks": {
        "send": {
            "do": "Send home",
            "by": "lead",
            "effect": {"move": [{"team": "agents", "to": "home"}, {"team": "writers", "to": "home"}]},
        },
        "over": {"do": "Over", "by": "lead", "effect": {"move": [{"team": "agents", "to": "spare"}]}},
        "aside": {"do": "Aside", "by": "clerk", "effect": {"pause": ["calls"]}},
    },
}
SEND: Raw = {"at": "T+00:30", "by": "lead", "does": "send"}


def story(*msel: Raw, acts: list[Raw] | None = None, **plan: Any) -> Exercise:
    can_pause = {"functions": {"calls": {"can_pause": "1d"}}}
    written = merged(merged(AT_HOME, can_pause), plan)
    return stage(plan=written, msel=list(msel), responses=[SEND] if acts is None else acts)


def lost(*places: str, at: str = "T+01:00") -> Raw:
    return inject("lost", at, happens={"lose": list(places)})


def causes(drill: Exercise, function: str = "calls") -> list[list[str]]:
    found = outcome(drill, header(drill), played(drill).entries)
    return [outage["causes"] for outage in found["functions"][function]["outages"]]


def lives(**share: str) -> Raw:
    return {"agents": {"lives": share}}


# lives


def test_a_lost_area_takes_the_share_that_lives_there_from_work_at_home_until_it_is_repaired() -> None:
    back = inject("back", "T+03:00", happens={"repair": ["coast"]})
    drill = story(lost("coast"), back, teams=lives(coast="55%"))
    assert level(drill, "calls", clock(0, 59, 59)) == 1.0
    assert level(drill, "calls", clock(1)) == 0.45
    assert level(drill, "calls", clock(3)) == 1.0, "nobody has to be moved back"
    assert level(drill, "mail", clock(1)) == 1.0, "of the writers nobody lives there"
    assert causes(drill) == [["depot", "pier"]], "the area is given by its sites"


def test_who_works_elsewhere_is_not_touched() -> None:
    acts = [{"at": "T+00:30", "by": "lead", "does": "over", "count": 40}, SEND]
    drill = story(lost("coast"), acts=acts, teams=lives(coast="50%"))
    assert level(drill, "calls", clock(1)) == 0.7, "40 at the spare site, and half of 60 at home"


@pytest.mark.parametrize(("agents", "working"), [(3, 2), (5, 3), (10, 5), (1, 1)])
def test_of_those_at_home_the_share_is_rounded_down(agents: int, working: int) -> None:
    drill = story(lost("coast"), teams={"agents": {"count": agents, "lives": {"coast": "50%"}}})
    assert level(drill, "calls", clock(1)) == working / 100


def test_several_lost_areas_add_up_and_are_rounded_once() -> None:
    """30% and 25% of 10 are 5.5: 5 are missing, not 3 and 2 rounded each."""
    teams = {"agents": {"count": 10, "lives": {"coast": "30%", "south": "25%", "north": "45%"}}}
    drill = story(lost("coast", "south"), teams=teams)
    assert level(drill, "calls", clock(1)) == 0.05


def test_a_lost_site_is_no_lost_area() -> None:
    assert level(story(lost("depot"), teams=lives(coast="60%")), "calls", clock(1)) == 1.0


def test_who_cannot_work_at_home_takes_no_line() -> None:
    plan: Raw = {"sites": {"home": {"needs": ["vpn"]}}, "systems": {"vpn": {"carries": 60}}}
    drill = story(lost("coast"), teams=lives(coast="50%"), **plan)
    assert level(drill, "mail", clock(0, 30)) == 0.0, "60 lines for 100 calls, none left"
    assert level(drill, "calls", clock(1)) == 0.5
    assert level(drill, "mail", clock(1)) == 0.5, "10 lines left for 20"


# kit


@pytest.mark.row("S-67")
def test_of_400_sent_home_at_most_the_360_with_a_kit_count() -> None:
    plan: Raw = {"functions": {"calls": {"normal_staff": 400}}, "teams": {"agents": {"count": 400}}}
    drill = story(sites={"home": {"kit": {"own": 300, "kept_at": {"depot": 60}}}}, **plan)
    assert level(drill, "calls", clock(0, 30)) == 0.9


def test_kits_kept_at_a_lost_or_closed_site_are_not_to_be_had() -> None:
    kit = {"home": {"kit": {"own": 20, "kept_at": {"depot": 40, "spare": 40}}}}
    closed = inject("closed", "T+02:00", happens={"close": ["spare"]})
    again = inject("again", "T+03:00", happens={"open": ["spare"]})
    drill = story(lost("depot"), closed, again, sites=kit)
    assert [level(drill, "calls", clock(*at)) for at in ((0, 30), (1,), (2,), (3,))] == [1.0, 0.6, 0.2, 0.6]
    assert causes(drill) == [["depot", "spare"]], "the sites that keep the kits"


def test_too_few_kits_are_a_scarcity_of_the_site() -> None:
    assert causes(story(sites={"home": {"kit": {"own": 30}}})) == [["home"]]


def test_kits_go_to_the_more_urgent_function_and_none_to_one_put_aside() -> None:
    aside: Raw = {"at": "T+02:00", "by": "clerk", "does": "aside"}
    drill = story(sites={"home": {"kit": {"own": 110}}}, acts=[SEND, aside])
    assert (level(drill, "calls", clock(1)), level(drill, "mail", clock(1))) == (1.0, 0.5)
    assert level(drill, "mail", clock(2)) == 1.0


def test_the_smallest_of_seats_kits_and_lines_counts() -> None:
    for seats, kits, lines in ((50, 60, 70), (60, 50, 70), (70, 60, 50)):
        sites = {"home": {"needs": ["vpn"], "seats": seats, "kit": {"own": kits}}}
        assert level(story(sites=sites, systems={"vpn": {"carries": lines}}), "calls", clock(1)) == 0.5


@pytest.mark.parametrize("own", [120, 121, 500])
def test_as_many_kits_as_people_are_as_good_as_no_kit_at_all(own: int) -> None:
    results = [
        outcome(drill, header(drill), played(drill).entries)["functions"]
        for drill in (story(lost("coast")), story(lost("coast"), sites={"home": {"kit": {"own": own}}}))
    ]
    assert results[0] == results[1]
