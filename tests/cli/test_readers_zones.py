"""What is known by its day alone is the same day for every reader, wherever their clocks are."""

import itertools
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.commands.agreements import EditAgreement
from db.commands.events import SetEvent
from db.commands.occurrences import Arise, MeetOccurrence
from db.commands.reports import AddReport, Entry
from db.domain.enums import Says
from db.domain.parsing.day_names import day_words
from db.queries.lookups import EventRow, Events
from db.store.store import Store
from tests.builders import do_all, duty, open_store, small_agreement
from tests.cli.conftest import Run
from tests.longer import examples
from tests.readers import HOMES, READERS, WHEN, without_clocks
from tui.export.writer import Format

VERBS = (
    ("status",), ("list",), ("list", "--json"), ("show", "ACC-1", "ACC-2", "ACC-3"),
    ("show", "ACC-2", "--json"), ("events",), ("events", "--json"), ("parties",),
    ("matrix", "ACC"), ("log", "--fields"), ("log", "--fields", "--json"), ("diff", "#1"),
    ("diff", "#1", "--json"), ("agreements",), ("what-if", "signing +30 days"),
    ("what-if", "handover 2027-03-01", "ACC-1 done 2026-11-20", "--json"),
    ("event", "set", "ACC", "signing", "--on", "2026-10-30", "--dry-run"),
    ("edit", "ACC-1", "--print"), ("list", "due:today"), ("list", "due:tomorrow,week"),
    *(("report", "--format", each.value) for each in Format),
)  # fmt: skip


NAMES = itertools.count()


def filled(path: Path, zone: str, signed: date) -> Store:
    """A store with all that can be known by its day alone, in an agreement of that zone."""
    store = small_agreement(open_store(path, WHEN), zone=zone)
    do_all(
        store,
        SetEvent("ACC", "signing", actual=signed),
        SetEvent("ACC", "handover", planned=date(2027, 1, 10)),
        duty("Withdraw", "signing + 30 days"),
        duty("Report", "every week from signing"),
        duty("Answer", "within 2 days of each complaint"),
        duty("Open the road", "handover .. 2027-03-31"),
        Arise("ACC-3", WHEN.date() - timedelta(days=5), "A complaint"),
        MeetOccurrence("ACC-3", 1, WHEN.date() - timedelta(days=3), "letter"),
        AddReport(("ACC-1",), Entry("Not yet.", "UN", Says.NOT_DONE, on=date(2026, 11, 20))),
    )
    return store


@settings(
    max_examples=examples(1),
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    home=st.sampled_from(HOMES),
    signed=st.dates(date(2026, 6, 1), date(2026, 11, 20)),
)
def test_every_verb_says_the_same_days_to_every_reader(
    accord: Run, tmp_path: Path, home: str, signed: date
) -> None:
    path = tmp_path / f"{next(NAMES)}.db"
    filled(path, home, signed).close()
    told = {reader: _told(accord, path, tmp_path, reader) for reader in READERS}
    for verb in VERBS:
        said = {reader: found[verb] for reader, found in told.items()}
        assert len(set(said.values())) == 1, (verb, said)
    moved = told["UTC"]["what-if", "signing +30 days"]
    assert f"signing is on {day_words(signed + timedelta(days=30))}\n" in moved


def _told(accord: Run, path: Path, folder: Path, reader: str) -> dict[tuple[str, ...], str]:
    settings_file = folder / "config" / "accord" / "config.toml"
    settings_file.parent.mkdir(parents=True, exist_ok=True)
    settings_file.write_text(f'zone = "{reader}"\n', encoding="utf-8")
    told = {}
    for verb in VERBS:
        said = accord("--store", str(path), *verb, now=WHEN.isoformat())
        assert (said.code, said.err) == (0, ""), (verb, said)
        told[verb] = without_clocks(said.out)
    return told


def test_another_zone_of_an_agreement_leaves_its_days_what_they_are(small: Store) -> None:
    do_all(
        small,
        SetEvent("ACC", "handover", planned=date(2027, 1, 10)),
        duty("Withdraw", "signing + 30 days"),
    )

    def days() -> dict[str, object]:
        rows: tuple[EventRow, ...] = small.ask(Events("ACC"))
        return {row.key: row.planned or row.actual for row in rows}

    before = days()
    for zone in (*HOMES, "Africa/Kinshasa"):
        small.do(EditAgreement("ACC", zone=zone))
        assert days() == before, zone
