"""Settings, packs and sheets as other editors save them."""

from pathlib import Path

import pytest

from db.resources import seeds
from tests.cli.conftest import Run

PACK = seeds() / "wpa.toml"
MARK = b"\xef\xbb\xbf"


def settings_of(home: Path, raw: bytes) -> Path:
    path = home / "config" / "accord" / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    return path


def test_a_mark_at_the_start_is_read_over(accord: Run, tmp_path: Path) -> None:
    settings_of(tmp_path, MARK + b'zone = "Asia/Bishkek"\n')
    pack = tmp_path / "marked.toml"
    pack.write_bytes(MARK + PACK.read_bytes())
    said = accord("seed", "load", str(pack))
    assert (said.code, said.err) == (0, "")
    assert "Asia/Bishkek" in accord("status", now="2026-11-23 16:20").out
    sheet = accord("edit", "WPA-3", "--print").out.replace("critical = true", "critical = false")
    file = tmp_path / "sheet.toml"
    file.write_text(sheet, encoding="utf-8-sig")
    said = accord("edit", "--from", str(file))
    assert (said.code, said.err) == (0, "")
    assert "critical" in said.out
    assert accord("edit", "--from", "-", typed=f"\ufeff{sheet}").code == 0


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_another_encoding_says_what_to_do(accord: Run, tmp_path: Path, encoding: str) -> None:
    text = PACK.read_text(encoding="utf-8").encode(encoding, "replace") + "é".encode(encoding)
    pack = tmp_path / "other.toml"
    pack.write_bytes(text)
    for argv in (("seed", "load", str(pack)), ("edit", "--from", str(pack))):
        said = accord(*argv)
        assert said.code == 2
        assert "UTF-8" in said.err
        assert said.err.endswith("Save it as UTF-8.\n")
    settings_of(tmp_path, '# é\ntheme = "dark"\n'.encode(encoding))
    said = accord("seed", "list")
    assert said.code == 0
    assert "UTF-8" in said.err
    assert "Save it as UTF-8." in said.err


@pytest.mark.parametrize("offset", ["+99:00", "+15:00", "-24:00", "-12:30", "+02:75", "+1500"])
def test_no_clock_is_set_to_an_offset_that_there_is_not(accord: Run, offset: str) -> None:
    said = accord("status", now=f"2026-11-23T16:20{offset}")
    assert (said.code, said.out) == (2, "")
    assert f"No clock is {offset} from UTC: they are from -12:00 to +14:00." in said.err
    assert f"\n{' ' * 18}{'^' * len(offset)}\n" in said.err


@pytest.mark.parametrize("offset", ["+14:00", "-12:00", "+05:45", "+0200", "Z"])
def test_a_clock_is_set_to_any_other(accord: Run, offset: str) -> None:
    assert accord("demo", "status", now=f"2026-11-23T16:20{offset}").code == 0
