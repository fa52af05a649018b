"""How sites and systems stand, for the facilitator."""

from drillsim.record import events as e
from drillsim.session.grounds import SystemView, sites, systems
from drillsim.session.playback import Playback
from drillsim.session.scene import Scene
from support.drills import play
from support.live import shipped


def test_after_the_touchdown_the_main_site_is_closed_and_its_power_is_gone() -> None:
    played = play("tornado")
    playback = Playback(played.exercise, played.header)
    playback.take(played.entries)
    playback.go_to_second(6300)
    scene, plan = playback.scene, played.exercise.plan
    found = {each.id: (each.state, each.there, each.coming) for each in sites(plan, scene.state, scene.world)}
    assert found["tulsa"] == ("closed", 0, 0)
    assert found["omaha"] == ("open", 60, 0)
    assert found["annex"] == ("open", 0, 60)
    down = {each.id: each.state for each in systems(plan, scene.state, scene.world)}
    assert down == {"tulsa_power": "failed", "tulsa_pbx": "down"}


def test_a_site_whose_power_fails_is_cut_off_though_it_is_open() -> None:
    exercise = shipped("tornado")
    scene = Scene(exercise, play("tornado").header.chance)
    for event in (e.SystemFailed(0, "tulsa_power"), e.SiteBarred(0, "annex")):
        scene.happens(event)
    found = {each.id: each.state for each in sites(exercise.plan, scene.state, scene.world)}
    assert (found["tulsa"], found["annex"], found["omaha"]) == ("cut_off", "barred", "open")
    assert SystemView("tulsa_power", "tulsa_power", "failed") in list(systems(exercise.plan, scene.state, scene.world))
