import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.store.store import Store
from tests.tui import settling
from tests.tui.forms_app import FormsApp, open_store

quick_textual = settling.quick_textual
paints = settling.paints


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store's file with both first packs, loaded once and copied for each test."""
    path = tmp_path_factory.mktemp("packs") / "filled.db"
    open_store(path).close()
    return path


@pytest.fixture
def forms_store(filled_file: Path, tmp_path: Path) -> Iterator[Store]:
    """A real store with both first packs."""
    path = tmp_path / "forms.db"
    shutil.copy(filled_file, path)
    store = open_store(path, packs=())
    yield store
    store.close()


@pytest.fixture
def forms_app(forms_store: Store) -> FormsApp:
    """An app over it."""
    return FormsApp(forms_store)


@pytest.fixture
def forms_app_empty(tmp_path: Path) -> Iterator[FormsApp]:
    """An app over a store with nothing in it."""
    store = open_store(tmp_path / "empty.db", packs=())
    yield FormsApp(store)
    store.close()
