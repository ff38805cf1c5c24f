"""Screens show what is known by its day alone as the same day to every reader."""

from pathlib import Path

from db.commands.events import SetEvent
from tests.builders import do_all, duty, open_store, small_agreement
from tests.readers import READERS, WHEN, without_clocks
from tests.tui.driving import drive

WALK = (
    "", "2", "3", "4", "5", "6 j j j enter", "2 enter", "q !", "escape @", "enter", "escape M",
    "q b", "q = - 1 d enter", "1 ;",
)  # fmt: skip
"""Every view, and what is asked there about time."""


async def test_every_screen_shows_the_same_days_to_every_reader(path: Path) -> None:
    store = small_agreement(open_store(path, WHEN))
    do_all(
        store,
        SetEvent("ACC", "handover", planned=WHEN.add(days=60).date()),
        duty("Withdraw", "signing + 30 days"),
        duty("Report", "every week from signing"),
        duty("Open the road", "handover - 10 days"),
    )
    store.close()
    seen = [await _walk(path, reader) for reader in READERS]
    for screens in zip(*seen, strict=True):
        assert len(set(screens)) == 1, "\n\n".join(screens)
    assert "Tue 1 Dec 2026" in seen[0][WALK.index("q !")]


async def _walk(path: Path, reader: str) -> list[str]:
    screens = []
    async with drive(path, now=WHEN, zone=reader) as user:
        for keys in WALK:
            await user.press(*keys.split())
            screens.append(" ".join(without_clocks(user.screen_text()).split()))
    return screens
