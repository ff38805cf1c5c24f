"""Files attached to reports: kept whole, by what is in them, never lost or taken for another."""

import stat
from hashlib import sha256
from pathlib import Path

import pytest

from db import attachments
from db.attachments import NewFile, StoredFile, folder_of, lying_in, open_kept, place_of
from db.commands.reports import AddReport, Entry
from db.commands.undo import Undo
from db.domain.enums import Status
from db.domain.errors import BadInput, NotFound, Refused, StoreProblem
from db.queries.commitments.detail import GetCommitment
from db.queries.maintenance.attachments import Files, Remembered
from db.store.store import Store
from tests.builders import do_all, duty

CONTENT = b"%PDF-1.4 signed \x00\xff"
DIGEST = sha256(CONTENT).hexdigest()


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.pdf"
    path.write_bytes(CONTENT)
    return path


@pytest.fixture
def two(small: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    if "://" in small.location:  # a database has no folder beside it
        monkeypatch.setenv("ACCORD_FILES", str(tmp_path / "accord.db.files"))
    do_all(small, duty("One"), duty("Two"))
    return small


def folder(store: Store) -> Path:
    return folder_of(store.location)


def attach(store: Store, path: Path, *codes: str, status: Status | None = None) -> None:
    entry = Entry("As agreed.", "UN", status=status, file=NewFile(path, folder(store)))
    store.do(AddReport(codes or ("ACC-1",), entry))


def test_a_copy_is_kept_by_its_digest_and_named_in_the_report(two: Store, letter: Path) -> None:
    attach(two, letter, "ACC-1", "ACC-2")
    kept = place_of(folder(two), DIGEST)
    assert kept.read_bytes() == CONTENT
    assert kept.parent.name == DIGEST[:2]
    assert list(lying_in(folder(two))) == [kept]
    for code in ("ACC-1", "ACC-2"):
        [report] = two.ask(GetCommitment(code)).reports
        assert (report.file_name, report.file_digest) == ("letter.pdf", DIGEST)
    assert [row.code for row in two.ask(Files())] == ["ACC-1", "ACC-2"]


@pytest.mark.file_only("rights of the file of a store decide")
def test_whoever_may_read_the_store_may_read_its_files(two: Store, letter: Path) -> None:
    Path(two.location).chmod(0o640)
    attach(two, letter)
    kept = place_of(folder(two), DIGEST)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o750
    assert stat.S_IMODE(folder(two).stat().st_mode) == 0o750


def test_nothing_is_kept_for_a_report_that_is_refused(two: Store, letter: Path) -> None:
    with pytest.raises(Refused, match="done needs a source"):
        attach(two, letter, status=Status.DONE)
    assert list(lying_in(folder(two))) == []


def test_what_cannot_be_attached_is_said_and_nothing_is_written(
    two: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = tmp_path / "large.bin"
    large.write_bytes(b"12345")
    monkeypatch.setattr(attachments, "LARGEST_FILE", 4)
    for path, words in (
        (tmp_path / "none.pdf", "No such file"),
        (tmp_path, "is not a file|directory"),
        (large, "5 bytes: at most 4"),
    ):
        with pytest.raises(BadInput, match=words):
            attach(two, path)
    assert two.ask(GetCommitment("ACC-1")).reports == ()
    assert list(lying_in(folder(two))) == []


def test_a_folder_that_cannot_be_made_leaves_the_store_as_it_was(two: Store, letter: Path) -> None:
    folder(two).write_text("in the way")
    with pytest.raises(StoreProblem, match="cannot be kept"):
        attach(two, letter)
    assert two.ask(GetCommitment("ACC-1")).reports == ()


def test_what_is_missing_or_altered_is_never_handed_out(two: Store, letter: Path) -> None:
    attach(two, letter)
    kept = StoredFile("letter.pdf", DIGEST)
    assert open_kept(folder(two), kept).read_bytes() == CONTENT
    place_of(folder(two), DIGEST).write_bytes(CONTENT + b"!")
    with pytest.raises(StoreProblem, match="was altered"):
        open_kept(folder(two), kept)
    attach(two, letter)  # the same file again mends it
    assert open_kept(folder(two), kept).read_bytes() == CONTENT
    place_of(folder(two), DIGEST).unlink()
    with pytest.raises(NotFound, match="not there any more"):
        open_kept(folder(two), kept)


def test_a_file_outlives_the_undo_of_its_report(two: Store, letter: Path) -> None:
    attach(two, letter)
    two.do(Undo())
    assert two.ask(Files()) == ()
    assert place_of(folder(two), DIGEST).exists()
    assert two.ask(Remembered((DIGEST, "0" * 64))) == {DIGEST}


def test_a_correction_keeps_the_file_of_what_it_corrects(two: Store, letter: Path) -> None:
    attach(two, letter)
    two.do(AddReport(("ACC-1",), Entry("In part.", corrects=1)))
    assert [each.file_digest for each in two.ask(GetCommitment("ACC-1")).reports] == [
        DIGEST,
        DIGEST,
    ]


def test_where_files_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    store = tmp_path / "accord.db"
    assert folder_of(str(store)) == tmp_path / "accord.db.files"
    with pytest.raises(StoreProblem, match="no folder for files") as refused:
        folder_of("postgresql+psycopg://host/accord")
    assert "ACCORD_FILES" in refused.value.hint
    monkeypatch.setenv("ACCORD_FILES", str(tmp_path / "shared"))
    assert folder_of("postgresql+psycopg://host/accord") == tmp_path / "shared"
    assert folder_of(str(store)) == tmp_path / "shared"
