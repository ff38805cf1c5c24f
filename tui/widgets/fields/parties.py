"""Field for parties by their codes, with completion; `+CODE Name` adds a new one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from textual.suggester import Suggester
from textual.widget import Widget

from db.domain.errors import BadInput
from db.queries.lookups import PartyName
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe
from tui.widgets.fields.field import Field, LineInput

_LAST = re.compile(r"[^\s,;+]*$")
_EXAMPLES = ("DRC, RWA", "DRC, +NF Northern Front")


@dataclass(frozen=True, slots=True)
class ChosenParties:
    """Codes in the order typed, and the new ones among them with their names."""

    codes: tuple[str, ...] = ()
    new: tuple[tuple[str, str], ...] = ()


def read_parties(text: str, known: Sequence[PartyName]) -> ChosenParties:
    """Parse codes or full names, with commas or spaces between; `+CODE Name` is a new party.

    Raises:
        BadInput: for an unknown code, with the nearest.
    """
    codes: dict[str, None] = {}
    new: dict[str, str] = {}
    names = {party.name.casefold(): party.code for party in known}
    for found in re.finditer(r"\+?[^,;+]+|\+", text):
        piece = found[0].strip()
        if not piece:
            continue
        if piece.startswith("+") and piece[1:].strip().upper() not in names.values():
            code, name = _new_party(text, found)
            new[code] = name
            codes[code] = None
        elif piece.casefold() in names:
            codes[names[piece.casefold()]] = None
        else:
            for word in re.finditer(r"[^\s+]+", found[0]):
                start = found.start() + word.start()
                codes[_known(text, start, word[0], known)] = None
    return ChosenParties(tuple(codes), tuple(new.items()))


def _new_party(text: str, found: re.Match[str]) -> tuple[str, str]:
    code, _, name = found[0].strip()[1:].strip().partition(" ")
    if not code or not name.strip():
        raise BadInput(
            "A new party needs a code and a name.",
            text=text,
            start=found.start(),
            end=found.end(),
            examples=("+NF Northern Front",),
        )
    return code.upper(), name.strip()


def _known(text: str, start: int, word: str, known: Sequence[PartyName]) -> str:
    codes = {party.code.upper(): party.code for party in known}
    if word.upper() in codes:
        return codes[word.upper()]
    near = get_close_matches(word.upper(), codes, 1)
    raise BadInput(
        f"There is no party '{word}'." + (f" Did you mean {codes[near[0]]}?" if near else ""),
        text=text,
        start=start,
        end=start + len(word),
        hint=f"+{word.upper()} Full Name enters a new party.",
    )


class _Completer(Suggester):
    """Completes the last of several codes."""

    def __init__(self, known: Sequence[PartyName]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._known = known

    async def get_suggestion(self, value: str) -> str | None:
        """Suggest the text with its last word completed to a code."""
        begun = _LAST.search(value)
        if not begun or not begun[0] or value[: begun.start()].endswith("+"):
            return None
        for party in self._known:
            if party.code.startswith(begun[0].upper()):
                return value + party.code[len(begun[0]) :]
        return None


class PartiesField(Field):
    """Parties by code, with their names below; Up and Down walk through them."""

    def __init__(
        self, key: str, label: str, known: Sequence[PartyName], *, explain: str = ""
    ) -> None:
        shown = f"{explain} Right completes, Up/Down choose, +CODE Name is new."
        super().__init__(key, label, explain=shown.strip(), live=self._names)
        self.known = tuple(known)

    def make_editor(self) -> Widget:
        """Make a line that completes codes."""
        line = LineInput("")
        line.suggester = _Completer(self.known)
        return line

    def offer(self, known: Sequence[PartyName]) -> None:
        """Replace the parties to choose from, for another agreement."""
        self.known = tuple(known)
        self.query_one(LineInput).suggester = _Completer(self.known)
        self.look()

    def read(self) -> ChosenParties:
        """Give the chosen parties.

        Raises:
            BadInput: for an unknown code.
        """
        return read_parties(self.value, self.known)

    def step(self, by: int) -> None:
        """Replace the last party by the next or previous one."""
        if not self.known:
            return
        codes = [party.code for party in self.known]
        begun = _LAST.search(self.value)
        last = begun[0] if begun else ""
        at = codes.index(last.upper()) if last.upper() in codes else (-1 if by > 0 else 0)
        self.value = self.value[: len(self.value) - len(last)] + codes[(at + by) % len(codes)]

    def _names(self, text: str) -> Sequence[Words]:
        if not self.has_focus_within:
            read_parties(text, self.known)
            return ()
        chosen = read_parties(text, self.known)
        names = {party.code: party.name for party in self.known} | dict(chosen.new)
        said = [
            f"{safe(names[code])}{' (new)' * (code in dict(chosen.new))}" for code in chosen.codes
        ]
        return (Words(f"= {', '.join(said)}", "dim"),) if said else ()
