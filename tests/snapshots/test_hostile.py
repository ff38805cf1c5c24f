"""Whatever people type as a name or a text: only harmless signs reach the screen, in place."""

import shutil
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from db.commands.agreements import AddAgreement, AddParty
from db.commands.commitments import AddCommitment
from db.commands.events import SetEvent
from db.commands.marks import SetTags
from db.commands.reports import AddReport, Entry
from db.domain.vocabulary import AgreementRole, PartyKind, Says
from db.store import Store
from tests.builders import open_store
from tests.snapshots.walks import BOXES, FORMS, VIEWS
from tests.tui.driving import drive
from tui.look import Look

NASTY = {
    "markup": "[bold]x[/bold] [@click=app.quit]out[/] [link=http://a]b[/link] [",
    "escapes": "a\x1b[2J\x1b]0;owned\x07b\x1b]52;c;AAAA\x1b\\c\x9b31md\x90q\x9c",
    "controls": "a\x00b\x08\x08c\rd\x7fe\x85f\tg\nh\x0bi",
    "bidi": "a\u202eb\u2066c\u2069d\u200fe\u061cf\u200bg\ufeffh\u2028i\u2029j",
    "marks": "e" + "\u0301" * 40 + " z" + "\u0489" * 30 + "\u20dd",
    "wide": "停火监督机制 の撤退 👩‍👩‍👧‍👦🏳️‍🌈 ﷽ 한국어",
    "long": "word" * 125,
    "markdown": "|a| `b` <script>*c*</script> \\",
}
ALLOWED = {"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs"}


@pytest.fixture(scope="session")
def nasty_template(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which every text is one of the nasty ones."""
    path = tmp_path_factory.mktemp("nasty") / "nasty.db"
    shutil.copy(template, path)
    store = open_store(path)
    for place, text in enumerate(NASTY.values()):
        _fill(store, f"N{place}", text)
    store.close()
    return path


def _fill(store: Store, code: str, text: str) -> None:
    store.do(AddParty(f"P{code}", text, PartyKind.STATE))
    parties = ((f"P{code}", AgreementRole.SIGNATORY),)
    store.do(
        AddAgreement(
            code, text, "Africa/Kinshasa", process=text, signed_on=date(2026, 11, 1), note=text,
            parties=parties,
        )
    )  # fmt: skip
    store.do(SetEvent(code, "opening", text, planned=date(2026, 12, 1), source=text))
    for rule in ("signing + 10 days", "opening + 5 days"):
        store.do(
            AddCommitment(
                code, text, rule=rule, owners=(f"P{code}",), provision=text, theme=text,
                words=text, unit=text[:60], target=5, source=text,
            )
        )  # fmt: skip
    said = Entry(text=text, speaker=f"P{code}", says=Says.DONE, source=text)
    store.do(AddReport((f"{code}-1",), said))
    store.do(SetTags((f"{code}-1",), text))


@pytest.fixture
def nasty(nasty_template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(nasty_template, tmp_path / "nasty.db"))


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (40, 10)])
async def test_nothing_raw_reaches_the_screen(nasty: Path, size: tuple[int, int]) -> None:
    async with drive(nasty, size=size, actor="a\x1b[31m\u202eb") as user:
        for walk in (VIEWS, BOXES, FORMS) if size[0] == 80 else (VIEWS,):
            await user.press("escape")
            for name, keys in walk:
                await user.press(*keys.split())
                _check(user.screen_text(), size[0], name)
        await user.press("escape", "y", "2")
        for code in range(len(NASTY)):
            await user.press(":", *f"N{code}-1", "enter")
            _check(user.screen_text(), size[0], f"N{code}-1")
            await user.press("G")
            _check(user.screen_text(), size[0], f"N{code}-1, its end")
            await user.press("q")


async def test_brackets_are_shown_and_nothing_is_clickable(nasty: Path) -> None:
    async with drive(nasty, size=(120, 36)) as user:
        await user.press(":", *"N0-1", "enter")
        user.sees("[bold]x[/bold] [@click=app.quit]out[/]")
        strips = user.app.screen._compositor.render_strips()
        metas = [segment.style.meta for strip in strips for segment in strip if segment.style]
        assert not [meta for meta in metas if any("click" in key for key in meta)]


async def test_what_is_copied_is_harmless_too(nasty: Path) -> None:
    async with drive(nasty) as user:
        await user.press("2", "V", "Y")
        lines = user.app.clipboard.splitlines()
        assert len(lines) == 2 + 2 * len(NASTY)
        _printable(user.app.clipboard.replace("\n", ""), "clipboard")


@pytest.mark.parametrize("walk", [VIEWS, BOXES, FORMS])
async def test_the_ascii_look_is_ascii(pair: Path, walk: tuple[tuple[str, str], ...]) -> None:
    size = (120, 36) if walk is VIEWS else (80, 24)
    async with drive(pair, size=size, look=Look(ascii=True)) as user:
        for name, keys in walk:
            await user.press(*keys.split())
            text = user.screen_text()
            odd = {char for char in text if char > "~"}
            assert not odd, f"{name}: {odd}\n{text}"


def _check(text: str, width: int, name: str) -> None:
    for line in text.split("\n"):
        assert cell_len(line) == width, f"{name}: {cell_len(line)} cells: {line!r}"
        _printable(line, name)


def _printable(text: str, name: str) -> None:
    odd = [
        char
        for char in text
        if unicodedata.category(char) not in ALLOWED
        and unicodedata.category(char)[0] not in ("P", "S")
    ]
    assert not odd, f"{name}: {odd!r} in {text!r}"
