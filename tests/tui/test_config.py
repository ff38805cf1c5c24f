"""The settings file: what is understood, and how what is wrong is told."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.config.key_settings import check_keys
from tui.config.settings import Config, load
from tui.keys.actions import ACTIONS, DEFAULT_KEYS, find
from tui.keys.keymap import clashes, effective
from tui.keys.markdown import keys_markdown

DOCS = Path(__file__).parents[2] / "docs"


def read(tmp_path: Path, text: str) -> tuple[Config, list[tuple[int, str]]]:
    """The settings in a text, and the lines and words of its problems."""
    path = tmp_path / "config.toml"
    path.write_text(text, "utf-8")
    config, problems = load(path)
    return config, [(problem.line, problem.message) for problem in problems]


def test_no_file_is_no_problem(tmp_path: Path) -> None:
    assert load(tmp_path / "config.toml") == (Config(), ())


def test_all_settings_are_read(tmp_path: Path) -> None:
    text = """
theme = "light"
ascii = true
mouse = false
soon_days = 30
zone = "Africa/Kinshasa"
[keys]
sort = "dollar_sign"
row-down = ["Ctrl+N", "j"]
pin = []
"""
    config, problems = read(tmp_path, text)
    assert problems == []
    assert config == Config(
        keys={"sort": ("dollar_sign",), "row_down": ("ctrl+n", "j"), "pin": ()},
        theme="light",
        ascii=True,
        mouse=False,
        soon_days=30,
        zone="Africa/Kinshasa",
    )


@pytest.mark.parametrize("days", [0, 366])
def test_soon_may_be_today_alone_and_a_whole_year(tmp_path: Path, days: int) -> None:
    assert read(tmp_path, f"soon_days = {days}") == (Config(soon_days=days), [])


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('thme = "dark"', 'no setting is called "thme". Did you mean theme?'),
        ('xyzzy = "dark"', 'no setting is called "xyzzy". There are: theme, ascii'),
        ('theme = "drak"', 'no theme is called "drak". There are: terminal, dark'),
        ("theme = 3", 'no theme is called "3".'),
        ('ascii = "yes"', 'needs true or false, not "yes".'),
        ("mouse = 1", 'needs true or false, not "1".'),
        ("soon_days = -1", 'needs a whole number of days from 0 to 366, not "-1".'),
        ("soon_days = 367", 'needs a whole number of days from 0 to 366, not "367".'),
        ("soon_days = true", "needs a whole number of days from 0 to 366, not true."),
        ('zone = "Africa/Kinshsa"', 'Did you mean "Africa/Kinshasa"?'),
        ('zone = ""', 'no time zone is called "".'),
        ("zone = 2", 'no time zone is called "2".'),
        ('keys = "j"', "keys is a table: write [keys]"),
    ],
)
def test_a_wrong_entry_is_named_with_its_line_and_left_out(
    tmp_path: Path, line: str, words: str
) -> None:
    config, problems = read(tmp_path, f"# settings\n\n{line}\n")
    assert config == Config()
    assert [number for number, _ in problems] == [3]
    assert words in problems[0][1]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('srot = "o"', 'no action is called "srot". Did you mean sort?'),
        ('xyzzy = "o"', 'no action is called "xyzzy". docs/keys.md lists them.'),
        ('sort = "spaec"', 'no key is called "spaec". Did you mean "space"?'),
        ('sort = "é"', 'no key is called "é". Examples:'),
        ("sort = 3", 'a key is written in quotes, such as "o"'),
        ('sort = "Ctrl+S"', "Ctrl+S cannot be used: many terminals stop all output"),
        ('sort = "alt+o"', "Alt+o cannot be used: Alt does not reach"),
        ('sort = "F5"', "function keys are taken"),
        ('sort = "j"', "j is already the key of row_down. sort keeps o."),
        ("help = []", "help needs at least one key."),
    ],
)
def test_a_wrong_key_is_named_with_its_line_and_left_out(
    tmp_path: Path, line: str, words: str
) -> None:
    config, problems = read(tmp_path, f'theme = "dark"\n[keys]\nwhy = "dollar_sign"\n{line}\n')
    assert config == Config(theme="dark", keys={"why": ("dollar_sign",)})
    assert [number for number, _ in problems] == [4]
    assert words in problems[0][1]


def test_two_actions_may_swap_their_keys(tmp_path: Path) -> None:
    config, problems = read(tmp_path, '[keys]\nrow_down = "k"\nrow_up = "j"\n')
    assert problems == []
    assert config.keys == {"row_down": ("k",), "row_up": ("j",)}


def test_of_two_entries_for_one_key_the_first_has_it(tmp_path: Path) -> None:
    config, problems = read(tmp_path, '[keys]\nwhy = "dollar_sign"\nsort = "dollar_sign"\n')
    assert config.keys == {"why": ("dollar_sign",)}
    assert problems == [(3, "$ is already the key of why. sort keeps o.")]


def test_an_entry_that_leaned_on_a_dropped_one_is_dropped_too(tmp_path: Path) -> None:
    config, problems = read(tmp_path, '[keys]\nwhy = "o"\nsort = "j"\n')
    assert config.keys == {}
    assert len(problems) == 2


def test_lines_are_found_in_the_right_table(tmp_path: Path) -> None:
    _, problems = read(tmp_path, 'zone = "x"\n[keys]\ntheme = "o"\n"pin" = "alt+p"\n')
    assert [number for number, _ in problems] == [1, 3, 4]


def test_keys_written_on_one_line_are_found_too(tmp_path: Path) -> None:
    _, problems = read(tmp_path, 'mouse = true\nkeys = { sort = "alt+o" }\n')
    assert [number for number, _ in problems] == [2]


def test_what_is_not_toml_is_told_with_its_line(tmp_path: Path) -> None:
    config, problems = read(tmp_path, 'theme = "dark"\nmouse = maybe\n')
    assert config == Config()
    assert problems == [(2, "not TOML: Invalid value. All settings are at their defaults.")]


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b"theme = '\xff'")
    config, problems = load(tmp_path / "config.toml")
    assert config == Config()
    assert [problem.line for problem in problems] == [0]
    assert load(tmp_path)[1][0].message.startswith("cannot be read")


def test_a_problem_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("colour = 1\n", "utf-8")
    words = str(load(path)[1][0])
    assert words.startswith(f'{path}, line 1: no setting is called "colour".')


@given(
    st.dictionaries(
        st.sampled_from([action.id for action in ACTIONS]),
        st.lists(st.sampled_from(["j", "k", "o", "ctrl+r", "tilde", "?", "x", "PgDn"]), max_size=3),
        max_size=8,
    )
)
def test_whatever_keys_are_chosen_each_means_one_thing_in_the_end(
    table: dict[str, list[str]],
) -> None:
    own, wrong = check_keys(table)
    assert clashes(effective(own)) == ()
    assert len(own) + len(wrong) == len(table)


def test_the_example_in_the_docs_is_understood(tmp_path: Path) -> None:
    text = (DOCS / "configuration.md").read_text("utf-8")
    example = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert example
    config, problems = read(tmp_path, example[1])
    assert problems == []
    assert set(tomllib.loads(example[1])) == set(Config.__dataclass_fields__)
    assert config.keys["withdraw"] == ("D", "delete")


def test_the_page_of_keys_is_current() -> None:
    page = (DOCS / "keys.md").read_text("utf-8")
    assert page == keys_markdown(), "run: python -m tui.keys.markdown > docs/keys.md"


def test_the_page_of_keys_can_show_the_users_own() -> None:
    assert f"| `$` | {find('sort').help}" in keys_markdown(effective({"sort": ("dollar_sign",)}))
    assert all(f"`{action_id}`" in keys_markdown() for action_id in DEFAULT_KEYS)


def test_settings_are_read_without_textual() -> None:
    code = "import tui.config.settings, tui.keys.markdown, sys; print('textual' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
