"""Counting heads in plain lines: check-ins by number and by name, how far it is, a usual time."""

from dataclasses import replace

from support.anything import with_responses
from support.live import shipped
from support.talk import facilitated


def test_heads_are_counted_in_plain_lines() -> None:
    talk = facilitated(with_responses(shipped("pandemic"), [], kind="timed", pace="60x"))
    talk.start()
    assert talk.say("muster")[0].endswith("nobody has been sent to check in, and nobody has reported yet.")
    talk.say("check in 12 harbor_agents safe")
    talk.say("check in anna harbor_agents n because no air")
    talk.say("check in #1207 harbor_agents working")
    told = talk.say("muster harbor")
    assert told[0].startswith("harbor_agents, since T+00:00 (Mon 08:00): 13 of 400, 3.2 %; 386 unaccounted for")
    assert "safe: 12" in told
    assert "F7" not in "\n".join(told)  # no key does anything here
    assert "NEED HELP: anna at harbor since 00:00: no air" in told
    assert "1207: working since 00:00" in told
    talk.say("check in anna harbor_agents safe")
    assert "safe: 13" in talk.say("muster")
    assert "is no task that waits for a done here" in talk.say("usual send_home")[0]


def test_a_name_that_is_too_long_is_said() -> None:
    talk = facilitated(replace(shipped("pandemic")))
    talk.start()
    assert "expected a name of 1 to 32 characters" in talk.say(f"check in {'x' * 40} harbor_agents safe")[0]


def test_startex_of_a_timed_drill_says_that_nobody_asked_how_many_are_on_shift() -> None:
    talk = facilitated(with_responses(shipped("pandemic"), [], kind="timed", pace="60x"))
    assert any("Nobody asked how many are on shift: harbor_agents 400" in line for line in talk.say("start"))
