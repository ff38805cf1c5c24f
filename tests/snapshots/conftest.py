"""Stores that the snapshots show."""

import shutil
from pathlib import Path

import pytest

from db.attachments import NewFile, folder_of
from db.commands.reports import AddReport, Entry
from tests.builders import load, open_store
from tests.tui import settling

quick_textual = settling.quick_textual


@pytest.fixture(scope="session")
def counted_template(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The withdrawal of 2002 with its two counts, one of them put right, and a file."""
    folder = tmp_path_factory.mktemp("counted")
    path = Path(shutil.copy(template, folder / "counted.db"))
    letter = folder / "letter-7.pdf"
    letter.write_bytes(b"signed")
    store = load(open_store(path), "PRET02")
    file = NewFile(letter, folder_of(store.location))
    swapped = Entry("Two digits were swapped.", quantity=20914, corrects=2, file=file)
    store.do(AddReport(("PRET02-1",), swapped))
    store.close()
    return path


@pytest.fixture
def shown(request: pytest.FixtureRequest, tmp_path: Path, store_name: str) -> Path:
    """A store of one's own by its name."""
    names = {
        "demo": "demo_template",
        "pair": "pair_template",
        "packs": "packed_template",
        "counted": "counted_template",
        "empty": "template",
    }
    template: Path = request.getfixturevalue(names[store_name])
    return Path(shutil.copy(template, tmp_path / "accord.db"))
