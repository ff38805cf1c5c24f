"""What `accord doctor` finds around a store, and what it says to type."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run

EARLIER = "2026-11-20 09:00 Africa/Kinshasa"


def found(run: Run, words: str, now: str | None = None) -> dict[str, object]:
    """The finding with these words."""
    options = {} if now is None else {"now": now}
    findings = json.loads(run("doctor", "--json", **options).out)
    matching = [each for each in findings if words in each["what"]]
    assert len(matching) == 1, findings
    return dict(matching[0])


def test_all_is_well_with_a_new_store(washington: Run) -> None:
    assert washington("doctor").code == 0
    assert found(washington, "the store may be read by")["what"].endswith("its owner")  # type: ignore[attr-defined]  # a text
    assert found(washington, "clock: ")["well"]
    assert found(washington, "room beside")["well"]


@pytest.mark.parametrize(
    ("place", "mode", "words"),
    [
        ("accord.db", 0o666, "may be written by everybody"),
        (".", 0o777, "everybody here may replace the store"),
        ("state/accord/people", 0o755, "others may read what is kept of people"),
        ("accord.db-shm", 0o400, "is closed to some who may use the store"),
    ],
)
def test_files_that_are_too_open_or_too_closed(
    washington: Run, tmp_path: Path, place: str, mode: int, words: str
) -> None:
    path = tmp_path / place
    if place.startswith("state"):
        path.mkdir(parents=True)
    elif not path.exists():
        path.touch()
    path.chmod(mode)
    finding = found(washington, words)
    assert not finding["well"]
    assert str(finding["advice"]).startswith("chmod ")
    assert washington("doctor").code == 1


def test_a_clock_that_is_behind_the_trail(washington: Run) -> None:
    finding = found(washington, "clock: ", now=EARLIER)
    assert not finding["well"]
    assert "still to come here" in str(finding["what"])
    said = washington("withdraw", "WPA-3", "--reason", "by mistake", now=EARLIER)
    assert said.code == 0
    assert said.err == (
        "accord: The change before this one is of Mon 23 Nov 2026 16:20, and that is still to come "
        "here: compare this machine's clock with the others'.\n"
    )
    finding = found(washington, "clock: ")
    assert finding["well"]
    assert "1 change dated before the one made before" in str(finding["what"])


def test_texts_of_an_older_accord_are_named_and_a_copy_without_them_offered(
    washington: Run, tmp_path: Path
) -> None:
    assert found(washington, "texts can be kept")["well"]
    with closing(sqlite3.connect(os.environ["ACCORD_STORE"], isolation_level=None)) as store:
        store.execute("UPDATE commitment SET words = 'a' || char(0) WHERE id = 3")
    finding = found(washington, "texts that no store takes")
    assert not finding["well"]
    assert str(finding["what"]).endswith(": commitment 3: words")
    target = str(tmp_path / "new.db")
    assert str(finding["advice"]).startswith(f"accord store copy {os.environ['ACCORD_STORE']} ")
    for more in ((), ("--mend-texts",)):
        said = washington("store", "copy", os.environ["ACCORD_STORE"], target, *more)
        assert said.code == 3
        assert ("--mend-texts" in said.err) == (not more)
        assert not Path(target).exists()


def test_eight_dates_in_the_wrong_order_are_named_and_of_more_how_many(washington: Run) -> None:
    washington("set", "WPA-9", "deadline=2027-11-27", "reason=agreed")
    still_open = json.loads(washington("list", "open", "!code:WPA-9,WPA-10", "--json").out)
    codes = ["WPA-10", *(each["code"] for each in still_open)][:9]
    washington("set", *codes, "deadline=2026-11-25", "after=WPA-9", "reason=agreed")
    told = found(washington, "order of deadlines: 9 due before")["advice"]
    assert str(told).endswith("; and 1 more")
    washington("set", "WPA-10", "deadline=2027-12-24", "reason=agreed")
    told = found(washington, "order of deadlines: 8 due before")["advice"]
    assert "more" not in str(told)
