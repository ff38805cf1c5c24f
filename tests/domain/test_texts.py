"""Texts as editors save them: UTF-8 with or without a mark, and what is none."""

import pytest

from db.domain.text_files import NotText, decoded

TEXT = 'theme = "dark"\nzone = "Africa/Kinshasa" # Gisenyi é\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8_is_read_with_or_without_its_mark(encoding: str) -> None:
    assert decoded(TEXT.encode(encoding)) == TEXT
    assert decoded(TEXT.replace("\n", "\r\n").encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_named(encoding: str) -> None:
    with pytest.raises(NotText, match="is saved as UTF-16, not as UTF-8"):
        decoded(TEXT.encode(encoding))


def test_utf32_is_not_taken_for_utf16() -> None:
    with pytest.raises(NotText, match="UTF-32"):
        decoded(TEXT.encode("utf-32"))


def test_another_encoding_is_named_by_its_line() -> None:
    with pytest.raises(NotText, match="is not saved as UTF-8: see line 2"):
        decoded(TEXT.encode("latin-1"))
