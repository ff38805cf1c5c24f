"""Every input has a bound: what passes it is refused by name, soon, and nothing is changed."""

from itertools import repeat
from pathlib import Path

import pytest

from db.domain import bounds
from tests.cli.conftest import Run
from tests.fuzz.guard import never_hangs

DOCS = Path(__file__).resolve().parents[2] / "docs" / "command-line.md"
YEARS = "accord reads the years 1000 to 9000."
LINE = "at most 2,000 are kept"
MOST = "2,147,483,647"
QUOTE = chr(92) + chr(34)

TOO_FAR = (
    (("--now", "9999-12-31", "status"), YEARS),
    (("--now", "0001-01-01", "status"), YEARS),
    (("--as-of", "9999-12-31", "status"), YEARS),
    (("list", "--as-of", "9999-12-31"), YEARS),
    (("what-if", "WPA:signing 0001-01-01"), YEARS),
    (("what-if", "WPA:signing +8000 years"), YEARS),
    (("what-if", "WPA:signing +999999 hours", "WPA-3 done 9001-01-01"), YEARS),
    (("add", "Meet; due every day from 0001-01-01", "--agreement", "WPA"), YEARS),
    (("add", "Meet; due min(signing, 0999-12-31)", "--agreement", "WPA"), YEARS),
    (
        ("add", "Meet; due every working day from 1899-12-31", "--agreement", "WPA"),
        "Working days are counted in 1900 to 2200.",
    ),
    (("set", "WPA-3", "deadline=0001-01-01 .. 2026-01-01", "reason=x"), YEARS),
    (("set", "WPA-3", "deadline=in 9999 years", "reason=x"), YEARS),
    (("event", "set", "WPA", "signing", "--on", "0001-01-01"), YEARS),
    (("report", "WPA-3", "--by", "DRC", "--text", "x", "--on", "9999-12-31"), YEARS),
    (("agreement", "add", "NEW", "New", "--zone", "UTC", "--signed", "0001-01-01"), YEARS),
    (("diff", "0001-01-01", "now"), YEARS),
    (("list", "due:0001"), YEARS),
    (("list", "due:<9999y"), YEARS),
    (("log", "since:9999-12-31"), YEARS),
)
TOO_MANY = (
    (("list", "--limit", "9" * 20), "1,000,000"),
    (("list", "--limit", "1000001"), "1,000,000"),
    (("log", "--limit", "9" * 5_000), "1,000,000"),
    (("undo", "9" * 20), MOST),
    (("meet", "DOHA-7", "9" * 20, "--source", "x"), MOST),
    (("report", "WPA-3", "--by", "DRC", "--amount", "9" * 20), MOST),
    (("set", "WPA-3", f"target={'9' * 5_000}"), MOST),
    (("list", "x" * 50_000), "at most 10,000 characters, and this has 50,000"),
    (("list", *repeat("today", 1_500)), "at most 20 terms, and this has 1,500"),
    (("list", ",".join(f"W-{place}" for place in range(1_200))), "at most 500 codes"),
    (("list", f"party:{','.join(map(str, range(501)))}"), "at most 500 codes"),
    (("list", *repeat("overdue", 2_500)), "at most 2,000 words"),
    (("set", "WPA-3", f"deadline={'min(' * 400}"), "no more than 8 rules inside each other"),
    (("set", "WPA-3", f"deadline={'x' * 90_000}"), "At most 2,000 characters are read here"),
    (("set", "WPA-3", "title=" + "x" * 2_001), f"Title has 2,001 characters: {LINE}"),
    (("note", "WPA-3", "x", "--as", "y" * 61), "60"),
    (("note", "WPA-3", "x" * 100_001), "at most 100,000 characters"),
    (("agreement", "set", "WPA", "title=" + "x" * 2_001), LINE),
    (("party", "add", "NEW", "x" * 2_001), LINE),
    (("withdraw", "WPA-3", "--reason", "x" * 2_001), f"Reason has 2,001 characters: {LINE}"),
    (("report", "WPA-3", "--by", "DRC", "--text", "x", "--url", "https://" + "x" * 2_000), LINE),
)
TYPED = (
    ("note", "x" * 100_001, "Text has 100,001 characters: at most 100,000 are kept."),
    ("note", "x" * 1_000_001, "Standard input has more than 1,000,000 characters."),
    ("edit", f"a{'.a' * 30_000} = 1", "more than 20 keys joined by dots"),
    ("edit", f"[a{'.a' * 30_000}]", "more than 20 keys joined by dots"),
    ("edit", f'x = """a""""\na{".a" * 30_000} = 1', "more than 20 keys joined by dots"),
    ("edit", f"[WPA-3]\n{'x' * 900_000}", "Line 2: "),
    ("edit", f'[WPA-3]\ntitle = "{"x" * 900_000}"', f"Title has 900,000 characters: {LINE}"),
    ("edit", f'[WPA-3]\ndeadline = "{"min(" * 9_000}"', "At most 2,000 characters are read here"),
    ("edit", f'x = "{QUOTE * 400_000}', "Unterminated string"),
)


