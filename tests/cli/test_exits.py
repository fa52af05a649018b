"""Exit statuses and faults, as an API (docs/commands.md): one line, no traceback, nothing lost."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from drillsim.loading.scan import MOST_BYTES
from support.cli import DRILLSIM, drillsim, in_sqlite, recorded, surroundings
from support.drills import ROOT

SICK_PLAN = "plan: Sick\nversion: 1\nowner: nobody\n"
FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="no /dev/full on this system")
no_root = pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everywhere")


def sick(folder: Path) -> Path:
    path = folder / "sick.plan.yaml"
    path.write_text(SICK_PLAN)
    return path


class TestCheck:
    """0 no error, 1 an error (--strict: a warning), 2 a file that cannot be opened."""

    def test_no_error_is_0_and_warnings_are_not_errors(self, tmp_path: Path) -> None:
        ended = drillsim("check", "tornado", folder=tmp_path)
        assert ended.code == 0
        assert "warning:" in ended.out
        assert ended.err.startswith("0 errors, ")

    def test_strict_makes_a_warning_1(self, tmp_path: Path) -> None:
        assert drillsim("check", "tornado", "--strict", folder=tmp_path).code == 1

    def test_an_error_is_1_with_its_place(self, tmp_path: Path) -> None:
        ended = drillsim("check", sick(tmp_path).name, folder=tmp_path)
        assert ended.code == 1
        assert ended.out.startswith("sick.plan.yaml:1:1: ")

    @pytest.mark.parametrize("text", [b"", b"\xff\xfe", b"plan: [", b"# only words\n", b"\tplan: x\n"], ids=repr)
    def test_what_is_no_document_is_an_error_in_it(self, text: bytes, tmp_path: Path) -> None:
        (tmp_path / "x.plan.yaml").write_bytes(text)
        ended = drillsim("check", "x.plan.yaml", folder=tmp_path)
        assert ended.code == 1
        assert ended.out.startswith("x.plan.yaml:")
        assert "Traceback" not in ended.err

    def test_a_missing_file_and_a_folder_are_2_and_the_rest_is_still_checked(self, tmp_path: Path) -> None:
        (tmp_path / "folder.plan.yaml").mkdir()
        ended = drillsim("check", "gone.plan.yaml", "folder.plan.yaml", sick(tmp_path).name, folder=tmp_path)
        assert ended.code == 2
        assert "sick.plan.yaml:1:1:" in ended.out
        assert "gone.plan.yaml: expected a file, found nothing there" in ended.err
        assert "folder.plan.yaml: expected a file, found a folder" in ended.err

    def test_a_pipe_is_no_plain_file(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.plan.yaml")
        assert drillsim("check", "pipe.plan.yaml", folder=tmp_path).code == 2

    @no_root
    def test_an_unreadable_file_is_2(self, tmp_path: Path) -> None:
        sick(tmp_path).chmod(0)
        assert drillsim("check", "sick.plan.yaml", folder=tmp_path).code == 2

    def test_json_of_several_files_is_one_object(self, tmp_path: Path) -> None:
        ended = drillsim("check", sick(tmp_path).name, "tornado", "server_loss", "--json", folder=tmp_path)
        assert ended.code == 1
        assert set(ended.json) == {"problems", "shared_fate"}
        keys = {"severity", "code", "file", "line", "column", "where", "message", "hint"}
        assert all(set(problem) == keys for problem in ended.json["problems"])
        assert {problem["severity"] for problem in ended.json["problems"]} == {"error", "warning"}
        pairs = [(pair["primary"], pair["backup"]) for pair in ended.json["shared_fate"]]
        assert ("crm_server", "crm_standby") in pairs
        assert len(pairs) == len(set(pairs))

    def test_quiet_keeps_the_data(self, tmp_path: Path) -> None:
        ended = drillsim("check", "tornado", "-q", folder=tmp_path)
        assert ended.err == ""
        assert ended.out


class TestRun:
    """0 whatever was missed, 1 with --fail-on missed, 2 a refused document, 3 a record that cannot be written."""

    def test_0_whatever_was_missed(self, tmp_path: Path) -> None:
        ended = drillsim("run", "tornado", "--unattended", "--json", folder=tmp_path)
        assert ended.code == 0
        assert ended.json["functions"]["inbound_calls"]["outages"][0]["rto"] == "missed"

    def test_1_where_missed_counts(self, tmp_path: Path) -> None:
        ended = drillsim("run", "tornado", "--unattended", "--fail-on", "missed", folder=tmp_path)
        assert ended.code == 1
        assert "Missed: RTO of inbound_calls" in ended.err
        assert ended.out.startswith("# ")

    @pytest.mark.parametrize("ending", ["plan", "drill"])
    def test_a_refused_document_is_2_with_its_place(self, ending: str, tmp_path: Path) -> None:
        path = sick(tmp_path).rename(tmp_path / f"sick.{ending}.yaml")
        ended = drillsim("run", path.name, folder=tmp_path)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.startswith(f"{path.name}:1:1: ")
        assert "Traceback" not in ended.err

    def test_a_plan_is_no_drill(self, tmp_path: Path) -> None:
        drillsim("new", "plan", "acme", folder=tmp_path)
        ended = drillsim("run", "acme.plan.yaml", folder=tmp_path)
        assert ended.code == 2
        assert "expected a drill, found a plan" in ended.err

    def test_an_unknown_name_is_2_and_tells_the_bundled_ones(self, tmp_path: Path) -> None:
        ended = drillsim("run", "tornaod", folder=tmp_path)
        assert ended.code == 2
        assert "tornado" in ended.err

    def test_without_a_terminal_it_says_so_and_plays_unattended(self, tmp_path: Path) -> None:
        ended = drillsim("run", "tornado", folder=tmp_path)
        assert ended.code == 0
        assert "No screen here (standard input is no terminal): playing unattended." in ended.err
        assert ended.out.startswith("# ")

    def test_a_record_is_never_overwritten(self, tmp_path: Path) -> None:
        path = recorded(tmp_path)
        before = path.read_bytes()
        ended = drillsim("run", "tornado", "--unattended", "--record", path, folder=tmp_path)
        assert (ended.code, ended.out) == (3, "")
        assert "use another name" in ended.err
        assert path.read_bytes() == before

    def test_a_folder_that_is_not_there_is_3(self, tmp_path: Path) -> None:
        ended = drillsim("run", "tornado", "--unattended", "--record", "no/where", folder=tmp_path)
        assert (ended.code, ended.out) == (3, "")

    @no_root
    def test_a_folder_that_may_not_be_written_is_3(self, tmp_path: Path) -> None:
        (tmp_path / "shut").mkdir(mode=0o500)
        assert drillsim("run", "tornado", "--unattended", "--record", "shut/r", folder=tmp_path).code == 3

    def test_the_seed_is_recorded_and_another_one_is_taken(self, tmp_path: Path) -> None:
        assert drillsim("run", "tornado", "--unattended", "--json", folder=tmp_path).json["seed"] == 1
        words = ("run", "tornado", "--unattended", "--json", "--seed", "7")
        assert drillsim(*words, folder=tmp_path).json["seed"] == 7

    def test_stand_ins_play_roles_without_a_response(self, tmp_path: Path) -> None:
        words = ("run", "server_loss", "--unattended", "--json")
        alone = drillsim(*words, folder=tmp_path).json
        helped = drillsim(*words, "--stand-ins", folder=tmp_path).json
        assert alone != helped


class TestRecord:
    """3 where a record cannot be read; verify says 1 where it was changed."""

    def test_report_and_run_agree(self, tmp_path: Path) -> None:
        path = recorded(tmp_path)
        ran = drillsim("run", "tornado", "--unattended", "--json", folder=tmp_path).json
        assert drillsim("report", path, "--json", folder=tmp_path).json == ran
        assert drillsim("report", path, "--format", "json", folder=tmp_path).json == ran
        assert drillsim("report", path, folder=tmp_path).out.startswith("# ")

    def test_what_is_no_record_is_3(self, tmp_path: Path) -> None:
        (tmp_path / "words").write_text("no record")
        (tmp_path / "empty").write_text("")
        (tmp_path / "folder").mkdir()
        for name in ("words", "empty", "folder", "gone"):
            for command in (("report",), ("record", "verify"), ("record", "export"), ("record", "export", "--json")):
                ended = drillsim(*command, name, folder=tmp_path)
                assert (ended.code, ended.out) == (3, ""), (command, name)
                assert ended.err.count("\n") == 1

    def test_a_record_cut_short_is_3(self, tmp_path: Path) -> None:
        path = recorded(tmp_path)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        ended = drillsim("report", path, folder=tmp_path)
        assert ended.code == 3
        assert "Traceback" not in ended.err

    def test_a_record_of_another_version_is_3(self, tmp_path: Path) -> None:
        path = recorded(tmp_path)
        in_sqlite(path, "PRAGMA user_version = 99")
        ended = drillsim("report", path, folder=tmp_path)
        assert ended.code == 3
        assert "found format 99" in ended.err

    def test_verify_is_content_with_what_was_written(self, tmp_path: Path) -> None:
        ended = drillsim("record", "verify", recorded(tmp_path), "--json", folder=tmp_path)
        assert ended.code == 0
        assert set(ended.json) == {"ok", "events", "head", "problems"}
        assert (ended.json["ok"], ended.json["problems"]) == (True, [])

    def test_verify_finds_a_changed_entry(self, tmp_path: Path) -> None:
        path = recorded(tmp_path)
        in_sqlite(
            path, "DROP TRIGGER entries_keep", "UPDATE entries SET at = at + 60 WHERE kind = 'does' AND at > 1000"
        )
        ended = drillsim("record", "verify", path, "--json", folder=tmp_path)
        assert ended.code == 1
        assert ended.json["ok"] is False
        assert ended.json["problems"]

    def test_export_as_lines(self, tmp_path: Path) -> None:
        import json

        ended = drillsim("record", "export", recorded(tmp_path), "--json", folder=tmp_path)
        entries = [json.loads(line) for line in ended.out.splitlines()]
        assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))
        keys = ["seq", "at", "drill_ms", "mono_ns", "wall_ns", "sort", "kind", "actor", "id", "cause", "body"]
        assert all(list(entry) == keys for entry in entries)

    def test_an_export_that_is_too_large_to_be_read_says_so(self, tmp_path: Path) -> None:
        (tmp_path / "plans").mkdir()
        for name in ("plans/prairie.plan.yaml", "tornado.scenario.yaml"):
            folder = ROOT / ("scenarios" if "scenario" in name else "drills")
            (tmp_path / name).write_text((folder / name).read_text())
        text = "drill: Long\nplan: plans/prairie.plan.yaml\nscenario: tornado.scenario.yaml\nresponses:\n"
        line = "  - {at: T+01:00, by: hr_lead, notes: %s}\n"
        while len(text) + 1_900 < MOST_BYTES:  # as large as a drill may be: its players are not named yet
            text += line % ("x" * min(1_800, MOST_BYTES - len(text) - len(line)))
        (tmp_path / "long.drill.yaml").write_text(text + line % ("x" * (MOST_BYTES - len(text) - len(line) + 2)))
        played = drillsim("run", "long.drill.yaml", "--unattended", "--record", "x.drillrecord", folder=tmp_path)
        assert played.code == 0, played.err
        (tmp_path / "again").mkdir()
        ended = drillsim("record", "export", "x.drillrecord", "-o", "again/x.drill.yaml", folder=tmp_path)
        assert ended.code == 0
        assert "warning: drillsim does not read this file: expected a file of at most 1048576 bytes" in ended.err

    def test_an_exported_drill_plays_in_another_folder(self, tmp_path: Path) -> None:
        path = recorded(tmp_path, "server_loss", "--stand-ins")
        (tmp_path / "again").mkdir()
        ended = drillsim("record", "export", path, "-o", "again/again.drill.yaml", folder=tmp_path)
        assert (ended.code, ended.out) == (0, "")
        assert drillsim("check", "again.drill.yaml", folder=tmp_path / "again").code == 0
        second = drillsim("run", "again.drill.yaml", "--unattended", "--json", folder=tmp_path / "again").json
        first = drillsim("report", path, "--json", folder=tmp_path).json
        assert second["functions"] == first["functions"]
        assert drillsim("record", "export", path, "-o", "again/again.drill.yaml", folder=tmp_path).code == 2


class TestStreams:
    """Closed, full and broken outputs; interruption."""

    @needs_full
    @pytest.mark.parametrize("words", [("--help",), ("list",), ("run", "tornado", "--unattended", "--json")])
    def test_a_full_disk_on_stdout_is_3(self, words: tuple[str, ...], tmp_path: Path) -> None:
        with FULL.open("w") as full:
            done = subprocess.run(
                [*DRILLSIM, *words],
                cwd=tmp_path,
                env=surroundings(tmp_path),
                stdin=subprocess.DEVNULL,
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert done.returncode == 3
        assert "No space left on device" in done.stderr
        assert "Traceback" not in done.stderr

    def test_a_closed_stdout_is_3_and_the_record_is_whole(self, tmp_path: Path) -> None:
        words = " ".join([*DRILLSIM, "run tornado --unattended --record r.drillrecord >&-"])
        done = subprocess.run(
            ["sh", "-c", words],
            cwd=tmp_path,
            env=surroundings(tmp_path),
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        assert done.returncode == 3
        assert "standard output closed" in done.stderr
        assert drillsim("record", "verify", "r.drillrecord", folder=tmp_path).code == 0

    def test_all_streams_closed_end_in_a_status_not_in_a_signal(self, tmp_path: Path) -> None:
        words = " ".join([*DRILLSIM, "run tornado --unattended --record r.drillrecord <&- >&- 2>&-"])
        done = subprocess.run(["sh", "-c", words], cwd=tmp_path, env=surroundings(tmp_path), check=False)
        assert done.returncode == 3
        assert drillsim("record", "verify", "r.drillrecord", folder=tmp_path).code == 0

    def test_a_reader_who_goes_away_is_no_fault(self, tmp_path: Path) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        words = ("run", "tornado", "--unattended", "--record", "r.drillrecord")
        with subprocess.Popen(
            [*DRILLSIM, *words],
            cwd=tmp_path,
            env=surroundings(tmp_path),
            stdin=subprocess.DEVNULL,
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            os.close(writing)
            _, err = process.communicate(timeout=60)
        assert process.returncode == 0
        assert "Broken" not in err
        assert "Traceback" not in err
        assert drillsim("record", "verify", "r.drillrecord", folder=tmp_path).code == 0

    def test_ctrl_c_is_130_with_a_plain_line(self, tmp_path: Path) -> None:
        with subprocess.Popen(
            [*DRILLSIM, "rehearse", "tornado", "--runs", "1000000"],
            cwd=tmp_path,
            env=surroundings(tmp_path),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stderr is not None
            first = process.stderr.readline()  # it is at work: the first news of its runs, or of warnings
            assert first
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)
        assert process.returncode == 130
        assert out == ""
        assert err.splitlines()[-1] == "drillsim: interrupted"
        assert "Traceback" not in err

    def test_any_locale_can_be_written_to(self, tmp_path: Path) -> None:
        env = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
        ended = drillsim("run", "tornado", "--unattended", folder=tmp_path, env=env)
        assert ended.code == 0
        assert ended.out.isascii()


class TestOurFault:
    """5, one line that names the crash log, and the traceback only in there."""

    def broken(self, tmp_path: Path, **env: str) -> "subprocess.CompletedProcess[str]":
        code = (
            "import sys, drillsim.cli.documents as d\n"
            "def place(name): raise RuntimeError('a \\x1b[31mbug\\nin it')\n"
            "d.place = place\n"
            "sys.argv = ['drillsim', 'check', 'x']\n"
            "from drillsim.cli import main\n"
            "sys.exit(main())\n"
        )
        return subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            env=surroundings(tmp_path, **env),
            capture_output=True,
            text=True,
            check=False,
        )

    def test_one_line_and_a_log(self, tmp_path: Path) -> None:
        done = self.broken(tmp_path)
        assert (done.returncode, done.stdout) == (5, "")
        assert done.stderr.count("\n") == 1
        assert "\x1b" not in done.stderr
        log = Path(done.stderr.rstrip().rpartition(" ")[2])
        assert "Traceback" in log.read_text()
        assert log.stat().st_mode & 0o077 == 0
        assert log.is_relative_to(tmp_path)

    def test_without_a_place_for_the_log_it_still_ends_well(self, tmp_path: Path) -> None:
        (tmp_path / "state").write_text("in the way")
        done = self.broken(tmp_path, TMPDIR=str(tmp_path / "state"), HOME=str(tmp_path / "state"))
        assert done.returncode == 5
        assert done.stderr.count("\n") == 1
