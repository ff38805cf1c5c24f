"""Context of an agreement for forms: its parties, events and dates."""

from dataclasses import dataclass

from db.domain.errors import BadInput, NotFound
from db.queries.commitments.deadline_anchors import AnchorTimes
from db.queries.commitments.detail import CommitmentDetail
from db.queries.lookups import AgreementRow, Agreements, Parties, PartyName
from tui.forms.deadline_reader import DeadlineReader
from tui.services.protocol import Host
from tui.widgets.fields.field import Field
from tui.widgets.fields.typed import ChoiceField


@dataclass(frozen=True, slots=True)
class AgreementContext:
    """Names that can be used in one agreement."""

    code: str
    zone: str
    parties: tuple[PartyName, ...]
    reader: DeadlineReader


async def agreements(app: Host) -> tuple[AgreementRow, ...]:
    """Read all agreements.

    Raises:
        NotFound: when there is none yet.
    """
    found = await app.ask(Agreements(app.now()))
    if not found:
        raise NotFound("There is no agreement yet to add to.", "Add an agreement first.")
    return found


async def enter(
    app: Host, agreement: AgreementRow, story: CommitmentDetail | None = None
) -> AgreementContext:
    """Read the names of an agreement; the deadline in force comes from the story."""
    parties = await app.ask(Parties(agreement.code))
    anchors = await app.ask(AnchorTimes(agreement.code))
    row = story.row if story else None
    reader = DeadlineReader(
        app.now(),
        agreement.zone,
        anchors,
        row.rule if row else "",
        row.due if row else None,
        story.links if story else (),
        agreement.calendar,
    )
    return AgreementContext(agreement.code, agreement.zone, parties, reader)


def pick(rows: tuple[AgreementRow, ...], code: str) -> AgreementRow:
    """Pick the agreement with this code, or the first."""
    return next((row for row in rows if row.code == code.strip().upper()), rows[0])


def chosen_agreement(field: Field, now: str) -> str | None:
    """Give another agreement than `now` chosen in a field; None for all other input."""
    if field.key != "agreement" or not isinstance(field, ChoiceField):
        return None
    try:
        code = field.read()
    except BadInput:
        return None
    return code if code != now else None