def test_what_is_too_far_too_many_or_too_long_is_refused_by_the_bound(washington: Run) -> None:
    trail = washington("log", "--json").out
    for argv, bound in (*TOO_FAR, *TOO_MANY):
        with never_hangs():
            said = washington(*argv)
        assert (said.code, said.out) == (2, ""), (argv[:2], said)
        assert bound in said.err, (argv[:2], said.err)
        assert max(map(len, said.err.splitlines())) <= 1_010, argv[:2]
    for verb, typed, bound in TYPED:
        with never_hangs():
            argv = ("note", "WPA-3", "-") if verb == "note" else ("edit", "--from", "-")
            said = washington(*argv, typed=typed)
        assert said.code == 2, said
        assert bound in said.err, (typed[:20], said.err)
        assert len(said.err) < 1_000, typed[:20]
    assert washington("log", "--json").out == trail


def test_what_is_within_the_bounds_is_taken(washington: Run) -> None:
    for argv in (
        ("--now", "9000-12-31", "status"),
        ("--now", "1000-01-01", "status"),
        ("list", "--as-of", "9000-12-31", "--limit", "1000000"),
        ("parties", "--as-of", "1000-01-01"),
        ("what-if", "WPA:signing 1000-01-01", "DOHA:signing 9000-12-31"),
        ("list", "party:" + ",".join(["RWA"] * 500)),
        ("list", *repeat("event:signing", 10), *repeat("party:RWA", 10)),
        ("set", "WPA-3", "title=" + "x" * 2_000),
        ("set", "WPA-3", "deadline=9000-12-31", "reason=x", "--yes"),
        ("note", "WPA-3", "x" * 100_000),
        ("edit", "WPA-3", "--print"),
        ("status",),
    ):
        with never_hangs():
            assert washington(*argv).code == 0, argv[:2]
    assert washington("undo").code == 0


def test_a_file_without_an_end_is_not_read_to_it(washington: Run, tmp_path: Path) -> None:
    pack = tmp_path / "pack.toml"
    pack.symlink_to("/dev/zero")
    for argv in (("edit", "--from", "/dev/zero"), ("seed", "load", str(pack))):
        with never_hangs():
            said = washington(*argv)
        assert said.code == 2
        assert "has more than 1" in said.err


def test_a_complaint_marks_what_is_wrong_in_a_piece_of_what_was_typed(washington: Run) -> None:
    line = f"{'word ' * 300}; due fri 25:00; owner DRC; art {'x' * 300}"
    said = washington("add", line, "--agreement", "WPA").err.splitlines()
    assert said[0] == "accord: There is no time 25:00: it ends at 23:59."
    assert len(said[1]) < bounds.LONGEST_QUOTE + 10
    assert (said[1][:3], said[1][-1]) == ("  ~", "~")
    assert said[1][said[2].index("^") : said[2].rindex("^") + 1] == "25:00"


@pytest.mark.parametrize("name", [name for name in vars(bounds) if name.isupper()])
def test_the_page_lists_every_bound(name: str) -> None:
    value = getattr(bounds, name)
    if isinstance(value, int) and name not in ("LONGEST_QUOTE", "LONGEST_COMPLAINT"):
        table = DOCS.read_text("utf-8").partition("## Bounds")[2].partition("## Exit")[0]
        assert (str(value) if "YEAR" in name else f"{value:,}") in table
