"""What waits for what, as trees: folded, opened, circles named, ten thousand levels deep."""

import sqlite3
from pathlib import Path

from db.clock import system_clock
from tests.bench.stores import store_of
from tests.tui.driving import User, drive

DEEP = 10_000


async def _open(user: User, code: str) -> None:
    await user.press("2", ":")
    await user.type(code)
    await user.press("enter", "b")


async def test_what_it_waits_for_and_what_waits_for_it(demo: Path) -> None:
    async with drive(demo) as user:
        await _open(user, "LAKE-8")
        user.sees("WAITS FOR 2 of 2 open", "LAKE-5 Sign the", "once it is", "WAITS FOR IT nothing")
        user.sees("second-round planned")
        await user.press("j", "enter")
        user.sees("LAKE > LAKE-5")
        await user.press("b")
        user.sees("WAITS FOR IT 1 of 1 open", "[-] LAKE-5", "LAKE-8")


async def test_branches_close_and_open(demo: Path) -> None:
    async with drive(demo) as user:
        await _open(user, "LAKE-8")
        await user.press("j", "h")
        user.sees("[+] LAKE-5")
        user.does_not_see("second-round")
        await user.press("l")
        user.sees("[-] LAKE-5", "second-round")


async def test_a_circle_is_a_deadlock_with_all_owners(demo: Path) -> None:
    async with drive(demo) as user:
        await _open(user, "KESH-5")
        user.sees("DEADLOCK KESH-4 (NVF) and KESH-5 (ARA)", "DEADLOCK, back to KESH-5")


async def test_changes_are_about_the_line_at_the_cursor(demo: Path) -> None:
    async with drive(demo) as user:
        await _open(user, "KESH-10")
        await user.press("j", "d")
        user.sees("KESH-9 > Deadline")


async def test_what_hangs_alone_says_so(demo: Path) -> None:
    async with drive(demo) as user:
        await _open(user, "KESH-13")
        user.sees("It waits for nothing, and nothing waits for it.")


async def test_a_chain_of_ten_thousand_is_walked_to_its_end(tmp_path: Path) -> None:
    path = store_of(DEEP, folder=tmp_path)
    with sqlite3.connect(path) as connection:
        connection.executemany(
            "INSERT INTO dependency (commitment_id, on_id, parallel) VALUES (?, ?, 0)",
            [(number, number - 1) for number in range(2, DEEP + 1)],
        )
    connection.close()
    async with drive(path, now=system_clock(), view="list") as user:
        await _open(user, f"B1-{DEEP}")
        user.sees("WAITS FOR", "9: ")
        await user.press("G")
        user.sees("9,999: ", "WAITS FOR IT nothing")
