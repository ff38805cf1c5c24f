"""Reading of a quick-add line: its interpretation, and the command that adds it."""

from dataclasses import dataclass

from db.commands.commitments import AddCommitment
from db.domain.bounds import LONGEST_INPUT
from db.domain.errors import BadInput
from db.domain.parsing.quick_add import QuickAdd, parse_line
from db.queries.lookups import PartyName
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe
from tui.forms.agreement_context import AgreementContext
from tui.widgets.fields.field import Field
from tui.widgets.fields.parties import read_parties


class LineField(Field):
    """The line; several pasted lines stay several, one commitment each."""

    longest = LONGEST_INPUT

    def fitted(self, text: str) -> str:
        """Drop empty lines."""
        return "\n".join(line.strip() for line in text.splitlines() if line.strip())


@dataclass(frozen=True, slots=True)
class LineReader:
    """Reads lines for one agreement."""

    place: AgreementContext

    def read(self, text: str) -> tuple[QuickAdd, str]:
        """Read the line and its rule.

        Raises:
            BadInput: marks the wrong part of the whole line.
        """
        line = parse_line(text)
        self._known(text, line.owners, self.place.parties)
        self._known(text, line.to, self.place.parties)
        return line, self._rule(text, line.due)

    def _known(self, text: str, codes: tuple[str, ...], parties: tuple[PartyName, ...]) -> None:
        for code in codes:
            try:
                read_parties(code, parties)
            except BadInput as error:
                error.hint = f"Ctrl+O opens all fields, where +{code} Full Name enters it."
                raise _within(text, code, error) from error

    def _rule(self, text: str, due: str) -> str:
        try:
            return self.place.reader.canonical(due)
        except BadInput as error:
            raise _within(text, due, error) from error

    def adding(self, text: str) -> AddCommitment:
        """Make the command that adds the line.

        Raises:
            BadInput: marks the wrong part of the whole line.
        """
        line, rule = self.read(text)
        return AddCommitment(
            self.place.code,
            line.title,
            owners=line.owners,
            to=line.to,
            rule=rule,
            provision=line.provision,
            theme=line.theme,
            target=line.amount,
            unit=line.unit,
            critical=line.critical,
        )

    def each(self, text: str) -> tuple[AddCommitment, ...]:
        """Make a command for each of several lines.

        Raises:
            BadInput: marks the wrong part of the whole text, and names its line.
        """
        found, start = [], 0
        for number, line in enumerate(text.split("\n"), 1):
            try:
                found.append(self.adding(line))
            except BadInput as error:
                message = f"Line {number}, '{line[:40]}': {error.message}"
                begin, end = start + error.start, start + error.end
                hint = "Put it right, or take its line out and add it alone."
                raise BadInput(message, text=text, start=begin, end=end, hint=hint) from error
            start += len(line) + 1
        return tuple(found)

    def lines(self, text: str) -> list[Words]:
        """Describe the interpretation, a line for each part.

        Raises:
            BadInput: marks the wrong part.
        """
        line, _ = self.read(text)
        names = {party.code: party.name for party in self.place.parties}
        amount = "" if line.amount is None else f"{line.amount:,} {line.unit}"
        said = [
            ("Title", line.title),
            ("Owners", ", ".join(f"{code} {names.get(code, '')}" for code in line.owners)),
            ("Owed to", ", ".join(f"{code} {names.get(code, '')}" for code in line.to)),
            ("Provision", line.provision),
            ("Theme", line.theme),
            ("Quantity", amount),
            ("Critical", "yes" if line.critical else ""),
        ]
        found = [Words(f"{label:<9} {safe(words)}") for label, words in said if words.strip()]
        due = self.place.reader.lines(line.due)
        first = Words(f"{'Deadline':<9} {due[0].text.removeprefix('= ')}", due[0].role)
        return [*found, first, *(Words(f"{'':<9} {each.text}", each.role) for each in due[1:])]


def _within(text: str, part: str, error: BadInput) -> BadInput:
    """Move the mark of an error from a part to its place in the whole line."""
    start = max(0, text.casefold().rfind(part.casefold()))
    return BadInput(
        error.message,
        text=text,
        start=start + error.start,
        end=start + error.end,
        examples=error.examples,
        hint=error.hint,
    )


def line_values(text: str) -> dict[str, str]:
    """Give the parts of a line as texts for the full form; an unreadable line is all title."""
    try:
        line = parse_line(text)
    except BadInput:
        return {"title": text}
    return {
        "title": line.title,
        "owners": ", ".join(line.owners),
        "to": ", ".join(line.to),
        "due": line.due,
        "theme": line.theme,
        "provision": line.provision,
        "target": "" if line.amount is None else str(line.amount),
        "unit": line.unit,
        "critical": "yes" if line.critical else "no",
    }
