"""`drillsim keys`, `drillsim locate`, and a drill that starts whatever is wrong in the settings."""

from pathlib import Path

import pexpect
import pytest

from support.cli import DRILLSIM, drillsim, surroundings


def at(folder: Path, **files: str) -> Path:
    """A folder for --at with these settings."""
    config = folder / "at" / "config"
    config.mkdir(parents=True)
    for name, text in files.items():
        (config / f"{name}.yaml").write_text(text)
    return folder / "at"


def test_the_keys_are_listed_where_there_is_no_terminal(tmp_path: Path) -> None:
    place = at(tmp_path, keymap="note: f5\nmessage: n\nfaster: ctrl+i\n")
    ended = drillsim("keys", "--at", place, folder=tmp_path)
    assert ended.code == 0
    rows = {line.split()[0]: line.split() for line in ended.out.splitlines()}
    assert rows["note"][1:3] == ["f5", f"{place}/config/keymap.yaml:1"]
    assert rows["message"][1:3] == ["n", f"{place}/config/keymap.yaml:2"]
    assert rows["faster"][1:3] == [".", "default"]
    assert ended.err.splitlines() == [
        f"{place}/config/keymap.yaml:3:9: faster: "
        'cannot be had, most terminals send the same for it as for tab: "ctrl+i" [value]'
    ]


def test_the_keys_as_json(tmp_path: Path) -> None:
    ended = drillsim("keys", "--list", "--json", folder=tmp_path)
    assert (ended.code, ended.err, ended.json["problems"]) == (0, "", [])
    note = next(row for row in ended.json["actions"] if row["action"] == "note")
    assert note == {
        "action": "note",
        "keys": ["n"],
        "origin": "default",
        "screens": ["console", "live", "table"],
        "does": "Write a note",
    }


def test_locate_tells_where_things_are_and_what_is_set(tmp_path: Path) -> None:
    place = at(tmp_path, config="theme: drill-light\n", keymap="note: f5\nhlod: x\n")
    ended = drillsim("locate", "--json", "--at", place, folder=tmp_path)
    found = ended.json
    assert (ended.code, found["config"], found["data"]) == (0, f"{place}/config", str(place))
    assert found["records"] == f"{place}/records"
    assert found["log"].startswith(str(tmp_path))
    assert found["set"] == [
        {"name": "theme", "value": "drill-light", "from": f"{place}/config/config.yaml:1"},
        {"name": "key note", "value": "f5", "from": f"{place}/config/keymap.yaml:1"},
    ]
    assert found["problems"] == [
        f'{place}/config/keymap.yaml:2:1: expected an action (drillsim keys --list), found "hlod"; '
        'did you mean "hold"? [key]'
    ]


def test_locate_for_people(tmp_path: Path) -> None:
    ended = drillsim("locate", folder=tmp_path)
    lines = ended.out.splitlines()
    assert [line.split()[0] for line in lines] == ["config", "data", "records", "log", "theme"]
    assert lines[0].split()[1:] == [f"{tmp_path}/.config/drillsim", "(not", "there", "yet)"]
    assert lines[-1].split() == ["theme", "drill-dark", "default"]


@pytest.mark.parametrize("settings", [{"keymap": "a: [\n"}, {"config": "theme: none\n"}, {"keymap": "\x00"}])
def test_a_drill_starts_whatever_is_wrong_in_the_settings(tmp_path: Path, settings: dict[str, str]) -> None:
    place = at(tmp_path, **settings)
    child = pexpect.spawn(
        DRILLSIM[0],
        [*DRILLSIM[1:], "run", "tornado", "--role", "comms_lead", "--at", str(place)],
        cwd=str(tmp_path),
        env=surroundings(tmp_path, TERM="xterm-256color"),
        dimensions=(24, 80),
        timeout=60,
    )
    child.expect(rb"config/\w+\.yaml:\d+:\d+: ")  # before the screen
    child.expect(rb"NOT STARTED")
    child.expect(rb"SETTINGS")
    child.send("q")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_the_tester_shows_what_arrives_until_two_escapes(tmp_path: Path) -> None:
    child = pexpect.spawn(
        DRILLSIM[0],
        [*DRILLSIM[1:], "keys", "--at", str(at(tmp_path, keymap="note: f5\n"))],
        cwd=str(tmp_path),
        env=surroundings(tmp_path, TERM="xterm-256color"),
        dimensions=(24, 80),
        timeout=60,
    )
    child.expect(rb"Two escapes")
    for sent, told in (
        ("\x1b[15~", rb"f5 +1b 5b 31 35 7e +note \(console, live, table\)"),
        ("m", rb"m +6d +message"),
        ("\t", rb"tab +09 +not for keymap.yaml"),
        ("\x1b[A", rb"up +1b 5b 41"),
        ("\xe9", rb"c3 a9 +free"),
        ("\x13", rb"ctrl\+s +13"),
        ("\x1b", rb"escape +1b"),
    ):
        child.send(sent)
        child.expect(told)
    child.send("\x1b")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_ctrl_c_ends_the_tester_too(tmp_path: Path) -> None:
    child = pexpect.spawn(
        DRILLSIM[0], [*DRILLSIM[1:], "keys"], cwd=str(tmp_path), env=surroundings(tmp_path, TERM="xterm"), timeout=60
    )
    child.expect(rb"Two escapes")
    child.send("\x03")
    child.expect(rb"ctrl\+c +03 +interrupt")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
