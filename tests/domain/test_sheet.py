"""Commitments as a text to edit: read back as they were, and refused by line and word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.commitment_toml import FLAGS, KEYS, PARTIES, Sheet, read_sheets, write_sheets
from db.domain.errors import BadInput
from db.domain.three_way_merge import Side, partings

ANY = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.fixed_dictionaries(
    {
        key: st.lists(st.from_regex(r"[A-Z][A-Z0-9]{0,5}", fullmatch=True)).map(tuple)
        if key in PARTIES
        else st.booleans()
        if key in FLAGS
        else st.none() | st.integers(0, 2**31)
        if key == "target"
        else ANY
        for key in KEYS
    }
)
CODES = st.from_regex(r"[A-Z][A-Z0-9]{0,5}-[1-9][0-9]{0,3}", fullmatch=True)
EXAMPLE: dict[str, object] = (
    dict.fromkeys(KEYS, "") | dict.fromkeys(PARTIES, ()) | dict.fromkeys(FLAGS, False)
)
EXAMPLE |= {"target": None, "deadline": "none", "title": "Open the road"}
TEXT = write_sheets([Sheet("WPA-3", EXAMPLE)])


@given(st.dictionaries(CODES, st.tuples(VALUES, ANY), max_size=3), st.booleans())
def test_what_is_written_is_read_back(
    found: dict[str, tuple[dict[str, object], str]], versions: bool
) -> None:
    sheets = tuple(
        Sheet(code, values, 7 if versions else None, reason)
        for code, (values, reason) in found.items()
    )
    text = write_sheets(sheets, versions=versions)
    assert read_sheets(text) == sheets
    assert read_sheets(text.replace("\n", "\r\n")) == sheets
    assert all(char.isprintable() or char == "\n" for char in text)


@given(VALUES)
def test_unchanged_text_changes_nothing(values: dict[str, object]) -> None:
    sheet = Sheet("WPA-3", values, 4)
    assert partings(values, read_sheets(write_sheets([sheet]))[0].values, values) == ()


def test_what_is_deleted_stays_as_it_is() -> None:
    assert read_sheets("# nothing left\n") == ()
    (left,) = read_sheets('[wpa-3]\nunit = "km"\n')
    (parted,) = partings(EXAMPLE, left.values, EXAMPLE)
    assert (left.code, parted.key, parted.mine, parted.default) == (
        "WPA-3",
        "unit",
        "km",
        Side.MINE,
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "wrong", "words"),
    [
        ('title = "Open', "title = Open", 6, None, "Invalid value"),
        ('theme = ""', 'teme = ""', None, "teme", "Did you mean theme?"),
        ("critical = false", 'critical = "no"', None, '"no"', "true or false"),
        ('target = ""', "target = 1.5", None, "1.5", "whole number"),
        ('target = ""', "target = true", None, "true", "whole number"),
        ("owners = []", "owners = [1]", None, "[1]", "list of parties"),
        ('unit = ""', "unit = 12", None, "12", "quotes"),
        ("[WPA-3]", "x = 1\n[WPA-3]", None, "x", "before any commitment"),
        ("[WPA-3]", "[wpa-3]\n[WPA-3]", None, "WPA-3", "is there twice"),
        ('words = ""', 'words = "', None, None, "Line"),
    ],
)
def test_a_mistake_is_named_by_line_and_word(
    old: str, new: str, line: int | None, wrong: str | None, words: str
) -> None:
    assert old in TEXT
    with pytest.raises(BadInput) as caught:
        read_sheets(TEXT.replace(old, new))
    error = caught.value
    assert words in str(error)
    assert error.message.startswith("Line ")
    if line is not None:
        assert error.message.startswith(f"Line {line}:")
    if wrong is not None:
        assert error.text[error.start : error.end] == wrong


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_line(text: str) -> None:
    try:
        read_sheets(text)
    except BadInput as error:
        refused = error
    else:
        return
    assert 0 <= refused.start <= refused.end <= max(len(refused.text), 0)


def test_a_day_needs_no_quotes_and_parties_may_be_one_text() -> None:
    (sheet,) = read_sheets('[WPA-3]\ndeadline = 2026-12-01\nowners = "drc+RWA"\n')
    assert sheet.values == {"deadline": "2026-12-01", "owners": ("DRC", "RWA")}
