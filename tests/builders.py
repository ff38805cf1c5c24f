"""Stores to test with: real files, a fixed clock, filled by the same commands that people use."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pendulum
from pendulum import DateTime
from sqlalchemy import Connection, select

from db import tables as t
from db.clock import fixed_clock
from db.commands.agreements import AddAgreement, AddParty
from db.commands.commitments import AddCommitment
from db.domain.enums import AgreementRole, PartyKind
from db.packs.loader import find_pack
from db.protocols import Command
from db.store.commit_recovery import CommandResult
from db.store.store import Store

NOW = pendulum.datetime(2026, 11, 23, 16, 20, tz="Africa/Kinshasa")
SIGNED = date(2026, 11, 1)
ALL_PACKS = (
    "COL16", "CPA05", "DOHA", "GAZA25", "GFA", "LUANDA", "MINSK2", "MOZ92", "PRET02", "RARCSS",
    "TIGRAY", "WPA",
)  # fmt: skip

Dump = dict[str, list[dict[str, Any]]]


def open_store(
    path: Path | str,
    now: DateTime = NOW,
    actor: str = "asel",
    *,
    read_only: bool = False,
    busy_seconds: float = 5,
    patience: float = 0,
) -> Store:
    """The store at a path, as a person, at a fixed time."""
    return Store.open(
        str(path),
        actor=actor,
        clock=fixed_clock(now),
        read_only=read_only,
        busy_seconds=busy_seconds,
        patience=patience,
    )


def load(store: Store, *packs: str) -> Store:
    """The store with these seed packs in it."""
    for code in packs:
        store.do(find_pack(code))
    return store


def do_all(store: Store, *commands: Command) -> list[CommandResult]:
    """Carry out commands one after the other."""
    return [store.do(command) for command in commands]


def small_agreement(store: Store, *, zone: str = "Africa/Kinshasa", code: str = "ACC") -> Store:
    """An agreement signed on 1 November 2026 between DRC and RWA, watched by the UN."""
    do_all(
        store,
        AddParty("DRC", "Democratic Republic of the Congo", PartyKind.STATE),
        AddParty("RWA", "Rwanda", PartyKind.STATE),
        AddParty("UN", "United Nations"),
        AddAgreement(
            code,
            "Accord of tests",
            zone,
            process="Tests",
            signed_on=SIGNED,
            parties=(
                ("DRC", AgreementRole.SIGNATORY),
                ("RWA", AgreementRole.SIGNATORY),
                ("UN", AgreementRole.MONITOR),
            ),
        ),
    )
    return store


def one_duty(location: str) -> str:
    """Make a store with one commitment, `Open the road`, there; gives its place again."""
    store = small_agreement(open_store(location))
    store.do(duty("Open the road"))
    store.close()
    return location


def duty(title: str, rule: str = "none", **fields: Any) -> AddCommitment:
    """A commitment of ACC that DRC owes RWA, unless `fields` say otherwise."""
    given = {"owners": ("DRC",), "to": ("RWA",), **fields}
    return AddCommitment(given.pop("agreement", "ACC"), title, rule=rule, **given)


class Reading:
    """A query made of a function, for what no query of the program asks."""

    def __init__(self, read: Callable[[Connection], Any]) -> None:
        self.read = read


def dump(store: Store) -> Dump:
    """Every row of every tracked table, without what only ever grows."""
    return store.ask(Reading(_dump))


def _dump(connection: Connection) -> Dump:
    return {
        name: [
            {key: value for key, value in row.items() if key not in t.UNTRACKED}
            for row in connection.execute(select(table).order_by(table.c.id)).mappings()
        ]
        for name, table in t.TRACKED.items()
    }


def row_of(store: Store, code: str) -> dict[str, Any]:
    """All columns of a commitment."""
    c = t.commitment.c.code
    return store.ask(
        Reading(lambda db: dict(db.execute(select(t.commitment).where(c == code)).mappings().one()))
    )


def changes(store: Store) -> list[Any]:
    """The lines of the trail, oldest first."""
    return store.ask(Reading(lambda db: list(db.execute(select(t.change).order_by(t.change.c.id)))))
