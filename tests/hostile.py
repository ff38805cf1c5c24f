"""Texts that other people may have put into a store, and what may come of them: signs, no more."""

import shutil
import sqlite3
import unicodedata
from contextlib import closing
from datetime import date
from pathlib import Path

from db.commands.agreements import AddAgreement, AddParty
from db.commands.commitments import AddCommitment
from db.commands.events import SetEvent
from db.commands.flags import SetTags
from db.commands.reports import AddReport, Entry
from db.domain.enums import AgreementRole, PartyKind, Says
from db.store.store import Store
from tests.builders import open_store

HOSTILE = {
    "markup": "[bold]x[/bold] [@click=app.quit]out[/] [link=http://a]b[/link] [/nope] [",
    "title": "a\x1b]0;owned\x07b \x1b]2;owned\x1b\\",
    "clipboard": "a\x1b]52;c;b3duZWQ=\x07b\x1b]52;c;b3duZWQ=\x1b\\",
    "links": "a\x1b]8;;http://evil.test\x1b\\b\x1b]8;;\x1b\\",
    "csi": "a\x1b[2J\x1b[31mb\x1b[?1049l\x1b[6n\x1bc\x1b(0",
    "c1": "a\x9b31m\x9d0;owned\x9cb\x90q\x9c\x85c\x84",
    "controls": "a\x01b\x08\x08c\rd\x7fe\x05f\tg\nh\x0bi\x0c\x0e\x0fj",
    "bidi": "a\u202eb\u202a\u202c\u2066c\u2069\u2067\u2068d\u200f\u200ee\u061cf",
    "unseen": "g\u200bh\ufeffi\u200d\u2060j\xadk\u2028l\u2029m\U000e0041n\ufff9o\u3164p",
    "marks": "e" + "\u0301" * 40 + " z" + "\u0489" * 30 + "\u20dd",
    "formula": "=cmd|' /C calc'!A0",
    "formula tab": "\t=1+1",
    "formula return": "\r@SUM(1)",
    "formula wide": "\uff1d1+1",
    "formula next": 'x;=1+1;"@a',
    "formula minus": "-2+3",
    "calendar": "a\r\nEND:VTODO\r\nBEGIN:VALARM\nATTACH:x;y,z\\n\r DTSTART:1",
    "markdown": "|a| `b` **c** [d](javascript:e) ![f](http://g) ~h~ $i$ &lt; \\ # j\n\n- k",
    "backticks": "``a`b```",
    "html": "</td><script>alert(1)</script><img src=x onerror=y> \"'><!-- &amp; </title>",
    "wide": "停火监督机制 の撤退 👩‍👩‍👧‍👦🏳️‍🌈 ﷽ 한국어",
    "right to left": "وقف إطلاق النار الدائم הפסקת אש",
    "long": "word" * 125,
}
"""By what each tries. None has NUL or a lone surrogate: a store refuses those (see SURROGATE)."""
SURROGATE = "caf\udce9 \ud83d"
CODES = {name: f"N{place}" for place, name in enumerate(HOSTILE)}
"""Code of the agreement that is full of each."""
_ALLOWED = {"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs"}


def odd_in(text: str) -> list[str]:
    """Characters that are not plainly seen."""
    return [
        char
        for char in text
        if unicodedata.category(char) not in _ALLOWED
        and unicodedata.category(char)[0] not in ("P", "S")
    ]


def hostile_store(template: Path, path: Path) -> Path:
    """A store at `path` in which every text is one of the corpus."""
    shutil.copy(template, path)
    store = open_store(path, actor=HOSTILE["csi"])
    for name, text in HOSTILE.items():
        _fill(store, CODES[name], text)
    store.close()
    return path


def _fill(store: Store, code: str, text: str) -> None:
    store.do(AddParty(f"P{code}", text, PartyKind.STATE))
    parties = ((f"P{code}", AgreementRole.SIGNATORY),)
    store.do(
        AddAgreement(
            code, text, "Africa/Kinshasa", process=text[:200], signed_on=date(2026, 11, 1),
            note=text, parties=parties,
        )
    )  # fmt: skip
    store.do(SetEvent(code, "opening", text, planned=date(2026, 12, 1), source=text))
    for rule in ("signing + 10 days", "opening + 5 days"):
        store.do(
            AddCommitment(
                code, text, rule=rule, owners=(f"P{code}",), provision=text, theme=text,
                words=text, unit=text[:60], target=5, source=text,
            )
        )  # fmt: skip
    said = Entry(text=text, speaker=f"P{code}", says=Says.DONE, source=text)
    store.do(AddReport((f"{code}-1",), said))
    store.do(SetTags((f"{code}-1",), text))


def tampered_store(template: Path, path: Path) -> Path:
    """The same, with codes and names too that no command would let in: another program wrote it."""
    hostile_store(template, path)
    evil = HOSTILE["csi"] + HOSTILE["bidi"] + HOSTILE["clipboard"]
    with closing(sqlite3.connect(path)) as database, database:
        for table, columns in _TRUSTED.items():
            for column in columns:
                database.execute(f"UPDATE {table} SET {column} = {column} || ?", (evil,))
    return path


_TRUSTED = {
    "agreement": ("code",),
    "party": ("code",),
    "process": ("name",),
    "event": ("key", "name"),
    "commitment": ("code", "owners", "waiting_on", "rule", "unit"),
    "report": ("author", "grade", "url"),
    "change": ("actor", "kind", "summary", "reason"),
}
"""Columns that commands check or derive."""
