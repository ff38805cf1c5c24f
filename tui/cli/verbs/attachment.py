"""`accord file`: prints a file attached to a report, unchanged."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from db.attachments import StoredFile, open_kept
from db.domain.errors import BadInput, NotFound
from db.queries.commitments.detail import GetCommitment

if TYPE_CHECKING:
    from db.queries.commitments.detail import ReportRow
    from tui.cli.context import Context


def file(context: Context) -> int:
    """Write the file to standard output after its digest was checked."""
    code = context.args.code
    attached = [each for each in context.ask(GetCommitment(code)).reports if each.has_file]
    if context.args.json:
        context.out.json([_as_json(each) for each in attached])
        return 0
    chosen = _chosen(code.strip().upper(), attached, context.args.number)
    path = open_kept(context.files, StoredFile(chosen.file_name, chosen.file_digest))
    if sys.stdout.isatty():
        raise BadInput(
            f"{chosen.file_name} is not for a terminal.",
            hint=f"Send it somewhere: accord file {code} {chosen.id} > NAME",
        )
    sys.stdout.flush()
    with path.open("rb") as source:
        shutil.copyfileobj(source, sys.stdout.buffer)
    return 0


def _chosen(code: str, attached: list[ReportRow], number: int | None) -> ReportRow:
    found = [each for each in attached if number in (None, each.id)]
    if len(found) == 1:
        return found[0]
    if not attached:
        raise NotFound(f"No report on {code} has a file.", "accord report --file attaches one.")
    known = ", ".join(f"{each.id} ({each.file_name})" for each in attached)
    if number is None:
        raise BadInput(f"Several reports on {code} have files: which one?", hint=f"Say: {known}.")
    raise NotFound(f"Report {number} on {code} has no file.", f"These have one: {known}.")


def _as_json(report: ReportRow) -> dict[str, object]:
    return {"report": report.id, "name": report.file_name, "sha256": report.file_digest}
