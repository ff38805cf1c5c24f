"""The files attached to reports, as the store knows them."""

from dataclasses import dataclass

from sqlalchemy import Connection, String, cast, select

from db import tables as t
from db.attachments import StoredFile


@dataclass(frozen=True, slots=True)
class FileRow:
    """An attached file, and its report."""

    code: str
    report_id: int
    kept: StoredFile


@dataclass(frozen=True, slots=True)
class Files:
    """Every attached file."""

    def read(self, connection: Connection) -> tuple[FileRow, ...]:
        """The files by report."""
        c, r = t.commitment.c, t.report.c
        rows = connection.execute(
            select(c.code, r.id, r.file_name, r.file_digest)
            .join_from(t.report, t.commitment)
            .where(r.file_digest != "")
            .order_by(r.id)
        )
        return tuple(
            FileRow(code, number, StoredFile(name, digest)) for code, number, name, digest in rows
        )


@dataclass(frozen=True, slots=True)
class Remembered:
    """The digests among these that the audit trail knows: undone reports may come back."""

    digests: tuple[str, ...]

    def read(self, connection: Connection) -> frozenset[str]:
        """The known ones; reads the whole audit trail for each."""
        rows = cast(t.change.c.rows, String)
        return frozenset(
            digest
            for digest in self.digests
            if connection.scalar(select(t.change.c.id).where(rows.contains(digest)).limit(1))
        )
