"""Commands that save the fields of a commitment, as one step."""

from collections.abc import Mapping

from db.commands.agreements import AddParty
from db.commands.batch import Together
from db.commands.commitments import AddCommitment, EditCommitment, SetParties
from db.commands.deadlines import SetDeadline
from db.commands.flags import SetLinks
from db.protocols import Command
from db.queries.commitments.row import CommitmentRow
from tui.forms.commitment_fields import codes_in
from tui.forms.deadline_reader import DeadlineReader
from tui.forms.parties import ROLES, read_role, with_new_parties
from tui.widgets.fields.field import Field
from tui.widgets.fields.typed import FlagField, NumberField

Fields = Mapping[str, Field]

LINKS = ("after", "parallel")
TEXTS = ("title", "provision", "words", "theme", "tags", "source", "unit")


def number(field: Field) -> int | None:
    """Parse the number in a field.

    Raises:
        BadInput: when it is none.
    """
    assert isinstance(field, NumberField)  # noqa: S101  forms make it so
    return field.read()


def flag(field: Field) -> bool:
    """Parse yes or no in a field.

    Raises:
        BadInput: when it is neither.
    """
    assert isinstance(field, FlagField)  # noqa: S101  forms make it so
    return field.on


def adding(fields: Fields, agreement: str, reader: DeadlineReader) -> Command:
    """Add the commitment, after the parties that are new.

    Raises:
        BadInput: for a field that cannot be read.
    """
    chosen = {key: read_role(fields[key]) for key in ROLES}
    texts = {key: fields[key].value.strip() for key in TEXTS}
    return with_new_parties(
        AddCommitment(
            agreement,
            texts["title"],
            owners=chosen["owners"].codes,
            to=chosen["to"].codes,
            verifiers=chosen["verifiers"].codes,
            rule=reader.canonical(fields["due"].value),
            critical=flag(fields["critical"]),
            continuing=flag(fields["continuing"]),
            target=number(fields["target"]),
            provision=texts["provision"],
            words=texts["words"],
            theme=texts["theme"],
            tags=texts["tags"],
            source=texts["source"],
            unit=texts["unit"],
        ),
        chosen.values(),
    )


def editing(fields: Fields, row: CommitmentRow, changed: set[str], rule: str) -> Command | None:
    """Change the fields that differ; None when none does.

    Raises:
        BadInput: for a field that cannot be read.
    """
    chosen = {key: read_role(fields[key]) for key in ROLES if key in changed}
    steps: list[Command] = []
    # What was read is compared once: the first step raises the version that the others would see.
    if values := _values(fields, changed):
        steps.append(EditCommitment(row.code, values, seen=row.version))
    seen = {} if steps else {row.code: row.version}
    if chosen:
        codes = {key: parties.codes for key, parties in chosen.items()}
        steps.append(
            SetParties(
                (row.code,), codes.get("owners"), codes.get("to"), codes.get("verifiers"), seen=seen
            )
        )
    if "due" in changed:
        reason = fields["reason"].value.strip()
        seen = {} if steps else seen
        steps.append(SetDeadline((row.code,), rule, reason, seen=seen))
    if links := {
        key: codes_in(fields[key].value) for key in ("after", "parallel") if key in changed
    }:
        seen = {} if steps else {row.code: row.version}
        steps.append(SetLinks((row.code,), links.get("after"), links.get("parallel"), seen=seen))
    if not steps:
        return None
    new = dict(pair for parties in chosen.values() for pair in parties.new)
    parties = [AddParty(code, name) for code, name in new.items()]
    return steps[0] if len(steps) == 1 and not parties else Together((*parties, *steps))


def _values(fields: Fields, changed: set[str]) -> dict[str, object]:
    values: dict[str, object] = {key: fields[key].value for key in TEXTS if key in changed}
    values |= {key: flag(fields[key]) for key in ("critical", "continuing") if key in changed}
    if "target" in changed:
        values["target"] = number(fields["target"])
    return values
