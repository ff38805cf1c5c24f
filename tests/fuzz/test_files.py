"""Files that others wrote, of any bytes: settings, packs, sheets and keys are read or refused."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.commitment_toml import read_sheets
from db.domain.text_files import NotToml, read_toml
from db.packs.loader import LoadPack, read_pack
from db.store.store import Store
from tests.fuzz import words
from tests.fuzz.guard import fuzzed, never_hangs, taken
from tui.config.settings import load
from tui.ssh.authorized_keys import keys_in

HUGE = "9" * 5000
CHOKING = {
    "digits": f"[A-1]\ntarget = {HUGE}",
    "hexadecimal": f"soon_days = 0x{'f' * 9000}",
    "brackets": "a = " + "[" * 5000,
    "dots": "b" + ".b" * 1000 + " = 1",
    "braces": "c = " + "{c = " * 3000,
}
"""Each of these once brought a reader down."""
contents = st.one_of(
    words.tomls.map(lambda text: text.encode("utf-8", "surrogatepass")),
    words.keys.map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.binary(max_size=80),
    st.sampled_from([*CHOKING.values()]).map(str.encode),
)


@pytest.mark.parametrize("kind", CHOKING)
def test_what_brought_a_reader_down_is_refused(tmp_path: Path, kind: str) -> None:
    text = CHOKING[kind]
    with pytest.raises(NotToml):
        read_toml(text)
    taken(read_sheets, text)
    file = tmp_path / "file.toml"
    file.write_text(text, encoding="utf-8")
    taken(lambda name: read_pack(Path(name)), str(file))
    assert load(file)[1]


@fuzzed
@given(contents)
def test_any_settings_let_the_program_start(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(content)
    with never_hangs():
        settings, problems = load(file)
    assert 0 <= settings.soon_days <= 366
    assert all(each.message.strip() for each in problems)


@fuzzed
@given(contents)
def test_any_key_file_is_read(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "authorized_keys"
    file.write_bytes(content)
    taken(lambda name: keys_in(Path(name)), str(file))


@fuzzed
@given(contents)
def test_any_pack_is_loaded_or_refused(store: Store, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "pack.toml"
    file.write_bytes(b"[agreement]\n" + content)
    taken(lambda name: store.do(LoadPack(read_pack(Path(name)))), str(file))
