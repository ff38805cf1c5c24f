"""What stands on the screens, letter by letter. ACCORD_UPDATE_SNAPSHOTS=1 writes it anew."""

import difflib
import os
from pathlib import Path

import pytest
from rich.cells import cell_len

from db.commands.commitments import EditCommitment
from tests.builders import open_store
from tests.snapshots.walks import WALKS
from tests.tui.driving import drive

KEPT = Path(__file__).parent / "text"
UPDATE = os.environ.get("ACCORD_UPDATE_SNAPSHOTS") == "1"  # before fixtures clean it away
NORMAL, LARGE, TINY = (80, 24), (120, 36), (40, 10)
VERSIONS = (("versions", ""), ("versions-first", "enter"), ("versions-chosen", "right down"))
"""What is seen of two versions of one commitment, and the keys to it."""
CASES = (
    *(("demo", walk, NORMAL) for walk in ("views", "boxes", "forms", "as-of", "time", "narrowed")),
    ("demo", "wide", LARGE),
    ("demo", "small", TINY),
    ("pair", "views", NORMAL),
    ("counted", "counted", NORMAL),
    ("packs", "front", NORMAL),
    ("empty", "empty", NORMAL),
)
"""Each screen once at 80x24, and one walk at each other size."""


@pytest.mark.parametrize(("store_name", "walk", "size"), CASES)
async def test_the_screens_are_as_they_were(
    shown: Path, store_name: str, walk: str, size: tuple[int, int]
) -> None:
    differences = []
    async with drive(shown, size) as user:
        for name, keys in WALKS[walk]:
            await user.press(*keys.split())
            lines = user.screen_text().splitlines()
            assert {cell_len(line) for line in lines} == {size[0]}
            text = "".join(f"{line.rstrip()}\n" for line in lines)
            differences += _compare(f"{store_name}-{name}-{size[0]}x{size[1]}", text)
    assert not differences, "\n".join(differences)


@pytest.mark.parametrize("size", [NORMAL, TINY])
async def test_two_versions_are_side_by_side(pair: Path, size: tuple[int, int]) -> None:
    bob = open_store(pair, actor="bob")
    differences = []
    async with drive(pair, size) as user:
        await user.press(":", *"WPA-3", "enter", "e")
        bob.do(EditCommitment("WPA-3", {"title": "Withdraw all forces", "theme": "forces"}))
        await user.type("Disengage")
        await user.press("tab", *"Annex", "enter")
        for name, keys in VERSIONS:
            await user.press(*keys.split())
            lines = user.screen_text().splitlines()
            assert {cell_len(line) for line in lines} == {size[0]}
            text = "".join(f"{line.rstrip()}\n" for line in lines)
            differences += _compare(f"pair-{name}-{size[0]}x{size[1]}", text)
    bob.close()
    assert not differences, "\n".join(differences)


def test_no_snapshot_is_left_over() -> None:
    known = {
        f"{store}-{name}-{width}x{height}.txt"
        for store, walk, (width, height) in CASES
        for name, _ in WALKS[walk]
    }
    sizes = (NORMAL, TINY)
    known |= {f"pair-{name}-{wide}x{high}.txt" for name, _ in VERSIONS for wide, high in sizes}
    assert {path.name for path in KEPT.glob("*.txt")} == known


def _compare(name: str, text: str) -> list[str]:
    path = KEPT / f"{name}.txt"
    if UPDATE:
        KEPT.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return []
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    return list(
        difflib.unified_diff(kept.splitlines(), text.splitlines(), f"{name} kept", "now", "", "", 1)
    )
