"""Parties as people type them."""

import re

import pytest

from db.domain.enums import AgreementRole
from db.domain.errors import BadInput
from db.queries.lookups import PartyName
from tui.widgets.fields.field import one_line, problem_lines, stand_in
from tui.widgets.fields.parties import ChosenParties, read_parties
from tui.widgets.fields.typed import choice_of, number_of

KNOWN = (
    PartyName("DRC", "Democratic Republic of the Congo", AgreementRole.SIGNATORY),
    PartyName("RWA", "Rwanda", AgreementRole.SIGNATORY),
    PartyName("M23", "AFC/M23", None),
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ()),
        ("drc", ("DRC",)),
        ("DRC, RWA", ("DRC", "RWA")),
        ("RWA DRC;M23", ("RWA", "DRC", "M23")),
        ("DRC+RWA", ("DRC", "RWA")),
        ("rwanda, DRC", ("RWA", "DRC")),
        ("DRC, DRC", ("DRC",)),
    ],
)
def test_codes_and_names(text: str, codes: tuple[str, ...]) -> None:
    assert read_parties(text, KNOWN) == ChosenParties(codes)


@pytest.mark.parametrize("text", ["RWA, +NF Northern Front", "RWA +nf Northern Front"])
def test_a_new_party_has_a_code_and_a_name(text: str) -> None:
    assert read_parties(text, KNOWN) == ChosenParties(("RWA", "NF"), (("NF", "Northern Front"),))


@pytest.mark.parametrize(
    ("text", "marked", "said"),
    [
        ("DRC, RWB", "RWB", "There is no party 'RWB'. Did you mean RWA?"),
        ("DRC +NF", "+NF", "A new party needs a code and a name."),
        ("+", "+", "A new party needs a code and a name."),
        ("XX DRC", "XX", "There is no party 'XX'."),
    ],
)
def test_what_is_unknown_is_marked(text: str, marked: str, said: str) -> None:
    with pytest.raises(BadInput, match=re.escape(said)) as caught:
        read_parties(text, KNOWN)
    assert text[caught.value.start : caught.value.end].strip() == marked


@pytest.mark.parametrize(
    ("text", "number"),
    [("", None), ("40", 40), ("23,760", 23760), ("23 760", 23760), ("23'760", 23760), ("0", 0)],
)
def test_numbers_as_people_write_them(text: str, number: int | None) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize("text", ["-1", "4.5", "forty", "9" * 11, "\u0664"])
def test_other_numbers_are_refused(text: str) -> None:
    with pytest.raises(BadInput):
        number_of(text)


def test_a_choice_is_known_by_its_beginning() -> None:
    words = ("under way", "done", "not done")
    assert choice_of("U", words, "status") == "under way"
    assert choice_of("done", words, "status") == "done"
    with pytest.raises(BadInput, match="is missing"):
        choice_of(" ", words, "status")
    with pytest.raises(BadInput) as caught:
        choice_of("dine", words, "status")
    assert caught.value.hint == "Did you mean done?"


def test_stand_ins_keep_every_place() -> None:
    text = "a\x1b[2J\u202eb\u200bc\u00a0d\x07"
    shown = stand_in(text)
    assert len(shown) == len(text)
    assert shown.isprintable()
    assert stand_in("Übergabe 100%") == "Übergabe 100%"


def test_lines_become_one_with_nothing_lost() -> None:
    assert one_line("one\r\n  two\n\nthree ") == "one two three"


def test_long_texts_are_told_without_carets() -> None:
    error = BadInput("Wrong.", text="x" * 60, start=3, end=5)
    assert [line.text for line in problem_lines(error, "x" * 60)] == ["! Wrong."]
