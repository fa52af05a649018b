"""Settings: what is read of them, what is said of those that cannot be used, and one choice kept among comments."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillsim.loading.choosing import NotKept, keep_theme, with_theme
from drillsim.loading.settings import MOST_ENTRIES, MOST_THEMES, Settings, read_settings


def written(folder: Path, **files: str) -> Settings:
    """The settings of a folder with these files; `__` in a name stands for the folder of themes."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_settings(folder)


def problems(settings: Settings) -> list[str]:
    return [str(problem).replace(f"{settings.folder}{os.sep}", "") for problem in settings.problems]


def test_a_folder_that_is_not_there_sets_nothing_and_is_no_problem(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "none") == Settings(tmp_path / "none")


def test_keys_themes_and_the_theme_are_read_with_their_places(tmp_path: Path) -> None:
    settings = written(
        tmp_path,
        config="# mine\ntheme: sea\n",
        keymap="note: f5\nmessage: [M, f6]\n",
        themes__sea="primary: teal\n",
    )
    assert settings.theme is not None
    assert (settings.theme.text, settings.theme.position.line) == ("sea", 2)
    note, message = settings.keys
    assert (note.action.text, [key.text for key in note.keys]) == ("note", ["f5"])
    assert [(key.text, key.position.line, key.position.column) for key in message.keys] == [("M", 2, 11), ("f6", 2, 14)]
    assert [theme.name for theme in settings.themes] == ["sea"]
    assert settings.themes[0].colours["primary"].text == "teal"
    assert settings.problems == ()


@pytest.mark.parametrize("text", ["", "\n\n", "# theme: sea\n", "\ufeff# nothing\n"])
def test_a_file_whose_lines_are_all_out_of_use_sets_nothing(tmp_path: Path, text: str) -> None:
    assert written(tmp_path, config=text, keymap=text).problems == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("teme: sea\n", 'config.yaml:1:1: expected theme, found "teme"; did you mean "theme"? [key]'),
        ("theme: [sea]\n", "config.yaml:1:8: theme: expected one word, found a list [value]"),
        ("theme: no\n", "config.yaml:1:8: theme: expected a word other than no, which YAML reads as true or false; "),
        ("- sea\n", "config.yaml:1:1: expected keys such as theme:, found a list [yaml]"),
        ("theme: *x\n", "config.yaml:1:8: expected no anchors or aliases (& and *), found one"),
        ("theme: 'sea\n", "config.yaml:2:1: expected YAML, found a fault"),
    ],
)
def test_what_is_wrong_is_one_line_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    (found,) = problems(written(tmp_path, config=text))
    assert found.startswith(said)
    assert "\n" not in found


def test_what_is_right_in_a_faulty_file_is_still_read(tmp_path: Path) -> None:
    settings = written(tmp_path, keymap="note: f5\nmessage: {}\nzoom: []\njump: [f6, [f7]]\n")
    assert {line.action.text: [key.text for key in line.keys] for line in settings.keys} == {
        "note": ["f5"],
        "jump": ["f6"],
    }
    assert problems(settings) == [
        "keymap.yaml:2:10: message: expected one word, found keys and values [value]",
        "keymap.yaml:3:7: zoom: expected a key or a list of keys, found an empty list [value]",
        "keymap.yaml:4:12: jump: expected one word, found a list [value]",
    ]


def test_a_pipe_or_a_folder_in_the_place_of_a_file_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "config.yaml")
    (tmp_path / "keymap.yaml").mkdir()
    assert problems(read_settings(tmp_path)) == [
        "config.yaml:1:1: expected a file, found something else [file]",
        "keymap.yaml:1:1: expected a file, found a folder [file]",
    ]


def test_a_file_that_is_far_too_large_is_refused(tmp_path: Path) -> None:
    (found,) = problems(written(tmp_path, keymap="#" * (1 << 20) + "\nnote: f5\n"))
    assert found.startswith("keymap.yaml:1:1: expected a file of at most 1048576 bytes")


def test_more_lines_than_there_are_actions_are_not_looked_at(tmp_path: Path) -> None:
    settings = written(tmp_path, keymap="".join(f"a{number}: f5\n" for number in range(5_000)))
    assert len(settings.keys) == MOST_ENTRIES
    assert problems(settings) == ["keymap.yaml:1:1: expected at most 200 keys, found 5000; the first are used [file]"]


def test_more_themes_than_anybody_chooses_from_are_not_read(tmp_path: Path) -> None:
    settings = written(tmp_path, **{f"themes__t{number:03}": "primary: teal\n" for number in range(MOST_THEMES + 1)})
    assert len(settings.themes) == MOST_THEMES
    assert "expected at most 50 themes, found 51" in problems(settings)[0]


# Keeping a theme


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "theme: drill-light\n"),
        ("# all mine\n", "# all mine\ntheme: drill-light\n"),
        ("# my own\ntheme: sea   # blue\n", "# my own\ntheme: drill-light   # blue\n"),
        ("theme: 'sea' # blue", "theme: drill-light # blue\n"),
        ('theme: "sea"\n', "theme: drill-light\n"),
        ("{theme: sea}\n", "{theme: drill-light}\n"),
    ],
)
def test_one_value_is_written_anew_and_every_comment_stays(tmp_path: Path, before: str, after: str) -> None:
    (tmp_path / "config.yaml").write_text(before)
    keep_theme(tmp_path, "drill-light")
    assert (tmp_path / "config.yaml").read_text() == after
    theme = read_settings(tmp_path).theme
    assert theme is not None
    assert theme.text == "drill-light"
    assert [path.name for path in tmp_path.iterdir()] == ["config.yaml"]  # nothing is left beside it


def test_the_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    keep_theme(tmp_path / "a" / "b", "sea")
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "a" / "b" / "config.yaml").stat().st_mode & 0o777 == 0o600


def test_a_link_to_the_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "dotfiles.yaml").write_text("theme: sea\n")
    (tmp_path / "dotfiles.yaml").chmod(0o644)
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.yaml").symlink_to(tmp_path / "dotfiles.yaml")
    keep_theme(tmp_path / "config", "drill-dark")
    assert (tmp_path / "config" / "config.yaml").is_symlink()
    assert (tmp_path / "dotfiles.yaml").read_text() == "theme: drill-dark\n"
    assert (tmp_path / "dotfiles.yaml").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("text", ["theme: [sea]\n", "theme: 'sea\n", "theme: >\n  sea\n", "theme:\n"])
def test_a_file_that_says_something_else_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    (tmp_path / "config.yaml").write_text(text)
    with pytest.raises(NotKept, match=r"config\.yaml:\d+:\d+: the theme is not kept: expected"):
        keep_theme(tmp_path, "drill-dark")
    assert (tmp_path / "config.yaml").read_text() == text


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotKept, match="the theme is not kept"):
        keep_theme(tmp_path / "file", "drill-dark")


@given(st.text("abc: #'\"\n", max_size=30), st.sampled_from(["sea", "drill-dark", "no", "1e3", "a b"]))
def test_whatever_is_kept_is_read_again(tmp_path_factory: pytest.TempPathFactory, remark: str, name: str) -> None:
    comment = "".join(f"# {line}\n" for line in remark.split("\n"))
    folder = tmp_path_factory.mktemp("kept")
    (folder / "config.yaml").write_text(with_theme(with_theme(comment, "first"), name))
    settings = read_settings(folder)
    assert settings.problems == ()
    assert settings.theme is not None
    assert settings.theme.text == name
