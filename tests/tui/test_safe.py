"""What other people wrote becomes harmless, stays readable, and has a certain width."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.formatting.sanitize import cut, fit, pad, safe, safe_lines

ANY = st.text(st.characters(exclude_categories=()))  # lone surrogates too
NASTY = st.text(
    st.sampled_from(
        "a \n\t\r\x00\x07\x1b[]\x7f\x9b\x85\u200b\u200d\u202e\u2066\u061c\ufeff"
        "\U000e0041\ud800\u2028\ufe0f\u0301\u0334\u20dd\u093f\u1161\u3164\u2665\U0001f44d\U0001f3fd\u65e5\u2800\xa0\xad<>\\~"
    )
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Release 100 prisoners (batch 2)", "Release 100 prisoners (batch 2)"),
        ("[bold]x[/] [@click=app.quit]y[/]", "[bold]x[/] [@click=app.quit]y[/]"),
        ("Accès à l'énergie, Bătălia", "Accès à l'énergie, Bătălia"),
        ("停火协议", "停火协议"),
        ("a\x1b[31mred", "a␛[31mred"),
        ("\x1b]52;c;ZXZpbA==\x07", "␛]52;c;ZXZpbA==␇"),
        ("nul\0bel\adel\x7f", "nul␀bel␇del␡"),
        ("csi\x9b31m nel\x85", "csi\\x9b31m nel\\x85"),
        ("over\rwritten", "over␍written"),
        ("one\r\n\r\n\ttwo", "one two"),
        ("\u202egnp.exe", "<U+202E>gnp.exe"),
        ("\u2066in\u2069 \u200e\u200f\u061c", "<U+2066>in<U+2069> <U+200E><U+200F><U+061C>"),
        ("ze\u200bro\ufeff so\xadft", "ze<U+200B>ro<U+FEFF> so<U+00AD>ft"),
        ("tag\U000e0041", "tag<U+E0041>"),
        ("lone \ud83d", "lone <U+D83D>"),
        ("l\u2028p\u2029", "l<U+2028>p<U+2029>"),
        ("blank\u3164\u2800\xa0end", "blank<U+3164>  end"),
        ("\u2665\ufe0f\ufe0f x\ufe0f", "\u2665 x<U+FE0F>"),
        ("\U0001f44d\U0001f3fd", "\U0001f44d"),
        ("e\u0301\u0302\u0303\u0304z", "e\u0301\u0302z"),
        ("\u0301x", "\u25cc\u0301x"),
        ("\u1000\u103b\u103d\u102f\u1036\u1037", "\u1000\u103b\u103d\u102f\u1036"),
        ("", ""),
    ],
)
def test_dangerous_characters_become_visible(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_in_ascii_only_ascii_is_put_in_place() -> None:
    assert safe("a\x1b\x7f\x9b\u202e", ascii=True) == "a\\x1b\\x7f\\x9b<U+202E>"
    assert safe("\u0301é", ascii=True) == " \u0301é"


@pytest.mark.parametrize("ascii_only", [False, True])
@given(text=ANY | NASTY)
def test_no_control_or_format_character_survives(ascii_only: bool, text: str) -> None:
    for char in safe(text, ascii=ascii_only):
        assert char == " " or unicodedata.category(char)[0] not in "CZ"


@pytest.mark.parametrize("ascii_only", [False, True])
@given(text=ANY | NASTY)
def test_safe_text_stays_as_it_is(ascii_only: bool, text: str) -> None:
    once = safe(text, ascii=ascii_only)
    assert safe(once, ascii=ascii_only) == once


@given(text=ANY | NASTY)
def test_width_is_the_sum_of_the_characters(text: str) -> None:
    shown = safe(text)
    assert cell_len(shown) == sum(map(cell_len, shown))


@given(text=ANY | NASTY)
def test_marks_never_pile_up(text: str) -> None:
    run = 0
    for char in safe(text):
        run = run + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        assert run <= 4


@given(text=ANY | NASTY, cells=st.integers(-2, 30))
def test_cut_fits_and_marks_what_is_missing(text: str, cells: int) -> None:
    short = cut(text, cells)
    assert cell_len(short) <= max(cells, 0)
    assert short == safe(text) or short == "" or short.endswith("~")
    assert cut(short, cells) == short


@given(text=ANY | NASTY, cells=st.integers(0, 30), align=st.sampled_from(["left", "right"]))
def test_fit_is_exact(text: str, cells: int, align: str) -> None:
    assert cell_len(fit(text, cells, "left" if align == "left" else "right")) == cells


def test_wide_characters_are_never_halved() -> None:
    assert cut("日本語", 4) == "日~"
    assert fit("日本語", 4) == "日~ "
    assert fit("日本語", 7, "right") == " 日本語"
    assert cut("日本語", 6) == "日本語"


def test_a_cut_keeps_the_accents_of_the_last_letter() -> None:
    assert cut("ae\u0301b", 3) == "ae\u0301b"
    assert cut("ae\u0301bc", 3) == "ae\u0301~"


def test_pad_fills_and_never_cuts() -> None:
    assert pad("ab", 4) == "ab  "
    assert pad("ab", 4, "right") == "  ab"
    assert pad("abcdef", 4) == "abcdef"


def test_long_text_keeps_its_paragraphs() -> None:
    assert safe_lines("one\r\n\r\ntwo\tx\n\x1b\n\n") == ["one", "", "two x", "␛"]
    assert safe_lines("") == []


@given(text=ANY | NASTY)
def test_lines_stay_as_they_are(text: str) -> None:
    lines = safe_lines(text)
    assert safe_lines("\n".join(lines)) == lines
    assert all(line == safe(line) for line in lines)
