"""The contents of a report, before it is written."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from db.attachments import NewFile, StoredFile
from db.commands.commitments import check_amount
from db.domain.enums import LEVELS, ReportKind, Says, Status
from db.domain.errors import BadInput

_GRADE = re.compile(r"^[A-F][1-6]$")


@dataclass(frozen=True, slots=True)
class Entry:
    """The contents of a report. `on`: a day, a moment, or None for now; `speaker`: a party's code.

    `corrects`: the number of the entry that this one replaces. Fields that it leaves out are taken
    from there.
    """

    text: str = ""
    speaker: str = ""
    says: Says | None = None
    status: Status | None = None
    level: int | None = None
    quantity: int | None = None
    source: str = ""
    url: str = ""
    grade: str = ""
    on: date | datetime | None = None
    corrects: int | None = None
    file: NewFile | StoredFile = field(default_factory=StoredFile)
    source_on: date | None = None

    @property
    def kind(self) -> ReportKind:
        """The sort of entry, determined by the fields it sets."""
        if self.corrects is not None:
            return ReportKind.CORRECTION
        if self.status is not None:
            return ReportKind.STATUS
        if self.level is not None or (self.quantity is not None and not self.speaker):
            return ReportKind.PROGRESS
        return ReportKind.REPORT if self.speaker else ReportKind.NOTE


def check(entry: Entry) -> None:
    """Check that the entry makes sense by itself.

    Raises:
        BadInput: with what is wrong with it.
    """
    if entry.level is not None and not 0 <= entry.level < len(LEVELS):
        raise BadInput(f"There is no level {entry.level}.", hint="Levels are 0, 1, 2 and 3.")
    if entry.grade:
        check_grade(entry.grade)
    check_amount(entry.quantity)
    if not _says_anything(entry):
        raise BadInput("The entry is empty.", hint="Write what is reported.")
    if entry.corrects is not None:
        return  # the rest is taken over from what it corrects
    if entry.says is not None and not entry.speaker:
        raise BadInput("Say who says so: a report needs a speaker.", examples=("speaker=RWA",))


def check_grade(grade: str) -> None:
    """Check the grade of a source: a letter A to F and a digit 1 to 6.

    Raises:
        BadInput: when it is not.
    """
    if not _GRADE.match(grade.upper()):
        raise BadInput(f"'{grade}' is no grade of a source.", text=grade, examples=("B2", "A1"))


def _says_anything(entry: Entry) -> bool:
    if entry.corrects is not None:
        return entry != Entry(corrects=entry.corrects)
    measured = entry.level is not None or entry.quantity is not None
    said = entry.text.strip() or entry.says or entry.status or entry.source.strip()
    return bool(measured or said or entry.file != StoredFile())
