"""`drillsim run --plain` as it is started: piped and on a terminal, to its end, broken off, and gone on with."""

import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from drillsim.session.store.reader import RecordReader
from support.cli import DRILLSIM, drillsim, surroundings
from support.hostile_text import CONTROLS

LOBBY = "pause\nall here\nstart\nyes\n"
"""The clock stands from the beginning, so that a transcript is the same each time."""

TO_ENDEX = f"""{LOBBY}jump to T+00:01
as incident_lead
here
do declare_emergency
as facilitator
here
status
end
yes
quit
"""

SAID = """\
recorded: the clock stands.
recorded: here: incident_lead, floor_lead, telecom_lead, comms_lead, partner_lead, hr_lead.
StartEx?
The exercise begins now, for everybody, and the clock runs.
Type yes to do it, anything else to go on.
recorded: StartEx.
This is the facilitator's place.
[T+00:00] StartEx
[T+00:00] NEW 1 to incident_lead, floor_lead from County emergency management by phone: \
Tornado warning for your address. Take cover now.
[T+00:00] clock paused
recorded: jump.
The clock shows T+00:01 (Tue 14:11).
EXERCISE. Pass the keyboard to incident_lead: Dana Ortiz.
The clock stands: it is T+00:01 (Tue 14:11).
Whoever sits there now types the word “here”. What was told before is not theirs to read.
This is incident_lead: Dana Ortiz.
[T+00:00] StartEx
[T+00:00] NEW 1 from County emergency management by phone: Tornado warning for your address. Take cover now.
[T+00:00] clock paused
caught up: 3 events, 1 waits for you: open 1
recorded: do declare_emergency.
[T+00:01] incident_lead started: Decide that this is an emergency and say so
[T+00:01] incident_lead done: Decide that this is an emergency and say so
[T+00:01] mode: EMERGENCY
EXERCISE. Pass the keyboard to the facilitator.
"""


def in_a_pipe(folder: Path, typed: str, *words: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error."""
    ended = drillsim("run", "tornado", "--plain", "--record", "x.drillrecord", *words, folder=folder, typed=typed)
    return ended.code, ended.out, ended.err


def kinds(record: Path) -> list[str]:
    """The kinds of the commands on a record."""
    with RecordReader.open(record) as kept:
        return [entry.kind for entry in kept.entries() if entry.sort == "command"]


def assert_plain(text: str) -> None:
    """Nothing that could drive a terminal; no line is padded, drawn or empty."""
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
    assert not re.search(r"[\u2500-\u259f]|   |\n\n", text)


def test_a_drill_in_a_pipe_from_the_lobby_to_the_results(tmp_path: Path) -> None:
    code, out, err = in_a_pipe(tmp_path, TO_ENDEX)
    assert code == 0, err
    assert_plain(out)
    told = out.partition("Type start for StartEx, help for all words.\n")[2]
    assert told.startswith(SAID)
    assert re.search(r"^\[T\+00:01\] EndEx$", out, re.MULTILINE)
    assert "Verdict:\n" in out
    assert out.endswith(
        "The report: drillsim report x.drillrecord\n"
        "Now the hot wash: strength, area, question or action; quit leaves.\n"
    )
    assert "# After-action report" not in out


def test_the_same_on_a_terminal(tmp_path: Path) -> None:
    """The terminal says what was typed, in between; all else is the same."""
    _, piped, _ = in_a_pipe(tmp_path, TO_ENDEX)
    folder = tmp_path / "terminal"
    folder.mkdir()
    words = [*DRILLSIM[1:], "run", "tornado", "--plain", "-q", "--record", "x.drillrecord"]
    child = pexpect.spawn(
        sys.executable,
        words,
        cwd=folder,
        env={**surroundings(folder), "TERM": "xterm"},
        timeout=60,
        encoding="utf-8",
        echo=False,
    )
    child.expect("help for all words.\r\n")
    before = f"{child.before}{child.after}"
    child.send(TO_ENDEX)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    seen = f"{before}{child.before}".replace("\r\n", "\n")
    assert_plain(seen)
    report = "The record is x.drillrecord; drillsim report x.drillrecord tells what happened.\n"
    assert seen.removesuffix(report) == piped


@pytest.mark.parametrize("env", [{"TERM": "dumb"}, {"TERM": "xterm-256color", "DRILLSIM_PLAIN": "1"}])
def test_a_dumb_terminal_gets_lines_and_so_does_who_asks_for_them(tmp_path: Path, env: dict[str, str]) -> None:
    child = pexpect.spawn(
        sys.executable,
        [*DRILLSIM[1:], "run", "tornado", "-q"],
        cwd=tmp_path,
        env={**surroundings(tmp_path), **env},
        timeout=60,
        encoding="utf-8",
    )
    child.expect("help for all words.\r\n")
    child.sendline("quit")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert "\x1b" not in str(child.before)


def test_without_a_terminal_and_without_plain_the_drill_still_plays_itself(tmp_path: Path) -> None:
    ended = drillsim("run", "tornado", folder=tmp_path, env={"DRILLSIM_PLAIN": "1", "TERM": "dumb"})
    assert ended.code == 0
    assert ended.out.startswith("# After-action report")


def test_the_end_of_the_input_keeps_the_record_which_goes_on_in_lines(tmp_path: Path) -> None:
    code, out, err = in_a_pipe(tmp_path, "start\nyes\nas floor_lead\nhere\ndo take_cover")
    assert code == 0, err
    assert "recorded: do take_cover." in out  # the last line needs no line end
    assert kinds(tmp_path / "x.drillrecord") == ["start", "does", "pause"]
    ended = drillsim("resume", "x.drillrecord", "--plain", folder=tmp_path, typed="status\nend\nyes\n")
    assert ended.code == 0, ended.err
    assert ended.out.startswith("This is the facilitator's place.\n[T+00:00] StartEx\n")
    assert re.search(r"^caught up: \d+ events, ", ended.out, re.MULTILINE)
    assert "PAUSED" in ended.out
    assert "Verdict:" in ended.out
    again = drillsim("resume", "x.drillrecord", "--plain", folder=tmp_path, typed="strength All were calm\nhot wash\n")
    assert again.code == 0, again.err
    assert "recorded: strength." in again.out
    assert re.search(r"^STRENGTH \d+ by facilitator: All were calm$", again.out, re.MULTILINE)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_and_keeps_the_record(tmp_path: Path, number: signal.Signals) -> None:
    with subprocess.Popen(
        [*DRILLSIM, "run", "tornado", "--plain", "--role", "floor_lead", "--record", "x.drillrecord"],
        cwd=tmp_path,
        env=surroundings(tmp_path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as drill:
        assert drill.stdin is not None
        assert drill.stdout is not None
        drill.stdin.write("start\ndo take_cover\n")
        drill.stdin.flush()
        while "recorded: do take_cover." not in drill.stdout.readline():
            pass
        drill.send_signal(number)
        _, err = drill.communicate(timeout=60)
    assert drill.returncode == 128 + number
    assert "interrupted; the record is kept" in err
    assert "Traceback" not in err
    assert kinds(tmp_path / "x.drillrecord") == ["start", "does", "pause"]


def test_a_terminal_that_was_closed_ends_it(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*DRILLSIM, "run", "tornado", "--record", "x.drillrecord"],
        cwd=tmp_path,
        env=surroundings(tmp_path, TERM="dumb"),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    ) as drill:
        os.close(theirs)
        seen = b""
        while b"help for all words" not in seen:
            seen += os.read(ours, 65_536)
        os.close(ours)
        try:
            assert drill.wait(timeout=60) == 128 + signal.SIGHUP
        finally:
            drill.kill()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--plain", "--unattended"], "--plain is for playing in typed lines, --unattended plays without people"),
        (["--plain", "--json"], "--plain is for playing in typed lines, --json writes one object and nothing else"),
        (["--plain", "--role", "floor_led"], 'the plan has no role floor_led; did you mean "floor_lead"?'),
    ],
)
def test_a_wrong_call_is_told_in_one_line(tmp_path: Path, words: list[str], said: str) -> None:
    ended = drillsim("run", "tornado", *words, folder=tmp_path)
    assert ended.code == 2
    assert said in ended.err


def test_without_any_input_it_is_left_at_once(tmp_path: Path) -> None:
    """`<&-`: the shell closed standard input."""
    words = " ".join([*DRILLSIM, "run", "tornado", "--plain", "-q", "--record", "x.drillrecord"])
    done = subprocess.run(
        f"{words} <&-",
        shell=True,
        cwd=tmp_path,
        env=surroundings(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("help for all words.\n")
    assert kinds(tmp_path / "x.drillrecord") == []


def test_the_exit_status_tells_a_promise_that_was_missed(tmp_path: Path) -> None:
    typed = f"{LOBBY}jump to T+03:00\nend\nyes\nquit\n"
    assert in_a_pipe(tmp_path, typed, "--fail-on", "missed")[0] == 1


def test_hostile_text_and_hostile_typing_put_no_control_character_out(tmp_path: Path) -> None:
    """In every place, with all that can be looked at; the drill's texts and what is typed are hostile."""
    looks = "status\nmsel\nlook 1\nexpected\ncoverage\nwho\ntimeline\nlog\nstory\nhelp\n"
    player = "status\ninbox\nopen 1\ntasks\nmessages\nmessage staff_alert\nboard\ncard\nduty\nlog\ndue\n"
    hostile = CONTROLS.replace("\n", "")
    typed = (
        f"pause because {hostile}\nstart\nyes\nrelease 2\n{looks}{hostile}\nrelease {hostile}\n"
        f"improvise to hr_lead from {hostile}: {hostile}\n"
        f"as floor_lead\nhere\n{player}note {hostile}\ndecide {hostile} because {hostile}\n"
        f"as table\n{hostile}: note x\nreal emergency because {hostile}\nemergency over\n"
        "as facilitator\nhere\nlog\nend\nyes\nresults\nquit\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "support.live_child", "hostile_lines"],
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**surroundings(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)},
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Verdict:" in done.stdout
    assert "[/foo]" in done.stdout
    assert not [sign for sign in set(CONTROLS) if not sign.isprintable() and sign in done.stdout]
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", done.stdout)
